//! Growth per year over several years: 由2015年的100亿元增加到2020年的161亿元，年均增长10%.

use super::{
    CheckKind,
    claim::Claim,
    cues::Cues,
    figure::{Break, Figure},
    growth::{Pair, is_first_of_several, is_real, levels, reached, signed},
    interval::Interval,
};
use crate::{
    extract::{DateMention, StatKind},
    span::Span,
};
use rust_decimal::Decimal;

/// The longest time looked at, in years.
const LONGEST: u32 = 60;

/// How many figures before a growth its years may stand.
const FAR: usize = 30;

/// Claims about yearly growth.
pub(super) fn find(
    figures: &[Figure<'_>],
    dates: &[DateMention],
    cues: &Cues,
    text: &str,
    out: &mut Vec<Claim>,
) {
    for k in 1..figures.len() {
        out.extend(of_multiple(figures, dates, cues, text, k));
        let Some(pair) = reached(figures, cues, k) else {
            continue;
        };
        let Some(rate) = rate_after(pair, figures, cues) else {
            continue;
        };
        for (years, sure) in years_of(pair, rate, figures, dates) {
            let claim = growth(pair, rate, years, figures, text);
            let fair = !is_real(pair, rate, figures, cues)
                && !cues.is_not_comparable_price(figures[rate].clause());
            out.extend(claim.map(|c| Claim {
                sure: fair && (sure || is_far_off(&c)),
                ..c
            }));
        }
    }
}

/// 是2016年的1.4倍，年均增长7.1%: the multiple is the quotient of the levels.
fn of_multiple(
    figures: &[Figure<'_>],
    dates: &[DateMention],
    cues: &Cues,
    text: &str,
    k: usize,
) -> Option<Claim> {
    let here = &figures[k];
    let level = here.statistic.kind == StatKind::Multiple && !here.is_change();
    let base = year_in(here.gap, here.statistic.span, dates).filter(|_| level)?;
    let at = Pair {
        old: k,
        new: k,
        last: k,
        yoy: false,
    };
    let rate = rate_after(at, figures, cues)?;
    let before = (k.saturating_sub(FAR)..k)
        .rev()
        .take_while(|&j| figures[j + 1].divided < Break::Paragraph);
    let now = before
        .filter_map(|j| year_in(figures[j].gap, figures[j].statistic.span, dates))
        .find(|&year| year > base)?;
    let years = u32::try_from(now - base).ok()?;
    let multiple = here.stated.filter(|_| years > 1 && years < LONGEST)?;
    let core = here.statistic.core.of(text);
    let claim = Claim {
        given: vec![k],
        formula: format!("{core}开{years}次方－1"),
        ..rooted(rate, years, (multiple.value, multiple.range), figures)?
    };
    let fair = !cues.is_real(figures[k.checked_sub(1)?].clause());
    Some(Claim {
        sure: fair && is_far_off(&claim),
        ..claim
    })
}

/// Growth of the years that a paragraph speaks of is often that at constant prices, or of a base
/// since revised: only what is off by more than half is wrong for sure.
pub(super) fn is_far_off(claim: &Claim) -> bool {
    let most = |a: Decimal| a.checked_mul(Decimal::new(16, 1));
    let apart = |a: Decimal, b: Decimal| most(a).is_some_and(|most| most < b);
    apart(claim.value, claim.actual) || apart(claim.actual, claim.value)
}

/// The percentage with 年均 that follows a pair in its sentence.
fn rate_after(pair: Pair, figures: &[Figure<'_>], cues: &Cues) -> Option<usize> {
    if figures[pair.new].is_percent() {
        return None;
    }
    let end = figures.len().min(pair.last + 4);
    let near = (pair.last + 1..end).take_while(|&k| figures[k].divided <= Break::Comma);
    let near = near.take_while(|&k| figures[k].bracket == figures[pair.last].bracket);
    let yearly = |k: usize| figures[k].is_percent() && cues.is_yearly(figures[k].label());
    // What has a subject of its own speaks of that from there on.
    let mut near = near.take_while(|&k| cues.goes_on_yearly(figures[k].label()));
    near.find(|&k| yearly(k))
        .filter(|&k| !is_first_of_several(figures, k))
}

/// How many years lie between the levels, and whether the text says so at the levels themselves.
pub(super) fn years_of(
    pair: Pair,
    rate: usize,
    figures: &[Figure<'_>],
    dates: &[DateMention],
) -> Vec<(u32, bool)> {
    let at = |k: usize| year_in(figures[k].gap, figures[k].statistic.span, dates);
    if let (Some(from), Some(to)) = (at(pair.old), at(pair.new)) {
        let years = u32::try_from(to - from).ok();
        let years = years.filter(|&n| n > 1 && n < LONGEST);
        return years.map(|n| (n, true)).into_iter().collect();
    }
    if at(pair.old).is_some() || at(pair.new).is_some() {
        return Vec::new();
    }
    let first = pair.old.min(pair.new);
    // 2015－2020年: five years of growth, or six where the first is counted too.
    if let Some(n) = years_told(figures[first].gap, figures[first].statistic.span, dates) {
        return vec![(n, false), (n + 1, false)];
    }
    // 这五年, 五年来 may open the paragraph.
    let before = (first.saturating_sub(FAR)..first)
        .rev()
        .take_while(|&k| figures[k + 1].divided < Break::Paragraph);
    let mut told = before
        .chain(pair.last + 1..rate)
        .filter_map(|k| whole_years(&figures[k]));
    told.next().map(|n| (n, false)).into_iter().collect()
}

/// 五年间, 这五年, 过去五年; not 近20年.
fn whole_years(figure: &Figure<'_>) -> Option<u32> {
    let iso = figure.statistic.iso.as_deref();
    let years = figure.statistic.kind == StatKind::Duration
        && figure.statistic.approx.is_none()
        && iso.is_some_and(|iso| iso.ends_with('Y'));
    let n = figure
        .stated
        .filter(|s| years && s.value.fract().is_zero())?
        .value;
    let n = u32::try_from(n.normalize().mantissa()).ok()?;
    let before = ["这", "过去"].iter().any(|w| figure.label().ends_with(w));
    let told = before || figure.rest.starts_with(['间', '来']);
    (told && n > 1 && n <= 10).then_some(n)
}

/// The year of the last date in the words before a figure.
fn year_in(gap: &str, figure: Span, dates: &[DateMention]) -> Option<i32> {
    let iso = date_in(gap, figure, dates)?.iso.as_deref();
    let iso = iso.filter(|iso| !iso.contains('/'))?;
    iso.get(..4)?.parse().ok()
}

/// The last date in the words before a figure.
fn date_in<'d>(gap: &str, figure: Span, dates: &'d [DateMention]) -> Option<&'d DateMention> {
    let span = Span::new(figure.from() - gap.len(), figure.from());
    let end = dates.partition_point(|d| d.span.to() <= span.to());
    dates[..end].last().filter(|d| d.span.from() >= span.from())
}

/// The years from the first to the last of the last date in the words before a figure.
fn years_told(gap: &str, figure: Span, dates: &[DateMention]) -> Option<u32> {
    let iso = date_in(gap, figure, dates)?.iso.as_deref()?;
    let (from, to) = iso.split_once('/')?;
    let year = |iso: &str| iso.get(..4)?.parse::<i32>().ok();
    let years = u32::try_from(year(to)? - year(from)?).ok()?;
    (years > 1 && years < LONGEST).then_some(years)
}

/// What the levels grow by each year.
pub(super) fn growth(
    pair: Pair,
    rate: usize,
    years: u32,
    figures: &[Figure<'_>],
    text: &str,
) -> Option<Claim> {
    let (old, new) = levels(pair, figures)?;
    let ratio = (
        new.value.checked_div(old.value)?,
        new.range.over(old.range)?,
    );
    let [n, o] = [pair.new, pair.old].map(|k| figures[k].statistic.core.of(text));
    Some(Claim {
        given: vec![pair.old, pair.new],
        formula: format!("（{n}÷{o}）开{years}次方－1"),
        ..rooted(rate, years, ratio, figures)?
    })
}

/// What growing to `ratio` in so many years is each year, held against the rate that is told. Who
/// calls names the figures that give the ratio.
fn rooted(
    rate: usize,
    years: u32,
    ratio: (Decimal, Interval),
    figures: &[Figure<'_>],
) -> Option<Claim> {
    let said = figures[rate].stated?;
    let (value, range) = signed(&figures[rate], said.value, said.computed());
    let percent = |x: Decimal| {
        let growth = root(x, years)?.checked_sub(Decimal::ONE)?;
        growth.checked_mul(Decimal::ONE_HUNDRED)
    };
    Some(Claim {
        kind: CheckKind::Change,
        stated: Some(rate),
        given: Vec::new(),
        value,
        range,
        actual: percent(ratio.0)?,
        allowed: Interval::between(percent(ratio.1.lo)?, percent(ratio.1.hi)?),
        formula: String::new(),
        sure: true,
    })
}

/// The `n`th root of a positive number, to twelve decimals, by halving.
fn root(x: Decimal, n: u32) -> Option<Decimal> {
    if x <= Decimal::ZERO || x > Decimal::from(1_000_000) {
        return None;
    }
    let (mut lo, mut hi) = (Decimal::ZERO, x.max(Decimal::ONE));
    for _ in 0..64 {
        let mid = lo.checked_add(hi)?.checked_div(Decimal::TWO)?.round_dp(14);
        if is_power_above(mid, n, x) {
            hi = mid;
        } else {
            lo = mid;
        }
    }
    Some(lo.round_dp(12))
}

/// `base` to the `n`th power is more than `x`.
fn is_power_above(base: Decimal, n: u32, x: Decimal) -> bool {
    let mut power = Decimal::ONE;
    for _ in 0..n {
        match power.checked_mul(base) {
            Some(next) => power = next.round_dp(14),
            None => return true,
        }
        if base >= Decimal::ONE && power > x {
            return true;
        }
    }
    power > x
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn roots_of_known_powers() {
        let root = |x: &str, n| root(x.parse().unwrap(), n).unwrap().round_dp(6).normalize();
        assert_eq!(root("1.61051", 5), "1.1".parse().unwrap());
        assert_eq!(root("0.25", 2), "0.5".parse().unwrap());
        assert_eq!(root("1", 30), Decimal::ONE);
    }

    proptest! {
        #[test]
        fn a_root_gives_its_power_back(n in 1u32..40, x in 1i64..100_000) {
            let x = Decimal::new(x, 2);
            let r = root(x, n).unwrap();
            let slack = Decimal::new(1, 9);
            prop_assert!(!is_power_above((r - slack).max(Decimal::ZERO), n, x));
            prop_assert!(is_power_above(r + slack, n, x));
        }
    }
}
