//! Parts and totals: lists after 其中 and in brackets, partitions, and 共 or 合计 after
//! its parts.

use super::{
    CheckKind,
    claim::Claim,
    cues::Cues,
    figure::{Break, Figure, Function},
    growth::signed,
    interval::Interval,
    lists::{PartList, Tie},
};
use crate::extract::StatKind;
use rust_decimal::Decimal;

/// Claims of part lists.
pub(super) fn of_lists(
    lists: &[PartList],
    figures: &[Figure<'_>],
    text: &str,
    out: &mut Vec<Claim>,
) {
    for list in lists.iter().filter(|l| l.parts.len() > 1) {
        let whole = claim(list.total, &list.parts, figures, text);
        let sure = |c: &Claim| is_sure(list, c, figures) && !is_told_before(list, c, figures);
        let whole = whole.map(|c| Claim {
            sure: sure(&c),
            ..c
        });
        // A list may run on into something else: a beginning of it that adds up is the list.
        let heads = (2..list.parts.len().min(12)).rev();
        let heads = heads.filter_map(|n| claim(list.total, &list.parts[..n], figures, text));
        let right = whole
            .iter()
            .cloned()
            .chain(heads)
            .find(|c| c.range.meets(c.allowed));
        out.extend(right.or(whole));
    }
}

/// A list that does not add up contradicts its total when all parts are there, or when
/// they are more than the whole.
fn is_sure(list: &PartList, claim: &Claim, figures: &[Figure<'_>]) -> bool {
    // Over 10万: more is no contradiction.
    let exact = figures[list.total].statistic.approx.is_none();
    exact
        && match list.tie {
            Tie::Partition => is_within(claim, 12),
            Tie::Bracket => list.clean && is_nearly_all(claim) && is_within(claim, 12),
            Tie::Among => {
                let wrong = exceeds(list, claim, figures)
                    || one_digit_off(list.total, &list.parts, claim, figures);
                list.clean && wrong && is_within(claim, 2)
            }
        }
}

/// Nobody errs by more than a digit: what is further off belongs to something else.
pub(super) fn is_within(claim: &Claim, factor: i64) -> bool {
    let most = |a: Decimal| a.checked_mul(Decimal::from(factor));
    most(claim.value).is_some_and(|most| claim.actual <= most)
        && most(claim.actual).is_some_and(|most| most >= claim.value)
}

/// The parts come to a level told before in the paragraph: they are those of that.
fn is_told_before(list: &PartList, claim: &Claim, figures: &[Figure<'_>]) -> bool {
    const FAR: usize = 12;
    let total = &figures[list.total];
    let before = (list.total.saturating_sub(FAR)..list.total).rev();
    let mut before = before.take_while(|&k| figures[k + 1].divided < Break::Paragraph);
    before.any(|k| {
        let same = figures[k].is_amount() && figures[k].unit == total.unit;
        same && figures[k]
            .stated
            .is_some_and(|s| s.range.meets(claim.allowed))
    })
}

/// A bracket may name the parts worth naming (教师95人（博士1人、硕士75人）): too little is a
/// contradiction only when nearly all are there.
pub(super) fn is_nearly_all(claim: &Claim) -> bool {
    let most = claim.value.checked_mul(Decimal::new(85, 2));
    most.is_some_and(|most| claim.actual >= most)
}

/// The parts are more than all totals together that 其中 may mean.
fn exceeds(list: &PartList, claim: &Claim, figures: &[Figure<'_>]) -> bool {
    let rivals = list.rivals.iter().map(|&k| figures[k].stated);
    let sum = rivals
        .flatten()
        .try_fold(claim.range.hi, |sum, s| sum.checked_add(s.range.hi));
    sum.is_some_and(|most| claim.allowed.lo > most)
}

/// Another digit in one place would make it right, among figures of four digits and more: a slip
/// of the pen, where parts left out would be off by anything.
pub(super) fn one_digit_off(
    total: usize,
    parts: &[usize],
    claim: &Claim,
    figures: &[Figure<'_>],
) -> bool {
    let figures = || parts.iter().chain([&total]).map(|&k| figures[k].stated);
    let unit = figures().flatten().map(|s| s.unit).max();
    let exact = figures().all(|s| s.is_some_and(|s| s.range.hi - s.value <= s.unit));
    let off = claim.value.checked_sub(claim.actual).zip(unit);
    let off = off.and_then(|(off, unit)| off.checked_div(unit));
    let size = unit.and_then(|unit| claim.value.checked_div(unit));
    let fifth = claim.value.checked_mul(Decimal::new(8, 1));
    let close = fifth.is_some_and(|least| claim.actual >= least);
    let digit = |off: Decimal| {
        let mut digits = off.normalize().mantissa().unsigned_abs();
        while digits >= 10 && digits.is_multiple_of(10) {
            digits /= 10;
        }
        off.fract().is_zero() && digits < 10 && off.abs() > Decimal::ONE
    };
    exact && close && size.is_some_and(|s| s >= Decimal::from(5000)) && off.is_some_and(digit)
}

/// `total = parts`, recomputed; a fall counts against a rise.
pub(super) fn claim(
    total: usize,
    parts: &[usize],
    figures: &[Figure<'_>],
    text: &str,
) -> Option<Claim> {
    let told = |k: usize| {
        let stated = figures[k].stated?;
        Some(signed(&figures[k], stated.value, stated.range))
    };
    let (value, range) = told(total)?;
    let (mut actual, mut allowed) = (Decimal::ZERO, Interval::point(Decimal::ZERO));
    for &part in parts {
        let (value, range) = told(part)?;
        actual = actual.checked_add(value)?;
        allowed = allowed.plus(range)?;
    }
    Some(Claim {
        kind: CheckKind::Sum,
        stated: Some(total),
        given: parts.to_vec(),
        value,
        range,
        actual,
        allowed,
        formula: formula(parts, figures, text),
        sure: false,
    })
}

/// `a＋b－c` in the text's own words.
fn formula(parts: &[usize], figures: &[Figure<'_>], text: &str) -> String {
    let mut out = String::new();
    for &part in parts {
        match figures[part].function {
            Function::Fall => out.push('－'),
            _ if out.is_empty() => {}
            _ => out.push('＋'),
        }
        out.push_str(figures[part].statistic.core.of(text));
    }
    out
}

/// Claims of totals that follow their parts: 80件，…100件，两年共180件.
pub(super) fn of_totals(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    for total in 0..figures.len() {
        if figures[total].is_amount() && cues.is_total(figures[total].label()) {
            out.extend(total_after(figures, total, cues, text));
        }
    }
}

fn total_after(figures: &[Figure<'_>], total: usize, cues: &Cues, text: &str) -> Option<Claim> {
    let counted = counted_parts(figures, total);
    let end = if counted.is_some() { total - 1 } else { total };
    let crossed = &figures[end].divided.max(figures[total].divided);
    if *crossed >= Break::Stop {
        return None;
    }
    let parts = parts_before(figures, end, total, cues);
    let sizes = 2..=parts.len();
    let tails = sizes.rev().map(|n| &parts[parts.len() - n..]);
    let mut claims = tails.filter_map(|tail| claim(total, tail, figures, text));
    let whole = claims.next()?;
    let told = cues.sums_up(figures[total].label().trim()) && is_close(&whole);
    let within = || figures.get(parts[0] + 1..=total).into_iter().flatten();
    // 4个结点上各两个，总共8个: a product.
    let stray = within().any(|f| f.stray || f.label().contains(['各', '每']));
    let fits = counted.is_none_or(|n| n == parts.len());
    let sure = fits && !stray && (counted.is_some() || told);
    let right = std::iter::once(whole.clone())
        .chain(claims)
        .find(|c| c.range.meets(c.allowed));
    Some(right.unwrap_or(Claim { sure, ..whole }))
}

/// The total is about what the parts come to: a slip of the pen, not another thing.
fn is_close(claim: &Claim) -> bool {
    let third = claim.value.checked_mul(Decimal::new(3, 1));
    let off = claim.value.checked_sub(claim.actual).map(|d| d.abs());
    off.zip(third).is_some_and(|(off, third)| off <= third)
}

/// 两年 in 两年共180件: how many parts the text says there are.
fn counted_parts(figures: &[Figure<'_>], total: usize) -> Option<usize> {
    let before = figures.get(total.checked_sub(1)?)?;
    let small = matches!(before.statistic.kind, StatKind::Duration | StatKind::Count);
    let close = figures[total].divided == Break::None && figures[total].gap.chars().count() <= 4;
    let value = before.stated?.value;
    let few = value >= Decimal::TWO && value <= Decimal::TEN;
    let differs = before.unit != figures[total].unit;
    usize::try_from(value.normalize().mantissa())
        .ok()
        .filter(|_| small && close && few && differs && value.fract().is_zero())
}

/// The figures before `end` that `total` may be the sum of, in text order.
fn parts_before(figures: &[Figure<'_>], end: usize, total: usize, cues: &Cues) -> Vec<usize> {
    let mut parts = Vec::new();
    for k in (end.saturating_sub(12)..end).rev() {
        let here = &figures[k];
        if here.bracket != figures[total].bracket {
            continue;
        }
        if here.is_amount() {
            if here.unit != figures[total].unit || cues.is_total(here.label()) {
                break;
            }
            parts.push(k);
        }
        if here.divided >= Break::Stop {
            break;
        }
    }
    parts.reverse();
    parts
}
