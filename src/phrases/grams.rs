//! Runs of words and their counts.
//!
//! Words are level 1. A run of `n` words is counted at level `n` only where both its
//! halves of `n - 1` words occur at least twice, or where it stands in the title or the
//! lead: so the work stays linear in the length of the article, and every repeated run is
//! found. The counts of a run's extensions give its branching to the left and right for
//! nothing.

use super::{
    background::{Background, Entry},
    classes::Class,
    features::Buffers,
    items::{Item, OPENS_BOOK, OPENS_QUOTE},
    lists::{Lists, StopWords},
    queue::Candidate,
    table::{Table, hash_of},
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
    /// The lists that it stands in, when it is a word.
    pub(super) lists: Lists,
}

impl Gram {
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
    /// All runs, words first.
    pub(super) grams: Vec<Gram>,
    /// So many of them are words.
    pub(super) word_grams: usize,
    /// Those that may be a phrase or part of one, in order.
    pub(super) open: Vec<u32>,
    /// What a table has where runs are looked up first.
    pub(super) slots: Vec<u32>,
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
    table: Table,
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

    /// The run of two words that starts at an item, when it was counted.
    #[inline]
    pub(super) fn pair(&self, item: usize) -> Option<&Gram> {
        self.grams.get(*self.pairs.get(item)? as usize)
    }

    /// Whether it may be a phrase or part of one: it is repeated, or stands in title or lead.
    #[inline]
    pub(super) fn is_open(&self, gram: &Gram) -> bool {
        gram.all() > 1 || (gram.first as usize) < self.lead_items
    }

    /// Looks up in the background what may be a phrase or part of one.
    pub(super) fn look_up(&mut self, background: &Background) {
        let mut open = std::mem::take(&mut self.open);
        let ids = (0..).zip(&self.grams);
        open.clear();
        open.extend(ids.filter(|(_, g)| self.is_open(g)).map(|(id, _)| id));
        let grams = open.iter().map(|id| &self.grams[*id as usize]);
        self.slots.clear();
        self.slots.extend(grams.map(|g| background.first(g.hash)));
        for (id, first) in open.iter().zip(&self.slots) {
            let gram = &mut self.grams[*id as usize];
            gram.known = background.entry(gram.hash, *first);
        }
        self.open = open;
    }

    /// Counts all runs.
    pub(super) fn count(&mut self, body: &str, stop: &StopWords) {
        self.grams.clear();
        // Of common articles: their words are repeated, most of their runs are not counted.
        self.table.clear(self.items.len() / 2);
        self.count_words(body, stop);
        self.word_grams = self.grams.len();
        for words in 2..=LEVELS {
            if !self.count_runs(words, body) {
                for rest in &mut self.runs[words - 1..] {
                    rest.clear();
                }
                break;
            }
        }
        self.pairs.clear();
        self.pairs.resize(self.items.len(), NONE);
        for run in &self.runs[1] {
            self.pairs[run.at as usize] = run.gram;
        }
    }

    fn count_words(&mut self, body: &str, stop: &StopWords) {
        self.words.clear();
        for i in 0..self.items.len() {
            let id = match self.items[i].class {
                Class::Break => NONE,
                _ => self.add(body, i, 1, [NONE; 2]),
            };
            self.words.push(id);
        }
        let first = self.grams.iter().map(|g| stop.first(g.hash));
        self.slots.clear();
        self.slots.extend(first);
        for (gram, first) in self.grams.iter_mut().zip(&self.slots) {
            gram.lists = stop.lists_from(gram.hash, *first);
            gram.words = u8::from(!gram.lists.stops());
        }
        self.break_at_stops();
    }

    /// No phrase crosses a stop word: it is a break and no run.
    fn break_at_stops(&mut self) {
        let words = &mut self.runs[0];
        words.clear();
        for (at, (id, item)) in (0..).zip(self.words.iter_mut().zip(&mut self.items)) {
            match self.grams.get(*id as usize) {
                Some(gram) if gram.words > 0 => words.push(Run { at, gram: *id }),
                _ => {
                    item.class = Class::Break;
                    *id = NONE;
                }
            }
        }
    }

    /// Counts the runs of so many words: two of one word less that overlap. False when
    /// there is none that was not there before.
    fn count_runs(&mut self, words: usize, body: &str) -> bool {
        let mut runs = std::mem::take(&mut self.runs[words - 1]);
        let below = std::mem::take(&mut self.runs[words - 2]);
        runs.clear();
        let start = self.grams.len();
        for pair in below.windows(2) {
            let at = pair[0].at as usize;
            let halves = [pair[0].gram, pair[1].gram];
            let overlap = pair[1].at == pair[0].at + 1;
            if overlap && (at + words <= self.lead_items || self.repeat(halves)) {
                let gram = self.add(body, at, words, halves);
                runs.push(Run { gram, ..pair[0] });
            }
        }
        self.extend(start);
        self.runs[words - 2] = below;
        self.runs[words - 1] = runs;
        self.grams.len() > start
    }

    #[inline]
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
    #[inline]
    fn add(&mut self, body: &str, at: usize, words: usize, halves: [u32; 2]) -> u32 {
        let hash = self.hash(body, at, at + words);
        let next = self.grams.len() as u32;
        let grams = &self.grams;
        let same = |id: u32| grams[id as usize].hash == hash;
        let id = self.table.intern(hash, next, same);
        if id == next {
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
                lists: Lists::default(),
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
    #[inline]
    fn marks(&self, first: usize, last: usize) -> u8 {
        let (open, close) = (self.items[first].marks, self.items[last].marks);
        open & (close >> 1) & (OPENS_QUOTE | OPENS_BOOK)
    }
}
