//! Expressions: a point, a range, or a point with the words around it that belong to it
//! (今年以来, 自5月起, 9月底前, 每年3月).

use super::{
    clock,
    grammar::Grammar,
    neighbours,
    partial::{Day, DayPart, Edge, Meaning, Month, Part, Partial, Year},
    shift::{self, Shift, Unit},
    words::{Kind, Word},
};
use crate::extract::ratio;

/// An expression in the text, not yet resolved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) meaning: Meaning,
    /// The date alone.
    pub(super) core: (usize, usize),
    /// With 自, 起, 前 around it.
    pub(super) span: (usize, usize),
    pub(super) rule: &'static str,
}

impl Found {
    pub(super) fn at(meaning: Meaning, start: usize, end: usize, rule: &'static str) -> Self {
        Found {
            meaning,
            core: (start, end),
            span: (start, end),
            rule,
        }
    }
}

/// Reads the longest expression at `at`.
pub(super) fn read(g: &Grammar<'_>, at: usize) -> Option<Found> {
    if in_word(g, at) {
        return None;
    }
    if let Some(found) = shift::read(g, at).or_else(|| neighbours::read(g, at)) {
        return Some(day_of_year_ago(g, &found).unwrap_or(found));
    }
    if let Some(found) = word(g, at) {
        return found;
    }
    if !starts_free(g, at) {
        return None;
    }
    let (first, end) = g.point(at)?;
    if !plausible(g, &first, at, end) {
        return None;
    }
    let rule = rule(g, &first, at);
    if let Some((second, end)) = range(g, &first, end) {
        let found = Found::at(Meaning::Range(first, second), at, end, rule);
        return Some(widen(g, found));
    }
    let (first, end) = weekday_before(g, first, end).unwrap_or((first, end));
    if let Some((last, end)) = days_in_a_row(g, &first, end) {
        let found = Found::at(Meaning::Range(first, last), at, end, rule);
        return Some(widen(g, found));
    }
    let (first, end) = aside(g, first, end);
    let (mut first, end) = during(g, first, end);
    coming(g, &mut first, end);
    let found = suffix(g, first, at, end, rule);
    Some(widen(g, found))
}

/// 提|前一年完成, 政治|清明, 今|后日本, 十二|三月份: what starts here is the end of another word.
fn in_word(g: &Grammar<'_>, at: usize) -> bool {
    let rest = g.rest(at);
    match g.before(at) {
        Some('提') => rest.starts_with('前'),
        Some('治') => rest.starts_with("清明"),
        Some('今') => rest.starts_with("后日"),
        Some(c) => shares_month(g, c, at),
        None => false,
    }
}

/// 十二|三月份, 十|一二月份: the end of several months that share their 月 is no date by itself where
/// their first number has more than the one character that [`neighbours`] reads.
fn shares_month(g: &Grammar<'_>, before: char, at: usize) -> bool {
    let digit = super::field::digit;
    let follow = |a: char, b: char| {
        !a.is_ascii_digit() && digit(a).is_some_and(|a| digit(b).is_some_and(|b| a + 1 == b))
    };
    let mut rest = g.rest(at).chars();
    let (Some(first), Some(second)) = (rest.next(), rest.next()) else {
        return false;
    };
    if before == '十' {
        return follow(first, second) && rest.next() == Some('月');
    }
    let start = at.saturating_sub(before.len_utf8());
    let spelled = g.before(start).is_some_and(super::field::starts_chinese);
    spelled && follow(before, first) && second == '月'
}

/// 一年前的5月10日: the day of that year.
fn day_of_year_ago(g: &Grammar<'_>, found: &Found) -> Option<Found> {
    let years = match found.meaning {
        Meaning::Shift(length, Shift::Point(-1)) if length.unit == Unit::Year => length.halves / 2,
        _ => return None,
    };
    let (point, end) = g.point(g.eat(found.core.1, &["的"])?)?;
    let free = point.year == Year::None && matches!(point.month, Month::Number(_));
    let point = Partial {
        year: Year::Relative(-years),
        ..point
    };
    free.then(|| Found::at(Meaning::Point(point), found.core.0, end, found.rule))
}

