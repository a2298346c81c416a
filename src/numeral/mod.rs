//! Written numbers: where a numeral starts and ends, and its exact value.
//!
//! `26`, `1,234.5`, `1.2万`, `三千五百`, `十几`, `3-5万`. Units and measure words belong to
//! `extract`; here only the numeral itself is known.

use crate::span::Span;
use rust_decimal::Decimal;

/// A numeral with its exact value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numeral {
    /// Span in the normalized text.
    pub span: Span,
    /// Exact value, 万 and 亿 multiplied out; none for a range and for 几, 数, 十几.
    pub value: Option<Decimal>,
    /// Lower bound; equal to `value` when exact.
    pub lo: Option<Decimal>,
    /// Upper bound; none when open (2000余).
    pub hi: Option<Decimal>,
    /// True for a numeral that is as likely a part of a word (一, 三, 万 alone): the
    /// segmenter's word boundaries decide.
    pub weak: bool,
}

/// Finds the numerals of `text` in order. First version: Arabic digits.
pub fn scan(text: &str, out: &mut Vec<Numeral>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && (bytes[at].is_ascii_digit() || bytes[at] == b'.') {
            at += 1;
        }
        while bytes[at - 1] == b'.' {
            at -= 1;
        }
        let value = text[start..at].parse::<Decimal>().ok();
        let span = Span::new(start, at);
        out.push(Numeral {
            span,
            value,
            lo: value,
            hi: value,
            weak: false,
        });
    }
}
