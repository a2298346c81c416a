//! What a figure measures where the noun beside it is not the answer: the object of what is
//! done by a rate (按20%的比例缴纳保险费), the number of people that a firm has, what an act
//! alone was done to, what befell people.

use super::{
    behind::Behind,
    carry,
    cues::Roles,
    measured::{Place, REACH},
    phrase::{self, Phrase, Reading},
    view::Class,
};
use crate::{extract::StatKind, span::Span};

/// What follows a figure with no measure word of its own, up to any verb.
pub(super) const PLAIN: Reading<'static> = Reading {
    measure: "",
    single: false,
    happening: true,
    area: false,
    measured: false,
    bare: false,
};

impl Place<'_> {
    /// 按20%的比例缴纳保险费, 以每天300吨的规模开采煤炭: the rate is that of the object.
    pub(super) fn applied(&self) -> Option<Phrase> {
        let view = &self.view;
        let kind = self.run.last + 2;
        let verb = kind + 1;
        let rate = view.class(kind - 1) == Class::De && view.roles(kind).any(Roles::GENERIC);
        let acts = matches!(view.class(verb), Class::Verb | Class::VerbNoun)
            && !view.word(verb).ends_with(['入', '成', '为', '到', '给']);
        let led = |i: usize| matches!(view.word(i), "按" | "按照" | "以");
        let from = self.floor.max(self.run.first.saturating_sub(4));
        let opens = (from..self.run.first).rev().find(|&i| led(i));
        // 按文化课成绩50%: the noun between is what is measured
        let per = |i: usize| {
            let each = view.word(i).starts_with('每') || view.word(i - 1) == "每";
            each || !view.nominal(i)
        };
        let free = opens.is_some_and(|open| (open + 1..self.run.first).all(per));
        if !(rate && acts && verb < self.ceiling && free) {
            return None;
        }
        // 缴纳基本养老保险费: an adverb by its tag
        let basic = view.roles(verb + 1).any(Roles::ATTRIBUTIVE);
        let from = verb + 1 + usize::from(basic);
        phrase::after(view, from, self.ceiling, PLAIN, self.cues).filter(|p| p.first == from)
    }

    /// 贡献了12%的税收: what follows 的 is the object of the verb before the figure.
    pub(super) fn object(&self, after_de: bool) -> Option<Phrase> {
        let view = &self.view;
        let before = self.run.first.checked_sub(2).filter(|&i| i >= self.floor)?;
        let acts = matches!(
            view.class(before),
            Class::Verb | Class::VerbNoun | Class::Noun
        ) && view.word(before + 1) == "了"
            && !view.roles(before).any(Roles::CHANGE);
        let own = |p: &Phrase| acts && after_de && !self.too_general(*p);
        self.after().filter(own)
    }

    /// 小麦和30万亩高标准粮田: after a mark of enumeration or 和 a figure goes with the noun
    /// after it.
    pub(super) fn listed(&self) -> Option<Phrase> {
        let view = &self.view;
        let mark = self.run.first.checked_sub(1).filter(|&i| i > self.floor)?;
        let joined = matches!(view.class(mark), Class::List | Class::Conjunction);
        if !joined || !self.joins_noun() || self.amount() {
            return None;
        }
        let next = self.run.last + 1;
        let own = |p: &Phrase| {
            let first = p.first - usize::from(view.class(next) == Class::De);
            first == next && (p.first < p.last || !self.too_general(*p))
        };
        self.after().filter(own)
    }

    /// 新增市场主体2万户，总量达到18万户: a total with no name of its own is that of what was
    /// counted before.
    pub(super) fn total(&self, behind: Behind) -> Option<Span> {
        let Behind::Phrase(phrase, true) = behind else {
            return None;
        };
        let total = self.view.roles(phrase.last).any(Roles::TOTAL);
        let alone = phrase.first == phrase.last && self.run.first == self.run.last;
        let next = self.run.last + 1;
        let followed = self.view.attributive(next) && !self.view.roles(next).any(Roles::MARK);
        // 2座、15家、38个，总数260个: of all of them
        let one = carry::counts(self) == 1;
        // 净增32万户，总量突破百万: with no unit of its own
        let bare = self.statistic().unit_text.is_none();
        let known = match bare {
            true => carry::nearest(self),
            false => carry::same_unit(self).filter(|_| one),
        };
        known.filter(|_| total && alone && !followed)
    }

    /// 用户8亿户，在总数中占比达48%: a share with no name of its own is that of what was told
    /// before.
    pub(super) fn portion(&self, behind: Behind) -> Option<Span> {
        let Behind::Phrase(phrase, true) = behind else {
            return None;
        };
        let share = self.view.word(phrase.last) == "占比";
        let alone = phrase.first == phrase.last && self.run.first == self.run.last;
        carry::nearest(self).filter(|_| share && alone)
    }

    /// 公司巨亏35亿元, 外出务工46万人次: a plain verb right before the figure, with nothing after
    /// it, is what there is so much of.
    pub(super) fn amounts(&self, behind: Behind) -> Option<Phrase> {
        use StatKind::{Money, Percent};
        let view = &self.view;
        if matches!(behind, Behind::Phrase(_, true)) {
            return None;
        }
        let passes = |i: &usize| matches!(view.class(*i), Class::Adverb | Class::Particle);
        let verb = (self.floor..self.run.first).rev().find(|i| !passes(i))?;
        let word = view.word(verb);
        let says = Roles::LINK
            .with(Roles::TO)
            .with(Roles::FROM)
            .with(Roles::CHANGE)
            .with(Roles::COMPARE)
            .with(Roles::SHARE)
            .with(Roles::LEAD)
            .with(Roles::PREDICATE)
            .with(Roles::EVENT)
            .with(Roles::PAYS)
            .with(Roles::GIVES);
        let result = word.ends_with([
            '出', '到', '得', '至', '入', '给', '成', '为', '于', '有', '超',
        ]);
        let plain = view.class(verb) == Class::Verb
            && word.chars().nth(1).is_some()
            && !view.roles(verb).any(says)
            && !result;
        // 会议厅可容纳600人: so many people do something only where the subject is people
        let subject = match behind {
            Behind::Phrase(phrase, _) => self.person(view.word(phrase.last)),
            _ => true,
        };
        let people = matches!(self.measure(), "人" | "人次") && subject;
        let told = matches!(self.statistic().kind, Money | Percent) || people;
        let done = self.run.last + 1 >= self.ceiling
            || matches!(
                view.class(self.run.last + 1),
                Class::List | Class::Conjunction
            );
        let first = phrase::before(view, verb, self.floor).map_or(verb, |p| p.first);
        (plain && told && done).then_some(Phrase { first, last: verb })
    }

    /// 从业人数不超过300人的企业: how many the firm has, not the firm.
    pub(super) fn staff(&self, behind: Behind) -> Option<Phrase> {
        let Behind::Phrase(phrase, true) = behind else {
            return None;
        };
        let view = &self.view;
        let owner = view.class(self.run.last + 1) == Class::De;
        let joined = (phrase.last + 1..self.run.first).any(|i| view.class(i) == Class::De);
        let number = view.roles(phrase.last).any(Roles::NUMBER_OF);
        (owner && number && !joined).then_some(phrase)
    }

    /// 90个项目，新开工64个、竣工21个: what is done to things that were counted before with
    /// the same unit.
    pub(super) fn act(&self, behind: Behind) -> Option<Span> {
        let Behind::Phrase(phrase, true) = behind else {
            return None;
        };
        let (view, measure) = (&self.view, self.measure());
        let acts = |i: usize| {
            let word = view.word(i);
            let word = word.strip_prefix('新').unwrap_or(word);
            // 建成投产
            let tail = word
                .char_indices()
                .nth(2)
                .map_or(word, |(at, _)| &word[at..]);
            let verb = |w: &str| {
                let roles = self.cues.roles(w);
                roles.any(Roles::PREDICATE) && !roles.any(Roles::NOUN)
            };
            word.is_empty() || verb(word) || verb(tail)
        };
        let happening = self.cues.roles(measure).any(Roles::HAPPENING);
        let alone = (phrase.first..=phrase.last).all(acts);
        let people = matches!(measure, "人" | "名" | "位" | "");
        let followed = view.attributive(self.run.last + 1);
        if !alone || happening || people || followed {
            return None;
        }
        carry::same_unit(self)
    }

    /// 其中 stands before the figure.
    pub(super) fn opens_part(&self) -> bool {
        (self.floor..self.run.first).any(|i| self.view.roles(i).any(Roles::PART))
    }

    /// Names people: 乘客, 遇险人员.
    pub(super) fn person(&self, word: &str) -> bool {
        let tail = [
            '人', '员', '者', '民', '众', '生', '客', '兵', '工', '友', '童', '女', '男', '子',
        ];
        word.ends_with(tail) || self.cues.heads.fits("名", word) == Some(true)
    }

    /// 市级政府（9个）: the figure is all that the bracket says of the noun before it.
    pub(super) fn bracketed(&self) -> Option<Phrase> {
        let view = &self.view;
        let open = self
            .floor
            .checked_sub(1)
            .filter(|&i| view.class(i) == Class::Open)?;
        let whole = view.items.get(open)?.index == self.run.last + 1;
        let led = (self.floor..self.run.first).all(|i| view.roles(i).any(Roles::LINK));
        if !(whole && led) {
            return None;
        }
        let floor = view.clause_start(open, REACH);
        match Behind::find(view, self.statistics, open, floor) {
            Behind::Phrase(phrase, _) => Some(phrase),
            _ => None,
        }
    }

    /// [採購金額]400,000元: the name of a field in square brackets right before its value.
    pub(super) fn label(&self) -> Option<Phrase> {
        let view = &self.view;
        let close = self.run.first.checked_sub(1)?;
        let square =
            view.class(close) == Class::Close && matches!(view.word(close), "]" | "】" | "］");
        let open = view.items.get(close)?.index;
        let named = square && open < close;
        phrase::before(view, close, open.checked_add(1)?).filter(|_| named)
    }

    /// 6万吨烘焙食品: a verb by its tag that says how the thing after it was made.
    pub(super) fn made(&self, i: usize) -> bool {
        let view = &self.view;
        let acts = Roles::PREDICATE
            .with(Roles::LEAD)
            .with(Roles::CHANGE)
            .with(Roles::LINK)
            .with(Roles::EVENT)
            .with(Roles::OBJECT_VERB);
        let long = view.word(i).chars().nth(1).is_some();
        view.class(i) == Class::Verb && long && !view.roles(i).any(acts) && view.nominal(i + 1)
    }

    /// 30万吨级巨轮, 百亿级产业: 级 at item `i` makes an attribute of the figure, alone or in a
    /// word with the unit.
    pub(super) fn graded(&self, i: usize) -> bool {
        let view = &self.view;
        let cut = view.word(i).ends_with('级')
            && i > 0
            && view
                .items
                .get(i)
                .is_some_and(|item| item.span.start < view.items[i - 1].span.end);
        view.word(i) == "级" || cut
    }

    /// 18亿亩耕地红线: the mark is what the figure says, the noun before it what is measured.
    pub(super) fn without_mark(&self, mut phrase: Phrase) -> Phrase {
        let view = &self.view;
        let mark = view.roles(phrase.last).any(Roles::MARK);
        if mark && phrase.first < phrase.last && view.nominal(phrase.last - 1) {
            phrase.last -= 1;
        }
        phrase
    }
}
