//! What a change is measured against: 同比, 环比, 年均 by themselves; 比上年, 较2016年,
//! 与去年同期相比 as phrases whose time decides.

use super::{
    change::Draft,
    cues::{Cues, Roles},
    measured::Place,
    view::{Class, Item, View},
};
use crate::{
    extract::{Base, ChangeRole, DateMention},
    span::Span,
};

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
    let beyond = |k: usize| row.get(k).is_some_and(|item| exceeds(text, item));
    if i.checked_sub(1).is_some_and(beyond) && is_time(&row[i]) {
        return time_end(text, row, i);
    }
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
    let mut quoted = 0;
    for j in i + 1..stop {
        let item = &row[j];
        // 较“十二五”下降: what is quoted is part of it
        if item.class == Class::QuoteOpen && item.index < stop {
            quoted = item.index;
        }
        if j <= quoted {
            timed |= item.span.of(text).contains(['五', '年']);
            continue;
        }
        timed |=
            item.class == Class::Date || item.roles.any(Roles::LAST_YEAR.with(Roles::LAST_MONTH));
        if matches!(item.class, Class::Break | Class::Open | Class::QuoteOpen) {
            return if timed && !with { j } else { i };
        }
        let closes = item.span.of(text).ends_with("相比");
        // 与上年比，: 比 closes only what a mark follows (沈阳和大连分别比上年增加).
        let over = row.get(j + 1).is_none_or(|next| next.class == Class::Break);
        if closes || item.roles.any(Roles::BASE_PHRASE) && (!with || over) {
            return j + 1;
        }
        if with && item.roles.any(Roles::BASE_PHRASE) {
            return i;
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
        if let Some(end) = ends_at(text, row, (i, j), timed) {
            return end;
        }
    }
    i
}

/// Where a phrase of comparison from item `i` is over at item `j`, a figure or a word of
/// change: there, or at its own start when it was none.
fn ends_at(text: &str, row: &[Item], (i, j): (usize, usize), timed: bool) -> Option<usize> {
    let item = &row[j];
    if item.class == Class::Stat {
        return Some(if timed || before_amount(row, j) { j } else { i });
    }
    let changes = Roles::CHANGE.with(Roles::AMOUNT).with(Roles::COMPARE);
    let ends = item.roles.any(changes) && j > i + 1;
    (ends && !nominal_change(text, row, j)).then_some(j)
}

fn is_time(item: &Item) -> bool {
    item.class == Class::Date || item.roles.any(Roles::LAST_YEAR.with(Roles::LAST_MONTH))
}

/// 高于上年同期平均水平2个百分点: one past the time that stands before the figure; `i` when
/// anything else stands there.
fn time_end(text: &str, row: &[Item], i: usize) -> usize {
    let figure = (i..row.len().min(i + REACH)).find(|&j| row[j].class == Class::Stat);
    let time = |item: &Item| {
        let level = matches!(item.span.of(text), "水平" | "平均" | "的" | "平均水平");
        level || is_time(item)
    };
    let within = |&end: &usize| row[i..end].iter().all(time);
    figure.filter(within).unwrap_or(i)
}

/// 高于, 多出: what is compared with stands after them.
fn exceeds(text: &str, item: &Item) -> bool {
    item.roles.any(Roles::COMPARE) && item.span.of(text).ends_with(['于', '出'])
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
    when: &When<'_>,
) -> Option<(Base, Span)> {
    let mut i = at;
    while i > clause {
        i -= 1;
        let item = view.items[i];
        if item.class == Class::Base {
            return Some(Phrase::ending(view, i).read(when));
        }
        if let Some(base) = item.roles.base() {
            return Some((base, item.span));
        }
    }
    whole_clause(view, clause).map(|phrase| phrase.read(when))
}

/// What is known of the time of a figure.
pub(super) struct When<'a> {
    pub(super) cues: &'a Cues,
    pub(super) dates: &'a [DateMention],
    /// The date that governs the figure, else the year of publication, as ISO text.
    pub(super) governs: Option<&'a str>,
}

/// A phrase of comparison: items `first..=last`.
struct Phrase<'v> {
    view: &'v View<'v>,
    first: usize,
    last: usize,
}

impl<'v> Phrase<'v> {
    fn ending(view: &'v View<'v>, last: usize) -> Self {
        let first = first_of_phrase(view, last);
        Phrase { view, first, last }
    }

    fn read(&self, when: &When<'_>) -> (Base, Span) {
        let span = self.view.span(self.first, self.last);
        (phrase_base(self, when), span)
    }

    /// The date in it.
    fn date<'d>(&self, dates: &'d [DateMention]) -> Option<&'d str> {
        (self.first..=self.last).find_map(|i| {
            let item = self.view.items.get(i)?;
            let date = dates.get(item.index).filter(|d| d.span == item.span)?;
            date.iso.as_deref()
        })
    }

    /// It compares with another time, not with another thing.
    fn timed(&self) -> bool {
        let words = self.view.span(self.first, self.last).of(self.view.text);
        words.contains(['年', '月', '周', '期', '季', '昨', '前'])
    }
}

