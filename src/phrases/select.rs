//! The best candidates that do not say the same thing twice.

use super::{
    Phrase,
    grams::{Gram, Scratch},
    model::probability,
};
use crate::span::Span;

/// Log odds of 2 in a hundred: what scores less is a scrap more often than a phrase …
const LEAST: f32 = -3.9;
/// … but so many are given all the same.
const FEW: usize = 3;

/// Takes at most `top` phrases, best first.
pub(super) fn select(scratch: &mut Scratch, body: &str, top: usize, out: &mut Vec<Phrase>) {
    let mut candidates = std::mem::take(&mut scratch.candidates);
    candidates.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.gram.cmp(&b.gram)));
    let mut picked: Vec<(Phrase, u32)> = Vec::new();
    for candidate in &candidates {
        let low = candidate.score < LEAST && picked.len() >= FEW;
        if picked.len() >= top || low {
            break;
        }
        let gram = &scratch.grams[candidate.gram as usize];
        let text = text(scratch, gram, body);
        let apart = |chosen: &(Phrase, u32)| apart((&chosen.0.text, chosen.1), (text, gram.all()));
        if !picked.iter().all(apart) {
            continue;
        }
        picked.push((
            Phrase {
                text: text.to_owned(),
                score: probability(candidate.score),
                spans: spans(scratch, candidate.gram),
                in_title: gram.title > 0,
            },
            gram.all(),
        ));
    }
    out.extend(picked.into_iter().map(|p| p.0));
    scratch.candidates = candidates;
}

fn text<'a>(scratch: &'a Scratch, gram: &Gram, body: &'a str) -> &'a str {
    let first = gram.first as usize;
    scratch.text(body, first, first + gram.words as usize)
}

/// Whether two candidates (text, occurrences) may stand side by side: one that holds the
/// other, or crosses the chosen one `a`, only when the shorter one also occurs elsewhere.
fn apart(a: (&str, u32), b: (&str, u32)) -> bool {
    let (short, long) = if a.0.len() < b.0.len() {
        (a, b)
    } else {
        (b, a)
    };
    let crossing = a.1 >= b.1 && (crosses(a.0, b.0) || crosses(b.0, a.0));
    short.1 > long.1 || !(crossing || long.0.contains(short.0))
}

/// Whether `a` ends with two characters or more that `b` begins with.
fn crosses(a: &str, b: &str) -> bool {
    let starts = a.char_indices().map(|(i, _)| &a[i..]).skip(1);
    starts
        .take_while(|rest| rest.chars().nth(1).is_some())
        .any(|rest| b.starts_with(rest))
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
