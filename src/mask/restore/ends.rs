//! Which strings could fill a mask: those of the word list, and pairs of them, whose ends fit its
//! neighbours.

use super::{
    super::model::{Model, Symbol, Word},
    context::{Context, Filling},
};
use std::f32::consts::LN_2;

/// Listed strings whose meaning is looked at, and those of them that the model reads in full.
const LONG_LIST: usize = 600;
const SHORT_LIST: usize = 150;
/// Parts tried on either side when a mask covers two words.
const PARTS: usize = 40;
/// Pairs of parts that the model reads in full, for each place of the joint.
const PAIRS: usize = 60;
/// Symbols that stand so seldom in the training text are not looked up as ends of a filling...
const RARE: f32 = 300.0;
/// ...and count so much.
const UNLIKELY: f32 = -8.0;
/// The longest part of a pair.
const LONGEST: usize = 5;

/// Which strings may fill a mask, by the characters they begin and end with.
pub(super) struct Ends<'a> {
    model: &'a Model,
    length: usize,
    /// Gain of beginning, and logarithm of the probability of ending, with each symbol.
    enters: Vec<f32>,
    leaves: Vec<f32>,
}

impl<'a> Ends<'a> {
    /// Weighs every symbol as first and as last of a filling.
    pub(super) fn new(context: &Context<'a>) -> Self {
        let model = context.model;
        let mut enters = model.all_after(&context.left);
        let mut leaves = model.all_before(&context.right);
        for (s, (enter, leave)) in enters.iter_mut().zip(&mut leaves).enumerate() {
            if model.unigram(s as Symbol) < RARE {
                (*enter, *leave) = (UNLIKELY, UNLIKELY);
            }
        }
        Ends {
            model,
            length: context.length,
            enters,
            leaves,
        }
    }

    /// How well a string's ends fit: what strings are chosen by before they are read in full.
    pub(super) fn fit(&self, filling: &[Symbol]) -> f32 {
        self.ends(filling.first(), filling.last(), true, true)
    }

    /// Strings of the list, and pairs of them, that fit the nearest neighbours; `meaning` judges
    /// words as a whole. `known` are strings of any length that may be parts of the filling
    /// whether they fit or not.
    pub(super) fn listed(
        &self,
        known: &[Filling],
        meaning: impl Fn(&Word<'_>) -> f32,
    ) -> Vec<Filling> {
        let mut whole = self.best(self.length, LONG_LIST, true, true);
        for (score, word) in &mut whole {
            *score += meaning(word);
        }
        keep(&mut whole, SHORT_LIST, |w| w.0);
        let mut out: Vec<Filling> = whole.iter().map(|w| w.1.symbols().collect()).collect();
        for cut in 1..self.length {
            let rest = self.length - cut;
            if cut <= LONGEST && rest <= LONGEST {
                let heads = self.parts(cut, known, true, false);
                let tails = self.parts(rest, known, false, true);
                self.joined(&heads, &tails, &mut out);
            }
        }
        out
    }

    /// Heads or tails of a filling, with what is known of their common and their free end.
    fn parts(&self, length: usize, known: &[Filling], begins: bool, ends: bool) -> Vec<Part> {
        let best = self.best(length, PARTS, begins, ends).into_iter();
        let mut parts: Vec<Part> = best.map(|(s, w)| (s, w.symbols().collect())).collect();
        for string in known.iter().filter(|k| k.len() == length) {
            let weight = self.model.word(string).map_or(0.0, |w| w.weight());
            let score = self.ends(string.first(), string.last(), begins, ends);
            parts.push((weight * LN_2 + score, string.clone()));
        }
        parts
    }

    /// The likeliest pairs: chosen by the two characters that meet, then by three.
    fn joined(&self, heads: &[Part], tails: &[Part], out: &mut Vec<Filling>) {
        let model = self.model;
        let first = |t: &Part| t.1.first().copied().unwrap_or(0);
        let firsts: Vec<Symbol> = tails.iter().map(first).collect();
        let mut pairs: Vec<(f32, usize, usize)> = Vec::with_capacity(heads.len() * tails.len());
        for (h, head) in heads.iter().enumerate() {
            let last = head.1.last().copied().unwrap_or(0);
            model.joint(last, &firsts, |t, gain| {
                pairs.push((head.0 + tails[t].0 + gain.ln(), h, t));
            });
        }
        keep(&mut pairs, PAIRS * 2, |p| p.0);
        for (score, h, t) in &mut pairs {
            let (head, tail) = (&heads[*h], &tails[*t]);
            if head.1.len() > 1 {
                let end = model.chain(&head.1[head.1.len() - 2..]);
                let p = model.following(end, firsts[*t]);
                let gain = p * model.total() / (model.unigram(firsts[*t]) + 1.0);
                *score = head.0 + tail.0 + gain.ln();
            }
        }
        keep(&mut pairs, PAIRS, |p| p.0);
        let chosen = pairs.into_iter();
        out.extend(chosen.map(|(_, h, t)| [heads[h].1.as_slice(), &tails[t].1].concat()));
    }

    /// The `most` strings of `length` that are common and whose ends fit best.
    fn best(&self, length: usize, most: usize, begins: bool, ends: bool) -> Vec<(f32, Word<'a>)> {
        let mut top: Vec<(f32, Word<'a>)> = Vec::with_capacity(most * 2);
        let mut least = f32::MIN;
        for word in self.model.words(length) {
            let (first, last) = word.ends();
            let score = word.weight() * LN_2 + self.ends(Some(&first), Some(&last), begins, ends);
            if score <= least {
                continue;
            }
            top.push((score, word));
            if top.len() >= most * 2 {
                keep(&mut top, most, |t| t.0);
                least = top.iter().fold(f32::MAX, |l, t| l.min(t.0));
            }
        }
        keep(&mut top, most, |t| t.0);
        top
    }

    fn ends(&self, first: Option<&Symbol>, last: Option<&Symbol>, begins: bool, ends: bool) -> f32 {
        let of = |s: Option<&Symbol>, table: &[f32]| {
            s.and_then(|&s| table.get(usize::from(s)))
                .copied()
                .unwrap_or(0.0)
        };
        let enter = if begins { of(first, &self.enters) } else { 0.0 };
        enter + if ends { of(last, &self.leaves) } else { 0.0 }
    }
}

/// A part of a filling with its score.
type Part = (f32, Filling);

/// Keeps the `most` of the highest score, in the order they came.
fn keep<T>(all: &mut Vec<T>, most: usize, score: impl Fn(&T) -> f32) {
    if all.len() <= most {
        return;
    }
    let mut scores: Vec<f32> = all.iter().map(&score).collect();
    let (_, &mut least, _) = scores.select_nth_unstable_by(most - 1, |a, b| b.total_cmp(a));
    let above = all.iter().filter(|t| score(t) > least).count();
    let mut equal = most - above;
    all.retain(|t| {
        let score = score(t);
        let tie = score == least && equal > 0;
        equal -= usize::from(tie);
        score > least || tie
    });
}
