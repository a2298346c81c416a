//! What a publisher's filter removes, learnt over a folder. A [`Learner`] gathers counts from
//! documents in any order and on any thread; [`Memory`] is what is worth keeping of them, and
//! a small text file.
//!
//! Two things are counted for each publisher, in documents that a filter went over: which
//! fillings were likely, and how often a word of the model's list stands unmasked. A word that
//! ought to stand there dozens of times and never does was removed, whatever the single mask
//! looks like. All counts are whole numbers that are only added: the order of the documents
//! and the number of threads do not show.

use super::{
    Mask,
    model::{Model, PACKED, Symbol, key},
};
use crate::{
    chars,
    document::{Document, Role},
    error::{Error, Result},
};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
};

/// Publishers with counts of their own; the others share one.
const PUBLISHERS: usize = 128;
/// Fillings counted for a publisher. Until the end up to four times as many are carried along, so
/// that whatever is among the chosen ones at the end was among them all the time.
const FILLINGS: usize = 1 << 15;
/// Fillings kept of a publisher.
const KEPT: usize = 2000;
/// A filling below this counts for nothing.
const LIKELY: f64 = 0.1;
/// A word that was to be expected so often and does not stand there is kept.
const MISSED: f64 = 4.0;
/// First line of a memory file.
const HEADER: &str =
    "# tonggao mask memory 1: publisher, filling, votes, documents, unmasked, expected";

/// What is known of a filling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Its probabilities in the documents that have it, added up, in thousandths.
    pub(super) votes: u64,
    /// Documents in which it was likely.
    pub(super) documents: u64,
    /// How often it stands unmasked in documents that a filter went over.
    pub(super) unmasked: u64,
    /// How often it would stand there in other text.
    pub(super) expected: u64,
}

/// What was learnt: for each publisher, the fillings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    publishers: BTreeMap<String, BTreeMap<String, Known>>,
}

impl Memory {
    /// The fillings of a publisher, in order.
    pub(super) fn of(&self, publisher: Option<&str>) -> Option<&BTreeMap<String, Known>> {
        self.publishers.get(&name(publisher))
    }

    /// Reads what [`Memory::to_text`] wrote.
    ///
    /// # Errors
    /// No memory file, or a line that is none of its lines.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let no_memory =
            || Error::usage("not a mask memory (written by --learn-masks --mask-memory)");
        let text = std::str::from_utf8(bytes).map_err(|_| no_memory())?;
        let mut lines = (1..).zip(text.lines());
        if lines.next().is_none_or(|(_, first)| first != HEADER) {
            return Err(no_memory());
        }
        let mut memory = Memory::default();
        for (number, line) in lines.filter(|(_, line)| !line.is_empty()) {
            let (publisher, filling, known) = entry(line).ok_or_else(|| {
                Error::usage("no line of a mask memory: six columns, the last four whole numbers")
                    .at_line(number)
            })?;
            let fillings = memory.publishers.entry(publisher.to_owned()).or_default();
            fillings.insert(filling.to_owned(), known);
        }
        Ok(memory)
    }

    /// The memory as text: a heading, then a line a filling with tabs between.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = format!("{HEADER}\n");
        for (publisher, fillings) in &self.publishers {
            for (filling, k) in fillings {
                let Known {
                    votes,
                    documents,
                    unmasked,
                    expected,
                } = k;
                let numbers = format!("{votes}\t{documents}\t{unmasked}\t{expected}");
                out.push_str(&format!("{publisher}\t{filling}\t{numbers}\n"));
            }
        }
        out
    }
}

fn entry(line: &str) -> Option<(&str, &str, Known)> {
    let mut columns = line.split('\t');
    let (publisher, filling) = (columns.next()?, columns.next()?);
    let mut number = || columns.next()?.parse().ok();
    let known = Known {
        votes: number()?,
        documents: number()?,
        unmasked: number()?,
        expected: number()?,
    };
    (!filling.is_empty() && columns.next().is_none()).then_some((publisher, filling, known))
}

