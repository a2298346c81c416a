//! Written numbers: where a numeral starts and ends, and its exact value.
//!
//! `26`, `1,234.5`, `1.2万`, `三千五百`, `十几`, `3-5万`, `百分之五`, `2/3`. Units and
//! measure words belong to `extract`; here only the numeral itself is known.

mod atom;
mod digit;
mod scan;
mod scientific;
#[cfg(test)]
mod tests;

pub use atom::Vague;

use crate::span::Span;
use rust_decimal::Decimal;

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One number.
    Plain,
    /// Two bounds: `3-5万`, `三到五`.
    Range,
    /// 百分之五, 千分之六, 万分之三; the value is in percent.
    Percent,
    /// 三分之二, `1/3`.
    Fraction,
    /// `35.5:64.5`, 三比一; also a time of day that no date has claimed.
    Ratio,
    /// Several dots: `2014.11.12`, `1.2.3`.
    Dotted,
}

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
    /// How it is written.
    pub form: Form,
    /// 余, 多, 几 … inside it.
    pub vague: Option<Vague>,
    /// The two numbers of a fraction or ratio.
    pub ratio: Option<(Decimal, Decimal)>,
    /// Starts with an Arabic digit.
    pub arabic: bool,
    /// Only multipliers: 百, 千万.
    pub bare: bool,
    /// Part of a Latin word: `PM2.5`, `F-18`.
    pub glued: bool,
}

impl Numeral {
    fn new(span: Span, bounds: Option<(Decimal, Decimal)>, form: Form) -> Self {
        let (lo, hi) = bounds.unzip();
        Numeral {
            span,
            value: lo.filter(|_| lo == hi),
            lo,
            hi,
            weak: false,
            form,
            vague: None,
            ratio: None,
            arabic: false,
            bare: false,
            glued: false,
        }
    }
}

/// Finds the numerals of `text` in order. Linear in the length of the text.
pub fn scan(text: &str, out: &mut Vec<Numeral>) {
    scan::scan(text, out);
}
