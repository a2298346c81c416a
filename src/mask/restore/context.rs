//! One mask between its neighbours, and how well the model thinks a string fills it.

use super::{
    super::model::{Chain, Cutter, Model, Symbol},
    document::Evidence,
    meaning::Meaning,
};

/// Characters of context the model reads on either side.
pub(super) const REACH: usize = 4;

/// A string of symbols.
pub(super) type Filling = Vec<Symbol>;

/// A mask between its neighbours.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    pub(super) length: usize,
    pub(super) left: Vec<Symbol>,
    pub(super) right: Vec<Symbol>,
    /// The model as it stands before the mask.
    before: Chain,
    /// The words around it.
    pub(super) line: Cutter<'a>,
}

impl<'a> Context<'a> {
    /// The neighbours, up to the next mask.
    pub(super) fn new(meaning: &Meaning<'a>, evidence: &Evidence, target: usize) -> Self {
        let model = meaning.model;
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
            before: model.chain(&left),
            line: meaning.line(evidence, target),
            left,
            right: after.take_while(free).map(symbol).collect(),
        }
    }

    /// Logarithms of the probability of the filling and of what follows it: by the whole model,
    /// and by its n-grams of three and less.
    pub(super) fn fit(&self, filling: &[Symbol]) -> [f32; 4] {
        let mut chain = self.before;
        let mut out = [0.0; 4];
        let parts = [(0, filling), (1, self.right.as_slice())];
        for (part, symbols) in parts {
            let (mut whole, mut short) = (1.0f32, 1.0f32);
            for &symbol in symbols {
                let [long, three] = self.model.read(&mut chain, symbol);
                whole *= long;
                short *= three;
                if whole < TINY || short < TINY {
                    out[part] += whole.ln();
                    out[2 + part] += short.ln();
                    (whole, short) = (1.0, 1.0);
                }
            }
            out[part] += whole.ln();
            out[2 + part] += short.ln();
        }
        out
    }
}

/// Products below are turned to logarithms before they vanish.
const TINY: f32 = 1e-27;
