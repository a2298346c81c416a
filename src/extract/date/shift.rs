//! Lengths of time that place a point or a stretch: `三天前`, `半年后`, `近三个月`,
//! `未来7天`, `上两周`.
//!
//! In a sentence 近三年 and 未来五年 are lengths, and `duration` reads them. In a line of its
//! own (a cell of a table, a query) such an expression is a stretch of the calendar. Only
//! 三天前 and the like are points in a sentence too, where they open a clause.

use super::{
    expression::Found,
    field::{self, Field, Style},
    grammar::Grammar,
    partial::Meaning,
};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Workday,
    Week,
    Month,
    Year,
}

/// A length of time, in halves of its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) halves: i32,
    pub(super) unit: Unit,
    /// 多: somewhat more.
    pub(super) over: bool,
}

/// What a length does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    /// 三天前 (-1), 三天后 (1)
    Point(i32),
    /// 三天以前, 三天以后: open at the far end.
    Open(i32),
    /// 三个月以来
    Since,
    /// 60日内: from now to the end of that day.
    Within,
    /// 近三个月, 过去十年
    Past,
    /// 未来7天
    Coming,
    /// 上两周, 下三个月: whole units of the calendar beside the present one.
    Whole(i32),
    /// 之前3小时, 之后5分钟: up to or from this minute.
    Beside(i32),
}

/// Units by their words, longest first.
const UNITS: &[(&str, Unit, i32)] = &[
    ("个多小时", Unit::Hour, 1),
    ("个多星期", Unit::Week, 1),
    ("个工作日", Unit::Workday, 1),
    ("个交易日", Unit::Workday, 1),
    ("个多月", Unit::Month, 1),
    ("个小时", Unit::Hour, 1),
    ("个钟头", Unit::Hour, 1),
    ("个星期", Unit::Week, 1),
    ("个礼拜", Unit::Week, 1),
    ("个季度", Unit::Month, 3),
    ("工作日", Unit::Workday, 1),
    ("交易日", Unit::Workday, 1),
    ("分钟", Unit::Minute, 1),
    ("小时", Unit::Hour, 1),
    ("钟头", Unit::Hour, 1),
    ("星期", Unit::Week, 1),
    ("礼拜", Unit::Week, 1),
    ("秒钟", Unit::Second, 1),
    ("周年", Unit::Year, 1),
    ("个月", Unit::Month, 1),
    ("个周", Unit::Week, 1),
    ("个钟", Unit::Hour, 1),
    ("年", Unit::Year, 1),
    ("周", Unit::Week, 1),
    ("天", Unit::Day, 1),
    ("秒", Unit::Second, 1),
];

/// `日` and `月` are lengths only where a word before them says so (60日内, 近三月).
const SHORT: &[(&str, Unit, i32)] = &[("日", Unit::Day, 1), ("月", Unit::Month, 1)];

/// Words before a length in a line of its own.
const BEFORE: &[(&str, Shift)] = &[
    ("过去的", Shift::Past),
    ("最近的", Shift::Past),
    ("未来的", Shift::Coming),
    ("今后的", Shift::Coming),
    ("接下来的", Shift::Coming),
    ("接下来", Shift::Coming),
    ("过去", Shift::Past),
    ("最近", Shift::Past),
    ("未来", Shift::Coming),
    ("今后", Shift::Coming),
    ("再过", Shift::Open(1)),
    ("之前", Shift::Beside(-1)),
    ("之后", Shift::Beside(1)),
    ("此前", Shift::Beside(-1)),
    ("此后", Shift::Beside(1)),
    ("还剩", Shift::Beside(1)),
    ("近", Shift::Past),
    ("过", Shift::Open(1)),
    ("上", Shift::Whole(-1)),
    ("前", Shift::Whole(-1)),
    ("下", Shift::Whole(1)),
    ("后", Shift::Whole(1)),
];

/// Words behind a length.
const AFTER: &[(&str, Shift)] = &[
    ("以前", Shift::Open(-1)),
    ("之前", Shift::Open(-1)),
    ("以后", Shift::Open(1)),
    ("之后", Shift::Open(1)),
    ("以来", Shift::Since),
    ("之内", Shift::Within),
    ("以内", Shift::Within),
    ("前", Shift::Point(-1)),
    ("后", Shift::Point(1)),
    ("内", Shift::Within),
];

/// Reads such an expression at `at`.
pub(super) fn read(g: &Grammar<'_>, at: usize) -> Option<Found> {
    if opens_line(g, at)
        && let Some(found) = before(g, at)
            .or_else(|| behind(g, at))
            .or_else(|| every(g, at))
        && g.closes_line(found.core.1)
    {
        return Some(found);
    }
    in_sentence(g, at)
}

/// True at the start of a line, a 在 aside.
fn opens_line(g: &Grammar<'_>, at: usize) -> bool {
    let inner = g.before(at) == Some('在') && g.opens_line(at - "在".len());
    inner || g.opens_line(at)
}

fn found(length: Length, shift: Shift, start: usize, end: usize) -> Found {
    Found {
        meaning: Meaning::Shift(length, shift),
        core: (start, end),
        span: (start, end),
        rule: "date.shift",
    }
}

