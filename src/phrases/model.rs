//! The additive model: one weight for each bin of each feature and for the words of the run,
//! summed and squashed.

use super::{
    features::{Bins, FEATURES},
    grams::{Gram, Scratch},
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

/// What a word adds where it is the whole run, the first and the last of several.
type WordWeights = [f32; 3];

/// The weights of one feature, as stored.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    name: String,
    weights: Vec<f32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    bias: f32,
    #[serde(default)]
    feature: Vec<Stored>,
}

/// Weights of all features, one after the other.
#[derive(Debug)]
pub(super) struct Model {
    bias: f32,
    weights: Vec<f32>,
    starts: [usize; FEATURES.len()],
    words: FxHashMap<u64, WordWeights>,
}

impl Model {
    /// Loads the weights; a feature that the file does not name weighs nothing.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml(FILE)?;
        let mut model = Model::empty(file.bias);
        let (text, path) = dicts.read(WORDS_FILE)?;
        model.words = words(&text, &path)?;
        for stored in file.feature {
            let bad = |why: String| Error::dictionary(why).at_path(FILE);
            let known = FEATURES.iter().position(|(name, _)| *name == stored.name);
            let feature = known.ok_or_else(|| bad(format!("no feature {}", stored.name)))?;
            let (start, bins) = (model.starts[feature], FEATURES[feature].1);
            if stored.weights.len() != bins {
                return Err(bad(format!("{} has {bins} bins", stored.name)));
            }
            model.weights[start..start + bins].copy_from_slice(&stored.weights);
        }
        Ok(model)
    }

    fn empty(bias: f32) -> Self {
        let mut starts = [0; FEATURES.len()];
        let mut total = 0;
        for (start, (_, bins)) in starts.iter_mut().zip(FEATURES) {
            *start = total;
            total += bins;
        }
        Model {
            bias,
            weights: vec![0.0; total],
            starts,
            words: FxHashMap::default(),
        }
    }

    /// The bins of a few features that speak for a phrase most.
    pub(super) fn best<const N: usize>(&self, features: [&str; N]) -> [usize; N] {
        features.map(|name| {
            let feature = FEATURES
                .iter()
                .zip(self.starts)
                .find(|((n, _), _)| *n == name);
            let (start, bins) = feature.map_or((0, 0), |((_, bins), start)| (start, *bins));
            let weights = self.weights[start..start + bins].iter().enumerate();
            let best = weights.max_by(|(_, a), (_, b)| a.total_cmp(b));
            best.map_or(0, |(bin, _)| bin)
        })
    }

    /// Hashes of the words that have weights of their own.
    pub(super) fn weighted(&self) -> impl Iterator<Item = u64> {
        self.words.keys().copied()
    }

    /// The log odds of a run with this evidence.
    pub(super) fn score(&self, scratch: &Scratch, id: u32, bins: &Bins) -> f32 {
        self.logit(bins) + self.words(scratch, &scratch.grams[id as usize])
    }

    fn logit(&self, bins: &Bins) -> f32 {
        let weight = |(start, bin): (&usize, &u16)| self.weights[start + usize::from(*bin)];
        self.bias + self.starts.iter().zip(bins).map(weight).sum::<f32>()
    }

    /// What the words of a run add to its log odds.
    fn words(&self, scratch: &Scratch, gram: &Gram) -> f32 {
        let first = gram.first as usize;
        let last = (first + gram.words as usize).saturating_sub(1);
        let weights = |item: usize| {
            let word = scratch.word(item).filter(|w| w.lists.weighs());
            let weights = word.and_then(|word| self.words.get(&word.hash));
            weights.copied().unwrap_or_default()
        };
        if first == last {
            return weights(first)[0];
        }
        weights(first)[1] + weights(last)[2]
    }
}

/// Words with their three weights, one a line; `#` starts a comment line.
fn words(text: &str, path: &Path) -> Result<FxHashMap<u64, WordWeights>> {
    let lines = (1..).zip(text.lines());
    let lines = lines.filter(|(_, line)| !line.starts_with('#'));
    let word = |line: &str| {
        let mut parts = line.split_whitespace();
        let word = parts.next()?;
        let mut weight = || parts.next()?.parse().ok();
        Some((hash(word.as_bytes()), [weight()?, weight()?, weight()?]))
    };
    let bad = |n: u64, line: &str| {
        let why = format!("not a word and three weights: {line}");
        Error::dictionary(why).at_path(path).at_line(n)
    };
    lines
        .map(|(n, line)| word(line).ok_or_else(|| bad(n, line)))
        .collect()
}

/// The probability of a sum of weights.
pub(super) fn probability(logit: f32) -> f64 {
    1.0 / (1.0 + f64::from(-logit).exp())
}
