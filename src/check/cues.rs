//! Cue words of `dicts/checks.toml`: what a word before or after a figure makes of it.

use super::figure::Function;
use crate::{
    error::Result,
    extract::{StatKind, Statistic},
    lexicon::{Dicts, intern},
};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The words of `[words]`; each list is described in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    rise: Vec<String>,
    fall: Vec<String>,
    rise_compared: Vec<String>,
    fall_compared: Vec<String>,
    compared: Vec<String>,
    links: Vec<String>,
    reach: Vec<String>,
    reach_up: Vec<String>,
    reach_down: Vec<String>,
    from: Vec<String>,
    not_comparable: Vec<String>,
    among: Vec<String>,
    open_end: Vec<String>,
    aside: Vec<String>,
    total: Vec<String>,
    share: Vec<String>,
    whole: Vec<String>,
    not_additive: Vec<String>,
    rank: Vec<String>,
    go_on: Vec<String>,
    rest: Vec<String>,
    sum_up: Vec<String>,
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
struct UnitClass {
    id: String,
    words: Vec<String>,
}

/// A difference with a name of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Balance {
    #[allow(dead_code, reason = "names the entry for who edits the file")]
    id: String,
    /// Words that the result's label ends with.
    result: Vec<String>,
    /// Words at the figure that is reduced.
    pub(super) plus: Vec<String>,
    /// Words at the figure that is taken away.
    pub(super) minus: Vec<String>,
}

/// An average and what it is reckoned per.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Average {
    #[allow(dead_code, reason = "names the entry for who edits the file")]
    id: String,
    words: Vec<String>,
    per: String,
}

