//! Festivals and solar terms: which day of a year they fall on.

use super::{grammar::Grammar, lunar::Lunar, words::Kind};
use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use jiff::{ToSpan as _, civil::Date};
use serde::Deserialize;
use std::collections::BTreeMap;

/// When a festival is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Solar(i8, i8),
    Lunar(u8, u8),
    /// Month, which one, weekday.
    Weekday(i8, i8, i8),
    Easter(i32),
    Term(u8),
}

#[derive(Debug, Deserialize)]
struct File {
    festival: Vec<Row>,
}

/// Festivals of one kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) id: String,
    /// Name to day.
    pub(super) days: BTreeMap<String, String>,
    #[serde(default = "yes")]
    pub(super) alone: bool,
    /// First and last day of the holiday, counted from the festival's day.
    #[serde(default)]
    holiday: Option<(i32, i32)>,
    #[serde(default, rename = "accept")]
    _accept: Vec<String>,
    #[serde(default, rename = "reject")]
    _reject: Vec<String>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Clone, Copy)]
struct Festival {
    when: When,
    alone: bool,
    holiday: Option<(i32, i32)>,
}

/// All festivals; a word's number is the index here.
#[derive(Debug, Default)]
pub(super) struct Festivals {
    list: Vec<Festival>,
}

impl Festivals {
    /// Loads `calendar_festivals.toml` and hands every name with its index and rule to `name`.
    pub(super) fn new(dicts: &Dicts, mut name: impl FnMut(&str, i32, &str)) -> Result<Self> {
        let file: File = dicts.toml("calendar_festivals.toml")?;
        let mut festivals = Festivals::default();
        for row in &file.festival {
            for (word, day) in &row.days {
                let when = parse(day)
                    .ok_or_else(|| Error::dictionary(format!("{}: no day: {day}", row.id)))?;
                name(word, festivals.list.len() as i32, &row.id);
                festivals.list.push(Festival {
                    when,
                    alone: row.alone,
                    holiday: row.holiday,
                });
            }
        }
        Ok(festivals)
    }

    /// True when the festival's name is a time without a year before it.
    pub(super) fn stands_alone(&self, index: u8) -> bool {
        self.list.get(usize::from(index)).is_some_and(|f| f.alone)
    }

    /// First and last day of the festival's holiday in `year`, where it has one of its own.
    pub(super) fn holiday(&self, index: u8, year: i32, lunar: &Lunar) -> Option<(Date, Date)> {
        let (first, last) = self.list.get(usize::from(index))?.holiday?;
        let day = self.day(index, year, lunar)?;
        Some((
            day.checked_add(first.days()).ok()?,
            day.checked_add(last.days()).ok()?,
        ))
    }

    /// The festival's day in `year`.
    pub(super) fn day(&self, index: u8, year: i32, lunar: &Lunar) -> Option<Date> {
        let short = i16::try_from(year).ok()?;
        match self.list.get(usize::from(index))?.when {
            When::Solar(month, day) => Date::new(short, month, day).ok(),
            When::Lunar(month, day) => {
                // 腊八 of the lunar year before falls in January; 腊月 is said by solar year.
                let day_in = lunar.to_solar(year, month, day)?;
                if i32::from(day_in.year()) > year {
                    lunar.to_solar(year - 1, month, day)
                } else {
                    Some(day_in)
                }
            }
            When::Weekday(month, nth, weekday) => {
                let first = Date::new(short, month, 1).ok()?;
                let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
                first.nth_weekday_of_month(nth, weekday).ok()
            }
            When::Easter(days) => easter(short)?.checked_add(days.days()).ok(),
            When::Term(index) => solar_term(short, index),
        }
    }
}

fn parse(text: &str) -> Option<When> {
    let (kind, rest) = match text.as_bytes().first()? {
        b'0'..=b'9' => (b' ', text),
        kind => (*kind, text.get(1..)?),
    };
    let part = |n: usize| rest.splitn(2, '-').nth(n)?.parse::<i8>().ok();
    match kind {
        b' ' => Some(When::Solar(part(0)?, part(1)?)),
        b'L' => Some(When::Lunar(part(0)? as u8, part(1)? as u8)),
        b'W' => {
            let mut fields = rest.splitn(2, '-');
            let month = fields.next()?.parse().ok()?;
            let (nth, weekday) = fields.next()?.rsplit_once('-')?;
            Some(When::Weekday(
                month,
                nth.parse().ok()?,
                weekday.parse().ok()?,
            ))
        }
        b'E' => Some(When::Easter(rest.parse().ok()?)),
        b'T' => rest.parse().ok().filter(|t| *t < 24).map(When::Term),
        _ => None,
    }
}

