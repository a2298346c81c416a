//! Words as vectors: how well a word goes with the words around a place, and with the document.
//!
//! Learnt by negative sampling over the training text (`tools/train_masks/vectors.rs`). Layout:
//! for each symbol and then each string of two to [`VECTORED`] characters the number of its vector
//! (`u16`, 65535 for none); two `f32`, the steps of the two sets; `f32` for each place of
//! [`SPREAD`] before and behind and each dimension; a square of `f32` for the document; then one
//! byte a dimension, the vectors of words as context and those of words as fillings.

use super::{Symbol, u32_at};

/// Words on either side of a place that are read.
pub const SPREAD: usize = 5;
/// Characters of the longest word that has a vector.
pub const VECTORED: usize = 4;
/// No vector.
const NONE: u16 = u16::MAX;

/// The vectors of a model.
#[derive(Debug, Clone, Default)]
pub struct Vectors {
    numbers: Vec<u16>,
    /// Where in `numbers` the strings of each length begin.
    lists: Vec<usize>,
    dimensions: usize,
    places: Vec<f32>,
    square: Vec<f32>,
    /// Words as context, and as fillings.
    contexts: Vec<f32>,
    words: Vec<f32>,
    end: usize,
}

/// What is expected at a place: a vector that fillings are measured against.
#[derive(Debug, Clone, Default)]
pub struct Hidden(Vec<f32>);

impl Hidden {
    /// Both together.
    #[must_use]
    pub fn plus(mut self, other: &Hidden) -> Hidden {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a += b;
        }
        self
    }
}

impl Vectors {
    /// Reads `count` vectors; `lists` are the numbers of symbols and of strings by length.
    #[must_use]
    pub fn read(
        bytes: &[u8],
        at: usize,
        lists: &[usize],
        count: usize,
        dimensions: usize,
    ) -> Option<Self> {
        if count == 0 {
            return Some(Vectors {
                end: at,
                ..Vectors::default()
            });
        }
        (dimensions <= 256).then_some(())?;
        let mut begins = vec![0];
        for list in lists {
            begins.push(begins.last()? + list);
        }
        let strings = *begins.last()?;
        let pairs = bytes.get(at..at + 2 * strings)?.chunks_exact(2);
        let numbers = pairs.map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        let mut at = at + 2 * strings;
        let mut floats = |n: usize| {
            let read = |i| u32_at(bytes, at + 4 * i).map(f32::from_bits);
            let read: Option<Vec<f32>> = (0..n).map(read).collect();
            at += 4 * n;
            read
        };
        let steps = floats(2)?;
        let places = floats(2 * SPREAD * dimensions)?;
        let square = floats(dimensions * dimensions)?;
        let size = count * dimensions;
        let scaled = |at: usize, step: f32| {
            let bytes = bytes.get(at..at + size)?.iter();
            Some(
                bytes
                    .map(|&b| f32::from(b as i8) * step)
                    .collect::<Vec<f32>>(),
            )
        };
        Some(Vectors {
            numbers,
            lists: begins,
            dimensions,
            places,
            square,
            contexts: scaled(at, *steps.first()?)?,
            words: scaled(at + size, *steps.get(1)?)?,
            end: at + 2 * size,
        })
    }

    /// One past the last byte.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// The vector of a word of one character.
    #[must_use]
    pub fn of_symbol(&self, symbol: Symbol) -> Option<u16> {
        self.numbers
            .get(usize::from(symbol))
            .copied()
            .filter(|&n| n != NONE)
    }

    /// The vector of the word at a place of the list of its length.
    #[must_use]
    pub fn of_word(&self, length: usize, place: usize) -> Option<u16> {
        // Words of one character are numbered by their symbols.
        let at = self.lists.get(length.checked_sub(1).filter(|&n| n > 0)?)? + place;
        self.numbers.get(at).copied().filter(|&n| n != NONE)
    }

    /// What the words around a place say; `before` and `behind` nearest first.
    pub fn near(&self, before: &[Option<u16>], behind: &[Option<u16>]) -> Hidden {
        let mut sum = vec![0.0; self.dimensions];
        let sides = [(0, before), (SPREAD, behind)];
        for (side, words) in sides {
            for (i, word) in words.iter().take(SPREAD).enumerate() {
                let Some(vector) = word.and_then(|w| self.row(&self.contexts, w)) else {
                    continue;
                };
                let at = (side + i) * self.dimensions;
                let weights = self.places.get(at..).unwrap_or(&[]);
                for ((s, v), w) in sum.iter_mut().zip(vector).zip(weights) {
                    *s += v * w;
                }
            }
        }
        Hidden(sum)
    }

    /// What a document's words say, each with its weight.
    pub fn topic(&self, words: impl Iterator<Item = (u16, f32)>) -> Hidden {
        let mut mean = vec![0.0; self.dimensions];
        let mut all = 0.0;
        for (word, weight) in words {
            let vector = self.row(&self.contexts, word).unwrap_or(&[]);
            for (m, v) in mean.iter_mut().zip(vector) {
                *m += v * weight;
            }
            all += weight;
        }
        let rows = self.square.chunks_exact(self.dimensions.max(1));
        let turned = rows.map(|row| dot(row, &mean) / f32::max(all, 1.0));
        Hidden(turned.collect())
    }

    /// How well a word goes with what is expected.
    #[must_use]
    pub fn fit(&self, word: u16, hidden: &Hidden) -> f32 {
        self.row(&self.words, word)
            .map_or(0.0, |v| dot(v, &hidden.0))
    }

    fn row<'a>(&self, table: &'a [f32], word: u16) -> Option<&'a [f32]> {
        let at = usize::from(word) * self.dimensions;
        table.get(at..at + self.dimensions)
    }
}

/// How much a word tells of a document's matter, by the logarithm (base 2) of its count: the
/// commoner the less.
#[must_use]
pub fn telling(weight: f32) -> f32 {
    ((11.0 - weight) / 2.0).exp2().min(1.0)
}

/// The sum of products, eight at a time.
#[inline]
#[must_use]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a4, b4) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = a4
        .remainder()
        .iter()
        .zip(b4.remainder())
        .map(|(x, y)| x * y)
        .sum();
    let mut sums = [0.0; 8];
    for (x, y) in a4.zip(b4) {
        for i in 0..8 {
            sums[i] += x[i] * y[i];
        }
    }
    sums.iter().sum::<f32>() + rest
}
