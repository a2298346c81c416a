//! The best candidates that do not say the same thing twice.

use super::{
    Phrase,
    grams::{Gram, Scratch},
    model::probability,
};
use crate::span::Span;

/// Takes at most `top` phrases, best first.
pub(super) fn select(scratch: &mut Scratch, body: &str, top: usize, out: &mut Vec<Phrase>) {
    let mut candidates = std::mem::take(&mut scratch.candidates);
    candidates.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.gram.cmp(&b.gram)));
    for candidate in &candidates {
        if out.len() >= top {
            break;
        }
        let gram = &scratch.grams[candidate.gram as usize];
        let text = text(scratch, gram, body);
        if out.iter().any(|chosen| same(&chosen.text, text)) {
            continue;
        }
        out.push(Phrase {
            text: text.to_owned(),
            score: probability(candidate.score),
            spans: spans(scratch, candidate.gram),
            in_title: gram.title > 0,
        });
    }
    scratch.candidates = candidates;
}

fn text<'a>(scratch: &'a Scratch, gram: &Gram, body: &'a str) -> &'a str {
    let first = gram.first as usize;
    scratch.text(body, first, first + gram.words as usize)
}

/// Whether one holds the other.
fn same(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

/// Every occurrence in the text.
fn spans(scratch: &Scratch, gram: u32) -> Vec<Span> {
    let mut spans = Vec::new();
    for (level, starts) in scratch.levels.iter().enumerate() {
        let found = starts.iter().enumerate().filter(|(_, id)| **id == gram);
        for (i, _) in found.filter(|(i, _)| !scratch.outside(*i)) {
            spans.push(scratch.items[i].span.cover(scratch.items[i + level].span));
        }
    }
    spans.sort_unstable();
    spans.dedup();
    spans
}
