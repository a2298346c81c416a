//! Two additive models over the same evidence: one weight for each bin of each feature and
//! those of the words of the run (`words`), summed and squashed. The first is learnt from what editors wrote
//! down and says what matters most; the second from what readers struck out, and says what is
//! no phrase.

use super::{
    features::{BINS, Bins, FEATURES, GAP_FEATURES, STARTS},
    grams::{Gram, Scratch},
    queue::Exact,
    words::Role,
};
use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use serde::Deserialize;

const FILE: &str = "phrase_weights.toml";

/// Weights are whole numbers of this part: their sum is exact, in any order.
const UNIT: f32 = 1e-3;
/// No weight is larger: the sum of all that speaks for a run keeps to its half of a [`Sum`].
const MOST: f32 = 1e4;
/// More weights than there are bins, so that no number of a bin need be checked.
const SIZE: usize = BINS.next_power_of_two();

/// Weights of both models, or sums of them, in one number: the score in its upper half, the
/// odds that a reader keeps the run in its lower.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum(i64);

impl Sum {
    fn new(score: f32, kept: f32) -> Self {
        let units = |weight: f32| i64::from((weight / UNIT).round() as i32);
        Sum((units(score) << 32).wrapping_add(units(kept)))
    }

    /// Weights in parts of 0.04, as the table of words has them.
    #[inline]
    pub(super) fn in_twenty_fifths(score: i8, kept: i8) -> Self {
        let both = (i64::from(score) << 32).wrapping_add(i64::from(kept));
        Sum(both.wrapping_mul(40))
    }

    #[inline]
    fn add(self, other: Sum) -> Sum {
        Sum(self.0.wrapping_add(other.0))
    }

    fn less(self, other: Sum) -> Sum {
        Sum(self.0.wrapping_sub(other.0))
    }

    /// Log odds that an editor writes the run down.
    #[inline]
    pub(super) fn score(self) -> f32 {
        // A lower half below zero has taken one from the upper.
        let score = self.0.wrapping_sub(i64::from(self.0 as i32)) >> 32;
        score as f32 * UNIT
    }

    /// Log odds that a reader keeps it.
    #[inline]
    pub(super) fn kept(self) -> f32 {
        self.0 as i32 as f32 * UNIT
    }
}

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

/// Both models.
#[derive(Debug)]
pub(super) struct Model {
    bias: Sum,
    /// Weights of all bins, one after the other.
    bins: Box<[Sum; SIZE]>,
    /// The bins of [`GAP_FEATURES`] that speak for a phrase most …
    best_gaps: [usize; GAP_FEATURES.len()],
    /// … and where the bins of these begin.
    gap_starts: [u16; GAP_FEATURES.len()],
    /// What the score itself adds to the odds that a reader keeps a phrase.
    kept_score: f32,
}

