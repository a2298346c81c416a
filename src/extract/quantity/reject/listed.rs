//! Words in which a numeral counts nothing, from `rejects.toml`: 八项规定, 千家万户, 科创50.

use super::{Verdict, around};
use crate::{
    error::Result,
    extract::StatKind,
    lexicon::{Dicts, intern},
    numeral,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The listed words, by the first character of each numeral in them.
#[derive(Debug)]
pub(in crate::extract::quantity) struct Rejects {
    words: FxHashMap<char, Vec<Listed>>,
}

/// A word, and where in it the numeral stands.
#[derive(Debug)]
struct Listed {
    word: Box<str>,
    offset: usize,
    verdict: (StatKind, &'static str),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reject: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(default)]
    identifier: bool,
    words: Vec<String>,
    #[serde(default, rename = "accept")]
    _accept: Vec<String>,
    #[serde(default, rename = "reject")]
    _reject: Vec<String>,
}

impl Rejects {
    /// Loads `rejects.toml`.
    pub(in crate::extract::quantity) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml("rejects.toml")?;
        let mut words: FxHashMap<char, Vec<Listed>> = FxHashMap::default();
        let mut numerals = Vec::new();
        for entry in file.reject {
            let kind = if entry.identifier {
                StatKind::Identifier
            } else {
                StatKind::Lexical
            };
            let verdict = (kind, intern(&entry.id));
            for word in entry.words {
                numerals.clear();
                numeral::scan(&word, &mut numerals);
                for numeral in &numerals {
                    let offset = numeral.span.from();
                    let Some(first) = word[offset..].chars().next() else {
                        continue;
                    };
                    let word = word.as_str().into();
                    words.entry(first).or_default().push(Listed {
                        word,
                        offset,
                        verdict,
                    });
                }
            }
        }
        Ok(Rejects { words })
    }

    /// The listed word that the numeral at `at` is a part of.
    pub(super) fn find(&self, text: &str, at: usize) -> Verdict {
        let first = around::next(text, at)?;
        let listed = self.words.get(&first)?;
        let hit = listed.iter().find(|l| {
            let from = at.checked_sub(l.offset);
            from.and_then(|from| text.get(from..))
                .is_some_and(|t| t.starts_with(&*l.word))
        });
        hit.map(|l| l.verdict)
    }
}
