//! Counts words and runs of words.
//!
//! Each level goes in the same three steps: what stands in the article is listed, its texts
//! are hashed, the hashes are looked up. Apart, each is a short loop in which the processor
//! runs ahead: in one, it would wait for every hash, and for every slot of the table.

use super::{
    classes::Class,
    grams::{Gram, LEVELS, NONE, Run, Scratch},
    items::{Item, OPENS_BOOK, OPENS_QUOTE},
    lists::StopWords,
    table::hash_of,
};

/// A run that stands at an item, to be counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    at: u32,
    /// The run of its first words and that of its last.
    halves: [u32; 2],
}

const NOWHERE: Occurrence = Occurrence {
    at: 0,
    halves: [NONE; 2],
};

impl Scratch {
    /// Counts all runs.
    pub(super) fn count(&mut self, body: &str, stop: &StopWords) {
        self.grams.clear();
        self.hashes.clear();
        self.halves.clear();
        for runs in &mut self.runs {
            runs.clear();
        }
        // Of common articles: their words are repeated, most of their runs are not counted.
        self.table.clear(self.items.len() / 2);
        self.count_words(body, stop);
        self.word_grams = self.grams.len();
        for words in 2..=LEVELS {
            let more = self.count_runs(words, body);
            if words == 2 {
                self.note_pairs();
            }
            if !more {
                break;
            }
        }
    }

    /// Counts the words. No phrase crosses a stop word: it becomes a break and is no run.
    fn count_words(&mut self, body: &str, stop: &StopWords) {
        let mut found = std::mem::take(&mut self.occurrences);
        let items = (0..).zip(&self.items);
        let words = items.map(|(at, item)| (Occurrence { at, ..NOWHERE }, !item.is_break()));
        let words = select(words, self.items.len(), &mut found);
        self.tally(words, 1, body);
        self.occurrences = found;
        self.slots.clear();
        self.slots
            .extend(self.hashes.iter().map(|hash| stop.first(*hash)));
        let firsts = self.hashes.iter().zip(&self.slots);
        for (gram, (hash, first)) in self.grams.iter_mut().zip(firsts) {
            gram.lists = stop.lists_from(*hash, *first);
            gram.words = u8::from(!gram.lists.stops());
        }
        self.words.clear();
        self.words.resize(self.items.len(), NONE);
        let (lead, grams) = (self.lead_items, &self.grams[..]);
        let (items, words) = (&mut self.items[..], &mut self.words[..]);
        keep(&mut self.runs[0], |run| {
            let (at, gram) = (run.at as usize, &grams[run.gram as usize]);
            let stops = gram.words == 0;
            if stops {
                items[at].class = Class::Break;
            }
            words[at] = if stops { NONE } else { run.gram };
            !stops & ((at < lead) | (gram.all() > 1))
        });
    }

    /// Counts the runs of so many words: two of one word less that overlap. Those that are
    /// seen once and not in the lead are none: most are, and a small table of which
    /// two halves about meet again spares the work. False when there is none that was not there before.
    fn count_runs(&mut self, words: usize, body: &str) -> bool {
        let below = std::mem::take(&mut self.runs[words - 2]);
        let mut found = std::mem::take(&mut self.occurrences);
        let (start, lead) = (self.grams.len(), self.lead_items);
        let pairs = || {
            below.array_windows().map(|[first, second]| {
                let halves = [first.gram, second.gram];
                let at = first.at;
                (Occurrence { at, halves }, second.at == at + 1)
            })
        };
        self.meetings.clear(below.len());
        for (pair, overlap) in pairs() {
            self.meetings.add(pair.halves, overlap);
        }
        let meetings = &self.meetings;
        let wanted = pairs().map(|(pair, overlap)| {
            let in_lead = pair.at as usize + words <= lead;
            (pair, overlap & (in_lead | meetings.again(pair.halves)))
        });
        let wanted = select(wanted, below.len(), &mut found);
        self.tally(wanted, words, body);
        self.extend(start);
        let grams = &self.grams[..];
        keep(&mut self.runs[words - 1], |run| {
            let in_lead = run.at as usize + words <= lead;
            in_lead | (grams[run.gram as usize].all() > 1)
        });
        self.runs[words - 2] = below;
        self.occurrences = found;
        self.grams.len() > start
    }

