//! One mask: its fillings and how well each fits.

use super::{
    super::model::{Model, Symbol},
    document::Evidence,
};
use rustc_hash::FxHashSet;

/// Weight of the other masks' votes.
pub(super) const VOTE: f32 = 3.0;
/// Weight of the model's logarithm.
const MODEL: f32 = 0.8;
/// What a dictionary word has over a run of words.
const WORD: f32 = 1.0;
/// What each agreeing character around the same filling elsewhere adds.
const AGREEMENT: f32 = 1.5;
/// What a filling that stands in the title and not in the body has over others: a filter went
/// over the body. For the filling, and for each of its characters.
const TITLE: [f32; 2] = [1.0, 2.2];
/// What the same neighbours in the title add, three characters of them or more: of such
/// fillings hardly one is wrong, however strange it looks to the model (四风墙, not 防火墙).
const SAME_IN_TITLE: f32 = 12.0;
/// What a filling that stands unmasked in the body has over others where the removed words
/// were chosen at random, and where a filter removed each of them everywhere.
const BODY: [f32; 2] = [2.0, -1.5];
/// Shares of fillings that stand in the body: up to the first a filter is believed, from the
/// second on chance.
const FILTER: [f32; 2] = [0.05, 0.4];
/// Characters of context the model reads on either side.
const REACH: usize = 4;
/// Strings that the model reads in full.
const SHORT_LIST: usize = 80;
/// Parts tried on either side when a mask covers two words.
const PARTS: usize = 24;

/// A filling with its score.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    pub(super) symbols: Vec<Symbol>,
    pub(super) score: f32,
    word: bool,
    document: bool,
    /// It stands unmasked in the body.
    pub(super) body: bool,
}

impl Scored {
    /// What speaks for it.
    pub(super) fn evidence(&self) -> Vec<&'static str> {
        let all = [
            (self.word, "dictionary"),
            (self.document, "document"),
            (true, "model"),
        ];
        all.into_iter()
            .filter_map(|(yes, name)| yes.then_some(name))
            .collect()
    }
}

/// Best first; equal scores by their symbols.
pub(super) fn sort(pool: &mut [Scored]) {
    pool.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.symbols.cmp(&b.symbols))
    });
}

/// Weighs what stands unmasked in the body by what the best fillings say of the filter: if they
/// stand there too, words were removed here and there; else everywhere.
pub(super) fn judge_filter(pools: &mut [Vec<Scored>]) {
    let (mut there, mut all) = (0.0, 1.0);
    for pool in pools.iter() {
        let shares = probabilities(pool);
        for (one, share) in pool.iter().zip(shares) {
            all += share;
            there += if one.body { share } else { 0.0 };
        }
    }
    let random = ((there / all - FILTER[0]) / (FILTER[1] - FILTER[0])).clamp(0.0, 1.0);
    let weight = BODY[1] + (BODY[0] - BODY[1]) * random;
    for pool in pools {
        for one in pool.iter_mut().filter(|s| s.body) {
            one.score += weight;
        }
        sort(pool);
    }
}

/// The share of each filling among all of them.
pub(super) fn probabilities(pool: &[Scored]) -> Vec<f32> {
    let best = pool.iter().map(|s| s.score).fold(f32::MIN, f32::max);
    let parts: Vec<f32> = pool.iter().map(|s| (s.score - best).exp()).collect();
    let sum: f32 = parts.iter().sum();
    parts.into_iter().map(|p| p / sum.max(1e-9)).collect()
}

/// How far each filling stands above all others together: the logarithm of its odds.
pub(super) fn log_odds(pool: &[Scored]) -> Vec<f64> {
    let best = pool.iter().map(|s| s.score).fold(f32::MIN, f32::max);
    let part = |s: &Scored| f64::from(s.score - best).exp();
    let parts: Vec<f64> = pool.iter().map(part).collect();
    let others = |i: usize| parts[..i].iter().chain(&parts[i + 1..]).sum::<f64>();
    let odds = |i: usize| (parts[i].max(1e-12) / others(i).max(1e-12)).ln();
    (0..parts.len()).map(odds).collect()
}

/// Log odds among the candidates against how often the filling was right (docs/masks.md).
const CALIBRATION: [(f64, f64); 13] = [
    (-2.5, 0.0),
    (-1.0, 0.05),
    (0.0, 0.12),
    (0.7, 0.23),
    (1.5, 0.35),
    (2.3, 0.44),
    (3.4, 0.58),
    (5.0, 0.66),
    (7.0, 0.77),
    (9.5, 0.82),
    (12.0, 0.9),
    (15.0, 0.94),
    (20.0, 0.985),
];

/// The probability that a filling with these odds is right, to four decimals.
pub(super) fn calibrated(odds: f64) -> f64 {
    let upper = CALIBRATION
        .iter()
        .position(|c| c.0 >= odds)
        .unwrap_or(CALIBRATION.len() - 1)
        .max(1);
    let (x0, y0) = CALIBRATION[upper - 1];
    let (x1, y1) = CALIBRATION[upper];
    let p = y0 + (y1 - y0) * ((odds - x0) / (x1 - x0)).clamp(0.0, 1.0);
    (p * 1e4).round() / 1e4
}

/// A mask between its neighbours.
pub(super) struct Context<'a> {
    model: &'a Model,
    evidence: &'a Evidence,
    target: usize,
    length: usize,
    left: Vec<Symbol>,
    right: Vec<Symbol>,
}

