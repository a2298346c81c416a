//! The data that the stages work with: units, cues, words. Every file of `dicts/` is
//! built in; a folder given by the user comes before it, file by file.
//!
//! This module finds and reads files and knows the schema shared by all rule files
//! ([`Entry`]). What a file means is known by the stage that uses it.

mod intern;
mod sources;

pub use intern::intern;
pub use sources::{Dicts, Fnv};

use serde::Deserialize;

/// What every rule in `dicts/*.toml` has: a stable name and its own examples.
///
/// `accept` are texts in which the rule must fire, `reject` texts in which it must not;
/// `tests/dicts.rs` runs them all through the whole pipeline.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Stable identifier, unique over all files; it never encodes what may change.
    pub id: String,
    /// Texts in which the rule fires.
    #[serde(default)]
    pub accept: Vec<String>,
    /// Texts in which it does not.
    #[serde(default)]
    pub reject: Vec<String>,
}
