//! The masks of one article looked at together: a filter removes the same word everywhere, so
//! that every mask's fillings speak for the others and may be parts of a longer mask; words
//! removed here and there stand elsewhere in the body.

use super::{
    context::{Context, Filling},
    features::place,
    pool::{Bench, Scored, shares, sort},
};
use rustc_hash::FxHashMap;

/// Fillings of one article that are tried at every mask.
const ELECTED: usize = 30;
/// What a filling needs of all masks' votes for that.
const ENOUGH: f32 = 0.4;
/// How fast the share of the masks of one length that vote for a filling counts.
const SHARED: f32 = 50.0;
/// Shares of fillings that stand in the body: up to the first a filter is believed, from the
/// second on chance.
const FILTER: [f32; 2] = [0.05, 0.4];

/// The votes of all masks: shares added up.
pub(super) struct Votes(FxHashMap<Filling, f32>);

impl Votes {
    pub(super) fn count(pools: &[Vec<Scored>]) -> Self {
        let mut votes: FxHashMap<Filling, f32> = FxHashMap::default();
        for pool in pools {
            for (one, share) in pool.iter().zip(shares(pool)) {
                *votes.entry(one.symbols.clone()).or_default() += share;
            }
        }
        Votes(votes)
    }

    /// The fillings with the most votes.
    pub(super) fn elected(&self) -> Vec<Filling> {
        let enough = self.0.iter().filter(|v| *v.1 >= ENOUGH);
        let mut all: Vec<(&Filling, f32)> = enough.map(|(f, v)| (f, *v)).collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        all.into_iter().take(ELECTED).map(|e| e.0.clone()).collect()
    }

    fn of(&self, filling: &Filling) -> f32 {
        self.0.get(filling).copied().unwrap_or(0.0)
    }
}

/// Adds to a pool what was elected elsewhere in the article: whole fillings and pairs of them.
pub(super) fn add_elected(
    bench: &Bench<'_>,
    target: usize,
    elected: &[Filling],
    pool: &mut Vec<Scored>,
) {
    let (_, length) = bench.evidence.targets[target];
    let mut strings = made(elected, length);
    strings.retain(|string| pool.iter().all(|s| s.symbols != *string));
    if strings.is_empty() {
        return;
    }
    let context = Context::new(&bench.meaning, bench.evidence, target);
    let elsewhere = bench.evidence.elsewhere(target);
    let scored = |string| bench.scored(string, &context, &elsewhere);
    pool.extend(strings.into_iter().map(scored));
}

/// Elected fillings of that length, and pairs of them, in order.
fn made(elected: &[Filling], length: usize) -> Vec<Filling> {
    let mut strings: Vec<Filling> = Vec::new();
    for head in elected {
        let Some(rest) = length.checked_sub(head.len()) else {
            continue;
        };
        if rest == 0 {
            strings.push(head.clone());
        }
        let tails = elected.iter().filter(|t| t.len() == rest);
        strings.extend(tails.map(|t| [head.as_slice(), t].concat()));
    }
    strings.sort_unstable();
    strings.dedup();
    strings
}

/// Scores all pools anew with what the article's masks say of each other.
pub(super) fn judge(bench: &Bench<'_>, pools: &mut [Vec<Scored>]) {
    let votes = Votes::count(pools);
    let elected = votes.elected();
    let chance = chance(pools);
    let mut lengths: FxHashMap<usize, f32> = FxHashMap::default();
    for &(_, length) in &bench.evidence.targets {
        *lengths.entry(length).or_default() += 1.0;
    }
    for pool in pools {
        let own = shares(pool);
        for (one, share) in pool.iter_mut().zip(own) {
            let others = (votes.of(&one.symbols) - share).max(0.0);
            one.features[place::VOTES] = (1.0 + others).ln();
            let length = lengths.get(&one.symbols.len()).copied();
            let voters = (length.unwrap_or(0.0) - 1.0).max(1.0);
            one.features[place::SHARE] = (1.0 + SHARED * others / voters).ln();
            one.features[place::CHANCE] = one.features[place::BODY] * chance;
            // Words removed here and there were not on a filter's list.
            one.features[place::SUSPECT] *= 1.0 - chance;
            one.features[place::ELECTED] = f32::from(made_of(&elected, &one.symbols));
            one.score = bench.weights.together(&one.features, one.symbols.len());
        }
        sort(pool);
    }
}

/// A pair of elected fillings.
fn made_of(elected: &[Filling], filling: &Filling) -> bool {
    elected.iter().any(|head| {
        let rest = filling.strip_prefix(head.as_slice());
        rest.is_some_and(|r| !r.is_empty() && elected.iter().any(|t| t == r))
    })
}

/// Whether words were removed here and there (1) or wherever they stand (0): if the best
/// fillings stand in the body too, it was here and there.
fn chance(pools: &[Vec<Scored>]) -> f32 {
    let (mut there, mut all) = (0.0, 1.0);
    for pool in pools {
        for (one, share) in pool.iter().zip(shares(pool)) {
            all += share;
            there += one.features[place::BODY] * share;
        }
    }
    ((there / all - FILTER[0]) / (FILTER[1] - FILTER[0])).clamp(0.0, 1.0)
}
