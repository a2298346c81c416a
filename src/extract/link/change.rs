//! Whether a figure is the amount of a change, its start or its end, and which way it goes.

use super::{
    base,
    cues::Roles,
    measured::{Found, Place, Side},
    phrase,
    view::{Class, View},
};
use crate::extract::{ChangeRole, Direction, StatKind, Statistic};

/// A change without its base: what it is, and the item of the word that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) direction: Option<Direction>,
    pub(super) role: ChangeRole,
    pub(super) verb: usize,
}

/// The change that the first figure of a run belongs to.
pub(super) fn find(place: &Place<'_>, found: &Found) -> Option<Draft> {
    let draft = doubled(place)
        .or_else(|| left(place, found))
        .or_else(|| amount_after(place))?;
    Some(turned(draft, place.statistic()))
}

/// 翻一番, 倍增: the figure's own words say it.
fn doubled(place: &Place<'_>) -> Option<Draft> {
    let statistic = place.statistic();
    let text = statistic.span.of(place.view.text);
    let grows =
        statistic.kind == StatKind::Multiple && (text.contains('翻') || text.contains("倍增"));
    grows.then_some(Draft {
        direction: Some(Direction::Up),
        role: ChangeRole::By,
        verb: place.run.first,
    })
}

/// 8%的增长: the noun after the figure says it.
fn amount_after(place: &Place<'_>) -> Option<Draft> {
    let view = &place.view;
    let de = place.run.last + 1;
    // 20%左右的较高增速
    let i = (de + 1..place.ceiling.min(de + 4)).find(|&i| {
        !matches!(
            view.class(i),
            Class::Adjective | Class::Adverb | Class::Attribute
        ) || view.roles(i).any(Roles::AMOUNT)
    })?;
    let roles = view.roles(i);
    // 两人的增持: who changes something, not how much
    let counted = place.statistic().kind == StatKind::Count;
    let named = view.class(de) == Class::De
        && (!counted || roles.any(Roles::AMOUNT))
        && i < place.ceiling
        && (roles.any(Roles::AMOUNT) || roles.any(Roles::CHANGE) && !roles.any(Roles::OBJECT));
    named.then(|| Draft {
        direction: roles.direction(),
        role: ChangeRole::By,
        verb: i,
    })
}

/// A negative growth is a fall.
fn turned(mut draft: Draft, statistic: &Statistic) -> Draft {
    let negative = statistic
        .value
        .is_some_and(|v| v.is_sign_negative() && !v.is_zero());
    if negative && draft.role == ChangeRole::By && draft.direction == Some(Direction::Up) {
        draft.direction = Some(Direction::Down);
    }
    draft
}

/// Reads from the figure to the left until a word of change or anything that rules one out.
fn left(place: &Place<'_>, found: &Found) -> Option<Draft> {
    let view = &place.view;
    let (mut to, mut reaches) = (false, false);
    let mut i = place.run.first;
    if let Some(signed) = signed(place) {
        return Some(signed);
    }
    // 增速由-8%回升: where the change starts
    if i > place.floor && matches!(view.word(i - 1), "由" | "从") {
        return None;
    }
    while i > place.floor {
        i -= 1;
        let roles = view.roles(i);
        if (to || reaches) && view.class(i) == Class::Stat {
            return reached(place, i);
        }
        if roles.any(Roles::AMOUNT) {
            return Some(draft(roles, false, i));
        }
        if roles.any(Roles::COMPARE) {
            // 低于8月份的48.9: the figure is what is compared with.
            if view.word(place.run.first - 1) == "的" {
                return None;
            }
            if base::changes(view, place.floor, place.run.first) {
                return Some(draft(roles, false, i));
            }
            // 比全国高2个百分点, 高于全国2个百分点: no change, only a distance.
            if against(view, place.floor, i) {
                return None;
            }
        }
        if roles.any(Roles::CHANGE) && view.class(i) != Class::Base {
            // 增长达8%: the amount; 提高达到8%: the end
            return by_verb(place, found, i, to || reaches && roles.any(Roles::LEVEL));
        }
        if passes(view, i, place.statistics) {
            let ends = roles.any(Roles::TO) && !roles.any(Roles::NOUN);
            let reach = view.word(i).starts_with('达');
            reaches |= ends && reach;
            to |= ends && !reach;
            continue;
        }
        let to = to || reaches;
        // 由105项简化至33项: whatever the verb, what came from a figure ends at this one
        if to && view.class(i) == Class::Verb && start(place, i).is_some_and(|j| opens(view, j)) {
            let (direction, role) = (None, ChangeRole::To);
            return Some(Draft {
                direction,
                role,
                verb: i,
            });
        }
        return reached_level(place, i)
            .or_else(|| until(place, i))
            .or_else(|| object_of(place, found, i + 1, to));
    }
    None
}

