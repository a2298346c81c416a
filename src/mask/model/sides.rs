//! Every symbol of the model judged at once as the neighbour of a line's end or beginning, by
//! n-grams of three and less. Only the pairs that were seen are looked at one by one.

use super::{Model, Symbol};

impl Model {
    /// For each symbol the logarithm of how much likelier it is after `context` than anywhere.
    #[must_use]
    pub fn all_after(&self, context: &[Symbol]) -> Vec<f32> {
        let two = &context[context.len().saturating_sub(2)..];
        let Some(&last) = two.last() else {
            return vec![0.0; self.symbols + 1];
        };
        let chain = self.chain(two);
        // What was never seen here keeps the context's share of its own probability.
        let never = self.mixed(2, self.single(last), 0.0, 1.0);
        let mut gains = vec![never.max(1e-9).ln(); self.symbols + 1];
        for (symbol, _) in self.pairs.after(last) {
            if let Some(gain) = gains.get_mut(usize::from(symbol)) {
                let p = self.following(chain, symbol);
                *gain = (p * self.total / (self.unigram(symbol) + 1.0)).ln();
            }
        }
        gains
    }

    /// For each symbol the logarithm of the probability of what stands behind it.
    #[must_use]
    pub fn all_before(&self, following: &[Symbol]) -> Vec<f32> {
        let Some(&first) = following.first() else {
            return vec![0.0; self.symbols + 1];
        };
        let second = following.get(1).copied();
        let usual = second.map_or(1.0, |s| self.following(self.chain(&[first]), s));
        let alone = self.alone(first);
        let never = |level: usize| {
            let one = self.at_level(level as u8);
            (self.mixed(2, one, 0.0, alone).max(1e-9) * usual).ln()
        };
        let never: [f32; 64] = std::array::from_fn(never);
        let level = |l: &u8| never.get(usize::from(*l)).copied().unwrap_or(0.0);
        let mut out: Vec<f32> = self.levels.iter().map(level).collect();
        for (symbol, _) in self.pairs.before(first) {
            let mut chain = self.chain(&[symbol]);
            let one = self.read(&mut chain, first)[1];
            let two = second.map_or(1.0, |s| self.following(chain, s));
            if let Some(place) = out.get_mut(usize::from(symbol)) {
                *place = (one * two).ln();
            }
        }
        out
    }

    /// For each of `firsts` the logarithm of how much likelier it is after `last` than anywhere,
    /// by pairs alone.
    pub fn joint(&self, last: Symbol, firsts: &[Symbol], mut gain: impl FnMut(usize, f32)) {
        let one = self.single(last);
        for (i, &first) in firsts.iter().enumerate() {
            let shorter = self.unigram(first);
            let seen = self.possible(self.pairs.level(last, first), shorter, one.count);
            let p = self.mixed(2, one, seen.count, self.alone(first));
            gain(i, p * self.total / (shorter + 1.0));
        }
    }
}
