//! One bound for several figures: 分别突破1000亿元、2000亿元, 分别达到95%、65%以上.

use super::{super::around, set};
use crate::extract::Statistic;

/// 分别突破1000亿元、2000亿元: the word before the first figure bounds those after it as well.
pub(super) fn pass_on(text: &str, found: &mut [Statistic]) {
    for i in 1..found.len() {
        let (head, tail) = found.split_at_mut(i);
        let (a, b) = (&head[i - 1], &mut tail[0]);
        let led = a.span.from() < a.core.from() || a.flags.contains(&"bound_shared");
        let same = a.kind == b.kind && a.unit == b.unit && b.span == b.core && b.approx.is_none();
        let gap = text.get(a.span.to()..b.span.from());
        if !(led && same && gap.is_some_and(|g| matches!(g, "、" | "和" | "及"))) {
            continue;
        }
        let clause = around::clause_before(text, a.span.from(), 40);
        let near = clause.ends_with("分别") || a.flags.contains(&"bound_shared");
        if let Some(approx) = a.approx.filter(|_| near) {
            set(b, approx);
            b.flags.push("bound_shared");
        }
    }
}

/// 分别达到95%、65%以上: the word after the last figure bounds those before it as well.
pub(super) fn distribute(text: &str, found: &mut [Statistic]) {
    for i in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(i);
        let (a, b) = (&mut head[i - 1], &tail[0]);
        let bounded = b.span.to() > b.core.to() && b.core.to() - b.core.from() > 1;
        let gap = text.get(a.span.to()..b.span.from());
        let listed = gap.is_some_and(|g| matches!(g, "、" | "和" | "及"));
        if !(bounded && listed && a.approx.is_none() && a.kind == b.kind && a.unit == b.unit) {
            continue;
        }
        let clause = around::clause_before(text, a.span.from(), 40);
        if let Some(approx) = b.approx.filter(|_| clause.contains("分别")) {
            set(a, approx);
        }
    }
}