impl Model {
    /// Loads the weights; a feature that the file does not name weighs nothing.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml(FILE)?;
        let biases = [file.bias, file.kept_bias];
        if !biases.iter().all(|bias| bias.abs() <= MOST) {
            return Err(Error::dictionary(format!("a bias beyond {MOST}")).at_path(FILE));
        }
        let mut model = Model {
            bias: Sum::new(file.bias, file.kept_bias),
            bins: Box::new([Sum::default(); SIZE]),
            best_gaps: [0; GAP_FEATURES.len()],
            gap_starts: [0; GAP_FEATURES.len()],
            kept_score: file.kept_score,
        };
        for stored in file.feature {
            model.add(stored)?;
        }
        model.find_best_gaps();
        Ok(model)
    }

    fn add(&mut self, stored: Stored) -> Result<()> {
        let bad = |why: String| Error::dictionary(why).at_path(FILE);
        let known = FEATURES.iter().position(|(name, _)| *name == stored.name);
        let feature = known.ok_or_else(|| bad(format!("no feature {}", stored.name)))?;
        let (start, bins) = (usize::from(STARTS[feature]), FEATURES[feature].1);
        let all = || stored.weights.iter().chain(&stored.kept);
        if !all().all(|weight| weight.abs() <= MOST) {
            return Err(bad(format!("{} has a weight beyond {MOST}", stored.name)));
        }
        let fits = |list: &[f32]| list.len() == bins;
        if !fits(&stored.weights) || !(stored.kept.is_empty() || fits(&stored.kept)) {
            return Err(bad(format!("{} has {bins} bins", stored.name)));
        }
        let kept = stored.kept.into_iter().chain(std::iter::repeat(0.0));
        let sums = stored.weights.into_iter().zip(kept);
        for (bin, (score, kept)) in self.bins[start..].iter_mut().zip(sums) {
            *bin = Sum::new(score, kept);
        }
        Ok(())
    }

    fn find_best_gaps(&mut self) {
        for (i, name) in GAP_FEATURES.iter().enumerate() {
            let mut starts = FEATURES.iter().zip(STARTS);
            let Some(((_, bins), start)) = starts.find(|((n, _), _)| n == name) else {
                continue;
            };
            let score = |bin: &usize| self.of(start + *bin as u16).score();
            let best = (0..*bins).max_by(|a, b| score(a).total_cmp(&score(b)));
            self.best_gaps[i] = best.unwrap_or(0);
            self.gap_starts[i] = start;
        }
    }

    #[inline]
    fn of(&self, bin: u16) -> Sum {
        self.bins[usize::from(bin) % SIZE]
    }

    /// The bins of [`GAP_FEATURES`] that speak for a phrase most.
    pub(super) fn best_gaps(&self) -> [usize; GAP_FEATURES.len()] {
        self.best_gaps
    }

    /// All that speaks for a run.
    pub(super) fn sum(&self, scratch: &Scratch, id: u32, bins: &Bins) -> Sum {
        let words = Model::words(scratch, &scratch.grams[id as usize]);
        let all = bins.iter().map(|bin| self.of(*bin));
        all.fold(self.bias.add(words), Sum::add)
    }

    /// What both models say of a run: its sum with the best gaps, and its gaps.
    pub(super) fn exact(&self, sum: Sum, gaps: [usize; GAP_FEATURES.len()]) -> Exact {
        let mut sum = sum;
        for (i, start) in self.gap_starts.into_iter().enumerate() {
            let [best, gap] = [self.best_gaps[i], gaps[i]].map(|bin| self.of(start + bin as u16));
            sum = sum.less(best).add(gap);
        }
        let score = sum.score();
        let kept = sum.kept() + self.kept_score * score;
        let doubt = -kept.exp().ln_1p();
        Exact { score, doubt }
    }

    /// What the words of a run add.
    fn words(scratch: &Scratch, gram: &Gram) -> Sum {
        let first = gram.first as usize;
        let last = (first + gram.words as usize).saturating_sub(1);
        let weights = |item: usize| {
            let word = scratch.words.get(item);
            let weights = word.and_then(|word| scratch.weights.get(*word as usize));
            weights.copied().unwrap_or_default()
        };
        if first == last {
            return weights(first).of(Role::Alone);
        }
        let first = weights(first).of(Role::First);
        first.add(weights(last).of(Role::Last))
    }
}

/// The probability of a sum of weights.
pub(super) fn probability(logit: f32) -> f64 {
    1.0 / (1.0 + f64::from(-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sums_keep_to_their_halves() {
        let weights = [(1.25, -3.5), (-2.0, 0.125), (0.0, -0.001), (-4.875, 7.0)];
        let mut sum = Sum::default();
        let (mut score, mut kept) = (0.0, 0.0);
        for (a, b) in weights {
            sum = sum.add(Sum::new(a, b));
            score += a;
            kept += b;
            assert!((sum.score() - score).abs() < 1e-4, "{score}");
            assert!((sum.kept() - kept).abs() < 1e-4, "{kept}");
        }
        for (a, b) in weights {
            sum = sum.less(Sum::new(a, b));
        }
        assert_eq!(sum, Sum::default());
    }
}
