//! Arithmetic that the article itself claims: does it hold?
//!
//! The statistics of a document become a row of figures ([`figure`]), each with the interval
//! that its rounding allows ([`stated`], [`interval`]). Finders, one file a kind, look for
//! figures that the text itself ties together and make claims of them ([`claim`]): a claim
//! that holds is always reported, one that fails only when its tie is sure.

mod average;
mod balance;
mod calendar;
mod claim;
mod cues;
mod cues_time;
mod figure;
mod growth;
mod interval;
mod lists;
mod moment;
mod parallel;
mod plain;
mod portion;
mod rate;
mod shares;
mod siblings;
mod stated;
mod steps;
mod sum;
mod tables;
mod views;
mod yearly;

use crate::{
    document::Document, error::Result, extract::Extraction, lexicon::Dicts, segment::Tokens,
    span::Span,
};
use rust_decimal::Decimal;

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
pub struct Checker {
    cues: cues::Cues,
}

impl Checker {
    /// Loads cue words and rate nouns.
    ///
    /// # Errors
    /// A dictionary that is malformed.
    pub fn new(dicts: &Dicts) -> Result<Self> {
        let cues = cues::Cues::new(dicts)?;
        Ok(Checker { cues })
    }

    /// Checks a document. `out` is cleared first.
    pub fn check(
        &self,
        document: &Document,
        tokens: &Tokens,
        extraction: &Extraction,
        out: &mut Vec<Check>,
    ) {
        out.clear();
        let (text, cues) = (document.text(), &self.cues);
        let figures = figure::figures(document, tokens, extraction, cues);
        let lists = lists::lists(&figures, cues);
        let mut claims = Vec::new();
        sum::of_lists(&lists, &figures, text, &mut claims);
        sum::of_totals(&figures, cues, text, &mut claims);
        views::find(&figures, cues, text, &mut claims);
        rate::of_nouns(&figures, cues, text, &mut claims);
        portion::find(&figures, &lists, cues, text, &mut claims);
        siblings::find(&figures, cues, text, &mut claims);
        growth::find(&figures, cues, text, &mut claims);
        steps::find(&figures, cues, text, &mut claims);
        yearly::find(&figures, &extraction.dates, cues, text, &mut claims);
        parallel::find(&figures, &extraction.dates, cues, text, &mut claims);
        average::find(&figures, cues, text, &mut claims);
        balance::find(&figures, cues, text, &mut claims);
        shares::find(&figures, cues, text, &mut claims);
        plain::find(&figures, text, &mut claims);
        calendar::find(document, &figures, &extraction.dates, cues, out);
        claim::judge(claims, &figures, text, out);
    }
}
