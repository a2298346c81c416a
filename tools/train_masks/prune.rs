//! Which n-grams are worth their place: those without which the training text would be the
//! least likely (after Stolcke, Entropy-based Pruning of Backoff Language Models). What shorter
//! n-grams foretell as well is left out, however common it is.

use crate::ngrams::{context_key, tail_key};
use tonggao::mask::model::level_of;

/// N-grams of one order with their counts, sorted by key.
pub(crate) type Counts = Vec<(u64, u32)>;

/// What the text says of a symbol after a context, and what the model would say without it.
struct Worth<'a> {
    /// For each order from 2 the shares of a context's count: of all that was counted, and of
    /// what a model of this size keeps.
    all: &'a [[f32; 64]],
    kept: &'a [[f32; 64]],
    strength: f32,
}

/// For each order from 2 and each n-gram: by how many nats it makes the text likelier, or the
/// longer ones that need it do. Negative for those that no reader would reach.
pub(crate) fn gains(
    orders: &[Counts],
    singles: &[u32],
    all: &[[f32; 64]],
    kept: &[[f32; 64]],
    strength: f32,
) -> Vec<Vec<f32>> {
    let worth = Worth {
        all,
        kept,
        strength,
    };
    let total: f64 = singles.iter().map(|&c| f64::from(c)).sum();
    let alone = |key: u64| (f64::from(singles[(key & 0xfff) as usize]) / total) as f32;
    let mut shorter: Vec<f32> = Vec::new();
    let mut gains: Vec<Vec<f32>> = Vec::new();
    for (i, list) in orders.iter().enumerate() {
        let n = i + 2;
        let find = |key: u64| orders[i - 1].binary_search_by_key(&key, |e| e.0).ok();
        let (mut own, mut likely) = (Vec::new(), Vec::new());
        for &(key, count) in list {
            let context = context_key(key, n);
            let (before, lower) = if i == 0 {
                (Some(singles[(context & 0xfff) as usize]), Some(alone(key)))
            } else {
                let lower = find(tail_key(key, n - 1)).map(|at| shorter[at]);
                (find(context).map(|at| orders[i - 1][at].1), lower)
            };
            let (gain, p) = match (before, lower) {
                (Some(before), Some(lower)) => worth.of(i, before, count, lower),
                _ => (-1.0, 1.0),
            };
            own.push(gain);
            likely.push(p);
        }
        gains.push(own);
        shorter = likely;
    }
    for i in (1..orders.len()).rev() {
        hand_down(orders, &mut gains, i);
    }
    gains
}

impl Worth<'_> {
    /// The gain of an n-gram of the `i`th order, and its probability with it.
    fn of(&self, i: usize, context: u32, count: u32, lower: f32) -> (f32, f32) {
        let level = usize::from(level_of(context as f32));
        let (context, count) = (context as f32, count as f32);
        let left = |share: f32| context * (1.0 - share) + self.strength;
        let with = count + left(self.all[i][level]) * lower;
        let without = left(self.kept[i][level]) * lower;
        let gain = count * (with / without.max(1e-9)).ln();
        (gain.max(0.0), with / (context + self.strength))
    }
}

/// An n-gram is read by way of its context and of its tail: both are worth as much as it is.
fn hand_down(orders: &[Counts], gains: &mut [Vec<f32>], i: usize) {
    let (shorter, longer) = gains.split_at_mut(i);
    let below = &mut shorter[i - 1];
    let n = i + 2;
    for (&(key, _), &gain) in orders[i].iter().zip(&longer[0]) {
        for part in [context_key(key, n), tail_key(key, n - 1)] {
            if let Ok(at) = orders[i - 1].binary_search_by_key(&part, |e| e.0) {
                below[at] = below[at].max(gain);
            }
        }
    }
}
