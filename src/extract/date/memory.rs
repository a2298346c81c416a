//! What the dates read so far say about the next one: the year, month and day that the text
//! speaks of.

use super::{
    moment::{Grain, Moment, Period},
    partial::{Edge, Month, Partial, Year},
    resolve::Failure,
    words::Words,
};
use jiff::civil::{Date, DateTime, Time};

/// Where a date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place {
    pub(super) paragraph: u32,
    pub(super) sentence: u32,
    /// 比, 较 before it: what it names is compared with, not spoken of.
    pub(super) compared: bool,
    /// It opens its paragraph: the day that the paragraph is told of.
    pub(super) opens: bool,
}

impl Place {
    fn distance(self, other: Place) -> u32 {
        self.paragraph.abs_diff(other.paragraph)
    }
}

/// The publish day and the dates before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Memory<'a> {
    /// Festivals and the lunar calendar.
    pub(super) words: &'a Words,
    /// The publish day.
    pub(super) published: Option<Date>,
    /// The time of day behind it, where one was given.
    pub(super) time: Option<Time>,
    /// This year, where the publish day is not known and the title names it
    /// (2018年政府工作报告).
    pub(super) titled: Option<i32>,
    /// The year of the section: 一、2013年工作回顾.
    pub(super) section: Option<i32>,
    /// Where the date to be resolved stands.
    pub(super) place: Place,
    /// The last resolved point and its place.
    last: Option<(Moment, Place)>,
    /// The last day that opened a paragraph, and its place.
    frame: Option<(Date, Place)>,
    /// The last month, quarter or longer stretch within a year, and its place.
    spoken: Option<(Period, Place)>,
    /// The last year written in full, and where; none after 今年 or 去年.
    explicit: Option<(i32, Place)>,
    /// The last year spoken of in any way, and where.
    told: Option<(i32, Place)>,
    /// For each month its last year that the text told, and where.
    months: [Option<(i32, Place)>; 12],
}

