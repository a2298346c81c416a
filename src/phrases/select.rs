//! The best candidates that do not say the same thing twice.

use super::{
    Phrase,
    grams::{Gram, Scratch},
    model::probability,
};

/// Log odds of 2 in a hundred: what scores less is a scrap more often than a phrase …
const LEAST: f32 = -3.9;
/// … but so many are given all the same.
const FEW: usize = 3;

/// A phrase that was taken.
struct Picked {
    phrase: Phrase,
    gram: u32,
    /// Its occurrences, title and body.
    all: u32,
}

/// Takes at most `top` phrases, best first.
pub(super) fn select(scratch: &mut Scratch, body: &str, top: usize, out: &mut Vec<Phrase>) {
    let mut candidates = std::mem::take(&mut scratch.candidates);
    candidates.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.gram.cmp(&b.gram)));
    let top = top.min(usize::from(u16::MAX));
    let mut picked: Vec<Picked> = Vec::new();
    for candidate in &candidates {
        let low = candidate.score < LEAST && picked.len() >= FEW;
        if picked.len() >= top || low {
            break;
        }
        let gram = &scratch.grams[candidate.gram as usize];
        let text = text(scratch, gram, body);
        let apart = |chosen: &Picked| apart((&chosen.phrase.text, chosen.all), (text, gram.all()));
        if picked.iter().all(apart) {
            picked.push(Picked {
                phrase: Phrase {
                    text: text.to_owned(),
                    score: probability(candidate.score),
                    spans: Vec::new(),
                    in_title: gram.title > 0,
                },
                gram: candidate.gram,
                all: gram.all(),
            });
        }
    }
    locate(scratch, &mut picked);
    out.extend(picked.into_iter().map(|p| p.phrase));
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

/// Every occurrence of the picked runs in the text: one pass over all runs, however many
/// are picked.
fn locate(scratch: &mut Scratch, picked: &mut [Picked]) {
    let mut which = std::mem::take(&mut scratch.picks);
    which.clear();
    which.resize(scratch.grams.len(), 0_u16);
    for (pick, n) in picked.iter().zip(1..) {
        which[pick.gram as usize] = n;
    }
    for (level, starts) in scratch.levels.iter().enumerate() {
        let from = scratch.first_inside().min(starts.len());
        for (i, id) in starts.iter().enumerate().skip(from) {
            let pick = which.get(*id as usize).copied().unwrap_or(0);
            if let Some(pick) = picked.get_mut(usize::from(pick).wrapping_sub(1)) {
                let span = scratch.items[i].span.cover(scratch.items[i + level].span);
                pick.phrase.spans.push(span);
            }
        }
    }
    for pick in picked {
        pick.phrase.spans.sort_unstable();
        pick.phrase.spans.dedup();
    }
    scratch.picks = which;
}
