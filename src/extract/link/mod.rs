//! Links each statistic with the thing counted, its change, its rate and its date.
//!
//! A sentence becomes a row of items ([`row`], [`view`]); its figures are taken in runs (8%、6%和7%),
//! from left to right, and each run is linked by rules that read the row: [`measured`] finds
//! the thing, [`change`] and [`base`] the change, [`per`] the rate, [`govern`] the date.
//! docs/linking.md tells the rules in words.

mod align;
mod base;
mod behind;
mod carry;
mod change;
mod cues;
mod event;
mod govern;
mod heads;
mod implied;
mod listed;
mod measured;
mod object;
mod parts;
mod per;
mod phrase;
mod row;
mod sums;
mod table;
#[cfg(test)]
mod tests;
mod view;

use super::{Change, ChangeRole, Context, Extraction, StatKind, Statistic, table::Table};
use crate::{document::Document, error::Result, lexicon::Dicts, span::Span};
use cues::Cues;
use measured::{Found, Place, Run, Side};
use view::{Class, Item, View};

/// Said of a statistic whose thing is a guess.
const AMBIGUOUS: &str = "subject_ambiguous";
/// Said of 增加了两倍: some mean to three times, some to twice.
const BY_OR_TO: &str = "increase_by_or_to";

/// Links statistics.
#[derive(Debug)]
pub(super) struct Linker {
    cues: Cues,
}

impl Linker {
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        Ok(Linker {
            cues: Cues::new(dicts)?,
        })
    }

    /// Fills `of`, `change`, `per` and `date` of every statistic.
    pub(super) fn link(&self, context: &Context<'_>, tables: &[Table], out: &mut Extraction) {
        let mut row = Vec::new();
        let mut section = govern::Section::default();
        let mut first = 0;
        while first < out.statistics.len() {
            let sentence = out.statistics[first].sentence;
            let same = |s: &&Statistic| s.sentence == sentence;
            let end = first + out.statistics[first..].iter().take_while(same).count();
            let document = context.document;
            if let Some(known) = document.sentences.get(sentence as usize) {
                let held = section.advance(document, &out.dates, sentence as usize);
                row::build(context, known.span, out, &self.cues, &mut row);
                self.sentence(context, &row, held, first..end, out);
            }
            first = end;
        }
        table::link(context.text(), tables, &self.cues, &mut out.statistics);
    }

    /// Links the statistics `range` of one sentence; `held` is the date of its section.
    fn sentence(
        &self,
        context: &Context<'_>,
        row: &[Item],
        held: Option<usize>,
        range: std::ops::Range<usize>,
        out: &mut Extraction,
    ) {
        let text = context.text();
        let view = View { text, items: row };
        let kind = |i: usize| out.statistics[row[i].index].kind;
        // 分别增长7.4%和3倍: growth is told in percent or in multiples.
        let growth = |k| matches!(k, StatKind::Percent | StatKind::Multiple);
        let alike = |a, b| kind(a) == kind(b) || growth(kind(a)) && growth(kind(b));
        let runs = align::runs(&view, alike);
        let mut before: Option<Run> = None;
        for run in runs {
            for i in run.figures() {
                let clause = view.clause_start(i, measured::REACH);
                let date = govern::in_sentence(&view, clause, i, &out.dates);
                out.statistics[row[i].index].date = date.or(held);
            }
            let place = Place::new(view, &self.cues, &out.statistics, run);
            let mut found = place.measured();
            let things = self.things(&place, &mut found, before, range.start, context.document);
            let per = per::find(&place);
            let change = self.change(&place, &found, context.document, out);
            apply(
                &view,
                run,
                &found,
                &things,
                per,
                change,
                &mut out.statistics,
            );
            before = Some(run);
        }
        listed::shared(&view, &mut out.statistics);
        listed::headed(&view, &self.cues, &mut out.statistics);
        self.lexical(&view, range, out);
    }

    /// The thing of every figure of a run, in order; empty when their kind names none.
    fn things(
        &self,
        place: &Place<'_>,
        found: &mut Found,
        before: Option<Run>,
        first: usize,
        document: &Document,
    ) -> Vec<Option<Span>> {
        let (run, view) = (place.run, &place.view);
        let n = run.figures().count();
        if !view::names_thing(place.statistic().kind) {
            return Vec::new();
        }
        let aligned = found
            .phrase
            .filter(|_| matches!(found.side, Side::Before | Side::Subject));
        if let Some(spans) = aligned.and_then(|phrase| align::members(view, phrase, run, n)) {
            return spans.into_iter().map(Some).collect();
        }
        if found.span.is_none() {
            found.side = Side::Carried;
            if let Some(each) = carry::each(place, n, before) {
                return each;
            }
            found.span = place
                .group()
                .or_else(|| carry::earlier(place, first, document));
            found.ambiguous = found
                .span
                .is_some_and(|span| span.from() < view.items[0].span.from());
        }
        vec![found.span; n]
    }

    fn change(
        &self,
        place: &Place<'_>,
        found: &Found,
        document: &Document,
        out: &Extraction,
    ) -> Option<(Change, Option<usize>)> {
        let statistic = place.statistic();
        if parts::sizes(place) {
            return None;
        }
        let Some(draft) = change::find(place, found) else {
            let change = parts::find(place)?;
            return Some((change, None));
        };
        let start = (draft.role == ChangeRole::To)
            .then(|| change::start(place, draft.verb))
            .flatten()
            .map(|i| place.view.items[i].index);
        let mut direction = draft.direction;
        if let (None, Some(from)) = (direction, start) {
            let from = &out.statistics[from];
            let thing = |span: Span| span.of(place.view.text);
            // 由净流出8万人到净流入4万人: neither up nor down
            let other = from
                .of
                .zip(found.span)
                .is_some_and(|(a, b)| thing(a) != thing(b));
            direction = change::by_values(from, statistic).filter(|_| !other);
        }
        let year = document.published.map(|day| day.year().to_string());
        let when = base::When {
            cues: &self.cues,
            dates: &out.dates,
            governs: statistic
                .date
                .and_then(|d| out.dates.get(d)?.iso.as_deref())
                .or(year.as_deref()),
        };
        let until = draft.verb.max(place.run.first);
        let base = base::find(&place.view, place.floor, until, &when)
            .or_else(|| base::carried(place, draft));
        let change = Change {
            direction,
            role: draft.role,
            base: base.map(|(base, _)| base),
            base_text: base.map(|(_, span)| span),
            pair: start,
        };
        Some((change, start))
    }

    /// Numbers listed only with `--all-numbers` (一座佛像) are linked with the noun after them.
    fn lexical(&self, view: &View<'_>, range: std::ops::Range<usize>, out: &mut Extraction) {
        for index in range {
            let statistic = &out.statistics[index];
            if statistic.kind != StatKind::Lexical {
                continue;
            }
            let measure = statistic.unit_text.map_or("", |unit| unit.of(view.text));
            let from = view
                .items
                .partition_point(|item| item.span.from() < statistic.core.to());
            if measure.is_empty() {
                out.statistics[index].of = bare(view, from);
                continue;
            }
            let ceiling = view.clause_end(from, measured::REACH);
            let reading = phrase::Reading {
                measure,
                single: true,
                happening: self.cues.roles(measure).any(cues::Roles::HAPPENING),
                area: false,
                measured: false,
                bare: false,
            };
            let found = phrase::after(view, from, ceiling, reading, &self.cues);
            out.statistics[index].of = found.map(|p| view.span(p.first, p.last));
        }
    }
}

