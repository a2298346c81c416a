//! Figures that no word of change stands beside, yet belong to the amount of one: its parts,
//! and what is listed behind it under the same verb.

use super::{
    cues::Roles,
    measured::Place,
    view::{Class, View, names_thing},
};
use crate::extract::{Change, ChangeRole, Direction, StatKind};

/// So many items of a list are looked through for its verb.
const LIST: usize = 60;

/// The change of which the figure is a part or a further item.
pub(super) fn find(place: &Place<'_>) -> Option<Change> {
    part(place)
        .or_else(|| listed(place))
        .or_else(|| added(place))
}

/// 新增产值过5亿元企业3家: the figure says which things are counted by the next one.
pub(super) fn sizes(place: &Place<'_>) -> bool {
    let view = &place.view;
    let own = matches!(place.statistic().kind, StatKind::Money | StatKind::Measure);
    let next = place.run.last + 1;
    let joins = |i: usize| matches!(view.class(i), Class::Locative | Class::De);
    let inside = |i: &usize| view.attributive(*i) || joins(*i) && *i < next + 2;
    let Some(thing) = (next..next + SIZED).take_while(inside).last() else {
        return false;
    };
    let counts = view.items.get(thing + 1).is_some_and(|item| {
        let other = place.statistics.get(item.index);
        item.class == Class::Stat && other.is_some_and(|s| s.kind == StatKind::Count)
    });
    own && counts && view.nominal(thing)
}

/// 新增开展居家养老服务的村30个, 新增国家级企业（产品）21个: whatever stands between a verb that does
/// nothing but add and the figure, in their item of a list, says what is added. No 新增投入中用于教育的5亿元:
/// the figure is a part of what is added.
fn added(place: &Place<'_>) -> Option<Change> {
    let view = &place.view;
    if !amount(place.statistic().kind) {
        return None;
    }
    let joins = |i: usize| matches!(view.class(i), Class::Locative | Class::De);
    let sized = |i: usize| view.attributive(i) || joins(i);
    let mut i = place.run.first;
    while i > place.floor {
        i -= 1;
        let roles = view.roles(i);
        let says = Roles::TO
            .with(Roles::TOTAL)
            .with(Roles::SUM_UP)
            .with(Roles::PART);
        match view.class(i) {
            Class::Close => i = view.items[i].index.min(i),
            Class::Break | Class::List | Class::Open | Class::Base => return None,
            Class::Stat if !sized(i + 1) => return None,
            Class::Locative if view.word(i) == "中" => return None,
            Class::Verb if view.word(i).ends_with('于') => return None,
            _ if ADDS.contains(&view.word(i)) => {
                return Some(Change {
                    direction: Some(Direction::Up),
                    role: ChangeRole::By,
                    base: None,
                    base_text: None,
                    pair: None,
                });
            }
            _ if roles.any(says) || view.word(i).contains("累计") => return None,
            _ => {}
        }
    }
    None
}

/// Verbs that do nothing but add.
const ADDS: &[&str] = &["新增", "新增加", "净增", "净增加", "增设", "增配"];

/// So many items at most stand between the size of things and their number.
const SIZED: usize = 6;

/// 新增病例50例，其中境外输入8例，本地42例: the parts of an amount of change are changes
/// too, when the figures before this one tell of it.
fn part(place: &Place<'_>) -> Option<Change> {
    let view = &place.view;
    let own = place.statistic();
    let plain = |i: usize| {
        let roles = view.roles(i);
        let says = Roles::LINK
            .with(Roles::CHANGE)
            .with(Roles::TO)
            .with(Roles::FROM);
        let link = matches!(view.word(i), "为" | "有" | "是");
        roles.any(Roles::PART) || link || roles.any(Roles::NOUN) || !roles.any(says)
    };
    let mut told = false;
    let mut i = place.run.first;
    while i > 0 {
        i -= 1;
        match view.class(i) {
            Class::Stat => {
                let whole = place.statistics.get(view.items[i].index)?;
                if whole.kind != own.kind || whole.unit != own.unit {
                    return None;
                }
                let change = whole.change.filter(|c| c.role == ChangeRole::By)?;
                if told {
                    return Some(Change {
                        base: None,
                        base_text: None,
                        pair: None,
                        ..change
                    });
                }
            }
            Class::Close => i = view.items[i].index.min(i),
            Class::Adverb | Class::Preposition => return None,
            _ if !plain(i) => return None,
            _ => told |= view.roles(i).any(Roles::PART),
        }
    }
    None
}

/// 新增图书馆2座、书屋15家，以及文化广场3个: one verb governs the list. What stands between the
/// mark of the list and the figure must be a noun phrase and no total.
fn listed(place: &Place<'_>) -> Option<Change> {
    let view = &place.view;
    let own = place.statistic();
    if !amount(own.kind) {
        return None;
    }
    let named = member(view, place.run.first);
    let total = |i: usize| view.word(i).starts_with(['总', '共']) || view.word(i).contains("累计");
    if (named..place.run.first).any(total) {
        return None;
    }
    let mark = named.checked_sub(1)?;
    let mut end = match view.class(mark) {
        Class::List => mark,
        Class::Conjunction if view.class(mark.checked_sub(1)?) == Class::Break => mark - 1,
        Class::Conjunction => mark,
        _ => return None,
    };
    end = member(view, end);
    let before = end.checked_sub(1)?;
    let index = view
        .items
        .get(before)
        .filter(|item| item.class == Class::Stat)?
        .index;
    let change = place
        .statistics
        .get(index)
        .filter(|s| amount(s.kind))?
        .change?;
    let verb = (before.saturating_sub(LIST)..before)
        .rev()
        .take_while(|&i| view.class(i) != Class::Break || view.class(i + 1) == Class::Conjunction)
        .any(|i| {
            let roles = view.roles(i);
            roles.any(Roles::CHANGE) && roles.any(Roles::OBJECT) || view.word(i).contains("新增")
        });
    (verb && change.role == ChangeRole::By).then_some(change)
}

/// Where what a member of a list names begins, which ends before item `end`; `end` when it has a
/// verb of its own (优化线路20条).
fn member(view: &View<'_>, end: usize) -> usize {
    let mut first = end;
    while first > 0 && end - first < LIST {
        let i = first - 1;
        first = match view.class(i) {
            Class::Close if view.items[i].index < i => view.items[i].index,
            Class::QuoteOpen | Class::QuoteClose | Class::Suffix => i,
            Class::Verb | Class::Locative | Class::Measure => i,
            _ if view.attributive(i) => i,
            _ => break,
        };
    }
    let verb =
        view.class(first) == Class::Verb && view.roles(first).any(Roles::LEAD.with(Roles::CHANGE));
    if verb { end } else { first }
}

/// An amount of things: shares are told of each by itself.
fn amount(kind: StatKind) -> bool {
    names_thing(kind) && matches!(kind, StatKind::Count | StatKind::Money | StatKind::Measure)
}
