//! Hashing of words and a table from hash to number that is emptied in no time.

/// A 64-bit hash of a string, the same on every machine: background tables are keyed by it.
#[must_use]
pub(super) fn hash(bytes: &[u8]) -> u64 {
    hash_of(bytes, 0, bytes.len())
}

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of `from..to` of a text. Words are short, and of all lengths: the last bytes
/// are read together with those behind them, which the processor need not guess about.
#[inline]
pub(super) fn hash_of(text: &[u8], from: usize, to: usize) -> u64 {
    let len = to.saturating_sub(from);
    match text.get(from..).and_then(<[u8]>::first_chunk::<16>) {
        Some(&[a, b, c, d, e, f, g, h, ref rest @ ..]) if len < 16 => {
            let first = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
            let hash = len as u64 ^ if len < 8 { first & below(len) } else { first };
            if len < 8 {
                return mix(hash, K);
            }
            mix(mix(hash, K) ^ u64::from_le_bytes(*rest) & below(len - 8), K)
        }
        _ => hash_long(text, from, to),
    }
}

/// The bits of so many bytes, fewer than eight.
#[inline]
fn below(bytes: usize) -> u64 {
    !(u64::MAX << (8 * bytes as u32))
}

/// [`hash_of`] for what is long, or stands at the end of the text.
#[inline(never)]
fn hash_long(text: &[u8], from: usize, to: usize) -> u64 {
    let mut h = to.saturating_sub(from) as u64;
    let mut at = from;
    while at + 8 <= to {
        h = mix(h ^ word(text, at), K);
        at += 8;
    }
    mix(h ^ word(text, at) & below(to.saturating_sub(at)), K)
}

/// The eight bytes from `at` as a little-endian number; zeros behind the end of the text.
#[inline]
fn word(text: &[u8], at: usize) -> u64 {
    let rest = text.get(at..).unwrap_or(&[]);
    match rest.first_chunk() {
        Some(word) => u64::from_le_bytes(*word),
        None => rest
            .iter()
            .rev()
            .fold(0, |n, byte| n << 8 | u64::from(*byte)),
    }
}

#[inline]
fn mix(a: u64, k: u64) -> u64 {
    let wide = u128::from(a ^ 0x2D35_8DCC_AA6C_78A5) * u128::from(k);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// A number and the upper half of its hash.
#[derive(Debug, Clone, Copy)]
struct Slot {
    tag: u32,
    id: u32,
}

const EMPTY: Slot = Slot {
    tag: u32::MAX,
    id: u32::MAX,
};

/// Open addressing from hash to number. Slots are small, and as many as the article needs,
/// so that those of a common article stay in the cache.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// A power of two.
    slots: Vec<Slot>,
    used: usize,
}

/// Slots of a table at least.
const LEAST: usize = 1 << 10;
/// A table of more slots is given back.
const MOST: usize = 1 << 20;

impl Table {
    /// Forgets everything; about so many numbers will come.
    pub(super) fn clear(&mut self, expected: usize) {
        let size = (expected / 3 * 4).next_power_of_two().max(LEAST);
        if self.slots.capacity() > MOST.max(size) {
            self.slots = Vec::new();
        }
        self.slots.clear();
        self.slots.resize(size, EMPTY);
        self.used = 0;
    }

