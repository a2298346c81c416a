//! How sure the best filling of a mask is: what is known of it and of its rivals, of which the
//! weights of `dicts/mask_weights.toml` make a probability.

use super::{
    features::{Vector, place},
    pool::{Scored, shares},
};

/// Names of what a probability is made of.
pub const PARTS: [&str; 16] = [
    "bias", "odds", "steep", "one", "many", "voted", "learnt", "titled", "second", "agreeing",
    "model", "rival", "near", "joined", "suspect", "body",
];

/// The values of [`PARTS`].
pub(super) type Parts = [f32; PARTS.len()];

/// Logarithms of odds beyond which more is no more certainty.
const ODDS: [f32; 2] = [-4.0, 12.0];

/// What is known of the best filling of a pool, best first; none for an empty one.
pub(super) fn parts(pool: &[Scored]) -> Option<Parts> {
    let best = pool.first()?;
    let length = best.symbols.len();
    let share = *shares(pool).first()?;
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
        1.0,
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
        rival(|f| f[place::INSIDE] + f[place::AFTER]),
        rival(|f| f[place::NEAR]),
        f[place::JOINED],
        f[place::SUSPECT],
        f[place::BODY],
    ])
}
