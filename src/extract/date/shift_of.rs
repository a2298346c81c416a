//! Places a length of time in the calendar: so long before or after the publish day, or
//! around it.

use super::{
    memory::Memory,
    moment::{Grain, Moment, Period},
    resolve::{Failure, Resolved, monday},
    shift::{Length, Shift, Unit},
};
use crate::extract::Precision;
use jiff::{SignedDuration, ToSpan as _, civil::Date};

type Outcome<T> = Result<T, Failure>;

fn exists<T>(value: Option<T>) -> Outcome<T> {
    value.ok_or(Failure::Impossible)
}

/// The period that `length` with `shift` means.
pub(super) fn resolve(length: Length, shift: Shift, memory: &Memory<'_>) -> Outcome<Resolved> {
    let now = memory.now().ok_or(Failure::NoAnchor)?;
    let period = match shift {
        Shift::Point(sign) => at(length, sign, memory)?,
        Shift::Open(sign) => open(at(length, sign, memory)?, sign),
        Shift::Since => Period {
            to: Some(as_told(now)),
            ..at(length, -1, memory)?
        },
        Shift::Within => span(now, as_told(ahead(length, memory)?)),
        Shift::Past => span(back(length, memory)?, now),
        Shift::Coming => span(now, coming(length, memory)?),
        Shift::Whole(sign) => whole(length, sign, memory)?,
        Shift::Beside(sign) => beside(length, sign, memory)?,
    };
    Ok(Resolved {
        period,
        anchored: true,
    })
}

/// An instant as fine as it is told: 07:18:00 is a minute, 07:00:00 an hour.
fn as_told(moment: Moment) -> Moment {
    let grain = match (moment.grain, moment.minute, moment.second) {
        (Grain::Second, 0, 0) => Grain::Hour,
        (Grain::Second, _, 0) => Grain::Minute,
        (grain, ..) => grain,
    };
    Moment { grain, ..moment }
}

/// How fine a length is.
pub(super) fn precision(unit: Unit) -> Precision {
    match unit {
        Unit::Second | Unit::Minute => Precision::Minute,
        Unit::Hour => Precision::Hour,
        Unit::Day | Unit::Workday => Precision::Day,
        Unit::Week => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Year => Precision::Year,
    }
}

fn span(from: Moment, to: Moment) -> Period {
    let precision = from.grain.max(to.grain).precision();
    Period::between(from, to, precision)
}

/// From a point on, or up to it.
fn open(point: Period, sign: i32) -> Period {
    let (from, to) = if sign > 0 {
        // From the first day of the month that the point falls in.
        let day = |m: Moment| Moment {
            grain: m.grain.max(Grain::Day),
            ..m
        };
        (point.from.map(day), None)
    } else {
        (None, point.to)
    };
    Period { from, to, ..point }
}

/// The year, month, week, day or second so far away, as fine as the length is said.
fn at(length: Length, sign: i32, memory: &Memory<'_>) -> Outcome<Period> {
    let today = memory.published.ok_or(Failure::NoAnchor)?;
    let whole = length.halves % 2 == 0;
    let point = match length.unit {
        Unit::Year if whole => exists(Moment::year(
            i32::from(today.year()) + sign * length.halves / 2,
        ))?,
        Unit::Year | Unit::Month if whole || length.unit == Unit::Year => {
            month_away(length, sign, today)?
        }
        Unit::Week if whole => {
            let from = monday(days_away(today, sign * length.halves / 2 * 7)?)?;
            return Ok(Period::days(from, days_away(from, 6)?, Precision::Week));
        }
        Unit::Second | Unit::Minute | Unit::Hour => instant(length, sign, memory)?,
        Unit::Day if !whole => instant(length, sign, memory)?,
        _ => Moment::day(day_away(length, sign, today)?),
    };
    Ok(Period::point(point))
}

fn month_away(length: Length, sign: i32, today: Date) -> Outcome<Moment> {
    let months = match length.unit {
        Unit::Year => length.halves * 6,
        _ => length.halves / 2,
    };
    exists(Moment::month_index(
        i32::from(today.year()),
        i32::from(today.month()) - 1 + sign * months,
    ))
}

fn days_away(date: Date, days: i32) -> Outcome<Date> {
    exists(date.checked_add(days.days()).ok())
}

/// The day so far away; half a month is 15 days.
fn day_away(length: Length, sign: i32, today: Date) -> Outcome<Date> {
    let (whole, half) = (length.halves / 2, length.halves % 2);
    let months = |months: i32, days: i32| {
        let date = exists(today.checked_add((sign * months).months()).ok())?;
        days_away(date, sign * days)
    };
    match length.unit {
        Unit::Year => months(length.halves * 6, 0),
        Unit::Month => months(whole, half * 15),
        Unit::Week => days_away(today, sign * (length.halves * 7 / 2)),
        Unit::Workday => workday_away(today, sign, whole),
        _ => days_away(today, sign * whole),
    }
}