/// Easter Sunday of the Gregorian calendar (anonymous algorithm, 1876).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// The day, in China, when the sun reaches the longitude of solar term `index` (0 is 小寒 at
/// 285°). Mean elements with the largest periodic terms: good to a few minutes, 1900–2100.
fn solar_term(year: i16, index: u8) -> Option<Date> {
    let new_year = Date::new(year, 1, 1).ok()?;
    let wanted = (285.0 + 15.0 * f64::from(index)) % 360.0;
    // Days from J2000.0 to the start of the year in Chinese time.
    let epoch = Date::new(2000, 1, 1).ok()?;
    let start = f64::from(epoch.until(new_year).ok()?.get_days()) - 0.5 - 8.0 / 24.0;
    let mut day = 5.2 + 15.2184 * f64::from(index);
    for _ in 0..5 {
        let behind = (wanted - longitude(start + day) + 540.0).rem_euclid(360.0) - 180.0;
        day += behind / 360.0 * 365.2422;
    }
    new_year.checked_add((day.floor() as i32).days()).ok()
}

/// Apparent longitude of the sun in degrees, `days` after J2000.0 (Meeus, chapter 25).
fn longitude(days: f64) -> f64 {
    let t = (days + 69.0 / 86400.0) / 36525.0;
    let anomaly = (357.52911 + 35999.05029 * t - 0.0001537 * t * t).to_radians();
    let mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
    let centre = (1.914602 - 0.004817 * t) * anomaly.sin()
        + (0.019993 - 0.000101 * t) * (2.0 * anomaly).sin()
        + 0.000289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1934.136 * t).to_radians();
    mean + centre - 0.00569 - 0.00478 * node.sin()
}

/// Words that make a name of a festival before them, not a time.
const NAMED: &[&str] = &[
    "联欢", "晚会", "档", "街", "路", "镇", "村", "县", "乡", "区", "桥", "阁", "上河", "花",
    "文化", "习俗", "申遗",
];

/// True when what follows the festival's name at `end` leaves it a time.
pub(super) fn is_time(
    g: &Grammar<'_>,
    index: u8,
    has_year: bool,
    (at, end): (usize, usize),
) -> bool {
    if g.eat(end, NAMED).is_some() {
        return false;
    }
    let marked = g
        .eat(end, &["节气", "时节", "当天", "前后", "前", "后"])
        .is_some()
        || g.word(end, Kind::During).is_some();
    let line = g.opens_line(at) && g.closes_line(end);
    // 五一, 十一 are numbers first.
    let alone = g.words.festivals.stands_alone(index);
    if !alone && g.after(at).is_some_and(super::field::starts_chinese) {
        return g.word(end, Kind::During).is_some()
            || g.eat(end, &["当天", "前后", "前夕"]).is_some();
    }
    has_year || marked || line || alone
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn solar_terms_fall_on_their_days() {
        for (year, index, day) in [
            (2024, 6, date(2024, 4, 4)),
            (2023, 6, date(2023, 4, 5)),
            (2024, 23, date(2024, 12, 21)),
            (2023, 23, date(2023, 12, 22)),
            (2018, 1, date(2018, 1, 20)),
            (2021, 2, date(2021, 2, 3)),
            (2020, 2, date(2020, 2, 4)),
            (1979, 0, date(1979, 1, 6)),
        ] {
            assert_eq!(solar_term(year, index), Some(day), "{year} {index}");
        }
    }

    #[test]
    fn easter_moves() {
        assert_eq!(easter(2013), Some(date(2013, 3, 31)));
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
    }

    #[test]
    fn days_are_parsed() {
        assert_eq!(parse("10-01"), Some(When::Solar(10, 1)));
        assert_eq!(parse("L08-15"), Some(When::Lunar(8, 15)));
        assert_eq!(parse("W05-2-7"), Some(When::Weekday(5, 2, 7)));
        assert_eq!(parse("W05--1-1"), Some(When::Weekday(5, -1, 1)));
        assert_eq!(parse("E-2"), Some(When::Easter(-2)));
        assert_eq!(parse("T24"), None);
    }
}
