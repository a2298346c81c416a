//! What speaks for a filling, as numbers, and the weights of `dicts/mask_weights.toml` that make
//! one score of them: a sum before the article's masks were looked at together, a small net of
//! [`UNITS`] units after it.

use super::{
    certainty::{self, Certainty},
    net::Net,
};
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
const UNITS: usize = 32;

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
    bias: Vec<f32>,
    out: Vec<f32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    length: usize,
    units: Vec<f32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    name: String,
    alone: [f32; CLASSES],
    direct: f32,
    units: Vec<f32>,
}

/// All weights.
#[derive(Debug)]
pub(super) struct Weights {
    alone: [Vector; CLASSES],
    /// What the units begin with, by class.
    begin: [[f32; UNITS]; CLASSES],
    net: Net<{ FEATURES.len() }, UNITS>,
    certainty: Certainty,
}

impl Weights {
    /// Reads the file; a feature that it does not name weighs nothing.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml(FILE)?;
        Self::read(&file).map_err(|what| Error::dictionary(what).at_path(FILE))
    }

    fn read(file: &File) -> Result<Self, String> {
        let many = || format!("not {UNITS} units");
        let bias = file.unit.bias.as_slice().try_into();
        let mut weights = Weights {
            alone: [[0.0; FEATURES.len()]; CLASSES],
            begin: [bias.map_err(|_| many())?; CLASSES],
            net: Net::new(&file.unit.out).ok_or_else(many)?,
            certainty: Certainty::new(&file.certainty)?,
        };
        for class in &file.class {
            let place = class_of(class.length);
            for (begin, own) in weights.begin[place].iter_mut().zip(&class.units) {
                *begin += own;
            }
        }
        for stored in &file.feature {
            let place = FEATURES.iter().position(|f| *f == stored.name);
            let place = place.ok_or_else(|| format!("no feature {}", stored.name))?;
            for class in 0..CLASSES {
                weights.alone[class][place] = stored.alone[class];
            }
            let set = weights.net.set(place, stored.direct, &stored.units);
            set.ok_or_else(many)?;
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
        self.net.sum(&self.begin[class_of(length)], features)
    }

    /// The probability that the best filling is right.
    pub(super) fn certainty(&self, parts: &certainty::Parts) -> f64 {
        self.certainty.probability(parts)
    }
}

fn class_of(length: usize) -> usize {
    length.clamp(1, CLASSES) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builtin() -> File {
        Dicts::builtin().toml(FILE).unwrap()
    }

    #[test]
    fn every_feature_and_part_is_weighed() {
        let file = builtin();
        let mut named: Vec<&str> = file.feature.iter().map(|f| f.name.as_str()).collect();
        named.sort_unstable();
        let mut known = FEATURES.to_vec();
        known.sort_unstable();
        assert_eq!(named, known);
        assert_eq!(file.class.len(), CLASSES);
        Weights::read(&file).unwrap();
    }

    #[test]
    fn what_speaks_for_a_filling_raises_its_score() {
        let weights = Weights::read(&builtin()).unwrap();
        let usual = |length: usize| {
            let mut f: Vector = [0.0; FEATURES.len()];
            f[place::INSIDE] = -6.0 * length as f32;
            f[place::AFTER] = -8.0;
            f[place::CUT] = -180.0;
            f
        };
        for length in 1..=4 {
            for better in [place::INSIDE, place::AFTER] {
                let mut f = usual(length);
                f[better] += 4.0;
                let more = weights.alone(&f, length) > weights.alone(&usual(length), length);
                assert!(more, "alone: {}", FEATURES[better]);
            }
            for better in [place::VOTES, place::TITLED] {
                let mut f = usual(length);
                f[better] += 1.0;
                let more = weights.together(&f, length) > weights.together(&usual(length), length);
                assert!(more, "together: {}", FEATURES[better]);
            }
        }
    }

    #[test]
    fn a_file_that_does_not_fit() {
        let mut file = builtin();
        file.feature[0].name = "colour".to_owned();
        assert_eq!(Weights::read(&file).unwrap_err(), "no feature colour");
        let mut file = builtin();
        file.feature[0].units.pop();
        assert_eq!(Weights::read(&file).unwrap_err(), "not 32 units");
        let mut file = builtin();
        file.unit.out.push(0.0);
        assert_eq!(Weights::read(&file).unwrap_err(), "not 32 units");
    }
}
