//! The words around a numeral that say what it is, from `number_context.toml`.

use crate::{error::Result, lexicon::Dicts};
use serde::Deserialize;

/// One list for each question; the file says what each is for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) serial_bodies: Vec<String>,
    pub(super) serial_tails: Vec<String>,
    pub(super) hulls: String,
    pub(super) numbered: Vec<String>,
    pub(super) id_nouns: Vec<String>,
    pub(super) amount_tails: String,
    pub(super) hotlines: Vec<String>,
    pub(super) phone_services: Vec<String>,
    pub(super) emergencies: Vec<String>,
    pub(super) calling: Vec<String>,
    pub(super) rescuers: Vec<String>,
    pub(super) term_next: String,
    pub(super) term_counting: String,
    pub(super) term_bodies: Vec<String>,
    pub(super) term_sessions: Vec<String>,
    pub(super) congress: Vec<String>,
    pub(super) scored_before: String,
    pub(super) scored_next: String,
    pub(super) plan_codes: Vec<String>,
    pub(super) plan_places: Vec<String>,
    pub(super) street_tails: String,
    pub(super) references: Vec<String>,
    pub(super) references_not: Vec<String>,
    pub(super) versioned: Vec<String>,
    pub(super) money_nouns: Vec<String>,
    pub(super) no_money: Vec<String>,
    pub(super) money_heads: Vec<String>,
    pub(super) pay_verbs: Vec<String>,
    pub(super) per_money: Vec<String>,
    pub(super) rises: Vec<String>,
    pub(super) counted_bare: Vec<String>,
    pub(super) place_tails: String,
    pub(super) place_tails_hu: String,
    pub(super) place_not: Vec<String>,
}

impl Lists {
    /// Loads `number_context.toml`.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        dicts.toml("number_context.toml")
    }
}

/// Whether one of `words` starts `rest`.
pub(super) fn starts(rest: &str, words: &[String]) -> bool {
    words.iter().any(|w| rest.starts_with(w.as_str()))
}

/// Whether one of `words` ends `head`.
pub(super) fn ends(head: &str, words: &[String]) -> bool {
    words.iter().any(|w| head.ends_with(w.as_str()))
}

/// Whether one of `words` stands in `window`.
pub(super) fn within(window: &str, words: &[String]) -> bool {
    words.iter().any(|w| window.contains(w.as_str()))
}
