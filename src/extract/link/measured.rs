//! What a figure measures or counts: the noun after the measure word, the noun before the
//! number, the subject of the clause, or what the clause before was about.

use super::{
    carry,
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
        match self.statistic().kind {
            StatKind::Count | StatKind::Number => self.counted(),
            _ => self.quantity(),
        }
    }

    fn counted(&self) -> Found {
        let behind = self.behind(self.run.first);
        let said = matches!(behind, Behind::Phrase(_, true)) || self.event().is_some();
        if let Some(span) = self.elliptic().filter(|_| !said) {
            return Found {
                side: Side::Carried,
                span: Some(span),
                ..Found::default()
            };
        }
        if let Some(phrase) = self.after() {
            return Found::at(&self.view, Side::After, phrase);
        }
        if let Some(event) = self.event().filter(|_| self.caused(behind)) {
            return Found::at(&self.view, Side::After, event);
        }
        if let Behind::Phrase(phrase, true) = behind {
            return Found::at(&self.view, Side::Before, self.without_number_of(phrase));
        }
        if let Some(event) = self.event() {
            return Found::at(&self.view, Side::After, event);
        }
        self.judge(behind)
    }

    /// 其中66家首发新品: an adverb or a verb follows, so what is counted was said before.
    fn elliptic(&self) -> Option<Span> {
        let next = self.run.last + 1;
        let acts = match self.view.class(next) {
            Class::Adverb | Class::Preposition => true,
            Class::Verb => self.view.roles(next).any(Roles::LEAD),
            _ => false,
        };
        if !(acts && next < self.ceiling) {
            return None;
        }
        carry::same_unit(self)
    }

    /// 相关责任人中，27人受到处分: the group that the clause before names.
    pub(super) fn group(&self) -> Option<Span> {
        let view = &self.view;
        let within = self.floor.checked_sub(2)?;
        let named = view.class(within) == Class::Locative && view.word(within) == "中";
        let floor = view.clause_start(within, REACH);
        let phrase = phrase::before(view, within, floor).filter(|_| named)?;
        Some(view.span(phrase.first, phrase.last))
    }

    /// 人数, 总数 name how many there are, not what.
    fn without_number_of(&self, mut phrase: Phrase) -> Phrase {
        // 人均藏书3册: what it is reckoned per is told by itself.
        let average = self.view.roles(phrase.first).any(Roles::AVERAGE);
        if average && phrase.first < phrase.last && self.view.word(phrase.first) != "平均" {
            phrase.first += 1;
        }
        while phrase.first < phrase.last
            && self.view.roles(phrase.last).any(Roles::NUMBER_OF)
            && (self.view.nominal(phrase.last - 1) || self.view.class(phrase.last - 1) == Class::De)
        {
            phrase.last -= 1;
        }
        if self.view.class(phrase.last) == Class::De && phrase.last > phrase.first {
            phrase.last -= 1;
        }
        phrase
    }

    fn quantity(&self) -> Found {
        let view = &self.view;
        if let Some(away) = self.away() {
            return Found::at(view, Side::Before, away);
        }
        let behind = self.behind(self.run.first);
        if let Some(phrase) = self.paid(behind) {
            return Found::at(view, Side::After, phrase);
        }
        if let Behind::Phrase(phrase, true) = behind {
            return Found::at(view, Side::Before, phrase);
        }
        let after_de = view.class(self.run.last + 1) == Class::De;
        match self.after() {
            Some(phrase) if self.too_general(phrase) && (after_de || self.mark(phrase)) => {}
            Some(phrase) if after_de || self.joins_noun() => {
                return Found::at(view, Side::After, phrase);
            }
            _ => {}
        }
        self.judge(behind)
    }

    /// 补助70%保费, 自付30%药费: the word before the figure is its verb, not what it measures.
    fn paid(&self, behind: Behind) -> Option<Phrase> {
        let Behind::Phrase(before, true) = behind else {
            return None;
        };
        let acts = before.last + 1 == self.run.first
            && (matches!(self.view.class(before.last), Class::VerbNoun | Class::Verb)
                || PAYS.contains(&self.view.word(before.last)))
            && !self.view.roles(before.last).any(Roles::CHANGE);
        let object = self.view.nominal(self.run.last + 1);
        self.after()
            .filter(|p| acts && object && self.joins_noun() && !self.too_general(*p))
    }

    fn too_general(&self, phrase: Phrase) -> bool {
        let roles = self.view.roles(phrase.last);
        roles.any(Roles::GENERIC.with(Roles::AMOUNT))
    }

    /// 迈上2000万吨台阶, 突破万亿元大关: the figure is the mark itself.
    fn mark(&self, phrase: Phrase) -> bool {
        matches!(
            self.view.word(phrase.last),
            "台阶" | "大关" | "关口" | "门槛"
        )
    }

    /// Figures that stand right before the noun they measure: 51万亩农田, 4亿元资金.
    fn joins_noun(&self) -> bool {
        use StatKind::{Fraction, Measure, Money, Percent};
        matches!(self.statistic().kind, Money | Measure | Percent | Fraction)
    }

    /// 距市区5公里: the distance is measured.
    fn away(&self) -> Option<Phrase> {
        let lies = |&i: &usize| self.view.roles(i).any(Roles::AWAY);
        let i = (self.floor..self.run.first).rev().find(lies)?;
        (self.statistic().kind == StatKind::Measure).then_some(Phrase { first: i, last: i })
    }

    /// 52人受伤, 死亡3人: what happened to them names them.
    fn event(&self) -> Option<Phrase> {
        let next = Some(self.run.last + 1).filter(|&i| i < self.ceiling);
        let before = self.run.first.checked_sub(1).filter(|&i| i >= self.floor);
        let happened = |i: &usize| self.view.roles(*i).any(Roles::EVENT);
        let i = next.filter(happened).or(before.filter(happened))?;
        Some(Phrase { first: i, last: i })
    }

    /// 造成某地20人死亡: the place where it happened is not what is counted.
    fn caused(&self, behind: Behind) -> bool {
        let Behind::Phrase(phrase, true) = behind else {
            return false;
        };
        let verb = phrase.first.checked_sub(1).filter(|&i| i >= self.floor);
        verb.is_some_and(|i| matches!(self.view.word(i), "造成" | "致" | "导致" | "酿成" | "已致"))
    }

    fn judge(&self, behind: Behind) -> Found {
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
            Behind::Nothing => Found::default(),
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
    fn after(&self) -> Option<Phrase> {
        let view = &self.view;
        let statistic = &self.statistics[view.items[self.run.last].index];
        let mut from = self.run.last + 1;
        if view.class(from) == Class::De {
            from += 1;
        }
        let text = statistic.unit_text.map_or("", |span| span.of(view.text));
        let people = matches!(text, "人" | "人次" | "户次" | "家次" | "万人" | "");
        let quantity = !matches!(statistic.kind, StatKind::Count);
        if (people || quantity) && !starts_noun(view, from) {
            return None;
        }
        let reading = Reading {
            measure: text,
            single: statistic.value == Some(Decimal::ONE) && !quantity,
            happening: quantity || phrase::happens(text),
        };
        phrase::after(view, from, self.ceiling, reading, self.cues)
    }

    /// What stands before the figure at item `at` in its clause.
    pub(super) fn behind(&self, at: usize) -> Behind {
        Behind::find(&self.view, self.statistics, at, self.floor)
    }
}

