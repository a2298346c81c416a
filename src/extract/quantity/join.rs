//! Neighbouring figures that are one quantity, or that share a unit.

use super::units::UnitTable;
use crate::extract::{Context, Statistic};

/// Joins ranges and composites, and shares units.
pub(super) fn join(_units: &UnitTable, _context: &Context<'_>, _found: &mut Vec<Statistic>) {}
