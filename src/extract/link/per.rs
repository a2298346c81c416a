//! What a figure is reckoned per: 人均, 每天, 日处理能力, 元/平方米.

use super::{
    measured::Place,
    view::{Class, View},
};
use crate::{
    extract::{StatKind, Statistic},
    span::Span,
};

/// What 均 averages over, by its first character.
const AVERAGED: &[char] = &[
    '人', '户', '日', '月', '年', '亩', '村', '校', '周', '地', '次', '家', '车',
];

/// The words after 每, the first character of 日均, or the unit's denominator.
pub(super) fn find(place: &Place<'_>) -> Option<Span> {
    let view = &place.view;
    let statistic = place.statistic();
    denominator(view.text, statistic)
        .or_else(|| each(view, place.run.last + 1))
        .or_else(|| {
            (place.floor..place.run.first)
                .rev()
                .take_while(|&i| !ends_scope(place, i))
                .find_map(|i| {
                    averaged(view, i)
                        .or_else(|| each(view, i))
                        .or_else(|| daily(view, i))
                })
        })
}

/// Another figure takes the words before it for itself.
fn ends_scope(place: &Place<'_>, i: usize) -> bool {
    place.view.class(i) == Class::Stat
        && place
            .statistics
            .get(place.view.items[i].index)
            .is_none_or(|s| s.kind != StatKind::Duration)
}

/// 元/平方米, 300元每人, 约每斤5元.
fn denominator(text: &str, statistic: &Statistic) -> Option<Span> {
    let span = statistic.span;
    let words = span.of(text);
    let (at, mark) = words
        .char_indices()
        .find(|(_, c)| matches!(c, '/' | '每' | '／'))?;
    let from = span.from() + at + mark.len_utf8();
    let number = statistic.number.from();
    let to = if from < number { number } else { span.to() };
    let fraction = text[from..].starts_with(|c: char| c.is_ascii_digit());
    (from < to && !fraction && at > 0).then(|| Span::new(from, to))
}

/// 日均, 城镇居民人均收入.
fn averaged(view: &View<'_>, i: usize) -> Option<Span> {
    let word = view.word(i);
    let at = word.find('均')?;
    let over = word[..at]
        .chars()
        .next_back()
        .filter(|c| AVERAGED.contains(c))?;
    let end = view.items[i].span.from() + at;
    (at > 0).then(|| Span::new(end - over.len_utf8(), end))
}

/// 每天, 每 平方米, 每个社区.
fn each(view: &View<'_>, i: usize) -> Option<Span> {
    let word = view.word(i);
    let at = word.find('每')? + '每'.len_utf8();
    let span = view.items.get(i)?.span;
    let rest = Span::new(span.from() + at, span.to());
    let bare =
        rest.is_empty() || matches!(rest.of(view.text), "个" | "名" | "位" | "家" | "座" | "所");
    if !bare {
        return Some(rest);
    }
    let mut next = i + 1;
    if rest.is_empty() && view.class(next) == Class::Measure && view.nominal(next + 1) {
        next += 1;
    }
    let named = view.nominal(next) || matches!(view.class(next), Class::Measure | Class::Time);
    let rest = (!rest.is_empty()).then_some(rest);
    named.then(|| view.items[next].span).or(rest)
}

/// 日处理能力, 年送电量: one character before what is done in that time.
fn daily(view: &View<'_>, i: usize) -> Option<Span> {
    let does = view.nominal(i + 1) || view.class(i + 1) == Class::Verb;
    let alone = matches!(view.word(i), "日" | "年" | "月") && view.class(i) != Class::Stat;
    let whole = i > 0 && matches!(view.word(i - 1), "全" | "本" | "当" | "上" | "下");
    (alone && does && !whole).then(|| view.items[i].span)
}
