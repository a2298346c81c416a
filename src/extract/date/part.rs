//! Parts of a year and of a month: halves, quarters, so many first months, thirds, edges,
//! weeks, seasons, festivals.

use super::{
    field,
    grammar::Grammar,
    partial::{Day, Month, Part, Partial, Year},
    span::edge_of,
    words::{Kind, Word},
};

/// Reads a part of a year at `at`; `start` is where the whole point starts. Returns its end.
pub(super) fn of_year(
    g: &Grammar<'_>,
    partial: &mut Partial,
    at: usize,
    start: usize,
) -> Option<usize> {
    quarter(g, partial, at)
        .or_else(|| months(g, partial, at, start))
        .or_else(|| year_word(g, partial, at))
        .or_else(|| nth_in_year(g, partial, at, start))
}

/// `一季度`, `第三季度`, `前三季度`, `Q1季度`, `首季度`; an edge may follow.
fn quarter(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    if let Some((word, end)) = g.word(at, Kind::Quarter) {
        partial.part = Part::Quarter(word.value as u8);
        return Some(quarter_edge(g, partial, end));
    }
    if let Some((word, end)) = g.word(at, Kind::QuarterRelative) {
        partial.part = Part::QuarterRelative(word.value);
        return Some(quarter_edge(g, partial, end));
    }
    if let Some(end) = quarters(g, partial, at) {
        return Some(end);
    }
    let first = g.eat(at, &["前", "头"]);
    let from = first.or_else(|| g.eat(at, &["第", "Q"])).unwrap_or(at);
    let (number, end) = field::read(g.text, from)?;
    let quarter = (1..=4).contains(&number.value) && number.digits == 1;
    if !quarter || (first.is_some() && number.value == 1) {
        return None;
    }
    let marked = g.before(from) == Some('Q');
    let end = g
        .eat(end, &["季度", "个季度", "季"])
        .or(marked.then_some(end))?;
    if g.text[..end].ends_with("个季度") && first.is_none() {
        return None;
    }
    let short = g.text[..end].ends_with('季') && !g.text[..end].ends_with("季度");
    if short && partial.year == Year::None && first.is_none() {
        return None;
    }
    partial.part = match first {
        Some(_) => Part::FirstQuarters(number.value as u8),
        None => Part::Quarter(number.value as u8),
    };
    Some(quarter_edge(g, partial, end))
}