/// An average per any of some units.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AverageEach {
    words: Vec<String>,
    units: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Structure {
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NotAShare {
    nouns: Vec<String>,
    shares: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unit_class: Vec<UnitClass>,
    words: Words,
    partition: Vec<Partition>,
    rate: Vec<RateNoun>,
    not_a_share: NotAShare,
    balance: Vec<Balance>,
    average: Vec<Average>,
    average_each: AverageEach,
    structure: Structure,
}

/// All cues, loaded once.
#[derive(Debug)]
pub(super) struct Cues {
    units: FxHashMap<String, &'static str>,
    words: Words,
    partitions: Vec<Partition>,
    rates: Vec<RateNoun>,
    not_a_share: NotAShare,
    balances: Vec<Balance>,
    averages: Vec<Average>,
    average_each: AverageEach,
    structure: Vec<String>,
}

impl Cues {
    /// Loads `checks.toml`.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml("checks.toml")?;
        let mut units = FxHashMap::default();
        for class in file.unit_class {
            let key = intern(&class.id);
            units.extend(class.words.into_iter().map(|w| (w, key)));
        }
        Ok(Cues {
            units,
            words: file.words,
            partitions: file.partition,
            rates: file.rate,
            not_a_share: file.not_a_share,
            balances: file.balance,
            averages: file.average,
            average_each: file.average_each,
            structure: file.structure.words,
        })
    }

    /// What a statistic may be added to: the name that all addable units share.
    pub(super) fn unit(&self, statistic: &Statistic, text: &str) -> Option<&'static str> {
        use StatKind::{Count, Duration, Measure, Money, Number};
        if !matches!(statistic.kind, Count | Number | Money | Measure | Duration) {
            return None;
        }
        let unit = statistic.unit?;
        let written = statistic.unit_text.map_or(unit, |s| s.of(text));
        let class = self.units.get(unit).or_else(|| self.units.get(written));
        Some(class.copied().unwrap_or(unit))
    }

    /// What a figure does, from the words before it.
    pub(super) fn function(&self, label: &str) -> Function {
        let words = &self.words;
        let bare = self.without_links(label);
        let compared = holds_any(label, &words.compared);
        let ends = |list: &[String]| list.iter().any(|w| bare.ends_with(w.as_str()));
        if ends(&words.rise) || compared && ends(&words.rise_compared) {
            Function::Rise
        } else if ends(&words.fall) || compared && ends(&words.fall_compared) {
            Function::Fall
        } else {
            Function::Level
        }
    }

    /// A label without the 了, 约, 达到, 为 … right before the figure.
    pub(super) fn without_links<'a>(&self, label: &'a str) -> &'a str {
        let mut bare = label.trim_end();
        while let Some(rest) = strip_any(bare, &self.words.links) {
            // 增至, 提高到: the link is a part of the word that says what is reached.
            if ends_any(bare, &self.words.reach) {
                return bare;
            }
            bare = rest.trim_end();
        }
        bare
    }

    /// 增至, 降到 … anywhere in the words between two levels.
    pub(super) fn reaches(&self, gap: &str) -> bool {
        holds_any(gap, &self.words.reach)
    }

    /// The direction that the words between two levels give.
    pub(super) fn reach_direction(&self, gap: &str) -> Option<Function> {
        let up = holds_any(gap, &self.words.reach_up);
        let down = holds_any(gap, &self.words.reach_down);
        match (up, down) {
            (true, false) => Some(Function::Rise),
            (false, true) => Some(Function::Fall),
            _ => None,
        }
    }

    /// 由, 从 … before the first of two levels.
    pub(super) fn starts_change(&self, clause: &str) -> bool {
        holds_any(clause, &self.words.from)
    }

    /// 比, 较.
    pub(super) fn compares(&self, clause: &str) -> bool {
        holds_any(clause, &self.words.compared)
    }

    /// 可比价, 剔除 …: the growth is not that of the stated levels.
    pub(super) fn is_not_comparable(&self, text: &str) -> bool {
        holds_any(text, &self.words.not_comparable)
    }

    /// Where 其中 ends in `text`, the last one.
    pub(super) fn among_end(&self, text: &str) -> Option<usize> {
        let ends = self.words.among.iter();
        ends.filter_map(|w| text.rfind(w.as_str()).map(|i| i + w.len()))
            .max()
    }

    /// A label without what opens its list: 其中, 包括.
    pub(super) fn without_among<'a>(&self, label: &'a str) -> &'a str {
        let from = self.among_end(label).unwrap_or(0);
        label[from..].trim_start_matches(['，', ',', '：', ':', ' '])
    }

    /// Averages, rates, medians, standards: they do not add up.
    pub(super) fn is_not_additive(&self, label: &str) -> bool {
        holds_any(label, &self.words.not_additive)
    }

    /// 其他, 其余: what is left, so that nothing is left out.
    pub(super) fn is_rest(&self, name: &str) -> bool {
        self.words.rest.iter().any(|w| name.starts_with(w.as_str()))
    }

    /// 共计, 合计 right before a figure: the sum of what stands before it, not what has come
    /// together over time (累计).
    pub(super) fn sums_up(&self, label: &str) -> bool {
        ends_any(label, &self.words.sum_up)
    }

    /// A place in a ranking: the smaller the higher.
    pub(super) fn is_rank(&self, text: &str) -> bool {
        holds_any(text, &self.words.rank)
    }

    /// The words before a change name no other subject than the clause before them had:
    /// nothing is left of `label` but the verb of change, what it is compared with, and words
    /// that go on (同比, 累计, 也).
    pub(super) fn goes_on(&self, label: &str) -> bool {
        let mut bare = self.without_links(label).trim_start();
        let verbs = [&self.words.rise, &self.words.fall];
        let verb = verbs.iter().flat_map(|l| l.iter());
        let ending = verb
            .filter(|w| bare.ends_with(w.as_str()))
            .map(String::len)
            .max();
        bare = &bare[..bare.len() - ending.unwrap_or(0)];
        while let Some(rest) = self
            .words
            .go_on
            .iter()
            .find_map(|w| bare.strip_prefix(w.as_str()))
        {
            bare = rest.trim_start();
        }
        bare.is_empty() || bare.starts_with(['比', '较'])
    }

    /// 等 right after the last part.
    pub(super) fn is_open_end(&self, tail: &str) -> bool {
        let tail = tail.trim_start();
        self.words
            .open_end
            .iter()
            .any(|w| tail.starts_with(w.as_str()) || tail.ends_with(w.as_str()))
    }

    /// A figure that comments on another one (含, 平均, 最高).
    pub(super) fn is_aside(&self, label: &str) -> bool {
        holds_any(label, &self.words.aside)
    }

    /// 共, 合计 right before the figure.
    pub(super) fn is_total(&self, label: &str) -> bool {
        ends_any(self.without_links(label), &self.words.total) || ends_any(label, &self.words.total)
    }

    /// The words after 占 in a clause that ends in a share.
    pub(super) fn share_of<'a>(&self, clause: &'a str) -> Option<&'a str> {
        let after = |w: &String| clause.rfind(w.as_str()).map(|i| (i + w.len(), w.len()));
        let (at, _) = self.words.share.iter().filter_map(after).max()?;
        Some(&clause[at..])
    }

    /// 总量, 全部 …: the words after 占 mean the total of the list.
    pub(super) fn means_whole(&self, words: &str) -> bool {
        words.is_empty() || holds_any(words, &self.words.whole)
    }

    /// The words of a whole without 总, 全部, 全市 before its name and 总数, 总额 after it.
    pub(super) fn without_whole<'a>(&self, words: &'a str) -> &'a str {
        let mut name = words;
        for end in ["总数", "总量", "总额", "数", "量", "额"] {
            name = name.strip_suffix(end).unwrap_or(name);
        }
        for whole in &self.words.whole {
            name = name.strip_prefix(whole.as_str()).unwrap_or(name);
        }
        name
    }

    /// The wholes and their parts.
    pub(super) fn partitions(&self) -> &[Partition] {
        &self.partitions
    }

    /// The noun of a rate says that something became less (压减率).
    pub(super) fn is_fall(&self, stem: &str) -> bool {
        self.words.fall.iter().any(|w| w == stem)
    }

    /// The rate noun with names of its own that `label` ends with.
    pub(super) fn rate(&self, label: &str) -> Option<&RateNoun> {
        self.rates.iter().find(|r| label.ends_with(r.noun.as_str()))
    }

    /// The named difference that `label` ends with.
    pub(super) fn balance(&self, label: &str) -> Option<&Balance> {
        self.balances.iter().find(|b| ends_any(label, &b.result))
    }

    /// What an average is reckoned per, when the words before a figure end in one.
    pub(super) fn average(&self, label: &str) -> Option<&str> {
        let label = self.without_links(label);
        if let Some(known) = self.averages.iter().find(|a| ends_any(label, &a.words)) {
            return Some(&known.per);
        }
        let each = &self.average_each;
        let unit = each.units.iter().find(|u| label.ends_with(u.as_str()))?;
        ends_any(label.strip_suffix(unit.as_str())?, &each.words).then_some(unit)
    }

    /// The words make a ratio a division of a hundred.
    pub(super) fn is_structure(&self, clause: &str) -> bool {
        holds_any(clause, &self.structure)
    }

    /// A rate that is no share of one count in another.
    pub(super) fn is_not_a_share(&self, label: &str) -> bool {
        let rule = &self.not_a_share;
        ends_any(label, &rule.nouns) && !ends_any(label, &rule.shares)
    }
}

/// True when one of the words stands in `text`.
pub(super) fn holds_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.contains(w.as_str()))
}

fn ends_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.ends_with(w.as_str()))
}

fn strip_any<'a>(text: &'a str, words: &[String]) -> Option<&'a str> {
    words.iter().find_map(|w| text.strip_suffix(w.as_str()))
}
