//! Where a word stands among the words of the article and of its title, by weight: how often
//! it occurs times how rare it is elsewhere.

use super::grams::{Gram, Scratch};

/// Ranks among the words of the article that are told apart.
const RANKS: [usize; 6] = [1, 3, 6, 12, 24, 48];
/// Ranks among the words of the title that are told apart.
const TITLE_RANKS: usize = 6;

/// The heaviest words of one article; used again for every article.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    /// Weights of the words of the article, to find the heaviest.
    all: Vec<f32>,
    /// Weights of the heaviest words of the title, the heaviest first.
    title: Vec<f32>,
    /// What the heaviest word weighs.
    heaviest: f32,
    /// What a word must not fall short of for each of [`RANKS`].
    least: [f32; RANKS.len()],
}

impl Ranks {
    /// Weighs the words of an article.
    pub(super) fn weigh(&mut self, scratch: &Scratch) {
        let most = RANKS[RANKS.len() - 1];
        let words = &scratch.grams[..scratch.word_grams];
        let open = scratch.open.iter().filter_map(|id| words.get(*id as usize));
        self.all.clear();
        self.all.extend(open.filter(|g| g.words == 1).map(weight));
        // The others stand once and the background was not asked for them: they all weigh the
        // same, and no more of them count than are kept.
        let others = words.iter().filter(|g| g.words == 1 && !scratch.is_open(g));
        self.all.extend(others.map(weight).take(most));
        descending(&mut self.all, most);
        self.title.clear();
        let words = words.iter().take_while(|g| g.title > 0);
        self.title
            .extend(words.filter(|g| g.words == 1).map(weight));
        descending(&mut self.title, TITLE_RANKS);
        let rank = |rank: usize| self.all.get(rank - 1).copied();
        self.heaviest = rank(1).map_or(1.0, |w| w.max(1.0));
        self.least = RANKS.map(|n| rank(n).unwrap_or(f32::NEG_INFINITY));
    }

    /// A weight as a part of that of the heaviest word.
    #[inline]
    pub(super) fn share(&self, weight: f32) -> f32 {
        weight / self.heaviest
    }

    /// How many of [`RANKS`] a weight falls short of.
    #[inline]
    pub(super) fn rank(&self, weight: f32) -> usize {
        let short = self.least.iter().map(|least| usize::from(*least > weight));
        short.sum()
    }

    /// How many words of the title weigh more.
    pub(super) fn title_rank(&self, weight: f32) -> usize {
        self.title.partition_point(|w| *w > weight)
    }
}

/// Frequency times rarity.
pub(super) fn weight(gram: &Gram) -> f32 {
    if gram.words != 1 {
        return 0.0;
    }
    gram.all() as f32 * (16.0 - gram.known.log_df().max(2.0))
}

/// Keeps the `most` heaviest, the heaviest first.
fn descending(weights: &mut Vec<f32>, most: usize) {
    let order = |a: &f32, b: &f32| b.total_cmp(a);
    if weights.len() > most {
        weights.select_nth_unstable_by(most, order);
        weights.truncate(most);
    }
    weights.sort_unstable_by(order);
}
