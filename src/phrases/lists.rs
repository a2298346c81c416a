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
const LISTS: u32 = 0x7;

/// Stop words and weak words. Open addressing: a slot is the upper 29 bits of a hash and the
/// lists, 0 when it is empty.
#[derive(Debug)]
pub(super) struct StopWords {
    slots: Vec<u32>,
}

impl StopWords {
    /// Loads `stop_words.txt` and `weak_words.txt`: words between spaces, `#` starts a
    /// comment line, `!` before a weak word says that it is none in a title either.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let (weak, _) = dicts.read("weak_words.txt")?;
        let mut words: FxHashMap<u64, u8> = FxHashMap::default();
        let mut add = |hash: u64, list: Lists| *words.entry(hash).or_default() |= list.0;
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
        // Most words stand in no list: at least two of three slots are empty and say so at once.
        let size = (words.len() * 3).next_power_of_two();
        let mut slots = vec![0; size];
        for (hash, lists) in words {
            let mut at = hash as usize & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = mark(hash) | u32::from(lists);
        }
        Ok(StopWords { slots })
    }

    /// The lists that hold the word or run with this hash.
    #[inline]
    pub(super) fn lists(&self, hash: u64) -> Lists {
        self.lists_from(hash, self.first(hash))
    }

    /// The slot where the search for this hash begins. Whoever looks many words up reads
    /// all their first slots before any is looked at: the processor waits for them together.
    #[inline]
    pub(super) fn first(&self, hash: u64) -> u32 {
        self.slots[hash as usize & (self.slots.len() - 1)]
    }

    /// The lists that hold the word with this hash, whose first slot was read.
    #[inline]
    pub(super) fn lists_from(&self, hash: u64, first: u32) -> Lists {
        let mask = self.slots.len() - 1;
        let (mut at, mut slot) = (hash as usize & mask, first);
        while slot != 0 {
            if slot & !LISTS == mark(hash) {
                return Lists((slot & LISTS) as u8);
            }
            at = (at + 1) & mask;
            slot = self.slots[at];
        }
        Lists::default()
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
        let words = StopWords::new(&Dicts::builtin()).unwrap();
        let lists = |word: &str| words.lists(hash(word.as_bytes()));
        assert!(lists("今天").stops() && !lists("今天").weak());
        assert!(lists("加强").weak() && !lists("加强").stops());
        assert_eq!(lists("背街小巷"), Lists::default());
    }
}
