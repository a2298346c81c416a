//! Hashing of words and a table from hash to number that is emptied in no time.

/// A 64-bit hash of a string, the same on every machine: background tables are keyed by it.
#[must_use]
pub(super) fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut h = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        h = mix(h ^ u64::from_le_bytes(word), K);
    }
    let mut word = [0; 8];
    let rest = chunks.remainder();
    word[..rest.len()].copy_from_slice(rest);
    mix(h ^ u64::from_le_bytes(word), K)
}

fn mix(a: u64, k: u64) -> u64 {
    let wide = u128::from(a ^ 0x2D35_8DCC_AA6C_78A5) * u128::from(k);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// A slot: valid when its generation is the table's.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u64,
    generation: u32,
    id: u32,
}

/// Open addressing from hash to number; [`Table::clear`] costs nothing. A short article uses
/// the first slots alone, however long the one before it was: they stay in the cache.
#[derive(Debug, Default)]
pub(super) struct Table {
    slots: Vec<Slot>,
    /// So many slots are in use: a power of two.
    size: usize,
    generation: u32,
    used: usize,
    /// What [`Table::grow`] moves, to be used again.
    moved: Vec<Slot>,
}

/// Slots that a table begins with.
const LEAST: usize = 1 << 10;
/// A table of more slots is given back.
const MOST: usize = 1 << 20;

impl Table {
    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.used = 0;
        self.generation = self.generation.wrapping_add(1);
        if self.generation == 0 || self.slots.len() > MOST {
            self.slots = Vec::new();
            self.moved = Vec::new();
            self.generation = 1;
        }
        self.size = LEAST;
        self.slots
            .resize(self.slots.len().max(LEAST), Slot::default());
    }

    /// The number of `hash`; `next` is given to it when it is new. The flag says new.
    #[inline]
    pub(super) fn intern(&mut self, hash: u64, next: u32) -> (u32, bool) {
        if self.used * 2 >= self.size {
            self.grow();
        }
        let at = self.slot(hash);
        let slot = &mut self.slots[at];
        if slot.generation == self.generation {
            return (slot.id, false);
        }
        *slot = Slot {
            hash,
            generation: self.generation,
            id: next,
        };
        self.used += 1;
        (next, true)
    }

    /// Where `hash` is or would be.
    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let mask = self.size - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].generation == self.generation && self.slots[at].hash != hash {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let generation = self.generation;
        let used = self.slots.iter().take(self.size);
        self.moved.clear();
        self.moved
            .extend(used.filter(|s| s.generation == generation));
        for slot in self.slots.iter_mut().take(self.size) {
            slot.generation = 0;
        }
        self.size = (self.size * 2).max(LEAST);
        self.slots
            .resize(self.slots.len().max(self.size), Slot::default());
        for i in 0..self.moved.len() {
            let slot = self.moved[i];
            let at = self.slot(slot.hash);
            self.slots[at] = slot;
        }
    }
}
