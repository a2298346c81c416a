//! A level and the step that led to it: what the step is of the level before, and where a step
//! from a level leads.

use super::{
    CheckKind,
    claim::{Claim, joined},
    cues::Cues,
    figure::{Break, Figure, Function},
    growth::{same_measure, signed},
    interval::Interval,
};
use crate::extract::StatKind;
use rust_decimal::Decimal;

/// Claims about steps.
pub(super) fn find(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    for k in 2..figures.len() {
        out.extend(increment(figures, cues, text, k));
        out.extend(stepped(figures, cues, text, k));
    }
}

/// 109亿元，比上年增加34亿元，增长45.3%: the growth of a level with a known increment.
fn increment(figures: &[Figure<'_>], cues: &Cues, text: &str, k: usize) -> Option<Claim> {
    let (by, level) = (k - 1, k.checked_sub(2)?);
    let (rate, step, base) = if figures[k].is_percent() {
        (k, by, level)
    } else {
        (by, k, level)
    };
    let changes = figures[rate].is_percent()
        && figures[rate].is_change()
        && figures[step].function == figures[rate].function;
    let same = same_measure(&figures[base], &figures[step])
        && figures[base].is_amount()
        && figures[base].statistic.kind != StatKind::Duration;
    let close = figures[by].divided == Break::Comma && figures[k].divided <= Break::Comma;
    let by_clause = figures[by].clause();
    let based = cues.compares(by_clause) || figures[by].is_change() && cues.goes_on(by_clause);
    // 增加12个，投资规模扩大8.4%: what has a subject of its own grows on its own.
    let goes_on = figures[k].divided == Break::None || cues.goes_on(figures[k].label());
    let compared = based && !cues.compares(figures[k].clause()) && goes_on;
    let bracket = figures[k].bracket;
    let level_with = [by, level].iter().all(|&i| figures[i].bracket == bracket);
    if !(changes && same && close && compared && level_with) {
        return None;
    }
    let claim = grown(base, step, rate, figures, text)?;
    let around = [
        figures[base].gap,
        figures[by].gap,
        figures[k].gap,
        figures[k].tail(),
    ];
    let money = figures[base].statistic.kind == StatKind::Money;
    let real = money && cues.is_real(figures[base].clause());
    let sure = !real && !around.iter().any(|t| cues.is_not_comparable(t));
    Some(Claim { sure, ..claim })
}

/// 从60%提高15个百分点，达到75%; 在3.2亿元的基础上增加2.1亿元，达到5.3亿元.
fn stepped(figures: &[Figure<'_>], cues: &Cues, text: &str, new: usize) -> Option<Claim> {
    let (by, old) = (new - 1, new.checked_sub(2)?);
    let [a, b, c] = [old, by, new].map(|i| &figures[i]);
    let opens =
        cues.starts_change(a.clause()) || cues.compares(a.clause()) || a.clause().contains('在');
    let points = a.is_percent() && c.is_percent() && b.statistic.kind == StatKind::PercentPoint;
    let same = points || same_measure(a, b) && same_measure(a, c) && !a.is_percent();
    let level = !a.is_change() && !c.is_change() && b.is_change();
    let tied = b.divided == Break::None && c.divided <= Break::Comma && cues.arrives(c.label());
    let together = a.bracket == b.bracket && b.bracket == c.bracket;
    if !(opens && same && level && tied && together) {
        return None;
    }
    let (from, step, to) = (a.stated?, b.stated?, c.stated?);
    let (size, range) = signed(b, step.value, step.range);
    let sign = if b.function == Function::Fall {
        "－"
    } else {
        "＋"
    };
    Some(Claim {
        kind: CheckKind::Difference,
        stated: Some(new),
        given: vec![old, by],
        value: to.value,
        range: to.range,
        actual: from.value.checked_add(size)?,
        allowed: from.range.plus(range)?,
        formula: joined(&[old, by], sign, figures, text),
        sure: true,
    })
}

fn grown(
    level: usize,
    step: usize,
    rate: usize,
    figures: &[Figure<'_>],
    text: &str,
) -> Option<Claim> {
    let (new, by, said) = (
        figures[level].stated?,
        figures[step].stated?,
        figures[rate].stated?,
    );
    let (value, range) = signed(&figures[rate], said.value, said.computed());
    let (by, by_range) = signed(&figures[step], by.value, by.range);
    let old = new.value.checked_sub(by)?;
    let old_range = new.range.minus(by_range)?;
    let hundred = Decimal::ONE_HUNDRED;
    let [n, b] = [level, step].map(|i| figures[i].statistic.core.of(text));
    let sign = if by.is_sign_negative() { "＋" } else { "－" };
    Some(Claim {
        kind: CheckKind::Change,
        stated: Some(rate),
        given: vec![level, step],
        value,
        range,
        actual: by.checked_div(old)?.checked_mul(hundred)?,
        allowed: by_range.over(old_range)?.times(Interval::point(hundred))?,
        formula: format!("{b}÷（{n}{sign}{b}）"),
        sure: true,
    })
}
