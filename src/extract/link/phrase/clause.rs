//! Where the phrase after a figure ends because a clause goes on: the verb of what is counted, a
//! member of a list that says something of its own, a quality told of the things.

use super::after::Scan;
use crate::extract::link::{cues::Roles, view::Class};

impl Scan<'_, '_> {
    /// 明显改善, 全面提升: a set phrase that says what the things do.
    pub(super) fn predicates(&self, i: usize) -> bool {
        let word = self.view.word(i);
        let cut = word.char_indices().nth(2).map_or(word.len(), |(at, _)| at);
        let (how, what) = word.split_at(cut);
        self.ends.len > 0
            && self.cues.roles(how).any(Roles::ADVERB)
            && self
                .cues
                .roles(what)
                .any(Roles::CHANGE.with(Roles::PREDICATE))
    }

    /// 补贴资金撬动消费97.2亿元, 培训班培训学员500名: what stands between it and the next figure
    /// is the object of the word at item `i`, so it is the verb of what was counted.
    pub(super) fn governs(&self, i: usize) -> bool {
        let view = self.view;
        if !matches!(view.class(i), Class::Verb | Class::VerbNoun) || !view.nominal(i + 1) {
            return false;
        }
        let reach = self.ceiling.min(i + 8);
        let end = (i + 1..reach).find(|&j| !view.nominal(j) && view.class(j) != Class::Attribute);
        let Some(end) = end else { return false };
        let about = |j: &usize| view.roles(*j).any(Roles::LINK);
        let figure = (end..reach.min(end + 3)).find(|j| !about(j));
        // 监测断面优良比率超过96%: not where the noun before the figure has the word as attribute
        let told = view.word(end - 1).ends_with(['率', '额', '量', '值', '度']);
        let own = told
            || view
                .roles(i + 1)
                .any(Roles::VERBAL_HEAD.with(Roles::INDICATOR));
        let leads = Roles::LEAD.with(Roles::OBJECT_VERB);
        let verb = view.class(i) == Class::Verb || view.roles(i).any(leads) && figure == Some(end);
        verb && !own && figure.is_some_and(|j| view.class(j) == Class::Stat)
    }

    /// 18个县农村中学生配发校服: what is counted stands right before the verb at item `i`, and
    /// what follows is not counted so.
    pub(super) fn acts(&self, i: usize) -> bool {
        let (view, heads) = (self.view, &self.cues.heads);
        let fits = |i: usize| heads.fits(self.reading.measure, view.word(i)) == Some(true);
        let person = |i: usize| heads.fits("名", view.word(i)) == Some(true);
        let long = view.word(i).chars().nth(1).is_some();
        let inside = |j: &usize| view.attributive(*j) || view.class(*j) == Class::Verb;
        let last = (i..self.ceiling).take_while(inside).last().unwrap_or(i);
        long && (fits(i - 1) || person(i - 1)) && !fits(last) && !person(last)
    }

    /// 3名孝行楷模東山區白先生: the head was read, a place after it opens something else.
    pub(super) fn settled(&self) -> bool {
        matches!(self.reading.measure, "名" | "位")
    }

    /// 31个镇勘探出温泉, 26个村打造出民宿: a verb with its result, in one word or in two, has an object.
    pub(super) fn results(&self, i: usize) -> bool {
        let view = self.view;
        let word = view.word(i);
        let verbal = matches!(view.class(i), Class::Verb | Class::VerbNoun | Class::Idiom);
        let whole = word.ends_with(['出', '成']) && word.chars().nth(2).is_some();
        let next = view.class(i + 1) == Class::Verb && matches!(view.word(i + 1), "出" | "成");
        verbal && (whole || next)
    }

    /// 三次项目观摩, 四次项目集中开工: the verbs from item `i` on close the phrase, and what is done is
    /// counted. Gives the last of them.
    pub(super) fn performed(&self, i: usize) -> Option<usize> {
        let view = self.view;
        let times = self.cues.roles(self.reading.measure).any(Roles::TIMES);
        let says = Roles::LINK.with(Roles::TO).with(Roles::LIGHT);
        let acts = |j: usize| {
            let long = view.word(j).chars().nth(1).is_some();
            let roles = view.roles(j);
            let says = roles.any(says) || roles.direction().is_some();
            view.class(j) == Class::Verb && long && !says
        };
        let last = if acts(i) && acts(i + 1) { i + 1 } else { i };
        (times && acts(last) && self.over(last + 1)).then_some(last)
    }