/// So many working days away: Saturdays and Sundays do not count.
fn workday_away(today: Date, sign: i32, days: i32) -> Outcome<Date> {
    let (weeks, mut rest) = (days / 5, days % 5);
    let mut day = days_away(today, sign * weeks * 7)?;
    while rest > 0 || day.weekday().to_monday_zero_offset() > 4 {
        day = days_away(day, sign)?;
        rest -= i32::from(day.weekday().to_monday_zero_offset() < 5);
    }
    Ok(day)
}

/// The second so far away.
fn instant(length: Length, sign: i32, memory: &Memory<'_>) -> Outcome<Moment> {
    let now = memory.instant().ok_or(Failure::NoAnchor)?;
    let seconds = match length.unit {
        Unit::Second => 1,
        Unit::Minute => 60,
        Unit::Hour => 3600,
        _ => 86400,
    };
    let away = i64::from(length.halves) * seconds / 2 * i64::from(sign);
    let then = now.checked_add(SignedDuration::from_secs(away));
    Ok(Moment::instant(exists(then.ok())?))
}

fn is_fine(unit: Unit) -> bool {
    unit < Unit::Day
}

/// The last day or second of a term that runs from now.
fn ahead(length: Length, memory: &Memory<'_>) -> Outcome<Moment> {
    if is_fine(length.unit) {
        return instant(length, 1, memory);
    }
    let today = memory.published.ok_or(Failure::NoAnchor)?;
    let day = day_away(length, 1, today)?;
    // Five years from today end on the day before today's.
    let last = if length.unit == Unit::Year {
        days_away(day, -1)?
    } else {
        day
    };
    Ok(Moment::day(last))
}

/// The end of the stretch to come: to the second where the time is known and days count.
fn coming(length: Length, memory: &Memory<'_>) -> Outcome<Moment> {
    let days = matches!(length.unit, Unit::Day | Unit::Week);
    if let Some(now) = memory.instant().filter(|_| days) {
        let today = memory.published.ok_or(Failure::NoAnchor)?;
        let day = day_away(length, 1, today)?;
        return Ok(Moment::instant(day.to_datetime(now.time())));
    }
    ahead(length, memory)
}

/// The start of the stretch that ends now.
fn back(length: Length, memory: &Memory<'_>) -> Outcome<Moment> {
    if is_fine(length.unit) {
        return instant(length, -1, memory);
    }
    let today = memory.published.ok_or(Failure::NoAnchor)?;
    Ok(Moment::day(day_away(length, -1, today)?))
}

/// Whole units beside the present one: 上两周 are the two calendar weeks before this week.
fn whole(length: Length, sign: i32, memory: &Memory<'_>) -> Outcome<Period> {
    let count = exists((length.halves % 2 == 0).then_some(length.halves / 2))?;
    let (near, far) = (sign, sign * count);
    let one = |n: i32| unit_away(length.unit, n, memory);
    let (near, far) = (one(near)?, one(far)?);
    let (first, last) = if sign < 0 { (far, near) } else { (near, far) };
    Ok(Period {
        from: first.from,
        to: last.to,
        precision: precision(length.unit),
    })
}

/// The n-th second, minute, … year from the present one.
fn unit_away(unit: Unit, n: i32, memory: &Memory<'_>) -> Outcome<Period> {
    let length = Length {
        halves: n.abs() * 2,
        unit,
        over: false,
    };
    let mut period = at(length, n.signum(), memory)?;
    if is_fine(unit) {
        let grain = match unit {
            Unit::Hour => Grain::Hour,
            Unit::Minute => Grain::Minute,
            _ => Grain::Second,
        };
        for end in [&mut period.from, &mut period.to] {
            *end = end.map(|m| Moment { grain, ..m });
        }
    }
    Ok(period)
}

/// So long up to this minute, or from it on.
fn beside(length: Length, sign: i32, memory: &Memory<'_>) -> Outcome<Period> {
    if !is_fine(length.unit) {
        return match sign {
            1 => Ok(span(
                memory.now().ok_or(Failure::NoAnchor)?,
                ahead(length, memory)?,
            )),
            _ => days_before(length, memory),
        };
    }
    let now = memory.instant().ok_or(Failure::NoAnchor)?;
    let far = instant(length, sign, memory)?;
    let minute = |m: Moment| Moment {
        grain: Grain::Minute,
        ..m
    };
    let before = |m: Moment| -> Outcome<Moment> {
        let at = m.date.at(m.hour as i8, m.minute as i8, 0, 0);
        let at = exists(at.checked_sub(1.minute()).ok())?;
        Ok(minute(Moment::instant(at)))
    };
    let now = minute(Moment::instant(now));
    Ok(match sign {
        1 => span(now, before(far)?),
        _ => span(minute(far), before(now)?),
    })
}

/// So many days, weeks, months or years up to yesterday.
fn days_before(length: Length, memory: &Memory<'_>) -> Outcome<Period> {
    let today = memory.published.ok_or(Failure::NoAnchor)?;
    let from = day_away(length, -1, today)?;
    Ok(Period::days(from, days_away(today, -1)?, Precision::Day))
}
