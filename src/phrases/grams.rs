//! Runs of words, and the buffers of the stage.
//!
//! Words are level 1. A run of `n` words is counted at level `n` only where it occurs at least
//! twice, or where it stands in the title or the lead (`runs`): so the work stays linear in the
//! length of the article, and every repeated run is found. The counts of a run's extensions
//! give its branching to the left and right for nothing.

use super::{
    background::{Background, Entry},
    features::Buffers,
    items::{Item, Quotation},
    lists::Lists,
    queue::Candidate,
    runs::Occurrence,
    table::{Meetings, Table, hash_of},
    words::{Weights, WordWeights},
};

/// No run starts here.
pub(super) const NONE: u32 = u32::MAX;
/// Runs of at most so many words.
pub(super) const LEVELS: usize = 6;

/// A run of words: all its occurrences together. Half a cache line: articles have a thousand
/// of them, asked for in no order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gram {
    /// Item of its first occurrence.
    pub(super) first: u32,
    /// Item of its last occurrence.
    pub(super) last: u32,
    /// Occurrences in the body.
    pub(super) count: u32,
    /// Occurrences in the title.
    pub(super) title: u32,
    /// Number of words at its first occurrence.
    pub(super) words: u8,
    /// `OPENS_…` marks of occurrences that fill a pair of quotation marks.
    pub(super) quoted: u8,
    /// Occurrences of the most frequent run that is one word longer on the left, on the right.
    pub(super) longer: [u32; 2],
    /// What the background knows of it.
    pub(super) known: Entry,
    /// The lists that it stands in, when it is a word.
    pub(super) lists: Lists,
}

impl Gram {
    /// A run of so many words that was not seen yet.
    #[inline]
    pub(super) fn new(first: u32, words: u8) -> Self {
        Gram {
            first,
            last: first,
            count: 0,
            title: 0,
            words,
            quoted: 0,
            longer: [0; 2],
            known: Entry::default(),
            lists: Lists::default(),
        }
    }

    /// Occurrences everywhere.
    #[inline]
    pub(super) fn all(&self) -> u32 {
        self.count + self.title
    }
}

/// A run of words at one place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Its first item.
    pub(super) at: u32,
    /// Its number.
    pub(super) gram: u32,
}

/// Buffers of the phrase stage, used again for every document.
#[derive(Debug, Default)]
pub struct Scratch {
    /// Words of the title, then of the body.
    pub(super) items: Vec<Item>,
    /// So many of them are the title's.
    pub(super) title_items: usize,
    /// So many of these are words that may stand in a phrase.
    pub(super) title_words: u32,
    /// So many of them are the title's and the lead's.
    pub(super) lead_items: usize,
    /// The title, when it does not stand in the text.
    pub(super) title: String,
    /// Names among the words of the title and the lead, in hundredths.
    pub(super) names: u32,
    /// Sentences of the body.
    pub(super) sentences: u32,
    /// The quotations, in the order of their first marks.
    pub(super) quotations: Vec<Quotation>,
    /// All runs, words first.
    pub(super) grams: Vec<Gram>,
    /// The hash of the text of each.
    pub(super) hashes: Vec<u64>,
    /// Of each that is no word, the run of its first words and that of its last.
    pub(super) halves: Vec<[u32; 2]>,
    /// So many of them are words.
    pub(super) word_grams: usize,
    /// Those that may be a phrase or part of one, in order.
    pub(super) open: Vec<u32>,
    /// What a table has where runs are looked up first.
    pub(super) slots: Vec<u32>,
    /// The first slots of words in the table of their weights.
    pub(super) weight_slots: Vec<u64>,
    /// The weights of each word that may be a phrase or part of one.
    pub(super) weights: Vec<Weights>,
    /// The word that each item is.
    pub(super) words: Vec<u32>,
    /// The run of two words that starts at each item.
    pub(super) pairs: Vec<u32>,
    /// The words, the runs of two words, of three …, each in the order of the text.
    pub(super) runs: [Vec<Run>; LEVELS],
    /// Runs that may be phrases.
    pub(super) candidates: Vec<Candidate>,
    /// For each run its place among the picked phrases, from 1; 0 is none.
    pub(super) picks: Vec<u16>,
    /// What is worked out once for the candidates of an article.
    pub(super) view: Buffers,
    /// What is to be counted, and the hashes of its texts.
    pub(super) occurrences: Vec<Occurrence>,
    pub(super) found_hashes: Vec<u64>,
    pub(super) table: Table,
    pub(super) meetings: Meetings,
}

