//! Figures in a list that share the thing which only the last one names.

use super::{
    cues::{Cues, Roles},
    view::{Class, View},
};
use crate::{
    extract::{StatKind, Statistic},
    span::Span,
};

/// 13个百亿元以上、2个50－100亿元投资项目: figures in a row with nothing between share the thing
/// that the last one names.
pub(super) fn shared(view: &View<'_>, statistics: &mut [Statistic]) {
    let mut thing = None;
    for i in (0..view.items.len()).rev() {
        match view.class(i) {
            Class::Stat => {
                let statistic = &mut statistics[view.items[i].index];
                let count = statistic.kind == StatKind::Count;
                match (statistic.of, thing) {
                    (None, Some(_)) => statistic.of = thing,
                    (of, _) => {
                        thing = of.filter(|of| {
                            count && of.start >= statistic.span.end || thing == Some(*of)
                        })
                    }
                }
            }
            Class::List | Class::Conjunction | Class::Locative => {}
            _ => thing = None,
        }
    }
}

/// 30个水稻、20个油菜示范片: what stands after the first figure is not counted with its measure
/// word, the head of the next one's phrase is.
pub(super) fn headed(view: &View<'_>, cues: &Cues, statistics: &mut [Statistic]) {
    let mut next: Option<usize> = None;
    for i in (0..view.items.len()).rev() {
        if view.class(i) != Class::Stat {
            continue;
        }
        if let Some(head) = next.and_then(|next| head(view, cues, statistics, (i, next))) {
            statistics[view.items[i].index].of = Some(head);
        }
        next = Some(i);
    }
}

/// The head that the figure at item `i` takes over from the one at item `next`.
fn head(
    view: &View<'_>,
    cues: &Cues,
    statistics: &[Statistic],
    (i, next): (usize, usize),
) -> Option<Span> {
    let figure = statistics.get(view.items[i].index)?;
    let other = statistics.get(view.items[next].index)?;
    let (own, named) = (figure.of?, other.of?);
    let count = figure.kind == StatKind::Count && other.kind == StatKind::Count;
    let measure = figure.unit_text?.of(view.text);
    let same = count && other.unit == figure.unit && named.start >= other.span.end;
    // the first phrase fills all between its figure and the mark of the list
    let mark = next.checked_sub(1).filter(|&mark| mark == i + 2)?;
    let fills = matches!(view.class(mark), Class::List | Class::Conjunction)
        && view.span(i + 1, mark - 1) == own;
    let kind = Roles::ENDING.with(Roles::PLACE_KIND);
    let ending = view
        .word(mark - 1)
        .char_indices()
        .next_back()
        .map_or(0, |(at, _)| at);
    let ending = view.word(mark - 1).get(ending..).unwrap_or_default();
    let placed = view.roles(mark - 1).any(kind) || cues.roles(ending).any(kind);
    let fits = |i: usize| cues.heads.fits(measure, view.word(i)) == Some(true);
    let short = !placed && !fits(mark - 1);
    let last = (next + 1..view.items.len()).take_while(|&j| view.items[j].span.end <= named.end);
    let last = last.last()?;
    // 十种花卉和十种水果: nothing stands before the second's head, so each has its own
    let own = view.items[last].span.start > named.start;
    (same && fills && short && own && fits(last)).then(|| view.items[last].span)
}