    /// A verb by the particle behind it.
    pub(super) fn done(&self, i: usize) -> bool {
        matches!(self.view.word(i + 1), "了" | "着" | "过")
            && self.view.class(i + 1) == Class::Particle
    }

    /// 45个废水循环回用改造项目: what stands before the verb is not counted so, what ends the
    /// run of nouns and verbs is. The phrase is over either way.
    pub(super) fn treats(&mut self, i: usize) -> bool {
        let (view, heads) = (self.view, &self.cues.heads);
        let fits = |i: usize| heads.fits(self.reading.measure, view.word(i)) == Some(true);
        let known = self.ends.at[..self.ends.len]
            .iter()
            .any(|&i| fits(i) || heads.countable(view.word(i)));
        let inside = |i: &usize| view.attributive(*i) || view.class(*i) == Class::Verb;
        let last = (i..self.ceiling).take_while(inside).last();
        let kind = Roles::VERBAL_HEAD.with(Roles::PLACE_KIND);
        let named = |&i: &usize| view.nominal(i) && (fits(i) || view.roles(i).any(kind));
        if let Some(last) = last.filter(named).filter(|_| !known && !self.ends.full()) {
            self.ends.push(last);
        }
        false
    }

    /// 1万份签名, 200条留言: a verb by its tag, counted as what was written down.
    pub(super) fn written(&self, i: usize) -> bool {
        let roles = self.view.roles(i);
        matches!(
            self.reading.measure,
            "份" | "条" | "封" | "张" | "句" | "段" | "篇"
        ) && self.over(i + 1)
            && self.view.word(i).chars().nth(1).is_some()
            && !roles.any(Roles::LINK.with(Roles::CHANGE).with(Roles::PREDICATE))
    }

    /// 7条航线、总数达64条, 16项试点和自治区级26项试点: what follows the mark says something
    /// of its own.
    pub(super) fn states(&self, mark: usize) -> bool {
        let view = self.view;
        let figure = |i: usize| view.class(i) == Class::Stat;
        let mut rest = mark + 1..self.ceiling.min(mark + 8);
        let Some(end) = rest.find(|&i| !view.attributive(i)) else {
            return false;
        };
        // 27个装备项目、整机制造等63家企业
        let inside = |i: &usize| view.attributive(*i) || view.class(*i) == Class::Verb;
        let etc = (mark + 1..self.ceiling.min(mark + 12)).find(|i| !inside(i));
        if etc.is_some_and(|i| view.class(i) == Class::Etc && figure(i + 1)) {
            return true;
        }
        if view.class(mark) == Class::Conjunction {
            return figure(end) && view.nominal(end + 1);
        }
        let says = Roles::LINK.with(Roles::CHANGE).with(Roles::TO);
        let verb = view.roles(end).any(says) && figure(end + 1);
        (figure(end) || verb) && view.word(mark - 1).chars().nth(1).is_some()
    }

    /// 投资超50亿元产业项目: the figure with the amount before it is an attribute.
    pub(super) fn sized(&self, i: usize) -> bool {
        let amount = self.view.roles(i - 1).any(Roles::SIZE);
        amount && self.ends.len == 1 && i + 1 < self.ceiling && self.view.nominal(i + 1)
    }

    /// 潜力大、带动性强的企业: a noun and what is said of it, both before a 的.
    pub(super) fn quality(&self, i: usize) -> bool {
        matches!(self.view.class(i + 1), Class::List | Class::De)
            && (i + 1..self.ceiling)
                .find(|&j| matches!(self.view.class(j), Class::De | Class::Break | Class::Stat))
                .is_some_and(|j| self.view.class(j) == Class::De)
    }

    /// 条件较好的, 规模最大、效益好的: an adverb and a quality, then 的.
    pub(super) fn rated(&self, i: usize) -> bool {
        let adjective = self.view.class(i + 1) == Class::Adjective;
        adjective
            && i + 2 < self.ceiling
            && (self.view.class(i + 2) == Class::De || self.quality(i + 1))
    }
}
