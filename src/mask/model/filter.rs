//! The n-gram table: a binary fuse filter whose slots hold a fingerprint and a count.

/// Bits of a slot: fingerprint and level.
const SLOT: usize = 14;
/// Bits of a level.
const LEVEL: u32 = 6;

/// Where the slots lie in the file, and how keys find them.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    at: usize,
    segments: u32,
    segment: u32,
    slots: u32,
}

/// The count that a level stands for.
#[inline]
#[must_use]
pub fn count_of(level: u8) -> f32 {
    (f32::from(level) * STEP + 1.0).exp2()
}

/// The level nearest to a count.
#[inline]
#[must_use]
pub fn level_of(count: f32) -> u8 {
    ((count.max(1.0).log2() - 1.0) / STEP)
        .round()
        .clamp(0.0, 63.0) as u8
}

/// Doublings of the count from one level to the next: 64 levels reach 2^24.
const STEP: f32 = 0.37;

/// What the three slots of `key` must give together: the fingerprint above the level.
#[must_use]
pub fn slot_bits(key: u64, seed: u64, level: u8) -> u16 {
    (fingerprint(mix(key, seed)) << LEVEL) | u16::from(level)
}

fn mix(key: u64, seed: u64) -> u64 {
    let mut h = key.wrapping_add(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

fn fingerprint(hash: u64) -> u16 {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u16
}

impl Filter {
    /// A table of `slots` slots that starts at byte `at`.
    #[must_use]
    pub fn new(at: usize, segments: u32, segment: u32, slots: u32) -> Self {
        Filter {
            at,
            segments,
            segment,
            slots,
        }
    }

    /// One past the last byte, with the padding that reading needs.
    #[must_use]
    pub fn end(&self) -> usize {
        self.at + (self.slots as usize * SLOT).div_ceil(8) + 4
    }

    /// The slots of a key.
    #[inline]
    #[must_use]
    pub fn places(&self, key: u64, seed: u64) -> [u32; 3] {
        self.places_of(mix(key, seed))
    }

    #[inline]
    fn places_of(&self, hash: u64) -> [u32; 3] {
        let span = u64::from(self.segments) * u64::from(self.segment);
        let first = ((u128::from(hash) * u128::from(span)) >> 64) as u32;
        let mask = self.segment.wrapping_sub(1);
        let second = (first + self.segment) ^ ((hash >> 18) as u32 & mask);
        let third = (first + 2 * self.segment) ^ (hash as u32 & mask);
        [first, second, third]
    }

    /// The level kept for a key.
    #[inline]
    #[must_use]
    pub fn get(&self, bytes: &[u8], key: u64, seed: u64) -> Option<u8> {
        let hash = mix(key, seed);
        let slots = self.places_of(hash).map(|place| self.slot(bytes, place));
        let bits = slots[0] ^ slots[1] ^ slots[2];
        (bits >> LEVEL == fingerprint(hash)).then_some((bits & ((1 << LEVEL) - 1)) as u8)
    }

    #[inline]
    fn slot(&self, bytes: &[u8], place: u32) -> u16 {
        super::bits_at(bytes, self.at, place as usize * SLOT, SLOT) as u16
    }

    /// Writes `bits` into a slot of `table`, the slots alone.
    pub fn put(table: &mut [u8], place: u32, bits: u16) {
        super::put_bits(table, place as usize * SLOT, u32::from(bits));
    }
}
