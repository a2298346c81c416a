//! Key phrases: what an editor would write on the folder.
//!
//! Five steps, each in its file: runs of words of the title and body are counted
//! ([`grams`](self)), those that may be a phrase are picked (`candidates`) and described by
//! evidence (`features`), a small additive model turns evidence into a probability (`model`,
//! weights in `dicts/phrase_weights.toml` and
//! `dicts/phrase_words.txt`), and the best that do not overlap are taken
//! (`select`). `docs/phrases.md` says what each piece of evidence is worth.

mod background;
mod candidates;
pub mod census;
mod classes;
mod counting;
mod features;
mod grams;
mod items;
mod model;
mod ordinals;
mod select;
mod table;

use crate::{document::Document, error::Result, lexicon::Dicts, segment::Tokens, span::Span};
use background::Background;
use classes::StopWords;
use model::Model;
use select::Candidate;

pub use counting::Counter;
pub use grams::Scratch;

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
pub struct PhraseRanker {
    stop: StopWords,
    model: Model,
    background: Background,
}

impl PhraseRanker {
    /// Loads background counts, weights and stop words.
    ///
    /// # Errors
    /// A dictionary that is malformed.
    pub fn new(dicts: &Dicts) -> Result<Self> {
        Ok(PhraseRanker {
            stop: StopWords::new(dicts)?,
            model: Model::new(dicts)?,
            background: Background::new(dicts)?,
        })
    }

    /// The best `top` phrases, best first. `title` holds the tokens of a title that does
    /// not stand in the text (empty otherwise). `out` is cleared first.
    pub fn rank(
        &self,
        document: &Document,
        title: &Tokens,
        tokens: &Tokens,
        top: usize,
        scratch: &mut Scratch,
        out: &mut Vec<Phrase>,
    ) {
        out.clear();
        let body = document.text();
        scratch.read(document, title, tokens);
        scratch.count(body, &self.stop);
        let mut candidates = std::mem::take(&mut scratch.candidates);
        candidates.clear();
        candidates::each(scratch, &self.background, &self.stop, body, |gram, bins| {
            let score = self.model.logit(bins);
            candidates.push(Candidate { score, gram });
        });
        for candidate in &mut candidates {
            let gram = &scratch.grams[candidate.gram as usize];
            candidate.score += self.model.words(scratch, gram);
        }
        scratch.candidates = candidates;
        select::select(scratch, body, top, out);
    }
}

/// Names of the features of the model and how many bins each has: for `tools/`.
pub fn features() -> impl Iterator<Item = (&'static str, usize)> {
    features::FEATURES.iter().copied()
}

impl PhraseRanker {
    /// The candidates of a document with the bin of each feature, their first and last word:
    /// for `tools/`.
    pub fn explain(
        &self,
        document: &Document,
        title: &Tokens,
        tokens: &Tokens,
        scratch: &mut Scratch,
    ) -> Vec<(String, Vec<u16>, [String; 2])> {
        let body = document.text();
        scratch.read(document, title, tokens);
        scratch.count(body, &self.stop);
        let mut explained = Vec::new();
        candidates::each(scratch, &self.background, &self.stop, body, |gram, bins| {
            explained.push((gram, bins.to_vec()));
        });
        let explained = explained.into_iter().map(|(gram, bins)| {
            let gram = &scratch.grams[gram as usize];
            let first = gram.first as usize;
            let last = (first + gram.words as usize).saturating_sub(1);
            let words = [first, last].map(|i| scratch.text(body, i, i + 1).to_owned());
            (scratch.gram_text(gram, body).to_owned(), bins, words)
        });
        explained.collect()
    }
}

#[cfg(test)]
mod tests;