/// Whether a word of comparison in the items `floor..end` says a change: what it compares
/// with is another time (比上年多300人), not another thing (高于全国2个百分点).
pub(super) fn changes(view: &View<'_>, floor: usize, end: usize) -> bool {
    (floor..end).any(|i| {
        view.roles(i).any(Roles::BASE_YEAR.with(Roles::BASE_MONTH))
            || view.class(i) == Class::Base && Phrase::ending(view, i).timed()
    }) || whole_clause(view, floor).is_some_and(|phrase| phrase.timed())
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

/// 比上年增加60亿元，增长8%: the clause goes on about the same change, so it has the same base.
pub(super) fn carried(place: &Place<'_>, draft: Draft) -> Option<(Base, Span)> {
    let view = &place.view;
    let marks = Roles::CHANGE
        .with(Roles::AMOUNT)
        .with(Roles::LINK)
        .with(Roles::TO);
    let goes_on = |i: &usize| {
        let class = view.class(*i);
        matches!(
            class,
            Class::Break | Class::Adverb | Class::Space | Class::Particle
        ) || view.roles(*i).any(marks)
    };
    let from = place.run.first.saturating_sub(6);
    let gap = (from..place.run.first).rev().take_while(goes_on);
    let first = gap.last()?;
    let before = first
        .checked_sub(1)
        .filter(|&i| view.class(i) == Class::Stat)?;
    let change = place
        .statistics
        .get(view.items.get(before)?.index)?
        .change?;
    let same = change.direction == draft.direction && view.class(first) == Class::Break;
    let amounts = change.role == ChangeRole::By && draft.role == ChangeRole::By;
    change
        .base
        .zip(change.base_text)
        .filter(|_| same && amounts)
}

/// The clause before the one that starts at `clause`, when it is nothing but a comparison.
fn whole_clause<'v>(view: &'v View<'v>, clause: usize) -> Option<Phrase<'v>> {
    let mut last = clause.checked_sub(2)?;
    // 相较于上年末的90万人，: with the figure of the other time
    if view.class(last) == Class::Stat {
        last = last.checked_sub(1)?;
    }
    if view.class(last) != Class::Base {
        return None;
    }
    let first = first_of_phrase(view, last);
    let before = first.checked_sub(1).unwrap_or(usize::MAX);
    // 相|较于: the segmenter may cut the word
    let cut = view.word(before) == "相";
    let alone = matches!(
        view.class(before),
        Class::Break | Class::Space | Class::Date
    );
    (alone || cut).then_some(Phrase { view, first, last })
}

/// Which base a phrase names: by the words in it, else by the year of its date.
fn phrase_base(phrase: &Phrase<'_>, at: &When<'_>) -> Base {
    let words = phrase
        .view
        .span(phrase.first, phrase.last)
        .of(phrase.view.text);
    if let Some(base) = at.cues.earlier(words) {
        return base;
    }
    match phrase.date(at.dates) {
        Some(iso)
            if at
                .governs
                .is_some_and(|now| year_before(iso, now, words.contains(['末', '底']))) =>
        {
            Base::Yoy
        }
        Some(iso) if at.governs.is_some_and(|now| period_before(iso, now)) => Base::Mom,
        None if words.contains("同期") && !many_years(words) => Base::Yoy,
        _ => Base::Other,
    }
}

/// 常年同期, 历史同期: compares with what is usual.
fn many_years(words: &str) -> bool {
    ["常年", "历史", "历年", "往年", "近年"]
        .iter()
        .any(|w| words.contains(w))
}

/// Whether `base` is the month before the month `now`, or the quarter before the quarter.
fn period_before(base: &str, now: &str) -> bool {
    let (Some((from, last)), Some((start, end))) = (months(base), months(now)) else {
        return false;
    };
    last - from == end - start && last + 1 == start && matches!(end - start, 0 | 2)
}

/// The first and the last month of an interval of months, counted from the year 0.
fn months(iso: &str) -> Option<(i32, i32)> {
    let month = |iso: &str| {
        let (year, month) = iso.split_once('-')?;
        Some(year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok()?)
    };
    let (from, to) = iso.split_once('/').unwrap_or((iso, iso));
    Some((month(from)?, month(to)?))
}

/// Whether `base` is one year before `now`, and of the same months where both name some:
/// 2022年末 before 2023年 and 2023年末, not before 2023年6月.
fn year_before(base: &str, now: &str, end: bool) -> bool {
    let year = |iso: &str| iso.get(..4)?.parse::<i16>().ok();
    let month = |iso: &str| iso.get(5..7)?.parse::<u8>().ok();
    let next = year(base).zip(year(now)).is_some_and(|(b, n)| b + 1 == n);
    next && match (month(base), month(now)) {
        (None, _) => true,
        (Some(_), None) => end,
        (b, n) => b == n,
    }
}
