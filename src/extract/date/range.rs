//! Resolves whole expressions: ranges, 以来, 以前, and what they leave in memory.

use super::{
    memory::Memory,
    moment::{Grain, Moment, Period},
    partial::{Day, Edge, Meaning, Month, Part, Partial, Year},
    resolve::{Failure, Resolved, hour, point},
    shift_of,
};
use crate::extract::Precision;
use jiff::ToSpan as _;

/// The period that an expression means; none for vague ones.
pub(super) fn resolve(
    meaning: &Meaning,
    memory: &mut Memory<'_>,
) -> Result<Option<Resolved>, Failure> {
    match meaning {
        Meaning::Point(p) => {
            let resolved = point(p, memory)?;
            memory.keep(p, &resolved.period);
            Ok(Some(resolved))
        }
        Meaning::Range(first, second) => between(first, second, memory).map(Some),
        Meaning::Since(p) => since(p, memory).map(Some),
        Meaning::After(p, with) => after(p, *with, memory).map(Some),
        Meaning::Before(p, with) => before(p, *with, memory).map(Some),
        Meaning::Shift(length, shift) => shift_of::resolve(*length, *shift, memory).map(Some),
        Meaning::Now => Ok(memory.instant().map(|now| Resolved {
            period: Period::point(Moment::instant(now)),
            anchored: true,
        })),
        Meaning::Vague | Meaning::Recurring => Ok(None),
    }
}

fn between(
    first: &Partial,
    second: &Partial,
    memory: &mut Memory<'_>,
) -> Result<Resolved, Failure> {
    let from = point(first, memory)?;
    memory.keep(first, &from.period);
    let start = from.period.from.ok_or(Failure::Impossible)?;
    let second = inherit(&afternoon(first, second), start);
    let to = point(&second, memory)?;
    let end = to.period.to.ok_or(Failure::Impossible)?;
    let end = later(&second, start, end);
    // 下午1点10分到3点 ends at 15:00.
    let hours = start.grain == Grain::Minute && end.grain == Grain::Hour;
    let end = Moment {
        grain: if hours { Grain::Minute } else { end.grain },
        ..end
    };
    let precision = from.period.precision.max(to.period.precision);
    let period = Period::between(start, end, precision);
    memory.keep(&second, &period);
    Ok(Resolved {
        period,
        anchored: from.anchored || to.anchored,
    })
}

/// 下午2点到4点: the part of the day goes for both ends, unless the second were earlier.
fn afternoon(first: &Partial, second: &Partial) -> Partial {
    let mut second = *second;
    if let (Some(from), Some(to)) = (first.clock, second.clock)
        && second.day_part.is_none()
        && second.day == Day::None
        && (hour(to, first.day_part), to.minute) > (hour(from, first.day_part), from.minute)
    {
        second.day_part = first.day_part;
    }
    second
}

/// Gives the second end of a range the year and month of the first where it has none.
fn inherit(second: &Partial, start: Moment) -> Partial {
    let mut second = *second;
    let year = i32::from(start.date.year());
    let month = start.date.month() as u8;
    let dated = matches!(second.day, Day::Number(_) | Day::Lunar(_) | Day::None);
    if second.year == Year::None && dated && second.clock.is_none_or(|_| second.day != Day::None) {
        let numbered = matches!(second.month, Month::Number(_));
        if second.month == Month::None
            && let Day::Number(day) = second.day
        {
            // 30日至2日 ends in the next month
            let over = i32::from(i8::try_from(day).unwrap_or(0) < start.date.day());
            let months = i32::from(month) - 1 + over;
            second.month = Month::Number(u8::try_from(months % 12 + 1).unwrap_or(month));
            second.year = Year::Number(year + months / 12);
        } else if let Month::Number(m) = second.month {
            second.year = Year::Number(if m < month { year + 1 } else { year });
        } else if !numbered && second.month == Month::None {
            second.year = Year::Number(year);
        }
    }
    second
}

/// A clock that ends before it starts ends on the next day.
fn later(second: &Partial, start: Moment, end: Moment) -> Moment {
    let clock = second.clock.is_some() && second.day == Day::None;
    if clock && end.date == start.date && (end.hour, end.minute) < (start.hour, start.minute) {
        let date = end.date.checked_add(1.day()).unwrap_or(end.date);
        return Moment { date, ..end };
    }
    end
}