    /// The number of `hash`; `next` is given to it when it is new. `same` says whether a
    /// number is that of the whole hash, of which a slot keeps but one half.
    #[inline]
    pub(super) fn intern(&mut self, hash: u64, next: u32, same: impl Fn(u32) -> bool) -> u32 {
        let tag = (hash >> 32) as u32;
        let mask = self.slots.len() - 1;
        let mut at = tag as usize & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.id == EMPTY.id {
                *slot = Slot { tag, id: next };
                self.used += 1;
                if self.used >= mask / 4 * 3 {
                    self.grow();
                }
                return next;
            }
            if slot.tag == tag && same(slot.id) {
                return slot.id;
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(LEAST);
        let moved = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        for slot in moved.into_iter().filter(|s| s.id != EMPTY.id) {
            let mut at = slot.tag as usize & (size - 1);
            while self.slots[at].id != EMPTY.id {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// Whether two numbers meet again: never denied wrongly, seldom said wrongly.
#[derive(Debug, Default)]
pub(super) struct Meetings {
    /// A power of two of them: a one for each meeting, up to eight.
    counts: Vec<u8>,
    /// The bits of a hash that are too many.
    shift: u32,
}

impl Meetings {
    /// Forgets everything; at most so many meetings will come.
    pub(super) fn clear(&mut self, expected: usize) {
        let size = (expected * 2).next_power_of_two().max(2);
        self.counts.clear();
        self.counts.resize(size, 0);
        self.shift = 64 - size.trailing_zeros();
    }

    #[inline]
    fn slot(&self, [a, b]: [u32; 2]) -> usize {
        let both = u64::from(a) << 32 | u64::from(b);
        // The upper bits of a product are those that all of both numbers have a part in.
        (both.wrapping_mul(K) >> self.shift) as usize
    }

    /// Two numbers meet, or do not: whoever asks cannot guess.
    #[inline]
    pub(super) fn add(&mut self, pair: [u32; 2], meet: bool) {
        let slot = self.slot(pair);
        let met = self.counts[slot];
        self.counts[slot] = met | ((met << 1 | 1) * u8::from(meet));
    }

    /// Whether they may have met more than once.
    #[inline]
    pub(super) fn again(&self, pair: [u32; 2]) -> bool {
        self.counts[self.slot(pair)] > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hash as it is defined: the last bytes are copied into a word of zeros.
    fn plain(bytes: &[u8]) -> u64 {
        let words = bytes.chunks(8).map(|chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            u64::from_le_bytes(word)
        });
        let whole = bytes.len().is_multiple_of(8);
        let words = words.chain(whole.then_some(0));
        words.fold(bytes.len() as u64, |h, word| {
            mix(h ^ word, 0x9E37_79B9_7F4A_7C15)
        })
    }

    #[test]
    fn every_length_is_hashed_as_the_background_table_was() {
        let text = "临江区老旧小区改造abcdefg".as_bytes();
        for len in 0..text.len() {
            assert_eq!(hash(&text[..len]), plain(&text[..len]), "{len}");
            for from in 0..len {
                assert_eq!(hash_of(text, from, len), plain(&text[from..len]));
            }
        }
        let dicts = crate::lexicon::Dicts::builtin();
        let background = super::super::background::Background::new(&dicts).unwrap();
        assert!(background.get(hash("改造".as_bytes())).log_df() > 5.0);
    }

    #[test]
    fn a_table_grows_and_tells_halves_of_hashes_apart() {
        let hashes: Vec<u64> = (0..5000_u64).map(|n| ((n / 2) << 32) | (n % 2)).collect();
        let mut table = Table::default();
        table.clear(0);
        for round in 0..2 {
            for (n, hash) in (0..).zip(&hashes) {
                let next = if round == 0 { n } else { u32::MAX - 1 };
                let id = table.intern(*hash, next, |id| hashes[id as usize] == *hash);
                assert_eq!(id, n);
            }
        }
        table.clear(0);
        assert_eq!(table.intern(hashes[7], 0, |_| true), 0);
    }

    #[test]
    fn meetings_are_never_told_too_low() {
        let pairs = |n: u32| (0..n).map(|i| [i, i * 7 % 13]);
        let mut meetings = Meetings::default();
        for round in 0..2 {
            meetings.clear(3000);
            for pair in pairs(2000) {
                meetings.add(pair, true);
            }
            for pair in pairs(2000).step_by(2) {
                meetings.add(pair, pair[0] % 4 == 0);
            }
            let again = |every: usize| pairs(2000).step_by(every).filter(|p| meetings.again(*p));
            assert_eq!(again(4).count(), 500, "round {round}");
            // A thousand and a half stood once; a few of them share a slot with others.
            assert!(again(1).count() < 1100, "{}", again(1).count());
        }
    }
}