fn quarter_edge(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> usize {
    let edge = g
        .word(at, Kind::Edge)
        .filter(|(_, end)| end - at == "末".len() && !g.rest(at).starts_with('中'));
    match edge {
        Some((word, end)) => {
            partial.edge = edge_of(word.value);
            end
        }
        None => at,
    }
}

/// `第二、三季度`, `一、二季度`: two neighbours share their 季度.
fn quarters(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    let number = |at: usize| {
        let (number, end) = field::read(g.text, at)?;
        let quarter = (1..=4).contains(&number.value) && number.digits == 1;
        quarter.then_some((number.value as u8, end))
    };
    let (first, end) = number(g.eat(at, &["第"]).unwrap_or(at))?;
    let (second, end) = number(g.eat(end, &["、", "和", "与"])?)?;
    let end = g.eat(end, &["季度"]).filter(|_| second == first + 1)?;
    partial.part = Part::Quarters(first, second);
    Some(end)
}

/// `前5个月`, `头两个月`, `后三月`, `首月`, `第8个月`, `第三个月`.
fn months(g: &Grammar<'_>, partial: &mut Partial, at: usize, start: usize) -> Option<usize> {
    let has_year = partial.year != Year::None;
    if let Some(end) = g.eat(at, &["首月"]).filter(|_| has_year) {
        partial.month = Month::Number(1);
        return Some(end);
    }
    let from = g.eat(at, &["前", "头", "最后", "后", "第"])?;
    let inner = matches!(g.before(at), Some('提' | '目' | '之' | '以' | '日' | '年'));
    if at == start && (inner || g.eat(at, &["后", "第", "最后"]).is_some()) {
        return None;
    }
    let (number, end) = field::read(g.text, from)?;
    let units: &[&str] = if has_year {
        &["个月", "月"]
    } else {
        &["个月"]
    };
    let end = g.eat(end, units)?;
    let value = number.value;
    // 期满前1个月, 届满前3个月内 are lengths.
    let due = g
        .text
        .get(..at)
        .unwrap_or("")
        .ends_with(['满', '期', '束', '止', '产', '婚', '售', '发', '选']);
    let within = g.eat(end, &["内", "以内", "之内"]).is_some();
    if g.rest(at).starts_with('前') && !has_year && (due || within) {
        return None;
    }
    if !(1..=12).contains(&value) || (value == 1 && g.rest(at).starts_with('前')) {
        return None;
    }
    match g.after(at)? {
        '后' | '最' => partial.part = Part::LastMonths(value),
        '第' => partial.month = Month::Number(value as u8),
        _ => partial.part = Part::FirstMonths(value),
    }
    Some(end)
}

fn year_word(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    let has_year = partial.year != Year::None;
    let (word, end) = g.words.find(g.text, at, |k| {
        matches!(
            k,
            Kind::Half
                | Kind::HalfRelative
                | Kind::Edge
                | Kind::Season
                | Kind::Festival
                | Kind::NewYearsEve
                | Kind::LunarDay
        )
    })?;
    match word.kind {
        Kind::Half => partial.part = Part::Half(word.value as u8),
        Kind::HalfRelative => partial.part = Part::HalfRelative(word.value),
        Kind::Edge => return edge(g, partial, word, at, end),
        // 冬奥会, 春运, 夏粮, 秋汛
        Kind::Season
            if end - at == "春".len()
                && g.after(end).is_some_and(|c| {
                    "奥残运令泳装小节晚耕播雷茶威利普收粮千闱游训汛招种闭管防灌笋梢旱涝剿征"
                        .contains(c)
                }) =>
        {
            return None;
        }
        Kind::Season if has_year => partial.part = Part::Season(word.value as u8),
        Kind::Season => return None,
        Kind::Festival => {
            let index = word.value as u8;
            if !super::festival::is_time(g, index, has_year, (at, end)) {
                return None;
            }
            partial.day = Day::Festival(index);
        }
        Kind::NewYearsEve => partial.day = Day::NewYearsEve,
        _ => return lunar_day(g, partial, word, end),
    }
    Some(end)
}

/// `年底` stands alone; `底`, `初` need the year before them.
fn edge(
    g: &Grammar<'_>,
    partial: &mut Partial,
    word: Word,
    at: usize,
    end: usize,
) -> Option<usize> {
    let text = &g.text[at..end];
    let alone = text.starts_with(['年', '岁']);
    let month = text.starts_with(['月', '季']);
    let year = partial.year != Year::None;
    if month || (!alone && (!year || text == "中" || text == "开始")) {
        return None;
    }
    // 十年中国: 年 belongs to the number before.
    let counted = alone && !year && g.before(at).is_some_and(ends_number);
    if counted || alone && !year && (text == "年头" || text.starts_with("年终") || text == "岁初")
    {
        return None;
    }
    if alone && !year {
        partial.year = Year::Edge;
    }
    partial.edge = edge_of(word.value);
    Some(end)
}

fn ends_number(c: char) -> bool {
    c.is_ascii_digit()
        || field::digit(c).is_some()
        || matches!(c, '十' | '百' | '几' | '数' | '多' | '余' | '半')
}

/// `大年初二`, `大年三十`.
fn lunar_day(g: &Grammar<'_>, partial: &mut Partial, word: Word, end: usize) -> Option<usize> {
    if word.value == 30 {
        partial.day = Day::NewYearsEve;
        return Some(end);
    }
    let (number, end) = field::read(g.text, end)?;
    if !(1..=15).contains(&number.value) {
        return None;
    }
    partial.month = Month::Lunar(1);
    partial.day = Day::Lunar(number.value as u8);
    partial.lunar = true;
    Some(end)
}

/// `2020年第52周`, `2021年的前2周`, `去年的前10天`, `2025年第一天`.
fn nth_in_year(g: &Grammar<'_>, partial: &mut Partial, at: usize, start: usize) -> Option<usize> {
    (at != start && partial.year != Year::None)
        .then(|| nth(g, partial, at))
        .flatten()
}

/// A part of a month at `at`.
pub(super) fn of_month(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    let has_month = partial.month != Month::None;
    let (word, end) = match g.words.find(g.text, at, |k| {
        matches!(k, Kind::Tenday | Kind::HalfMonth | Kind::Edge)
    }) {
        Some(found) => found,
        None if has_month => return nth(g, partial, at),
        None => return None,
    };
    let text = &g.text[at..end];
    match word.kind {
        Kind::Tenday => partial.part = Part::Tenday(word.value as u8),
        Kind::HalfMonth => partial.part = Part::HalfMonth(word.value as u8),
        _ if text.starts_with(['年', '岁', '季']) => return None,
        _ if !has_month && !text.starts_with('月') => return None,
        _ if matches!(text, "中" | "开始" | "终") => return None,
        _ if lunar_first(g, text, end) => return None,
        _ => partial.edge = edge_of(word.value),
    }
    if !has_month {
        partial.month = Month::Context(0);
    }
    Some(end)
}

/// `正月初八`: 初 begins a lunar day.
fn lunar_first(g: &Grammar<'_>, text: &str, end: usize) -> bool {
    text == "初" && field::read(g.text, end).is_some()
}

/// `第三周`, `的第一个周二`, `前两天`, `最后一个星期一` of what was read before.
fn nth(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    let from = g.eat(at, &["的"]).unwrap_or(at);
    if let Some(end) = g.eat(from, &["最后一个", "最后1个"]) {
        let (_, end) = g.word(end, Kind::WeekUnit)?;
        let (day, end) = super::day::weekday(g, end)?;
        partial.day = Day::NthWeekday(-1, day);
        return Some(end);
    }
    let first = g.eat(from, &["前", "头"]);
    let (number, end) = field::read(g.text, first.or_else(|| g.eat(from, &["第"]))?)?;
    let end = g.eat(end, &["个"]).unwrap_or(end);
    let value = number.value;
    if let Some(end) = g.eat(end, &["天"]).filter(|_| (1..=366).contains(&value)) {
        match first {
            Some(_) => partial.part = Part::FirstDays(value),
            None => partial.day = Day::Nth(value),
        }
        return Some(end);
    }
    let (_, end) = g.word(end, Kind::WeekUnit)?;
    if !(1..=53).contains(&value) {
        return None;
    }
    if let Some((day, end)) = super::day::weekday(g, end).filter(|_| first.is_none()) {
        partial.day = Day::NthWeekday(value, day);
        return Some(end);
    }
    partial.part = match first {
        Some(_) => Part::FirstWeeks(value),
        None => Part::NthWeek(value),
    };
    Some(end)
}
