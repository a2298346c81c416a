//! Numeral and unit to statistic: kinds, values, modifiers, and what does not count.

use super::{Context, DateMention, StatKind, Statistic};
use crate::{error::Result, lexicon::Dicts};

/// Finds quantities.
#[derive(Debug)]
pub(super) struct QuantityFinder {}

impl QuantityFinder {
    pub(super) fn new(_dicts: &Dicts) -> Result<Self> {
        Ok(QuantityFinder {})
    }

    /// Finds the statistics of the content part, in text order; numerals inside `dates` are
    /// theirs.
    pub(super) fn find(
        &self,
        context: &Context<'_>,
        dates: &[DateMention],
        out: &mut Vec<Statistic>,
    ) {
        for numeral in &context.tokens.numerals {
            let Some(sentence) = context.document.sentence_at(numeral.span.from()) else {
                continue;
            };
            if !context.document.sentences[sentence].role.is_content()
                || numeral.weak
                || dates.iter().any(|d| d.core.overlaps(numeral.span))
            {
                continue;
            }
            out.push(Statistic {
                kind: StatKind::Number,
                span: numeral.span,
                core: numeral.span,
                number: numeral.span,
                value: numeral.value,
                lo: numeral.lo,
                hi: numeral.hi,
                iso: None,
                ratio: None,
                approx: None,
                unit: None,
                unit_text: None,
                of: None,
                change: None,
                per: None,
                date: None,
                sentence: sentence as u32,
                rule: "number.bare",
                flags: Vec::new(),
            });
        }
    }
}
