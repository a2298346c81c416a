//! The strings that may fill a mask: words and runs of words, by length.

use super::Symbol;

/// Characters of the longest string.
pub const MAX_WORD: usize = 8;

/// The strings of one length: where they lie, sorted by their symbols.
#[derive(Debug, Clone, Copy, Default)]
pub struct WordList {
    at: usize,
    count: usize,
    length: usize,
}

/// A string and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    bytes: &'a [u8],
    info: u8,
    place: u32,
}

impl WordList {
    /// A list of `count` strings of `length` symbols that starts at byte `at`.
    #[must_use]
    pub fn new(at: usize, count: usize, length: usize) -> Self {
        WordList { at, count, length }
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(&self) -> usize {
        self.at + self.count * self.stride()
    }

    /// Strings in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn stride(&self) -> usize {
        self.length * 2 + 1
    }

    fn get<'a>(&self, bytes: &'a [u8], place: usize) -> Option<Word<'a>> {
        let at = self.at + place * self.stride();
        let entry = bytes.get(at..at + self.stride())?;
        let (&info, bytes) = entry.split_last()?;
        let place = place as u32;
        Some(Word { bytes, info, place })
    }

    /// All of them, in order.
    pub(super) fn iter<'a>(self, bytes: &'a [u8]) -> impl Iterator<Item = Word<'a>> {
        let entries = bytes.get(self.at..self.end()).unwrap_or(&[]);
        let entries = (0..).zip(entries.chunks_exact(self.stride()));
        entries.filter_map(|(place, entry)| {
            let (&info, bytes) = entry.split_last()?;
            Some(Word { bytes, info, place })
        })
    }

    /// Where the strings that begin with each symbol begin, and the end of the last.
    pub(super) fn heads(self, bytes: &[u8], symbols: usize) -> Vec<u32> {
        let mut heads = vec![0u32; symbols + 2];
        for word in self.iter(bytes) {
            if let Some(count) = heads.get_mut(usize::from(word.ends().0) + 1) {
                *count += 1;
            }
        }
        for i in 1..heads.len() {
            heads[i] += heads[i - 1];
        }
        heads
    }

    /// The entry of `symbols`, which `heads` says where to look for.
    pub(super) fn find<'a>(
        &self,
        bytes: &'a [u8],
        heads: &[u32],
        symbols: &[Symbol],
    ) -> Option<Word<'a>> {
        let first = usize::from(*symbols.first()?);
        let (mut low, mut high) = (*heads.get(first)? as usize, *heads.get(first + 1)? as usize);
        let end = high;
        while low < high {
            let middle = (low + high) / 2;
            let word = self.get(bytes, middle)?;
            if word.symbols().lt(symbols.iter().copied()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let word = (low < end).then(|| self.get(bytes, low))??;
        word.symbols().eq(symbols.iter().copied()).then_some(word)
    }
}

impl<'a> Word<'a> {
    /// Its symbols.
    pub fn symbols(&self) -> impl Iterator<Item = Symbol> + use<'a> {
        let pairs = self.bytes.chunks_exact(2);
        pairs.map(|two| Symbol::from(two[0]) | (Symbol::from(two[1]) << 8))
    }

    /// Its place in the list of its length.
    #[must_use]
    pub fn place(&self) -> usize {
        self.place as usize
    }

    /// Its first and last symbol.
    #[inline]
    #[must_use]
    pub fn ends(&self) -> (Symbol, Symbol) {
        let pair = |at: usize| match self.bytes.get(at..at + 2) {
            Some(two) => Symbol::from(two[0]) | (Symbol::from(two[1]) << 8),
            None => 0,
        };
        (pair(0), pair(self.bytes.len().saturating_sub(2)))
    }

    /// Logarithm (base 2) of its count in the training text, to a third.
    #[must_use]
    #[inline]
    pub fn weight(&self) -> f32 {
        f32::from(self.info & 63) / 3.0
    }

    /// One word of the dictionary; otherwise several words that stand together often.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.info & 64 != 0
    }

    /// A piece that is neither: two characters that often meet.
    #[must_use]
    pub fn is_piece(&self) -> bool {
        self.info & 128 != 0
    }
}
