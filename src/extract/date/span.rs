//! Stretches of whole years: decades (80年代), centuries (18世纪) and plan periods
//! (“十四五”期间).

use super::{
    field::{self, Style},
    grammar::Grammar,
    partial::Edge,
    words::Kind,
};

/// First and last year of a stretch.
pub(super) type Years = (i32, i32);

/// Reads such a stretch at `at`, and where it ends.
pub(super) fn read(g: &Grammar<'_>, at: usize) -> Option<(Years, usize)> {
    plan(g, at)
        .or_else(|| century(g, at))
        .or_else(|| decade(g, at, None))
}

/// Words after a plan's name that make it a time.
const AFTER_PLAN: &[&str] = &["以来", "末", "规划期", "计划期", "收官", "开局"];

fn plan(g: &Grammar<'_>, at: usize) -> Option<(Years, usize)> {
    let open = g.eat(at, &["“", "‘", "「", "\""]);
    let (number, end) = plan_number(g, open.unwrap_or(at))?;
    let end = match open {
        Some(_) => g.eat(end, &["”", "’", "」", "\""])?,
        None => end,
    };
    let end = match g.word(end, Kind::During) {
        Some((_, end)) => end,
        None if AFTER_PLAN.iter().any(|w| g.rest(end).starts_with(w)) => end,
        None => return None,
    };
    let first = match number {
        1 => 1953,
        2 => 1958,
        n => 1966 + 5 * (n - 3),
    };
    Some(((first, first + 4), end))
}

/// `十四五` → 14: the last 五 is the plan's five years.
fn plan_number(g: &Grammar<'_>, at: usize) -> Option<(i32, usize)> {
    let mut number = 0;
    let mut end = at;
    for c in g.rest(at).chars().take(4) {
        let next = end + c.len_utf8();
        if c == '五' && number > 0 && g.after(next) != Some('五') {
            return Some((number, next));
        }
        number = match c {
            '十' if number == 0 => 10,
            _ => number + field::digit(c).filter(|d| (1..=9).contains(d))?,
        };
        end = next;
    }
    None
}

/// `18世纪`, `上世纪80年代`, `二十世纪九十年代末期`.
fn century(g: &Grammar<'_>, at: usize) -> Option<(Years, usize)> {
    let (number, end) = match g.eat(at, &["上世纪", "上个世纪"]) {
        Some(end) => (g.century - 1, end),
        None => match g.eat(at, &["本世纪", "新世纪", "这个世纪"]) {
            Some(end) => (g.century, end),
            None => {
                let (number, end) = field::read(g.text, at)?;
                let end = g.eat(g.skip(end), &["世纪"])?;
                // 四分之一世纪
                if matches!(
                    g.before(at),
                    Some('之' | '下' | '半' | '近' | '每' | '过' | '逾' | '超' | '个' | '了')
                ) {
                    return None;
                }
                (number.value, end)
            }
        },
    };
    if !(1..=30).contains(&number) {
        return None;
    }
    let first = (number - 1) * 100;
    if let Some(found) = decade(g, g.skip(end), Some(first)) {
        return Some(found);
    }
    let named =
        g.before(at) == Some('“') || g.eat(end, &["海上", "经济报", "药店报", "新闻"]).is_some();
    let (years, end) = edge(g, (first, first + 99), end, 10);
    (!named).then_some((years, end))
}

/// `80年代`, `九十年代`, `1980年代`.
fn decade(g: &Grammar<'_>, at: usize, century: Option<i32>) -> Option<(Years, usize)> {
    let (number, end) = field::read(g.text, at)?;
    let end = g.eat(g.skip(end), &["年代"])?;
    let value = number.value;
    let first = match (century, value) {
        (None, 1000..=2100) if value % 10 == 0 => value,
        (Some(century), 0..=90) if value % 10 == 0 => century + value,
        (None, 10..=90) if value % 10 == 0 && number.style != Style::Digits => 1900 + value,
        _ => return None,
    };
    Some(edge(g, (first, first + 9), end, 3))
}

/// Cuts a stretch to its first, middle or last `part` years when the text says so.
fn edge(g: &Grammar<'_>, years: Years, end: usize, part: i32) -> (Years, usize) {
    let Some((word, after)) = g.word(end, Kind::Edge) else {
        return (years, end);
    };
    let (first, last) = years;
    let cut = match edge_of(word.value) {
        Edge::Start => (first, first + part - 1),
        Edge::Middle => {
            let third = (last - first + 1) / 3;
            (first + third, last - third)
        }
        _ => (last - part + 1, last),
    };
    (cut, after)
}

/// The edge that a word's number stands for.
pub(super) fn edge_of(value: i32) -> Edge {
    match value {
        1 => Edge::Start,
        2 => Edge::Middle,
        _ => Edge::End,
    }
}
