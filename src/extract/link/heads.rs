//! What is counted with which measure word: `dicts/measure_heads.txt`.

use rustc_hash::{FxHashMap, FxHashSet};

/// The nouns counted with each measure word, known by their whole or their last two characters.
#[derive(Debug, Default)]
pub(super) struct Heads {
    by_measure: FxHashMap<Box<str>, FxHashSet<Box<str>>>,
    all: FxHashSet<Box<str>>,
}

impl Heads {
    /// Adds a line: the measure word (`-` for none), then its nouns.
    pub(super) fn add(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let Some(measure) = words.next() else {
            return;
        };
        let measure = if measure == "-" { "" } else { measure };
        let heads = self.by_measure.entry(measure.into()).or_default();
        for noun in words {
            heads.insert(noun.into());
            self.all.insert(noun.into());
        }
    }

    /// Whether `noun` is often counted with `measure`; none when nothing is known of the
    /// measure word.
    pub(super) fn fits(&self, measure: &str, noun: &str) -> Option<bool> {
        let known = |measure: &str| {
            let heads = self.by_measure.get(measure)?;
            Some(heads.contains(noun) || heads.contains(tail(noun)))
        };
        // 25位矿工: 名 and 位 count the same people
        let other = match measure {
            "位" => known("名"),
            "名" => known("位"),
            _ => None,
        };
        known(measure).map(|fits| fits || other == Some(true))
    }

    /// Whether `noun` is often counted with any measure word.
    pub(super) fn countable(&self, noun: &str) -> bool {
        self.all.contains(noun) || self.all.contains(tail(noun))
    }
}

/// The last two characters.
fn tail(noun: &str) -> &str {
    let from = noun.char_indices().rev().nth(1).map_or(0, |(i, _)| i);
    &noun[from..]
}