/// Words that are an expression by themselves; `Some(None)` when they forbid one.
fn word(g: &Grammar<'_>, at: usize) -> Option<Option<Found>> {
    let (word, end) = g.words.find(g.text, at, |k| {
        matches!(k, Kind::Not | Kind::Vague | Kind::Now | Kind::Every)
    })?;
    match word.kind {
        Kind::Not => Some(None),
        Kind::Every => {
            let from = if word.value == 2 && g.before(end) == Some('周') {
                end - "周".len()
            } else {
                end
            };
            let Some((point, end)) = g.point(from).or_else(|| g.point(end)) else {
                return Some(bare_every(g, word, at, end));
            };
            let end = range(g, &point, end).map_or(end, |(_, end)| end);
            Some(Some(Found::at(Meaning::Recurring, at, end, word.rule)))
        }
        // 三日前 is a deadline, 日前 alone is not.
        Kind::Vague if g.before(at).is_some_and(is_digit) => Some(None),
        Kind::Vague if is_nearest(g, at, end) => Some(None),
        Kind::Vague
            if g.eat(end, &["一天", "一日"])
                .is_some_and(|_| g.text[at..end] == *"此前") =>
        {
            None
        }
        Kind::Vague => match parenthesis(g, end) {
            Some((point, end)) => Some(Some(Found::at(Meaning::Point(point), at, end, word.rule))),
            None => Some(Some(Found::at(Meaning::Vague, at, end, word.rule))),
        },
        // 目前 in a sentence is no instant, 目前（12月22日） is that day.
        _ => {
            if let Some((point, end)) = parenthesis(g, end) {
                let point = Partial {
                    today: true,
                    ..point
                };
                return Some(Some(Found::at(Meaning::Point(point), at, end, word.rule)));
            }
            let line = g.opens_line(at) && g.closes_line(end);
            if !line && word.value == 1 {
                // 此时 in a sentence goes back to what was told, it dates nothing.
                return Some(None);
            }
            let meaning = if line { Meaning::Now } else { Meaning::Vague };
            Some(Some(Found::at(meaning, at, end, word.rule)))
        }
    }
}

/// 距离震中最近的乡镇: near in space.
fn is_nearest(g: &Grammar<'_>, at: usize, end: usize) -> bool {
    let mut clause = g.text[..at].chars().rev().take(16);
    g.rest(end).starts_with('的')
        && g.text[at..end] == *"最近"
        && clause
            .by_ref()
            .take_while(|c| !matches!(c, '，' | '。' | '；' | '\n'))
            .any(|c| matches!(c, '距' | '离'))
}

/// False for the digits of a formula or a code: `H2SO4时`, `O(3P)`. A year may follow Latin
/// letters (GDP2014年).
fn starts_free(g: &Grammar<'_>, at: usize) -> bool {
    let digits = g.rest(at).bytes().take_while(u8::is_ascii_digit).count();
    let glued = g.before(at).is_some_and(|c| c.is_ascii_alphabetic());
    digits == 0 || !glued || (digits == 4 && g.rest(at + 4).starts_with('年'))
}

/// `每年秋天`; `每周` in a line of its own.
fn bare_every(g: &Grammar<'_>, word: Word, at: usize, end: usize) -> Option<Found> {
    let season = g.word(end, Kind::Season).map(|(_, end)| end);
    let alone = g.opens_line(at) && g.closes_line(end);
    let end = season.or(alone.then_some(end))?;
    Some(Found::at(Meaning::Recurring, at, end, word.rule))
}

/// `（12月10日）`
fn parenthesis(g: &Grammar<'_>, at: usize) -> Option<(Partial, usize)> {
    let open = g.eat(at, &["（", "("])?;
    let (point, end) = g.point(open)?;
    let end = g.eat(end, &["）", ")"])?;
    (point.day != Day::None || point.month != Month::None).then_some((point, end))
}

/// `今天（12月10日）`: what the parenthesis says counts.
fn aside(g: &Grammar<'_>, point: Partial, end: usize) -> (Partial, usize) {
    let relative = matches!(
        point.day,
        Day::Relative(_) | Day::Context(_) | Day::Weekday(..)
    );
    if !relative || point.clock.is_some() {
        return (point, end);
    }
    match parenthesis(g, end) {
        Some((inside, end)) if inside.day != Day::None => {
            let inside = Partial {
                today: matches!(point.day, Day::Relative(_)),
                day_part: inside.day_part.or(point.day_part),
                ..inside
            };
            // 今晚（2月2日）20时
            match inside.clock {
                Some(_) => (inside, end),
                None => g.time_of_day(inside, end),
            }
        }
        _ => (point, end),
    }
}

