//! Puts a clock time on its day.

use super::{
    memory::Memory,
    moment::{Moment, Period},
    partial::Partial,
    resolve::{Failure, Resolved, grain, hour},
};
use jiff::ToSpan as _;

/// The period of `p` with its clock: one hour, minute or second of the day in `base`.
pub(super) fn apply(
    p: &Partial,
    base: Resolved,
    _memory: &Memory<'_>,
) -> Result<Resolved, Failure> {
    let Some(clock) = p.clock else {
        return Ok(base);
    };
    let day = base.period.from.ok_or(Failure::Impossible)?.date;
    let hour = hour(clock, p.day_part);
    let date = day
        .checked_add(i32::from(hour / 24).days())
        .map_err(|_| Failure::Impossible)?;
    let moment = Moment {
        date,
        hour: hour % 24,
        minute: clock.minute.unwrap_or(0),
        second: clock.second.unwrap_or(0).min(59),
        grain: grain(clock),
    };
    Ok(Resolved {
        period: Period::point(moment),
        anchored: base.anchored,
    })
}
