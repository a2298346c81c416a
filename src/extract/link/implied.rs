//! What a figure counts when no noun beside it says so: the unit itself, a figure before, the
//! group or the subject of the clause before.

use super::{
    behind::Behind,
    carry,
    cues::Roles,
    measured::{Place, REACH},
    phrase::{self, Phrase},
    view::Class,
};
use crate::span::Span;

impl Place<'_> {
    /// 两国元首: the unit is itself what is counted.
    pub(super) fn own(&self) -> Option<Span> {
        let unit = self.statistic().unit_text?;
        let roles = self.cues.roles(unit.of(self.view.text));
        roles.any(Roles::OWN).then_some(unit)
    }

    /// 其中66家首发新品: an adverb or a verb follows, so what is counted was said before.
    pub(super) fn elliptic(&self) -> Option<Span> {
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

    /// 汽车产值…，生产交付8万辆, 死了20多只: the measure word alone tells which of the nouns
    /// of the sentence is meant, when none that fits stands beside the figure.
    pub(super) fn ellipsis(&self, behind: Behind) -> Option<Phrase> {
        let (view, measure) = (&self.view, self.measure());
        if !self.cues.roles(measure).any(Roles::TELLING) {
            return None;
        }
        let fits = |&i: &usize| {
            view.nominal(i) && self.cues.heads.fits(measure, view.word(i)) == Some(true)
        };
        if let Behind::Phrase(phrase, direct) = behind {
            // 新能源车销量12万辆: an indicator is measured itself.
            let said = direct && view.class(phrase.last) == Class::Noun;
            if said || (phrase.first..=phrase.last).any(|i| fits(&i)) {
                return None;
            }
        }
        let from = self.run.first.saturating_sub(REACH);
        let i = (from..self.run.first).rev().find(fits)?;
        phrase::before(view, i + 1, view.clause_start(i, REACH))
    }

    /// 国产车型及进口汽车，共计1104622辆: the last noun of the clause before, when it is
    /// commonly counted with the measure word.
    pub(super) fn told(&self) -> Option<Phrase> {
        let view = &self.view;
        let mark = self.floor.checked_sub(1)?;
        let phrase = phrase::before(view, mark, view.clause_start(mark, REACH))?;
        let fits = self.cues.heads.fits(self.measure(), view.word(phrase.last));
        (fits == Some(true)).then_some(phrase)
    }

    /// 高管薪酬小幅下降，由46万元降至45万元: a clause that opens with 由 or 从 goes on about the
    /// subject of the one before.
    pub(super) fn opened(&self) -> Option<Phrase> {
        let view = &self.view;
        let mark = self.floor.checked_sub(1)?;
        let goes_on = view.roles(self.floor).any(Roles::FROM)
            || view.word(self.floor).starts_with(['由', '从']);
        // 查处案件数量逐年增长，2019年871人: nothing but when it was so many
        let when = |i: usize| matches!(view.class(i), Class::Date | Class::Adverb);
        let dated = self.floor < self.run.first
            && (self.floor..self.run.first).all(when)
            && view.class(self.floor) == Class::Date
            && self.run.last + 1 >= self.ceiling;
        let goes_on = goes_on || dated;
        let start = view.clause_start(mark, REACH);
        let verb = |&i: &usize| matches!(view.class(i), Class::Verb | Class::Adverb | Class::Base);
        let follows = |i: &usize| verb(i) && *i > start && view.nominal(i - 1);
        let told = match dated {
            true => (start..mark).rev().find(follows),
            false => (start..mark).find(follows),
        };
        let subject = phrase::before(view, told.unwrap_or(mark), start)?;
        goes_on.then_some(subject)
    }

    /// 结清医疗费用，合计12万余元: a clause that opens with a word of summing up and names nothing
    /// sums up what the one before ends with.
    pub(super) fn summed(&self) -> Option<Phrase> {
        let view = &self.view;
        let mark = self.floor.checked_sub(1)?;
        let led = |i: usize| {
            view.roles(i).any(Roles::SUM_UP.with(Roles::LINK)) || view.class(i) == Class::Adverb
        };
        let sums = view.roles(self.floor).any(Roles::SUM_UP)
            && (self.floor..self.run.first).all(led)
            && self.run.last + 1 >= self.ceiling;
        let start = view.clause_start(mark, REACH);
        let general = |p: &Phrase| view.roles(p.last).any(Roles::GENERIC);
        let told = phrase::before(view, mark, start);
        let mut told = told.filter(|p| sums && !general(p))?;
        let verb = (told.first..told.last).rev();
        let verb = verb.take(12).find(|&i| view.class(i) == Class::Verb);
        told.first = verb.map_or(told.first, |i| i + 1);
        Some(told)
    }
}
