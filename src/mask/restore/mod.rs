//! What a filter removed: fillings from the word list and the document, ranked by the
//! n-gram model, by the same neighbours standing unmasked, and by the other masks' votes.

mod document;
mod rank;

use super::{
    Candidate, Mask, MaskKind,
    model::{MAX_WORD, Model, Symbol},
};
use crate::document::Document;
use document::Evidence;
use rank::{Context, Scored};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The model that is built in; opened when the first mask needs it.
static BYTES: &[u8] = include_bytes!("../../../dicts/mask.model");
static MODEL: OnceLock<Option<Model>> = OnceLock::new();

/// Candidates kept for a mask.
const KEPT: usize = 5;
/// Candidates that the votes choose from.
const POOL: usize = 24;
/// Masks restored in one document; what is beyond stays unknown.
const MOST: usize = 5000;

/// Fills in the candidates of the masks that stand for ordinary words.
pub(super) fn restore(document: &Document, masks: &mut [Mask]) {
    let wanted = |m: &Mask| {
        let words = matches!(m.kind, MaskKind::Censored | MaskKind::Organisation);
        m.removed
            && words
            && m.length <= MAX_WORD
            && m.span.of(document.text()).starts_with(['*', '＊'])
    };
    let places: Vec<usize> = (0..masks.len())
        .filter(|&i| wanted(&masks[i]))
        .take(MOST)
        .collect();
    if places.is_empty() {
        return;
    }
    let Some(model) = MODEL.get_or_init(|| Model::open(BYTES).ok()) else {
        return;
    };
    let targets: Vec<_> = places
        .iter()
        .map(|&i| (masks[i].span, masks[i].length))
        .collect();
    let evidence = Evidence::gather(document, &targets);
    let mut pools: Vec<Vec<Scored>> = Vec::new();
    for target in 0..targets.len() {
        let context = Context::new(model, &evidence, target);
        pools.push(context.pool(POOL));
    }
    rank::judge_filter(&mut pools);
    vote(&mut pools);
    for (&place, pool) in places.iter().zip(pools) {
        masks[place].candidates = candidates(model, pool);
    }
}

/// A filter removes the same word everywhere: every mask's fillings speak for the others.
fn vote(pools: &mut [Vec<Scored>]) {
    let mut votes: FxHashMap<Vec<Symbol>, f32> = FxHashMap::default();
    for pool in pools.iter() {
        for (one, p) in pool.iter().zip(rank::probabilities(pool)) {
            *votes.entry(one.symbols.clone()).or_default() += p;
        }
    }
    for pool in pools.iter_mut() {
        let own = rank::probabilities(pool);
        for (one, p) in pool.iter_mut().zip(own) {
            let others = votes.get(&one.symbols).copied().unwrap_or(0.0) - p;
            one.score += rank::VOTE * (1.0 + others.max(0.0)).ln();
        }
        rank::sort(pool);
    }
}

fn candidates(model: &Model, pool: Vec<Scored>) -> Vec<Candidate> {
    let odds = rank::log_odds(&pool);
    let scored = pool.into_iter().zip(odds).take(KEPT);
    scored
        .filter_map(|(one, odds)| {
            let text: Option<String> = one.symbols.iter().map(|&s| model.character(s)).collect();
            Some(Candidate {
                text: text?,
                score: rank::calibrated(odds),
                evidence: one.evidence(),
            })
        })
        .collect()
}
