//! What a figure measures or counts: the noun after the measure word, the noun before the
//! number, the subject of the clause, or what the clause before was about.

use super::{
    behind::Behind,
    cues::{Cues, Roles},
    phrase::{self, Phrase, Reading},
    view::{Class, NONE, View},
};
use crate::{
    extract::{StatKind, Statistic},
    span::Span,
};
use rust_decimal::Decimal;

/// A clause is read over at most so many items on either side of a figure.
pub(super) const REACH: usize = 60;

/// Where the thing measured was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Side {
    /// After the figure: 34个社区.
    After,
    /// Before it, with no verb between: 案件17宗.
    Before,
    /// The subject of its verb: 案件减少17宗.
    Subject,
    /// An earlier figure's: 增长8%，增速….
    Carried,
    #[default]
    Nowhere,
}

/// The thing measured.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    pub(super) side: Side,
    pub(super) phrase: Option<Phrase>,
    pub(super) span: Option<Span>,
    pub(super) ambiguous: bool,
}

impl Found {
    fn at(view: &View<'_>, side: Side, phrase: Phrase) -> Self {
        Found {
            side,
            phrase: Some(phrase),
            span: Some(view.span(phrase.first, phrase.last)),
            ambiguous: false,
        }
    }

    /// What a figure before measures.
    fn carried(span: Span) -> Self {
        Found {
            side: Side::Carried,
            span: Some(span),
            ..Found::default()
        }
    }
}

/// The figures of one coordinated run (增长8%、6%和7%): items `first..=last`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// All that the rules look at for one figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) view: View<'a>,
    pub(super) cues: &'a Cues,
    pub(super) statistics: &'a [Statistic],
    pub(super) run: Run,
    /// The clause, in items.
    pub(super) floor: usize,
    pub(super) ceiling: usize,
}

impl<'a> Place<'a> {
    pub(super) fn new(
        view: View<'a>,
        cues: &'a Cues,
        statistics: &'a [Statistic],
        run: Run,
    ) -> Self {
        Place {
            view,
            cues,
            statistics,
            run,
            floor: view.clause_start(run.first, REACH),
            ceiling: view.clause_end(run.last + 1, REACH),
        }
    }

