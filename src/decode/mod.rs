//! Bytes to text: UTF-8 with or without BOM, GB18030 (and so GBK, GB2312), Big5 with the
//! Hong Kong supplement, UTF-16.
//!
//! The encoding is found in this order: what the caller says, the BOM, valid UTF-8, NUL
//! bytes that betray UTF-16, and then a comparison of the candidates (what the file declares,
//! GB18030, Big5, UTF-8 with damage, the guess of `chardetng`) by how much of the text they
//! turn into the commonest Chinese characters. A few bad bytes do not change the outcome, as
//! they would with a detector that rules an encoding out at the first of them.

mod declared;
mod score;

use crate::input::Source;
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

pub use declared::declared;

/// So many bytes are compared when encodings are weighed.
const SAMPLE: usize = 128 << 10;

/// Decodes a file. Line ends become LF, a BOM is removed, nothing else is changed.
///
/// `label` is an encoding that overrides detection.
#[must_use]
pub fn decode(bytes: &[u8], label: Option<&'static Encoding>) -> (String, Source) {
    decode_from(bytes, label, None)
}

/// As [`decode`]; `said` is what the container declares (the head of a web server): a
/// candidate like the file's own declaration.
#[must_use]
pub fn decode_from(
    bytes: &[u8],
    label: Option<&'static Encoding>,
    said: Option<&'static Encoding>,
) -> (String, Source) {
    let encoding = label.unwrap_or_else(|| detect(bytes, said));
    let (text, replaced) = replace(skip_bom(bytes, encoding), encoding);
    let source = Source {
        format: "text".to_owned(),
        encoding: encoding.name().to_owned(),
        bytes: bytes.len() as u64,
        replaced,
    };
    (line_ends(text), source)
}

/// The encoding of `bytes`, of which a container may have `said` something.
#[must_use]
pub fn detect(bytes: &[u8], said: Option<&'static Encoding>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() && !looks_wide(bytes) {
        return UTF_8;
    }
    utf16(bytes).unwrap_or_else(|| weigh(bytes, said))
}

/// The candidate that makes the most sense of the bytes; among equals the first.
fn weigh(bytes: &[u8], said: Option<&'static Encoding>) -> &'static Encoding {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let said = [said.map(superset), declared(bytes).map(superset)];
    let usual = [GB18030, BIG5, UTF_8].map(Some);
    // Text without an ASCII character may still be UTF-16, and a file in Latin letters Latin.
    let wide = [UTF_16LE, UTF_16BE].map(Some);
    let mut best = (f64::NEG_INFINITY, GB18030);
    for encoding in said.into_iter().chain(usual).flatten() {
        let score = score::in_step(sample, encoding);
        if score > best.0 {
            best = (score, encoding);
        }
        if score > score::CERTAIN && sample.len() >= score::SHORT {
            return encoding;
        }
    }
    if best.0 > score::CLEAR {
        return best.1;
    }
    for encoding in std::iter::once(guess(sample)).chain(wide).flatten() {
        let score = score::in_step(sample, encoding);
        // Any bytes are some UTF-16: a file of no text at all must not pass for it.
        let believed = encoding.is_single_byte() || score > score::DOUBTFUL;
        if believed && score > best.0 {
            best = (score, encoding);
        }
    }
    best.1
}

/// The detector's guess among the alphabets. A short Chinese text may pass for Japanese or
/// Korean; such a file must say so itself.
fn guess(sample: &[u8]) -> Option<&'static Encoding> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    Some(guess).filter(|g| g.is_single_byte())
}

/// GB18030 reads all that GBK and GB2312 can write.
fn superset(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// True when NUL bytes stand among the first ones: text has none.
fn looks_wide(bytes: &[u8]) -> bool {
    memchr::memchr(0, &bytes[..bytes.len().min(4096)]).is_some()
}

/// UTF-16 without a BOM: its ASCII characters and line ends have a NUL beside them, always
/// on the same side.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let (mut big, mut little) = (0, 0);
    for pair in sample.chunks_exact(2) {
        big += usize::from(pair[0] == 0 && pair[1] != 0);
        little += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    let (most, least, encoding) = match big > little {
        true => (big, little, UTF_16BE),
        false => (little, big, UTF_16LE),
    };
    let believed = most >= 2 && most > least * 8 && score::of(sample, encoding) > score::DOUBTFUL;
    believed.then_some(encoding)
}

fn skip_bom<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> &'a [u8] {
    match Encoding::for_bom(bytes) {
        Some((of, length)) if of == encoding => &bytes[length..],
        // GB18030's own BOM.
        None if encoding == GB18030 => bytes.strip_prefix(b"\x84\x31\x95\x33").unwrap_or(bytes),
        _ => bytes,
    }
}

/// Decodes, putting U+FFFD for every sequence that is no text, and counts these. One that
/// stands in the source counts nothing.
fn replace(bytes: &[u8], encoding: &'static Encoding) -> (String, u64) {
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return (text.to_owned(), 0);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // A replacement may take three bytes where the source had one.
    let mut text = String::with_capacity(bytes.len() * 3 / 2 + 16);
    let (mut at, mut replaced) = (0, 0);
    loop {
        let (result, read) =
            decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return (text, replaced),
            DecoderResult::OutputFull => text.reserve((bytes.len() - at) * 2 + 64),
            DecoderResult::Malformed(..) => {
                replaced += 1;
                text.push('\u{FFFD}');
            }
        }
    }
}

/// CRLF and CR become LF.
fn line_ends(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests;