impl Scratch {
    /// The text of the items `from..to`.
    #[inline]
    pub(super) fn text<'a>(&'a self, body: &'a str, from: usize, to: usize) -> &'a str {
        let (first, last) = (self.items[from].span, self.items[to - 1].span);
        let source = self.source(body, from);
        source.get(first.from()..last.to()).unwrap_or("")
    }

    /// The text of a run.
    #[inline]
    pub(super) fn gram_text<'a>(&'a self, gram: &Gram, body: &'a str) -> &'a str {
        let first = gram.first as usize;
        self.text(body, first, first + gram.words as usize)
    }

    /// The hash of the text of the items `from..to`.
    #[inline]
    pub(super) fn hash(&self, body: &str, from: usize, to: usize) -> u64 {
        let (first, last) = (self.items[from].span, self.items[to - 1].span);
        let source = self.source(body, from).as_bytes();
        hash_of(source, first.from(), last.to())
    }

    /// The text that an item stands in.
    #[inline]
    fn source<'a>(&'a self, body: &'a str, item: usize) -> &'a str {
        if self.outside(item) {
            &self.title
        } else {
            body
        }
    }

    /// Whether the item belongs to a title that does not stand in the text.
    #[inline]
    pub(super) fn outside(&self, item: usize) -> bool {
        item < self.title_items && !self.title.is_empty()
    }

    /// The first item that does not belong to such a title.
    #[inline]
    pub(super) fn first_inside(&self) -> usize {
        if self.title.is_empty() {
            0
        } else {
            self.title_items
        }
    }

    /// The word that an item is.
    #[inline]
    pub(super) fn word(&self, item: usize) -> Option<&Gram> {
        self.grams.get(*self.words.get(item)? as usize)
    }

    /// The run of the first words of a run and that of its last.
    #[inline]
    pub(super) fn halves(&self, id: u32) -> Option<[u32; 2]> {
        let run = (id as usize).checked_sub(self.word_grams)?;
        self.halves.get(run).copied()
    }

    /// The run of two words that starts at an item, when it was counted.
    #[inline]
    pub(super) fn pair(&self, item: usize) -> Option<&Gram> {
        self.grams.get(*self.pairs.get(item)? as usize)
    }

    /// Whether it may be a phrase or part of one: it is repeated, or stands in title or lead.
    #[inline]
    pub(super) fn is_open(&self, gram: &Gram) -> bool {
        (gram.all() > 1) | (gram.first as usize + usize::from(gram.words) <= self.lead_items)
    }

    /// Lists what may be a phrase or part of one; stop words are neither.
    pub(super) fn list_open(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        open.clear();
        open.resize(self.grams.len(), 0);
        let mut count = 0;
        for (id, gram) in (0..).zip(&self.grams) {
            open[count] = id;
            count += usize::from(self.is_open(gram) & (gram.words > 0));
        }
        open.truncate(count);
        self.open = open;
    }

    /// Looks up in the background the words that may be a phrase or part of one, and the
    /// longer runs that are candidates.
    pub(super) fn look_up(&mut self, background: &Background) {
        let words = self
            .open
            .partition_point(|id| (*id as usize) < self.word_grams);
        let candidates = self.candidates.iter().map(|candidate| candidate.gram);
        let runs = candidates.filter(|id| *id as usize >= self.word_grams);
        let wanted = self.open[..words].iter().copied().chain(runs);
        let hashes = wanted.clone().map(|id| self.hashes[id as usize]);
        self.slots.clear();
        self.slots.extend(hashes.map(|hash| background.first(hash)));
        for (id, first) in wanted.zip(&self.slots) {
            let hash = self.hashes[id as usize];
            self.grams[id as usize].known = background.entry(hash, *first);
        }
    }

    /// Looks up the weights of the words that may be a phrase or part of one.
    pub(super) fn weigh(&mut self, table: &WordWeights) {
        let words = self
            .open
            .partition_point(|id| (*id as usize) < self.word_grams);
        let hashes = self.open[..words]
            .iter()
            .map(|id| self.hashes[*id as usize]);
        self.weight_slots.clear();
        self.weight_slots
            .extend(hashes.map(|hash| table.first(hash)));
        self.weights.clear();
        self.weights.resize(self.word_grams, Weights::default());
        for (id, first) in self.open.iter().zip(&self.weight_slots) {
            let id = *id as usize;
            self.weights[id] = table.weights(self.hashes[id], *first);
        }
    }
}
