//! The character n-gram model and its list of words: one file, read where it lies.
//!
//! A model is a byte slice; opening it reads a header of a few hundred bytes, so that it
//! costs nothing until a mask needs it. Layout, all numbers little-endian:
//!
//! | part | what |
//! |---|---|
//! | magic | `TGMASK1\n` |
//! | header | eight `u32`: symbols, order, segments, segment length, slots, seed, scale, words by length |
//! | discounts | `f32` × 64 for each order from 2: share of a context's count that was kept |
//! | symbols | code points in ascending order, `u32` each; a symbol's number is its place + 1 |
//! | unigrams | counts, `u32` each, symbol 0 (anything else) first |
//! | lists | for each length 1…8: number of strings `u32`, then symbols (`u16` each) and a byte |
//! | slots | n-grams of order 2 and up: a binary fuse filter of 14-bit slots |
//!
//! The filter holds, for every n-gram kept, 8 bits of fingerprint and 6 bits of its count's
//! logarithm: 2 bytes an n-gram, one wrong answer in 256 for n-grams that are not there.

mod filter;
mod words;

pub use filter::{Filter, count_of, level_of, slot_bits};
pub use words::{MAX_WORD, Word, WordList};

use crate::error::{Error, Result};
use std::borrow::Cow;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"TGMASK1\n";
/// Characters of the longest string that [`key`] holds.
pub const PACKED: usize = 5;
/// Longest n-gram.
pub const MAX_ORDER: usize = 5;
/// What rounding to levels may add to a count.
const SLACK: f32 = 1.4;
/// Numbers in the header.
pub const HEADER: usize = 8;

/// A symbol: a character's number in the model, 0 for one it does not know.
pub type Symbol = u16;

/// An opened model.
#[derive(Debug, Clone)]
pub struct Model {
    bytes: Cow<'static, [u8]>,
    order: usize,
    symbols: usize,
    seed: u64,
    strength: f32,
    shares: Vec<[f32; 64]>,
    unigrams: usize,
    total: f32,
    lists: [WordList; MAX_WORD],
    filter: Filter,
}

/// The character that stands for `c` in the model: digits, letters and spaces are one each.
#[must_use]
pub fn class(c: char) -> char {
    match c {
        '0'..='9' => '0',
        'a'..='z' | 'A'..='Z' => 'a',
        _ if crate::chars::is_space(c) => '\n',
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '(' => '（',
        ')' => '）',
        '「' | '『' => '“',
        '」' | '』' => '”',
        _ => c,
    }
}

/// The key of an n-gram, the last symbol in the lowest bits.
#[inline]
#[must_use]
pub fn key(symbols: &[Symbol]) -> u64 {
    let packed = symbols.iter().fold(0, |k, &s| (k << 12) | u64::from(s));
    packed | ((symbols.len() as u64) << 60)
}

