//! Names of shares, which no dictionary has whole (我乐家居, 英伟达): before a word of rising or
//! falling all that stands since the mark before it is one name.

use super::Phrase;
use crate::extract::link::{
    cues::Roles,
    view::{Class, View},
};

/// 英伟达收涨1.2%, 众安在线跌3%: the name of a share before a word of the stock exchange at
/// item `verb`: all that stands since the mark before it, however the segmenter cuts it.
pub(in crate::extract::link) fn ticker(
    view: &View<'_>,
    verb: usize,
    floor: usize,
) -> Option<Phrase> {
    let traded = view.roles(verb).any(Roles::TRADED);
    let last = verb.checked_sub(1).filter(|&i| traded && i >= floor)?;
    // 收|涨
    let last = last - usize::from(view.word(last) == "收" && last > floor);
    // 一度|涨超
    let last = last - usize::from(view.class(last) == Class::Adverb && last > floor);
    let ends = |&i: &usize| {
        use Class::{Base, Break, Close, Date, De, List, Space, Stat};
        let class = view.class(i);
        matches!(
            class,
            Break | List | Stat | Date | Base | De | Close | Space
        )
    };
    let from = last.saturating_sub(7).max(floor);
    let first = (from..=last).rev().find(ends).map_or(from, |i| i + 1);
    // A、B、C涨5%: the whole list rises
    let list = first > 0 && view.class(first - 1) == Class::List;
    let whole = !list && (first == floor || first > 0 && ends(&(first - 1)));
    let other = Roles::PLACE
        .with(Roles::FROM)
        .with(Roles::ASIDE)
        .with(Roles::PART)
        .with(Roles::BASE_PHRASE);
    let name = |i: &usize| {
        use Class::{Adverb, Conjunction, Pronoun, Time};
        let led = matches!(view.class(*i), Adverb | Time | Conjunction | Pronoun);
        let han = view.word(*i).chars().all(crate::chars::is_han);
        han && !led && !view.roles(*i).any(other)
    };
    let first = (first..=last).find(name)?;
    let short = view.span(first, last).of(view.text).chars().count() <= 6;
    // a single word is what the dictionary knows
    let found = whole && short && first < last && (first..=last).all(|i| name(&i));
    found.then_some(Phrase { first, last })
}

/// 我乐家居涨5%: where the name of a share opens. Up to six characters between a mark and a
/// word of rising or falling are one name, however the segmenter cuts them.
pub(super) fn opens(view: &View<'_>, first: usize, last: usize, floor: usize) -> Option<usize> {
    let moves = view.word(last + 1).contains(['涨', '跌']) && view.class(last + 1) == Class::Verb;
    let mark = |&i: &usize| matches!(view.class(i), Class::List | Class::Break | Class::Space);
    let from = first.saturating_sub(4).max(floor);
    let opens = (from..first).rev().find(mark).map_or(from, |i| i + 1);
    let whole = opens == floor || mark(&(opens.checked_sub(1)?));
    let name = |i: usize| {
        let known = Roles::LINK
            .with(Roles::PLACE)
            .with(Roles::FROM)
            .with(Roles::ASIDE);
        !matches!(
            view.class(i),
            Class::Stat | Class::Date | Class::Base | Class::De | Class::Close
        ) && !view.roles(i).any(known)
    };
    let short = opens <= first && view.span(opens, last).of(view.text).chars().count() <= 6;
    (moves && whole && short && (opens..first).all(name)).then_some(opens)
}