/// `星期天，二月十号`: the weekday before its day.
fn weekday_before(g: &Grammar<'_>, point: Partial, end: usize) -> Option<(Partial, usize)> {
    if !matches!(point.day, Day::Weekday(..)) || point.clock.is_some() {
        return None;
    }
    let from = g.eat(end, &["，", ", ", ",", " ", "（", "("])?;
    let (day, end) = g.point(from)?;
    let full = matches!(day.day, Day::Number(_)) && day.month != Month::None;
    // 周日（1月28日）: the bracket closes
    let bracketed = g.text[..from].ends_with(['（', '(']);
    let end = if bracketed {
        g.eat(end, &["）", ")"])?
    } else {
        end
    };
    full.then_some((day, end))
}

/// 周一起全国将回暖: the next such day, where the clause speaks of what will be.
fn coming(g: &Grammar<'_>, point: &mut Partial, end: usize) {
    let Day::Weekday(None, day) = point.day else {
        return;
    };
    let clause: String = g.rest(end).chars().take(16).collect();
    let clause = clause.split(['，', '。', '；', '\n']).next();
    if g.eat(end, &["起"]).is_some() && clause.is_some_and(|c| c.contains('将')) {
        point.day = Day::Coming(day);
    }
}

/// `国庆期间`, `上半年期间`.
fn during(g: &Grammar<'_>, point: Partial, end: usize) -> (Partial, usize) {
    let festival = matches!(point.day, Day::Festival(_));
    match g.word(end, Kind::During) {
        Some((_, after)) if festival => (
            Partial {
                holiday: true,
                ..point
            },
            after,
        ),
        _ => (point, end),
    }
}

/// The second end of a range that starts with `first`.
fn range(g: &Grammar<'_>, first: &Partial, end: usize) -> Option<(Partial, usize)> {
    if g.word(g.skip(end), Kind::Since).is_some() {
        return None;
    }
    let both = g.eat(g.skip(end), &["和", "与", "及"]).map(|e| g.skip(e));
    if let Some(from) = both
        && let Some((second, end)) = g.end_point(from)
        && let Some(end) = g.eat(end, &["之间", "间"])
    {
        return Some((second, end));
    }
    // 9时许至11时
    let end = g.eat(end, &["许", "左右"]).unwrap_or(end);
    let from = g.connector(end)?;
    let (second, end) = g.end_point(from).or_else(|| {
        // 下午2点到4点举行: a clock stands before the mark.
        let (clock, end) = clock::marked(g, from).filter(|_| first.clock.is_some())?;
        let second = Partial {
            clock: Some(clock),
            ..Partial::default()
        };
        Some((second, end))
    })?;
    let end = g.eat(end, &["之间"]).unwrap_or(end);
    fits(first, &second).then_some((second, end))
}

/// `9月10日、11日、12日`: three and more days that follow each other are one stretch.
fn days_in_a_row(g: &Grammar<'_>, first: &Partial, end: usize) -> Option<(Partial, usize)> {
    let (Day::Number(start), None, None) = (first.day, first.clock, first.day_part) else {
        return None;
    };
    let (mut day, mut end) = (start, end);
    while let Some(from) = g.eat(end, &["、", "，", ",", "和"])
        && let Some((number, after)) = super::field::read(g.text, g.skip(from))
        && number.value == i32::from(day) + 1
        && let Some(after) = g.eat(after, &["日", "号"])
    {
        (day, end) = (day + 1, after);
    }
    let last = Partial {
        day: Day::Number(day),
        ..Partial::default()
    };
    (first.month != Month::None && day >= start + 2 && day <= 31).then_some((last, end))
}

/// True when `second` can close a range that `first` opens.
fn fits(first: &Partial, second: &Partial) -> bool {
    let year = |p: &Partial| p.year != Year::None;
    let whole_year = |p: &Partial| p.is_year();
    !(whole_year(first)
        && !year(second)
        && !matches!(second.day, Day::Relative(_) | Day::Context(_)))
}