impl Model {
    /// Opens a model.
    ///
    /// # Errors
    /// The bytes are no model, or a torn one.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self> {
        let bytes = bytes.into();
        Self::parse(bytes).ok_or_else(|| Error::dictionary("not a mask model, or a torn one"))
    }

    fn parse(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let mut at = MAGIC.len();
        (bytes.get(..at)? == MAGIC).then_some(())?;
        let mut next = || {
            at += 4;
            u32_at(&bytes, at - 4)
        };
        let mut header = [0u32; HEADER];
        for field in &mut header {
            *field = next()?;
        }
        let [symbols, order, segments, segment, slots, seed, strength, _] = header;
        let (symbols, order) = (symbols as usize, order as usize);
        ((2..=MAX_ORDER).contains(&order) && symbols < 4096).then_some(())?;
        let mut shares = vec![[0f32; 64]; order - 1];
        for share in shares.iter_mut().flatten() {
            *share = f32::from_bits(next()?);
        }
        let unigrams = at + symbols * 4;
        let mut end = unigrams + (symbols + 1) * 4;
        let total: u64 = (0..=symbols)
            .map(|i| u32_at(&bytes, unigrams + i * 4).map(u64::from))
            .sum::<Option<u64>>()?;
        let mut lists = [WordList::default(); MAX_WORD];
        for (i, list) in lists.iter_mut().enumerate() {
            *list = WordList::new(end + 4, u32_at(&bytes, end)? as usize, i + 1);
            end = list.end();
        }
        let filter = Filter::new(end, segments, segment, slots);
        (filter.end() <= bytes.len()).then_some(())?;
        Some(Model {
            order,
            symbols,
            seed: u64::from(seed),
            strength: strength as f32 / 100.0,
            shares,
            unigrams,
            total: total as f32,
            lists,
            filter,
            bytes,
        })
    }

    /// Characters of the longest n-gram.
    #[must_use]
    pub fn order(&self) -> usize {
        self.order
    }

    /// Symbols known, 0 not counted.
    #[must_use]
    pub fn symbols(&self) -> usize {
        self.symbols
    }

    /// The symbol of a character.
    #[must_use]
    pub fn symbol(&self, c: char) -> Symbol {
        let (mut low, mut high) = (0, self.symbols);
        let wanted = class(c) as u32;
        while low < high {
            let middle = (low + high) / 2;
            if self.code_point(middle) < wanted {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = low < self.symbols && self.code_point(low) == wanted;
        if found { (low + 1) as Symbol } else { 0 }
    }

    /// The character of a symbol.
    #[must_use]
    pub fn character(&self, symbol: Symbol) -> Option<char> {
        let place = usize::from(symbol).checked_sub(1)?;
        (place < self.symbols).then(|| char::from_u32(self.code_point(place)))?
    }

    fn code_point(&self, place: usize) -> u32 {
        let at = self.unigrams - (self.symbols - place) * 4;
        u32_at(&self.bytes, at).unwrap_or(0)
    }

    /// How often a symbol stands in the training text.
    #[inline]
    #[must_use]
    pub fn unigram(&self, symbol: Symbol) -> f32 {
        u32_at(&self.bytes, self.unigrams + usize::from(symbol) * 4).unwrap_or(0) as f32
    }

    /// Characters of training text.
    #[must_use]
    pub fn total(&self) -> f32 {
        self.total
    }

    /// About how often an n-gram of two or more symbols stands in the training text; none
    /// when it is rare.
    #[inline]
    #[must_use]
    pub fn count(&self, ngram: &[Symbol]) -> Option<f32> {
        self.level(ngram).map(count_of)
    }

    #[inline]
    fn level(&self, ngram: &[Symbol]) -> Option<u8> {
        self.filter.get(&self.bytes, key(ngram), self.seed)
    }

    /// The probability of `next` after `context` by n-grams of at most `order`: interpolated,
    /// the context's rare continuations left to the shorter contexts.
    #[must_use]
    pub fn probability_to(&self, context: &[Symbol], next: Symbol, order: usize) -> f32 {
        self.interpolated(context, next, order)[0]
    }

    /// The probability of `next` after `context`: by the whole model, and by n-grams of three
    /// and less.
    #[inline]
    #[must_use]
    pub fn probabilities(&self, context: &[Symbol], next: Symbol) -> [f32; 2] {
        self.interpolated(context, next, self.order)
    }

    fn interpolated(&self, context: &[Symbol], next: Symbol, order: usize) -> [f32; 2] {
        let mut p = self.alone(next);
        let mut short = p;
        let mut ngram = [0; MAX_ORDER];
        let longest = order.min(self.order).min(context.len() + 1);
        let mut shorter = self.unigram(next);
        let mut wider = f32::MAX;
        for n in 2..=longest {
            let history = &context[context.len() + 1 - n..];
            let count = if n == 2 {
                Some(self.unigram(history[0]))
            } else {
                self.count(history)
            };
            // A count above that of a part of it is the filter's wrong answer.
            let Some(count) = count.filter(|&c| c <= wider * SLACK) else {
                break;
            };
            wider = count;
            ngram[..n - 1].copy_from_slice(history);
            ngram[n - 1] = next;
            shorter = self.seen(&ngram[..n], shorter, count);
            p = self.mixed(n, count, shorter, p);
            if n <= 3 {
                short = p;
            }
        }
        [p.clamp(1e-9, 1.0), short.clamp(1e-9, 1.0)]
    }

    /// The probability of a symbol without context.
    fn alone(&self, symbol: Symbol) -> f32 {
        (self.unigram(symbol) + 0.5) / (self.total + 0.5 * self.symbols as f32)
    }

    /// How often an n-gram stands there, at most as often as its parts.
    #[inline]
    fn seen(&self, ngram: &[Symbol], shorter: f32, context: f32) -> f32 {
        if shorter <= 0.0 {
            return 0.0;
        }
        let possible = |&s: &f32| s <= shorter * SLACK && s <= context * SLACK;
        let seen = self.count(ngram).filter(possible);
        seen.unwrap_or(0.0).min(context)
    }

    /// The probability by n-grams of `n`, from that by shorter ones.
    #[inline]
    fn mixed(&self, n: usize, context: f32, seen: f32, shorter: f32) -> f32 {
        let share = self.shares[n - 2][usize::from(level_of(context))];
        let left = context * (1.0 - share) + self.strength;
        (seen + left * shorter) / (context + self.strength)
    }

    /// What follows a context, by n-grams of three and less, for many symbols.
    #[must_use]
    pub fn after(&self, context: &[Symbol]) -> After<'_> {
        let two = &context[context.len().saturating_sub(2)..];
        let last = two.last().map(|&s| self.unigram(s));
        let both = if two.len() == 2 {
            self.count(two)
        } else {
            None
        };
        let both = both.filter(|&b| last.is_some_and(|l| b <= l * SLACK));
        let mut context = [0; 2];
        context[2 - two.len()..].copy_from_slice(two);
        After {
            model: self,
            context,
            last,
            both,
        }
    }

    /// How well symbols lead over to what stands behind them, by n-grams of three and less.
    #[must_use]
    pub fn before(&self, following: &[Symbol]) -> Before<'_> {
        let first = following.first().copied();
        let second = following.get(1).copied();
        let both = first.zip(second);
        Before {
            model: self,
            first,
            second,
            usual: both.map_or(1.0, |(f, s)| self.probability_to(&[f], s, 2)),
        }
    }

    /// The strings of `length` characters.
    pub fn words(&self, length: usize) -> impl Iterator<Item = Word<'_>> {
        let list = self.lists.get(length.wrapping_sub(1)).copied();
        list.unwrap_or_default().iter(&self.bytes)
    }

    /// The entry of a string, if the list has it.
    #[must_use]
    pub fn word(&self, symbols: &[Symbol]) -> Option<Word<'_>> {
        let list = self.lists.get(symbols.len().checked_sub(1)?)?;
        list.find(&self.bytes, symbols)
    }
}

