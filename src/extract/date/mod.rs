//! Points and intervals of calendar time.

use super::{Context, DateMention};
use crate::{error::Result, lexicon::Dicts};

/// Finds dates.
#[derive(Debug)]
pub(super) struct DateFinder {}

impl DateFinder {
    pub(super) fn new(_dicts: &Dicts) -> Result<Self> {
        Ok(DateFinder {})
    }

    /// Finds the dates of the content part of a document, in text order.
    pub(super) fn find(&self, _context: &Context<'_>, _out: &mut Vec<DateMention>) {}
}
