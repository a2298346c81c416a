//! Results with a name of their own: 顺差 is 出口 less 进口, 自然增长率 is 出生率 less 死亡率.

use super::{
    CheckKind,
    claim::{Claim, joined},
    cues::{Cues, holds_any},
    figure::{Break, Figure},
};

/// How many figures before the result its terms may stand.
const REACH: usize = 8;

/// Claims about balances.
pub(super) fn find(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    for k in 2..figures.len() {
        let label = cues.without_reached(figures[k].label());
        // 去年同期为逆差…: of another year.
        let other = ["去年", "上年", "同期"].iter().any(|w| label.contains(w));
        if other || cues.is_not_comparable(figures[k].gap) {
            continue;
        }
        let Some(rule) = cues.balance(label) else {
            continue;
        };
        let plus = term(figures, k, &rule.plus);
        let minus = term(figures, k, &rule.minus);
        if let (Some(plus), Some(minus)) = (plus, minus) {
            out.extend(difference(k, plus, minus, figures, text));
        }
    }
}

/// The nearest figure before `k` in its paragraph whose label ends with one of `words`.
fn term(figures: &[Figure<'_>], k: usize, words: &[String]) -> Option<usize> {
    let mut stops = 0;
    for i in (k.saturating_sub(REACH)..k).rev() {
        let next = &figures[i + 1];
        stops += usize::from(next.divided == Break::Stop);
        if next.divided == Break::Paragraph || stops > 1 {
            return None;
        }
        let here = &figures[i];
        let same = here.statistic.kind == figures[k].statistic.kind && here.unit == figures[k].unit;
        let level = !here.is_change() && here.bracket == figures[k].bracket;
        if same && level && holds_any(here.label(), words) && !here.label().contains("进出口") {
            return Some(i);
        }
    }
    None
}

fn difference(
    k: usize,
    plus: usize,
    minus: usize,
    figures: &[Figure<'_>],
    text: &str,
) -> Option<Claim> {
    let (said, a, b) = (
        figures[k].stated?,
        figures[plus].stated?,
        figures[minus].stated?,
    );
    Some(Claim {
        kind: CheckKind::Difference,
        stated: Some(k),
        given: vec![plus, minus],
        value: said.value,
        range: said.range,
        actual: a.value.checked_sub(b.value)?,
        allowed: a.range.minus(b.range)?,
        formula: joined(&[plus, minus], "－", figures, text),
        sure: true,
    })
}
