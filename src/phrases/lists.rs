//! The lists that say of words and runs that they are no phrase, or none alone.
//!
//! Every distinct word of an article is looked up here, most in vain: the table is four
//! bytes a word, so that little of it has to be fetched.

use super::table::hash;
use crate::{error::Result, lexicon::Dicts};
use rustc_hash::FxHashMap;

/// The lists that a word or run stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Lists(u8);

impl Lists {
    const STOP: Lists = Lists(1);
    const WEAK: Lists = Lists(2);
    const EMPTY: Lists = Lists(4);
    /// The model has weights for it. Asked by nobody, but no slot of a word may be 0.
    const WEIGHS: Lists = Lists(8);

    fn has(self, list: Lists) -> bool {
        self.0 & list.0 != 0
    }

    /// Whether the word stands in no phrase, or the run is none.
    #[inline]
    pub(super) fn stops(self) -> bool {
        self.has(Lists::STOP)
    }

    /// Whether the word says nothing alone even in a title.
    #[inline]
    pub(super) fn empty(self) -> bool {
        self.has(Lists::EMPTY)
    }

    /// Whether the word may stand in a phrase, but says nothing alone.
    #[inline]
    pub(super) fn weak(self) -> bool {
        self.has(Lists::WEAK)
    }
}

/// Bits of a slot that say which lists.
const LISTS: u32 = 0xF;

/// Stop words, weak words and the words that the model has weights for. Open addressing: a
/// slot is the upper 28 bits of a hash and the lists, 0 when it is empty.
#[derive(Debug)]
pub(super) struct StopWords {
    slots: Vec<u32>,
    /// For each slot the number of the weights of its word.
    weights: Vec<u16>,
}

impl StopWords {
    /// Loads `stop_words.txt` and `weak_words.txt`: words between spaces, `#` starts a
    /// comment line, `!` before a weak word says that it is none in a title either.
    /// `weighted` are hashes of the words that the model has weights for, with the numbers
    /// of these; the last of several counts.
    pub(super) fn new(dicts: &Dicts, weighted: impl Iterator<Item = (u64, u16)>) -> Result<Self> {
        let (weak, _) = dicts.read("weak_words.txt")?;
        let mut words: FxHashMap<u64, (u8, u16)> = FxHashMap::default();
        let mut add = |hash: u64, list: Lists| words.entry(hash).or_default().0 |= list.0;
        let of = |word: &str| hash(word.trim_start_matches('!').as_bytes());
        for word in listed(&dicts.stop_words()?) {
            add(of(word), Lists::STOP);
        }
        for word in listed(&weak) {
            add(of(word), Lists::WEAK);
            if let Some(empty) = word.strip_prefix('!') {
                add(hash(empty.as_bytes()), Lists::EMPTY);
            }
        }
        for (hash, number) in weighted {
            let (lists, weights) = words.entry(hash).or_default();
            *lists |= Lists::WEIGHS.0;
            *weights = number;
        }
        // Most words stand in no list: three of four slots are empty and say so at once.
        let size = (words.len() * 3).next_power_of_two();
        let mut table = StopWords {
            slots: vec![0; size],
            weights: vec![0; size],
        };
        for (hash, (lists, weights)) in words {
            let mut at = hash as usize & (size - 1);
            while table.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            table.slots[at] = mark(hash) | u32::from(lists);
            table.weights[at] = weights;
        }
        Ok(table)
    }

    /// The lists that hold the word or run with this hash.
    #[inline]
    pub(super) fn lists(&self, hash: u64) -> Lists {
        self.word_from(hash, self.first(hash)).0
    }

    /// The slot where the search for this hash begins. Whoever looks many words up reads
    /// all their first slots before any is looked at: the processor waits for them together.
    #[inline]
    pub(super) fn first(&self, hash: u64) -> u32 {
        self.slots[hash as usize & (self.slots.len() - 1)]
    }

    /// The lists that hold the word with this hash, whose first slot was read, and the number
    /// of its weights, 0 when it has none.
    #[inline]
    pub(super) fn word_from(&self, hash: u64, first: u32) -> (Lists, u16) {
        let mask = self.slots.len() - 1;
        let (mut at, mut slot) = (hash as usize & mask, first);
        while slot != 0 {
            if slot & !LISTS == mark(hash) {
                return (Lists((slot & LISTS) as u8), self.weights[at]);
            }
            at = (at + 1) & mask;
            slot = self.slots[at];
        }
        (Lists::default(), 0)
    }
}

/// The bits of a hash that a slot keeps.
fn mark(hash: u64) -> u32 {
    (hash >> 32) as u32 & !LISTS
}

/// The words of a list.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    let lines = text
        .lines()
        .map(|l| l.trim_start_matches('\u{FEFF}').trim());
    let lines = lines.filter(|l| !l.starts_with('#'));
    lines.flat_map(str::split_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_lists_that_hold_it() {
        let weighted = hash("临江".as_bytes());
        let words = StopWords::new(&Dicts::builtin(), [(weighted, 7)].into_iter()).unwrap();
        let lists = |word: &str| words.lists(hash(word.as_bytes()));
        assert!(lists("今天").stops() && !lists("今天").weak());
        assert!(lists("加强").weak() && !lists("加强").stops());
        assert_eq!(
            words.word_from(weighted, words.first(weighted)),
            (Lists::WEIGHS, 7)
        );
        assert_eq!(lists("背街小巷"), Lists::default());
    }
}
