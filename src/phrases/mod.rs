//! Key phrases: candidates over the token stream, scored and ranked.

use crate::{document::Document, error::Result, lexicon::Dicts, segment::Tokens, span::Span};

/// A key phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// Its words.
    pub text: String,
    /// 0…1.
    pub score: f64,
    /// All occurrences in the normalized text.
    pub spans: Vec<Span>,
    /// Whether it stands in the title.
    pub in_title: bool,
}

/// Ranks phrases. Immutable, shared by all threads.
#[derive(Debug)]
pub struct PhraseRanker {}

impl PhraseRanker {
    /// Loads background counts, weights and stop words.
    ///
    /// # Errors
    /// A dictionary that is malformed.
    pub fn new(_dicts: &Dicts) -> Result<Self> {
        Ok(PhraseRanker {})
    }

    /// The best `top` phrases, best first. `out` is cleared first.
    pub fn rank(&self, _document: &Document, _tokens: &Tokens, _top: usize, out: &mut Vec<Phrase>) {
        out.clear();
    }
}
