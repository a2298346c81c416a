//! The entries of `dicts/checks.toml` as they stand in the file.

use serde::Deserialize;

/// The words of `[words]`; each list is described in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) rise: Vec<String>,
    pub(super) fall: Vec<String>,
    pub(super) rise_compared: Vec<String>,
    pub(super) fall_compared: Vec<String>,
    pub(super) compared: Vec<String>,
    pub(super) links: Vec<String>,
    pub(super) reach: Vec<String>,
    pub(super) reach_up: Vec<String>,
    pub(super) reach_down: Vec<String>,
    pub(super) from: Vec<String>,
    pub(super) not_comparable: Vec<String>,
    pub(super) among: Vec<String>,
    pub(super) view_opens: Vec<String>,
    pub(super) view_ends: Vec<String>,
    pub(super) whole_views: Vec<String>,
    pub(super) open_end: Vec<String>,
    pub(super) aside: Vec<String>,
    pub(super) total: Vec<String>,
    pub(super) share: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) not_additive: Vec<String>,
    pub(super) rank: Vec<String>,
    pub(super) go_on: Vec<String>,
    pub(super) rest: Vec<String>,
    pub(super) sum_up: Vec<String>,
    pub(super) sum_of: Vec<String>,
    pub(super) loss: Vec<String>,
    pub(super) measured_by: Vec<String>,
    pub(super) lasting: Vec<String>,
    pub(super) unbroken: Vec<String>,
    pub(super) planned: Vec<String>,
    pub(super) begins: Vec<String>,
    pub(super) stops: Vec<String>,
    pub(super) founded: Vec<String>,
    pub(super) aged: Vec<String>,
    pub(super) born: Vec<String>,
    pub(super) dead: Vec<String>,
    pub(super) due: Vec<String>,
    pub(super) targets: Vec<String>,
    pub(super) expected: Vec<String>,
    pub(super) rank_units: Vec<String>,
    pub(super) real_terms: Vec<String>,
    pub(super) earlier: Vec<String>,
    pub(super) beyond: Vec<String>,
    pub(super) yearly: Vec<String>,
}

/// A whole and the words that tell its parts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Partition {
    #[allow(dead_code, reason = "names the entry for who edits the file")]
    pub(super) id: String,
    /// Words of the total that tie it to the parts without 其中.
    #[serde(default)]
    pub(super) whole: Vec<String>,
    /// Words one of which the label of the total must hold, whatever ties it to the parts.
    #[serde(default)]
    pub(super) only: Vec<String>,
    /// For each part the words that may name it.
    pub(super) parts: Vec<Vec<String>>,
}

/// A rate noun whose numerator and denominator have names of their own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RateNoun {
    #[allow(dead_code, reason = "names the entry for who edits the file")]
    pub(super) id: String,
    /// The noun (到会率).
    pub(super) noun: String,
    /// Words at its numerator (实到).
    pub(super) numerator: Vec<String>,
    /// Words at its denominator (应到); empty when any will do.
    pub(super) denominator: Vec<String>,
    /// When set, the counts may stand anywhere in the paragraph, and the denominator meant may
    /// differ from the one stated by so many thousandths: a birth rate is reckoned on the mean
    /// population of the year, the text tells that of its end.
    pub(super) slack: Option<u32>,
    /// Words that the labels of such counts do not hold.
    #[serde(default)]
    pub(super) except: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitClass {
    pub(super) id: String,
    pub(super) words: Vec<String>,
}

/// A difference with a name of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Balance {
    #[allow(dead_code, reason = "names the entry for who edits the file")]
    pub(super) id: String,
    /// Words that the result's label ends with.
    pub(super) result: Vec<String>,
    /// Words at the figure that is reduced.
    pub(super) plus: Vec<String>,
    /// Words at the figure that is taken away.
    pub(super) minus: Vec<String>,
}

/// An average and what it is reckoned per.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Average {
    #[allow(dead_code, reason = "names the entry for who edits the file")]
    pub(super) id: String,
    pub(super) words: Vec<String>,
    pub(super) per: String,
}

/// An average per any of some units.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AverageEach {
    pub(super) words: Vec<String>,
    pub(super) units: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Structure {
    pub(super) words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotAShare {
    pub(super) nouns: Vec<String>,
    pub(super) shares: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) unit_class: Vec<UnitClass>,
    pub(super) words: Words,
    pub(super) partition: Vec<Partition>,
    pub(super) rate: Vec<RateNoun>,
    pub(super) not_a_share: NotAShare,
    pub(super) balance: Vec<Balance>,
    pub(super) average: Vec<Average>,
    pub(super) average_each: AverageEach,
    pub(super) structure: Structure,
}
