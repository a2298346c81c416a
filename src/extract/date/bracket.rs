//! Taiwanese newspapers put the number into the word: `今(114)年`, `去（113）年同期`,
//! `本(9)月`, `昨(25)日上午`, `今（26日）天`.

use super::{
    field::{self, Style},
    grammar::Grammar,
    partial::{Day, Month, Partial, Year},
    words::Kind,
};

/// Words that may be so split.
const WORDS: &[&str] = &[
    "今", "本", "去", "昨", "前", "明", "上", "下", "次", "後", "后",
];

/// Bytes of each of them.
const WORD: usize = 3;

/// The number in brackets behind such a word, and where the bracket closes; `unit` may stand
/// inside it.
fn number(g: &Grammar<'_>, at: usize, unit: &str) -> Option<(i32, usize)> {
    inside(g, at, unit).map(|(value, close, _)| (value, close))
}

/// The same, and whether the unit stands inside.
fn inside(g: &Grammar<'_>, at: usize, unit: &str) -> Option<(i32, usize, bool)> {
    // Nearly every character of a text comes here: the bracket is looked at first.
    let bracket = g.text.as_bytes().get(at + WORD..)?;
    if !(bracket.starts_with(b"(") || bracket.starts_with("（".as_bytes())) {
        return None;
    }
    let open = g.eat(g.eat(at, WORDS)?, &["(", "（"])?;
    let (number, end) = field::read(g.text, open)?;
    let marked = g.eat(end, &[unit]);
    let close = g.eat(marked.unwrap_or(end), &[")", "）"])?;
    let short = number.style == Style::Arabic && number.digits <= 4;
    short.then_some((number.value, close, marked.is_some()))
}

/// `今(114)年`
pub(super) fn year(g: &Grammar<'_>, at: usize) -> Option<(Year, usize)> {
    let (value, close) = number(g, at, "年")?;
    let end = g.eat(close, &["年度", "年"])?;
    let year = match value {
        38..=140 => value + 1911,
        1900..=2100 => value,
        _ => return None,
    };
    Some((Year::Number(year), end))
}

/// `本(9)月`
pub(super) fn month(g: &Grammar<'_>, at: usize) -> Option<(Month, usize)> {
    let (value, close) = number(g, at, "月")?;
    let end = g.eat(close, &["月份", "月"])?;
    (1..=12)
        .contains(&value)
        .then_some((Month::Number(value as u8), end))
}

/// `昨(25)日`, `今（26日）天`, `昨（15日）晚`
pub(super) fn day(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    let (value, close, marked) = inside(g, at, "日")?;
    let part = || {
        g.word(close, Kind::DayPart)
            .filter(|_| marked)
            .map(|_| close)
    };
    let end = g.eat(close, &["日", "天"]).or_else(part)?;
    if !(1..=31).contains(&value) {
        return None;
    }
    partial.day = Day::Number(value as u8);
    partial.today = g.eat(at, &["今", "昨", "明"]).is_some();
    Some(end)
}
