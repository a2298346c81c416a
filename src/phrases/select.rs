//! The best candidates that do not say the same thing twice.

use super::{
    Phrase,
    grams::{Gram, Scratch},
    model::probability,
};

/// Log odds of 6 in a hundred: what scores less is a scrap more often than a phrase …
const LEAST: f32 = -2.7;
/// … in a long text of 2 in a hundred: there is more to name, each with less beside it …
const LEAST_LONG: f32 = -3.9;
/// … which has so many words and marks …
const LONG: usize = 1200;
/// … but so many are given all the same.
const FEW: usize = 3;
/// What a chosen phrase holds or crosses repeats it: editors keep one in seven, whatever it
/// scores, so only the best are given …
const REPEATS: f32 = -1.5;
/// … and of those that hold two chosen phrases, which are made of them, the better ones. One that
/// holds a single chosen phrase tells more than it and is worth its score.
const MADE_OF_CHOSEN: f32 = -2.0;

/// A phrase that was taken.
struct Picked {
    phrase: Phrase,
    gram: u32,
}

/// Takes at most `top` phrases, best first.
pub(super) fn select(scratch: &mut Scratch, body: &str, top: usize, out: &mut Vec<Phrase>) {
    let mut candidates = std::mem::take(&mut scratch.candidates);
    candidates.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.gram.cmp(&b.gram)));
    let top = top.min(usize::from(u16::MAX));
    let long = scratch.items.len() >= LONG;
    let least = if long { LEAST_LONG } else { LEAST };
    let mut picked: Vec<Picked> = Vec::new();
    for candidate in &candidates {
        let low = candidate.score < least && picked.len() >= FEW;
        if picked.len() >= top || low {
            break;
        }
        let gram = &scratch.grams[candidate.gram as usize];
        let text = text(scratch, gram, body);
        if candidate.score >= needed(&picked, text) {
            picked.push(Picked {
                phrase: Phrase {
                    text: text.to_owned(),
                    score: probability(candidate.score),
                    spans: Vec::new(),
                    in_title: gram.title > 0,
                },
                gram: candidate.gram,
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

/// The score that a candidate must reach beside those that were chosen before it.
fn needed(picked: &[Picked], text: &str) -> f32 {
    let mut held = 0;
    for chosen in picked.iter().map(|p| p.phrase.text.as_str()) {
        if text.contains(chosen) {
            held += 1;
        } else if chosen.contains(text) || crosses(chosen, text) || crosses(text, chosen) {
            return REPEATS;
        }
    }
    if held > 1 { MADE_OF_CHOSEN } else { f32::MIN }
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
