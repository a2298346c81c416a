//! How a filling goes with the words around its mask and with the whole article: the words that
//! the filled line is cut into, judged by their vectors.

use super::{
    super::model::{Cutter, Hidden, Model, Symbol, Word, telling},
    context::Filling,
    document::Evidence,
};
use rustc_hash::FxHashMap;

/// Characters on either side that are cut into words.
const WINDOW: usize = 16;
/// How much the meaning counts in choosing what is read in full.
const TRUST: f32 = 0.5;
/// What a word without a vector counts.
const UNKNOWN: f32 = -2.0;

/// What the article is about.
#[derive(Debug)]
pub(super) struct Meaning<'a> {
    pub(super) model: &'a Model,
    topic: Hidden,
}

impl<'a> Meaning<'a> {
    /// Reads the article's words once.
    pub(super) fn new(model: &'a Model, evidence: &Evidence) -> Self {
        let line = encoded(model, &evidence.chars);
        let mut words: FxHashMap<u16, (f32, f32)> = FxHashMap::default();
        for cut in model.cut(&line) {
            if let Some(vector) = cut.vector {
                words.entry(vector).or_insert((0.0, cut.weight)).0 += 1.0;
            }
        }
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_unstable_by_key(|w| w.0);
        let weighed = |(word, (count, weight)): (u16, (f32, f32))| {
            (word, telling(weight) * (1.0 + count).ln())
        };
        Meaning {
            model,
            topic: model.vectors().topic(words.into_iter().map(weighed)),
        }
    }

    /// The line around a mask.
    pub(super) fn line(&self, evidence: &Evidence, target: usize) -> Cutter<'a> {
        let (at, length) = evidence.targets[target];
        let chars = &evidence.chars;
        let end = (at + length).min(chars.len());
        let left = &chars[at.saturating_sub(WINDOW)..at];
        let right = &chars[end..(end + WINDOW).min(chars.len())];
        Cutter::new(
            self.model,
            encoded(self.model, left),
            encoded(self.model, right),
        )
    }

    /// What is expected of a word that fills the whole mask.
    pub(super) fn expected(&self, line: &Cutter<'_>) -> Hidden {
        let (before, behind) = line.around();
        self.model
            .vectors()
            .near(&before, &behind)
            .plus(&self.topic)
    }

    /// How well a word of the list goes with what is expected.
    pub(super) fn fits(&self, word: &Word<'_>, length: usize, expected: &Hidden) -> f32 {
        let vectors = self.model.vectors();
        let vector = match length {
            1 => vectors.of_symbol(word.ends().0),
            _ => vectors.of_word(length, word.place()),
        };
        vector.map_or(UNKNOWN, |v| vectors.fit(v, expected)) * TRUST
    }

    /// How likely the cut is, how the filling's words go with those around, and with the article.
    pub(super) fn of(&self, line: &Cutter<'_>, filling: &[Symbol]) -> [f32; 3] {
        let vectors = self.model.vectors();
        let filled = line.fill(filling);
        let (mut near, mut topic) = (0.0, 0.0);
        for (i, word) in filled.words.iter().enumerate() {
            let Some(word) = *word else {
                near += UNKNOWN;
                continue;
            };
            let inner = filled.words.iter().copied();
            let before: Vec<_> = inner
                .clone()
                .take(i)
                .rev()
                .chain(filled.before.iter().copied())
                .collect();
            let behind: Vec<_> = inner
                .skip(i + 1)
                .chain(filled.behind.iter().copied())
                .collect();
            near += vectors.fit(word, &vectors.near(&before, &behind));
            topic += vectors.fit(word, &self.topic);
        }
        [-filled.cost, near, topic]
    }
}

/// Characters as symbols: figures and Latin words are one each, masks are unknown.
fn encoded(model: &Model, chars: &[char]) -> Filling {
    let runs = [model.symbol('0'), model.symbol('a')];
    let symbol = |&c: &char| if c == '*' { 0 } else { model.symbol(c) };
    let mut line: Filling = chars.iter().map(symbol).collect();
    line.dedup_by(|a, b| a == b && runs.contains(a));
    line
}
