//! What sums, shares, areas and lengths measure: what a sum is given as or changes hands as, the
//! thing that a length or an area is of, and what stands beside them that is none of it.

use super::{
    behind::Behind,
    cues::Roles,
    measured::Place,
    object::PLAIN,
    phrase::{self, Phrase},
    view::Class,
};
use crate::extract::StatKind;

impl Place<'_> {
    /// 公益林建设9.9万亩: an area is that of the land, not of what is done to it.
    pub(super) fn land(&self, mut phrase: Phrase) -> Phrase {
        let view = &self.view;
        let extent = self.cues.roles(self.measure()).any(Roles::EXTENT);
        let work =
            view.class(phrase.last) == Class::VerbNoun && view.roles(phrase.last).any(Roles::WORK);
        let thing = phrase.first < phrase.last && view.class(phrase.last - 1) == Class::Noun;
        if extent && work && thing && phrase.last + 1 == self.run.first {
            phrase.last -= 1;
        }
        phrase
    }

    /// 货车司机缴费600元: who pays is no part of what is paid.
    pub(super) fn without_actor(&self, mut phrase: Phrase) -> Phrase {
        let view = &self.view;
        let money = self.statistic().kind == StatKind::Money;
        let act = matches!(view.class(phrase.last), Class::VerbNoun | Class::Verb)
            && phrase.last + 1 == self.run.first;
        let actor = phrase.last.checked_sub(1).filter(|&i| i >= phrase.first);
        let person = |i: usize| {
            view.class(i) == Class::Noun && self.cues.heads.fits("名", view.word(i)) == Some(true)
        };
        if money && act && actor.is_some_and(person) {
            phrase.first = phrase.last;
        }
        phrase
    }

    /// 100元作为路费: what the sum is given as.
    pub(super) fn given_as(&self) -> Option<Phrase> {
        let view = &self.view;
        let verb = self.run.last + 1;
        let from = verb + 1;
        let said = verb < self.ceiling && view.roles(verb).any(Roles::AS);
        phrase::after(view, from, self.ceiling, PLAIN, self.cues)
            .filter(|p| said && p.first == from)
    }

    /// 铺有地毯的600平方米的图书馆: between two 的 the figure is an attribute of what follows.
    pub(super) fn between(&self, after_de: bool) -> Option<Phrase> {
        let before = self.run.first.checked_sub(1)?;
        // 收购工厂的14.5亿元贷款
        let money = self.statistic().kind == StatKind::Money;
        let both = (after_de || money) && self.view.class(before) == Class::De;
        self.after().filter(|p| both && !self.too_general(*p))
    }

    /// 补助70%保费, 自付30%药费: the word before the figure is its verb, not what it measures.
    pub(super) fn paid(&self, behind: Behind) -> Option<Phrase> {
        let Behind::Phrase(before, true) = behind else {
            return None;
        };
        let acts = before.last + 1 == self.run.first
            && (matches!(self.view.class(before.last), Class::VerbNoun | Class::Verb)
                || self.view.roles(before.last).any(Roles::PAYS))
            && !self.view.roles(before.last).any(Roles::CHANGE);
        let object = self.view.nominal(self.run.last + 1);
        self.after()
            .filter(|p| acts && object && self.joins_noun() && !self.too_general(*p))
    }

    /// 转让公司100%股权, 最高2万元优惠补助, 贷款的5亿元资金: what the figure is a sum or share of
    /// stands after it, and before it only whose it is.
    pub(super) fn handed(&self, behind: Behind) -> Option<Phrase> {
        use StatKind::{Money, Percent};
        let view = &self.view;
        let kind = self.statistic().kind;
        let wanted = match kind {
            Percent => Roles::STAKE,
            Money => Roles::GIVEN.with(Roles::SUM),
            _ => return None,
        };
        let next = self.run.last + 1;
        let phrase = self.after()?;
        let near = phrase.first <= next + usize::from(view.class(next) == Class::De);
        let own = view.roles(phrase.last).any(wanted) && near && !self.amount();
        let measured = match behind {
            Behind::Phrase(before, true) => {
                let word = view.word(before.last);
                let told = Roles::INDICATOR
                    .with(Roles::GIVEN)
                    .with(Roles::SUM)
                    .with(Roles::STAKE);
                view.roles(before.last).any(told)
                    || word.ends_with(['额', '量', '值', '费', '金', '款', '率', '比', '资', '价'])
            }
            _ => false,
        };
        Some(phrase).filter(|_| own && !measured)
    }

    /// 主流域50公里河道: the noun right after is commonly measured with the unit.
    pub(super) fn stretch(&self) -> Option<Phrase> {
        let measure = self.statistic().kind == StatKind::Measure && !self.amount();
        let phrase = self
            .after()
            .filter(|p| measure && p.first == self.run.last + 1)?;
        let head = self.view.word(phrase.last);
        (self.cues.heads.fits(self.measure(), head) == Some(true)).then_some(phrase)
    }

    /// 距市区5公里: the distance is measured.
    pub(super) fn away(&self) -> Option<Phrase> {
        let lies = |&i: &usize| self.view.roles(i).any(Roles::AWAY);
        let i = (self.floor..self.run.first).rev().find(lies)?;
        (self.statistic().kind == StatKind::Measure).then_some(Phrase { first: i, last: i })
    }

    /// 7.1万脱贫劳动力, 5万返乡农民工, 3亿元贴息资金: a verb at item `i` that says which of the things
    /// that the noun after it names.
    pub(super) fn attributed(&self, i: usize, measure: &str) -> bool {
        let view = &self.view;
        let next = view.word(i + 1);
        let verb = view.class(i) == Class::Verb && view.class(i + 1) == Class::Noun;
        if !verb || view.roles(i).any(Roles::LINK.with(Roles::CHANGE)) {
            return false;
        }
        let money = self.statistic().kind == StatKind::Money;
        if money {
            let spends = view.roles(i).any(Roles::PREDICATE.with(Roles::LEAD));
            return !spends && view.roles(i + 1).any(Roles::GIVEN);
        }
        // 1.8万人返乡人群, but 52人受伤人员
        let people = matches!(measure, "人" | "万人") && !view.roles(i).any(Roles::EVENT);
        let person = self.person(next) && next.chars().nth(1).is_some();
        (measure.is_empty() || people) && (person || self.cues.heads.fits("", next) == Some(true))
    }
}
