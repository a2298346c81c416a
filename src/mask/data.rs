//! `dicts/masks.toml` as the classifier uses it.

use super::{MaskKind, find::Mark};
use crate::{
    error::{Error, Result},
    lexicon::{Dicts, Entry, intern},
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// The file's schema.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    surnames: String,
    plain_surnames: String,
    compound_surnames: Vec<String>,
    transliteration: String,
    filtered: String,
    symbol: Vec<SymbolEntry>,
    cue: Vec<CueEntry>,
}

#[derive(Debug, Deserialize)]
struct SymbolEntry {
    #[serde(flatten)]
    entry: Entry,
    left: Vec<String>,
    right: Vec<String>,
    #[serde(default)]
    needs_right: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct CueEntry {
    #[serde(flatten)]
    entry: Entry,
    kind: String,
    side: Side,
    marks: String,
    words: Vec<String>,
    /// What begins as one of the words and is none.
    #[serde(default)]
    void: Vec<String>,
}

/// On which side of the mask a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    /// Before the mask.
    Left,
    /// After it.
    Right,
}

/// A fixed name that holds a star.
#[derive(Debug)]
pub(super) struct Symbol {
    pub(super) rule: &'static str,
    left: Vec<String>,
    right: Vec<String>,
    needs_right: FxHashSet<String>,
}

/// Words beside a mask that tell its kind.
#[derive(Debug)]
struct Cue {
    rule: &'static str,
    kind: MaskKind,
    side: Side,
    marks: String,
    words: FxHashSet<String>,
    void: Vec<String>,
    longest: usize,
}

/// All of it.
#[derive(Debug)]
pub(super) struct Data {
    surnames: FxHashSet<char>,
    plain: FxHashSet<char>,
    compound: Vec<String>,
    transliteration: FxHashSet<char>,
    /// Words that filters are known to remove.
    pub(super) filtered: Vec<String>,
    symbols: Vec<Symbol>,
    cues: FxHashMap<MaskKind, Vec<Cue>>,
}

impl Data {
    /// Reads the file.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml("masks.toml")?;
        let mut cues: FxHashMap<MaskKind, Vec<Cue>> = FxHashMap::default();
        for entry in file.cue {
            let cue = cue(entry)?;
            cues.entry(cue.kind).or_default().push(cue);
        }
        let letters = |s: String| s.chars().filter(|c| !c.is_whitespace()).collect();
        Ok(Data {
            surnames: letters(file.surnames),
            plain: letters(file.plain_surnames),
            compound: file.compound_surnames,
            transliteration: letters(file.transliteration),
            filtered: file
                .filtered
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            symbols: file.symbol.into_iter().map(symbol).collect(),
            cues,
        })
    }

    /// Bytes of the surname at the end of `left`.
    pub(super) fn surname(&self, left: &str) -> Option<usize> {
        let compound = self.compound.iter().find(|s| left.ends_with(s.as_str()));
        let last = left.chars().next_back();
        match (compound, last) {
            (Some(s), _) => Some(s.len()),
            (_, Some(c)) if self.surnames.contains(&c) => Some(c.len_utf8()),
            _ => None,
        }
    }

    /// A surname that seldom ends an ordinary word stands at the end of `left`.
    pub(super) fn plain_surname(&self, left: &str) -> bool {
        left.chars()
            .next_back()
            .is_some_and(|c| self.plain.contains(&c))
    }

    /// A character that spells foreign names.
    pub(super) fn transliterates(&self, c: char) -> bool {
        self.transliteration.contains(&c)
    }

    /// The fixed name that the mask between `left` and `right` belongs to.
    pub(super) fn symbol(&self, left: &str, right: &str) -> Option<&'static str> {
        let fits = |s: &&Symbol| s.fits(left, right);
        self.symbols.iter().find(fits).map(|s| s.rule)
    }

    /// The cue of `kind` that stands on `side`, and its length in bytes.
    pub(super) fn cue(
        &self,
        kind: MaskKind,
        side: Side,
        mark: Mark,
        context: &str,
    ) -> Option<(&'static str, usize)> {
        let cues = self.cues.get(&kind)?.iter();
        let mut cues = cues.filter(|c| c.side == side && c.marks.contains(mark.letter()));
        cues.find_map(|c| Some((c.rule, c.beside(context)?)))
    }
}

fn symbol(raw: SymbolEntry) -> Symbol {
    Symbol {
        rule: intern(&raw.entry.id),
        left: raw.left,
        right: raw.right,
        needs_right: raw.needs_right.into_iter().collect(),
    }
}

fn cue(raw: CueEntry) -> Result<Cue> {
    let unknown = || Error::dictionary(format!("{}: no kind {}", raw.entry.id, raw.kind));
    Ok(Cue {
        rule: intern(&raw.entry.id),
        kind: MaskKind::named(&raw.kind).ok_or_else(unknown)?,
        side: raw.side,
        marks: raw.marks,
        longest: raw
            .words
            .iter()
            .map(|w| w.chars().count())
            .max()
            .unwrap_or(0),
        words: raw.words.into_iter().collect(),
        void: raw.void,
    })
}

impl Symbol {
    fn fits(&self, left: &str, right: &str) -> bool {
        self.left.iter().any(|l| {
            let before = left
                .strip_suffix(l.as_str())
                .and_then(|b| b.chars().next_back());
            let whole = l.is_empty() || before.is_none_or(|c| !c.is_ascii_alphanumeric());
            let bare = !self.needs_right.contains(l.as_str());
            let follows = |r: &String| (bare || !r.is_empty()) && right.starts_with(r.as_str());
            left.ends_with(l.as_str()) && whole && self.right.iter().any(follows)
        })
    }
}

impl Cue {
    /// Length in bytes of the longest of the words beside the mask.
    fn beside(&self, context: &str) -> Option<usize> {
        let cut = |n: usize| match self.side {
            Side::Left => context
                .char_indices()
                .rev()
                .nth(n - 1)
                .map(|(i, _)| &context[i..]),
            Side::Right => context
                .char_indices()
                .nth(n - 1)
                .map(|(i, c)| &context[..i + c.len_utf8()]),
        };
        let beside = |v: &String| match self.side {
            Side::Left => context.ends_with(v.as_str()),
            Side::Right => context.starts_with(v.as_str()),
        };
        if self.void.iter().any(beside) {
            return None;
        }
        let mut words = (1..=self.longest).rev().filter_map(cut);
        words.find(|w| self.words.contains(*w)).map(str::len)
    }
}
