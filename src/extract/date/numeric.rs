//! Dates written in digits alone: `2010.01.29`, `2024/3/7`, `20240307`, `14-05-2011`; and
//! `12/1`, `6·30`, `2018` where they fill their line.

use super::{
    grammar::Grammar,
    partial::{Day, Month, Partial, Year},
};

/// One run of digits: its value and how many.
#[derive(Debug, Clone, Copy)]
struct Run {
    value: i32,
    digits: usize,
    end: usize,
}

fn run(text: &str, at: usize) -> Option<Run> {
    let bytes = text.as_bytes().get(at..)?;
    let digits = bytes
        .iter()
        .take(9)
        .take_while(|b| b.is_ascii_digit())
        .count();
    if digits == 0 || digits > 8 {
        return None;
    }
    Some(Run {
        value: text[at..at + digits].parse().ok()?,
        digits,
        end: at + digits,
    })
}

/// Marks between the fields of a date in digits.
const MARKS: &[u8] = b"-./ ";

/// Reads such a date at `at`.
pub(super) fn date(g: &Grammar<'_>, at: usize) -> Option<(Partial, usize)> {
    let glued = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | ':');
    // 公告日:108/12/04: a colon after a word opens what it names
    let head = g
        .text
        .get(..at)
        .and_then(|t| t.strip_suffix(':'))
        .unwrap_or("");
    let named = head.ends_with(crate::chars::is_han);
    if g.before(at).is_some_and(glued) && !named {
        return None;
    }
    at_end_of_range(g, at)
}

/// The same where a range mark may stand before it.
pub(super) fn at_end_of_range(g: &Grammar<'_>, at: usize) -> Option<(Partial, usize)> {
    let first = run(g.text, at)?;
    if first.digits == 4
        && let Some(found) = lone_year(g, at, first)
    {
        return Some(found);
    }
    if first.digits <= 2
        && let Some(found) = lone_day(g, at, first)
    {
        return Some(found);
    }
    if first.digits == 8 {
        return eight(g, first);
    }
    let mark = *g.text.as_bytes().get(first.end)?;
    if !MARKS.contains(&mark) {
        return None;
    }
    let second = run(g.text, first.end + 1).filter(|r| r.digits <= 2)?;
    let third = (g.text.as_bytes().get(second.end) == Some(&mark))
        .then(|| run(g.text, second.end + 1))
        .flatten();
    match third {
        Some(third) => three(g, mark, first, second, third),
        None => two(g, mark, first, second),
    }
}

/// `20240307`
fn eight(g: &Grammar<'_>, run: Run) -> Option<(Partial, usize)> {
    let (year, month, day) = (run.value / 10000, run.value / 100 % 100, run.value % 100);
    let free = !g
        .after(run.end)
        .is_some_and(|c| c.is_ascii_alphanumeric() || crate::chars::is_han(c));
    ((1900..=2100).contains(&year) && free)
        .then(|| ymd(Year::Number(year), month, day, run.end))
        .flatten()
}

/// `2018` in a line of its own.
fn lone_year(g: &Grammar<'_>, at: usize, run: Run) -> Option<(Partial, usize)> {
    let year = (1900..=2100).contains(&run.value);
    let alone = year && g.opens_line(at) && g.closes_line(run.end);
    (alone || year && is_pair(g, at, run)).then(|| {
        let partial = Partial {
            year: Year::Number(run.value),
            ..Partial::default()
        };
        (partial, run.end)
    })
}

/// 从2016到2018, without 年 and with nothing counted after it: `run` is one of the two years.
fn is_pair(g: &Grammar<'_>, at: usize, one: Run) -> bool {
    let head = g.text.get(..at).unwrap_or("");
    let from = ["从", "自"];
    let (opens, second) = match g.eat(one.end, &["到", "至"]) {
        Some(end) => (head, run(g.text, end)),
        None => {
            let first = head.strip_suffix(['到', '至']).unwrap_or("");
            let number = first.trim_end_matches(|c: char| c.is_ascii_digit());
            let four = first.len() - number.len() == 4;
            (if four { number } else { "" }, Some(one))
        }
    };
    let free = |end: usize| {
        g.after(end)
            .is_none_or(|c| !crate::chars::is_han(c) && !c.is_ascii_alphanumeric() && c != '%')
    };
    from.iter().any(|w| opens.ends_with(w))
        && second.is_some_and(|s| s.digits == 4 && (1900..=2100).contains(&s.value) && free(s.end))
}