impl<'a> Memory<'a> {
    /// A memory that knows the publish day alone.
    pub(super) fn new(words: &'a Words, published: Option<Date>, time: Option<Time>) -> Self {
        Memory {
            words,
            published,
            time,
            titled: None,
            section: None,
            place: Place::default(),
            last: None,
            frame: None,
            spoken: None,
            explicit: None,
            told: None,
            months: [None; 12],
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
        if self.place.compared {
            return;
        }
        let year = (i32::from(moment.date.year()), self.place);
        // 将于明年年初举行: the edge of a year is no day that a bare 29日 goes on from.
        if p.edge == Edge::None || p.month != Month::None {
            self.last = Some((moment, self.place));
        }
        if self.place.opens && moment.grain >= Grain::Day {
            self.frame = Some((moment.date, self.place));
        }
        match p.year {
            Year::Number(_) | Year::Short(_) => self.explicit = Some(year),
            Year::Relative(_) => self.explicit = None,
            // 2022年12月…，1月…: the story has turned to the next year
            Year::None if self.explicit.is_some_and(|(told, _)| told + 1 == year.0) => {
                self.explicit = Some(year);
            }
            _ => {}
        }
        if !matches!(p.year, Year::Context(_) | Year::Span(..)) {
            self.told = Some(year);
        }
        if moment.grain >= Grain::Month && p.year != Year::None {
            let month = moment.date.month() as usize - 1;
            if let Some(slot) = self.months.get_mut(month) {
                *slot = Some(year);
            }
        }
    }

    /// Remembers the stretch that an expression means, for a 同期 behind it.
    pub(super) fn speak(&mut self, period: &Period) {
        let (Some(from), Some(to)) = (period.from, period.to) else {
            return;
        };
        let day = period.is_point() && from.grain >= Grain::Day;
        if from.grain > Grain::Year && !day && from.date.year() == to.date.year() {
            self.spoken = Some((*period, self.place));
        }
    }

    /// The stretch of `year` that this paragraph spoke of last.
    pub(super) fn spoken(&self, year: i32) -> Option<Period> {
        let (period, place) = self.spoken?;
        let in_year = |m: Moment| i32::from(m.date.year()) == year;
        (place.distance(self.place) == 0 && period.from.is_some_and(in_year)).then_some(period)
    }

    /// The publish year, or the year in the title.
    pub(super) fn this_year(&self) -> Option<i32> {
        self.published.map(|d| i32::from(d.year())).or(self.titled)
    }

    /// The year that a past narrative of this paragraph, or the section, speaks of.
    fn narrated(&self) -> Option<i32> {
        let explicit = self
            .explicit
            .filter(|(year, place)| match self.this_year() {
                Some(this) => place.distance(self.place) == 0 && *year < this,
                None => true,
            });
        let section = || {
            self.section
                .filter(|y| self.this_year().is_none_or(|t| *y < t))
        };
        explicit.map(|(year, _)| year).or_else(section)
    }

    /// True where neither the paragraph nor the section tells another year.
    pub(super) fn speaks_of_this_year(&self) -> bool {
        self.narrated().is_none() && self.section.is_none()
    }

    /// The year that 上年 and 次年 count from: the one told last in this paragraph, the
    /// section's, one told of late, this year.
    fn base_year(&self) -> Option<i32> {
        let this = self.this_year();
        let near = |(year, place): (i32, Place)| {
            let here = place.distance(self.place) == 0;
            let late = this.is_none_or(|this| year >= this - 1) && self.section.is_none();
            (here || late).then_some(year)
        };
        self.told.and_then(near).or(self.section).or(this)
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
            Year::Context(shift) => Ok((self.base_year().ok_or(Failure::NoAnchor)? + shift, true)),
            Year::Edge => Ok((self.edge_year().ok_or(Failure::NoAnchor)?, true)),
            // 今天（5月19日） is told from a publish day that nobody knows.
            Year::None if p.today && self.this_year().is_none() => Err(Failure::NoAnchor),
            Year::None => Ok((self.inferred(month).ok_or(Failure::NoAnchor)?, true)),
        }
    }

    /// The year of a bare 年初 or 年底: the one told in the sentence, the section's, this year.
    fn edge_year(&self) -> Option<i32> {
        let here = self
            .explicit
            .filter(|(_, p)| p.sentence == self.place.sentence || self.this_year().is_none());
        here.map(|(year, _)| year)
            .or(self.section)
            .or_else(|| self.this_year())
    }

    fn inferred(&self, month: Option<(u8, Option<u8>)>) -> Option<i32> {
        if let Some(year) = self.narrated() {
            return Some(year + i32::from(self.turned(year, month)));
        }
        let Some(today) = self.published else {
            return self.titled;
        };
        let this = i32::from(today.year());
        let Some((month, day)) = month else {
            return Some(this);
        };
        let ahead = i32::from(month) - i32::from(today.month());
        if self.section == Some(this) {
            return Some(this);
        }
        // 去年10月立案，11月2日办结
        let before = |(year, place): (i32, Place)| {
            (year < this && ahead > 0 && place.distance(self.place) == 0).then_some(year)
        };
        if let Some(year) = self.told.and_then(before) {
            return Some(year);
        }
        if let Some(year) = self.listed(this, month).filter(|_| ahead > 0) {
            return Some(year);
        }
        if self.section.is_none()
            && let Some(year) = self.told_month(month, ahead)
        {
            return Some(year);
        }
        let leap = |year: i32| day != Some(29) || month != 2 || Moment::ymd(year, 2, 29).is_some();
        let year = match ahead {
            9.. => this - 1,
            ..=-11 if day.is_some() => this + 1,
            _ => this,
        };
        (0..4).map(|back| year - back).find(|&y| leap(y))
    }

    /// 2023年1月19日，… 2月14日，… at the heads of paragraphs: the list goes on in its year.
    fn listed(&self, this: i32, month: u8) -> Option<i32> {
        let (date, place) = self.frame.filter(|_| self.place.opens)?;
        let year = i32::from(date.year());
        let onward = date.month() as u8 <= month && place.distance(self.place) <= 4;
        (onward && year + 1 == this).then_some(year)
    }

