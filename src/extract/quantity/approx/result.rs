//! Whether a figure with 以上 is a result (over) or a threshold, a plan, a task (at least).

use super::super::{around, lists::within};
use crate::extract::{Context, StatKind, Statistic};
use serde::Deserialize;

/// Words of plans and results, from `approx.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tenses {
    /// Words of a plan or rule: 以上 after them in the sentence is a threshold.
    plan: Vec<String>,
    /// Those of them that a look back uses too (五年来每年新增30万人以上, 预计).
    weak: Vec<String>,
    /// Heads of a list of targets, whose items `；` parts.
    targets: Vec<String>,
    /// A line that opens with one of them looks back.
    review: Vec<String>,
    /// Words of the past, which a look back is made of.
    past: Vec<String>,
    /// Words that hold a word of these lists and are none of it (了解, 主要, 供应).
    other: Vec<String>,
    /// Verbs of what is to be done and the words that go with them, of which a plan is made.
    task: Vec<String>,
    /// Verbs before a share that is a threshold of the things after it (持有5%以上股份).
    threshold: Vec<String>,
}

/// So many characters of the paragraph before a figure tell what it is about.
const BEFORE: usize = 250;
/// And so many after it.
const AFTER: usize = 100;
/// What a bracket before it may hold, in characters.
const BRACKET: usize = 60;

impl Tenses {
    /// 以上 after an achieved result, not after a threshold or target.
    pub(super) fn is_result(&self, context: &Context<'_>, stat: &Statistic, end: usize) -> bool {
        let text = context.text();
        if attributive(context, stat, end) && !self.shares(context, stat) {
            return false;
        }
        let at = stat.span.from();
        let sentence = context.document.sentences.get(stat.sentence as usize);
        let from = sentence.map_or(at, |s| s.span.from()).min(at);
        let near = around::before(text, at, 80);
        let head = text.get(from..at).filter(|h| h.len() < near.len());
        let head = self.plain(head.unwrap_or(near));
        let weak = self.looks_back(text, at);
        let plans = |w: &String| head.contains(w.as_str()) && !(weak && self.weak.contains(w));
        if self.plan.iter().any(plans) {
            return false;
        }
        weak || !self.targeted(text, at) && self.looks_back_on_balance(text, at, end)
    }

    /// Whether more of what stands around tells what was done than what is to be done. A word
    /// of the past weighs more: a look back names its tasks too (加快推进, 完善).
    fn looks_back_on_balance(&self, text: &str, at: usize, end: usize) -> bool {
        let windows = [
            self.plain(around::before(text, at, BEFORE)),
            self.plain(around::after(text, end, AFTER)),
        ];
        let count = |words: &[String]| -> usize {
            let in_window = |w: &str| windows.iter().map(|t| t.matches(w).count()).sum::<usize>();
            words.iter().map(|w| in_window(w)).sum()
        };
        let past = 2 * count(&self.past);
        past >= count(&self.task) && (past > 0 || !numbered(text, at))
    }

    /// The text without the words that only look like those of the lists.
    fn plain(&self, text: &str) -> String {
        let blank = |text: String, word: &String| match text.contains(word.as_str()) {
            true => text.replace(word.as_str(), " "),
            false => text,
        };
        self.other.iter().fold(text.to_owned(), blank)
    }

    /// 80%以上的行政村, 覆盖九成以上村卫生室: a share of the things themselves, unless what stands
    /// before says what of them reaches it (增长5%以上的企业, 持股5%以上股东).
    fn shares(&self, context: &Context<'_>, stat: &Statistic) -> bool {
        let text = context.text();
        let share = matches!(stat.kind, StatKind::Percent | StatKind::Fraction);
        let from = stat.span.from();
        let mut before = text.get(..from).map_or("", |t| t.trim_end_matches(' '));
        // 占营业收入（或者利润）50%以上
        if let Some(inside) = before.strip_suffix('）') {
            let near = around::before(inside, inside.len(), BRACKET);
            let open = near.rfind('（').map(|at| inside.len() - near.len() + at);
            before = open.map_or(before, |open| &before[..open]);
        }
        let Some(at) = before.char_indices().next_back().map(|(at, _)| at) else {
            return share;
        };
        let token = context.tokens.at(at).map(|i| context.tokens.tokens[i]);
        let named = token.is_some_and(|t| {
            let word = t.span.of(text);
            let of =
                t.pos.is_noun() && !matches!(t.pos.name(), "ns" | "nt") && !word.starts_with('全');
            of || t.pos.class() == b'p' || self.threshold.iter().any(|w| w == word)
        });
        share && !named
    }

    /// 五年来，…稳定在900万吨以上: what the line tells has come about.
    fn looks_back(&self, text: &str, at: usize) -> bool {
        let opening: String = around::before(text, at, 800).chars().take(16).collect();
        let opens = opening.split(['，', ',', '。', '：', '是']).next();
        opens.is_some_and(|o| within(o, &self.review))
    }

    /// 主要预期目标是：生产总值增长6%以上；投资增长12%以上: each item of the list is a target.
    fn targeted(&self, text: &str, at: usize) -> bool {
        let before = around::before(text, at, 400);
        let stated = before.rsplit(['。', '！']).next().unwrap_or(before);
        within(stated, &self.targets)
    }
}

/// `2.改善20万居民供水，合格率95%以上`: an item of a list, which with no word of the past tells tasks.
fn numbered(text: &str, at: usize) -> bool {
    let head = around::before(text, at, BEFORE);
    let start = at - head.len();
    let opens = start == 0 || text.get(..start).is_some_and(|t| t.ends_with('\n'));
    let line = head.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    opens && rest.len() < line.len() && rest.starts_with(['.', '、', '．'])
}

/// 2000万元以上企业: what follows has the threshold for an attribute. 1400个以上村 counts the
/// villages themselves.
fn attributive(context: &Context<'_>, stat: &Statistic, end: usize) -> bool {
    let text = context.text();
    let Some(token) = context.tokens.at(end).map(|i| context.tokens.tokens[i]) else {
        return false;
    };
    let unit = stat.unit_text.map_or("", |s| s.of(text));
    // 500人以上企业
    let counted = stat.kind == StatKind::Count && !matches!(unit, "人" | "名" | "户");
    let noun = token.pos.is_noun() || token.pos.class() == b'a';
    noun && !counted || token.span.of(text) == "的"
}