/// 提高到城镇水平的90%: the share of a level that is reached.
fn reached_level(place: &Place<'_>, de: usize) -> Option<Draft> {
    let view = &place.view;
    if view.class(de) != Class::De {
        return None;
    }
    let level = phrase::before(view, de, place.floor)?;
    let mut verb = level.first.checked_sub(1).filter(|&i| i >= place.floor)?;
    let mut to = view.word(verb).ends_with(['到', '至']);
    if view.roles(verb).any(Roles::TO) && !view.roles(verb).any(Roles::CHANGE) {
        to = true;
        verb = verb.checked_sub(1).filter(|&i| i >= place.floor)?;
    }
    let roles = view.roles(verb);
    (to && roles.any(Roles::CHANGE)).then(|| draft(roles, true, verb))
}

/// 由2022年净流出8万人到2023年净流入4万人: no verb says the change, two dates do. The noun
/// before the figure ends at item `i`.
fn until(place: &Place<'_>, i: usize) -> Option<Draft> {
    let view = &place.view;
    let thing = phrase::before(view, i + 1, place.floor)?;
    let date = thing.first.checked_sub(1)?;
    let to = date.checked_sub(1).filter(|&to| to >= place.floor)?;
    let told = view.class(date) == Class::Date && matches!(view.word(to), "到" | "至");
    let from = start(place, to).filter(|&from| told && opens(view, from));
    from.map(|_| Draft {
        direction: None,
        role: ChangeRole::To,
        verb: to,
    })
}

/// 同比+35%, 环比-12%: the sign is the word of change.
fn signed(place: &Place<'_>) -> Option<Draft> {
    let view = &place.view;
    let verb = place.run.first.checked_sub(1)?;
    let negative = place
        .statistic()
        .value
        .is_some_and(|v| v.is_sign_negative());
    let (direction, base) = match view.word(verb) {
        "+" | "＋" => (Direction::Up, verb.checked_sub(1)?),
        "-" | "－" | "—" => (Direction::Down, verb.checked_sub(1)?),
        _ if negative => (Direction::Down, verb),
        _ => return None,
    };
    view.roles(base).base().filter(|_| base >= place.floor)?;
    Some(Draft {
        direction: Some(direction),
        role: ChangeRole::By,
        verb,
    })
}

/// 回落0.2个百分点至5%: the figure before is the amount, this one the end.
fn reached(place: &Place<'_>, stat: usize) -> Option<Draft> {
    let amount = place.statistics.get(place.view.items[stat].index)?.change?;
    (amount.role == ChangeRole::By).then_some(Draft {
        direction: amount.direction,
        role: ChangeRole::To,
        verb: stat,
    })
}

fn draft(roles: Roles, to: bool, verb: usize) -> Draft {
    Draft {
        direction: roles.direction(),
        role: if to { ChangeRole::To } else { ChangeRole::By },
        verb,
    }
}

/// Whether a word of comparison is set against another thing: 比全国高, 高于全国.
fn against(view: &View<'_>, floor: usize, i: usize) -> bool {
    let beyond = view.word(i).ends_with(['于', '出']);
    beyond || (floor..i).any(|j| view.class(j) == Class::Base)
}

/// Items that may stand between a word of change and its figure.
fn passes(view: &View<'_>, i: usize, statistics: &[Statistic]) -> bool {
    let roles = view.roles(i);
    match view.class(i) {
        Class::Stat => statistics
            .get(view.items[i].index)
            .is_some_and(|s| matches!(s.kind, StatKind::Duration)),
        // 由2019年的3万吨增至2024年的5万吨
        Class::De => {
            i > 1 && view.class(i - 1) == Class::Date && !view.roles(i - 2).any(Roles::COMPARE)
        }
        Class::Date | Class::Base | Class::Space | Class::Particle | Class::Adverb => true,
        Class::Number | Class::Time | Class::Preposition => true,
        _ if roles.any(Roles::AIM) => true,
        _ => roles.any(Roles::LINK.with(Roles::TO)) && !roles.any(Roles::NOUN),
    }
}

