//! What a change is measured against: 同比, 环比, 年均 by themselves; 比上年, 较2016年,
//! 与去年同期相比 as phrases whose time decides.

use super::{
    cues::Roles,
    view::{Class, Item, View},
};
use crate::{extract::Base, extract::DateMention, span::Span};

/// A phrase of comparison is at most so many items long.
const REACH: usize = 14;

/// Sets the phrases of comparison of a row aside: their items become [`Class::Base`], so
/// that no rule takes 全国平均水平 in 高于全国平均水平 for what is measured.
pub(super) fn mark(text: &str, row: &mut [Item]) {
    let mut i = 0;
    while i < row.len() {
        let end = phrase_end(text, row, i);
        for item in &mut row[i..end] {
            item.class = Class::Base;
        }
        i = end.max(i + 1);
    }
}

/// One past the phrase of comparison that starts at item `i`; `i` when none does.
fn phrase_end(text: &str, row: &[Item], i: usize) -> usize {
    let opens = row[i].roles;
    let with = opens.any(Roles::BASE_WITH);
    if !with && !opens.any(Roles::BASE_PHRASE) {
        return i;
    }
    // 含量较高的产业: no comparison, only a degree.
    let degree = |item: &Item| item.class == Class::Adjective || item.roles.any(Roles::COMPARE);
    if !with && row.get(i + 1).is_some_and(degree) {
        return i;
    }
    let stop = row.len().min(i + REACH);
    let mut timed = false;
    for j in i + 1..stop {
        let item = &row[j];
        timed |=
            item.class == Class::Date || item.roles.any(Roles::LAST_YEAR.with(Roles::LAST_MONTH));
        if matches!(item.class, Class::Break | Class::Open | Class::QuoteOpen) {
            return if timed && !with { j } else { i };
        }
        let closes = item.span.of(text).ends_with("相比");
        if closes || item.roles.any(Roles::BASE_PHRASE) {
            return j + 1;
        }
        if with {
            continue;
        }
        // 比前一年: a length of time that names one.
        let named = |b: &Item| matches!(b.span.of(text), "前" | "上" | "往");
        if item.class == Class::Stat && j > 0 && named(&row[j - 1]) {
            timed = true;
            continue;
        }
        if item.class == Class::Stat {
            return if timed || before_amount(row, j) { j } else { i };
        }
        let ends = item
            .roles
            .any(Roles::CHANGE.with(Roles::AMOUNT).with(Roles::COMPARE));
        if ends && j > i + 1 && !nominal_change(text, row, j) {
            return j;
        }
    }
    i
}

/// A phrase with no time in it still compares when a word such as 高 stands before the amount.
fn before_amount(row: &[Item], stat: usize) -> bool {
    row[stat - 1].roles.any(Roles::COMPARE)
}

/// 增速 in 比全国增速高2个百分点 belongs to what is compared with.
fn nominal_change(_text: &str, row: &[Item], j: usize) -> bool {
    row[j].roles.any(Roles::AMOUNT)
        && row[j + 1..row.len().min(j + 4)]
            .iter()
            .any(|item| item.roles.any(Roles::COMPARE))
}

/// The base of the figure at item `at` and the words that say it: the nearest one before it
/// in its clause, or a phrase that is the whole clause before (与去年同期相比，).
pub(super) fn find(
    view: &View<'_>,
    clause: usize,
    at: usize,
    dates: &[DateMention],
    year: Option<i16>,
) -> Option<(Base, Span)> {
    let mut i = at;
    while i > clause {
        i -= 1;
        let item = view.items[i];
        if item.class == Class::Base {
            let first = first_of_phrase(view, i);
            let span = view.span(first, i);
            return Some((phrase_base(view, first, i, dates, year), span));
        }
        if let Some(base) = item.roles.base() {
            return Some((base, item.span));
        }
    }
    whole_clause(view, clause).map(|(first, last)| {
        let base = phrase_base(view, first, last, dates, year);
        (base, view.span(first, last))
    })
}

fn first_of_phrase(view: &View<'_>, last: usize) -> usize {
    let mut first = last;
    while first > 0 && view.class(first - 1) == Class::Base && !opens(view, first) {
        first -= 1;
    }
    first
}

fn opens(view: &View<'_>, i: usize) -> bool {
    view.roles(i).any(Roles::BASE_PHRASE.with(Roles::BASE_WITH)) && view.class(i + 1) == Class::Base
}

/// The clause before the one that starts at `clause`, when it is nothing but a comparison.
fn whole_clause(view: &View<'_>, clause: usize) -> Option<(usize, usize)> {
    let last = clause.checked_sub(2)?;
    if view.class(last) != Class::Base {
        return None;
    }
    let first = first_of_phrase(view, last);
    let before = first.checked_sub(1).map_or(Class::Break, |i| view.class(i));
    matches!(before, Class::Break | Class::Space | Class::Date).then_some((first, last))
}

/// Which base a phrase names: by the words in it, else by the year of its date.
fn phrase_base(
    view: &View<'_>,
    first: usize,
    last: usize,
    dates: &[DateMention],
    year: Option<i16>,
) -> Base {
    let words = view.span(first, last).of(view.text);
    let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if has(&[
        "上月",
        "上个月",
        "上季",
        "上周",
        "前一日",
        "前一天",
        "上一交易日",
        "前一周",
        "上旬",
    ]) {
        return Base::Mom;
    }
    if has(&["去年", "上年", "上一年", "前一年"]) {
        return Base::Yoy;
    }
    let dated = (first..=last).find(|&i| view.class(i) == Class::Date);
    let base_year: Option<i16> = dated.and_then(|i| {
        dates
            .get(view.items[i].index)?
            .iso
            .as_deref()?
            .get(..4)?
            .parse()
            .ok()
    });
    match (base_year, year) {
        (Some(base), Some(year)) if base + 1 == year && !has(&["年底", "年初", "年末"]) => {
            Base::Yoy
        }
        (None, _) if has(&["同期"]) => Base::Yoy,
        _ => Base::Other,
    }
}
