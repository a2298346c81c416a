//! How sure the best filling of a mask is: what is known of it, of its rivals and of the article,
//! of which the weights of `dicts/mask_weights.toml` make a probability.

use super::{
    features::{Vector, place},
    net::Net,
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
    begin: Vec<f32>,
    out: Vec<f32>,
    part: Vec<Part>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    name: String,
    direct: f32,
    units: Vec<f32>,
}

/// A net from [`Parts`] to a probability.
#[derive(Debug)]
pub(super) struct Certainty {
    bias: f32,
    begin: [f32; UNITS],
    net: Net<{ PARTS.len() }, UNITS>,
}

impl Certainty {
    /// Orders the weights; says what does not fit.
    pub(super) fn new(stored: &Stored) -> Result<Self, String> {
        let many = || format!("not {UNITS} units of certainty");
        let mut net = Net::new(&stored.out).ok_or_else(many)?;
        for part in &stored.part {
            let place = PARTS.iter().position(|p| *p == part.name);
            let place = place.ok_or_else(|| format!("no part of certainty {}", part.name))?;
            net.set(place, part.direct, &part.units).ok_or_else(many)?;
        }
        Ok(Certainty {
            bias: stored.bias,
            begin: stored.begin.as_slice().try_into().map_err(|_| many())?,
            net,
        })
    }

    /// The probability that the best filling is right.
    pub(super) fn probability(&self, parts: &Parts) -> f64 {
        let sum = self.bias + self.net.sum(&self.begin, parts);
        1.0 / (1.0 + f64::from(-sum).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(bias: f32, part: &str, direct: f32) -> Stored {
        Stored {
            bias,
            begin: vec![0.0; UNITS],
            out: vec![0.0; UNITS],
            part: vec![Part {
                name: part.to_owned(),
                direct,
                units: vec![0.0; UNITS],
            }],
        }
    }

    fn scored(score: f32, inside: f32) -> Scored {
        let mut features: Vector = [0.0; super::super::features::FEATURES.len()];
        features[place::INSIDE] = inside;
        Scored {
            symbols: vec![1, 2],
            features,
            score,
        }
    }

    #[test]
    fn odds_become_a_probability() {
        let net = Certainty::new(&stored(0.0, "odds", 1.0)).unwrap();
        let mut parts: Parts = [0.0; PARTS.len()];
        assert!((net.probability(&parts) - 0.5).abs() < 1e-9);
        parts[0] = 3f32.ln();
        assert!((net.probability(&parts) - 0.75).abs() < 1e-6);
        parts[0] = -3f32.ln();
        assert!((net.probability(&parts) - 0.25).abs() < 1e-6);
    }

    #[test]
    fn names_and_sizes_are_checked() {
        let wrong = Certainty::new(&stored(0.0, "colour", 1.0));
        assert_eq!(wrong.unwrap_err(), "no part of certainty colour");
        let mut short = stored(0.0, "odds", 1.0);
        short.begin.pop();
        let wrong = Certainty::new(&short);
        assert_eq!(wrong.unwrap_err(), "not 12 units of certainty");
    }

    #[test]
    fn what_is_known_of_a_winner() {
        let pools = [
            vec![scored(2.0, -4.0), scored(1.0, -3.0)],
            vec![scored(5.0, -2.0)],
            vec![],
        ];
        let all = parts(&pools);
        assert!(all[2].is_none(), "nothing is known of an empty pool");
        let [first, alone] = [all[0].unwrap(), all[1].unwrap()];
        let part = |parts: &Parts, name| parts[PARTS.iter().position(|p| *p == name).unwrap()];
        assert!((part(&first, "odds") - 1.0).abs() < 1e-5, "e to 1");
        assert_eq!(part(&alone, "odds"), ODDS[1], "no rival");
        assert_eq!(part(&first, "second"), 1.0);
        assert_eq!(
            part(&first, "rival"),
            -1.0,
            "the model likes the other one better"
        );
        assert_eq!(part(&first, "model"), -2.0, "by character");
        assert_eq!(part(&first, "masks"), 2f32.ln());
        // The other mask's odds and the one that is taken for known, over two masks.
        assert_eq!(part(&first, "article"), (ODDS[1] + BEFORE[0]) / 2.0);
    }
}
