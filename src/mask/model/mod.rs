//! The character n-gram model and its list of words: one file, read where it lies.
//!
//! A model is a byte slice; opening it reads a header and turns the pairs around, a few
//! milliseconds, when the first mask needs it. Layout, all numbers little-endian:
//!
//! | part | what |
//! |---|---|
//! | magic | `TGMASK2\n` |
//! | header | [`HEADER`] `u32`: symbols, order, segments, segment length, slots, seed, strength, pairs, vectors, dimensions |
//! | discounts | `f32` × 64 for each order from 2: share of a context's count that was kept |
//! | symbols | code points in ascending order, `u32` each; a symbol's number is its place + 1 |
//! | unigrams | counts, `u32` each, symbol 0 (anything else) first |
//! | lists | for each length 1…8: number of strings `u32`, then symbols (`u16` each) and a byte |
//! | pairs | for each symbol how many follow it `u16`; then what follows, 18 bits each |
//! | vectors | see [`Vectors`] |
//! | slots | n-grams of order 3 and up: a binary fuse filter of 14-bit slots |
//!
//! The filter holds, for every n-gram kept, 8 bits of fingerprint and 6 bits of its count's
//! logarithm: 2 bytes an n-gram, one wrong answer in 256 for n-grams that are not there.

mod chain;
mod cut;
mod filter;
mod pairs;
mod sides;
mod vectors;
mod words;

pub use chain::Chain;
pub use cut::{Cut, Cutter, Filled};
pub use filter::{Filter, count_of, level_of, slot_bits};
pub use pairs::{PAIR, Pairs, pair_bits};
pub use vectors::{Hidden, SPREAD, VECTORED, Vectors, dot, telling};
pub use words::{MAX_WORD, Word, WordList};

use crate::error::{Error, Result};
use std::borrow::Cow;

/// First bytes of a model file.
pub const MAGIC: &[u8; 8] = b"TGMASK2\n";
/// Characters of the longest string that [`key`] holds.
pub const PACKED: usize = 5;
/// Longest n-gram.
pub const MAX_ORDER: usize = 5;
/// Share of running characters that begin a word.
const WORDS: f32 = 0.6;
/// Numbers in the header.
pub const HEADER: usize = 10;

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
    /// The level of every symbol's count.
    levels: Vec<u8>,
    /// The count of every level.
    counts: [f32; 64],
    total: f32,
    /// Logarithm (base 2) of the number of words in the training text.
    words: f32,
    lists: [WordList; MAX_WORD],
    /// Where in each list the strings with each first symbol begin.
    heads: Vec<Vec<u32>>,
    pairs: Pairs,
    vectors: Vectors,
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
        let header = Header::read(&bytes)?;
        let (order, symbols) = (header.order, header.symbols);
        let at = MAGIC.len() + HEADER * 4;
        let mut shares = vec![[0f32; 64]; order - 1];
        for (i, share) in shares.iter_mut().flatten().enumerate() {
            *share = u32_at(&bytes, at + i * 4).map(f32::from_bits)?;
        }
        let unigrams = at + (shares.len() * 64 + symbols) * 4;
        let singles = (0..=symbols).map(|i| u32_at(&bytes, unigrams + i * 4));
        let singles: Vec<u32> = singles.collect::<Option<_>>()?;
        let total = singles.iter().map(|&c| u64::from(c)).sum::<u64>() as f32;
        let (lists, end) = lists(&bytes, unigrams + singles.len() * 4)?;
        let pairs = Pairs::read(&bytes, end, symbols + 1, header.pairs)?;
        let strings = lists.iter().take(VECTORED).skip(1).map(WordList::len);
        let strings: Vec<usize> = std::iter::once(symbols + 1).chain(strings).collect();
        let (count, dimensions) = (header.vectors, header.dimensions);
        let vectors = Vectors::read(&bytes, pairs.end(), &strings, count, dimensions)?;
        let filter = header.filter(vectors.end());
        (filter.end() <= bytes.len()).then_some(())?;
        Some(Model {
            levels: singles.iter().map(|&c| level_of(c as f32)).collect(),
            counts: std::array::from_fn(|level| count_of(level as u8)),
            order,
            symbols,
            seed: u64::from(header.seed),
            strength: header.strength as f32 / 100.0,
            shares,
            unigrams,
            total,
            words: (total * WORDS).max(1.0).log2(),
            heads: lists.iter().map(|l| l.heads(&bytes, symbols)).collect(),
            lists,
            pairs,
            vectors,
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

    /// The words as vectors.
    #[must_use]
    pub fn vectors(&self) -> &Vectors {
        &self.vectors
    }

    /// The level kept for the n-gram of that key.
    #[inline]
    fn level(&self, key: u64) -> Option<u8> {
        self.filter.get(&self.bytes, key, self.seed)
    }

    /// The count that a level stands for.
    #[inline]
    fn count(&self, level: u8) -> f32 {
        self.counts.get(usize::from(level)).copied().unwrap_or(0.0)
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
        let heads = self.heads.get(symbols.len() - 1)?;
        list.find(&self.bytes, heads, symbols)
    }
}

/// The first numbers of a model file.
struct Header {
    symbols: usize,
    order: usize,
    /// Segments of the filter, their length, and slots.
    shape: [u32; 3],
    seed: u32,
    strength: u32,
    pairs: usize,
    vectors: usize,
    dimensions: usize,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        (bytes.get(..MAGIC.len())? == MAGIC).then_some(())?;
        let field = |i: usize| u32_at(bytes, MAGIC.len() + i * 4);
        let header = Header {
            symbols: field(0)? as usize,
            order: field(1)? as usize,
            shape: [field(2)?, field(3)?, field(4)?],
            seed: field(5)?,
            strength: field(6)?,
            pairs: field(7)? as usize,
            vectors: field(8)? as usize,
            dimensions: field(9)? as usize,
        };
        let possible = (2..=MAX_ORDER).contains(&header.order) && header.symbols < 4096;
        possible.then_some(header)
    }

    fn filter(&self, at: usize) -> Filter {
        let [segments, segment, slots] = self.shape;
        Filter::new(at, segments, segment, slots)
    }
}

/// The lists of strings that lie from `at` on, and where they end.
fn lists(bytes: &[u8], mut at: usize) -> Option<([WordList; MAX_WORD], usize)> {
    let mut lists = [WordList::default(); MAX_WORD];
    for (i, list) in lists.iter_mut().enumerate() {
        *list = WordList::new(at + 4, u32_at(bytes, at)? as usize, i + 1);
        at = list.end();
    }
    Some((lists, at))
}

/// `width` bits that start at bit `at` after byte `from`; 25 at most.
#[inline]
fn bits_at(bytes: &[u8], from: usize, at: usize, width: usize) -> u32 {
    let word = u32_at(bytes, from + at / 8).unwrap_or(0);
    (word >> (at % 8)) & ((1 << width) - 1)
}

/// Writes bits where [`bits_at`] reads them; nothing may stand there yet.
pub fn put_bits(table: &mut [u8], at: usize, bits: u32) {
    let shifted = (bits << (at % 8)).to_le_bytes();
    for (byte, new) in table.iter_mut().skip(at / 8).zip(shifted) {
        *byte |= new;
    }
}

#[inline]
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
