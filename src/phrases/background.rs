//! The background table: in how many of 44,198 Chinese news texts a word or run of words
//! occurs, how often it stands in the lead there, and how often it comes again.
//!
//! A table of [`Slots`] of four bytes: the upper 20 bits are the upper bits of the hash, below
//! them 6 bits document frequency ([`Entry::df`]), 3 bits lead, 3 bits repetition.
//! `tools/phrase_background.rs` writes it.

use super::slots::Slots;
use crate::{error::Result, lexicon::Dicts};

/// The dictionary's name.
pub(super) const FILE: &str = "phrase_background.bin";
/// The first bytes of the file.
pub(super) const KIND: &[u8; 8] = b"TGPHRB1\n";

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
    slots: Slots<4>,
}

impl Background {
    /// Looks at the header of the table in force.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let slots = Slots::new(dicts, FILE, KIND, "background counts")?;
        Ok(Background { slots })
    }

    /// What is known of the run with this hash.
    #[inline]
    pub(super) fn get(&self, hash: u64) -> Entry {
        self.entry(hash, self.first(hash))
    }

    /// The first slot of a search: [`Slots::first`].
    #[inline]
    pub(super) fn first(&self, hash: u64) -> u32 {
        u32::from_le_bytes(self.slots.first(hash))
    }

    /// What is known of the run with this hash, whose first slot was read.
    #[inline]
    pub(super) fn entry(&self, hash: u64, first: u32) -> Entry {
        let mark = mark(hash);
        let is = |slot| u32::from_le_bytes(slot) & !0xFFF == mark;
        let found = self.slots.find(hash, first.to_le_bytes(), is);
        found.map_or(Entry::default(), |slot| {
            Entry::unpack(u32::from_le_bytes(slot))
        })
    }
}
