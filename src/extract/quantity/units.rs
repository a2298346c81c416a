//! Units and measure words: loaded from `dicts/`, matched right after a numeral.

use super::guard::Guard;
use crate::{
    error::{Error, Result},
    extract::StatKind,
    lexicon::{Dicts, intern},
};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The files that hold units.
const FILES: [&str; 2] = ["units.toml", "measure_words.toml"];

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unit: Vec<Entry>,
}

/// One entry of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    kind: String,
    #[serde(default)]
    symbol: Option<String>,
    words: Vec<String>,
    #[serde(default)]
    factor: Option<String>,
    #[serde(default)]
    guard: Option<String>,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default, rename = "accept")]
    _accept: Vec<String>,
    #[serde(default, rename = "reject")]
    _reject: Vec<String>,
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// A statistic of this kind.
    Stat(StatKind),
    /// Calendar time and ages: other steps read them, here they only stop a bare number.
    Time,
}

/// A unit or measure word.
#[derive(Debug)]
pub(super) struct Unit {
    /// Id of the entry: the rule of a statistic.
    pub(super) id: &'static str,
    pub(super) kind: UnitKind,
    /// Canonical symbol; for a measure word the word itself.
    pub(super) symbol: &'static str,
    /// What the figure is multiplied with (角 0.1, 成 10).
    pub(super) factor: Decimal,
    /// What must hold around it.
    pub(super) guard: Option<Guard>,
    /// Also an ordinary word or character: the segmenter must cut it off.
    pub(super) strict: bool,
    /// What may not follow it: 人口 after 人.
    not: Vec<String>,
}

/// A unit found in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) unit: &'a Unit,
    /// Length in bytes of the word as written.
    pub(super) len: usize,
}

/// All units, by their first character, longest word first.
#[derive(Debug)]
pub(super) struct UnitTable {
    units: Vec<Unit>,
    words: FxHashMap<char, Vec<(Box<str>, u16)>>,
}

impl UnitTable {
    /// Loads the unit files.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let mut table = UnitTable {
            units: Vec::new(),
            words: FxHashMap::default(),
        };
        let guards = Guard::load(dicts)?;
        for name in FILES {
            let file: File = dicts.toml(name)?;
            for entry in file.unit {
                let bad =
                    |why: String| Error::dictionary(format!("{}: {why}", entry.id)).at_path(name);
                let unit = unit(&entry, &guards).map_err(bad)?;
                table.add(unit, &entry.words);
            }
        }
        for list in table.words.values_mut() {
            list.sort_by_key(|(word, n)| (std::cmp::Reverse(word.len()), *n));
        }
        Ok(table)
    }

    fn add(&mut self, unit: Unit, words: &[String]) {
        let n = self.units.len() as u16;
        let own = unit.kind == UnitKind::Stat(StatKind::Count);
        for word in words {
            if let Some(first) = word.chars().next() {
                self.words
                    .entry(first)
                    .or_default()
                    .push((word.as_str().into(), n));
            }
        }
        let symbol = words.first().map_or("", |w| intern(w));
        self.units.push(Unit {
            symbol: if own && unit.symbol.is_empty() {
                symbol
            } else {
                unit.symbol
            },
            ..unit
        });
    }

    /// The units whose word stands at the start of `rest`, longest first.
    pub(super) fn at<'s>(&'s self, rest: &'s str) -> impl Iterator<Item = Found<'s>> {
        let first = rest.chars().next();
        let list = first
            .and_then(|c| self.words.get(&c))
            .map_or(&[][..], Vec::as_slice);
        let spaced = rest.len() > 4 && rest.chars().take(6).any(|c| c == ' ');
        list.iter().filter_map(move |(word, n)| {
            let len =
                starts(rest, word).or_else(|| spaced.then(|| starts_spaced(rest, word))?)?;
            let unit = &self.units[*n as usize];
            let other = unit.not.iter().any(|w| rest[len..].starts_with(w.as_str()));
            (!other).then_some(Found { unit, len })
        })
    }
}

/// Length of `word` at the start of `rest`; a Latin symbol must end there.
fn starts(rest: &str, word: &str) -> Option<usize> {
    let latin = word.as_bytes()[word.len() - 1].is_ascii_alphanumeric();
    let next = rest.as_bytes().get(word.len());
    let whole = rest.starts_with(word) && !(latin && next.is_some_and(u8::is_ascii_alphanumeric));
    whole.then_some(word.len())
}

/// The same for a longer word with spaces between its characters: 个 百 分点.
fn starts_spaced(rest: &str, word: &str) -> Option<usize> {
    if word.is_ascii() || word.len() < 9 {
        return None;
    }
    let mut tail = rest;
    for c in word.chars() {
        tail = tail.trim_start_matches(' ').strip_prefix(c)?;
    }
    Some(rest.len() - tail.len())
}

fn unit(entry: &Entry, guards: &[Guard]) -> std::result::Result<Unit, String> {
    let kind = match entry.kind.as_str() {
        "count" => UnitKind::Stat(StatKind::Count),
        "number" => UnitKind::Stat(StatKind::Number),
        "measure" => UnitKind::Stat(StatKind::Measure),
        "money" => UnitKind::Stat(StatKind::Money),
        "percent" => UnitKind::Stat(StatKind::Percent),
        "percent_point" => UnitKind::Stat(StatKind::PercentPoint),
        "permille" => UnitKind::Stat(StatKind::Permille),
        "multiple" => UnitKind::Stat(StatKind::Multiple),
        "time" => UnitKind::Time,
        other => return Err(format!("unknown kind {other}")),
    };
    let named = |name| Guard::named(guards, name);
    let guard = entry.guard.as_deref().map(named).transpose()?;
    let factor = entry.factor.as_deref().unwrap_or("1");
    if entry.words.iter().any(String::is_empty) {
        return Err("an empty word".into());
    }
    Ok(Unit {
        id: intern(&entry.id),
        kind,
        symbol: intern(entry.symbol.as_deref().unwrap_or("")),
        factor: factor
            .parse()
            .map_err(|_| format!("no decimal: {factor}"))?,
        guard,
        strict: entry.strict,
        not: entry.not.clone(),
    })
}
