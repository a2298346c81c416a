//! Figures that no word of change stands beside, yet belong to the amount of one: its parts,
//! and what is listed behind it under the same verb.

use super::{
    cues::Roles,
    measured::Place,
    view::{Class, View, names_thing},
};
use crate::extract::{Change, ChangeRole, StatKind};

/// So many items of a list are looked through for its verb.
const LIST: usize = 60;

/// The change of which the figure is a part or a further item.
pub(super) fn find(place: &Place<'_>) -> Option<Change> {
    part(place).or_else(|| listed(place))
}

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
    let named = nominal_before(view, place.run.first);
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
    end = nominal_before(view, end);
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

/// Where the run of nominal items that ends before item `end` begins.
fn nominal_before(view: &View<'_>, end: usize) -> usize {
    let inside = |i: &usize| view.attributive(*i) || view.nominal(*i);
    (0..end).rev().take_while(inside).last().unwrap_or(end)
}

/// An amount of things: shares are told of each by itself.
fn amount(kind: StatKind) -> bool {
    names_thing(kind) && matches!(kind, StatKind::Count | StatKind::Money | StatKind::Measure)
}
