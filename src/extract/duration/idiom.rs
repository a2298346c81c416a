//! Lengths of time that name something or stand in a set phrase: 三年行动计划, 百日攻坚,
//! 一年比一年, 总有一天, “两个一百年”. The words are data.

use crate::{error::Result, lexicon::Dicts};
use serde::Deserialize;

/// `duration_idioms.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Idioms {
    plans: Vec<String>,
    phrases: Vec<String>,
}

impl Idioms {
    /// Loads the words.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        dicts.toml("duration_idioms.toml")
    }

    /// True when the length at `start..end` counts nothing.
    pub(super) fn name(&self, text: &str, start: usize, end: usize) -> bool {
        let (length, after) = (&text[start..end], &text[end..]);
        let plan = length.ends_with(['年', '日', '天'])
            && self.plans.iter().any(|p| after.starts_with(p.as_str()));
        plan || self
            .phrases
            .iter()
            .any(|p| is_inside(text, start, length, p))
    }
}

/// Whether the `length` at `start` is a part of `phrase` there.
fn is_inside(text: &str, start: usize, length: &str, phrase: &str) -> bool {
    phrase.match_indices(length).any(|(offset, _)| {
        let from = start.checked_sub(offset);
        from.and_then(|from| text.get(from..))
            .is_some_and(|t| t.starts_with(phrase))
    })
}
