//! What stands before a figure in its clause: a noun phrase, another figure, or nothing.

use super::{
    cues::Roles,
    phrase::{self, Phrase},
    view::{Class, View},
};
use crate::extract::{StatKind, Statistic};

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
    pub(super) fn find(
        view: &View<'_>,
        statistics: &[Statistic],
        at: usize,
        floor: usize,
    ) -> Behind {
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
            Class::Noun | Class::VerbNoun | Class::Place | Class::Attribute
                if roles.any(Roles::PLACE) =>
            {
                self.at = i;
            }
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
        // 每小时20万立方米: what it is reckoned per
        if view.word(phrase.first).starts_with('每')
            || phrase.first > self.floor && view.word(phrase.first - 1) == "每"
        {
            self.at = phrase.first;
            return None;
        }
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
        let whole = before
            .is_some_and(|i| view.word(i).contains('占') || self.compared(i) || self.level(i));
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

    /// 提高到城镇水平的90%: the level is what is reached.
    fn level(&self, i: usize) -> bool {
        let roles = self.view.roles(i);
        let reaches = self.view.word(i).ends_with(['到', '至']);
        self.view.class(self.at) == Class::De && reaches && roles.any(Roles::CHANGE)
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