/// The verb stands right before the figure.
fn by_verb(place: &Place<'_>, found: &Found, verb: usize, to: bool) -> Option<Draft> {
    let view = &place.view;
    let roles = view.roles(verb);
    let ends = |c| view.word(verb).ends_with(c) && view.word(verb).chars().count() > 1;
    let to = to || ends('至') || ends('到') || ends('为');
    use StatKind::{Count, Measure, Number};
    let counts = matches!(place.statistic().kind, Count | Number | Measure);
    // 提升60家书屋: what follows is the verb's object, not an amount.
    if !to && counts && found.side == Side::After && !roles.any(Roles::OBJECT) {
        return None;
    }
    (to || roles.direction().is_some()).then(|| draft(roles, to, verb))
}

/// How what names a level or a rate ends: 供电能力, 贷款利率, 补助标准.
const LEVELS: &[char] = &[
    '率', '价', '格', '费', '额', '量', '值', '能', '力', '度', '准', '平', '例', '比', '重', '薪',
    '资', '金',
];

/// 新增学位710个: the thing stands between the verb and the figure; the noun phrase ends
/// before item `end`.
fn object_of(place: &Place<'_>, found: &Found, end: usize, to: bool) -> Option<Draft> {
    let view = &place.view;
    if found.side == Side::After {
        return None;
    }
    let phrase = phrase::before(view, end, place.floor)?;
    // 城镇新增就业: the dictionary keeps the verb and its thing in one.
    let held = (phrase.first..=phrase.last).find(|&i| view.word(i).contains("新增"));
    if let Some(verb) = held {
        let direction = Some(Direction::Up);
        let role = ChangeRole::By;
        return Some(Draft {
            direction,
            role,
            verb,
        });
    }
    let follows = |i: usize, class: Class| i > 0 && view.class(i - 1) == class;
    let mut i = phrase.first;
    while i > place.floor {
        i -= 1;
        let roles = view.roles(i);
        let level = || roles.any(Roles::LEVEL) && view.word(phrase.last).ends_with(LEVELS);
        if roles.any(Roles::CHANGE) && (roles.any(Roles::OBJECT) || level()) {
            return Some(draft(roles, to, i));
        }
        let inside = matches!(
            view.class(i),
            Class::De
                | Class::List
                | Class::Conjunction
                | Class::Particle
                | Class::Number
                | Class::Pronoun
        ) || view.attributive(i)
            // 新增和改善灌溉面积: the second of two verbs
            || view.class(i) == Class::Verb
                && (follows(i, Class::Conjunction) || follows(phrase.first, Class::De));
        if !inside {
            return None;
        }
    }
    None
}

/// The figure from which a change to the one after item `verb` starts: 由6个增至11个.
pub(super) fn start(place: &Place<'_>, verb: usize) -> Option<usize> {
    let view = &place.view;
    let floor = view.clause_start(place.floor.saturating_sub(1), 20);
    let mut broken = false;
    let mut i = verb;
    while i > floor.max(verb.saturating_sub(14)) {
        i -= 1;
        match view.class(i) {
            Class::Stat => return starts(place, i, verb, broken).then_some(i),
            Class::Break => broken = true,
            _ => {}
        }
    }
    None
}

/// 由105项, 从去年的7900人: the figure at item `i` stands after a word that opens a change.
fn opens(view: &View<'_>, i: usize) -> bool {
    (i.saturating_sub(10)..i)
        .rev()
        .take_while(|&j| !matches!(view.class(j), Class::Break | Class::Stat))
        .any(|j| view.roles(j).any(Roles::FROM))
}

fn starts(place: &Place<'_>, i: usize, verb: usize, broken: bool) -> bool {
    let view = &place.view;
    let other = &place.statistics[view.items[i].index];
    let end = place.statistic();
    if other.kind != end.kind || other.unit != end.unit || other.change.is_some() {
        return false;
    }
    let opened = opens(view, i);
    let next = !broken && (i + 1..verb).all(|j| passes(view, j, place.statistics));
    opened || next
}

/// Which way it goes from `from` to `to` by their values.
pub(super) fn by_values(from: &Statistic, to: &Statistic) -> Option<Direction> {
    let low = |s: &Statistic| s.value.or(s.lo);
    let (from, to) = (low(from)?, low(to)?);
    Some(match to.cmp(&from) {
        std::cmp::Ordering::Greater => Direction::Up,
        std::cmp::Ordering::Less => Direction::Down,
        std::cmp::Ordering::Equal => Direction::Flat,
    })
}
