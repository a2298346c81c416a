//! Points of calendar time of any fineness, intervals between them, and how both are written
//! in ISO 8601.

use crate::extract::Precision;
use jiff::civil::{Date, DateTime};
use std::fmt::Write as _;

/// How fine a point is: which of its fields count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

impl Grain {
    /// The record's word for a single point of this fineness.
    pub(super) fn precision(self) -> Precision {
        match self {
            Grain::Year => Precision::Year,
            Grain::Month => Precision::Month,
            Grain::Day => Precision::Day,
            Grain::Hour => Precision::Hour,
            Grain::Minute | Grain::Second => Precision::Minute,
        }
    }
}

/// A point of calendar time; fields finer than `grain` are the first of their kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) date: Date,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) grain: Grain,
}

impl Moment {
    /// A whole year.
    pub(super) fn year(year: i32) -> Option<Self> {
        Self::of(year, 1, 1, Grain::Year)
    }

    /// A whole month.
    pub(super) fn month(year: i32, month: u8) -> Option<Self> {
        Self::of(year, month, 1, Grain::Month)
    }

    /// The month `months` after month 1 of `year`, any number of years away.
    pub(super) fn month_index(year: i32, months: i32) -> Option<Self> {
        let year = year.checked_add(months.div_euclid(12))?;
        Self::month(year, months.rem_euclid(12) as u8 + 1)
    }

    /// A day.
    pub(super) fn day(date: Date) -> Self {
        Moment {
            date,
            hour: 0,
            minute: 0,
            second: 0,
            grain: Grain::Day,
        }
    }

    /// A second of a day.
    pub(super) fn instant(at: DateTime) -> Self {
        Moment {
            date: at.date(),
            hour: at.hour() as u8,
            minute: at.minute() as u8,
            second: at.second() as u8,
            grain: Grain::Second,
        }
    }

    /// The day, if the calendar has it.
    pub(super) fn ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        Self::of(year, month, day, Grain::Day)
    }

    fn of(year: i32, month: u8, day: u8, grain: Grain) -> Option<Self> {
        let date = Date::new(i16::try_from(year).ok()?, month as i8, day as i8).ok()?;
        Some(Moment {
            grain,
            ..Self::day(date)
        })
    }

    /// Appends the ISO form, as short as the fineness allows.
    pub(super) fn write(self, out: &mut String) {
        let (year, month, day) = (self.date.year(), self.date.month(), self.date.day());
        // Writing to a String cannot fail.
        let _ = match year {
            0.. => write!(out, "{year:04}"),
            _ => write!(out, "-{:04}", -i32::from(year)),
        };
        if self.grain >= Grain::Month {
            let _ = write!(out, "-{month:02}");
        }
        if self.grain >= Grain::Day {
            let _ = write!(out, "-{day:02}");
        }
        if self.grain >= Grain::Hour {
            let _ = write!(out, "T{:02}", self.hour);
        }
        if self.grain >= Grain::Minute {
            let _ = write!(out, ":{:02}", self.minute);
        }
        if self.grain >= Grain::Second {
            let _ = write!(out, ":{:02}", self.second);
        }
    }
}

/// A stretch of calendar time: one point (`from` equals `to`), a closed interval, or one
/// open at an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Option<Moment>,
    pub(super) to: Option<Moment>,
    pub(super) precision: Precision,
}

impl Period {
    /// One point.
    pub(super) fn point(moment: Moment) -> Self {
        Period {
            from: Some(moment),
            to: Some(moment),
            precision: moment.grain.precision(),
        }
    }

    /// A closed interval.
    pub(super) fn between(from: Moment, to: Moment, precision: Precision) -> Self {
        Period {
            from: Some(from),
            to: Some(to),
            precision,
        }
    }

    /// A closed interval of days.
    pub(super) fn days(from: Date, to: Date, precision: Precision) -> Self {
        Self::between(Moment::day(from), Moment::day(to), precision)
    }

    /// True for a single point.
    pub(super) fn is_point(&self) -> bool {
        self.from.is_some() && self.from == self.to
    }

    /// The ISO form.
    pub(super) fn iso(&self) -> String {
        let mut out = String::with_capacity(24);
        match (self.from, self.to) {
            (Some(from), Some(_)) if self.is_point() => from.write(&mut out),
            (from, to) => {
                end(from, &mut out);
                out.push('/');
                end(to, &mut out);
            }
        }
        out
    }
}

fn end(moment: Option<Moment>, out: &mut String) {
    match moment {
        Some(moment) => moment.write(out),
        None => out.push_str(".."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_is_as_short_as_the_grain_allows() {
        let iso = |m: Option<Moment>| Period::point(m.unwrap()).iso();
        assert_eq!(iso(Moment::year(2014)), "2014");
        assert_eq!(iso(Moment::year(705)), "0705");
        assert_eq!(iso(Moment::month_index(2014, 12)), "2015-01");
        assert_eq!(iso(Moment::month_index(2014, -1)), "2013-12");
        assert_eq!(iso(Moment::ymd(2014, 8, 18)), "2014-08-18");
        assert_eq!(Moment::ymd(2019, 2, 29), None);
        let five = Moment {
            hour: 17,
            minute: 30,
            grain: Grain::Minute,
            ..Moment::ymd(2014, 8, 18).unwrap()
        };
        assert_eq!(iso(Some(five)), "2014-08-18T17:30");
    }

    #[test]
    fn intervals_may_be_open() {
        let month = Moment::month(2014, 9);
        let open = |from, to| Period {
            from,
            to,
            precision: Precision::Month,
        };
        assert_eq!(open(None, month).iso(), "../2014-09");
        assert_eq!(open(month, None).iso(), "2014-09/..");
        assert_eq!(open(Moment::month(2014, 7), month).iso(), "2014-07/2014-09");
    }
}