impl<'a> Context<'a> {
    /// The neighbours, up to the next mask.
    pub(super) fn new(model: &'a Model, evidence: &'a Evidence, target: usize) -> Self {
        let (at, length) = evidence.targets[target];
        let chars = &evidence.chars;
        let symbol = |&c: &char| model.symbol(c);
        let free = |c: &&char| **c != '*';
        let from = at.saturating_sub(REACH);
        let mut left: Vec<Symbol> = chars[from..at]
            .iter()
            .rev()
            .take_while(free)
            .map(symbol)
            .collect();
        left.reverse();
        let to = (at + length + REACH).min(chars.len());
        let right = chars[(at + length).min(to)..to]
            .iter()
            .take_while(free)
            .map(symbol)
            .collect();
        Context {
            model,
            evidence,
            target,
            length,
            left,
            right,
        }
    }

    /// The best fillings.
    pub(super) fn pool(&self, most: usize) -> Vec<Scored> {
        let mut strings = self.listed();
        let fillings = self.evidence.fillings(self.target);
        let found = fillings.iter().map(|(f, n)| {
            (
                f.iter().map(|&c| self.model.symbol(c)).collect::<Vec<_>>(),
                *n,
            )
        });
        let found: Vec<(Vec<Symbol>, usize)> = found.filter(|(f, _)| !f.contains(&0)).collect();
        strings.extend(found.iter().map(|f| f.0.clone()));
        let titled = self.evidence.of_title(self.length);
        let titled = titled.map(|s| s.iter().map(|&c| self.model.symbol(c)).collect());
        strings.extend(titled.filter(|s: &Vec<Symbol>| !s.contains(&0)));
        let mut seen = FxHashSet::default();
        strings.retain(|s| seen.insert(s.clone()));
        let mut pool: Vec<Scored> = strings
            .into_iter()
            .map(|s| self.scored(s, &found))
            .collect();
        sort(&mut pool);
        pool.truncate(most);
        pool
    }

    fn scored(&self, symbols: Vec<Symbol>, found: &[(Vec<Symbol>, usize)]) -> Scored {
        let word = self.model.word(&symbols).is_some_and(|w| w.is_word());
        let same = found.iter().filter(|f| f.0 == symbols);
        let agreement = same.map(|f| f.1).max().unwrap_or(0);
        let characters = symbols.iter().map(|&s| self.model.character(s));
        let string: Vec<char> = characters.flatten().collect();
        let body = self.evidence.in_body(&string);
        let title = !body && self.evidence.in_title(&string);
        let score = MODEL * self.fit(&symbols)
            + if word { WORD } else { 0.0 }
            + if title {
                TITLE[0] + TITLE[1] * self.length as f32
            } else {
                0.0
            }
            + if title && agreement >= 3 {
                SAME_IN_TITLE
            } else {
                0.0
            }
            + AGREEMENT * agreement.saturating_sub(1).min(5) as f32;
        Scored {
            symbols,
            score,
            word,
            document: agreement >= 2 || title,
            body,
        }
    }

    /// Logarithm of the probability of the filling and of what follows it.
    fn fit(&self, filling: &[Symbol]) -> f32 {
        let line: Vec<Symbol> = [&self.left, filling, &self.right].concat();
        let from = self.left.len();
        let term = |i: usize| {
            self.model
                .probability(&line[i.saturating_sub(REACH)..i], line[i])
                .ln()
        };
        (from..line.len()).map(term).sum()
    }

    /// Strings of the list, and pairs of them, that fit the nearest neighbours.
    fn listed(&self) -> Vec<Vec<Symbol>> {
        let symbols = self.model.symbols() + 1;
        let total = self.model.total();
        let enters: Vec<f32> = (0..symbols)
            .map(|s| {
                let p = self.model.probability_to(&self.left, s as Symbol, 3);
                (p / ((self.model.unigram(s as Symbol) + 1.0) / total)).ln()
            })
            .collect();
        let leaves: Vec<f32> = (0..symbols)
            .map(|s| match self.right[..] {
                [] => 0.0,
                [first] => self.model.probability_to(&[s as Symbol], first, 2).ln(),
                [first, second, ..] => {
                    let one = self.model.probability_to(&[s as Symbol], first, 2);
                    let two = self.model.probability_to(&[s as Symbol, first], second, 3);
                    one.ln() + two.ln()
                }
            })
            .collect();
        let mut out = self.best(self.length, SHORT_LIST, |first, last| {
            enters[first] + leaves[last]
        });
        for cut in 1..self.length {
            let heads = self.best(cut, PARTS, |first, _| enters[first]);
            let tails = self.best(self.length - cut, PARTS, |_, last| leaves[last]);
            out.extend(self.joined(&heads, &tails));
        }
        out
    }

    /// The pairs that the model likes best at their joint.
    fn joined(&self, heads: &[Vec<Symbol>], tails: &[Vec<Symbol>]) -> Vec<Vec<Symbol>> {
        let mut pairs: Vec<(f32, Vec<Symbol>)> = Vec::new();
        for head in heads {
            for tail in tails {
                let p = self.model.probability_to(head, tail[0], 4);
                let gain = (p * self.model.total() / (self.model.unigram(tail[0]) + 1.0)).ln();
                pairs.push((gain, [head.as_slice(), tail].concat()));
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        pairs.into_iter().take(PARTS).map(|p| p.1).collect()
    }

    /// The `most` strings of `length` whose ends fit best.
    fn best(
        &self,
        length: usize,
        most: usize,
        ends: impl Fn(usize, usize) -> f32,
    ) -> Vec<Vec<Symbol>> {
        let mut top: Vec<(f32, Vec<Symbol>)> = Vec::with_capacity(most * 2);
        let mut least = f32::MIN;
        for word in self.model.words(length) {
            let (first, last) = word.ends();
            let score = word.weight() * std::f32::consts::LN_2
                + ends(usize::from(first), usize::from(last));
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

fn cut(top: &mut Vec<(f32, Vec<Symbol>)>, most: usize) {
    top.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    top.truncate(most);
}
