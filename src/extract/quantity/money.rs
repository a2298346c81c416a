//! A large sum without its unit, told by the sum before it: 新增贷款4.9万亿元，同比多增9200亿.

use super::around;
use crate::extract::{Context, StatKind, Statistic};

/// Characters of which a clause is made that only compares with what was told before it: 同比
/// 多增, 比上年同期减少, 增至, 其中.
const COMPARES: &str = "同比环较比上去年月期季度多少增加减至到达约近超其中累计净再又的高低于历史单新\
                        当前日昨今预创为是则也且而共总升降扩大收窄";

/// Gives such sums the currency of the sum before them in their sentence.
pub(super) fn carry(context: &Context<'_>, found: &mut [Statistic]) {
    let text = context.text();
    let mut last: Option<(u32, Option<&'static str>)> = None;
    for stat in found.iter_mut() {
        if stat.kind == StatKind::Money {
            last = Some((stat.sentence, stat.unit));
            continue;
        }
        let here = last.filter(|(sentence, _)| *sentence == stat.sentence);
        if let Some((_, unit)) = here.filter(|_| is_open(text, stat)) {
            (stat.kind, stat.rule, stat.unit) = (StatKind::Money, "money.carried", unit);
        } else if matches!(
            stat.kind,
            StatKind::Count | StatKind::Number | StatKind::Measure
        ) {
            last = None;
        }
    }
}

/// A bare number in 万 or 亿 in a clause that only compares, with nothing counted after it.
fn is_open(text: &str, stat: &Statistic) -> bool {
    let bare = stat.kind == StatKind::Number && stat.rule == "number.bare";
    let large = stat.number.of(text).ends_with(['万', '亿']);
    let next = around::next(text, stat.core.to());
    let closed = next.is_none_or(|c| {
        !crate::chars::is_han(c) && !c.is_ascii_alphanumeric() || "以左，".contains(c)
    });
    let clause = around::clause_before(text, stat.span.from(), 16);
    let compares = clause
        .chars()
        .all(|c| COMPARES.contains(c) || c.is_ascii_digit());
    bare && large && closed && compares && !clause.is_empty()
}
