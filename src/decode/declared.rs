//! What a file says of its own encoding: a page's `meta`, an XML declaration, a header line
//! kept by a crawler. It is only a candidate: one page in twenty lies.

use encoding_rs::Encoding;

/// Declarations stand near the top.
const TOP: usize = 4096;

/// The encoding named in the first bytes, if any.
#[must_use]
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let top = bytes[..bytes.len().min(TOP)].to_ascii_lowercase();
    ["charset", "encoding"]
        .iter()
        .find_map(|key| named(&top, key.as_bytes()))
}

fn named(top: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    for at in memchr::memmem::find_iter(top, key) {
        let rest = top[at + key.len()..].trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else {
            continue;
        };
        let rest = rest.trim_ascii_start();
        let rest = rest
            .strip_prefix(b"\"")
            .or(rest.strip_prefix(b"'"))
            .unwrap_or(rest);
        let is_label = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':');
        let end = rest.iter().position(|b| !is_label(b)).unwrap_or(rest.len());
        if let Some(encoding) = Encoding::for_label(&rest[..end]) {
            return Some(encoding);
        }
    }
    None
}
