//! One mask between its neighbours: which strings could fill it, and how well the model
//! thinks each fits.

use super::{
    super::model::{Model, Symbol},
    document::Evidence,
};

/// Characters of context the model reads on either side.
pub(super) const REACH: usize = 4;
/// Listed strings that the model reads in full.
const SHORT_LIST: usize = 250;
/// Parts tried on either side when a mask covers two words.
const PARTS: usize = 40;
/// Pairs of parts that the model reads in full, for each place of the joint.
const PAIRS: usize = 80;
/// Symbols that stand so seldom in the training text are not looked up as ends of a filling...
const RARE: f32 = 300.0;
/// ...and count so much.
const UNLIKELY: f32 = -8.0;
/// The longest part of a pair.
const LONGEST: usize = 5;

/// A string of symbols.
pub(super) type Filling = Vec<Symbol>;

/// A mask between its neighbours.
pub(super) struct Context<'a> {
    model: &'a Model,
    pub(super) length: usize,
    left: Vec<Symbol>,
    right: Vec<Symbol>,
}

impl<'a> Context<'a> {
    /// The neighbours, up to the next mask.
    pub(super) fn new(model: &'a Model, evidence: &Evidence, target: usize) -> Self {
        let (at, length) = evidence.targets[target];
        let chars = &evidence.chars;
        let symbol = |&c: &char| model.symbol(c);
        let free = |c: &&char| **c != '*';
        let before = chars[at.saturating_sub(REACH)..at].iter().rev();
        let mut left: Vec<Symbol> = before.take_while(free).map(symbol).collect();
        left.reverse();
        let to = (at + length + REACH).min(chars.len());
        let after = chars[(at + length).min(to)..to].iter();
        Context {
            model,
            length,
            left,
            right: after.take_while(free).map(symbol).collect(),
        }
    }

    /// Logarithms of the probability of the filling and of what follows it: by the whole model,
    /// and by its n-grams of three and less.
    pub(super) fn fit(&self, filling: &[Symbol]) -> [f32; 4] {
        let line: Vec<Symbol> = [&self.left, filling, &self.right].concat();
        let (from, end) = (self.left.len(), self.left.len() + filling.len());
        let mut out = [0.0; 4];
        for i in from..line.len() {
            let context = &line[i.saturating_sub(REACH)..i];
            let [whole, short] = self.model.probabilities(context, line[i]);
            let after = usize::from(i >= end);
            out[after] += whole.ln();
            out[2 + after] += short.ln();
        }
        out
    }
}

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
        let symbols = 0..=model.symbols();
        let left = model.after(&context.left);
        let enter = |s: usize| {
            let s = s as Symbol;
            if model.unigram(s) < RARE {
                return UNLIKELY;
            }
            (left.probability(s) * model.total() / (model.unigram(s) + 1.0)).ln()
        };
        let leave = model.before(&context.right);
        let leaves = |s: usize| match s as Symbol {
            s if model.unigram(s) < RARE => UNLIKELY,
            s => leave.logarithm(s),
        };
        Ends {
            model,
            length: context.length,
            enters: symbols.clone().map(enter).collect(),
            leaves: symbols.map(leaves).collect(),
        }
    }

    /// How well a string's ends fit: what strings are chosen by before they are read in full.
    pub(super) fn fit(&self, filling: &[Symbol]) -> f32 {
        let end = |s: Option<&Symbol>, of: &[f32]| {
            s.and_then(|&s| of.get(usize::from(s)))
                .copied()
                .unwrap_or(0.0)
        };
        end(filling.first(), &self.enters) + end(filling.last(), &self.leaves)
    }

    /// Strings of the list, and pairs of them, that fit the nearest neighbours. `known` are
    /// strings of any length that may be parts of the filling whether they fit or not.
    pub(super) fn listed(&self, known: &[Filling]) -> Vec<Filling> {
        let mut out = self.best(self.length, SHORT_LIST, true, true);
        for cut in 1..self.length {
            let rest = self.length - cut;
            if cut > LONGEST || rest > LONGEST {
                continue;
            }
            let mut heads = self.best(cut, PARTS, true, false);
            heads.extend(known.iter().filter(|k| k.len() == cut).cloned());
            let mut tails = self.best(rest, PARTS, false, true);
            tails.extend(known.iter().filter(|k| k.len() == rest).cloned());
            self.joined(&heads, &tails, &mut out);
        }
        out
    }

    /// The pairs that the model likes best at their joint.
    pub(super) fn joined(&self, heads: &[Filling], tails: &[Filling], out: &mut Vec<Filling>) {
        let mut pairs: Vec<(f32, usize, usize)> = Vec::with_capacity(heads.len() * tails.len());
        for (h, head) in heads.iter().enumerate() {
            let after = self.model.after(head);
            for (t, tail) in tails.iter().enumerate() {
                let Some(&first) = tail.first() else { continue };
                let p = after.probability(first);
                let gain = (p * self.model.total() / (self.model.unigram(first) + 1.0)).ln();
                pairs.push((gain, h, t));
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let chosen = pairs.into_iter().take(PAIRS);
        out.extend(chosen.map(|(_, h, t)| [heads[h].as_slice(), &tails[t]].concat()));
    }

    /// The `most` strings of `length` that are common and whose ends fit best.
    fn best(&self, length: usize, most: usize, begins: bool, ends: bool) -> Vec<Filling> {
        let mut top: Vec<(f32, Filling)> = Vec::with_capacity(most * 2);
        let mut least = f32::MIN;
        for word in self.model.words(length) {
            let (first, last) = word.ends();
            let enter = self.enters.get(usize::from(first)).filter(|_| begins);
            let leave = self.leaves.get(usize::from(last)).filter(|_| ends);
            let score = word.weight() * std::f32::consts::LN_2
                + enter.copied().unwrap_or(0.0)
                + leave.copied().unwrap_or(0.0);
            if score <= least {
                continue;
            }
            top.push((score, word.symbols().collect()));
            if top.len() >= most * 2 {
                cut(&mut top, most);
                least = top.last().map_or(f32::MIN, |t| t.0);
            }
        }
        cut(&mut top, most);
        top.into_iter().map(|t| t.1).collect()
    }
}

fn cut(top: &mut Vec<(f32, Filling)>, most: usize) {
    top.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    top.truncate(most);
}
