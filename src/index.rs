//! Offset tables: from byte offsets to characters, UTF-16 units, and back.

/// The unit in which a report counts offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Unicode scalar values.
    #[default]
    Char,
    /// Bytes of UTF-8.
    Byte,
    /// UTF-16 code units.
    Utf16,
}

impl Unit {
    /// The word in the record's `offsets` field.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Unit::Char => "char",
            Unit::Byte => "byte",
            Unit::Utf16 => "utf16",
        }
    }
}

/// Bytes between two checkpoints of an [`OffsetTable`].
const STEP: usize = 256;

/// Byte offsets of one text converted to another unit in O(1): a checkpoint every 256
/// bytes, and a count from there.
#[derive(Debug, Clone, Default)]
pub struct OffsetTable {
    unit: Unit,
    checkpoints: Vec<u32>,
}

impl OffsetTable {
    /// Builds the table for `text`.
    #[must_use]
    pub fn new(text: &str, unit: Unit) -> Self {
        let mut table = OffsetTable {
            unit,
            checkpoints: Vec::new(),
        };
        table.rebuild(text, unit);
        table
    }

    /// Builds the table again for another text, keeping the memory.
    pub fn rebuild(&mut self, text: &str, unit: Unit) {
        self.unit = unit;
        self.checkpoints.clear();
        if unit == Unit::Byte {
            return;
        }
        let mut seen = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            self.checkpoints.push(seen);
            seen += units(chunk, unit);
        }
        self.checkpoints.push(seen);
    }

    /// Converts a byte offset of `text` (the text the table was built for).
    #[must_use]
    pub fn get(&self, text: &str, byte: usize) -> usize {
        if self.unit == Unit::Byte {
            return byte;
        }
        let slot = byte / STEP;
        let Some(&before) = self.checkpoints.get(slot) else {
            return byte;
        };
        before as usize + units(&text.as_bytes()[slot * STEP..byte], self.unit) as usize
    }
}

/// Units that start in `bytes`: a character counts where its first byte stands.
fn units(bytes: &[u8], unit: Unit) -> u32 {
    let count: usize = bytes
        .iter()
        .map(|&b| usize::from(b & 0xC0 != 0x80) + usize::from(unit == Unit::Utf16 && b >= 0xF0))
        .sum();
    count as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        let text = "西乡a街道*🀄é".repeat(60);
        for (unit, count) in [
            (
                Unit::Char,
                (|s: &str| s.chars().count()) as fn(&str) -> usize,
            ),
            (Unit::Utf16, |s: &str| s.encode_utf16().count()),
            (Unit::Byte, |s: &str| s.len()),
        ] {
            let table = OffsetTable::new(&text, unit);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(table.get(&text, at), count(&text[..at]), "{unit:?} at {at}");
            }
        }
    }
}
