//! Words around a quantity that bound it: 约, 近, 超过, 至少, 左右, 以上. Longest word wins;
//! the words are data, what each does to the bounds is code.

use super::around;
use crate::{
    error::{Error, Result},
    extract::{Approx, Context, StatKind, Statistic},
    lexicon::Dicts,
    span::Span,
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    left: Vec<Entry>,
    right: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    approx: String,
    words: Vec<String>,
    /// Characters before (left) or after (right) the word that make it part of another.
    #[serde(default)]
    not: String,
    /// Only before a bare multiplier (上千).
    #[serde(default)]
    bare: bool,
}

/// One word.
#[derive(Debug)]
struct Word {
    word: Box<str>,
    approx: Approx,
    not: Box<str>,
    bare: bool,
}

/// The words, longest first.
#[derive(Debug)]
pub(super) struct Modifiers {
    left: Vec<Word>,
    right: Vec<Word>,
}

fn approx(name: &str) -> Result<Approx> {
    let all = [
        Approx::About,
        Approx::Nearly,
        Approx::Over,
        Approx::AtLeast,
        Approx::AtMost,
        Approx::Several,
    ];
    let found = all.into_iter().find(|a| a.name() == name);
    found.ok_or_else(|| {
        Error::dictionary(format!("unknown approximation {name}")).at_path("approx.toml")
    })
}

fn words(entries: Vec<Entry>) -> Result<Vec<Word>> {
    let mut out = Vec::new();
    for entry in entries {
        let approx = approx(&entry.approx)?;
        for word in &entry.words {
            out.push(Word {
                word: word.as_str().into(),
                approx,
                not: entry.not.as_str().into(),
                bare: entry.bare,
            });
        }
    }
    out.sort_by_key(|w| std::cmp::Reverse(w.word.len()));
    Ok(out)
}

impl Modifiers {
    /// Loads `approx.toml`.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml("approx.toml")?;
        Ok(Modifiers {
            left: words(file.left)?,
            right: words(file.right)?,
        })
    }

    /// Reads the words around every quantity.
    pub(super) fn read(&self, context: &Context<'_>, found: &mut [Statistic]) {
        for stat in found
            .iter_mut()
            .filter(|s| s.kind.is_statistic() && s.kind != StatKind::Ordinal)
        {
            self.left(context.text(), stat);
            self.right(context, stat);
        }
    }

    fn left(&self, text: &str, stat: &mut Statistic) {
        let window = around::before(text, stat.span.from(), 8);
        let plain = window.trim_end_matches(' ');
        let bound = plain
            .strip_suffix(['了', '有', '为', '是', '到', '达', '于'])
            .unwrap_or(plain);
        let bare = stat
            .number
            .of(text)
            .chars()
            .all(|c| "十百千万亿".contains(c));
        let hit = |head: &str| {
            self.left.iter().find(|w| {
                let rest = head.strip_suffix(&*w.word);
                let clear =
                    rest.is_some_and(|r| r.chars().next_back().is_none_or(|c| !w.not.contains(c)));
                clear && (!w.bare || bare)
            })
        };
        let (word, head) = match hit(plain) {
            Some(word) => (word, plain),
            None => match hit(bound) {
                Some(word) if word.word.len() > 3 || bound.len() == plain.len() => (word, bound),
                _ => return,
            },
        };
        let from = stat.span.from() - window.len() + head.len() - word.word.len();
        stat.span = Span::new(from, stat.span.to());
        set(stat, word.approx);
    }

    fn right(&self, context: &Context<'_>, stat: &mut Statistic) {
        let text = context.text();
        let at = skip_inclusive(text, stat.span.to());
        let rest = &text[at..];
        let hit = self.right.iter().find(|w| {
            let tail = rest.strip_prefix(&*w.word);
            tail.is_some_and(|t| t.chars().next().is_none_or(|c| !w.not.contains(c)))
        });
        let Some(word) = hit else { return };
        let end = at + word.word.len();
        stat.span = Span::new(stat.span.from(), end);
        if stat.lo != stat.hi && stat.value.is_none() && !matches!(word.approx, Approx::About) {
            return;
        }
        let approx = match word.approx {
            Approx::AtLeast if word.word.contains("以上") && is_result(context, stat, end) => {
                Approx::Over
            }
            other => other,
        };
        if stat.approx.is_none()
            || matches!(stat.approx, Some(Approx::About | Approx::Over))
                && word.approx != Approx::About
        {
            set(stat, approx);
        }
    }
}

/// （含）, spaces and 或 / 及 before 以上.
fn skip_inclusive(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches(' ');
    if text.len() - at - rest.len() > 3 {
        return at;
    }
    let mut rest = rest;
    for word in ["（含）", "(含)", "（含本数）", "或者", "或", "及"] {
        if let Some(after) = rest.strip_prefix(word) {
            rest = after;
            break;
        }
    }
    text.len() - rest.len()
}

/// 以上 after an achieved result, not after a threshold or target.
fn is_result(context: &Context<'_>, stat: &Statistic, end: usize) -> bool {
    let text = context.text();
    let sentence = context.document.sentences[stat.sentence as usize].span;
    let from = sentence.from().max(stat.span.from().saturating_sub(240));
    let from = (from..=stat.span.from())
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(stat.span.from());
    let head = &text[from..stat.span.from()];
    let plan = [
        "将", "力争", "确保", "目标", "计划", "预计", "应", "须", "不得", "必须", "要求", "规划",
        "要", "不少", "可", "每",
    ];
    if around::any(head, &plan) {
        return false;
    }
    let noun = context.tokens.at(end).map(|i| context.tokens.tokens[i]);
    let attributive =
        noun.is_some_and(|t| t.pos.is_noun() || t.pos.class() == b'a' || t.span.of(text) == "的");
    !attributive
}

/// The bounds that an approximation leaves.
fn set(stat: &mut Statistic, approx: Approx) {
    stat.approx = Some(approx);
    let Some(value) = stat.value else { return };
    (stat.lo, stat.hi) = match approx {
        Approx::Over | Approx::AtLeast => (Some(value), None),
        Approx::Nearly | Approx::AtMost => (None, Some(value)),
        Approx::About | Approx::Several => (stat.lo, stat.hi),
    };
}
