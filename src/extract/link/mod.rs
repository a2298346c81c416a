//! Links each statistic with the thing counted, its change, its rate and its date.

use super::{Context, Extraction};
use crate::{error::Result, lexicon::Dicts};

/// Links statistics.
#[derive(Debug)]
pub(super) struct Linker {}

impl Linker {
    pub(super) fn new(_dicts: &Dicts) -> Result<Self> {
        Ok(Linker {})
    }

    /// Fills `of`, `change`, `per` and `date` of every statistic.
    pub(super) fn link(&self, _context: &Context<'_>, _out: &mut Extraction) {}
}
