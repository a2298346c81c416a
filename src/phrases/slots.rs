//! Tables that are used as they lie in their file, so that loading one costs nothing.
//!
//! Little-endian: 8 bytes that name the kind, u32 how many entries or documents, u32 logarithm
//! of the number of slots, u64 checksum of the slots, then the slots of `WIDTH` bytes each.
//! Empty slots are 0; the lower bits of a hash say where to look, the next slot follows.

use super::table::hash;
use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use std::borrow::Cow;

/// Bytes before the slots.
const HEADER: usize = 24;
/// No entry stands further from where its search begins: a full table must not hang it.
pub(super) const REACH: usize = 256;

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
        let table = Slots {
            bytes,
            mask: slots - 1,
        };
        // What is built in was checked when it was tested.
        if matches!(table.bytes, Cow::Owned(_)) && !table.is_whole() {
            return Err(bad("its checksum is not that of its slots".to_owned()));
        }
        Ok(table)
    }

    /// Whether the slots are those of the checksum: the hash of all dictionaries is that of
    /// the headers.
    fn is_whole(&self) -> bool {
        let checksum = self.bytes[16..].first_chunk().copied();
        checksum.map(u64::from_le_bytes) == Some(hash(&self.bytes[HEADER..]))
    }

    /// The slot where the search for a hash begins. The tables are larger than the nearest
    /// caches: whoever looks many hashes up reads all their first slots before any is looked
    /// at, so that the processor waits for them together.
    #[inline]
    pub(super) fn first(&self, hash: u64) -> [u8; WIDTH] {
        self.slot(hash as usize & self.mask)
    }

    /// The slot that is that of a hash, whose first slot was read.
    #[inline]
    pub(super) fn find(
        &self,
        hash: u64,
        first: [u8; WIDTH],
        is: impl Fn([u8; WIDTH]) -> bool,
    ) -> Option<[u8; WIDTH]> {
        let (mut at, mut slot) = (hash as usize & self.mask, first);
        for _ in 0..REACH {
            if slot == [0; WIDTH] {
                return None;
            }
            if is(slot) {
                return Some(slot);
            }
            at = (at + 1) & self.mask;
            slot = self.slot(at);
        }
        None
    }

    #[inline]
    fn slot(&self, at: usize) -> [u8; WIDTH] {
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

#[cfg(test)]
mod tests {
    use super::{super::background, super::words, *};

    #[test]
    fn built_in_tables_have_the_checksums_of_their_slots() {
        let dicts = Dicts::builtin();
        let counts = Slots::<4>::new(&dicts, background::FILE, background::KIND, "").unwrap();
        let weights = Slots::<8>::new(&dicts, words::FILE, words::KIND, "").unwrap();
        assert!(counts.is_whole() && weights.is_whole());
    }

    #[test]
    fn a_table_of_other_length_is_none() {
        let dicts = Dicts::builtin();
        let told = Slots::<8>::new(&dicts, background::FILE, background::KIND, "counts");
        assert!(told.unwrap_err().to_string().contains("its length"));
        let told = Slots::<8>::new(&dicts, background::FILE, words::KIND, "weights");
        assert!(
            told.unwrap_err()
                .to_string()
                .contains("not a table of weights")
        );
    }
}
