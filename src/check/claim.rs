//! A claim that the text makes: a stated figure, the figures it follows from, and what
//! they give. From claims to checks: verdict, explanation, and which claims to drop.

use super::{
    Check, CheckKind,
    figure::{Figure, Function},
    interval::Interval,
    stated::Stated,
};
use crate::span::Span;
use rust_decimal::{Decimal, RoundingStrategy};

/// What the text claims, recomputed.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// What is claimed.
    pub(super) kind: CheckKind,
    /// The figure that states the result: its place in the row of figures. None for a
    /// hundred that nobody needs to state.
    pub(super) stated: Option<usize>,
    /// The figures that it follows from.
    pub(super) given: Vec<usize>,
    /// The stated value with its sign (a fall is negative), and its interval.
    pub(super) value: Decimal,
    /// What the stated value may have been.
    pub(super) range: Interval,
    /// What follows from the given figures, and the interval that their rounding allows.
    pub(super) actual: Decimal,
    /// See `actual`.
    pub(super) allowed: Interval,
    /// The computation in the text's own figures: `27宗÷29宗`.
    pub(super) formula: String,
    /// False when only a computation that comes out right shows that the text means it: a
    /// mismatch is then no contradiction.
    pub(super) sure: bool,
}

impl Claim {
    fn holds(&self) -> bool {
        self.range.meets(self.allowed)
    }
}

impl Claim {
    /// A quotient off by no more than one of its last digit: the writer reckoned with figures
    /// that are not rounded as the text's are.
    fn is_hair_off(&self, figures: &[Figure<'_>]) -> bool {
        let quotient = matches!(self.kind, CheckKind::Rate | CheckKind::Change);
        let said = self.stated.and_then(|k| figures[k].stated);
        let half = said.and_then(|s| s.unit.checked_mul(Decimal::new(5, 1)));
        let wide = half.and_then(|half| {
            let (lo, hi) = (
                self.range.lo.checked_sub(half)?,
                self.range.hi.checked_add(half)?,
            );
            Some(Interval::between(lo, hi))
        });
        quotient && wide.is_some_and(|wide| wide.meets(self.allowed))
    }
}

/// The checks that follow from all claims, in text order. When one reading of a stated
/// figure comes out right, its other readings were wrong and are dropped.
pub(super) fn judge(claims: Vec<Claim>, figures: &[Figure<'_>], text: &str, out: &mut Vec<Check>) {
    let mut held: Vec<_> = claims.iter().filter(|c| c.holds()).map(key).collect();
    held.sort_unstable();
    for claim in claims {
        let right = claim.holds();
        let rescued = claim.stated.is_some() && held.binary_search(&key(&claim)).is_ok();
        if right || claim.sure && !rescued && !claim.is_hair_off(figures) {
            out.push(check(&claim, figures, text));
        }
    }
    out.sort_by(|a, b| order(a).cmp(&order(b)));
    out.dedup_by(|a, b| a.kind == b.kind && a.span == b.span && a.statistics == b.statistics);
}

fn key(claim: &Claim) -> (Option<usize>, bool) {
    (claim.stated, claim.kind == CheckKind::Sum)
}

fn order(check: &Check) -> (u32, u32, CheckKind, &[usize]) {
    let span = check.span;
    (span.start, span.end, check.kind, &check.statistics)
}

fn check(claim: &Claim, figures: &[Figure<'_>], text: &str) -> Check {
    let stated = claim.stated.map(|i| &figures[i]);
    let involved = || {
        claim
            .given
            .iter()
            .chain(&claim.stated)
            .map(|&i| &figures[i])
    };
    let mut statistics: Vec<_> = involved().map(|f| f.n).collect();
    statistics.sort_unstable();
    statistics.dedup();
    let spans = involved().map(|f| f.statistic.span);
    let actual = rounded(claim, stated);
    Check {
        kind: claim.kind,
        holds: claim.holds(),
        stated: claim.value.normalize(),
        actual,
        tolerance: tolerance(claim),
        explanation: explanation(claim, stated, actual, text),
        statistics,
        span: spans.reduce(Span::cover).unwrap_or_default(),
    }
}

/// The computed figure: sums and differences exact, quotients to one digit more than the
/// text gives.
fn rounded(claim: &Claim, stated: Option<&Figure<'_>>) -> Decimal {
    let exact = matches!(claim.kind, CheckKind::Sum | CheckKind::Difference);
    match stated.and_then(|f| f.stated) {
        Some(s) if !exact => round_to(claim.actual, s.unit * Decimal::new(1, 1)),
        _ => claim.actual,
    }
    .normalize()
}

fn round_to(value: Decimal, unit: Decimal) -> Decimal {
    let steps = value
        .checked_div(unit)
        .map(|s| s.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero));
    steps.and_then(|s| s.checked_mul(unit)).unwrap_or(value)
}

/// How far the computed figure may lie from the stated one and still agree, on the side
/// on which it lies.
fn tolerance(claim: &Claim) -> Decimal {
    let (stated, actual) = (claim.range, claim.allowed);
    let room = if claim.actual >= claim.value {
        (stated.hi - claim.value).checked_add(claim.actual - actual.lo)
    } else {
        (claim.value - stated.lo).checked_add(actual.hi - claim.actual)
    };
    let room = room.unwrap_or(Decimal::ZERO).max(Decimal::ZERO);
    room.round_dp_with_strategy(6, RoundingStrategy::AwayFromZero)
        .normalize()
}

/// 27宗÷29宗≈93.1%，与文中的“90%”不符。
fn explanation(claim: &Claim, stated: Option<&Figure<'_>>, actual: Decimal, text: &str) -> String {
    let said = stated.map_or("100%", |f| f.statistic.span.of(text));
    let shown = match stated {
        Some(model) => {
            let minus = if actual.is_sign_negative() && !actual.is_zero() {
                "-"
            } else {
                ""
            };
            format!("{minus}{}", like(actual.abs(), model, text))
        }
        None => format!("{actual}%"),
    };
    let sign = if claim.actual == actual { "＝" } else { "≈" };
    // 下降20%: the text's word is the sign.
    let turn = stated
        .filter(|f| f.function == Function::Fall)
        .map_or("", |_| "下降");
    let whose = if stated.is_some() {
        "文中的"
    } else {
        "应有的"
    };
    let verdict = if claim.holds() { "相符" } else { "不符" };
    format!(
        "{}{sign}{shown}，与{whose}{turn}“{said}”{verdict}。",
        claim.formula
    )
}

/// A value written as `model` is: with its 万 or 亿 and its unit.
pub(super) fn like(value: Decimal, model: &Figure<'_>, text: &str) -> String {
    let core = model.statistic.core.of(text);
    let tail =
        core.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
    let scale = model.stated.map_or(Decimal::ONE, |s: Stated| {
        s.unit * Decimal::from(10u64.pow(s.decimals.min(18)))
    });
    let arabic = tail.len() < core.len();
    let plain = value.checked_div(scale).filter(|_| arabic);
    match plain {
        Some(plain) => format!("{}{tail}", plain.round_dp(6).normalize()),
        None => {
            let unit = model.statistic.unit_text.map_or("", |s| s.of(text));
            format!("{}{unit}", value.normalize())
        }
    }
}

/// `a＋b＋c` in the text's own words.
pub(super) fn joined(indices: &[usize], sign: &str, figures: &[Figure<'_>], text: &str) -> String {
    let words: Vec<_> = indices
        .iter()
        .map(|&i| figures[i].statistic.core.of(text))
        .collect();
    words.join(sign)
}
