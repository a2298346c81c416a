//! Key phrases: what an editor would write on the folder.
//!
//! Five steps, each in its file: words of the title and body are taken (`items`) and runs of
//! them counted (`runs`), those that may be a phrase are picked (`candidates`) and described by
//! evidence (`features`), two small additive models turn evidence into probabilities (`model`,
//! weights in `dicts/phrase_weights.toml` and `dicts/phrase_words.bin`), and the best that do
//! not overlap are taken (`select`). `docs/phrases.md` says what each piece of evidence is worth.

mod background;
mod candidates;
pub mod census;
mod classes;
mod counting;
mod features;
mod gaps;
mod grams;
mod items;
mod lists;
mod model;
mod ordinals;
mod queue;
mod ranks;
mod runs;
mod select;
mod slots;
mod table;
mod words;

use crate::{document::Document, error::Result, lexicon::Dicts, segment::Tokens, span::Span};
use background::Background;
use features::View;
use lists::StopWords;
use model::Model;
use queue::{Candidate, Queue};
use words::WordWeights;

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
    words: WordWeights,
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
            words: WordWeights::new(dicts)?,
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
        self.count(document, title, tokens, scratch);
        let mut candidates = std::mem::take(&mut scratch.candidates);
        let mut picks = std::mem::take(&mut scratch.picks);
        let buffers = std::mem::take(&mut scratch.view);
        let mut view = View::new(scratch, &self.background, body, buffers);
        for candidate in &mut candidates {
            let bins = view.bins(*candidate, self.model.best_gaps());
            candidate.sum = self.model.sum(scratch, candidate.gram, &bins);
            candidate.score = candidate.sum.score();
        }
        let mut queue = Queue::new(candidates, |candidate| {
            self.model.exact(candidate.sum, view.gaps(candidate.gram))
        });
        select::select(scratch, &mut queue, &mut picks, body, top, out);
        let candidates = queue.into_vec();
        let buffers = view.into_buffers();
        scratch.candidates = candidates;
        scratch.picks = picks;
        scratch.view = buffers;
    }

    /// Counts what the candidates are taken from.
    fn count(&self, document: &Document, title: &Tokens, tokens: &Tokens, scratch: &mut Scratch) {
        scratch.read(document, title, tokens);
        scratch.count(document.text(), &self.stop);
        scratch.list_open();
        let mut candidates = std::mem::take(&mut scratch.candidates);
        candidates::list(scratch, &self.stop, document.text(), &mut candidates);
        scratch.candidates = candidates;
        scratch.look_up(&self.background);
        scratch.weigh(&self.words);
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
        self.count(document, title, tokens, scratch);
        let mut view = View::new(scratch, &self.background, body, Default::default());
        let explain = |candidate: &Candidate| {
            let gaps = view.gaps(candidate.gram);
            let numbered = view.bins(*candidate, gaps).into_iter();
            let bins = numbered
                .zip(features::STARTS)
                .map(|(bin, start)| bin - start);
            let bins = bins.collect();
            let gram = &scratch.grams[candidate.gram as usize];
            let first = gram.first as usize;
            let last = (first + gram.words as usize).saturating_sub(1);
            let words = [first, last].map(|i| scratch.text(body, i, i + 1).to_owned());
            (scratch.gram_text(gram, body).to_owned(), bins, words)
        };
        scratch.candidates.iter().map(explain).collect()
    }
}

#[cfg(test)]
mod tests;
