//! What is carried over from the figures before: 同比下降26% after 案件17宗, one thing each for
//! 分别增长5%和6% after two named figures.

use super::{
    cues::Roles,
    measured::{Place, Run},
    view::{self, Class},
};
use crate::{
    document::Document,
    extract::{ChangeRole, StatKind, Statistic},
    span::Span,
};

/// So many figures before one are looked at.
const FIGURES: usize = 8;

/// The things of the `n` figures before a run of `n`, one each: those of a run that is as
/// long, or where 分别 stands the last `n` of the sentence.
pub(super) fn each(place: &Place<'_>, n: usize, before: Option<Run>) -> Option<Vec<Option<Span>>> {
    if n < 2 {
        return None;
    }
    let view = &place.view;
    let of = |i: usize| place.statistics[view.items[i].index].of;
    if let Some(earlier) = before.filter(|b| b.figures().count() == n) {
        return Some(earlier.figures().map(of).collect());
    }
    let told = (place.floor..place.run.first).any(|i| view.roles(i).any(Roles::DISTRIBUTE));
    let mut things: Vec<_> = outside(place).map(of).take(n).collect();
    things.reverse();
    (told && things.len() == n && things.iter().all(Option::is_some)).then_some(things)
}

/// What the figures before this one were about: the nearest with the same unit for a count,
/// else the nearest; in the sentence first, then in the one before of the same paragraph.
/// People are no cases and no houses: they take over from people only.
pub(super) fn earlier(place: &Place<'_>, first: usize, document: &Document) -> Option<Span> {
    let view = &place.view;
    let here: Vec<&Statistic> = outside(place)
        .map(|i| &place.statistics[view.items[i].index])
        .collect();
    let inside = !here.is_empty();
    if let Some(of) = led_to(place, here.first().copied()) {
        return Some(of);
    }
    let counts = place.statistic().kind == StatKind::Count;
    let before = || {
        let statistic = place.statistic();
        let paragraph = |s: u32| document.sentences.get(s as usize).map(|s| s.paragraph);
        let known = move |s: &&Statistic| {
            s.sentence + 1 >= statistic.sentence
                && paragraph(s.sentence) == paragraph(statistic.sentence)
        };
        let earlier = place.statistics[..first].iter().rev();
        let open = |s: &&Statistic| !bracketed(s, document);
        earlier.take(FIGURES).take_while(known).filter(open)
    };
    let same = |s: &&Statistic| of_same(place, s);
    if counts {
        let known = here
            .iter()
            .copied()
            .find(same)
            .or_else(|| before().find(same));
        if known.is_some() {
            return known?.of;
        }
        if people(place.statistic()) {
            return None;
        }
    }
    let goes_on = |s: &&Statistic| named(s) && passes(s, place.statistic());
    match (inside, counts) {
        (true, _) => here.iter().copied().find(goes_on)?.of,
        (false, true) => None,
        (false, false) => before().find(goes_on)?.of,
    }
}

/// 进出口总额增长18.6%，突破300亿美元: a clause that opens with a verb of reaching says what the change
/// before it led to, whatever its kind.
fn led_to(place: &Place<'_>, before: Option<&Statistic>) -> Option<Span> {
    let view = &place.view;
    let change =
        before.filter(|s| !passes(s, place.statistic()) || s.kind != place.statistic().kind)?;
    let rate = matches!(
        change.kind,
        StatKind::Percent | StatKind::PercentPoint | StatKind::Multiple
    );
    let amount = change.change.is_some_and(|c| c.role == ChangeRole::By);
    let reach = Roles::LINK.with(Roles::TO);
    let inside = |i: usize| view.class(i) == Class::Adverb || view.roles(i).any(reach);
    let opens = place.floor < place.run.first && (place.floor..place.run.first).all(inside);
    let figure = place.statistic();
    let head = view.text.get(figure.span.from()..figure.number.from());
    let reaches = (place.floor..place.run.first).any(|i| view.roles(i).any(reach))
        || head.is_some_and(|head| head.starts_with(['突', '超', '逾', '达']));
    let last = place.run.last + 1 >= place.ceiling;
    let clause = opens || place.floor == place.run.first;
    change
        .of
        .filter(|_| rate && amount && reaches && clause && last)
}

/// Whether the second may go on about what the first measured: a sum about a sum, a length
/// about a length; a rate about anything.
fn passes(a: &Statistic, b: &Statistic) -> bool {
    let own = matches!(b.kind, StatKind::Money | StatKind::Measure);
    !own || a.kind == b.kind
}

/// What a figure of the same unit in the sentence counts, when no noun follows this one:
/// 75家企业参展，其中66家首发新品.
pub(super) fn same_unit(place: &Place<'_>) -> Option<Span> {
    let view = &place.view;
    outside(place)
        .map(|i| &place.statistics[view.items[i].index])
        .find(|s| of_same(place, s))?
        .of
}

/// How many counts stand before the run in its sentence.
pub(super) fn counts(place: &Place<'_>) -> usize {
    let kind = |i: usize| place.statistics[place.view.items[i].index].kind;
    outside(place)
        .filter(|&i| kind(i) == StatKind::Count)
        .count()
}

/// What the nearest figure of the sentence measures.
pub(super) fn nearest(place: &Place<'_>) -> Option<Span> {
    let view = &place.view;
    let before = outside(place).map(|i| &place.statistics[view.items[i].index]);
    before.take(1).find(|s| named(s))?.of
}

/// Whether a figure before counts in the same unit what this one may count too: what befell
/// some people did not befall the others (3人死亡，数百人疏散).
fn of_same(place: &Place<'_>, before: &Statistic) -> bool {
    let of = before.of.map_or("", |of| of.of(place.view.text));
    let befell = people(before) && place.cues.roles(of).any(Roles::EVENT) && !place.opens_part();
    named(before) && alike(before, place.statistic()) && !befell
}

/// The figures before the run in its sentence, the nearest first, those in closed brackets
/// left out.
fn outside<'p>(place: &'p Place<'_>) -> impl Iterator<Item = usize> + 'p {
    let view = &place.view;
    let mut i = place.run.first;
    let next = move || {
        while i > 0 {
            i -= 1;
            match view.class(i) {
                Class::Close => i = view.items[i].index.min(i),
                Class::Stat if view::names_thing(place.statistics[view.items[i].index].kind) => {
                    return Some(i);
                }
                _ => {}
            }
        }
        None
    };
    std::iter::from_fn(next).take(FIGURES)
}

/// Whether a figure of another sentence stands in brackets: the parts of 纠纷46件（邻里31件、
/// 劳资15件） are not what the text goes on about.
fn bracketed(statistic: &Statistic, document: &Document) -> bool {
    let sentence = document.sentences.get(statistic.sentence as usize);
    let from = sentence.map_or(0, |s| s.span.from());
    let head = document.text().get(from..statistic.span.from());
    head.is_some_and(|head| head.rfind(['（', '(']) > head.rfind(['）', ')']))
}

fn named(statistic: &Statistic) -> bool {
    // 两市39股: a unit that is itself the thing is nobody else's.
    let own = statistic.of == statistic.unit_text;
    statistic.of.is_some() && !own && statistic.kind != StatKind::Lexical
}

fn alike(a: &Statistic, b: &Statistic) -> bool {
    a.kind == b.kind && (a.unit == b.unit || people(a) && people(b))
}

/// Counted in people.
fn people(statistic: &Statistic) -> bool {
    statistic
        .unit
        .is_some_and(|unit| matches!(unit, "人" | "名" | "位"))
}
