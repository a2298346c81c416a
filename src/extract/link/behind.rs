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
            reaches: reaches(view, statistics, at),
        };
        while walk.at > floor {
            if let Some(found) = walk.step(statistics) {
                return found;
            }
        }
        Behind::Nothing
    }
}

/// The word right before a phrase.
fn before_word<'a>(view: &View<'a>, phrase: Phrase, floor: usize) -> &'a str {
    let before = phrase.first.checked_sub(1).filter(|&i| i >= floor);
    before.map_or("", |i| view.word(i))
}

/// 在国际互联网突破10亿: the verb is part of the figure.
fn reaches(view: &View<'_>, statistics: &[Statistic], at: usize) -> bool {
    let figure = view
        .items
        .get(at)
        .and_then(|item| statistics.get(item.index));
    let head = figure.and_then(|s| view.text.get(s.span.from()..s.number.from()));
    head.is_some_and(|head| head.starts_with(['突', '超', '逾', '达']))
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
    /// The figure opens with a verb of reaching (突破10亿).
    reaches: bool,
}

impl Walk<'_> {
    fn step(&mut self, statistics: &[Statistic]) -> Option<Behind> {
        let (view, i) = (self.view, self.at - 1);
        let roles = view.roles(i);
        if let Some(name) = phrase::ticker(view, i, self.floor) {
            return Some(Behind::Phrase(name, false));
        }
        match view.class(i) {
            Class::Stat => return self.other(statistics, view.items[i].index),
            Class::Close => self.at = view.items[i].index.min(i),
            Class::Locative => self.at = self.adverbial(i),
            Class::Noun | Class::VerbNoun | Class::Place | Class::Attribute
                if roles.any(Roles::PLACE) =>
            {
                self.at = i;
            }
            _ if roles.any(Roles::NOUN) => return self.noun(statistics),
            _ if roles.any(Roles::CHANGE) => self.verb(i),
            _ if roles.any(Roles::LINK.with(Roles::TO).with(Roles::FROM)) => {
                self.share |= view.word(i).contains('占');
                self.at = i;
            }
            Class::Noun | Class::VerbNoun | Class::Place => return self.noun(statistics),
            Class::Idiom | Class::Attribute | Class::Suffix | Class::QuoteClose => {
                return self.noun(statistics);
            }
            Class::Verb => match self.noun(statistics) {
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
    fn noun(&mut self, statistics: &[Statistic]) -> Option<Behind> {
        let view = self.view;
        let Some(phrase) = phrase::before(view, self.at, self.floor) else {
            if view.class(self.at - 1) != Class::Verb {
                self.at -= 1;
            }
            return None;
        };
        let Some(phrase) = self.without_name(phrase) else {
            self.at = phrase.first;
            return None;
        };
        // 就诊人数达到峰值8.2万人次: what peaks is measured
        if phrase.first == phrase.last && view.roles(phrase.last).any(Roles::PEAK) {
            self.at = phrase.first;
            return None;
        }
        // 18个镇149个村3000多人: what the figure before counts is not counted again
        if self.taken(phrase, statistics) {
            return Some(Behind::Nothing);
        }
        let phrase = self.unclaimed(phrase, statistics);
        if self.passes(phrase) || self.is_whole(phrase) || self.is_rival(phrase) {
            return None;
        }
        if let Some(head) = self.joined(phrase) {
            return Some(Behind::Phrase(head, self.direct));
        }
        let alone = phrase.first == phrase.last && view.class(phrase.last) == Class::Place;
        let roles = self.opening(phrase);
        let aside = self.grounds(phrase)
            // 转账给司机8800元
            || before_word(view, phrase, self.floor) == "给" && self.person(phrase.last)
            || !self.direct && roles.any(Roles::ASIDE) && !roles.any(Roles::BASE_PHRASE);
        if alone || aside {
            self.at = phrase.first;
            return None;
        }
        Some(Behind::Phrase(phrase, self.direct))
    }

    /// 帮助3.8万家企业融资527.9亿元, 签约141个项目、总投资超30亿元: what the figure before
    /// counts is not a part of what this one measures.
    fn unclaimed(&self, mut phrase: Phrase, statistics: &[Statistic]) -> Phrase {
        let view = self.view;
        let stat = phrase.first.checked_sub(1);
        let stat = stat.filter(|&i| i >= self.floor && view.class(i) == Class::Stat);
        let of = stat.and_then(|i| statistics.get(view.items[i].index)?.of);
        let Some(of) = of.filter(|of| of.start == view.items[phrase.first].span.start) else {
            return phrase;
        };
        // 八大产业产值分别增长11%和13%: how much there is of them
        let size = view
            .word(phrase.last)
            .ends_with(['值', '额', '量', '率', '度'])
            || view.roles(phrase.last).any(Roles::INDICATOR);
        let mark = |i: usize| matches!(view.class(i), Class::List | Class::Conjunction);
        let apart = (phrase.first..phrase.last).any(mark);
        if size && !apart {
            return phrase;
        }
        let rest =
            (phrase.first..=phrase.last).find(|&i| view.items[i].span.start >= of.end && !mark(i));
        phrase.first = rest.unwrap_or(phrase.first);
        // 13.6亿元补贴资金撬动消费97.2亿元
        if view.class(phrase.first) == Class::Verb && phrase.first < phrase.last {
            phrase.first += 1;
        }
        phrase
    }

    /// A noun that ends as those of people do.
    fn person(&self, i: usize) -> bool {
        let view = self.view;
        view.class(i) == Class::Noun
            && view.word(i).ends_with([
                '人', '员', '者', '子', '士', '生', '机', '户', '方', '长', '师', '友',
            ])
    }

    /// The whole phrase is what the figure before it counts, and this one counts as well.
    fn taken(&self, phrase: Phrase, statistics: &[Statistic]) -> bool {
        let view = self.view;
        let figure = |i: usize| statistics.get(view.items.get(i)?.index);
        let before = phrase.first.checked_sub(1).filter(|&i| i >= self.floor);
        let before = before
            .filter(|&i| view.class(i) == Class::Stat)
            .and_then(figure);
        let counts = |s: Option<&Statistic>| s.is_some_and(|s| s.kind == StatKind::Count);
        let whole = before.and_then(|s| s.of) == Some(view.span(phrase.first, phrase.last));
        let theirs = view.roles(phrase.last).any(Roles::COLLECTIVE);
        whole
            && !theirs
            && counts(before)
            && counts(figure(self.figure))
            && phrase.last + 1 == self.figure
    }

    /// 朱某军支付100万元: the last character of a person's name is no thing; none where the
    /// phrase is nothing else.
    fn without_name(&self, mut phrase: Phrase) -> Option<Phrase> {
        let view = self.view;
        let single = |i: usize| view.word(i).chars().nth(1).is_none();
        let first = phrase.first;
        let from = first.saturating_sub(2).max(self.floor);
        let surname = (from..first).any(|i| view.class(i) == Class::Other && single(i));
        let named = surname
            && (from..=first).all(single)
            && view.roles(first) == Roles::default()
            && view.class(first) == Class::Noun;
        phrase.first += usize::from(named);
        (phrase.first <= phrase.last).then_some(phrase)
    }

    /// The roles of what stands right before the phrase.
    fn opening(&self, phrase: Phrase) -> Roles {
        let before = phrase.first.checked_sub(1).filter(|&i| i >= self.floor);
        before.map_or(Roles::default(), |i| self.view.roles(i))
    }

    /// What it is reckoned per (每小时20万立方米) or what is done (影响900万人) names nothing.
    fn passes(&mut self, phrase: Phrase) -> bool {
        let view = self.view;
        if view.word(phrase.first).starts_with('每')
            || phrase.first > self.floor && view.word(phrase.first - 1) == "每"
        {
            self.at = phrase.first;
            return true;
        }
        let verb = view.roles(phrase.last);
        let acts = view.class(phrase.last) == Class::VerbNoun && verb.any(Roles::LEAD);
        let alone = acts && phrase.first == phrase.last && !verb.any(Roles::CHANGE);
        if alone {
            self.verb(phrase.first);
        }
        alone
    }

    /// 占总量的30%, 提高到城镇水平的90%: the whole, the level that is compared with.
    fn is_whole(&mut self, phrase: Phrase) -> bool {
        let view = self.view;
        let before = phrase.first.checked_sub(1).filter(|&i| i >= self.floor);
        let whole = before
            .is_some_and(|i| view.word(i).contains('占') || self.compared(i) || self.level(i));
        let roles = view.roles(phrase.last);
        let found = whole && (!roles.any(Roles::RELATIONAL) || roles.any(Roles::TOTAL));
        if found {
            self.share = true;
            self.at = phrase.first - 1;
        }
        found
    }

    /// 快于城镇2.1个百分点, 超过煤电装机近1亿千瓦: what is compared with.
    fn is_rival(&mut self, phrase: Phrase) -> bool {
        let view = self.view;
        let place = |i: &usize| view.class(*i) == Class::Place || view.roles(*i).any(Roles::PLACE);
        let rival = (self.floor..phrase.first).rev().find(|i| !place(i));
        let rival = rival.filter(|&i| {
            let than = view.roles(i).any(Roles::COMPARE) && view.word(i).ends_with('于');
            than || view.roles(i).any(Roles::BEATS) && i + 1 == phrase.first
        });
        if let Some(i) = rival {
            self.direct = false;
            self.at = i;
        }
        rival.is_some()
    }

    /// 按常住人口420万人计算: the object of 按, yet measured.
    fn grounds(&self, phrase: Phrase) -> bool {
        let before = phrase.first.checked_sub(1).filter(|&i| i >= self.floor);
        let place = before.is_some_and(|i| self.view.word(i) == "在");
        let verb = phrase.last + 1 < self.figure || place && self.reaches;
        self.opening(phrase).any(Roles::GROUND) && verb
    }

    /// 卖给客户的价格: 的 joins the object of 给 to what is measured
    fn joined(&self, phrase: Phrase) -> Option<Phrase> {
        let view = self.view;
        let before = phrase.last.checked_sub(1);
        let joined = before.is_some_and(|i| view.class(i) == Class::De);
        let head = Phrase {
            first: phrase.last,
            last: phrase.last,
        };
        let relational = view.roles(phrase.last).any(Roles::RELATIONAL);
        (self.grounds(phrase) && joined && relational).then_some(head)
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