/// Words after a point that change or widen it.
fn suffix(g: &Grammar<'_>, point: Partial, start: usize, end: usize, rule: &'static str) -> Found {
    let from = g.skip(end);
    let plain = Found::at(Meaning::Point(point), start, end, rule);
    let Some((word, after)) = g.words.find(g.text, from, |k| {
        matches!(
            k,
            Kind::Since | Kind::Later | Kind::Earlier | Kind::Deadline | Kind::After | Kind::Around
        )
    }) else {
        return plain;
    };
    let span = (start, after);
    match word.kind {
        Kind::Since if g.rest(from).starts_with('来') => plain,
        Kind::Since => Found::at(Meaning::Since(point), start, after, rule),
        Kind::Later => Found {
            meaning: Meaning::After(point, word.value == 1),
            span,
            ..plain
        },
        Kind::Earlier => Found {
            meaning: Meaning::Before(point, word.value == 1),
            span,
            ..plain
        },
        Kind::After if g.rest(from).starts_with("止") => plain,
        // 比上年前移一位
        Kind::Deadline
            if ["前移", "前进", "前列", "前景"]
                .iter()
                .any(|w| g.rest(from).starts_with(w)) =>
        {
            plain
        }
        _ => Found { span, ..plain },
    }
}

/// Takes 自, 从, 截至 before the date into the span.
fn widen(g: &Grammar<'_>, mut found: Found) -> Found {
    let before = g
        .text
        .get(..found.span.0)
        .unwrap_or("")
        .trim_end_matches(' ');
    for mark in ["自从", "截止到", "截至到", "截至", "截止", "自", "从"] {
        if let Some(rest) = before.strip_suffix(mark) {
            let inner = rest.ends_with(['来', '亲', '独', '各', '服', '跟', '听']);
            if !inner {
                found.span.0 = rest.len();
            }
            break;
        }
    }
    for mark in ["大约在", "大约", "大概", "约"] {
        if let Some(rest) = before.strip_suffix(mark)
            && found.span.0 == found.core.0
        {
            found.span.0 = rest.len();
        }
    }
    if found.span.0 < found.core.0
        && let Some(end) = g.eat(found.span.1, &["起", "开始", "止"])
    {
        found.span.1 = end;
    }
    found
}

/// Rejects what only looks like a date.
fn plausible(g: &Grammar<'_>, point: &Partial, at: usize, end: usize) -> bool {
    let clock_only = Partial {
        clock: point.clock,
        ..Partial::default()
    } == *point;
    let scored = || matches!(g.before(at), Some('比' | '分' | '以' | ':' | '：' | '/'));
    let score = clock_only && (scored() || ratio::is_told(&g.text[..at]));
    let numbered = matches!(point.year, Year::Number(_) | Year::Short(_));
    // 90年生人; 1990年生于 is that year
    let born = matches!(point.year, Year::Short(_)) && g.eat(end, &["生"]).is_some();
    let year_word = point.is_year()
        && numbered
        && (born
            || g.eat(end, &["级", "历史", "前的", "多", "余", "版"])
                .is_some());
    !score && !year_word
}

/// The rule of an expression: its first word's, or the grammar's for its finest field.
fn rule(g: &Grammar<'_>, point: &Partial, at: usize) -> &'static str {
    let word = g.words.find(g.text, at, |k| {
        !matches!(
            k,
            Kind::Before | Kind::After | Kind::During | Kind::Not | Kind::Since
        )
    });
    if let Some((word, _)) = word {
        return word.rule;
    }
    match point {
        Partial { clock: Some(_), .. } => "date.time",
        Partial {
            day: Day::None,
            part: Part::None,
            month: Month::None,
            edge: Edge::None,
            ..
        } => "date.year",
        Partial {
            day: Day::None,
            part: Part::None,
            ..
        } => "date.month",
        Partial { day: Day::None, .. } => "date.part",
        Partial {
            day_part: Some(DayPart::Evening),
            ..
        } => "date.day_evening",
        _ => "date.day",
    }
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || super::field::starts_chinese(c)
}
