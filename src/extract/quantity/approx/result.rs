//! Whether a figure with 以上 is a result (over) or a threshold, a plan, a task (at least).

use super::super::{around, lists::within};
use crate::{
    extract::{Context, StatKind, Statistic},
    span::Span,
};
use serde::Deserialize;

/// Words of plans, results and tasks, from `approx.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tenses {
    /// Words of a plan or rule: 以上 after them is a threshold.
    plan: Vec<String>,
    /// Those of them that a look back uses too (五年来每年新增30万人以上, 预计).
    weak: Vec<String>,
    /// Heads of a list of targets, whose items `；` parts.
    targets: Vec<String>,
    /// A line that opens with one of them looks back.
    review: Vec<String>,
    /// Words of the past: an item of a numbered list without any of them is a plan.
    past: Vec<String>,
    /// Verbs before a share that is a threshold of the things after it (持有5%以上股份).
    threshold: Vec<String>,
    /// Verbs of what is to be done: a sentence that has one of them and no word of the past
    /// tells a task.
    task: Vec<String>,
}

impl Tenses {
    /// 压缩会议费8%以上，健全…: a task, not a result.
    fn commanded(&self, text: &str, sentence: Span, head: &str) -> bool {
        let whole = around::after(text, sentence.from(), 160);
        let whole = whole
            .get(..sentence.to() - sentence.from())
            .unwrap_or(whole);
        let before = around::before(text, sentence.from(), 120);
        // 完成 tells a task as well
        let past = |s: &str| {
            self.past
                .iter()
                .any(|w| w != "完成" && s.contains(w.as_str()))
        };
        let task = within(whole, &self.task) || within(before, &self.task);
        task && !past(whole) && !past(before) && !past(head)
    }

    /// 以上 after an achieved result, not after a threshold or target.
    pub(super) fn is_result(&self, context: &Context<'_>, stat: &Statistic, end: usize) -> bool {
        let text = context.text();
        let sentence = context.document.sentences[stat.sentence as usize].span;
        let from = sentence.from().max(stat.span.from().saturating_sub(240));
        let from = (from..=stat.span.from())
            .find(|&i| text.is_char_boundary(i))
            .unwrap_or(stat.span.from());
        let head = &text[from..stat.span.from()];
        let looks_back = self.looks_back(text, stat.span.from());
        let plans = |w: &String| head.contains(w.as_str());
        let planned = match looks_back {
            true => self.plan.iter().any(|w| plans(w) && !self.weak.contains(w)),
            false => {
                within(head, &self.plan)
                    || self.commanded(text, sentence, head)
                    || self.planned_item(text, stat.span.from())
            }
        };
        let threshold = attributive(context, stat, end) && !self.shares(context, stat);
        !planned && !self.targeted(text, stat.span.from()) && !threshold
    }

    /// 80%以上的行政村, 覆盖九成以上村卫生室: a share of the things themselves, unless what stands
    /// before says what of them reaches it (增长5%以上的企业, 持股5%以上股东).
    fn shares(&self, context: &Context<'_>, stat: &Statistic) -> bool {
        let text = context.text();
        let share = matches!(stat.kind, StatKind::Percent | StatKind::Fraction);
        let from = stat.span.from();
        let before = text.get(..from).map_or("", |t| t.trim_end_matches(' '));
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

    /// `2.改善20万居民供水，合格率95%以上`: an item of a list of tasks.
    fn planned_item(&self, text: &str, at: usize) -> bool {
        let head = around::before(text, at, 300);
        let opens = at == head.len() || text[..at - head.len()].ends_with('\n');
        let line = head.trim_start();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = rest.len() < line.len() && rest.starts_with(['.', '、', '．']);
        opens && numbered && !within(head, &self.past)
    }
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
