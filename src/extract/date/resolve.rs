//! From what the words say to a period of the calendar: the publish day and the dates read
//! before fill in what is missing.

use super::{
    clock_of,
    memory::Memory,
    moment::{Grain, Moment, Period},
    partial::{Clock, Day, DayPart, Edge, Month, Part, Partial, Year},
};
use crate::extract::Precision;
use jiff::{ToSpan as _, civil::Date};

/// Why a date has no place in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// The publish day is needed and not known.
    NoAnchor,
    /// There is no such day.
    Impossible,
}

type Outcome<T> = Result<T, Failure>;

/// A resolved period, and whether the publish day or the context was needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) period: Period,
    pub(super) anchored: bool,
}

fn exists<T>(value: Option<T>) -> Outcome<T> {
    value.ok_or(Failure::Impossible)
}

fn plus_days(date: Date, days: i32) -> Outcome<Date> {
    exists(date.checked_add(days.days()).ok())
}

/// The Monday of the week of `date`.
pub(super) fn monday(date: Date) -> Outcome<Date> {
    plus_days(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// Resolves a point.
pub(super) fn point(p: &Partial, memory: &Memory<'_>) -> Outcome<Resolved> {
    let base = match p.year {
        Year::Span(first, last) if p.month == Month::None && p.day == Day::None => {
            return years(first, last);
        }
        _ => coarse(p, memory)?,
    };
    clock_of::apply(p, base, memory)
}

fn years(first: i32, last: i32) -> Outcome<Resolved> {
    let (from, to) = (exists(Moment::year(first))?, exists(Moment::year(last))?);
    Ok(Resolved {
        period: Period::between(from, to, Precision::Year),
        anchored: false,
    })
}

/// The period without its clock.
fn coarse(p: &Partial, memory: &Memory<'_>) -> Outcome<Resolved> {
    if p.same_period {
        return same_period(p, memory);
    }
    if p.holiday
        && let Day::Festival(index) = p.day
        && let (year, anchored) = memory.year(p, None)?
        && let Some((from, to)) = memory
            .words
            .festivals
            .holiday(index, year, &memory.words.lunar)
    {
        let period = Period::days(from, to, Precision::Day);
        return Ok(Resolved { period, anchored });
    }
    let (period, anchored) = match (p.day, p.part) {
        (Day::None, Part::None) if p.month == Month::None => year_only(p, memory)?,
        (Day::None, Part::None) => month_only(p, memory)?,
        (Day::None, part) => part_of(part, p, memory)?,
        (day, _) => {
            let (date, anchored) = day_of(day, p, memory)?;
            (Period::point(Moment::day(date)), anchored)
        }
    };
    Ok(Resolved { period, anchored })
}

/// 去年同期: the period that the paragraph speaks of, a year before; the year when it speaks
/// of none.
fn same_period(p: &Partial, memory: &Memory<'_>) -> Outcome<Resolved> {
    let (year, anchored) = memory.year(p, None)?;
    let back = match p.year {
        Year::Relative(shift) | Year::Context(shift) => shift,
        _ => memory.this_year().map_or(0, |this| year - this),
    };
    let moved = |m: Moment| {
        let date = m.date.checked_add(back.years()).ok()?;
        Some(Moment { date, ..m })
    };
    let period = memory.spoken(year - back).and_then(|spoken| {
        Some(Period {
            from: Some(moved(spoken.from?)?),
            to: Some(moved(spoken.to?)?),
            precision: spoken.precision,
        })
    });
    let period = match period {
        Some(period) => period,
        None => Period::point(exists(Moment::year(year))?),
    };
    Ok(Resolved { period, anchored })
}

fn year_only(p: &Partial, memory: &Memory<'_>) -> Outcome<(Period, bool)> {
    if p.year == Year::None && (p.clock.is_some() || p.day_part.is_some()) {
        let day = memory.day().ok_or(Failure::NoAnchor)?;
        return Ok((Period::point(Moment::day(day)), true));
    }
    let (year, anchored) = memory.year(p, None)?;
    let moment = match p.edge {
        Edge::None => Moment::year(year),
        // 年初: the first two months; what is compared with it starts with the first day.
        Edge::Start if !memory.place.compared => {
            let (from, to) = (
                exists(Moment::month(year, 1))?,
                exists(Moment::month(year, 2))?,
            );
            return Ok((Period::between(from, to, Precision::Month), anchored));
        }
        Edge::Start => Moment::month(year, 1),
        Edge::End => Moment::month(year, 12),
        Edge::Middle => {
            let (from, to) = (
                exists(Moment::month(year, 6))?,
                exists(Moment::month(year, 7))?,
            );
            return Ok((Period::between(from, to, Precision::Month), anchored));
        }
    };
    Ok((Period::point(exists(moment)?), anchored))
}

/// Year and month of a point that names its month.
pub(super) fn month_of(p: &Partial, memory: &Memory<'_>) -> Outcome<(i32, u8, bool)> {
    match p.month {
        Month::Number(month) | Month::Lunar(month) | Month::Leap(month) => {
            let day = match p.day {
                Day::Number(day) => Some(day),
                _ => None,
            };
            let (year, anchored) = memory.year(p, Some((month, day)))?;
            Ok((year, month, anchored))
        }
        Month::Relative(shift) => {
            let (year, month) = match (p.year, memory.compared_month()) {
                // 5月份，产销比上月好转: the month before the one spoken of
                (Year::None, Some(spoken)) if shift == -1 => spoken,
                (Year::None, _) => {
                    let today = memory.published.ok_or(Failure::NoAnchor)?;
                    (i32::from(today.year()), today.month() as u8)
                }
                _ => {
                    let today = memory.published.ok_or(Failure::NoAnchor)?;
                    (memory.year(p, None)?.0, today.month() as u8)
                }
            };
            let at = exists(Moment::month_index(year, i32::from(month) - 1 + shift))?;
            Ok((i32::from(at.date.year()), at.date.month() as u8, true))
        }
        Month::Context(shift) => {
            let (mut year, month) = memory.month().ok_or(Failure::NoAnchor)?;
            if p.year != Year::None {
                year = memory.year(p, None)?.0;
            }
            let at = exists(Moment::month_index(year, i32::from(month) - 1 + shift))?;
            Ok((i32::from(at.date.year()), at.date.month() as u8, true))
        }
        Month::None => Err(Failure::NoAnchor),
    }
}

fn month_only(p: &Partial, memory: &Memory<'_>) -> Outcome<(Period, bool)> {
    let (year, month, anchored) = month_of(p, memory)?;
    if p.lunar {
        let leap = matches!(p.month, Month::Leap(_));
        let (from, to) = exists(memory.words.lunar.month(year, month, leap))?;
        return Ok((Period::days(from, to, Precision::Month), anchored));
    }
    Ok((Period::point(exists(Moment::month(year, month))?), anchored))
}

fn day_of(day: Day, p: &Partial, memory: &Memory<'_>) -> Outcome<(Date, bool)> {
    let today = memory.published.ok_or(Failure::NoAnchor);
    match day {
        Day::Relative(shift) => Ok((plus_days(today?, shift)?, true)),
        Day::Context(shift) => {
            let base = memory.day().ok_or(Failure::NoAnchor)?;
            Ok((plus_days(base, shift)?, true))
        }
        Day::Weekday(Some(week), day) => Ok((
            plus_days(monday(today?)?, week * 7 + i32::from(day) - 1)?,
            true,
        )),
        Day::Weekday(None, day) => Ok((plus_days(monday(today?)?, i32::from(day) - 1)?, true)),
        Day::Coming(day) => {
            let date = plus_days(monday(today?)?, i32::from(day) - 1)?;
            let passed = date < today?;
            Ok((if passed { plus_days(date, 7)? } else { date }, true))
        }
        Day::Number(day) if p.month == Month::None => memory.bare_day(day, p.today),
        Day::Number(day) => {
            let (year, month, anchored) = month_of(p, memory)?;
            Ok((exists(Moment::ymd(year, month, day))?.date, anchored))
        }
        Day::Lunar(day) => {
            let (year, month, anchored) = month_of(p, memory)?;
            let lunar = &memory.words.lunar;
            let solar = match p.month {
                Month::Leap(_) => lunar.leap_to_solar(year, month, day),
                _ => lunar.to_solar(year, month, day),
            };
            Ok((exists(solar)?, anchored))
        }
        Day::Nth(n) => {
            let (from, anchored) = start_of(p, memory)?;
            Ok((plus_days(from, n - 1)?, anchored))
        }
        Day::NthWeekday(n, day) => nth_weekday(n, day, p, memory),
        Day::Festival(index) => {
            let (year, anchored) = memory.year(p, None)?;
            Ok((
                exists(memory.words.festivals.day(index, year, &memory.words.lunar))?,
                anchored,
            ))
        }
        Day::NewYearsEve => {
            let (year, anchored) = memory.year(p, None)?;
            Ok((exists(memory.words.lunar.eve(year))?, anchored))
        }
        Day::None => Err(Failure::Impossible),
    }
}

/// The first day of the year or month of `p`.
fn start_of(p: &Partial, memory: &Memory<'_>) -> Outcome<(Date, bool)> {
    if p.month == Month::None {
        let (year, anchored) = memory.year(p, None)?;
        return Ok((exists(Moment::year(year))?.date, anchored));
    }
    let (year, month, anchored) = month_of(p, memory)?;
    Ok((exists(Moment::month(year, month))?.date, anchored))
}

fn nth_weekday(n: i32, day: u8, p: &Partial, memory: &Memory<'_>) -> Outcome<(Date, bool)> {
    let (first, anchored) = start_of(p, memory)?;
    let offset = |from: Date| {
        (i32::from(day) - 1 - i32::from(from.weekday().to_monday_zero_offset())).rem_euclid(7)
    };
    if n > 0 {
        return Ok((plus_days(first, offset(first) + (n - 1) * 7)?, anchored));
    }
    let last = first.last_of_month();
    Ok((
        plus_days(last, offset(last) - if offset(last) > 0 { 7 } else { 0 })?,
        anchored,
    ))
}

fn months(year: i32, from: i32, to: i32, precision: Precision) -> Outcome<Period> {
    let from = exists(Moment::month_index(year, from - 1))?;
    let to = exists(Moment::month_index(year, to - 1))?;
    if from == to {
        return Ok(Period::point(from));
    }
    Ok(Period::between(from, to, precision))
}

fn part_of(part: Part, p: &Partial, memory: &Memory<'_>) -> Outcome<(Period, bool)> {
    match part {
        Part::Tenday(n) => tenday(n, p, memory),
        Part::HalfMonth(n) => half_month(n, p, memory),
        Part::Week(_) | Part::Weekend(_) | Part::HalfWeek(_) => week(part, memory),
        Part::NthWeek(_) | Part::FirstDays(_) | Part::FirstWeeks(_) => counted(part, p, memory),
        Part::HalfRelative(shift) => {
            let today = memory.published.ok_or(Failure::NoAnchor)?;
            let month = (i32::from(today.month()) - 1) / 6 * 6 + 1 + shift * 6;
            let year = i32::from(today.year());
            Ok((months(year, month, month + 5, Precision::Half)?, true))
        }
        Part::QuarterRelative(shift) => {
            let today = memory.published.ok_or(Failure::NoAnchor)?;
            let month = (i32::from(today.month()) - 1) / 3 * 3 + 1 + shift * 3;
            let year = i32::from(today.year());
            Ok((months(year, month, month + 2, Precision::Quarter)?, true))
        }
        _ => {
            let (mut year, anchored) = memory.year(p, None)?;
            if p.year == Year::None && is_last_years(part, memory) {
                year -= 1;
            }
            Ok((within_year(part, p.edge, year)?, anchored))
        }
    }
}

/// 四季度 and 前11个月 told of in spring are last year's.
fn is_last_years(part: Part, memory: &Memory<'_>) -> bool {
    let Some(today) = memory.published.filter(|_| memory.speaks_of_this_year()) else {
        return false;
    };
    let month = i32::from(today.month());
    match part {
        Part::Quarter(n) => i32::from(n) * 3 - 2 - month >= 7,
        Part::FirstQuarters(n) => month <= 3 && i32::from(n) * 3 - month >= 6,
        Part::FirstMonths(n) => month <= 3 && n - month >= 6,
        _ => false,
    }
}

fn within_year(part: Part, edge: Edge, year: i32) -> Outcome<Period> {
    let (from, to, precision) = match part {
        Part::Half(n) => (i32::from(n) * 6 - 5, i32::from(n) * 6, Precision::Half),
        Part::Quarter(n) => (i32::from(n) * 3 - 2, i32::from(n) * 3, Precision::Quarter),
        Part::Quarters(a, b) => (i32::from(a) * 3 - 2, i32::from(b) * 3, Precision::Quarter),
        Part::FirstQuarters(n) => (1, i32::from(n) * 3, Precision::Quarter),
        Part::FirstMonths(n) => (1, n, Precision::Month),
        Part::LastMonths(n) => (13 - n, 12, Precision::Month),
        Part::Season(n) => (i32::from(n) * 3, i32::from(n) * 3 + 2, Precision::Quarter),
        _ => return Err(Failure::Impossible),
    };
    match edge {
        Edge::Start => months(year, from, from, Precision::Month),
        Edge::End => months(year, to, to, Precision::Month),
        _ => months(year, from, to, precision),
    }
}

fn tenday(n: u8, p: &Partial, memory: &Memory<'_>) -> Outcome<(Period, bool)> {
    let (year, month, anchored) = month_of(p, memory)?;
    let first = exists(Moment::month(year, month))?.date;
    // 4 is 中上旬, 5 is 中下旬.
    let (skip, days) = match n {
        1 => (0, Some(9)),
        2 => (10, Some(9)),
        4 => (0, Some(19)),
        5 => (10, None),
        _ => (20, None),
    };
    let from = plus_days(first, skip)?;
    let to = match days {
        Some(days) => plus_days(from, days)?,
        None => first.last_of_month(),
    };
    Ok((Period::days(from, to, Precision::Tenday), anchored))
}

fn half_month(n: u8, p: &Partial, memory: &Memory<'_>) -> Outcome<(Period, bool)> {
    let (year, month, anchored) = month_of(p, memory)?;
    let first = exists(Moment::month(year, month))?.date;
    let middle = plus_days(first, 14)?;
    let (from, to) = if n == 1 {
        (first, middle)
    } else {
        (plus_days(middle, 1)?, first.last_of_month())
    };
    Ok((Period::days(from, to, Precision::Tenday), anchored))
}

fn week(part: Part, memory: &Memory<'_>) -> Outcome<(Period, bool)> {
    let monday = monday(memory.published.ok_or(Failure::NoAnchor)?)?;
    let (week, from, to) = match part {
        Part::Week(week) => (week, 0, 6),
        Part::Weekend(week) => (week, 5, 6),
        Part::HalfWeek(1) => (0, 0, 2),
        _ => (0, 3, 6),
    };
    let from = plus_days(monday, week * 7 + from)?;
    let to = plus_days(monday, week * 7 + to)?;
    Ok((Period::days(from, to, Precision::Week), true))
}

/// `第二周`, `前10天` of a year or month. The first week starts with the first Monday.
fn counted(part: Part, p: &Partial, memory: &Memory<'_>) -> Outcome<(Period, bool)> {
    let (first, anchored) = start_of(p, memory)?;
    let offset = (7 - i32::from(first.weekday().to_monday_zero_offset())) % 7;
    let monday = plus_days(first, offset)?;
    let (from, days, precision) = match part {
        Part::NthWeek(n) => (plus_days(monday, (n - 1) * 7)?, 7, Precision::Week),
        Part::FirstWeeks(n) => (monday, n * 7, Precision::Week),
        Part::FirstDays(n) => (first, n, Precision::Day),
        _ => return Err(Failure::Impossible),
    };
    Ok((
        Period::days(from, plus_days(from, days - 1)?, precision),
        anchored,
    ))
}

/// The hour of the day that a clock with its part of the day says, 24 and more for the
/// next day.
pub(super) fn hour(clock: Clock, part: Option<DayPart>) -> u8 {
    match (part, clock.hour) {
        (Some(DayPart::Afternoon), h @ 1..=11) => h + 12,
        (Some(DayPart::Noon), h @ 1..=3) => h + 12,
        (Some(DayPart::Evening), h @ 4..=11) => h + 12,
        (Some(DayPart::Night), h @ 6..=11) => h + 12,
        (Some(DayPart::Evening | DayPart::Night), 12) => 24,
        (_, h) => h,
    }
}

/// What the fineness of a clock is.
pub(super) fn grain(clock: Clock) -> Grain {
    match (clock.minute, clock.second) {
        (_, Some(_)) => Grain::Second,
        (Some(_), None) => Grain::Minute,
        (None, None) => Grain::Hour,
    }
}
