//! From tokens and numerals to statistics and dates.
//!
//! Order of work: dates and durations first (they claim their numerals), then quantities
//! (numeral, unit, modifiers), then what must not count is rejected, and at last each
//! statistic is linked with the thing it counts, its change, its rate and its date.

mod date;
mod duration;
mod enclosed;
mod link;
mod masked;
mod quantity;
mod ratio;
mod table;
mod types;

pub use types::{
    Approx, Base, Change, ChangeRole, DateKind, DateMention, Direction, Extraction, Precision,
    StatKind, Statistic,
};

use crate::{document::Document, error::Result, lexicon::Dicts, mask::Mask, segment::Tokens};

/// What the extraction steps share about one document.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "rooms are being filled")]
pub(crate) struct Context<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// Its tokens and numerals.
    pub(crate) tokens: &'a Tokens,
    /// Its masks.
    pub(crate) masks: &'a [Mask],
}

impl<'a> Context<'a> {
    /// The normalized text.
    #[allow(dead_code, reason = "rooms are being filled")]
    pub(crate) fn text(&self) -> &'a str {
        self.document.text()
    }
}

/// Extracts statistics and dates. Immutable, shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    dates: date::DateFinder,
    durations: duration::DurationFinder,
    quantities: quantity::QuantityFinder,
    linker: link::Linker,
}

impl Extractor {
    /// Loads units, calendar words and cues.
    ///
    /// # Errors
    /// A dictionary that is missing or malformed.
    pub fn new(dicts: &Dicts) -> Result<Self> {
        Ok(Extractor {
            dates: date::DateFinder::new(dicts)?,
            durations: duration::DurationFinder::new(dicts)?,
            quantities: quantity::QuantityFinder::new(dicts)?,
            linker: link::Linker::new(dicts)?,
        })
    }

    /// Extracts from a document. `out` is cleared first. What is listed only with
    /// `--all-numbers` is in it, with kind `Identifier` or `Lexical`.
    pub fn extract(
        &self,
        document: &Document,
        tokens: &Tokens,
        masks: &[Mask],
        out: &mut Extraction,
    ) {
        let context = Context {
            document,
            tokens,
            masks,
        };
        out.statistics.clear();
        out.dates.clear();
        self.dates.find(&context, &mut out.dates);
        self.durations
            .find(&context, &out.dates, &mut out.statistics);
        let tables = table::tables(context.text());
        self.quantities
            .find(&context, &out.dates, &tables, &mut out.statistics);
        self.linker.link(&context, &tables, out);
        masked::flag(masks, &mut out.statistics);
    }
}
