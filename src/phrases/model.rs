//! Two additive models over the same evidence: one weight for each bin of each feature and for
//! the words of the run, summed and squashed. The first is learnt from what editors wrote
//! down and says what matters most; the second from what readers struck out, and says what is
//! no phrase.

use super::{
    features::{BINS, Bins, FEATURES, STARTS},
    grams::{Gram, Scratch},
    queue::Exact,
    table::hash,
};
use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::path::Path;

const FILE: &str = "phrase_weights.toml";
const WORDS_FILE: &str = "phrase_words.txt";

/// What a word adds where it is the whole run, the first and the last of several: to the
/// score, and to the odds that a reader keeps the run.
type WordWeights = [[i32; 3]; 2];

/// Weights are whole numbers of this part: their sum is exact, in any order.
const UNIT: f32 = 1e-3;
/// More weights than there are bins, so that no number of a bin need be checked.
const SIZE: usize = BINS.next_power_of_two();

/// The weights of one feature, as stored.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    name: String,
    weights: Vec<f32>,
    #[serde(default)]
    kept: Vec<f32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    bias: f32,
    #[serde(default)]
    kept_bias: f32,
    #[serde(default)]
    kept_score: f32,
    #[serde(default)]
    feature: Vec<Stored>,
}

/// Weights of all bins, one after the other.
#[derive(Debug)]
struct Weights {
    bias: i32,
    bins: Box<[i32; SIZE]>,
}

impl Weights {
    fn new(bias: f32) -> Self {
        Weights {
            bias: units(bias),
            bins: Box::new([0; SIZE]),
        }
    }

    #[inline]
    fn of(&self, bin: u16) -> i32 {
        self.bins[usize::from(bin) % SIZE]
    }

    fn sum(&self, bins: &Bins) -> i32 {
        self.bias + bins.iter().map(|bin| self.of(*bin)).sum::<i32>()
    }
}

/// Both models.
#[derive(Debug)]
pub(super) struct Model {
    score: Weights,
    kept: Weights,
    /// What the score itself adds to the odds that a reader keeps a phrase.
    kept_score: f32,
    words: FxHashMap<u64, WordWeights>,
}

impl Model {
    /// Loads the weights; a feature that the file does not name weighs nothing.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml(FILE)?;
        let (text, path) = dicts.read(WORDS_FILE)?;
        let mut model = Model {
            score: Weights::new(file.bias),
            kept: Weights::new(file.kept_bias),
            kept_score: file.kept_score,
            words: words(&text, &path)?,
        };
        for stored in file.feature {
            model.add(stored)?;
        }
        Ok(model)
    }

    fn add(&mut self, stored: Stored) -> Result<()> {
        let bad = |why: String| Error::dictionary(why).at_path(FILE);
        let known = FEATURES.iter().position(|(name, _)| *name == stored.name);
        let feature = known.ok_or_else(|| bad(format!("no feature {}", stored.name)))?;
        let (start, bins) = (usize::from(STARTS[feature]), FEATURES[feature].1);
        let fits = |list: &[f32]| list.len() == bins;
        if !fits(&stored.weights) || !(stored.kept.is_empty() || fits(&stored.kept)) {
            return Err(bad(format!("{} has {bins} bins", stored.name)));
        }
        let parts = [
            (&mut self.score, stored.weights),
            (&mut self.kept, stored.kept),
        ];
        for (model, weights) in parts {
            for (weight, stored) in model.bins[start..].iter_mut().zip(weights) {
                *weight = units(stored);
            }
        }
        Ok(())
    }

    /// The bins of a few features that speak for a phrase most.
    pub(super) fn best<const N: usize>(&self, features: [&str; N]) -> [usize; N] {
        features.map(|name| {
            let mut starts = FEATURES.iter().zip(STARTS);
            let feature = starts.find(|((n, _), _)| *n == name);
            let (start, bins) = feature.map_or((0, 0), |((_, bins), start)| (start, *bins));
            let bins = (start..start + bins as u16).enumerate();
            let best = bins.max_by_key(|(_, number)| self.score.of(*number));
            best.map_or(0, |(bin, _)| bin)
        })
    }

    /// Hashes of the words that have weights of their own.
    pub(super) fn weighted(&self) -> impl Iterator<Item = u64> {
        self.words.keys().copied()
    }

    /// The log odds of a run with this evidence.
    pub(super) fn score(&self, scratch: &Scratch, id: u32, bins: &Bins) -> f32 {
        let [words, _] = self.words(scratch, &scratch.grams[id as usize]);
        (self.score.sum(bins) + words) as f32 * UNIT
    }

    /// The same, with what a reader thinks of the run.
    pub(super) fn exact(&self, scratch: &Scratch, id: u32, bins: &Bins) -> Exact {
        let [words, kept] = self.words(scratch, &scratch.grams[id as usize]);
        let score = (self.score.sum(bins) + words) as f32 * UNIT;
        let kept = (self.kept.sum(bins) + kept) as f32 * UNIT + self.kept_score * score;
        let doubt = -kept.exp().ln_1p();
        Exact { score, doubt }
    }

    /// What the words of a run add to its log odds of both.
    fn words(&self, scratch: &Scratch, gram: &Gram) -> [i32; 2] {
        let first = gram.first as usize;
        let last = (first + gram.words as usize).saturating_sub(1);
        let weights = |item: usize| {
            let id = scratch
                .words
                .get(item)
                .map_or(usize::MAX, |id| *id as usize);
            let word = scratch.grams.get(id).filter(|w| w.lists.weighs());
            let weights = word.and_then(|_| self.words.get(&scratch.hashes[id]));
            weights.copied().unwrap_or_default()
        };
        if first == last {
            return weights(first).map(|w| w[0]);
        }
        let (first, last) = (weights(first), weights(last));
        [0, 1].map(|model| first[model][1] + last[model][2])
    }
}

/// Words with their three weights, or six with those of the readers, one a line; `#` starts a
/// comment line.
fn words(text: &str, path: &Path) -> Result<FxHashMap<u64, WordWeights>> {
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.starts_with('#'));
    let word = |line: &str| {
        let mut parts = line.split_whitespace();
        let word = parts.next()?;
        let weights: Option<Vec<i32>> = parts.map(|part| part.parse().ok().map(units)).collect();
        let weights = match weights?[..] {
            [a, b, c] => [[a, b, c], [0; 3]],
            [a, b, c, d, e, f] => [[a, b, c], [d, e, f]],
            _ => return None,
        };
        Some((hash(word.as_bytes()), weights))
    };
    let bad = |n: u64, line: &str| {
        let why = format!("not a word and three or six weights: {line}");
        Error::dictionary(why).at_path(path).at_line(n)
    };
    lines
        .map(|(n, line)| word(line).ok_or_else(|| bad(n, line)))
        .collect()
}

fn units(weight: f32) -> i32 {
    (weight / UNIT).round() as i32
}

/// The probability of a sum of weights.
pub(super) fn probability(logit: f32) -> f64 {
    1.0 / (1.0 + f64::from(-logit).exp())
}
