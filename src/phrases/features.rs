//! What speaks for a run of words: every piece of evidence is put into one of a few bins,
//! and the model has a weight for each bin.

use super::{
    classes::Class,
    grams::{Candidate, Gram, OPENS_BOOK, OPENS_QUOTE, Scratch},
};

/// Names of the features and how many bins each has.
pub(super) const FEATURES: &[(&str, usize)] = &[
    ("place", 4),
    ("title_from", 6),
    ("count", 8),
    ("chars", 12),
    ("words", 6),
    ("first_class", Class::COUNT),
    ("last_class", Class::COUNT),
    ("quoted", 3),
    ("left", 5),
    ("right", 5),
    ("sentence", 6),
];

/// The bin of every feature of one candidate.
pub(super) type Bins = [u8; FEATURES.len()];

/// Fills `scratch.candidates`.
pub(super) fn collect(scratch: &mut Scratch, body: &str) {
    let mut candidates = std::mem::take(&mut scratch.candidates);
    candidates.clear();
    for (i, gram) in scratch.grams.iter().enumerate() {
        if let Some(chars) = admitted(scratch, gram, body) {
            candidates.push(Candidate {
                gram: i as u32,
                bins: bins(scratch, gram, chars),
                score: 0.0,
            });
        }
    }
    scratch.candidates = candidates;
}

/// The number of characters of a run that may be a phrase.
fn admitted(scratch: &Scratch, gram: &Gram, body: &str) -> Option<usize> {
    let (first, words) = (gram.first as usize, gram.words as usize);
    if words == 0 || (gram.title == 0 && gram.count < 2 && first >= scratch.lead_items) {
        return None;
    }
    let edges = (
        scratch.items[first].class,
        scratch.items[first + words - 1].class,
    );
    if !edges.0.opens() || !edges.1.closes() {
        return None;
    }
    let chars = scratch.text(body, first, first + words).chars().count();
    (2..=16).contains(&chars).then_some(chars)
}

fn bins(scratch: &Scratch, gram: &Gram, chars: usize) -> Bins {
    let (first, words) = (gram.first as usize, gram.words as usize);
    let place = match () {
        () if scratch.title_items < 2 => 0,
        () if gram.title > 0 && gram.count > 0 => 1,
        () if gram.title > 0 => 2,
        () => 3,
    };
    let title_from = match gram.title {
        0 => 0,
        _ => 1 + (first * 5 / scratch.title_items.max(1)).min(4),
    };
    let all = gram.all().max(1);
    [
        place,
        title_from as u8,
        log_bin(gram.count, 7),
        chars.min(11) as u8,
        words.min(5) as u8,
        scratch.items[first].class as u8,
        scratch.items[first + words - 1].class as u8,
        if gram.quoted & OPENS_QUOTE != 0 {
            1
        } else if gram.quoted & OPENS_BOOK != 0 {
            2
        } else {
            0
        },
        (gram.longer[0] * 4 / all).min(4) as u8,
        (gram.longer[1] * 4 / all).min(4) as u8,
        log_bin(scratch.items[first].sentence, 5),
    ]
}

/// 0, 1, 2, 3, 4–5, 6–8, 9–15, more.
fn log_bin(n: u32, most: u8) -> u8 {
    let bin = match n {
        0..=3 => n as u8,
        4..=5 => 4,
        6..=8 => 5,
        9..=15 => 6,
        _ => 7,
    };
    bin.min(most)
}
