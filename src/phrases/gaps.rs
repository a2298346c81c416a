//! How firmly neighbours hold together in the background. The candidates of one place ask
//! for the same gaps: each is looked at once.

use super::{
    background::{Background, Entry},
    features::step,
    grams::Scratch,
};

/// The gap was not looked at yet.
const UNKNOWN: u8 = u8::MAX;

/// The bin of the gap after each item.
#[derive(Debug, Default)]
pub(super) struct Gaps(Vec<u8>);

impl Gaps {
    /// Forgets everything, for an article of so many items.
    pub(super) fn clear(&mut self, items: usize) {
        self.0.clear();
        self.0.resize(items, UNKNOWN);
    }

    /// The bin of the gap after the item `left`.
    pub(super) fn after(
        &mut self,
        left: usize,
        scratch: &Scratch,
        background: &Background,
        body: &str,
    ) -> usize {
        let Some(bin) = self.0.get_mut(left) else {
            return 0;
        };
        if *bin == UNKNOWN {
            *bin = look(left, scratch, background, body) as u8;
        }
        usize::from(*bin)
    }
}

fn look(left: usize, scratch: &Scratch, background: &Background, body: &str) -> usize {
    let Some((a, b)) = scratch.word(left).zip(scratch.word(left + 1)) else {
        return 0;
    };
    let both = background.get(scratch.hash(body, left, left + 2));
    association(a.known, b.known, both)
}

/// 0 no background for it, 1–3 never together though common, else by association.
fn association(a: Entry, b: Entry, both: Entry) -> usize {
    let alone = a.log_df().max(2.5) + b.log_df().max(2.5);
    if both.df == 0 {
        return 1 + 3 - step(alone as u32, &[9, 14, 20]);
    }
    let lift = both.log_df() + 15.4 - alone;
    5 + step((lift.max(0.0) * 2.0) as u32, &[1, 4, 7, 10, 14, 18])
}
