//! The noun phrase that starts at a place, read from left to right.

use super::{Phrase, REACH, Reading, before::predicate, head::Ends};
use crate::extract::link::{
    cues::{Cues, Roles},
    view::{Class, NONE, View},
};

/// The noun phrase that starts at item `from`, before `ceiling`, and its head.
pub(in crate::extract::link) fn after(
    view: &View<'_>,
    from: usize,
    ceiling: usize,
    reading: Reading<'_>,
    cues: &Cues,
) -> Option<Phrase> {
    let mut scan = Scan {
        view,
        reading,
        ceiling: ceiling.min(from.saturating_add(REACH)),
        from,
        at: from,
        verbal: false,
        ends: Ends::from(from),
        cues,
    };
    while scan.at < scan.ceiling && !scan.ends.full() && scan.step() {}
    let last = scan.ends.head(view, reading, cues)?;
    let mut first = scan.from;
    while first < last && !view.attributive(first) && view.class(first) != Class::Verb {
        first += 1;
    }
    let last = alternatives(view, last, ceiling, reading, cues).unwrap_or(last);
    Some(Phrase { first, last })
}

/// 县（市、区）, 乡镇（街道）: other names of the same kind of place in brackets.
fn alternatives(
    view: &View<'_>,
    last: usize,
    ceiling: usize,
    reading: Reading<'_>,
    cues: &Cues,
) -> Option<usize> {
    let open = last + 1;
    let close = view.items.get(open)?.index;
    let place = |i: usize| {
        view.roles(i).any(Roles::PLACE_KIND)
            || view.word(i).ends_with(['县', '区', '村', '镇', '乡'])
            // 3606所学校（机构）
            || cues.heads.fits(reading.measure, view.word(i)) == Some(true)
    };
    let inside = |i: usize| view.class(i) == Class::List || place(i);
    let bracket = view.class(open) == Class::Open && close < ceiling && close - open <= 6;
    (bracket && place(last) && (open + 1..close).all(inside)).then_some(close)
}
/// A reading from left to right.
pub(super) struct Scan<'v, 'r> {
    pub(super) view: &'v View<'v>,
    pub(super) reading: Reading<'r>,
    pub(super) ceiling: usize,
    /// Where the phrase starts: after the last 的 of its attributes.
    pub(super) from: usize,
    pub(super) at: usize,
    /// A verb stands before the first noun (进社区的讲座): the 的 after it is no end.
    pub(super) verbal: bool,
    pub(super) ends: Ends,
    pub(super) cues: &'r Cues,
}

impl Scan<'_, '_> {
    /// Reads one item; false when the phrase is over.
    fn step(&mut self) -> bool {
        let (view, i) = (self.view, self.at);
        let empty = self.ends.len == 0;
        let goes_on = i + 1 < self.ceiling && view.attributive(i + 1);
        match view.class(i) {
            // 298个地级以上城市
            _ if !empty && goes_on && matches!(view.word(i), "以上" | "以下" | "以外") => {
                self.pass()
            }
            _ if !empty && self.results(i) => false,
            Class::QuoteOpen => self.quoted(i),
            Class::Noun | Class::VerbNoun => self.noun(i, goes_on),
            Class::Place if !empty && self.settled() => false,
            Class::Place => match goes_on {
                true => self.pass(),
                false => self.end(i),
            },
            Class::Suffix if !empty && self.ends.at[self.ends.len - 1] + 1 == i => self.end(i),
            Class::Verb => self.verb(i, goes_on),
            // 一类由于非线性作用引起的波
            Class::Conjunction if empty && self.reading.single => self.attribute(),
            // 十大最具潜力城市
            Class::Adverb if empty && view.word(i).starts_with('最') => self.pass(),
            // 一个属，最新的种: a single character that no phrase goes on after
            Class::Measure | Class::Number if empty && self.reading.single && self.alone(i) => {
                self.end(i)
            }
            // 条件较好的村: a noun and what is said of it
            Class::Adverb if !empty && self.rated(i) => {
                self.ends = Ends::from(self.at);
                self.attribute()
            }
            Class::Preposition | Class::Adverb | Class::Base => self.attribute(),
            Class::Idiom if !goes_on => !self.predicates(i) && self.end(i),
            Class::Adjective if !empty && !goes_on && self.quality(i) => {
                self.ends = Ends::from(self.at);
                self.attribute()
            }
            // 金融科技、医疗健康等领域
            Class::Adjective if !empty && view.class(i + 1) == Class::Etc => self.end(i),
            Class::Attribute | Class::Adjective | Class::Idiom | Class::Other | Class::Suffix => {
                (empty || goes_on || self.closing(i)) && self.pass()
            }
            // 一个大准线上的车站
            Class::Locative if self.closing(i) => self.pass(),
            // 重点|段|治理
            Class::Measure => (empty || goes_on) && self.pass(),
            Class::Number | Class::Pronoun | Class::Locative => empty && self.pass(),
            // 高龄（长寿）老人
            Class::Open if !empty && self.attributive_bracket(i) => self.jump(i),
            // 日间照料服务站
            Class::Date | Class::Time => empty && self.pass(),
            Class::Stat if !empty && self.sized(i) => self.restart(i + 1),
            Class::Stat => empty && i + 1 < self.ceiling && self.pass(),
            Class::De => self.de(),
            // 2面银牌及7面铜牌等奖项: 等 closes the list of figures
            Class::Etc if self.counted(i) => false,
            // 几项与芯片相关的公告
            Class::Conjunction if empty && view.word(i) == "与" => self.attribute(),
            Class::List | Class::Conjunction if self.states(i) => false,
            Class::List | Class::Conjunction | Class::Etc => {
                i > self.from && goes_on && self.pass()
            }
            _ => false,
        }
    }

