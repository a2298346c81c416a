//! Numeral and unit to statistic: kinds, values, modifiers, and what does not count.
//!
//! Every numeral that no date or duration has claimed is read once (`read`): rejected by
//! its surroundings (`reject`), or given its unit (`units`, `guard`) and value (`value`).
//! Then neighbours are joined (`join`: 3万元至5万元, 2元5角, 3.8和4个百分点), and the
//! words around are read as bounds (`approx`: 约, 以上). Last, figures in the cells of a table take
//! the unit of their column (`table`).

mod approx;
mod around;
mod cue;
mod currency;
mod guard;
mod join;
mod lists;
mod money;
mod read;
mod reject;
mod table;
#[cfg(test)]
mod tests;
mod units;
mod value;
mod weak;

use super::{Context, DateMention, StatKind, Statistic, table::Table};
use crate::{error::Result, lexicon::Dicts, span::Span};

/// Finds quantities.
#[derive(Debug)]
pub(super) struct QuantityFinder {
    units: units::UnitTable,
    rejects: reject::Rejects,
    modifiers: approx::Modifiers,
    words: cue::NumberWords,
    lists: lists::Lists,
    currencies: currency::Currencies,
}

impl QuantityFinder {
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        Ok(QuantityFinder {
            units: units::UnitTable::new(dicts)?,
            rejects: reject::Rejects::new(dicts)?,
            modifiers: approx::Modifiers::new(dicts)?,
            words: cue::NumberWords::new(dicts)?,
            lists: lists::Lists::new(dicts)?,
            currencies: currency::Currencies::new(dicts)?,
        })
    }

    /// Finds the statistics of the content part, in text order; numerals inside `dates`, or
    /// inside a statistic that is in `out` already (durations), are theirs.
    pub(super) fn find(
        &self,
        context: &Context<'_>,
        dates: &[DateMention],
        tables: &[Table],
        out: &mut Vec<Statistic>,
    ) {
        let mut taken = claimed(dates, out);
        let scene = read::Scene::new(self, context);
        let words = self.words.read(&scene, &taken);
        taken.extend(words.iter().map(|s| s.core));
        taken.sort_unstable();
        let mut found = scene.read(&taken);
        found.extend(words);
        found.sort_by_key(|s| s.core.start);
        join::join(&self.lists, context, &mut found);
        money::carry(context, &mut found);
        currency::read(&self.currencies, context, &mut found);
        join::ranges(context, &mut found);
        self.modifiers.read(context, &mut found);
        join::bounds(context, &mut found);
        table::read(&self.units, context.text(), tables, &mut found);
        // The durations in `out` are bounded by the same words.
        self.modifiers.read(context, out);
        out.append(&mut found);
        out.sort_by_key(|s| (s.core.start, s.core.end));
    }
}

/// What dates and durations have taken, in text order.
fn claimed(dates: &[DateMention], durations: &[Statistic]) -> Vec<Span> {
    let dates = dates.iter().map(|d| d.core);
    let mut taken: Vec<Span> = dates.chain(durations.iter().map(|s| s.core)).collect();
    taken.sort_unstable();
    taken
}

/// Whether `span` touches one of the sorted `taken`.
fn is_taken(taken: &[Span], span: Span) -> bool {
    let after = taken.partition_point(|t| t.start < span.end);
    taken[..after]
        .iter()
        .rev()
        .take(3)
        .any(|t| t.overlaps(span))
}

/// A statistic with nothing but its place and rule.
fn blank(
    kind: StatKind,
    core: Span,
    number: Span,
    rule: &'static str,
    sentence: usize,
) -> Statistic {
    Statistic {
        kind,
        span: core,
        core,
        number,
        value: None,
        lo: None,
        hi: None,
        iso: None,
        ratio: None,
        approx: None,
        unit: None,
        unit_text: None,
        of: None,
        change: None,
        per: None,
        date: None,
        sentence: sentence as u32,
        rule,
        flags: Vec::new(),
    }
}
