//! JSON, one object a line. U+2028, U+2029 and U+0085 are escaped: some readers take them
//! for line ends.

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// Writes `record` and a line end.
///
/// # Errors
/// The writer's.
pub fn write_json<T: Serialize>(out: &mut impl Write, record: &T) -> io::Result<()> {
    record.serialize(&mut Serializer::with_formatter(&mut *out, LineSafe))?;
    out.write_all(b"\n")
}

/// Compact, with the three line separators escaped.
struct LineSafe;

impl Formatter for LineSafe {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        let mut rest = text;
        while let Some(at) = rest.find(['\u{2028}', '\u{2029}', '\u{85}']) {
            CompactFormatter.write_string_fragment(out, &rest[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            write!(out, "\\u{:04x}", c as u32)?;
            rest = &rest[at + c.len_utf8()..];
        }
        CompactFormatter.write_string_fragment(out, rest)
    }
}
