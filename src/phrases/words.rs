//! What a word adds to the two sums of the model, by itself: where it is the whole run, the
//! first and the last of several. Some 60,000 words have such weights: few of them were seen
//! in many candidates, the others are weighed by the company that they keep
//! (`tools/phrase_vectors.py`).
//!
//! `dicts/phrase_words.bin` is a table of [`Slots`] of eight bytes: six signed weights in
//! twenty-fifths, three to the score and three to the odds that a reader keeps the run, then
//! the upper 16 bits of the word's hash. `tools/phrase_train.py` writes it.

use super::{model::Sum, slots::Slots};
use crate::{error::Result, lexicon::Dicts};

/// The dictionary's name.
pub(super) const FILE: &str = "phrase_words.bin";
/// The first bytes of the file.
pub(super) const KIND: &[u8; 8] = b"TGPHRW1\n";
/// The bits of the weights in a slot.
const WEIGHTS: u64 = 0xFFFF_FFFF_FFFF;

/// Where a word stands in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Alone = 0,
    First = 1,
    Last = 2,
}

/// The weights of one word; 0 when it has none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weights(u64);

impl Weights {
    /// What the word adds in a role.
    #[inline]
    pub(super) fn of(self, role: Role) -> Sum {
        let byte = |at: u32| (self.0 >> (8 * at)) as i8;
        Sum::in_twenty_fifths(byte(role as u32), byte(3 + role as u32))
    }
}

/// The table.
#[derive(Debug)]
pub(super) struct WordWeights {
    slots: Slots<8>,
}

impl WordWeights {
    /// Looks at the header of the table in force.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let slots = Slots::new(dicts, FILE, KIND, "the weights of words")?;
        Ok(WordWeights { slots })
    }

    /// The first slot of a search: [`Slots::first`].
    #[inline]
    pub(super) fn first(&self, hash: u64) -> u64 {
        u64::from_le_bytes(self.slots.first(hash))
    }

    /// The weights of the word with this hash, whose first slot was read.
    #[inline]
    pub(super) fn weights(&self, hash: u64, first: u64) -> Weights {
        let is = |slot| (u64::from_le_bytes(slot) ^ hash) & !WEIGHTS == 0;
        let found = self.slots.find(hash, first.to_le_bytes(), is);
        found.map_or(Weights::default(), |slot| {
            Weights(u64::from_le_bytes(slot) & WEIGHTS)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::table::hash, *};

    #[test]
    fn a_word_adds_to_both_sums_by_its_role() {
        let bytes = [-25_i8, 50, 0, 1, -128, 127].map(|b| b as u8);
        let [a, b, c, d, e, f] = bytes;
        let weights = Weights(u64::from_le_bytes([a, b, c, d, e, f, 0, 0]));
        for (role, score, kept) in [
            (Role::Alone, -1.0, 0.04),
            (Role::First, 2.0, -5.12),
            (Role::Last, 0.0, 5.08),
        ] {
            let sum = weights.of(role);
            let near = |is: f32, wanted: f32| (is - wanted).abs() < 1e-4;
            assert!(
                near(sum.score(), score) && near(sum.kept(), kept),
                "{role:?}"
            );
        }
    }

    #[test]
    fn general_words_are_doubted_more_than_matters() {
        let table = WordWeights::new(&Dicts::builtin()).unwrap();
        let kept = |word: &str| {
            let hash = hash(word.as_bytes());
            table
                .weights(hash, table.first(hash))
                .of(Role::Alone)
                .kept()
        };
        assert!(kept("方面") < kept("高铁"));
        assert_eq!(kept("云山镇里没有的词"), 0.0);
    }
}