    /// A noun is a possible head, unless it says how or what the things before it do.
    fn noun(&mut self, i: usize, goes_on: bool) -> bool {
        let view = self.view;
        // 三大股指集体高开
        let together = view.roles(i).any(Roles::TOGETHER) && !self.over(i + 1) && !goes_on;
        // 7.8%的人口贡献了税收
        let says = self.ends.len > 0 && (together || self.done(i) || self.governs(i));
        !says && self.end(i)
    }

    /// A verb: an attribute of the noun after it, the noun itself, or the end of the phrase.
    fn verb(&mut self, i: usize, goes_on: bool) -> bool {
        let (view, roles) = (self.view, self.view.roles(i));
        let empty = self.ends.len == 0;
        if roles.any(Roles::EVENT) && empty && goes_on {
            return self.pass();
        }
        if !empty && self.governs(i) {
            return false;
        }
        if let Some(last) = self.performed(i).filter(|_| !empty) {
            self.at = last;
            return self.end(last);
        }
        // 大型物流运输车辆: the noun after it makes the verb an attribute. 经费用于补助 does not.
        let complete = view.word(i).ends_with(['于', '到', '至', '给']);
        if !empty && !complete && view.roles(i + 1).any(Roles::VERBAL_HEAD) {
            return self.pass();
        }
        if empty && self.written(i) {
            return self.end(i);
        }
        // 近千场新书发布、读者见面会: counted as what is done
        let act = self.cues.roles(self.reading.measure).any(Roles::HAPPENING);
        if !empty && act && view.class(i + 1) == Class::List {
            return self.pass();
        }
        if roles.any(Roles::PREDICATE.with(Roles::CHANGE).with(Roles::EVENT)) {
            return self.attribute();
        }
        if !empty && !self.verbal && predicate(view, i, Roles::LEAD) {
            return self.treats(i);
        }
        if goes_on && !empty && !self.verbal && self.acts(i) {
            return false;
        }
        if goes_on {
            // 两份周某诊断证明书的签字人: after a name the verb is part of a compound
            self.verbal |= empty && (i == self.from || view.class(i - 1) != Class::Other);
            return self.pass();
        }
        // 一种罪恶的快感: tagged as a verb, yet nothing else can be the noun
        let closes = self.over(i + 1);
        let noun = self.reading.single && !roles.any(Roles::LINK);
        if empty && closes && (self.reading.happening || noun) {
            return self.end(i);
        }
        // 最新的种: a single character that no phrase goes on after
        if empty && self.reading.single && self.alone(i) {
            return self.end(i);
        }
        self.attribute()
    }

    /// The noun before 等 is itself counted with the measure word.
    fn counted(&self, i: usize) -> bool {
        let last = i.checked_sub(1).filter(|_| self.ends.len == 1);
        last.is_some_and(|last| {
            self.cues
                .heads
                .fits(self.reading.measure, self.view.word(last))
                == Some(true)
        })
    }

