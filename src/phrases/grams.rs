//! Runs of words and their counts.
//!
//! Words are level 1. A run of `n` words is counted at level `n` only where both its
//! halves of `n - 1` words occur at least twice, or where it stands in the title or the
//! lead: so the work stays linear in the length of the article, and every repeated run is
//! found. The counts of a run's extensions give its branching to the left and right for
//! nothing.

use super::{
    background::Entry,
    classes::{Class, StopWords},
    items::{Item, OPENS_BOOK, OPENS_QUOTE},
    table::{Table, hash},
};

/// No run starts here.
pub(super) const NONE: u32 = u32::MAX;
/// Runs of at most so many words.
pub(super) const LEVELS: usize = 6;

/// A run of words: all its occurrences together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gram {
    /// Of its text.
    pub(super) hash: u64,
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
    /// It is the run of its first words, and of its last.
    pub(super) halves: [u32; 2],
    /// Occurrences of the most frequent run that is one word longer on the left, on the right.
    pub(super) longer: [u32; 2],
    /// What the background knows of it.
    pub(super) known: Entry,
    /// It is a word that says nothing alone.
    pub(super) weak: bool,
}

impl Gram {
    /// Occurrences everywhere.
    #[inline]
    pub(super) fn all(&self) -> u32 {
        self.count + self.title
    }
}

/// A run that may be a phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// The run.
    pub(super) gram: u32,
    /// The bin of every feature.
    pub(super) bins: super::features::Bins,
    /// Its probability.
    pub(super) score: f32,
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
    /// All runs.
    pub(super) grams: Vec<Gram>,
    /// The run that starts at each item, by number of words less one.
    pub(super) levels: [Vec<u32>; LEVELS],
    /// Runs that may be phrases.
    pub(super) candidates: Vec<Candidate>,
    /// For each run its place among the picked phrases, from 1; 0 is none.
    pub(super) picks: Vec<u16>,
    table: Table,
}

impl Scratch {
    /// The text of the items `from..to`.
    #[inline]
    pub(super) fn text<'a>(&'a self, body: &'a str, from: usize, to: usize) -> &'a str {
        let (first, last) = (self.items[from].span, self.items[to - 1].span);
        let source = if self.outside(from) {
            &self.title
        } else {
            body
        };
        source.get(first.from()..last.to()).unwrap_or("")
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

    /// Counts all runs.
    pub(super) fn count(&mut self, body: &str, stop: &StopWords) {
        self.grams.clear();
        self.table.clear();
        self.words(body, stop);
        for level in 1..LEVELS {
            if !self.level(level, body) {
                for rest in &mut self.levels[level..] {
                    rest.clear();
                }
                break;
            }
        }
    }

    fn words(&mut self, body: &str, stop: &StopWords) {
        let mut level = std::mem::take(&mut self.levels[0]);
        level.clear();
        for i in 0..self.items.len() {
            let mut id = NONE;
            if self.items[i].class != Class::Break {
                id = self.add(body, i, 1, [NONE; 2]);
                let gram = &mut self.grams[id as usize];
                if gram.all() == 1 {
                    gram.weak = stop.weak(gram.hash);
                    gram.words = u8::from(!stop.stops(gram.hash));
                }
                if gram.words == 0 {
                    self.items[i].class = Class::Break;
                    id = NONE;
                }
            }
            level.push(id);
        }
        self.levels[0] = level;
    }

    /// Counts the runs of `level + 1` words; false when there are none.
    fn level(&mut self, level: usize, body: &str) -> bool {
        let mut above = std::mem::take(&mut self.levels[level]);
        let below = std::mem::take(&mut self.levels[level - 1]);
        above.clear();
        above.resize(self.items.len(), NONE);
        let start = self.grams.len();
        for i in 0..below.len().saturating_sub(1) {
            let halves = [below[i], below[i + 1]];
            if halves.contains(&NONE) || !(i + level < self.lead_items || self.repeat(halves)) {
                continue;
            }
            if self.items[i].span.end <= self.items[i + 1].span.start {
                above[i] = self.add(body, i, level + 1, halves);
            }
        }
        self.extend(start);
        self.levels[level - 1] = below;
        self.levels[level] = above;
        self.grams.len() > start
    }

    fn repeat(&self, halves: [u32; 2]) -> bool {
        halves.iter().all(|&h| self.grams[h as usize].all() > 1)
    }

    /// Tells the halves of the runs from `start` on how often they are extended.
    fn extend(&mut self, start: usize) {
        for i in start..self.grams.len() {
            let Gram { halves: [a, b], .. } = self.grams[i];
            let all = self.grams[i].all();
            let right = &mut self.grams[a as usize].longer[1];
            *right = all.max(*right);
            let left = &mut self.grams[b as usize].longer[0];
            *left = all.max(*left);
        }
    }

    /// One occurrence of a run.
    fn add(&mut self, body: &str, at: usize, words: usize, halves: [u32; 2]) -> u32 {
        let hash = hash(self.text(body, at, at + words).as_bytes());
        let (id, new) = self.table.intern(hash, self.grams.len() as u32);
        if new {
            self.grams.push(Gram {
                hash,
                first: at as u32,
                last: at as u32,
                count: 0,
                title: 0,
                words: words as u8,
                quoted: 0,
                halves,
                longer: [0; 2],
                known: Entry::default(),
                weak: false,
            });
        }
        let marks = self.marks(at, at + words - 1);
        let title = at < self.title_items;
        let gram = &mut self.grams[id as usize];
        gram.last = at as u32;
        gram.quoted |= marks;
        gram.title += u32::from(title);
        gram.count += u32::from(!title);
        id
    }

    /// The quotation marks that the items from `first` to `last` fill.
    fn marks(&self, first: usize, last: usize) -> u8 {
        let (open, close) = (self.items[first].marks, self.items[last].marks);
        open & (close >> 1) & (OPENS_QUOTE | OPENS_BOOK)
    }
}