fn since(p: &Partial, memory: &mut Memory<'_>) -> Result<Resolved, Failure> {
    // 3月2日以来 is where the story starts, not where it stands: nothing is kept.
    let from = point(p, memory)?;
    let start = from.period.from.ok_or(Failure::Impossible)?;
    let start = if start.grain < Grain::Day {
        Moment {
            grain: Grain::Day,
            ..start
        }
    } else {
        start
    };
    let period = Period {
        from: Some(start),
        to: memory.published.map(Moment::day),
        precision: Precision::Day,
    };
    Ok(Resolved {
        period,
        anchored: true,
    })
}

/// From a point on: 之后 starts after a year or month, 或之后 and a day start with it.
fn after(p: &Partial, with: bool, memory: &mut Memory<'_>) -> Result<Resolved, Failure> {
    let resolved = point(p, memory)?;
    memory.keep(p, &resolved.period);
    let to = resolved.period.to.ok_or(Failure::Impossible)?;
    let from = match to.grain {
        Grain::Year if !with => {
            Moment::month_index(i32::from(to.date.year()) + 1, 0).map(|m| Moment {
                grain: Grain::Year,
                ..m
            })
        }
        Grain::Month if !with => {
            Moment::month_index(i32::from(to.date.year()), i32::from(to.date.month()))
        }
        _ => resolved.period.from,
    };
    Ok(Resolved {
        period: Period {
            from,
            to: None,
            ..resolved.period
        },
        anchored: resolved.anchored,
    })
}

/// Up to a point: 之前 ends before it, 或之前 with it.
fn before(p: &Partial, with: bool, memory: &mut Memory<'_>) -> Result<Resolved, Failure> {
    let resolved = point(p, memory)?;
    memory.keep(p, &resolved.period);
    let from = resolved.period.from.ok_or(Failure::Impossible)?;
    let to = match from.grain {
        _ if with => resolved.period.to,
        Grain::Year => Moment::year(i32::from(from.date.year()) - 1),
        Grain::Month => Moment::month_index(
            i32::from(from.date.year()),
            i32::from(from.date.month()) - 2,
        ),
        Grain::Day => from.date.yesterday().ok().map(Moment::day),
        Grain::Hour if from.hour > 0 => Some(Moment {
            hour: from.hour - 1,
            ..from
        }),
        _ => Some(from),
    };
    Ok(Resolved {
        period: Period {
            from: None,
            to,
            ..resolved.period
        },
        anchored: resolved.anchored,
    })
}

/// True for a written day of a written month.
pub(super) fn is_day(meaning: &Meaning) -> bool {
    let day =
        |p: &Partial| matches!((p.month, p.day), (Month::Number(_), Day::Number(_))) && !p.lunar;
    match meaning {
        Meaning::Point(p) => day(p),
        Meaning::Range(first, second) => day(first) && day(second),
        _ => false,
    }
}

/// How fine an expression is that cannot be placed.
pub(super) fn precision(meaning: &Meaning) -> Precision {
    let p = match meaning {
        Meaning::Point(p) | Meaning::Since(p) | Meaning::Range(_, p) => p,
        Meaning::After(p, _) | Meaning::Before(p, _) => p,
        Meaning::Shift(length, _) => return shift_of::precision(length.unit),
        Meaning::Vague | Meaning::Now | Meaning::Recurring => return Precision::Vague,
    };
    match p {
        Partial { clock: Some(c), .. } if c.minute.is_some() => Precision::Minute,
        Partial { clock: Some(_), .. } => Precision::Hour,
        Partial {
            day: Day::None,
            part,
            ..
        } if *part != Part::None => part_precision(*part),
        Partial {
            day: Day::None,
            month: Month::None,
            edge: Edge::None,
            ..
        } => Precision::Year,
        Partial { day: Day::None, .. } => Precision::Month,
        _ => Precision::Day,
    }
}

fn part_precision(part: Part) -> Precision {
    match part {
        Part::Half(_) | Part::HalfRelative(_) => Precision::Half,
        Part::Quarter(_)
        | Part::Quarters(..)
        | Part::FirstQuarters(_)
        | Part::QuarterRelative(_)
        | Part::Season(_) => Precision::Quarter,
        Part::Tenday(_) | Part::HalfMonth(_) => Precision::Tenday,
        Part::Week(_)
        | Part::Weekend(_)
        | Part::HalfWeek(_)
        | Part::NthWeek(_)
        | Part::FirstWeeks(_) => Precision::Week,
        Part::FirstDays(_) => Precision::Day,
        _ => Precision::Month,
    }
}