impl Run {
    /// The items of its figures.
    fn figures(self) -> impl Iterator<Item = usize> + Clone {
        (self.first..=self.last).step_by(2)
    }
}

/// 这一计划: with no measure word the noun stands right after the number, and the phrase ends
/// with it; after 这 and 该 whatever its tag.
fn bare(view: &View<'_>, from: usize) -> Option<Span> {
    let inside = |i: &usize| view.attributive(*i) && view.class(*i) != Class::QuoteOpen;
    let last = (from..view.items.len().min(from + 6))
        .take_while(inside)
        .last();
    let pointed = from
        .checked_sub(2)
        .is_some_and(|i| view.class(i) == Class::Pronoun);
    let long = view.word(from).chars().nth(1).is_some();
    let verb = pointed && long && view.class(from) == Class::Verb;
    let last = last.filter(|&i| view.nominal(i)).or(verb.then_some(from))?;
    Some(view.span(from, last))
}

/// Writes what was found into the statistics of a run.
fn apply(
    view: &View<'_>,
    run: Run,
    found: &Found,
    things: &[Option<Span>],
    per: Option<Span>,
    change: Option<(Change, Option<usize>)>,
    statistics: &mut [Statistic],
) {
    for (n, i) in run.figures().enumerate() {
        let index = view.items[i].index;
        let statistic = &mut statistics[index];
        statistic.of = things.get(n).copied().flatten();
        statistic.per = per;
        statistic.change = change.map(|(change, _)| change);
        if found.ambiguous && statistic.of.is_some() {
            statistic.flags.push(AMBIGUOUS);
        }
        let multiple =
            statistic.kind == StatKind::Multiple && !statistic.span.of(view.text).contains('翻');
        if multiple && statistic.change.is_some_and(|c| c.role == ChangeRole::By) {
            statistic.flags.push(BY_OR_TO);
        }
    }
    let Some((change, Some(start))) = change else {
        return;
    };
    let index = view.items[run.first].index;
    let of = statistics[index].of;
    let from = &mut statistics[start];
    from.of = from.of.or(of);
    from.change = Some(Change {
        role: ChangeRole::From,
        pair: Some(index),
        ..change
    });
}
