//! Bytes to text: UTF-8 with or without BOM, GB18030 (and so GBK, GB2312), Big5, UTF-16.

use crate::input::Source;

/// Decodes a file. Line ends become LF, a BOM is removed, nothing else is changed.
///
/// `label` is a WHATWG encoding name that overrides detection.
#[must_use]
pub fn decode(bytes: &[u8], label: Option<&'static encoding_rs::Encoding>) -> (String, Source) {
    let utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = match label {
        Some(encoding) => encoding,
        None => encoding_rs::Encoding::for_bom(bytes)
            .map(|(e, _)| e)
            .unwrap_or_else(|| {
                if utf8 {
                    encoding_rs::UTF_8
                } else {
                    let mut detector =
                        chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
                    detector.feed(bytes, true);
                    let found = detector.guess(None, chardetng::Utf8Detection::Allow);
                    if found == encoding_rs::GBK {
                        encoding_rs::GB18030
                    } else {
                        found
                    }
                }
            }),
    };
    let (text, encoding, _) = encoding.decode(bytes);
    let replaced = text.matches('\u{FFFD}').count() as u64;
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.into_owned()
    };
    let source = Source {
        format: "text".to_owned(),
        encoding: encoding.name().to_owned(),
        bytes: bytes.len() as u64,
        replaced,
    };
    (text, source)
}
