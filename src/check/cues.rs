//! Cue words of `dicts/checks.toml`: what a word before or after a figure makes of it.

use super::{
    figure::Function,
    tables::{Average, AverageEach, Balance, File, NotAShare, Partition, RateNoun, Words},
};
use crate::{
    error::Result,
    extract::{StatKind, Statistic},
    lexicon::{Dicts, intern},
};
use rustc_hash::FxHashMap;

/// A point of view is no longer than this, in characters.
const VIEW: usize = 16;

/// All cues, loaded once.
#[derive(Debug)]
pub(super) struct Cues {
    units: FxHashMap<String, &'static str>,
    pub(super) words: Words,
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
    /// `before` are the words before the figure before, when no mark stands between.
    pub(super) fn function(&self, label: &str, before: &str) -> Function {
        let words = &self.words;
        let bare = self.without_links(label);
        let compared = holds_any(label, &words.compared) || holds_any(before, &words.compared);
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

    /// The same without 达到 too: the noun of a level (整改率达到95%).
    pub(super) fn without_reached<'a>(&self, label: &'a str) -> &'a str {
        let mut bare = self.without_links(label);
        for reached in ["达到", "高达", "仅达", "达", "为", "约"] {
            bare = bare.strip_suffix(reached).unwrap_or(bare);
        }
        self.without_links(bare)
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
        if !holds_any(clause, &self.words.compared) {
            return false;
        }
        // 比重, 占比 compare nothing.
        let bare = ["占比", "比重", "比例", "之比"]
            .iter()
            .fold(clause.to_owned(), |c, w| c.replace(w, ""));
        holds_any(&bare, &self.words.compared)
    }

    /// 高于, 少于: what follows is compared with, not the amount of a change.
    pub(super) fn goes_beyond(&self, clause: &str) -> bool {
        holds_any(clause, &self.words.beyond)
    }

    /// 达到, 增至, 至 and nothing else: the level that a change led to.
    pub(super) fn arrives(&self, label: &str) -> bool {
        let bare = label.trim().trim_start_matches(['，', ',']);
        let arrive = ["达到", "达", "至", "到", "为"];
        arrive.contains(&bare) || self.words.reach.iter().any(|w| w == bare)
    }

    /// 上年同期 and the like, all that stands before the figure.
    pub(super) fn is_earlier(&self, label: &str) -> bool {
        let label = label.trim().trim_end_matches(['有', '的']);
        let mut bare = label;
        for link in ["为", "是", "仅", "只", "约", "达"] {
            bare = bare.strip_suffix(link).unwrap_or(bare);
        }
        let bare = bare.trim_start_matches(['而', '则', '，']);
        self.words.earlier.iter().any(|w| w == bare)
    }

    /// 应整改, 需交付: what is to be done, not what is done.
    pub(super) fn is_due(&self, label: &str) -> bool {
        holds_any(label, &self.words.due)
    }

    /// 预期, 预测: no level that was reached.
    pub(super) fn is_expected(&self, label: &str) -> bool {
        holds_any(label, &self.words.expected)
    }

    /// A figure that was set, not measured.
    pub(super) fn is_target(&self, label: &str) -> bool {
        ends_any(self.without_links(label), &self.words.targets)
    }

    /// 生产总值, 增加值: their growth is told in real terms, the levels in current prices.
    pub(super) fn is_real(&self, clause: &str) -> bool {
        holds_any(clause, &self.words.real_terms)
    }

    /// 比, 较 with what follows them; 同比 compares with nothing that is told.
    pub(super) fn compares_with(&self, clause: &str) -> bool {
        clause.contains(['比', '较'])
            && clause
                .replace("同比", "")
                .replace("环比", "")
                .contains(['比', '较'])
    }

    /// 亏损: the figure stands for a negative number.
    pub(super) fn is_loss(&self, label: &str) -> bool {
        holds_any(label, &self.words.loss)
    }

    /// 可比价, 剔除 …: the growth is not that of the stated levels.
    pub(super) fn is_not_comparable(&self, text: &str) -> bool {
        holds_any(text, &self.words.not_comparable)
    }

    /// A point of view in the words before a list (分产业看, 按消费类型分); true when all parts are
    /// told under it.
    pub(super) fn view(&self, gap: &str) -> Option<bool> {
        let words = &self.words;
        let mut clauses = gap
            .split(['，', ',', '。', '；', '：', ':', '\n'])
            .map(str::trim);
        let view = clauses.rfind(|c| {
            let opens = words.view_opens.iter().any(|w| c.starts_with(w.as_str()));
            opens && ends_any(c, &words.view_ends) && c.chars().count() <= VIEW
        })?;
        Some(holds_any(view, &words.whole_views))
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
    /// Words of another thing before it (永续债合计) are no sum of that.
    pub(super) fn sums_up(&self, label: &str) -> bool {
        let longest = self
            .words
            .sum_up
            .iter()
            .filter_map(|w| label.strip_suffix(w.as_str()));
        let rest = longest.min_by_key(|rest| rest.len());
        rest.is_some_and(|rest| rest.trim().is_empty() || holds_any(rest, &self.words.sum_of))
    }

    /// A place in a ranking: the smaller the higher.
    pub(super) fn is_rank(&self, text: &str) -> bool {
        holds_any(text, &self.words.rank)
    }

    /// A unit of places and grades (位, 名, 类): the smaller the higher.
    pub(super) fn is_rank_unit(&self, unit: &str) -> bool {
        self.words.rank_units.iter().any(|w| w == unit)
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

    /// 共计入股150万元: a total that goes on with a verb.
    pub(super) fn opens_total(&self, label: &str) -> bool {
        label.contains("共计") || label.contains("合计")
    }

    /// The words after 占 in a clause that ends in a share.
    pub(super) fn share_of<'a>(&self, clause: &'a str) -> Option<&'a str> {
        let after = |w: &String| clause.rfind(w.as_str()).map(|i| (i + w.len(), w.len()));
        let (at, _) = self.words.share.iter().filter_map(after).max()?;
        Some(&clause[at..])
    }

    /// 完成年度计划, 为目标: opens a whole that the part is measured by.
    pub(super) fn is_measured_by(&self, label: &str) -> bool {
        let label = label.trim_start();
        let opens = self.words.measured_by.iter();
        opens.into_iter().any(|w| label.starts_with(w.as_str())) && self.is_target(label)
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
        let label = self.without_reached(label.trim());
        // 人均耕地, 日均用水: the thing may stand between.
        let short = |rest: &str| rest.chars().count() <= 4;
        let opens = |w: &String| label.strip_prefix(w.as_str()).is_some_and(short);
        let known = |a: &&Average| ends_any(label, &a.words) || a.words.iter().any(opens);
        if let Some(known) = self.averages.iter().find(known) {
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

pub(super) fn ends_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.ends_with(w.as_str()))
}

fn strip_any<'a>(text: &'a str, words: &[String]) -> Option<&'a str> {
    words.iter().find_map(|w| text.strip_suffix(w.as_str()))
}
