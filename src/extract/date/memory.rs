//! What the dates read so far say about the next one: the year, month and day that the text
//! speaks of.

use super::{
    moment::{Grain, Moment, Period},
    partial::{Partial, Year},
    resolve::Failure,
    words::Words,
};
use jiff::civil::{Date, DateTime, Time};

/// The publish day and the dates before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Memory<'a> {
    /// Festivals and the lunar calendar.
    pub(super) words: &'a Words,
    /// The publish day.
    pub(super) published: Option<Date>,
    /// The time of day behind it, where one was given.
    pub(super) time: Option<Time>,
    /// The year that an undated document speaks of: last year for a report given in January.
    pub(super) year_of_report: Option<i32>,
    /// The last resolved point.
    last: Option<Moment>,
    /// The last month, quarter or longer stretch within a year, and its paragraph.
    spoken: Option<(Period, u32)>,
    /// The last year written in full, and the paragraph where it stands.
    explicit: Option<(i32, u32)>,
    /// The paragraph of the last point.
    last_paragraph: u32,
    /// The paragraph of the date to be resolved.
    pub(super) paragraph: u32,
}

impl<'a> Memory<'a> {
    /// A memory that knows the publish day alone.
    pub(super) fn new(
        words: &'a Words,
        published: Option<Date>,
        year_of_report: Option<i32>,
    ) -> Self {
        Memory {
            words,
            published,
            time: None,
            year_of_report,
            last: None,
            spoken: None,
            explicit: None,
            last_paragraph: 0,
            paragraph: 0,
        }
    }

    /// The instant of publishing, where its time is known.
    pub(super) fn instant(&self) -> Option<DateTime> {
        Some(self.published?.to_datetime(self.time?))
    }

    /// The publish day, or the instant where its time is known.
    pub(super) fn now(&self) -> Option<Moment> {
        match self.instant() {
            Some(instant) => Some(Moment::instant(instant)),
            None => self.published.map(Moment::day),
        }
    }

    /// Remembers a resolved period; `p` tells how its year was written.
    pub(super) fn keep(&mut self, p: &Partial, period: &Period) {
        let Some(moment) = period.to.or(period.from) else {
            return;
        };
        self.last = Some(moment);
        self.last_paragraph = self.paragraph;
        match p.year {
            Year::Number(_) | Year::Short(_) => {
                self.explicit = Some((i32::from(moment.date.year()), self.paragraph));
            }
            Year::Relative(_) => self.explicit = None,
            _ => {}
        }
    }

    /// Remembers the stretch that an expression means, for a 同期 behind it.
    pub(super) fn speak(&mut self, period: &Period) {
        let (Some(from), Some(to)) = (period.from, period.to) else {
            return;
        };
        let day = period.is_point() && from.grain >= Grain::Day;
        if from.grain > Grain::Year && !day && from.date.year() == to.date.year() {
            self.spoken = Some((*period, self.paragraph));
        }
    }

    /// The stretch of `year` that this paragraph spoke of last.
    pub(super) fn spoken(&self, year: i32) -> Option<Period> {
        let (period, paragraph) = self.spoken?;
        let in_year = |m: Moment| i32::from(m.date.year()) == year;
        (paragraph == self.paragraph && period.from.is_some_and(in_year)).then_some(period)
    }

    fn this_year(&self) -> Option<i32> {
        self.published.map(|d| i32::from(d.year()))
    }

    /// The year that a past narrative of this paragraph speaks of.
    fn narrated(&self) -> Option<i32> {
        let (year, paragraph) = self.explicit?;
        match self.this_year() {
            Some(this) => (paragraph == self.paragraph && year < this).then_some(year),
            None => Some(year),
        }
    }

    /// The year of `p`, and whether the publish day or the context was needed. `month` and day,
    /// where known, tell last December from next.
    pub(super) fn year(
        &self,
        p: &Partial,
        month: Option<(u8, Option<u8>)>,
    ) -> Result<(i32, bool), Failure> {
        let this = self.this_year();
        match p.year {
            Year::Number(year) | Year::Span(year, _) => Ok((year, false)),
            Year::Short(short) => Ok((long(short, this), false)),
            Year::Relative(shift) => Ok((this.ok_or(Failure::NoAnchor)? + shift, true)),
            Year::Context(shift) => {
                let narrated = self.explicit.map(|e| e.0);
                let base = narrated.or(self.year_of_report).or(this);
                Ok((base.ok_or(Failure::NoAnchor)? + shift, true))
            }
            Year::None => Ok((self.inferred(month).ok_or(Failure::NoAnchor)?, true)),
        }
    }

    fn inferred(&self, month: Option<(u8, Option<u8>)>) -> Option<i32> {
        if let Some(year) = self.narrated() {
            return Some(year);
        }
        let today = self.published?;
        let this = i32::from(today.year());
        let Some((month, day)) = month else {
            return Some(self.year_of_report.unwrap_or(this));
        };
        let ahead = i32::from(month) - i32::from(today.month());
        let leap = |year: i32| day != Some(29) || month != 2 || Moment::ymd(year, 2, 29).is_some();
        let year = match ahead {
            9.. => this - 1,
            ..=-11 if day.is_some() => this + 1,
            _ => this,
        };
        (0..4).map(|back| year - back).find(|&y| leap(y))
    }

    /// The month that the text speaks of.
    pub(super) fn month(&self) -> Option<(i32, u8)> {
        let last = self
            .last
            .filter(|m| m.grain >= Grain::Month && self.is_near());
        let date = last.map(|m| m.date).or(self.published)?;
        Some((i32::from(date.year()), date.month() as u8))
    }

    /// The day that the text speaks of.
    pub(super) fn day(&self) -> Option<Date> {
        let last = self
            .last
            .filter(|m| m.grain >= Grain::Day && self.is_near());
        last.map(|m| m.date).or(self.published)
    }

    fn is_near(&self) -> bool {
        self.published.is_none() || self.paragraph.abs_diff(self.last_paragraph) <= 1
    }

    /// A day of the month whose month is not written: of the month that the text speaks of, or
    /// near the publish day.
    pub(super) fn bare_day(&self, day: u8) -> Result<(Date, bool), Failure> {
        let last = self
            .last
            .filter(|m| m.grain >= Grain::Month && self.is_near());
        let today = match (last, self.published) {
            (Some(last), published) if published.is_none_or(|p| !same_month(p, last.date)) => {
                last.date
            }
            (_, Some(published)) => published,
            _ => return Err(Failure::NoAnchor),
        };
        let from = if last.is_some_and(|l| same_month(l.date, today)) {
            0
        } else {
            i32::from(day) - i32::from(today.day())
        };
        let shift = match from {
            21.. => -1,
            ..=-27 => 1,
            _ => 0,
        };
        let (year, month) = (i32::from(today.year()), i32::from(today.month()));
        // A month too short for the day: the one before it has it.
        (0..3)
            .filter_map(|back| Moment::month_index(year, month - 1 + shift - back))
            .find_map(|m| Moment::ymd(i32::from(m.date.year()), m.date.month() as u8, day))
            .map(|m| (m.date, true))
            .ok_or(Failure::Impossible)
    }
}

fn same_month(a: Date, b: Date) -> bool {
    (a.year(), a.month()) == (b.year(), b.month())
}

/// The full year of a short one: at most eleven years ahead of the publish year.
fn long(short: i32, this: Option<i32>) -> i32 {
    let this = this.unwrap_or(2024);
    if 2000 + short <= this + 11 {
        2000 + short
    } else {
        1900 + short
    }
}
