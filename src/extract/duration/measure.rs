//! The amount of a length in one unit: 1年2个月 is 14 months, 2小时30分 150 minutes.

use super::{Component, unit::Unit};
use rust_decimal::Decimal;

/// Months for years and months, seconds for what is finer; the two do not convert.
fn base(unit: &Unit) -> (bool, u32) {
    let size = match unit.letter {
        'Y' => 12,
        'M' if !unit.time => 1,
        'W' => 604_800,
        'D' => 86_400,
        'H' => 3_600,
        'M' => 60,
        _ => 1,
    };
    (unit.rank >= 5, size)
}

/// The unit in which all parts are told: the finest one they convert to, the first one's where
/// they do not.
pub(super) fn common(parts: &[Component], upper: &[Component]) -> &'static Unit {
    let all = || parts.iter().chain(upper).map(|c| c.unit);
    let Some(first) = parts.first().map(|c| c.unit) else {
        return &super::unit::UNITS[0];
    };
    let alike = all().all(|u| base(u).0 == base(first).0);
    match all().min_by_key(|u| base(u).1) {
        Some(finest) if alike => finest,
        _ => first,
    }
}

/// The sum of `parts` in `unit`; none when a part does not convert or has no such bound.
pub(super) fn total(
    parts: &[Component],
    unit: &Unit,
    bound: impl Fn(&Component) -> Option<Decimal>,
) -> Option<Decimal> {
    let (months, size) = base(unit);
    // A quarter of an hour is 15 minutes, a quarter 3 months: in the unit of the letter.
    parts.iter().try_fold(Decimal::ZERO, |sum, part| {
        let (kind, worth) = base(part.unit);
        let times = part.unit.factor().checked_mul(Decimal::from(worth))?;
        let amount = bound(part)?
            .checked_mul(times)?
            .checked_div(Decimal::from(size))?;
        (kind == months).then(|| sum.checked_add(amount))?
    })
}
