//! The background table: in how many of 44,198 Chinese news texts a word or run of words
//! occurs, how often it stands in the lead there, and how often it comes again.
//!
//! The file is the table itself, so that loading it costs nothing. Little-endian:
//! 8 bytes `TGPHRB1\n`, u32 documents, u32 logarithm of the number of slots, u64 checksum of
//! the slots, then a u32 a slot: the upper 20 bits are the upper bits of the hash, below
//! them 6 bits document frequency ([`Entry::df`]), 3 bits lead, 3 bits repetition. Empty
//! slots are 0; the lower bits of the hash say where to look, the next slot follows.
//! `tools/phrase_background.rs` writes it.

use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use std::borrow::Cow;

/// The dictionary's name.
pub(super) const FILE: &str = "phrase_background.bin";
/// The first bytes of the file.
pub(super) const MAGIC: &[u8; 8] = b"TGPHRB1\n";
/// Bytes before the slots.
pub(super) const HEADER: usize = 24;

/// What is known of one run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// `4 · log2(documents)` rounded, plus one; 0 when it is not in the table.
    pub(super) df: u8,
    /// Share of those documents that have it in the lead, in eighths.
    pub(super) lead: u8,
    /// `2 · log2(occurrences / documents)`, at most 7.
    pub(super) again: u8,
}

impl Entry {
    /// The lower 12 bits of a slot; never 0.
    pub(super) fn pack(self) -> u32 {
        u32::from(self.df.clamp(1, 63)) << 6
            | u32::from(self.lead.min(7)) << 3
            | u32::from(self.again.min(7))
    }

    fn unpack(slot: u32) -> Self {
        Entry {
            df: (slot >> 6 & 63) as u8,
            lead: (slot >> 3 & 7) as u8,
            again: (slot & 7) as u8,
        }
    }

    /// Logarithm to the base 2 of the document frequency; −1 when unknown.
    pub(super) fn log_df(self) -> f32 {
        match self.df {
            0 => -1.0,
            df => f32::from(df - 1) / 4.0,
        }
    }
}

/// The bits of a hash that a slot keeps.
pub(super) fn mark(hash: u64) -> u32 {
    (hash >> 44 << 12) as u32
}

/// The table.
#[derive(Debug)]
pub(super) struct Background {
    bytes: Cow<'static, [u8]>,
    mask: usize,
}

impl Background {
    /// Looks at the header of the table in force.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let (bytes, path) = dicts.bytes(FILE)?;
        let bad = |why: &str| Error::dictionary(why.to_owned()).at_path(&path);
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return Err(bad("not a table of background counts"));
        }
        let log = u32::from_le_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
        let slots = 1_usize.checked_shl(log).unwrap_or(0);
        if slots == 0 || bytes.len() - HEADER != slots.saturating_mul(4) {
            return Err(bad("its length is not what its header says"));
        }
        Ok(Background {
            bytes,
            mask: slots - 1,
        })
    }

    /// What is known of the run with this hash.
    #[inline]
    pub(super) fn get(&self, hash: u64) -> Entry {
        self.entry(hash, self.first(hash))
    }

    /// The slot where the search for this hash begins. The table is larger than the nearest
    /// caches: whoever looks many runs up reads all their first slots before any is looked
    /// at, so that the processor waits for them together.
    #[inline]
    pub(super) fn first(&self, hash: u64) -> u32 {
        self.slot(hash as usize & self.mask)
    }

    /// What is known of the run with this hash, whose first slot was read.
    #[inline]
    pub(super) fn entry(&self, hash: u64, first: u32) -> Entry {
        let mark = mark(hash);
        let (mut at, mut slot) = (hash as usize & self.mask, first);
        // A full table (a user's, malformed) must not hang the search.
        for _ in 0..64 {
            if slot == 0 {
                break;
            }
            if slot & !0xFFF == mark {
                return Entry::unpack(slot);
            }
            at = (at + 1) & self.mask;
            slot = self.slot(at);
        }
        Entry::default()
    }

    #[inline]
    fn slot(&self, at: usize) -> u32 {
        let from = HEADER + at * 4;
        match self.bytes.get(from..from + 4) {
            Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
            _ => 0,
        }
    }
}
