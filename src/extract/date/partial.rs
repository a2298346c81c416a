//! What a date expression says by itself, before the publish day and the neighbours fill in
//! the rest: a [`Partial`] is the grammar's result and the resolver's input.

use super::shift::{Length, Shift};

/// The year as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Year {
    #[default]
    None,
    /// `2014年`, `民国三年`
    Number(i32),
    /// `09年`, `98年`: the century is open.
    Short(i32),
    /// Counted from the publish year: 今年 0, 去年 -1.
    Relative(i32),
    /// Counted from the year that the text speaks of: 同年 0, 上年 -1, 次年 1.
    Context(i32),
    /// The year of a bare 年初 or 年底.
    Edge,
    /// A stretch of whole years: a decade, a century, a plan period.
    Span(i32, i32),
}

/// The month as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Month {
    #[default]
    None,
    Number(u8),
    /// Counted from the publish month: 本月 0, 上个月 -1.
    Relative(i32),
    /// Counted from the month that the text speaks of: 当月 0, 次月 1.
    Context(i32),
    /// A month of the lunar calendar.
    Lunar(u8),
    /// A leap month of the lunar calendar: 闰四月.
    Leap(u8),
}

/// The day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Day {
    #[default]
    None,
    Number(u8),
    /// Counted from the publish day: 今天 0, 昨日 -1.
    Relative(i32),
    /// Counted from the day that the text speaks of: 当天 0, 次日 1.
    Context(i32),
    /// Monday is 1. The week counts from the publish week; none for a bare 周三.
    Weekday(Option<i32>, u8),
    /// The next such day from the publish day on: 周一起全国将回暖.
    Coming(u8),
    /// The n-th such weekday of a month, -1 for the last.
    NthWeekday(i32, u8),
    /// The n-th day of a year or month.
    Nth(i32),
    /// A day of the lunar calendar.
    Lunar(u8),
    /// A festival or solar term: index into [`super::festival::Festivals`].
    Festival(u8),
    /// 除夕
    NewYearsEve,
}

/// A part of a year, month or week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Part {
    #[default]
    None,
    Half(u8),
    Quarter(u8),
    /// 二、三季度
    Quarters(u8, u8),
    /// A half counted from the publish half: 上个半年 -1.
    HalfRelative(i32),
    /// 前三季度
    FirstQuarters(u8),
    /// A quarter counted from the publish quarter: 上季度 -1.
    QuarterRelative(i32),
    /// 前5个月
    FirstMonths(i32),
    /// 后三个月
    LastMonths(i32),
    /// 上旬 1 … 下旬 3
    Tenday(u8),
    /// 上半月, 下半月
    HalfMonth(u8),
    Season(u8),
    /// Counted from the publish week: 本周 0.
    Week(i32),
    /// 周末 of such a week.
    Weekend(i32),
    /// 下半周, 上半周 of such a week.
    HalfWeek(u8),
    /// The n-th week of a year or month.
    NthWeek(i32),
    /// 前10天, 前2周
    FirstDays(i32),
    FirstWeeks(i32),
}

/// An edge of what was said before it: 年初, 月底, 季度末.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Edge {
    #[default]
    None,
    Start,
    Middle,
    End,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPart {
    /// 凌晨, 早上, 上午
    Morning,
    Noon,
    Afternoon,
    Evening,
    /// 深夜, 午夜, 夜里
    Night,
}

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
}

/// A point or period as far as its words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Partial {
    pub(super) year: Year,
    pub(super) month: Month,
    pub(super) day: Day,
    pub(super) part: Part,
    pub(super) edge: Edge,
    pub(super) day_part: Option<DayPart>,
    pub(super) clock: Option<Clock>,
    /// The month and day belong to the lunar calendar.
    pub(super) lunar: bool,
    /// 国庆期间: the holiday and not the festival's day alone.
    pub(super) holiday: bool,
    /// 今天（5月19日）: the day of a word that counts from the publish day.
    pub(super) today: bool,
    /// 同期: the period that the text speaks of, in this year.
    pub(super) same_period: bool,
}

impl Partial {
    /// True when nothing was read.
    pub(super) fn is_empty(&self) -> bool {
        *self == Partial::default()
    }

    /// True when the year is written or told from the publish year.
    pub(super) fn year_is_near(&self) -> bool {
        !matches!(self.year, Year::Number(1..=1899) | Year::Span(..))
    }

    /// True when nothing finer than the year was read.
    pub(super) fn is_year(&self) -> bool {
        let year = Partial {
            year: self.year,
            ..Partial::default()
        };
        self.year != Year::None && *self == year
    }
}

/// What an expression says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Point(Partial),
    /// From the start of the first to the end of the second.
    Range(Partial, Partial),
    /// 以来: from its start to the publish day.
    Since(Partial),
    /// 以后, 之后: open to the future; true for 或之后, which includes the point.
    After(Partial, bool),
    /// 以前, 之前: open to the past; true for 或之前, which includes the point.
    Before(Partial, bool),
    /// 三天前, 近三个月
    Shift(Length, Shift),
    /// 近日, 近年来
    Vague,
    /// 现在
    Now,
    /// 每年9月
    Recurring,
}