/// A publisher's name as a key: one line, no tabs.
fn name(publisher: Option<&str>) -> String {
    let words = publisher.unwrap_or("").split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// The words whose standing unmasked is counted: the model's, up to [`PACKED`] characters.
#[derive(Debug)]
pub(super) struct Vocabulary {
    numbers: FxHashMap<u64, u32>,
    /// Words with the share of running text that they make up.
    words: Vec<(String, f64)>,
}

impl Vocabulary {
    pub(super) fn new(model: &Model) -> Self {
        let mut out = Vocabulary {
            numbers: FxHashMap::default(),
            words: Vec::new(),
        };
        for word in (1..=PACKED).flat_map(|n| model.words(n)) {
            let symbols: Vec<Symbol> = word.symbols().collect();
            let text: String = symbols.iter().filter_map(|&s| model.character(s)).collect();
            let share = f64::from(word.weight().exp2() / model.total());
            out.numbers.insert(key(&symbols), out.words.len() as u32);
            out.words.push((text, share));
        }
        out
    }
}

/// Counts of one publisher.
#[derive(Debug, Default)]
struct Counts {
    characters: u64,
    /// Votes and documents of each filling.
    fillings: FxHashMap<String, (u64, u64)>,
    /// How often each word of the vocabulary stands unmasked.
    unmasked: Vec<u32>,
}

/// Gathers counts. What is dropped to keep the memory bounded is decided by hashes and not by
/// the order in which documents come.
#[derive(Debug, Default)]
pub struct Learner {
    publishers: BTreeMap<String, Counts>,
}

impl Learner {
    /// Counts a document whose masks were restored.
    pub(super) fn observe<'a>(
        &mut self,
        document: &Document,
        masks: impl Iterator<Item = &'a Mask>,
        model: &Model,
        vocabulary: &Vocabulary,
    ) {
        let mut likely: FxHashMap<&'a str, f64> = FxHashMap::default();
        for candidate in masks.flat_map(|m| &m.candidates) {
            let best = likely.entry(&candidate.text).or_default();
            *best = best.max(candidate.score);
        }
        if likely.is_empty() {
            return;
        }
        let counts = self.publishers.entry(name(document.publisher.as_deref()));
        let counts = counts.or_default();
        for (filling, score) in likely.into_iter().filter(|l| l.1 >= LIKELY) {
            let sum = counts.fillings.entry(filling.to_owned()).or_default();
            sum.0 += (score * 1000.0) as u64;
            sum.1 += 1;
        }
        counts.read(document, model, vocabulary);
        self.bound();
    }

    /// The counts of both.
    #[must_use]
    pub fn merged(mut self, other: Learner) -> Learner {
        for (publisher, counts) in other.publishers {
            self.publishers.entry(publisher).or_default().add(counts);
        }
        self.bound();
        self
    }

    /// Keeps the publishers and fillings of the lowest hashes. What is dropped once is dropped
    /// always, so that what stays was counted in full.
    fn bound(&mut self) {
        if self.publishers.len() > PUBLISHERS + 1 {
            let names = self.publishers.keys().filter(|n| !n.is_empty()).cloned();
            let kept = lowest(names, PUBLISHERS);
            let mut rest = Counts::default();
            let all = std::mem::take(&mut self.publishers);
            for (publisher, counts) in all {
                if kept.contains(&publisher) {
                    self.publishers.insert(publisher, counts);
                } else {
                    rest.add(counts);
                }
            }
            self.publishers.insert(String::new(), rest);
        }
        for counts in self.publishers.values_mut() {
            if counts.fillings.len() > 4 * FILLINGS {
                counts.choose(2 * FILLINGS);
            }
        }
    }

    /// What is worth keeping.
    pub(super) fn memory(self, vocabulary: &Vocabulary) -> Memory {
        let mut memory = Memory::default();
        for (publisher, mut counts) in self.publishers {
            counts.choose(FILLINGS);
            let fillings = counts.kept(vocabulary);
            if !fillings.is_empty() {
                memory.publishers.insert(publisher, fillings);
            }
        }
        memory
    }
}

impl Counts {
    /// Counts the words that stand unmasked in the body.
    fn read(&mut self, document: &Document, model: &Model, vocabulary: &Vocabulary) {
        self.unmasked.resize(vocabulary.words.len(), 0);
        for paragraph in document.paragraphs.iter().filter(|p| p.role != Role::Title) {
            let text = paragraph.span.of(document.text());
            for line in text.split(|c: char| !chars::is_han(c)) {
                let symbols: Vec<Symbol> = line.chars().map(|c| model.symbol(c)).collect();
                self.characters += symbols.len() as u64;
                for from in 0..symbols.len() {
                    for to in from + 1..=(from + PACKED).min(symbols.len()) {
                        let number = vocabulary.numbers.get(&key(&symbols[from..to]));
                        let count = number.and_then(|&n| self.unmasked.get_mut(n as usize));
                        if let Some(count) = count {
                            *count = count.saturating_add(1);
                        }
                    }
                }
            }
        }
    }

    /// Keeps the `most` fillings of the lowest hashes.
    fn choose(&mut self, most: usize) {
        if self.fillings.len() > most {
            let kept = lowest(self.fillings.keys().cloned(), most);
            self.fillings.retain(|f, _| kept.contains(f));
        }
    }

    fn add(&mut self, other: Counts) {
        self.characters += other.characters;
        for (filling, (votes, documents)) in other.fillings {
            let sum = self.fillings.entry(filling).or_default();
            sum.0 += votes;
            sum.1 += documents;
        }
        if self.unmasked.len() < other.unmasked.len() {
            self.unmasked.resize(other.unmasked.len(), 0);
        }
        for (sum, count) in self.unmasked.iter_mut().zip(other.unmasked) {
            *sum = sum.saturating_add(count);
        }
    }

    /// Fillings that were likely or that are missed, the best of them.
    fn kept(self, vocabulary: &Vocabulary) -> BTreeMap<String, Known> {
        let mut all: BTreeMap<String, Known> = BTreeMap::new();
        for (filling, (votes, documents)) in self.fillings {
            let known = all.entry(filling).or_default();
            (known.votes, known.documents) = (votes, documents);
        }
        let words = vocabulary.words.iter().zip(self.unmasked);
        for ((word, share), unmasked) in words {
            let expected = share * self.characters as f64;
            let missed = expected >= MISSED && f64::from(unmasked) * 50.0 < expected;
            if missed || all.contains_key(word) {
                let known = all.entry(word.clone()).or_default();
                known.unmasked = u64::from(unmasked);
                known.expected = expected as u64;
            }
        }
        let mut ranked: Vec<_> = all.into_iter().collect();
        let worth = |k: &Known| k.votes + 100 * k.expected.saturating_sub(50 * k.unmasked).min(50);
        ranked.sort_by(|a, b| worth(&b.1).cmp(&worth(&a.1)).then_with(|| a.0.cmp(&b.0)));
        ranked.truncate(KEPT);
        ranked.into_iter().collect()
    }
}

/// The `most` strings of the lowest hashes.
fn lowest(strings: impl Iterator<Item = String>, most: usize) -> FxHashSet<String> {
    let mut hashed: Vec<(u64, String)> = strings.map(|s| (hash(&s), s)).collect();
    hashed.sort_unstable();
    hashed.truncate(most);
    hashed.into_iter().map(|h| h.1).collect()
}

fn hash(string: &str) -> u64 {
    let mut hasher = FxHasher::default();
    string.hash(&mut hasher);
    hasher.finish()
}
