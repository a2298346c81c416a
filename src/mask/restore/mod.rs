//! What a filter removed: fillings from the word list, the document and what was learnt of the
//! publisher, weighed by the n-gram model, by the same neighbours standing unmasked, and by the
//! article's other masks.

mod certainty;
mod context;
mod document;
mod ends;
mod features;
mod meaning;
mod net;
mod pool;
mod script;
mod together;

use super::{Candidate, Mask, MaskKind, Restoring, model::Model};
use crate::{document::Document, error::Result, lexicon::Dicts};
pub use certainty::PARTS;
use context::{Context, Filling};
use document::Evidence;
pub use features::FEATURES;
use features::Weights;
use pool::{Bench, Learnt, Scored};
use script::Script;
use std::sync::OnceLock;

/// The model that is built in; opened when the first mask needs it.
static BYTES: &[u8] = include_bytes!("../../../dicts/mask.model");
static MODEL: OnceLock<Option<Model>> = OnceLock::new();

/// Candidates kept for a mask.
const KEPT: usize = 5;
/// Fillings of a mask that the others of the article are weighed with.
const POOL: usize = 60;
/// Times that the masks of a document are judged by each other: what the first time decided votes
/// the second time.
const ROUNDS: usize = 2;
/// Masks restored in one document; what is beyond stays unknown.
const MOST: usize = 5000;
/// Characters of the longest mask that is restored.
const LONGEST: usize = 10;

/// The fillings that were weighed for a mask.
#[derive(Debug, Clone)]
pub struct Explained {
    /// First byte of the mask in the original text.
    pub start: usize,
    /// What is known of the best filling; see `restore/certainty.rs`.
    pub certainty: Vec<f32>,
    /// Each filling with the values of [`FEATURES`].
    pub fillings: Vec<(String, Vec<f32>)>,
}

/// Restores masks.
#[derive(Debug)]
pub(super) struct Restorer {
    restoring: Restoring,
    weights: Weights,
    /// Words that filters are known to remove; in symbols once the model is open.
    filtered: Vec<String>,
    suspects: OnceLock<Vec<Filling>>,
    script: Script,
}

impl Restorer {
    /// Loads the weights.
    ///
    /// # Errors
    /// A file of weights that is malformed.
    pub(super) fn new(dicts: &Dicts, restoring: Restoring, filtered: Vec<String>) -> Result<Self> {
        Ok(Restorer {
            restoring,
            weights: Weights::new(dicts)?,
            filtered,
            suspects: OnceLock::new(),
            script: Script::new(dicts),
        })
    }

    /// The model in force.
    pub(super) fn model(&self) -> Option<&Model> {
        let built_in = || MODEL.get_or_init(|| Model::open(BYTES).ok()).as_ref();
        self.restoring.model.as_deref().or_else(built_in)
    }

    /// Fills in the candidates of the masks that stand for ordinary words.
    pub(super) fn restore(&self, document: &Document, masks: &mut [Mask]) {
        let places = self.places(document, masks);
        let Some(model) = self.model().filter(|_| !places.is_empty()) else {
            return;
        };
        let pools = self.pools(model, document, masks, &places);
        let certainties = certainty::parts(&pools);
        for ((&place, pool), parts) in places.iter().zip(&pools).zip(certainties) {
            let certainty = parts.map_or(0.0, |p| self.weights.certainty(&p));
            masks[place].candidates = self.candidates(model, pool, certainty);
        }
    }

    /// Writes the candidates in the article's characters.
    pub(super) fn spell(&self, document: &Document, masks: &mut [Mask]) {
        if masks.iter().all(|m| m.candidates.is_empty()) {
            return;
        }
        if let Some(spelling) = self.script.of(document) {
            for candidate in masks.iter_mut().flat_map(|m| &mut m.candidates) {
                candidate.text = spelling.spell(&candidate.text);
            }
        }
    }

    /// The fillings and their features.
    pub(super) fn explain(&self, document: &Document, masks: &[Mask]) -> Vec<Explained> {
        let places = self.places(document, masks);
        let Some(model) = self.model().filter(|_| !places.is_empty()) else {
            return Vec::new();
        };
        let pools = self.pools(model, document, masks, &places);
        let original = |i: usize| document.normal.map.original(masks[i].span).from();
        let parts = certainty::parts(&pools);
        let pools = places.iter().zip(&pools).zip(parts);
        let explained = pools.map(|((&i, pool), parts)| Explained {
            start: original(i),
            certainty: parts.map_or(Vec::new(), |p| p.to_vec()),
            fillings: pool
                .iter()
                .map(|s| (text(model, &s.symbols), s.features.to_vec()))
                .collect(),
        });
        explained.collect()
    }

    /// The masks that are restored.
    fn places(&self, document: &Document, masks: &[Mask]) -> Vec<usize> {
        let wanted = |m: &Mask| {
            let words = matches!(m.kind, MaskKind::Censored | MaskKind::Organisation);
            let star = m.span.of(document.text()).starts_with(['*', '＊']);
            m.removed && m.length <= LONGEST && (words && star || self.restoring.all)
        };
        let places = (0..masks.len()).filter(|&i| wanted(&masks[i]));
        places.take(MOST).collect()
    }

    fn pools(
        &self,
        model: &Model,
        document: &Document,
        masks: &[Mask],
        places: &[usize],
    ) -> Vec<Vec<Scored>> {
        let targets = places.iter().map(|&i| (masks[i].span, masks[i].length));
        let targets: Vec<_> = targets.collect();
        let evidence = Evidence::gather(document, &targets);
        let memory = self.restoring.memory.as_ref();
        let known = memory.and_then(|m| m.of(document.publisher.as_deref()));
        let learnt = Learnt::new(model, known.into_iter().flatten());
        let bench = Bench::new(
            model,
            &self.weights,
            &evidence,
            &learnt,
            self.suspects
                .get_or_init(|| pool::encoded(model, &self.filtered)),
        );
        let context = |target: usize| Context::new(&bench.meaning, &evidence, target);
        let pool = |target: usize| bench.pool(&context(target), target, POOL);
        let mut pools: Vec<_> = (0..targets.len()).map(pool).collect();
        for _ in 0..ROUNDS {
            let elected: Vec<Filling> = together::Votes::count(&pools).elected();
            for (target, pool) in pools.iter_mut().enumerate() {
                together::add_elected(&bench, target, &elected, pool);
            }
            together::judge(&bench, &mut pools);
        }
        pools
    }

    /// The best fillings with their probabilities. What the best one leaves of 1 is shared out
    /// among the others, which are right in [`SECOND`] of those cases.
    fn candidates(&self, model: &Model, pool: &[Scored], certainty: f64) -> Vec<Candidate> {
        let shares = pool::shares(pool);
        let Some(&share) = shares.first() else {
            return Vec::new();
        };
        let rest = (1.0 - certainty) * SECOND / f64::from((1.0 - share).max(1e-9));
        let score = |i: usize| match i {
            0 => certainty,
            _ => (f64::from(shares[i]) * rest).min(certainty),
        };
        let made = pool
            .iter()
            .take(KEPT)
            .enumerate()
            .map(|(i, one)| Candidate {
                text: text(model, &one.symbols),
                score: (score(i) * 1e4).round() / 1e4,
                evidence: one.evidence(),
            });
        made.filter(|c| c.score >= self.restoring.min_score)
            .collect()
    }
}

/// How often the truth is among the fillings when it is not the best of them.
const SECOND: f64 = 0.5;

fn text(model: &Model, symbols: &[super::model::Symbol]) -> String {
    symbols.iter().filter_map(|&s| model.character(s)).collect()
}
