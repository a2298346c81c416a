//! How sure the best filling of a mask is: what is known of it, of its rivals and of the article,
//! of which the weights of `dicts/mask_weights.toml` make a probability.

use super::{
    features::{Vector, place},
    pool::{Scored, shares},
};
use serde::Deserialize;

/// Names of what a probability is made of.
pub const PARTS: [&str; 19] = [
    "odds", "steep", "one", "many", "voted", "learnt", "titled", "second", "agreeing", "model",
    "rival", "near", "joined", "suspect", "body", "scatter", "masks", "article", "plain",
];

/// The values of [`PARTS`].
pub(super) type Parts = [f32; PARTS.len()];

/// Logarithms of odds beyond which more is no more certainty.
const ODDS: [f32; 2] = [-4.0, 12.0];
/// What is taken for known of an article before its other masks are looked at: the logarithm of
/// the odds of a mask, and that of the probability of a filling and of what follows it.
const BEFORE: [f32; 2] = [1.0, -10.0];

/// What is known of the best filling of every mask of an article; none for an empty pool.
pub(super) fn parts(pools: &[Vec<Scored>]) -> Vec<Option<Parts>> {
    let mut all: Vec<Option<Parts>> = pools.iter().map(|p| own(p)).collect();
    let plain = |pool: &[Scored]| pool.first().map_or(0.0, |s| likely(&s.features));
    let odds = |parts: &Parts| parts[0];
    let count = all.iter().flatten().count() as f32;
    let sum: [f32; 2] = [
        all.iter().flatten().map(odds).sum(),
        pools.iter().map(|p| plain(p)).sum(),
    ];
    for (parts, pool) in all.iter_mut().zip(pools) {
        if let Some(parts) = parts {
            // How well the article is understood: its other masks.
            let own = [odds(parts), plain(pool)];
            let mean = |i: usize| (sum[i] - own[i] + BEFORE[i]) / count;
            let [.., masks, article, model] = parts;
            (*masks, *article, *model) = (count.ln(), mean(0), mean(1));
        }
    }
    all
}

/// By the n-gram model alone: a filling and what follows it.
fn likely(f: &Vector) -> f32 {
    f[place::INSIDE] + f[place::AFTER]
}

/// What is known of the best filling of a pool, best first, by itself.
fn own(pool: &[Scored]) -> Option<Parts> {
    let best = pool.first()?;
    let length = best.symbols.len();
    let shares = shares(pool);
    let share = *shares.first()?;
    let odds = (share.max(1e-9) / (1.0 - share).max(1e-9)).ln();
    let odds = odds.clamp(ODDS[0], ODDS[1]);
    let f = &best.features;
    let second = pool.get(1);
    let ahead = second.map_or(8.0, |s| (best.score - s.score).min(8.0));
    // By the n-gram model and by the vectors alone: how far the best of the others falls short.
    let rival = |value: fn(&Vector) -> f32| {
        let others = pool.iter().skip(1).map(|s| value(&s.features));
        let top = others.fold(f32::MIN, f32::max);
        (value(f) - top).clamp(-8.0, 8.0)
    };
    Some([
        odds,
        (odds - 4.0).max(0.0),
        f32::from(length == 1),
        f32::from(length > 2),
        f[place::VOTES],
        f[place::LEARNT],
        f[place::TITLED],
        ahead,
        f[place::AGREEMENT],
        (f[place::INSIDE] / length as f32).max(-10.0),
        rival(likely),
        rival(|f| f[place::NEAR]),
        f[place::JOINED],
        f[place::SUSPECT],
        f[place::BODY],
        -shares.iter().map(|s| s * (s + 1e-9).ln()).sum::<f32>(),
        0.0,
        0.0,
        0.0,
    ])
}

/// Units of the net.
const UNITS: usize = 12;

/// The net as it is stored.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    bias: f32,
    begin: [f32; UNITS],
    out: [f32; UNITS],
    part: Vec<Part>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    name: String,
    direct: f32,
    units: [f32; UNITS],
}

/// A net from [`Parts`] to a probability.
#[derive(Debug)]
pub(super) struct Net {
    bias: f32,
    begin: [f32; UNITS],
    out: [f32; UNITS],
    direct: Parts,
    units: [[f32; UNITS]; PARTS.len()],
}

impl Net {
    /// Orders the weights; a name that is none of [`PARTS`] is given back.
    pub(super) fn new(stored: Stored) -> Result<Self, String> {
        let mut net = Net {
            bias: stored.bias,
            begin: stored.begin,
            out: stored.out,
            direct: [0.0; PARTS.len()],
            units: [[0.0; UNITS]; PARTS.len()],
        };
        for part in stored.part {
            let Some(place) = PARTS.iter().position(|p| *p == part.name) else {
                return Err(part.name);
            };
            net.direct[place] = part.direct;
            net.units[place] = part.units;
        }
        Ok(net)
    }

    /// The probability that the best filling is right.
    pub(super) fn probability(&self, parts: &Parts) -> f64 {
        let mut units = self.begin;
        let mut sum = self.bias;
        for ((&part, direct), row) in parts.iter().zip(&self.direct).zip(&self.units) {
            sum += part * direct;
            for (unit, weight) in units.iter_mut().zip(row) {
                *unit += part * weight;
            }
        }
        let units = units.iter().zip(&self.out);
        sum += units.map(|(u, o)| u.tanh() * o).sum::<f32>();
        1.0 / (1.0 + f64::from(-sum).exp())
    }
}
