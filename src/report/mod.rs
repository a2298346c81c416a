//! The records of the output contract (`docs/output.md`). Offsets are converted here, once:
//! from bytes of the normalized text to the reader's unit in the original text.

mod article;
mod records;
pub mod rows;
mod shapes;

pub use article::{article, checks, dates, masks, phrases, statistics, tokens, tool};
pub use records::{ErrorRecord, PackRecord, pack};
pub use shapes::{
    ArticleRecord, CandidateRecord, ChangeRecord, CheckRecord, DateRecord, MaskRecord,
    PhraseRecord, Phrased, SourceRecord, StatisticRecord, TokenRecord, ToolRecord,
};

use crate::{pipeline::Analysis, span::Span};
use rust_decimal::Decimal;

/// A pair of offsets in the reader's unit.
pub type Pair = [usize; 2];

impl<'a> Analysis<'a> {
    /// The surface of a normalized span in the original text and its offsets in the
    /// reader's unit.
    #[must_use]
    pub fn place(&self, span: Span) -> (&'a str, Pair) {
        let original = self.document.normal.map.original(span);
        (original.of(&self.document.original), self.units(original))
    }

    /// The offsets of a span of the original text in the reader's unit.
    #[must_use]
    pub fn units(&self, span: Span) -> Pair {
        let text = &self.document.original;
        [
            self.offsets.get(text, span.from()),
            self.offsets.get(text, span.to()),
        ]
    }
}

/// A decimal as the contract writes it: no exponent, no trailing zeros.
#[must_use]
pub fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

/// Rounded to four decimals.
fn four(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
