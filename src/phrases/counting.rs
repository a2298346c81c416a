//! Counts a background table out of many documents: the working part of
//! `tools/phrase_background.rs`, here so that words are cut and hashed exactly as when
//! phrases are ranked.

use super::{
    background::{Entry, KIND, mark},
    classes::Class,
    grams::Scratch,
    lists::StopWords,
    slots::{REACH, header},
    table::hash,
};
use crate::{
    document::Document,
    error::{Error, Result},
    lexicon::Dicts,
    segment::Tokens,
};
use rustc_hash::FxHashMap;

/// Runs of at most so many words are counted.
const WORDS: usize = 3;
/// Shares of the lead are taken from texts with at least so many sentences.
const LONG: u32 = 5;

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    last: u32,
    documents: u32,
    occurrences: u32,
    long: u32,
    lead: u32,
}

/// Counts runs of words over documents.
#[derive(Debug)]
pub struct Counter {
    stop: StopWords,
    scratch: Scratch,
    counts: FxHashMap<u64, Count>,
    documents: u32,
}

impl Counter {
    /// A counter with the stop words in force.
    ///
    /// # Errors
    /// The list of stop words cannot be read.
    pub fn new(dicts: &Dicts) -> Result<Self> {
        Ok(Counter {
            stop: StopWords::new(dicts)?,
            scratch: Scratch::default(),
            counts: FxHashMap::default(),
            documents: 0,
        })
    }

    /// Counts one document.
    pub fn add(&mut self, document: &Document, tokens: &Tokens) {
        let body = document.text();
        self.documents += 1;
        self.scratch.read(document, &Tokens::default(), tokens);
        for at in 0..self.scratch.items.len() {
            for words in 1..=WORDS {
                let items = &self.scratch.items;
                if at + words > items.len() || items[at + words - 1].class == Class::Break {
                    break;
                }
                let hash = hash(self.scratch.text(body, at, at + words).as_bytes());
                if words == 1 && self.stop.lists(hash).stops() {
                    break;
                }
                self.count(hash, self.scratch.items[at].sentence);
            }
        }
    }

    fn count(&mut self, hash: u64, sentence: u32) {
        let count = self.counts.entry(hash).or_default();
        count.occurrences += 1;
        if count.last != self.documents {
            let long = self.scratch.sentences >= LONG;
            count.last = self.documents;
            count.documents += 1;
            count.long += u32::from(long);
            count.lead += u32::from(long && sentence < 2);
        }
    }

    /// How many runs occur in at least `documents`.
    #[must_use]
    pub fn len(&self, documents: u32) -> usize {
        let kept = |c: &&Count| c.documents >= documents;
        self.counts.values().filter(kept).count()
    }

    /// The table of `1 << log` slots with the runs that occur in at least `documents`.
    ///
    /// # Errors
    /// It has too few slots: a run would stand further from where its search begins than is looked.
    pub fn table(&self, documents: u32, log: u32) -> Result<Vec<u8>> {
        let mut slots = vec![0_u32; 1 << log];
        let kept = self.counts.iter().filter(|(_, c)| c.documents >= documents);
        let mut kept: Vec<_> = kept.collect();
        // The most frequent first: they stand where the search begins.
        kept.sort_unstable_by_key(|(hash, c)| (std::cmp::Reverse(c.documents), **hash));
        for (hash, count) in kept {
            let from = *hash as usize;
            let mut places = (from..from.wrapping_add(REACH)).map(|at| at & (slots.len() - 1));
            let free = places.find(|at| slots[*at] == 0);
            let full = || Error::dictionary(format!("2^{log} slots are too few"));
            slots[free.ok_or_else(full)?] = mark(*hash) | count.entry().pack();
        }
        let slots: Vec<u8> = slots.iter().flat_map(|s| s.to_le_bytes()).collect();
        let mut bytes = header(KIND, self.documents, log, hash(&slots));
        bytes.extend(slots);
        Ok(bytes)
    }
}

impl Count {
    fn entry(&self) -> Entry {
        let documents = f64::from(self.documents);
        let again = (f64::from(self.occurrences) / documents).log2();
        let lead = f64::from(self.lead + 1) / f64::from(self.long + 8);
        Entry {
            df: (documents.log2() * 4.0).round() as u8 + 1,
            lead: (lead * 8.0) as u8,
            again: (again * 2.0).round() as u8,
        }
    }
}
