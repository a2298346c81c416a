//! 分别 lists: A、B、C分别增长5%、6%和7% means one figure each.

use super::{
    cues::Roles,
    measured::{REACH, Run},
    phrase::{self, Phrase},
    view::{Class, View},
};
use crate::span::Span;

/// The figures of a row in runs: figures joined by 、 和 及 with nothing else between.
pub(super) fn runs(view: &View<'_>, same: impl Fn(usize, usize) -> bool) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for (i, item) in view.items.iter().enumerate() {
        if item.class != Class::Stat {
            continue;
        }
        let joined = i >= 2 && matches!(view.class(i - 1), Class::List | Class::Conjunction);
        match out.last_mut() {
            Some(run) if joined && run.last == i - 2 && same(run.last, i) => run.last = i,
            _ => out.push(Run { first: i, last: i }),
        }
    }
    out
}

/// The members of a coordinated phrase when there are just `n` of them and 分别 stands
/// between it and the figures. A phrase whose members share the last one's head (城镇和农村
/// 居民收入) stays whole for all but the last.
pub(super) fn members(view: &View<'_>, phrase: Phrase, run: Run, n: usize) -> Option<Vec<Span>> {
    let from = phrase.first.saturating_sub(3);
    let told = (from..run.first).any(|i| view.roles(i).any(Roles::DISTRIBUTE));
    if !(told || n > 2) || n < 2 {
        return None;
    }
    let mut parts = split(view, phrase);
    if parts.len() != n {
        parts = told.then(|| clauses(view, phrase, n)).flatten()?;
    }
    let size = |p: &Phrase| view.span(p.first, p.last).of(view.text).chars().count();
    let shared = parts[..n - 1].iter().all(|p| size(p) <= 2) && size(&parts[n - 1]) >= 4;
    let whole = view.span(phrase.first, phrase.last);
    let span = |(i, p): (usize, &Phrase)| match shared && i + 1 < n {
        true => whole,
        false => view.span(p.first, p.last),
    };
    Some(parts.iter().enumerate().map(span).collect())
}

/// 实际利用外资、对外贸易出口分别增长: verbs stand in the members, so each is read by itself.
fn clauses(view: &View<'_>, phrase: Phrase, n: usize) -> Option<Vec<Phrase>> {
    let floor = view.clause_start(phrase.first, REACH);
    let mark = |i: &usize| matches!(view.class(*i), Class::List | Class::Conjunction);
    let mut parts = vec![phrase::before(view, phrase.last + 1, phrase.first)?];
    let mut end = phrase.last + 1;
    while parts.len() < n {
        let member = end;
        end = (floor..end).rev().find(mark)?;
        let apart = |i: usize| view.class(i) == Class::De || view.roles(i).any(Roles::DISTRIBUTE);
        if (end + 1..member).any(apart) {
            return None;
        }
        let start = (floor..end).rev().find(mark).map_or(floor, |i| i + 1);
        let last = parts.len() - 1;
        parts[last].first = parts[last].first.max(end + 1);
        let part = phrase::before(view, end, start)?;
        // 长春和吉林的常住人口: the names share the last one's head.
        if view.class(part.last) == Class::Place {
            return None;
        }
        parts.push(part);
    }
    parts.reverse();
    Some(parts)
}

fn split(view: &View<'_>, phrase: Phrase) -> Vec<Phrase> {
    let mut parts = Vec::new();
    let mut first = phrase.first;
    for i in phrase.first..=phrase.last {
        if matches!(view.class(i), Class::List | Class::Conjunction) && i > first {
            parts.push(Phrase { first, last: i - 1 });
            first = i + 1;
        }
    }
    if first <= phrase.last {
        parts.push(Phrase {
            first,
            last: phrase.last,
        });
    }
    parts
}
