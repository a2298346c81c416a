//! The additive model: one weight for each bin of each feature, summed and squashed.

use super::features::{Bins, FEATURES};
use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use serde::Deserialize;

const FILE: &str = "phrase_weights.toml";

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
}

impl Model {
    /// Loads the weights; a feature that the file does not name weighs nothing.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml(FILE)?;
        let mut model = Model::empty(file.bias);
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
        }
    }

    /// The log odds of a candidate with this evidence.
    pub(super) fn logit(&self, bins: &Bins) -> f32 {
        let weight = |(start, bin): (&usize, &u16)| self.weights[start + usize::from(*bin)];
        self.bias + self.starts.iter().zip(bins).map(weight).sum::<f32>()
    }
}

/// The probability of a sum of weights.
pub(super) fn probability(logit: f32) -> f64 {
    1.0 / (1.0 + f64::from(-logit).exp())
}
