//! The words of `dicts/calendar.toml`: what a calendar word means, found at a place in a text.

use super::{festival::Festivals, lunar::Lunar, partial::DayPart};
use crate::{
    error::{Error, Result},
    lexicon::{Dicts, Entry, intern},
};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What kind of meaning a word has; its number means what the kind says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// Years from the publish year.
    Year,
    /// Years from the year that the text speaks of.
    ContextYear,
    /// The edge of such a year in one word (去年底).
    YearEdge,
    /// Months from the publish month.
    Month,
    /// Months from the month that the text speaks of.
    ContextMonth,
    /// Days from the publish day.
    Day,
    /// Days from the day that the text speaks of.
    ContextDay,
    /// Weeks from the publish week.
    Week,
    /// 周, 星期: a weekday or a week follows or precedes.
    WeekUnit,
    /// Weekends from the publish week.
    Weekend,
    /// Quarters from the publish quarter.
    QuarterRelative,
    /// 1 or 2
    Half,
    /// Halves of a year from the present one.
    HalfRelative,
    /// 1 to 4, in a word of its own
    Quarter,
    /// 1 to 3
    Tenday,
    /// 1 or 2
    HalfMonth,
    /// 1 or 2
    HalfWeek,
    /// 1 start, 2 middle, 3 end
    Edge,
    /// A part of the day.
    DayPart,
    /// 1 spring … 4 winter
    Season,
    /// Index of the festival.
    Festival,
    /// A month of the lunar calendar by name (正月, 腊月).
    LunarMonth,
    /// 农历, 阴历
    LunarMark,
    /// 除夕
    NewYearsEve,
    /// 初, 初始: before a lunar day
    LunarDay,
    /// The first year of an era: 民国 1912.
    Era,
    /// Time without a date: 近日.
    Vague,
    /// This moment: 现在.
    Now,
    /// 每: what repeats.
    Every,
    /// 自, 从, 截至: before a date, belongs to its span.
    Before,
    /// 起, 开始: after a date, belongs to its span.
    After,
    /// 以来
    Since,
    /// 以后, 之后
    Later,
    /// 以前, 之前
    Earlier,
    /// 前, 内: after a date, belongs to its span, changes nothing.
    Deadline,
    /// 期间: after a plan period or festival, belongs to its core.
    During,
    /// 左右, 前后: after a date.
    Around,
    /// A word that looks like a date and is none (五月天).
    Not,
}

/// A word's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) kind: Kind,
    pub(super) value: i32,
    pub(super) day_part: Option<DayPart>,
    pub(super) rule: &'static str,
}

#[derive(Debug, Deserialize)]
struct File {
    published: Vec<String>,
    word: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    kind: Kind,
    #[serde(default)]
    day_part: Option<String>,
    words: BTreeMap<String, i32>,
    #[serde(default)]
    accept: Vec<String>,
    #[serde(default)]
    reject: Vec<String>,
}

impl Row {
    fn entry(&self) -> Entry {
        Entry {
            id: self.id.clone(),
            accept: self.accept.clone(),
            reject: self.reject.clone(),
        }
    }
}

/// All calendar words by their first character, longest first.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) festivals: Festivals,
    pub(super) lunar: Lunar,
    by_first: FxHashMap<char, Vec<(Box<str>, Word)>>,
    /// What a line opens with that says when the article appeared.
    published: Vec<String>,
}

impl Words {
    /// Loads `calendar.toml`.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml("calendar.toml")?;
        let mut words = Words {
            published: file.published,
            ..Words::default()
        };
        for row in &file.word {
            words.add(row)?;
        }
        words.festivals = Festivals::new(dicts, |name, index, rule| {
            let word = Word {
                kind: Kind::Festival,
                value: index,
                day_part: None,
                rule: intern(rule),
            };
            if let Some(first) = name.chars().next() {
                let list = words.by_first.entry(first).or_default();
                list.push((name.into(), word));
            }
        })?;
        words.lunar = Lunar::new(dicts)?;
        for list in words.by_first.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        }
        Ok(words)
    }

    /// 发稿时间：111年11月1日: a line that says when the article appeared.
    pub(super) fn tells_when(&self, line: &str) -> bool {
        let label = line.trim_start();
        self.published.iter().any(|w| label.starts_with(w.as_str()))
    }

    fn add(&mut self, row: &Row) -> Result<()> {
        let part = row.day_part.as_deref().map(day_part).transpose()?;
        let rule = intern(&row.entry().id);
        for (text, &value) in &row.words {
            let Some(first) = text.chars().next() else {
                return Err(Error::dictionary(format!("{rule}: an empty word")));
            };
            let word = Word {
                kind: row.kind,
                value,
                day_part: match row.kind {
                    Kind::DayPart => Some(part_of(value)),
                    _ => part,
                },
                rule,
            };
            let list = self.by_first.entry(first).or_default();
            list.push((text.as_str().into(), word));
        }
        Ok(())
    }

    /// The longest word at `at` whose kind `wanted` accepts, and where it ends.
    pub(super) fn find(
        &self,
        text: &str,
        at: usize,
        wanted: impl Fn(Kind) -> bool,
    ) -> Option<(Word, usize)> {
        let rest = text.get(at..)?;
        let list = self.by_first.get(&rest.chars().next()?)?;
        list.iter()
            .find(|(word, meaning)| wanted(meaning.kind) && rest.starts_with(&**word))
            .filter(|(word, _)| !is_split(word, &text[..at], &rest[word.len()..]))
            .map(|(word, meaning)| (*meaning, at + word.len()))
    }

    /// True when a word starts at `at`.
    pub(super) fn opens(&self, text: &str, at: usize) -> bool {
        let rest = &text[at..];
        let list = rest.chars().next().and_then(|c| self.by_first.get(&c));
        list.is_some_and(|list| list.iter().any(|(word, _)| rest.starts_with(&**word)))
    }

    /// True when a word may start with `c`.
    pub(super) fn starts(&self, c: char) -> bool {
        self.by_first.contains_key(&c)
    }
}

/// 马上一年半, 过去年度: the word's first character belongs to the word before; 至今年4月: its last
/// one to the word after.
fn is_split(word: &str, before: &str, after: &str) -> bool {
    let this_year = word == "至今" && after.starts_with('年');
    let past = word.starts_with("去年") && before.ends_with('过');
    let to_this_day = word == "今日" && before.ends_with("时至");
    past || to_this_day || this_year || (word.starts_with("上一") && ends_in_up(before))
}

fn ends_in_up(before: &str) -> bool {
    before.ends_with(['马', '史', '网', '线', '以', '路', '会', '世', '晚', '早'])
}

/// Parts of the day by their number in `calendar.toml`.
fn part_of(value: i32) -> DayPart {
    match value {
        1 => DayPart::Morning,
        2 => DayPart::Noon,
        3 => DayPart::Afternoon,
        4 => DayPart::Evening,
        _ => DayPart::Night,
    }
}

fn day_part(name: &str) -> Result<DayPart> {
    match name {
        "morning" => Ok(DayPart::Morning),
        "noon" => Ok(DayPart::Noon),
        "afternoon" => Ok(DayPart::Afternoon),
        "evening" => Ok(DayPart::Evening),
        "night" => Ok(DayPart::Night),
        _ => Err(Error::dictionary(format!("no part of the day: {name}"))),
    }
}
