//! What is counted by what is done or befell: 52人受伤, 遇难的7人, 两次向县政府申请, 20万人纳入低保.

use super::{
    behind::Behind,
    cues::Roles,
    measured::Place,
    object::PLAIN,
    phrase::{self, Phrase},
    view::Class,
};

impl Place<'_> {
    /// 52人受伤, 7人均遇难, 死亡3人, 遇难的7人: what happened to them names them.
    pub(super) fn event(&self) -> Option<Phrase> {
        let view = &self.view;
        let happened = |i: &usize| view.roles(*i).any(Roles::EVENT);
        let before = self.run.first.checked_sub(1).filter(|&i| i >= self.floor);
        let before = before.map(|i| i - usize::from(view.class(i) == Class::De && i > self.floor));
        let next = self.next_event();
        let i = next.or(before.filter(happened))?;
        // 脱贫销号: the next verb ends the clause
        let verb = view.class(i + 1) == Class::Verb
            && !view.roles(i + 1).any(Roles::LINK)
            && i + 2 >= self.ceiling;
        let last = i + usize::from(next.is_some() && verb);
        Some(Phrase { first: i, last })
    }

    /// The happening right after the figure, adverbs between or not (均, 不幸).
    fn next_event(&self) -> Option<usize> {
        let view = &self.view;
        let passes =
            |i: &usize| view.class(*i) == Class::Adverb && !view.roles(*i).any(Roles::EVENT);
        let end = self.ceiling.min(self.run.last + 4);
        let next = (self.run.last + 1..end).find(|i| !passes(i))?;
        view.roles(next).any(Roles::EVENT).then_some(next)
    }

    /// 造成某地20人死亡: the place where it happened is not what is counted.
    pub(super) fn caused(&self, behind: Behind) -> bool {
        let Behind::Phrase(phrase, true) = behind else {
            return false;
        };
        let verb = phrase.first.checked_sub(1).filter(|&i| i >= self.floor);
        verb.is_some_and(|i| self.view.roles(i).any(Roles::CAUSES))
    }

    /// 山体滑坡 13人遇难: what befell people names them, unless the words before do.
    pub(super) fn befell(&self, behind: Behind) -> bool {
        let Behind::Phrase(phrase, true) = behind else {
            return false;
        };
        let people = matches!(self.measure(), "人" | "名");
        self.next_event().is_some() && people && !self.person(self.view.word(phrase.last))
    }

    /// 两次向县政府申请, 三次召开调度会: how often something is done. A verb that only says that its
    /// object happens leaves the name to the object.
    pub(super) fn done(&self) -> Option<Phrase> {
        let view = &self.view;
        if !self.cues.roles(self.measure()).any(Roles::TIMES) {
            return None;
        }
        let next = self.run.last + 1;
        let led = matches!(
            view.class(next),
            Class::Verb | Class::Preposition | Class::Adverb
        );
        let passes = Roles::LINK.with(Roles::TO).with(Roles::ASIDE);
        let acts = |i: &usize| {
            let long = view.word(*i).chars().nth(1).is_some();
            view.class(*i) == Class::Verb && long && !view.roles(*i).any(passes)
        };
        // 5次在空军部队改装战机: past the object of the preposition
        let object = phrase::after(view, next + 1, self.ceiling, PLAIN, self.cues)
            .filter(|p| view.class(next) == Class::Preposition && p.first == next + 1);
        let from = object.map_or(next, |object| object.last + 1);
        let verb = (from..self.ceiling.min(next + 16))
            .find(acts)
            .filter(|_| led)?;
        let object = phrase::after(view, verb + 1, self.ceiling, PLAIN, self.cues);
        let object = object.filter(|p| p.first == verb + 1);
        let light = view.roles(verb).any(Roles::LIGHT);
        let inside = |i: &usize| view.attributive(*i) || view.class(*i) == Class::Verb;
        let whole = (verb + 1..self.ceiling)
            .take_while(inside)
            .filter(|&i| view.nominal(i));
        match object {
            Some(object) if light => Some(Phrase {
                first: object.first,
                last: whole.last().unwrap_or(object.last),
            }),
            None if light => (acts(&(verb + 1)) && verb + 1 < self.ceiling).then_some(Phrase {
                first: verb + 1,
                last: verb + 1,
            }),
            _ => Some(Phrase {
                first: verb,
                last: object
                    .filter(|object| object.last < verb + 3 && !self.goes_on(object.last + 1))
                    .map_or(verb, |object| object.last),
            }),
        }
    }

    /// More of a noun phrase stands at item `i`.
    fn goes_on(&self, i: usize) -> bool {
        let view = &self.view;
        let joins = matches!(view.class(i), Class::De | Class::List | Class::Conjunction);
        i < self.ceiling && (joins || view.attributive(i) || view.class(i) == Class::Verb)
    }

    /// 20万人纳入城乡低保: nothing names the people but what became of them.
    pub(super) fn status(&self) -> Option<Phrase> {
        let view = &self.view;
        let verb = self.run.last + 1;
        let people = matches!(self.measure(), "人" | "户");
        let became = verb < self.ceiling && view.roles(verb).any(Roles::STATUS);
        phrase::after(view, verb + 1, self.ceiling, PLAIN, self.cues)
            .filter(|p| people && became && p.first == verb + 1)
    }
}
