//! Statistics that a removed character may have changed: a mask in the figure, touching it
//! (约**万元), or inside what it measures (12个*政机关).

use super::types::Statistic;
use crate::{mask::Mask, span::Span};

const FLAG: &str = "masked_inside";

/// Flags them.
pub(super) fn flag(masks: &[Mask], statistics: &mut [Statistic]) {
    let removed: Vec<Span> = masks.iter().filter(|m| m.removed).map(|m| m.span).collect();
    if removed.is_empty() {
        return;
    }
    for statistic in statistics {
        let core = statistic.core;
        let figure = meets(&removed, core.to() + 1, core.from());
        let measured = statistic
            .of
            .is_some_and(|of| meets(&removed, of.to(), of.from() + 1));
        if (figure || measured) && !statistic.flags.contains(&FLAG) {
            statistic.flags.push(FLAG);
        }
    }
}

/// A mask begins before `to` and ends at `end` or later. Masks are in text order.
fn meets(masks: &[Span], to: usize, end: usize) -> bool {
    let at = masks.partition_point(|m| m.to() < end);
    masks.get(at).is_some_and(|m| m.from() < to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mask_touches_a_figure_or_lies_in_a_noun() {
        let masks = [Span::new(10, 12)];
        let touches = |from: usize, to: usize| meets(&masks, to + 1, from);
        assert!(touches(12, 15) && touches(5, 10) && touches(8, 14));
        assert!(!touches(13, 15) && !touches(2, 9));
        let inside = |from: usize, to: usize| meets(&masks, to, from + 1);
        assert!(inside(11, 20) && inside(4, 11));
        assert!(!inside(12, 20) && !inside(4, 10));
    }
}