    /// 2021年11月5日达峰，1月20日降至…: the story of `year` went on into the next one.
    fn turned(&self, year: i32, month: Option<(u8, Option<u8>)>) -> bool {
        let told = self.last.filter(|(moment, place)| {
            place.paragraph == self.place.paragraph
                && i32::from(moment.date.year()) == year
                && moment.grain >= Grain::Month
        });
        let Some(((moment, _), (month, _))) = told.zip(month) else {
            return false;
        };
        let on = self
            .published
            .is_none_or(|p| (i32::from(p.year()), p.month() as u8) >= (year + 1, month));
        on && moment.date.month() as u8 >= month.saturating_add(8)
    }

    /// The year in which the text told of this month: close by, or long ago when the month is
    /// still to come this year. The publish month and the one before need no such help.
    fn told_month(&self, month: u8, ahead: i32) -> Option<i32> {
        let (year, place) = (*self.months.get(usize::from(month).checked_sub(1)?)?)?;
        if matches!(ahead, -1..=0) {
            return None;
        }
        // a year of birth is told long before
        let past = ahead > 0
            && self
                .this_year()
                .is_some_and(|this| (this - 3..this).contains(&year));
        (place.distance(self.place) <= 1 || past).then_some(year)
    }

    /// The month that the text speaks of.
    pub(super) fn month(&self) -> Option<(i32, u8)> {
        let date = self.near(Grain::Month).or(self.published)?;
        Some((i32::from(date.year()), date.month() as u8))
    }

    /// The month that this sentence spoke of, where it is gone on to compare with another.
    pub(super) fn compared_month(&self) -> Option<(i32, u8)> {
        let (moment, place) = self.last.filter(|_| self.place.compared)?;
        let month = moment.grain == Grain::Month && place.sentence == self.place.sentence;
        month.then(|| (i32::from(moment.date.year()), moment.date.month() as u8))
    }

    /// The day that the text speaks of. 同日 at the head of a paragraph goes on from the day at
    /// the head of one before it.
    pub(super) fn day(&self) -> Option<Date> {
        let frame = self
            .frame
            .filter(|(_, place)| self.place.opens && (1..=3).contains(&place.distance(self.place)));
        if let Some((date, _)) = frame {
            return Some(date);
        }
        self.near(Grain::Day).or(self.published)
    }

    /// The last point of that fineness, when it stands close by.
    fn near(&self, grain: Grain) -> Option<Date> {
        let (moment, place) = self.last?;
        let close = self.published.is_none() || place.distance(self.place) <= 3;
        (moment.grain >= grain && close).then_some(moment.date)
    }

    /// The day that a bare day of the month goes on from: one told in this sentence, or one of
    /// the last paragraphs that it does not go back behind.
    fn story(&self, day: u8) -> Option<Date> {
        let (moment, place) = self.last.filter(|(m, _)| m.grain >= Grain::Month)?;
        if self.published.is_none_or(|p| same_month(p, moment.date)) {
            return self.near(Grain::Month);
        }
        let same = place.sentence == self.place.sentence;
        let onward = moment.grain >= Grain::Day
            && place.distance(self.place) <= 1
            && i32::from(day) >= i32::from(moment.date.day());
        (same || onward).then_some(moment.date)
    }

    /// A day of the month whose month is not written: of the month that the text speaks of, or
    /// near the publish day, as `today` says of 今（8）日.
    pub(super) fn bare_day(&self, day: u8, today: bool) -> Result<(Date, bool), Failure> {
        let near = today && self.published.is_some();
        let last = self.story(day).filter(|_| !near);
        let today = match (last, self.published) {
            (Some(last), _) => last,
            (None, Some(published)) => published,
            _ => return Err(Failure::NoAnchor),
        };
        let from = if last.is_some_and(|l| same_month(l, today)) {
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