    /// The phrase starts anew at item `i`.
    fn restart(&mut self, i: usize) -> bool {
        self.ends = Ends::from(i);
        self.from = i;
        self.at = i;
        true
    }

    fn pass(&mut self) -> bool {
        self.at += 1;
        true
    }

    fn end(&mut self, i: usize) -> bool {
        self.ends.push(i);
        self.pass()
    }

    /// What a bracket says stands between an attribute and its noun.
    fn attributive_bracket(&self, open: usize) -> bool {
        let close = self.view.items[open].index;
        close < self.ceiling && close - open <= 6 && self.view.nominal(close + 1)
    }

    /// Goes on after the bracket that opens at item `open`.
    fn jump(&mut self, open: usize) -> bool {
        self.at = self.view.items[open].index + 1;
        true
    }

    /// A quotation is a name: it may be the head, or stand before it.
    fn quoted(&mut self, open: usize) -> bool {
        let close = self.view.items[open].index;
        // 20个省份明确提出“…”: a quotation after a set phrase is its object
        let said = self.ends.len > 0 && self.view.class(open - 1) == Class::Idiom;
        if said || close == NONE || close >= self.ceiling || close - open > 12 {
            return false;
        }
        self.ends.push(close);
        self.at = close + 1;
        true
    }

    /// True when the clause is over at item `i`, or something that no noun phrase holds
    /// begins there.
    pub(super) fn over(&self, i: usize) -> bool {
        i >= self.ceiling
            || matches!(
                self.view.class(i),
                Class::Break
                    | Class::List
                    | Class::De
                    | Class::Conjunction
                    | Class::Particle
                    | Class::Close
            )
    }

    /// A clause as attribute (位于浙江的中学): the head follows its 的.
    fn attribute(&mut self) -> bool {
        // 查酒驾的工作人员, 一个丘陵起伏的山区: the 的 of the attribute follows at once
        let opened = self.verbal || self.reading.single;
        // 一名女子死亡的事件: the woman is counted
        let last = self.ends.at[..self.ends.len].last();
        let fits = last.is_some_and(|&i| {
            self.cues
                .heads
                .fits(self.reading.measure, self.view.word(i))
                == Some(true)
        });
        let closes = opened && !fits && self.view.class(self.at + 1) == Class::De;
        // 一种生长在南方的乔木: what was read so far was the verb
        let verb = self.reading.single && matches!(self.view.word(self.at), "在" | "于");
        if self.ends.len > 0 && !closes && !verb {
            return false;
        }
        let stops = |i: &usize| matches!(self.view.class(*i), Class::De | Class::Break);
        match (self.at..self.ceiling).find(stops) {
            Some(i) if self.view.class(i) == Class::De => {
                self.verbal = false;
                self.restart(i + 1) && self.at < self.ceiling
            }
            _ => self.ends.len == 0 && self.compound(),
        }
    }

    /// A single thing, and the 的 of its attribute follows at once.
    fn closing(&self, i: usize) -> bool {
        self.reading.single && self.view.class(i + 1) == Class::De
    }

    /// One character between the number and the end of the clause.
    fn alone(&self, i: usize) -> bool {
        let single = self.view.word(i).chars().nth(1).is_none();
        let link = self.view.roles(i).any(Roles::LINK.with(Roles::TO));
        single && !link && matches!(self.view.class(i + 1), Class::Break | Class::Close)
    }

    /// 30条促进就业举措: no 的 follows, but the measure word knows the last noun.
    fn compound(&mut self) -> bool {
        let (view, open) = (self.view, self.at);
        let inside = |i: &usize| {
            let class = view.class(*i);
            view.attributive(*i) || matches!(class, Class::Verb | Class::List | Class::Conjunction)
        };
        let fits =
            |i: usize| self.cues.heads.fits(self.reading.measure, view.word(i)) == Some(true);
        // 30个新建项目开工建设: the first noun that is counted so, when a verb follows it
        let run = || (open + 1..self.ceiling).take_while(|i| inside(i));
        let verb = |i: usize| matches!(view.class(i), Class::Verb | Class::VerbNoun);
        let first = run().find(|&i| view.class(i) == Class::Noun && fits(i) && verb(i + 1));
        let last = run().last().filter(|&i| view.class(i) == Class::Noun);
        // 六个联合检查验收组, 1000元一次性就业补贴
        let money = self.reading.measure.is_empty() && self.reading.happening;
        let ends = |i: usize| {
            let word = view.word(i);
            let tail = word.char_indices().next_back().map_or(0, |(at, _)| at);
            let own = tail > 0 && self.cues.roles(&word[tail..]).any(Roles::ENDING);
            own && !word.ends_with(['率', '额', '量', '值', '度', '费', '数'])
                || money && view.roles(i).any(Roles::GIVEN)
        };
        let last = last.filter(|&i| fits(i) || ends(i));
        if let Some(head) = first.or(last) {
            self.ends.push(head);
        }
        false
    }

