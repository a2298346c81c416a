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
    table::{Table, hash},
};
use crate::{
    document::{Document, Role},
    segment::{Token, TokenKind, Tokens},
    span::Span,
};

/// No run starts here.
pub(super) const NONE: u32 = u32::MAX;
/// Runs of at most so many words.
pub(super) const LEVELS: usize = 6;
/// So many sentences of the body are the lead.
const LEAD_SENTENCES: u32 = 4;
/// And no more words than these.
const LEAD_WORDS: usize = 120;

/// Bytes of a Chinese character.
pub(super) const HAN: usize = 3;

/// The word after an opening quotation mark.
pub(super) const OPENS_QUOTE: u8 = 1;
/// The word before a closing quotation mark.
pub(super) const CLOSES_QUOTE: u8 = 2;
/// The word after 《.
pub(super) const OPENS_BOOK: u8 = 4;
/// The word before 》.
pub(super) const CLOSES_BOOK: u8 = 8;

/// A number.
pub(super) const NUMBER: u8 = 16;
/// Removed characters.
pub(super) const MASK: u8 = 32;

/// A token as phrases see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// In the text, or in the title that stands outside of it.
    pub(super) span: Span,
    /// Number of its sentence among those of the body.
    pub(super) sentence: u32,
    /// Its class.
    pub(super) class: Class,
    /// Quotation marks beside it.
    pub(super) marks: u8,
    /// Whether it is a word, be it a function word.
    pub(super) word: bool,
}

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
    table: Table,
}

impl Scratch {
    /// Takes the words of title and body.
    pub(super) fn read(&mut self, document: &Document, title: &Tokens, tokens: &Tokens) {
        self.items.clear();
        self.title.clear();
        self.sentences = 0;
        let outside = document.title.as_ref().filter(|t| t.span.is_none());
        if let Some(outside) = outside {
            self.title.push_str(&outside.text);
            for token in &title.tokens {
                self.item(token, 0, &outside.text);
            }
        } else {
            self.sentences_of(document, tokens, |role| role == Role::Title);
        }
        self.title_items = self.items.len();
        let words = self.items.iter().filter(|i| i.class != Class::Break);
        self.title_words = words.count() as u32;
        self.sentences = 0;
        self.sentences_of(document, tokens, Role::is_content);
        let lead = self.items.iter().take(self.title_items + LEAD_WORDS);
        self.lead_items = lead
            .enumerate()
            .filter(|(i, item)| *i < self.title_items || item.sentence < LEAD_SENTENCES)
            .count();
        self.names = share_of_names(&self.items[..self.lead_items]);
    }

    fn sentences_of(&mut self, document: &Document, tokens: &Tokens, wanted: fn(Role) -> bool) {
        let mut at = 0;
        let tokens = &tokens.tokens;
        for sentence in document.sentences.iter().filter(|s| wanted(s.role)) {
            while at < tokens.len() && tokens[at].span.from() < sentence.span.from() {
                at += 1;
            }
            self.stop();
            while at < tokens.len() && tokens[at].span.from() < sentence.span.to() {
                self.item(&tokens[at], self.sentences, document.text());
                at += 1;
            }
            self.sentences += 1;
        }
        self.stop();
    }

    /// A break between what does not belong together.
    fn stop(&mut self) {
        self.items.push(Item {
            span: Span::default(),
            sentence: self.sentences,
            class: Class::Break,
            marks: 0,
            word: false,
        });
    }

    fn item(&mut self, token: &Token, sentence: u32, text: &str) {
        let class = Class::of(token);
        if self.joins_name(class, token.span) {
            return;
        }
        let mut marks = 0;
        if class == Class::Break {
            if token.kind == TokenKind::Punctuation {
                self.close(token.span.of(text));
            }
        } else if let Some(before) = self.items.last().filter(|i| i.class == Class::Break) {
            marks = before.marks & (OPENS_QUOTE | OPENS_BOOK);
        }
        if token.kind == TokenKind::Punctuation {
            marks = opening(token.span.of(text));
        } else if matches!(token.kind, TokenKind::Number | TokenKind::Date) {
            marks = NUMBER;
        } else if token.kind == TokenKind::Mask {
            marks = MASK;
        }
        self.items.push(Item {
            span: token.span,
            sentence,
            class,
            marks,
            word: token.kind == TokenKind::Word,
        });
    }

    /// A place that the dictionary lacks comes as one character and a place made of the rest
    /// (`云|山镇`): they are one word to a phrase.
    fn joins_name(&mut self, class: Class, span: Span) -> bool {
        let torn = |before: &&mut Item| {
            class == Class::Place
                && matches!(
                    before.class,
                    Class::Place | Class::Noun | Class::Name | Class::Morpheme
                )
                && before.span.len() == HAN
                && before.span.end == span.start
                && span.len() == 2 * HAN
        };
        match self.items.last_mut().filter(torn) {
            Some(before) => {
                before.span = before.span.cover(span);
                before.class = Class::Place;
                true
            }
            None => false,
        }
    }

    /// Marks the last word when `mark` closes a quotation.
    fn close(&mut self, mark: &str) {
        let closes = match mark {
            "”" | "’" | "」" | "』" => CLOSES_QUOTE,
            "》" | "〉" => CLOSES_BOOK,
            _ => return,
        };
        if let Some(item) = self.items.last_mut().filter(|i| i.class != Class::Break) {
            item.marks |= closes;
        }
    }

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

/// Names of people, places and organisations in a hundred words: many in news, few in
/// abstracts of papers.
fn share_of_names(items: &[Item]) -> u32 {
    let (mut words, mut names) = (0_u32, 0_u32);
    for item in items.iter().filter(|i| i.word || i.class != Class::Break) {
        words += 1;
        names += u32::from(matches!(
            item.class,
            Class::Person | Class::Place | Class::Organisation
        ));
    }
    names * 100 / words.max(1)
}

/// What a mark opens.
fn opening(mark: &str) -> u8 {
    match mark {
        "“" | "‘" | "「" | "『" => OPENS_QUOTE,
        "《" | "〈" => OPENS_BOOK,
        _ => 0,
    }
}
