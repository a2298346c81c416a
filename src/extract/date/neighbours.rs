//! Expressions that name two neighbours at once, or a stretch that only others know: `今明两年`,
//! `昨夜今晨`, `七八月份`, `2024财年上半年`.

use super::{
    expression::{Found, is_digit},
    field,
    grammar::Grammar,
    partial::{Day, Meaning, Month, Partial, Year},
    words::Kind,
};

/// Reads such an expression at `at`.
pub(super) fn read(g: &Grammar<'_>, at: usize) -> Option<Found> {
    years_or_days(g, at)
        .or_else(|| night_and_morning(g, at))
        .or_else(|| neighbouring_months(g, at))
        .or_else(|| fiscal(g, at))
}

/// `今明两年`, `去今明三年`, `今明两天`.
fn years_or_days(g: &Grammar<'_>, at: usize) -> Option<Found> {
    let (mut end, mut count) = (at, 0);
    let (mut first, mut last) = (0, 0);
    for c in g.rest(at).chars().take(3) {
        let Some(shift) = "前去今明后"
            .chars()
            .position(|w| w == c || (w == '去' && c == '昨'))
        else {
            break;
        };
        last = shift as i32 - 2;
        first = if count == 0 { last } else { first };
        count += 1;
        end += c.len_utf8();
    }
    let number = g.eat(
        end,
        if count == 2 {
            &["两", "2", "二"]
        } else {
            &["三", "3"]
        },
    );
    if count < 2 || last - first != count - 1 {
        return None;
    }
    let year = |shift| Partial {
        year: Year::Relative(shift),
        ..Partial::default()
    };
    let day = |shift| Partial {
        day: Day::Relative(shift),
        ..Partial::default()
    };
    let (range, end) = match g.eat(number?, &["年"]) {
        Some(end) => (Meaning::Range(year(first), year(last)), end),
        None => (
            Meaning::Range(day(first), day(last)),
            g.eat(number?, &["天", "日"])?,
        ),
    };
    Some(Found::at(range, at, end, "date.neighbours"))
}

/// `昨夜今晨`: one stretch.
fn night_and_morning(g: &Grammar<'_>, at: usize) -> Option<Found> {
    let evening = g.eat(at, &["昨夜", "昨晚"])?;
    let end = g.eat(evening, &["今晨", "今早", "今天凌晨"])?;
    let (first, _) = g.point(at)?;
    let (second, end) = g.point(evening).filter(|(_, e)| *e >= end)?;
    Some(Found::at(
        Meaning::Range(first, second),
        at,
        end,
        "date.neighbours",
    ))
}

/// `七八月份`: two months that share their 月.
fn neighbouring_months(g: &Grammar<'_>, at: usize) -> Option<Found> {
    let digit = |c: Option<char>| c.and_then(field::digit).filter(|d| (1..=9).contains(d));
    let first = digit(g.after(at))?;
    let next = at + g.after(at).map_or(0, char::len_utf8);
    let second = digit(g.after(next)).filter(|d| *d == first + 1)?;
    let end = g.eat(
        next + g.after(next).map_or(0, char::len_utf8),
        &["月份", "月间"],
    )?;
    let month = |n: i32| Partial {
        month: Month::Number(n as u8),
        ..Partial::default()
    };
    let free = !g.before(at).is_some_and(is_digit);
    free.then(|| {
        Found::at(
            Meaning::Range(month(first), month(second)),
            at,
            end,
            "date.neighbours",
        )
    })
}

/// `2024财年上半年`: which months it has only the company knows.
fn fiscal(g: &Grammar<'_>, at: usize) -> Option<Found> {
    let (year, end) = field::read(g.text, at)?;
    let end = g.eat(end, &["财年", "财政年度"])?;
    let four = year.digits == 4 && (1900..=2100).contains(&year.value);
    let part = g
        .words
        .find(g.text, end, |k| matches!(k, Kind::Half | Kind::Quarter));
    let (_, end) = part.filter(|_| four)?;
    Some(Found::at(Meaning::Vague, at, end, "date.fiscal"))
}