/// Verbs of paying that are nouns elsewhere (政府补助达3亿元).
const PAYS: &[&str] = &[
    "补助", "补贴", "负担", "资助", "奖励", "报销", "减免", "奖补",
];

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

/// What stands before a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Behind {
    /// A noun phrase; true when no verb but those of having and reaching stands between.
    Phrase(Phrase, bool),
    /// Another statistic comes first.
    Stat(usize),
    Nothing,
}

impl Behind {
    fn find(view: &View<'_>, statistics: &[Statistic], at: usize, floor: usize) -> Behind {
        let mut walk = Walk {
            view,
            at,
            floor,
            direct: true,
            share: false,
            figure: at,
        };
        while walk.at > floor {
            if let Some(found) = walk.step(statistics) {
                return found;
            }
        }
        Behind::Nothing
    }
}

/// A walk from a figure to the left.
struct Walk<'v> {
    view: &'v View<'v>,
    /// One past the next item to read.
    at: usize,
    floor: usize,
    direct: bool,
    /// 占 was passed: what follows it is the whole, not the part.
    share: bool,
    /// The figure.
    figure: usize,
}

impl Walk<'_> {
    fn step(&mut self, statistics: &[Statistic]) -> Option<Behind> {
        let (view, i) = (self.view, self.at - 1);
        let roles = view.roles(i);
        match view.class(i) {
            Class::Stat => return self.other(statistics, view.items[i].index),
            Class::Close => self.at = view.items[i].index.min(i),
            Class::Locative => self.at = self.adverbial(i),
            Class::Noun | Class::VerbNoun | Class::Place if roles.any(Roles::PLACE) => self.at = i,
            _ if roles.any(Roles::NOUN) => return self.noun(),
            _ if roles.any(Roles::CHANGE) => self.verb(i),
            _ if roles.any(Roles::LINK.with(Roles::TO).with(Roles::FROM)) => {
                self.share |= view.word(i).contains('占');
                self.at = i;
            }
            Class::Noun | Class::VerbNoun | Class::Place => return self.noun(),
            Class::Idiom | Class::Attribute | Class::Suffix | Class::QuoteClose => {
                return self.noun();
            }
            Class::Verb => match self.noun() {
                None if self.at > i => self.verb(i),
                found => return found,
            },
            _ => self.at = i,
        }
        None
    }

    fn verb(&mut self, i: usize) {
        self.direct = false;
        self.at = i;
    }

    /// Lengths of time and ordinals are passed over, any other figure is the end.
    fn other(&mut self, statistics: &[Statistic], index: usize) -> Option<Behind> {
        use StatKind::{Age, Duration, Ordinal};
        self.at -= 1;
        let kind = statistics.get(index)?.kind;
        (!matches!(kind, Age | Duration | Ordinal)).then_some(Behind::Stat(index))
    }

    /// 在测评中: from the locative back over its noun and preposition.
    fn adverbial(&self, locative: usize) -> usize {
        let Some(phrase) = phrase::before(self.view, locative, self.floor) else {
            return locative;
        };
        let opens = phrase.first.checked_sub(1).filter(|&i| i >= self.floor);
        match opens {
            Some(i) if self.view.roles(i).any(Roles::ASIDE) => i,
            _ => phrase.first,
        }
    }

    /// The noun phrase that ends here, unless it is a place alone, the object of a
    /// preposition, or the whole of which the figure is a part.
    fn noun(&mut self) -> Option<Behind> {
        let view = self.view;
        let Some(phrase) = phrase::before(view, self.at, self.floor) else {
            if view.class(self.at - 1) != Class::Verb {
                self.at -= 1;
            }
            return None;
        };
        // 影响900万人: a verb alone names nothing.
        let verb = view.roles(phrase.last);
        let acts = view.class(phrase.last) == Class::VerbNoun && verb.any(Roles::LEAD);
        if acts && phrase.first == phrase.last && !verb.any(Roles::CHANGE) {
            self.verb(phrase.first);
            return None;
        }
        let before = phrase.first.checked_sub(1).filter(|&i| i >= self.floor);
        let roles = before.map_or(Roles::default(), |i| view.roles(i));
        let alone = phrase.first == phrase.last && view.class(phrase.last) == Class::Place;
        let whole = before.is_some_and(|i| view.word(i).contains('占') || self.compared(i));
        if whole && !view.roles(phrase.last).any(Roles::RELATIONAL) {
            self.share = true;
            self.at = phrase.first - 1;
            return None;
        }
        // 按常住人口420万人计算: the object of 按, yet measured.
        let ground = roles.any(Roles::GROUND) && phrase.last + 1 < self.figure;
        let aside =
            ground || !self.direct && roles.any(Roles::ASIDE) && !roles.any(Roles::BASE_PHRASE);
        // 快于城镇2.1个百分点: what is compared with.
        let place = |i: &usize| view.class(*i) == Class::Place || view.roles(*i).any(Roles::PLACE);
        let rival = (self.floor..phrase.first).rev().find(|i| !place(i));
        let rival =
            rival.filter(|&i| view.roles(i).any(Roles::COMPARE) && view.word(i).ends_with('于'));
        if let Some(i) = rival {
            self.direct = false;
            self.at = i;
            return None;
        }
        // 卖给客户的价格: 的 joins the object of 给 to what is measured
        let joined = phrase
            .last
            .checked_sub(1)
            .is_some_and(|i| view.class(i) == Class::De);
        if ground && joined && view.roles(phrase.last).any(Roles::RELATIONAL) {
            let head = Phrase {
                first: phrase.last,
                last: phrase.last,
            };
            return Some(Behind::Phrase(head, self.direct));
        }
        if alone || aside {
            self.at = phrase.first;
            return None;
        }
        Some(Behind::Phrase(phrase, self.direct))
    }

    /// 低于一段线的75%: the line is what is compared with.
    fn compared(&self, i: usize) -> bool {
        let view = self.view;
        let inside = |j: &usize| {
            let class = view.class(*j);
            view.attributive(*j) || matches!(class, Class::De | Class::Number | Class::Measure)
        };
        let from = self.floor.max(i.saturating_sub(8));
        view.class(self.at) == Class::De
            && (view.roles(i).any(Roles::SHARE)
                || (from..=i)
                    .rev()
                    .find(|j| !inside(j))
                    .is_some_and(|j| view.roles(j).any(Roles::SHARE)))
    }
}
