//! Tables that are used as they lie in their file, so that loading one costs nothing.
//!
//! Little-endian: 8 bytes that name the kind, u32 how many entries or documents, u32 logarithm
//! of the number of slots, u64 checksum of the slots, then the slots of `WIDTH` bytes each.
//! Empty slots are 0; the lower bits of a hash say where to look, the next slot follows.

use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use std::borrow::Cow;

/// Bytes before the slots.
const HEADER: usize = 24;

/// The slots of one table.
#[derive(Debug)]
pub(super) struct Slots<const WIDTH: usize> {
    bytes: Cow<'static, [u8]>,
    mask: usize,
}

impl<const WIDTH: usize> Slots<WIDTH> {
    /// Looks at the header of the table in force. `kind` is how its file begins, `what` says
    /// what it holds.
    pub(super) fn new(dicts: &Dicts, file: &str, kind: &[u8; 8], what: &str) -> Result<Self> {
        let (bytes, path) = dicts.bytes(file)?;
        let bad = |why: String| Error::dictionary(why).at_path(&path);
        if bytes.len() < HEADER || &bytes[..8] != kind {
            return Err(bad(format!("not a table of {what}")));
        }
        let log = u32::from_le_bytes([bytes[12], bytes[13], bytes[14], bytes[15]]);
        let slots = 1_usize.checked_shl(log).unwrap_or(0);
        if slots == 0 || bytes.len() - HEADER != slots.saturating_mul(WIDTH) {
            return Err(bad("its length is not what its header says".to_owned()));
        }
        Ok(Slots {
            bytes,
            mask: slots - 1,
        })
    }

    /// The number of the slot where the search for a hash begins, or goes on behind another.
    #[inline]
    pub(super) fn at(&self, number: usize) -> usize {
        number & self.mask
    }

    /// The slot of a number that [`Slots::at`] gives.
    #[inline]
    pub(super) fn slot(&self, at: usize) -> [u8; WIDTH] {
        let from = HEADER + at * WIDTH;
        let slot = self.bytes.get(from..).and_then(<[u8]>::first_chunk);
        slot.copied().unwrap_or([0; WIDTH])
    }
}

/// The bytes before the slots.
pub(super) fn header(kind: &[u8; 8], entries: u32, log: u32, checksum: u64) -> Vec<u8> {
    let mut bytes = kind.to_vec();
    bytes.extend(entries.to_le_bytes());
    bytes.extend(log.to_le_bytes());
    bytes.extend(checksum.to_le_bytes());
    bytes
}
