//! Arithmetic that the article itself claims: does it hold?

use crate::{
    document::Document, error::Result, extract::Extraction, lexicon::Dicts, segment::Tokens,
    span::Span,
};
use rust_decimal::Decimal;

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckKind {
    /// Parts and their total.
    Sum,
    /// A rate or share of two counts; an average; a multiple.
    Rate,
    /// A growth from two levels, or from a level and an increment.
    Change,
    /// The difference of two figures.
    Difference,
}

impl CheckKind {
    /// The word in the check record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            CheckKind::Sum => "sum",
            CheckKind::Rate => "rate",
            CheckKind::Change => "change",
            CheckKind::Difference => "difference",
        }
    }
}

/// A claim, recomputed.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// What is claimed.
    pub kind: CheckKind,
    /// Whether it holds within the rounding of the stated figures.
    pub holds: bool,
    /// The figure that the text states.
    pub stated: Decimal,
    /// The figure that the other figures give.
    pub actual: Decimal,
    /// How far `actual` may lie from `stated` by rounding.
    pub tolerance: Decimal,
    /// Indices of the statistics involved.
    pub statistics: Vec<usize>,
    /// From the first to the last of them in the normalized text.
    pub span: Span,
    /// One Chinese sentence that shows the computation.
    pub explanation: String,
}

/// Finds and recomputes claims. Immutable, shared by all threads.
#[derive(Debug)]
pub struct Checker {}

impl Checker {
    /// Loads cue words and rate nouns.
    ///
    /// # Errors
    /// A dictionary that is malformed.
    pub fn new(_dicts: &Dicts) -> Result<Self> {
        Ok(Checker {})
    }

    /// Checks a document. `out` is cleared first.
    pub fn check(
        &self,
        _document: &Document,
        _tokens: &Tokens,
        _extraction: &Extraction,
        out: &mut Vec<Check>,
    ) {
        out.clear();
    }
}
