//! Pairs of symbols with their counts, by the first and by the second.

use super::{Symbol, bits_at};

/// Bits of a pair's entry: the second symbol and the level.
pub const PAIR: usize = 18;
/// Bits of a level.
const LEVEL: u32 = 6;

/// All pairs that were kept. Opening turns them around, so that what stands before a symbol is
/// found as fast as what follows it.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    end: usize,
    forward: Rows,
    backward: Rows,
}

/// For each symbol its neighbours in ascending order, each with a level in the lowest bits.
#[derive(Debug, Clone, Default)]
struct Rows {
    starts: Vec<u32>,
    entries: Vec<u32>,
}

/// The entry of a pair in the file.
#[must_use]
pub fn pair_bits(second: Symbol, level: u8) -> u32 {
    (u32::from(second) << LEVEL) | u32::from(level)
}

impl Pairs {
    /// Reads `count` pairs of `symbols` symbols that start at byte `at`.
    #[must_use]
    pub fn read(bytes: &[u8], at: usize, symbols: usize, count: usize) -> Option<Self> {
        let counts = bytes.get(at..at + 2 * symbols)?.chunks_exact(2);
        let mut starts = vec![0u32];
        let mut sum = 0u32;
        for two in counts {
            sum = sum.checked_add(u32::from(u16::from_le_bytes(two.try_into().ok()?)))?;
            starts.push(sum);
        }
        let from = at + 2 * symbols;
        let end = from + (count * PAIR).div_ceil(8) + 4;
        (sum as usize == count && end <= bytes.len()).then_some(())?;
        let entry = |i| bits_at(bytes, from, i * PAIR, PAIR);
        let entries: Vec<u32> = (0..count).map(entry).collect();
        let forward = Rows { starts, entries };
        let backward = forward.turned(symbols)?;
        Some(Pairs {
            end,
            forward,
            backward,
        })
    }

    /// One past the last byte, with the padding that reading needs.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// The level of a pair.
    #[inline]
    pub(super) fn level(&self, first: Symbol, second: Symbol) -> Option<u8> {
        let row = self.forward.row(first);
        let wanted = u32::from(second);
        let at = row.partition_point(|e| e >> LEVEL < wanted);
        let found = row.get(at).filter(|e| **e >> LEVEL == wanted)?;
        Some(level(*found))
    }

    /// What follows a symbol, with levels.
    pub(super) fn after(&self, first: Symbol) -> impl Iterator<Item = (Symbol, u8)> {
        self.forward.row(first).iter().map(|&e| split(e))
    }

    /// What stands before a symbol, with levels.
    pub(super) fn before(&self, second: Symbol) -> impl Iterator<Item = (Symbol, u8)> {
        self.backward.row(second).iter().map(|&e| split(e))
    }
}

impl Rows {
    fn row(&self, symbol: Symbol) -> &[u32] {
        let at = usize::from(symbol);
        let ends = self.starts.get(at).zip(self.starts.get(at + 1));
        let row = ends.and_then(|(&from, &to)| self.entries.get(from as usize..to as usize));
        row.unwrap_or(&[])
    }

    /// The same pairs by their second symbol; none when a symbol is out of bounds.
    fn turned(&self, symbols: usize) -> Option<Rows> {
        let mut starts = vec![0u32; symbols + 1];
        for entry in &self.entries {
            *starts.get_mut((entry >> LEVEL) as usize + 1)? += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![0u32; self.entries.len()];
        for first in 0..symbols {
            for &entry in self.row(first as Symbol) {
                let place = next.get_mut((entry >> LEVEL) as usize)?;
                *entries.get_mut(*place as usize)? = pair_bits(first as Symbol, level(entry));
                *place += 1;
            }
        }
        Some(Rows { starts, entries })
    }
}

fn level(entry: u32) -> u8 {
    (entry & ((1 << LEVEL) - 1)) as u8
}

fn split(entry: u32) -> (Symbol, u8) {
    ((entry >> LEVEL) as Symbol, level(entry))
}

#[cfg(test)]
mod tests {
    use super::{super::put_bits, *};

    #[test]
    fn pairs_both_ways() {
        let pairs = [(0u16, 1u16, 5u8), (1, 0, 63), (1, 2, 0), (2, 2, 7)];
        let mut bytes: Vec<u8> = [1u16, 2, 1].iter().flat_map(|n| n.to_le_bytes()).collect();
        bytes.resize(6 + (4 * PAIR).div_ceil(8) + 4, 0);
        for (i, (_, second, level)) in pairs.iter().enumerate() {
            put_bits(&mut bytes[6..], i * PAIR, pair_bits(*second, *level));
        }
        let read = Pairs::read(&bytes, 0, 3, 4).unwrap();
        for (first, second, level) in pairs {
            assert_eq!(read.level(first, second), Some(level));
        }
        assert_eq!(read.level(0, 2), None);
        assert_eq!(read.before(2).collect::<Vec<_>>(), [(1, 0), (2, 7)]);
        assert_eq!(read.after(1).collect::<Vec<_>>(), [(0, 63), (2, 0)]);
        assert!(Pairs::read(&bytes, 0, 3, 5).is_none());
    }
}