/// `近三个月`, `未来5年内`, `上两周`.
fn before(g: &Grammar<'_>, at: usize) -> Option<Found> {
    let rest = g.rest(at);
    let (word, shift) = BEFORE.iter().find(|(word, _)| rest.starts_with(word))?;
    let from = g.skip(at + word.len());
    let (length, end) = length(g, from, true)?;
    let end = g.eat(end, &["之内", "以内", "内", "里"]).unwrap_or(end);
    let mut shift = *shift;
    if let Shift::Whole(sign) = shift {
        // 上半年 and 前5个月 are parts of the year.
        let part = length.halves % 2 == 1 || (*word == "前" && length.unit == Unit::Month);
        if part {
            return None;
        }
        // 上个小时: the sixty minutes before this one.
        if g.rest(from).starts_with('个') && length.unit < Unit::Day {
            shift = Shift::Beside(sign);
        }
    }
    Some(found(length, shift, at, end))
}

/// `每半年`, `每隔3天`.
fn every(g: &Grammar<'_>, at: usize) -> Option<Found> {
    let from = g.eat(at, &["每隔", "每"])?;
    let (_, end) = length(g, from, true)?;
    Some(Found {
        meaning: Meaning::Recurring,
        core: (at, end),
        span: (at, end),
        rule: "date.every",
    })
}

/// `三天前`, `60日内`, `半月以后`.
fn behind(g: &Grammar<'_>, at: usize) -> Option<Found> {
    let (length, end) = length(g, at, true)?;
    let rest = g.rest(end);
    let (word, shift) = AFTER.iter().find(|(word, _)| rest.starts_with(word))?;
    Some(found(length, *shift, at, end + word.len()))
}

/// `三年前`, `10分钟之前` where a clause opens: a point before the publish day. 三天后 is
/// told from an event, whose day only the reader knows.
fn in_sentence(g: &Grammar<'_>, at: usize) -> Option<Found> {
    if !opens_clause(g, at) {
        return None;
    }
    let (length, end) = length(g, at, false)?;
    let after = g.eat(end, &["之前", "以前", "前"])?;
    let deadline = matches!(length.unit, Unit::Workday) || length.over;
    (!deadline).then(|| found(length, Shift::Point(-1), at, after))
}

/// Words that a point in time may follow inside a clause.
const OPENERS: &[&str] = &[
    "在", "早在", "约", "大约", "从", "自", "比", "较", "和", "与", "跟", "他", "她", "它", "我",
    "们", "是", "像",
];

fn opens_clause(g: &Grammar<'_>, at: usize) -> bool {
    let before = g.text.get(..at).unwrap_or("").trim_end_matches(' ');
    match before.chars().next_back() {
        None | Some('\n') => true,
        Some(c) if c.is_ascii_digit() || c == '.' => false,
        Some(c) if !crate::chars::is_han(c) => !c.is_alphanumeric(),
        _ => OPENERS.iter().any(|word| before.ends_with(word)),
    }
}

/// A number with a unit of time, halves included. `short` units are 日 and 月.
fn length(g: &Grammar<'_>, at: usize, short: bool) -> Option<(Length, usize)> {
    if let Some(end) = g.eat(at, &["半"]) {
        let (unit, times, end) = unit(g, end, true)?;
        return Some((of(times, unit, false), end));
    }
    if let Some(end) = g.eat(at, &["仨月", "俩月"]) {
        let months = if g.rest(at).starts_with('仨') { 3 } else { 2 };
        return Some((of(months * 2, Unit::Month, false), end));
    }
    let (number, end) = match field::read(g.text, at) {
        Some((number, end)) => (number.value, plausible(number, end)?),
        // 上个小时
        None if short && g.rest(at).starts_with('个') => (1, at),
        None => return None,
    };
    let (half, end) = half_before(g, end);
    let over = g.eat(end, &["多", "余", "来"]);
    let (unit, times, after) = unit(g, g.skip(over.unwrap_or(end)), short)?;
    let over = over.is_some() || g.text[end..after].contains('多');
    let (more, after) = half_after(g, after);
    let halves = number
        .checked_mul(2)?
        .checked_add(i32::from(half || more))?;
    Some((of(halves.checked_mul(times)?, unit, over), after))
}

fn of(halves: i32, unit: Unit, over: bool) -> Length {
    Length { halves, unit, over }
}

/// 2014年 and 五八年 are years and no lengths.
fn plausible(number: Field, end: usize) -> Option<usize> {
    let year = match number.style {
        Style::Arabic => number.value >= 1000 || number.digits > 1 && number.value < 10,
        Style::Digits => number.digits > 1,
        Style::Composed => false,
    };
    (number.value > 0 && !year && number.value < 100_000).then_some(end)
}

/// `一个半小时`, `两个半月`: 个半 between number and unit.
fn half_before(g: &Grammar<'_>, at: usize) -> (bool, usize) {
    let whole = ["小时", "钟头", "月", "星期"];
    match g.eat(at, &["个半"]) {
        Some(end) if g.eat(end, &whole).is_some() => (true, end),
        // 一分半钟
        _ => match g.eat(at, &["分半钟", "分半"]) {
            Some(_) => (true, at),
            None => (false, at),
        },
    }
}

/// `一年半`, `一分钟半`.
fn half_after(g: &Grammar<'_>, at: usize) -> (bool, usize) {
    match g.eat(at, &["半"]) {
        Some(end) if g.eat(end, &["年", "个", "天", "月", "价"]).is_none() => (true, end),
        _ => (false, at),
    }
}

fn unit(g: &Grammar<'_>, at: usize, short: bool) -> Option<(Unit, i32, usize)> {
    let rest = g.rest(at);
    if let Some(end) = g.eat(at, &["分半钟", "分半"]) {
        return Some((Unit::Minute, 1, end));
    }
    let more: &[(&str, Unit, i32)] = if short { SHORT } else { &[] };
    let (word, unit, times) = UNITS
        .iter()
        .chain(more)
        .find(|(word, ..)| rest.starts_with(word))?;
    Some((*unit, *times, at + word.len()))
}
