//! The model read along a line, a character after the other. The count of an n-gram is looked up
//! once: what ends at one character is the context of the next.

use super::{MAX_ORDER, Model, Symbol};

/// What rounding to levels may add to a count.
const SLACK: f32 = 1.4;

/// What is known at the last character read: the n-grams that end there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Chain {
    /// The last symbols, twelve bits each.
    packed: u64,
    /// Counts of the n-grams that end here, by length; 0 from the first that is rare.
    counts: [f32; MAX_ORDER],
    levels: [u8; MAX_ORDER],
}

/// A count with the level it was kept as.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) count: f32,
    pub(super) level: u8,
}

impl Seen {
    pub(super) const NEVER: Seen = Seen {
        count: 0.0,
        level: 0,
    };
}

/// The key of the last `n` symbols of `packed`.
#[inline]
fn tail_key(packed: u64, n: usize) -> u64 {
    (packed & ((1 << (12 * n)) - 1)) | ((n as u64) << 60)
}

impl Model {
    /// Reads the next character: its probability by the whole model, and by n-grams of three
    /// and less. Interpolated: a context's rare continuations are left to shorter contexts.
    #[inline]
    pub fn read(&self, chain: &mut Chain, next: Symbol) -> [f32; 2] {
        self.read_to(chain, next, self.order)
    }

    /// Reads many.
    #[must_use]
    pub fn chain(&self, symbols: &[Symbol]) -> Chain {
        let mut chain = Chain::default();
        for &symbol in symbols {
            self.read(&mut chain, symbol);
        }
        chain
    }

    /// The probability of `next` by n-grams of three and less.
    #[inline]
    #[must_use]
    pub fn following(&self, mut chain: Chain, next: Symbol) -> f32 {
        self.read_to(&mut chain, next, 3)[1]
    }

    #[inline]
    fn read_to(&self, chain: &mut Chain, next: Symbol, order: usize) -> [f32; 2] {
        let packed = (chain.packed << 12) | u64::from(next);
        let mut p = self.alone(next);
        let mut short = p;
        let one = self.single(next);
        let (mut counts, mut levels) = ([0.0; MAX_ORDER], [0; MAX_ORDER]);
        (counts[0], levels[0]) = (one.count, one.level);
        let mut shorter = one.count;
        for n in 2..=order {
            let context = Seen {
                count: chain.counts[n - 2],
                level: chain.levels[n - 2],
            };
            if context.count <= 0.0 {
                break;
            }
            let found = match n {
                2 => self.pairs.level((chain.packed & 0xfff) as Symbol, next),
                _ if shorter <= 0.0 => None,
                _ => self.level(tail_key(packed, n)),
            };
            let seen = self.possible(found, shorter, context.count);
            (counts[n - 1], levels[n - 1]) = (seen.count, seen.level);
            p = self.mixed(n, context, seen.count, p);
            shorter = seen.count;
            if n <= 3 {
                short = p;
            }
        }
        *chain = Chain {
            packed,
            counts,
            levels,
        };
        [p.clamp(1e-9, 1.0), short.clamp(1e-9, 1.0)]
    }

    /// The probability of a symbol without context.
    #[inline]
    pub(super) fn alone(&self, symbol: Symbol) -> f32 {
        (self.unigram(symbol) + 0.5) / (self.total + 0.5 * self.symbols as f32)
    }

    /// How often a symbol stands in the training text.
    #[inline]
    pub(super) fn single(&self, symbol: Symbol) -> Seen {
        Seen {
            count: self.unigram(symbol),
            level: self.levels.get(usize::from(symbol)).copied().unwrap_or(0),
        }
    }

    /// A symbol's count as its level tells it.
    pub(super) fn at_level(&self, level: u8) -> Seen {
        let count = self.count(level);
        Seen { count, level }
    }

    /// How often an n-gram of that level stands there: at most as often as its parts, or it is
    /// the filter's wrong answer.
    #[inline]
    pub(super) fn possible(&self, level: Option<u8>, shorter: f32, context: f32) -> Seen {
        let Some(level) = level else {
            return Seen::NEVER;
        };
        let count = self.count(level);
        if count > SLACK * shorter.min(context) {
            return Seen::NEVER;
        }
        let count = count.min(context);
        Seen { count, level }
    }

    /// The probability by n-grams of `n`, from that by shorter ones.
    #[inline]
    pub(super) fn mixed(&self, n: usize, context: Seen, seen: f32, shorter: f32) -> f32 {
        let shares = self.shares.get(n - 2);
        let share = shares.map_or(0.0, |s| s[usize::from(context.level)]);
        let left = context.count * (1.0 - share) + self.strength;
        (seen + left * shorter) / (context.count + self.strength)
    }
}