/// A context and what is known of it.
#[derive(Debug)]
pub struct After<'a> {
    model: &'a Model,
    context: [Symbol; 2],
    last: Option<f32>,
    both: Option<f32>,
}

impl After<'_> {
    /// The probability of a symbol here.
    #[inline]
    #[must_use]
    pub fn probability(&self, next: Symbol) -> f32 {
        let model = self.model;
        let mut p = model.alone(next);
        let [first, last] = self.context;
        let Some(count) = self.last else { return p };
        let pair = model.seen(&[last, next], model.unigram(next), count);
        p = model.mixed(2, count, pair, p);
        if let Some(both) = self.both {
            let three = model.seen(&[first, last, next], pair, both);
            p = model.mixed(3, both, three, p);
        }
        p.clamp(1e-9, 1.0)
    }
}

/// What stands behind a symbol.
#[derive(Debug)]
pub struct Before<'a> {
    model: &'a Model,
    first: Option<Symbol>,
    second: Option<Symbol>,
    /// The probability of the second after the first, whatever stands before them.
    usual: f32,
}

impl Before<'_> {
    /// Logarithm of the probability of what follows `symbol`.
    #[inline]
    #[must_use]
    pub fn logarithm(&self, symbol: Symbol) -> f32 {
        let model = self.model;
        let Some(first) = self.first else { return 0.0 };
        let count = model.unigram(symbol);
        let pair = model.seen(&[symbol, first], model.unigram(first), count);
        let one = model.mixed(2, count, pair, model.alone(first));
        let Some(second) = self.second else {
            return one.ln();
        };
        let two = if pair > 0.0 {
            model.probability_to(&[symbol, first], second, 3)
        } else {
            self.usual
        };
        one.ln() + two.ln()
    }
}

#[inline]
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