/// `12/1`, `6·30` in a line of their own, `11/3号`, `09-01 20:01`.
fn lone_day(g: &Grammar<'_>, at: usize, month: Run) -> Option<(Partial, usize)> {
    let mark = g.eat(month.end, &["/", "·", "-"])?;
    let day = run(g.text, mark).filter(|r| r.digits <= 2)?;
    let dash = g.text[month.end..].starts_with('-');
    let unit = g.eat(day.end, &["号", "日"]).filter(|_| !dash);
    let fills = !dash && g.opens_line(at) && g.closes_line(day.end);
    let clock = month.digits == 2 && day.digits == 2 && {
        let next = g.skip(day.end);
        next > day.end && super::clock::digital(g, next).is_some()
    };
    // 1/29(三), 週六（3/7）
    let slash = g.text[month.end..].starts_with('/');
    let weekday = g.eat(day.end, &["(", "（"]).and_then(|open| {
        let (_, end) = super::day::weekday(g, open)?;
        g.eat(end, &[")", "）"])
    });
    let aside = g.text[..at]
        .strip_suffix(['(', '（'])
        .is_some_and(ends_weekday)
        && g.eat(day.end, &[")", "）"]).is_some();
    (unit.is_some() || fills || clock || slash && (weekday.is_some() || aside))
        .then(|| {
            let end = unit.or(weekday.filter(|_| slash)).unwrap_or(day.end);
            ymd(Year::None, month.value, day.value, end)
        })
        .flatten()
}

/// A weekday ends `head`: 周六, 星期日.
fn ends_weekday(head: &str) -> bool {
    let word = head
        .strip_suffix(['一', '二', '三', '四', '五', '六', '日'])
        .unwrap_or("");
    word.ends_with(['周', '期', '拜'])
}

fn ymd(year: Year, month: i32, day: i32, end: usize) -> Option<(Partial, usize)> {
    let valid = (1..=12).contains(&month) && (1..=31).contains(&day);
    let partial = Partial {
        year,
        month: Month::Number(month as u8),
        day: Day::Number(day as u8),
        ..Partial::default()
    };
    valid.then_some((partial, end))
}

fn three(g: &Grammar<'_>, mark: u8, a: Run, b: Run, c: Run) -> Option<(Partial, usize)> {
    let goes_on = g.rest(c.end).as_bytes();
    let more = goes_on.first() == Some(&mark)
        && mark == b'.'
        && goes_on.get(1).is_some_and(u8::is_ascii_digit);
    if more || c.digits == 0 {
        return None;
    }
    let spaced = mark == b' ';
    if a.digits == 4 && c.digits <= 2 && (1000..=2200).contains(&a.value) {
        let day = c.digits == 2 || !spaced;
        return day
            .then(|| ymd(Year::Number(a.value), b.value, c.value, c.end))
            .flatten();
    }
    // 108/12/04: the year of the Republic of China
    if g.roc && a.digits == 3 && (60..=140).contains(&a.value) && c.digits <= 2 && !spaced {
        return ymd(Year::Number(a.value + 1911), b.value, c.value, c.end);
    }
    if spaced {
        return None;
    }
    if c.digits == 4 && a.digits <= 2 {
        return day_month(Year::Number(c.value), a, b, c.end);
    }
    if mark == b'/' && c.digits == 2 && a.digits <= 2 {
        return day_month(Year::Short(c.value), a, b, c.end);
    }
    if mark == b'-' && a.digits == 2 && c.digits <= 2 {
        return ymd(Year::Short(a.value), b.value, c.value, c.end);
    }
    None
}

/// `10/31/1974`, `14-05-2011`: the month is the one that can be a month, the first when both.
fn day_month(year: Year, a: Run, b: Run, end: usize) -> Option<(Partial, usize)> {
    if a.value <= 12 {
        ymd(year, a.value, b.value, end)
    } else {
        ymd(year, b.value, a.value, end)
    }
}

/// `2017.08`, `2023/5`; `12/1`, `09-01` when they stand alone or a clock follows.
fn two(g: &Grammar<'_>, mark: u8, a: Run, b: Run) -> Option<(Partial, usize)> {
    let next = g.after(b.end);
    let unit = next.is_some_and(|c| crate::chars::is_han(c) || matches!(c, '%' | '‰'));
    let whole = next.is_none();
    if a.digits == 4 && (1900..=2100).contains(&a.value) && b.digits == 2 && mark != b' ' {
        let month = (1..=12).contains(&b.value) && !unit;
        // A pair of years or a plain number is not this.
        let range = || g.connector(b.end).is_some() || ends_range(g, a);
        return (month && (mark != b'.' || whole || range())).then(|| {
            let partial = Partial {
                year: Year::Number(a.value),
                month: Month::Number(b.value as u8),
                ..Partial::default()
            };
            (partial, b.end)
        });
    }
    None
}

/// True when a range mark stands before the date that starts with `run`.
fn ends_range(g: &Grammar<'_>, run: Run) -> bool {
    let start = run.end - run.digits;
    g.before(start)
        .is_some_and(|c| matches!(c, '-' | '—' | '~' | '～' | '至' | '到'))
}