    /// 的 after a noun: an attribute when one thing is counted or a place or quality stands
    /// before it; else the noun is the head (10个单位的服务窗口).
    fn de(&mut self) -> bool {
        let before = self
            .at
            .checked_sub(1)
            .map_or(Class::Break, |i| self.view.class(i));
        let person = self.at > 0
            && matches!(self.reading.measure, "名" | "位" | "个")
            && self.view.word(self.at - 1).ends_with('者');
        let quality = !person
            && matches!(
                before,
                Class::Place | Class::Suffix | Class::Adjective | Class::Attribute
            );
        // 92次敌军的攻势: happenings are no 军队
        let happening = matches!(self.reading.measure, "次" | "轮" | "场次");
        // 人工智能等领域的产品: the field is an attribute.
        let field = self.at > 0 && self.view.roles(self.at - 1).any(Roles::FIELD);
        let attribute = !person && (quality || field || happening || self.verbal || self.single())
            || self.counts_beyond();
        // 10个方面的筹备工作
        let sort = self.ends.len == 1
            && self.ends.at[0] == self.ends.first
            && self.view.roles(self.ends.at[0]).any(Roles::SORT)
            && !self.reading.happening;
        if self.ends.len > 0 && (!attribute || sort) {
            return false;
        }
        self.verbal = false;
        let next = self.at + 1;
        let named = next < self.ceiling
            && (self.view.attributive(next)
                || matches!(
                    self.view.class(next),
                    Class::Verb | Class::Adverb | Class::Measure
                ));
        if !named {
            return false;
        }
        self.ends = Ends::from(next);
        self.from = next;
        self.at = next;
        true
    }
    /// A single thing, unless the noun before 的 is already counted so (一颗行星的引力).
    fn single(&self) -> bool {
        let last = self.ends.at[..self.ends.len].last();
        let fits = |&i: &usize| {
            self.cues
                .heads
                .fits(self.reading.measure, self.view.word(i))
                == Some(true)
        };
        self.reading.single && (!last.is_some_and(fits) || self.counts_on())
    }

    /// What stands after 的 is counted with the measure word too.
    fn counts_on(&self) -> bool {
        let (view, measure) = (self.view, self.reading.measure);
        let inside = |i: &usize| view.attributive(*i);
        let head = (self.at + 1..self.ceiling).take_while(inside).last();
        head.is_some_and(|i| self.cues.heads.fits(measure, view.word(i)) == Some(true))
    }

    /// 3个小组赛的参赛席位: what stands before 的 is not counted with the measure word, what
    /// stands after it is.
    fn counts_beyond(&self) -> bool {
        let (view, measure) = (self.view, self.reading.measure);
        let heads = &self.cues.heads;
        let fits = |i: usize| heads.fits(measure, view.word(i)) == Some(true);
        let acts = |i: &usize| matches!(view.class(*i), Class::Verb | Class::Adverb);
        let inside = |i: &usize| view.attributive(*i);
        let mut rest = (self.at + 1..self.ceiling).skip_while(acts);
        let head = rest.by_ref().take_while(inside).last();
        let counted =
            |i: usize| heads.countable(view.word(i)) || view.class(i) == Class::QuoteClose;
        let known = self.ends.at[..self.ends.len].iter().any(|&i| counted(i));
        // 两个邻县山村的年轻人
        let person = |i: usize| heads.fits("名", view.word(i)) == Some(true);
        let place = view.class(self.from) == Class::Place && matches!(measure, "个" | "位" | "名");
        !known && head.is_some_and(|i| view.nominal(i) && (fits(i) || place && person(i)))
    }
}
