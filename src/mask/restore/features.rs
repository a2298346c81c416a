//! What speaks for a filling, as numbers, and the weights of `dicts/mask_weights.toml` that make
//! one score of them: a sum before the article's masks were looked at together, a small net of
//! [`UNITS`] units after it.

use super::certainty;
use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use serde::Deserialize;

const FILE: &str = "mask_weights.toml";

/// Names of the features, in the order of a [`Vector`].
pub const FEATURES: [&str; 31] = [
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
    "cut",
    "near",
    "topic",
    "title_before",
    "title_behind",
    "body_before",
    "body_behind",
    "share",
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
    pub(crate) const CUT: usize = 23;
    pub(crate) const NEAR: usize = 24;
    pub(crate) const TOPIC: usize = 25;
    pub(crate) const TITLE_BEFORE: usize = 26;
    pub(crate) const TITLE_BEHIND: usize = 27;
    pub(crate) const BODY_BEFORE: usize = 28;
    pub(crate) const BODY_BEHIND: usize = 29;
    pub(crate) const SHARE: usize = 30;
}

/// The features of a filling.
pub(super) type Vector = [f32; FEATURES.len()];

/// Classes of masks with weights of their own: one character, two, more.
const CLASSES: usize = 3;

/// Units of the net.
const UNITS: usize = 16;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unit: Units,
    class: Vec<Class>,
    feature: Vec<Stored>,
    certainty: certainty::Stored,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    bias: [f32; UNITS],
    out: [f32; UNITS],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    length: usize,
    units: [f32; UNITS],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    name: String,
    alone: [f32; CLASSES],
    direct: f32,
    units: [f32; UNITS],
}

/// All weights.
#[derive(Debug)]
pub(super) struct Weights {
    alone: [Vector; CLASSES],
    /// What the units begin with, by class.
    begin: [[f32; UNITS]; CLASSES],
    units: [[f32; UNITS]; FEATURES.len()],
    direct: Vector,
    out: [f32; UNITS],
    certainty: certainty::Net,
}

impl Weights {
    /// Reads the file; a feature that it does not name weighs nothing.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml(FILE)?;
        let bad = |name: &str| Error::dictionary(format!("no feature {name}")).at_path(FILE);
        let mut weights = Weights {
            alone: [[0.0; FEATURES.len()]; CLASSES],
            begin: [file.unit.bias; CLASSES],
            units: [[0.0; UNITS]; FEATURES.len()],
            direct: [0.0; FEATURES.len()],
            out: file.unit.out,
            certainty: certainty::Net::new(file.certainty).map_err(|name| bad(&name))?,
        };
        for class in &file.class {
            let place = class_of(class.length);
            for (begin, own) in weights.begin[place].iter_mut().zip(class.units) {
                *begin += own;
            }
        }
        for stored in &file.feature {
            let place = FEATURES.iter().position(|f| *f == stored.name);
            let place = place.ok_or_else(|| bad(&stored.name))?;
            for class in 0..CLASSES {
                weights.alone[class][place] = stored.alone[class];
            }
            weights.direct[place] = stored.direct;
            weights.units[place] = stored.units;
        }
        Ok(weights)
    }

    /// The score of a filling of a mask of `length` characters by itself.
    pub(super) fn alone(&self, features: &Vector, length: usize) -> f32 {
        let weights = &self.alone[class_of(length)];
        features.iter().zip(weights).map(|(f, w)| f * w).sum()
    }

    /// The score after the article's masks were looked at together.
    pub(super) fn together(&self, features: &Vector, length: usize) -> f32 {
        let mut units = self.begin[class_of(length)];
        let mut score = 0.0;
        for ((&f, row), direct) in features.iter().zip(&self.units).zip(&self.direct) {
            if f != 0.0 {
                score += f * direct;
                for (unit, weight) in units.iter_mut().zip(row) {
                    *unit += f * weight;
                }
            }
        }
        let units = units.iter().zip(&self.out);
        score + units.map(|(u, o)| u.tanh() * o).sum::<f32>()
    }

    /// The probability that the best filling is right.
    pub(super) fn certainty(&self, parts: &certainty::Parts) -> f64 {
        self.certainty.probability(parts)
    }
}

fn class_of(length: usize) -> usize {
    length.clamp(1, CLASSES) - 1
}