    /// The statistic of the run's first item.
    pub(super) fn statistic(&self) -> &'a Statistic {
        &self.statistics[self.view.items[self.run.first].index]
    }

    /// The thing that the run's first figure measures.
    pub(super) fn measured(&self) -> Found {
        if let Some(label) = self.label() {
            return Found::at(&self.view, Side::Before, label);
        }
        match self.statistic().kind {
            StatKind::Count | StatKind::Number => self.counted(),
            _ => self.quantity(),
        }
    }

    fn counted(&self) -> Found {
        if let Some(span) = self.own() {
            return Found {
                side: Side::After,
                span: Some(span),
                ..Found::default()
            };
        }
        let behind = self.behind(self.run.first);
        if let Some(span) = self.total(behind) {
            return Found::carried(span);
        }
        let said = matches!(behind, Behind::Phrase(_, true)) || self.event().is_some();
        if let Some(span) = self.elliptic().filter(|_| !said) {
            return Found::carried(span);
        }
        if let Some(span) = self.act(behind) {
            return Found::carried(span);
        }
        if let Some(phrase) = self.staff(behind) {
            return Found::at(&self.view, Side::Before, phrase);
        }
        if let Some(phrase) = self.after().filter(|p| !self.mark(*p)) {
            return Found::at(&self.view, Side::After, phrase);
        }
        let befell = |_: &Phrase| self.caused(behind) || self.befell(behind);
        if let Some(event) = self.event().filter(befell) {
            return Found::at(&self.view, Side::After, event);
        }
        if let Some(phrase) = self.done() {
            return Found::at(&self.view, Side::After, phrase);
        }
        if let Some(phrase) = self.ellipsis(behind) {
            return Found::at(&self.view, Side::Carried, phrase);
        }
        if let Behind::Phrase(phrase, true) = behind {
            let phrase = self.counted_in(self.without_number_of(phrase));
            return Found::at(&self.view, Side::Before, phrase);
        }
        if let Some(event) = self.event() {
            return Found::at(&self.view, Side::After, event);
        }
        self.judge(behind)
    }

    /// 汽车交付12277台: what is done with the things ends the phrase, the measure word counts
    /// the things.
    fn counted_in(&self, mut phrase: Phrase) -> Phrase {
        let view = &self.view;
        let measure = self.measure();
        let done = matches!(view.class(phrase.last), Class::VerbNoun | Class::Verb);
        // 汽车产销完成12万辆: an indicator, by the words between.
        let acts = done && phrase.last + 1 == self.run.first;
        let roles = self.cues.roles(measure);
        // 老旧小区改造62个
        let worked = view.roles(phrase.last).any(Roles::WORK) && !roles.any(Roles::HAPPENING);
        if acts && (roles.any(Roles::STRICT) || worked) {
            let fits = |i: &usize| self.cues.heads.fits(measure, view.word(*i)) == Some(true);
            let thing = (phrase.first..phrase.last).rev().find(fits);
            phrase.last = thing.unwrap_or(phrase.last);
        }
        phrase
    }

    /// The unit of the run's last figure, as written.
    pub(super) fn measure(&self) -> &'a str {
        let statistic = &self.statistics[self.view.items[self.run.last].index];
        let unit = statistic.unit_text;
        let unit = unit.map_or("", |unit| unit.of(self.view.text));
        // 90万头（只）
        unit.split(['（', '(']).next().unwrap_or(unit)
    }

    /// 人数, 总数 name how many there are, not what.
    fn without_number_of(&self, mut phrase: Phrase) -> Phrase {
        // 人均藏书3册: what it is reckoned per is told by itself.
        let average = self.view.roles(phrase.first).any(Roles::AVERAGE);
        if average && phrase.first < phrase.last && self.view.word(phrase.first) != "平均" {
            phrase.first += 1;
        }
        // 参与运动人次突破600万: with no unit it says what the number counts
        let unit = self.statistic().unit_text.is_some();
        let says = |i: usize| {
            let roles = self.view.roles(i);
            roles.any(Roles::NUMBER_OF) && (unit || roles.any(Roles::TOTAL))
        };
        // 参|数量
        let lone = |i: usize| self.view.word(i).chars().nth(1).is_none();
        while phrase.first < phrase.last
            && says(phrase.last)
            && !(phrase.first + 1 == phrase.last && lone(phrase.first))
            && (self.named(phrase.last - 1) || self.view.class(phrase.last - 1) == Class::De)
        {
            phrase.last -= 1;
        }
        if self.view.class(phrase.last) == Class::De && phrase.last > phrase.first {
            phrase.last -= 1;
        }
        phrase
    }

    /// 创新创业人数: what is done is no thing that could be counted.
    fn named(&self, i: usize) -> bool {
        let acts = self.view.roles(i).any(Roles::PREDICATE);
        let word = self.view.word(i);
        // 出境人数: no one counts 出境
        let people = self.view.word(i + 1).contains('人');
        let thing = !people || self.cues.heads.countable(word) || self.person(word);
        match self.view.class(i) {
            Class::Place => true,
            Class::Noun => !acts && thing,
            _ => false,
        }
    }

    fn quantity(&self) -> Found {
        let view = &self.view;
        if let Some(away) = self.away() {
            return Found::at(view, Side::Before, away);
        }
        let behind = self.behind(self.run.first);
        if let Some(span) = self.portion(behind) {
            return Found::carried(span);
        }
        if let Some(phrase) = self.paid(behind) {
            return Found::at(view, Side::After, phrase);
        }
        if let Some(phrase) = self.stretch().or_else(|| self.handed(behind)) {
            return Found::at(view, Side::After, phrase);
        }
        let next = self.run.last + 1;
        let after_de = view.class(next) == Class::De || self.graded(next);
        let given = self
            .given_as()
            .or_else(|| self.between(after_de))
            .or_else(|| self.object(after_de));
        if let Some(phrase) = given.or_else(|| self.applied()).or_else(|| self.listed()) {
            return Found::at(view, Side::After, phrase);
        }
        if let Behind::Phrase(phrase, true) = behind {
            return Found::at(view, Side::Before, self.without_actor(self.land(phrase)));
        }
        match self.after() {
            Some(phrase) if self.too_general(phrase) && (after_de || self.mark(phrase)) => {}
            Some(phrase) if after_de || self.joins_noun() && !self.amount() => {
                return Found::at(view, Side::After, phrase);
            }
            _ => {}
        }
        self.judge(behind)
    }

    /// 涨超5%创新高: the figure is the amount of the change before it.
    pub(super) fn amount(&self) -> bool {
        use StatKind::{Fraction, Multiple, Percent, PercentPoint, Permille};
        let rate = matches!(
            self.statistic().kind,
            Percent | PercentPoint | Permille | Multiple | Fraction
        );
        let verb = self.run.first.checked_sub(1).filter(|&i| i >= self.floor);
        verb.is_some_and(|i| {
            let roles = self.view.roles(i);
            let reaches = self.view.word(i).ends_with(['到', '至']);
            rate && roles.any(Roles::CHANGE) && !roles.any(Roles::OBJECT) && !reaches
        })
    }

    pub(super) fn too_general(&self, phrase: Phrase) -> bool {
        let roles = self.view.roles(phrase.last);
        roles.any(Roles::GENERIC.with(Roles::AMOUNT))
    }

    /// 迈上2000万吨台阶, 突破万亿元大关: the figure is the mark itself.
    fn mark(&self, phrase: Phrase) -> bool {
        self.view.roles(phrase.last).any(Roles::MARK)
    }

    /// Figures that stand right before the noun they measure: 51万亩农田, 4亿元资金.
    pub(super) fn joins_noun(&self) -> bool {
        use StatKind::{Fraction, Measure, Money, Percent};
        matches!(self.statistic().kind, Money | Measure | Percent | Fraction)
    }

    fn judge(&self, behind: Behind) -> Found {
        if let Some(act) = self.amounts(behind) {
            return Found::at(&self.view, Side::Before, act);
        }
        match behind {
            Behind::Phrase(phrase, direct) => {
                let side = if direct { Side::Before } else { Side::Subject };
                let mut found = Found::at(&self.view, side, self.without_number_of(phrase));
                found.ambiguous = !direct && !self.changes(phrase.last);
                found
            }
            Behind::Stat(index) => Found {
                side: Side::Carried,
                phrase: None,
                span: self.carried(index),
                ambiguous: false,
            },
            Behind::Nothing => {
                let phrase = self
                    .bracketed()
                    .or_else(|| self.told())
                    .or_else(|| self.opened())
                    .or_else(|| self.summed())
                    .or_else(|| self.status());
                let at = |phrase| Found::at(&self.view, Side::Carried, phrase);
                phrase.map_or_else(Found::default, at)
            }
        }
    }

    /// Whether a verb of change stands between item `i` and the figure.
    fn changes(&self, i: usize) -> bool {
        (i + 1..self.run.first).any(|j| self.view.roles(j).any(Roles::CHANGE))
    }

    /// What the statistic `index` measures.
    fn carried(&self, index: usize) -> Option<Span> {
        self.statistics.get(index)?.of
    }

    /// The noun phrase after the run's last figure.
    pub(super) fn after(&self) -> Option<Phrase> {
        let view = &self.view;
        let statistic = &self.statistics[view.items[self.run.last].index];
        let mut from = self.run.last + 1;
        // 30万吨级巨轮
        if view.class(from) == Class::De || self.graded(from) {
            from += 1;
        } else if self.other_measure(from) {
            from += 3;
        }
        let text = self.measure();
        let people = matches!(text, "人" | "人次" | "户次" | "家次" | "万人" | "");
        let quantity = !matches!(statistic.kind, StatKind::Count);
        let made = statistic.kind == StatKind::Measure && self.made(from);
        // 7.1万脱贫劳动力, 5万返乡农民工
        let attributive = self.attributed(from, text);
        if (people || quantity) && !starts_noun(view, from) && !made && !attributive {
            return None;
        }
        let reading = Reading {
            measure: text,
            single: statistic.value == Some(Decimal::ONE) && !quantity,
            happening: quantity || self.cues.roles(text).any(Roles::HAPPENING),
            area: statistic.kind == StatKind::Measure && self.cues.roles(text).any(Roles::EXTENT),
            measured: self.measures_on(from),
            bare: text.is_empty() && statistic.value.is_some_and(|v| v < Decimal::ONE_HUNDRED),
        };
        let phrase = phrase::after(view, from, self.ceiling, reading, self.cues)?;
        // 连续三届全国第一: a place is counted nowhere
        let place = phrase.first == phrase.last && view.roles(phrase.last).any(Roles::PLACE);
        (!place).then(|| self.without_mark(phrase))
    }

    /// 2.4万套（间）住房: another measure word in brackets opens at item `open`.
    fn other_measure(&self, open: usize) -> bool {
        let view = &self.view;
        let close = view.items.get(open).map(|item| item.index);
        let short = view.word(open + 1).chars().nth(1).is_none();
        let bracket = view.class(open) == Class::Open && close == Some(open + 2);
        bracket && short && view.attributive(open + 3)
    }

    /// 90%的村集体年收入超过10万元: after a noun phrase that opens at item `from` another figure
    /// comes, with no more than words of reaching and change between.
    fn measures_on(&self, from: usize) -> bool {
        let view = &self.view;
        let says = Roles::LINK
            .with(Roles::CHANGE)
            .with(Roles::TO)
            .with(Roles::COMPARE);
        let end = self.ceiling.min(from + 12);
        let verb = (from..end).find(|&i| view.roles(i).any(says) || view.class(i) == Class::Stat);
        let passes = |i: &usize| {
            view.roles(*i).any(says)
                || matches!(
                    view.class(*i),
                    Class::Adverb | Class::Base | Class::Particle
                )
        };
        let figure = verb.and_then(|verb| (verb..self.ceiling).find(|i| !passes(i)));
        figure.is_some_and(|i| view.class(i) == Class::Stat)
    }

    /// What stands before the figure at item `at` in its clause.
    pub(super) fn behind(&self, at: usize) -> Behind {
        Behind::find(&self.view, self.statistics, at, self.floor)
    }
}

/// A noun stands here, or an attribute and a noun.
fn starts_noun(view: &View<'_>, i: usize) -> bool {
    match view.class(i) {
        Class::Adjective | Class::Attribute => {
            view.nominal(i + 1) || view.class(i + 1) == Class::De
        }
        Class::QuoteOpen => view.items[i].index != NONE,
        Class::Locative => view.class(i + 1) == Class::De || view.nominal(i + 1),
        _ => view.nominal(i) && !view.roles(i).any(Roles::PLACE),
    }
}
