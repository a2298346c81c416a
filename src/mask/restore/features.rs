//! What speaks for a filling, as numbers; the weights of `dicts/mask_weights.toml` make one
//! score of them, and a calibrated probability.

use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use serde::Deserialize;

const FILE: &str = "mask_weights.toml";

/// Names of the features, in the order of a [`Vector`].
pub const FEATURES: [&str; 23] = [
    "inside",
    "after",
    "inside3",
    "after3",
    "word",
    "listed",
    "frequency",
    "joined",
    "agreement",
    "title",
    "title_length",
    "titled",
    "body",
    "body_count",
    "chance",
    "votes",
    "elected",
    "learnt",
    "documents",
    "missed",
    "unmasked",
    "familiar",
    "suspect",
];

/// Places in a [`Vector`].
#[allow(missing_docs, reason = "docs/masks.md explains the features")]
pub(super) mod place {
    pub(crate) const INSIDE: usize = 0;
    pub(crate) const AFTER: usize = 1;
    pub(crate) const INSIDE3: usize = 2;
    pub(crate) const AFTER3: usize = 3;
    pub(crate) const WORD: usize = 4;
    pub(crate) const LISTED: usize = 5;
    pub(crate) const FREQUENCY: usize = 6;
    pub(crate) const JOINED: usize = 7;
    pub(crate) const AGREEMENT: usize = 8;
    pub(crate) const TITLE: usize = 9;
    pub(crate) const TITLE_LENGTH: usize = 10;
    pub(crate) const TITLED: usize = 11;
    pub(crate) const BODY: usize = 12;
    pub(crate) const BODY_COUNT: usize = 13;
    pub(crate) const CHANCE: usize = 14;
    pub(crate) const VOTES: usize = 15;
    pub(crate) const ELECTED: usize = 16;
    pub(crate) const LEARNT: usize = 17;
    pub(crate) const DOCUMENTS: usize = 18;
    pub(crate) const MISSED: usize = 19;
    pub(crate) const UNMASKED: usize = 20;
    pub(crate) const FAMILIAR: usize = 21;
    pub(crate) const SUSPECT: usize = 22;
}

/// The features of a filling.
pub(super) type Vector = [f32; FEATURES.len()];

/// Classes of masks with weights of their own: one character, two, more.
const CLASSES: usize = 3;

/// Names of what a probability is made of.
const CERTAINTY: [&str; 7] = ["odds", "steep", "one", "many", "voted", "learnt", "titled"];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    bias: f32,
    feature: Vec<Stored>,
    certainty: Vec<Certain>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    name: String,
    alone: [f32; CLASSES],
    together: [f32; CLASSES],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Certain {
    name: String,
    weight: f32,
}

/// All weights.
#[derive(Debug)]
pub(super) struct Weights {
    alone: [Vector; CLASSES],
    together: [Vector; CLASSES],
    bias: f32,
    certainty: [f32; CERTAINTY.len()],
}

impl Weights {
    /// Reads the file; a feature that it does not name weighs nothing.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml(FILE)?;
        let bad = |name: &str| Error::dictionary(format!("no feature {name}")).at_path(FILE);
        let mut weights = Weights {
            alone: [[0.0; FEATURES.len()]; CLASSES],
            together: [[0.0; FEATURES.len()]; CLASSES],
            bias: file.bias,
            certainty: [0.0; CERTAINTY.len()],
        };
        for stored in &file.feature {
            let place = FEATURES.iter().position(|f| *f == stored.name);
            let place = place.ok_or_else(|| bad(&stored.name))?;
            for class in 0..CLASSES {
                weights.alone[class][place] = stored.alone[class];
                weights.together[class][place] = stored.together[class];
            }
        }
        for stored in &file.certainty {
            let place = CERTAINTY.iter().position(|c| *c == stored.name);
            let place = place.ok_or_else(|| bad(&stored.name))?;
            weights.certainty[place] = stored.weight;
        }
        Ok(weights)
    }

    /// The score of a filling of a mask of `length` characters, before (`alone`) or after the
    /// article's masks were looked at together.
    pub(super) fn score(&self, features: &Vector, length: usize, alone: bool) -> f32 {
        let class = length.clamp(1, CLASSES) - 1;
        let weights = if alone { &self.alone } else { &self.together };
        let weighed = features.iter().zip(&weights[class]).map(|(f, w)| f * w);
        weighed.sum()
    }

    /// The probability that the best filling is right, from how far it stands above all others.
    pub(super) fn certainty(&self, odds: f32, features: &Vector, length: usize) -> f64 {
        let odds = odds.clamp(-4.0, 16.0);
        let parts = [
            odds,
            (odds - 4.0).max(0.0),
            f32::from(length == 1),
            f32::from(length > 2),
            features[place::VOTES],
            features[place::LEARNT],
            features[place::TITLED],
        ];
        let sum: f32 = parts.iter().zip(&self.certainty).map(|(p, w)| p * w).sum();
        1.0 / (1.0 + f64::from(-(self.bias + sum)).exp())
    }
}