    /// Counts what was found of runs of so many words.
    fn tally(&mut self, found: &[Occurrence], words: usize, body: &str) {
        self.hash_all(found, words, body);
        let hashes = self.found_hashes.iter();
        let counted = found.iter().zip(hashes).map(|(found, hash)| {
            let (at, next) = (found.at, self.grams.len() as u32);
            let same = |id: u32| self.hashes[id as usize] == *hash;
            let id = self.table.intern(*hash, next, same);
            if id == next {
                self.hashes.push(*hash);
                if words > 1 {
                    self.halves.push(found.halves);
                }
                self.grams.push(Gram::new(at, words as u8));
            }
            let gram = &mut self.grams[id as usize];
            gram.count += 1;
            gram.last = at;
            Run { at, gram: id }
        });
        let runs = &mut self.runs[words - 1];
        runs.extend(counted);
        let title = self.title_items;
        for run in runs.iter().take_while(|run| (run.at as usize) < title) {
            let gram = &mut self.grams[run.gram as usize];
            gram.count -= 1;
            gram.title += 1;
        }
        self.note_quoted(words);
    }

    /// Hashes the texts of what was found of runs of so many words.
    fn hash_all(&mut self, found: &[Occurrence], words: usize, body: &str) {
        let outside = if self.title.is_empty() {
            0
        } else {
            found.partition_point(|f| (f.at as usize) < self.title_items)
        };
        let (title, rest) = found.split_at(outside);
        self.found_hashes.clear();
        for (found, source) in [(title, self.title.as_str()), (rest, body)] {
            let source = source.as_bytes();
            self.found_hashes.extend(found.iter().map(|found| {
                let first = self.items[found.at as usize].span;
                let last = self.items[found.at as usize + words - 1].span;
                hash_of(source, first.from(), last.to())
            }));
        }
    }

    /// Tells the halves of the runs from `start` on how often they are extended.
    fn extend(&mut self, start: usize) {
        for i in start..self.grams.len() {
            if !self.is_open(&self.grams[i]) {
                continue;
            }
            let [a, b] = self.halves[i - self.word_grams];
            let all = self.grams[i].all();
            let right = &mut self.grams[a as usize].longer[1];
            *right = all.max(*right);
            let left = &mut self.grams[b as usize].longer[0];
            *left = all.max(*left);
        }
    }

    /// Marks the runs of so many words that fill a pair of quotation marks.
    fn note_quoted(&mut self, words: usize) {
        let runs = &self.runs[words - 1];
        for quotation in &self.quotations {
            let (mark, at) = (quotation.opens as usize, quotation.opens + 1);
            let [first, last] = [mark + 1, mark + words].map(|i| self.items.get(i));
            let marks = first
                .zip(last)
                .map_or(0, |(first, last)| marks(first, last));
            if marks != 0
                && let Ok(run) = runs.binary_search_by_key(&at, |run| run.at)
            {
                self.grams[runs[run].gram as usize].quoted |= marks;
            }
        }
    }

    /// Writes down which run of two words starts at each item.
    fn note_pairs(&mut self) {
        self.pairs.clear();
        self.pairs.resize(self.items.len(), NONE);
        for run in &self.runs[1] {
            if self.is_open(&self.grams[run.gram as usize]) {
                self.pairs[run.at as usize] = run.gram;
            }
        }
    }
}

/// Those that are wanted, of at most `most`. Which is not to be foreseen: all are written, and
/// what is not wanted is written over. The buffer keeps its length, lest it be filled anew for
/// every article.
fn select(
    all: impl Iterator<Item = (Occurrence, bool)>,
    most: usize,
    wanted: &mut Vec<Occurrence>,
) -> &[Occurrence] {
    if wanted.len() <= most {
        wanted.resize(most + 1, NOWHERE);
    }
    let mut count = 0;
    for (occurrence, wants) in all {
        wanted[count] = occurrence;
        count += usize::from(wants);
    }
    &wanted[..count]
}

/// Keeps those that are wanted; as in [`select`], all are written.
fn keep(runs: &mut Vec<Run>, mut wanted: impl FnMut(Run) -> bool) {
    let mut count = 0;
    for i in 0..runs.len() {
        let run = runs[i];
        runs[count] = run;
        count += usize::from(wanted(run));
    }
    runs.truncate(count);
}

/// The quotation marks that the items from `first` to `last` fill.
#[inline]
fn marks(first: &Item, last: &Item) -> u8 {
    first.marks & (last.marks >> 1) & (OPENS_QUOTE | OPENS_BOOK)
}
