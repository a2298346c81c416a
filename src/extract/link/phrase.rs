//! Noun phrases in a row of items: the one that ends before a place, the one that starts
//! after it. Which of several possible heads counts is decided here too.

use super::{
    cues::{Cues, Roles},
    view::{Class, NONE, View},
};

/// A phrase is looked for over at most so many items.
const REACH: usize = 32;

/// Items `first..=last` of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The noun phrase whose last item is `end - 1`, not reaching before `floor`.
pub(super) fn before(view: &View<'_>, end: usize, floor: usize) -> Option<Phrase> {
    let last = end.checked_sub(1).filter(|&i| i >= floor)?;
    if !ends_phrase(view, last, floor) {
        return None;
    }
    // 经理人指数（PMI）初值: the name stands before its abbreviation
    if let Some(named) = abbreviated(view, last, floor) {
        return before(view, named, floor);
    }
    let floor = floor.max(last.saturating_sub(REACH));
    let mut first = last;
    if view.class(last) == Class::QuoteClose {
        first = view.items[last].index.max(floor);
    }
    while first > floor {
        match extend(view, first, last, floor) {
            Some(next) => first = next,
            None => break,
        }
    }
    // 分别出口汽车: what follows an adverb is the verb.
    let adverb = first > floor && view.class(first - 1) == Class::Adverb;
    let acts = adverb && !view.roles(first - 1).any(Roles::AVERAGE);
    if acts && first < last && predicate(view, first, Roles::ANY) {
        first += 1;
    }
    // 城市维护建设税: after a place that is a word of the name the verb is one too.
    let mut named = false;
    while first < last
        && (leads_nothing(view, first) || !named && predicate(view, first, Roles::LEAD))
    {
        named |= view.class(first) == Class::Place && !view.roles(first).any(Roles::PLACE);
        first += 1;
    }
    Some(Phrase { first, last })
}

/// Where the bracket opens that stands between a name and the kind of value at item `last`.
fn abbreviated(view: &View<'_>, last: usize, floor: usize) -> Option<usize> {
    let kind = matches!(
        view.word(last),
        "初值" | "终值" | "均值" | "读数" | "数值" | "峰值"
    );
    let close = last.checked_sub(1).filter(|_| kind)?;
    let open = view.items.get(close)?.index;
    let bracket = view.class(close) == Class::Close && open < close && open > floor;
    (bracket && ends_phrase(view, open - 1, floor)).then_some(open)
}

/// Whether item `i` is a verb of the given kind with an object after it: not when the noun
/// that follows commonly has a verb as its attribute (签约金额).
fn predicate(view: &View<'_>, i: usize, kind: Roles) -> bool {
    matches!(view.class(i), Class::Verb | Class::VerbNoun)
        && (kind == Roles::ANY || view.roles(i).any(kind))
        && !view.roles(i + 1).any(Roles::VERBAL_HEAD)
}

/// Whether item `i` can be the last of a noun phrase that is read backwards.
fn ends_phrase(view: &View<'_>, i: usize, floor: usize) -> bool {
    let roles = view.roles(i);
    if view.word(i).starts_with('每') {
        return false;
    }
    match view.class(i) {
        Class::Noun | Class::VerbNoun | Class::Place => true,
        Class::Idiom | Class::Attribute => true,
        Class::Suffix => i > floor && view.nominal(i - 1),
        Class::QuoteClose => view.items[i].index >= floor && i - view.items[i].index <= 12,
        // 专利授权, 居民的诉求: a verb by its tag, a noun by its place; 汽车售出 is none.
        Class::Verb => {
            !roles.any(Roles::LEAD.with(Roles::CHANGE).with(Roles::LINK))
                && i > floor
                && (view.nominal(i - 1) || view.class(i - 1) == Class::De)
                && view.word(i).chars().count() >= 2
                && !view
                    .word(i)
                    .ends_with(['出', '到', '过', '完', '得', '起', '入', '至'])
        }
        _ => false,
    }
}

/// The next item to the left that still belongs to a phrase that starts at `first`.
fn extend(view: &View<'_>, first: usize, last: usize, floor: usize) -> Option<usize> {
    let i = first - 1;
    let joined = |i: usize| i > floor && ends_phrase(view, i - 1, floor);
    match view.class(i) {
        Class::Noun | Class::VerbNoun | Class::Place | Class::Attribute | Class::Idiom => Some(i),
        Class::Other | Class::Adjective | Class::Suffix => Some(i),
        Class::QuoteClose => {
            Some(view.items[i].index).filter(|&open| open >= floor && i - open <= 12)
        }
        Class::Verb if !predicate(view, i, Roles::PREDICATE.with(Roles::CHANGE)) => {
            // 捣毁私宰窝点: of two verbs in a row the second is the attribute.
            let second = i > floor && view.class(i - 1) == Class::Verb;
            let attribute = second || view.roles(first).any(Roles::VERBAL_HEAD);
            ((joined(i) || attribute) && view.word(i).chars().count() >= 2).then_some(i)
        }
        Class::Adverb if view.roles(i).any(Roles::AVERAGE) => Some(i),
        Class::Number if names(view.word(i)) => Some(i),
        Class::List | Class::Conjunction => joined(i).then(|| i - 1),
        Class::De if relational(view, first, last) => joined(i).then(|| i - 1),
        _ => None,
    }
}

/// A number word inside a name: 第一产业, 五菱. One that counts (一批, 首个) is none.
fn names(word: &str) -> bool {
    let digit = |c: char| matches!(c, '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九');
    word.starts_with('第') || word.chars().all(digit)
}

fn relational(view: &View<'_>, first: usize, last: usize) -> bool {
    first == last && view.roles(last).any(Roles::RELATIONAL)
}

/// 全市, a place name, a stray mark: they do not open the name of what is measured.
fn leads_nothing(view: &View<'_>, i: usize) -> bool {
    matches!(
        view.class(i),
        Class::Place | Class::Other | Class::List | Class::Conjunction | Class::Suffix
    ) || view.roles(i).any(Roles::PLACE)
}

/// How the phrase after a figure is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The measure word, which tells the right head from its neighbours.
    pub(super) measure: &'a str,
    /// A single thing (一座在山崖上雕刻的佛像): its attribute may be long, the head last.
    pub(super) single: bool,
    /// Happenings (次, 轮, 场) may have a verb as their head.
    pub(super) happening: bool,
}

/// The noun phrase that starts at item `from`, before `ceiling`, and its head.
pub(super) fn after(
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
        ends: Ends::default(),
        cues,
    };
    while scan.at < scan.ceiling && scan.step() {}
    let last = scan.ends.head(view, reading, cues)?;
    let mut first = scan.from;
    while first < last && !view.attributive(first) && view.class(first) != Class::Verb {
        first += 1;
    }
    let last = alternatives(view, last, ceiling).unwrap_or(last);
    Some(Phrase { first, last })
}

/// 县（市、区）, 乡镇（街道）: other names of the same kind of place in brackets.
fn alternatives(view: &View<'_>, last: usize, ceiling: usize) -> Option<usize> {
    const PLACES: &[&str] = &[
        "县",
        "市",
        "区",
        "旗",
        "镇",
        "乡",
        "乡镇",
        "街道",
        "村",
        "社区",
        "办",
        "场",
        "居",
        "团",
        "镇街",
        "街",
        "园区",
        "农场",
        "县区",
        "市区",
        "居委会",
    ];
    let open = last + 1;
    let close = view.items.get(open)?.index;
    let place = |i: usize| {
        let word = view.word(i);
        PLACES.contains(&word) || word.ends_with(['县', '区', '村', '镇', '乡'])
    };
    let inside = |i: usize| view.class(i) == Class::List || place(i);
    let bracket = view.class(open) == Class::Open && close < ceiling && close - open <= 6;
    (bracket && place(last) && (open + 1..close).all(inside)).then_some(close)
}

/// Possible heads, in order.
#[derive(Debug, Default)]
struct Ends {
    at: [usize; 8],
    len: usize,
}

impl Ends {
    fn push(&mut self, i: usize) {
        if self.len == self.at.len() {
            self.at.rotate_left(1);
            self.len -= 1;
        }
        self.at[self.len] = i;
        self.len += 1;
    }

    /// The last possible head that is counted with the measure word; the last of all when
    /// none is, or when nothing is known of the word.
    fn head(&self, view: &View<'_>, reading: Reading<'_>, cues: &Cues) -> Option<usize> {
        let ends = &self.at[..self.len];
        let measure = reading.measure;
        let last = ends.len().checked_sub(1)?;
        let fits = |&&i: &&usize| {
            view.class(i) != Class::Place && cues.fits(measure, view.word(i)) == Some(true)
        };
        // 15个先进制造业集群: a plain noun at the end is the head, unless the measure word
        // is one of few things (100户困难家庭住房) or the end tells what is done (项目建设).
        let open = strict(measure) || eventive(view, ends[last]);
        let fitting = ends.iter().rposition(|i| fits(&i)).filter(|_| open);
        let done =
            ends.len() > 1 && !reading.happening && view.class(ends[last]) == Class::VerbNoun;
        let thing = (0..last)
            .rev()
            .find(|&n| view.class(ends[n]) == Class::Noun)
            .filter(|&n| done && view.word(ends[n]).chars().nth(1).is_some());
        let head = fitting.or(thing).unwrap_or(last);
        // 中心|村: a single character belongs to the word before it.
        let next = ends.get(head + 1).copied().unwrap_or(usize::MAX);
        let tail = next == ends[head] + 1 && view.word(next).chars().nth(1).is_none();
        Some(if tail { next } else { ends[head] })
    }
}

/// Measure words of a few kinds of things only, and none at all (40万居民饮水标准).
fn strict(measure: &str) -> bool {
    matches!(
        measure,
        "" | "名"
            | "位"
            | "户"
            | "家"
            | "辆"
            | "艘"
            | "架"
            | "头"
            | "只"
            | "株"
            | "棵"
            | "所"
            | "座"
    )
}

/// Measure words of what happens or is done: they count a 整治 or a 培训.
pub(super) fn happens(measure: &str) -> bool {
    matches!(
        measure,
        "次" | "轮" | "场" | "起" | "回" | "届" | "项" | "场次" | "番" | "期" | "种" | "类"
    )
}

/// The end of a phrase that tells what is done (改造) or a rate of it (消除率) rather than
/// what is counted.
fn eventive(view: &View<'_>, i: usize) -> bool {
    let indicator = view.word(i).ends_with(['率', '额', '度', '量']);
    view.class(i) == Class::VerbNoun || indicator
}

/// A reading from left to right.
struct Scan<'v, 'r> {
    view: &'v View<'v>,
    reading: Reading<'r>,
    ceiling: usize,
    /// Where the phrase starts: after the last 的 of its attributes.
    from: usize,
    at: usize,
    /// A verb stands before the first noun (进社区的讲座): the 的 after it is no end.
    verbal: bool,
    ends: Ends,
    cues: &'r Cues,
}

impl Scan<'_, '_> {
    /// Reads one item; false when the phrase is over.
    fn step(&mut self) -> bool {
        let (view, i) = (self.view, self.at);
        let empty = self.ends.len == 0;
        let goes_on = i + 1 < self.ceiling && view.attributive(i + 1);
        let roles = view.roles(i);
        match view.class(i) {
            Class::QuoteOpen => self.quoted(i),
            Class::Noun | Class::VerbNoun => self.end(i),
            Class::Place => match goes_on {
                true => self.pass(),
                false => self.end(i),
            },
            Class::Suffix if !empty && self.ends.at[self.ends.len - 1] + 1 == i => self.end(i),
            Class::Verb if roles.any(Roles::EVENT) && empty && goes_on => self.pass(),
            // 大型物流运输车辆: the noun after it makes the verb an attribute.
            Class::Verb if !empty && view.roles(i + 1).any(Roles::VERBAL_HEAD) => self.pass(),
            Class::Verb if roles.any(Roles::PREDICATE.with(Roles::CHANGE).with(Roles::EVENT)) => {
                self.attribute()
            }
            Class::Verb if !empty && predicate(view, i, Roles::LEAD) => false,
            Class::Verb if goes_on => {
                self.verbal |= empty;
                self.pass()
            }
            Class::Verb if empty && self.reading.happening && self.over(i + 1) => self.end(i),
            Class::Verb | Class::Preposition | Class::Adverb | Class::Base => self.attribute(),
            Class::Idiom if !goes_on => self.end(i),
            Class::Adjective if !empty && !goes_on && self.quality(i) => {
                self.ends = Ends::default();
                self.attribute()
            }
            Class::Attribute | Class::Adjective | Class::Idiom | Class::Other | Class::Suffix => {
                (empty || goes_on) && self.pass()
            }
            Class::Number | Class::Measure | Class::Pronoun | Class::Locative | Class::Date => {
                empty && self.pass()
            }
            Class::Stat if !empty && self.sized(i) => self.restart(i + 1),
            Class::Stat => empty && i + 1 < self.ceiling && self.pass(),
            Class::De => self.de(),
            // 2面银牌及7面铜牌等奖项: 等 closes the list of figures
            Class::Etc if self.counted(i) => false,
            Class::List | Class::Conjunction | Class::Etc => {
                i > self.from && goes_on && self.pass()
            }
            _ => false,
        }
    }

    /// 投资超50亿元产业项目: the figure with the amount before it is an attribute.
    fn sized(&self, i: usize) -> bool {
        let amount = matches!(
            self.view.word(i - 1),
            "投资"
                | "总投资"
                | "产值"
                | "年产值"
                | "规模"
                | "面积"
                | "营收"
                | "销售额"
                | "年销售额"
        );
        amount && self.ends.len == 1 && i + 1 < self.ceiling && self.view.nominal(i + 1)
    }

    /// 潜力大、带动性强的企业: a noun and what is said of it, both before a 的.
    fn quality(&self, i: usize) -> bool {
        matches!(self.view.class(i + 1), Class::List | Class::De)
            && (i + 1..self.ceiling)
                .find(|&j| matches!(self.view.class(j), Class::De | Class::Break | Class::Stat))
                .is_some_and(|j| self.view.class(j) == Class::De)
    }

    /// The noun before 等 is itself counted with the measure word.
    fn counted(&self, i: usize) -> bool {
        let last = i.checked_sub(1).filter(|_| self.ends.len == 1);
        last.is_some_and(|last| {
            self.cues.fits(self.reading.measure, self.view.word(last)) == Some(true)
        })
    }

    /// The phrase starts anew at item `i`.
    fn restart(&mut self, i: usize) -> bool {
        self.ends = Ends::default();
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

    /// A quotation is a name: it may be the head, or stand before it.
    fn quoted(&mut self, open: usize) -> bool {
        let close = self.view.items[open].index;
        if close == NONE || close >= self.ceiling || close - open > 12 {
            return false;
        }
        self.ends.push(close);
        self.at = close + 1;
        true
    }

    /// True when the clause is over at item `i`, or something that no noun phrase holds
    /// begins there.
    fn over(&self, i: usize) -> bool {
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
        if self.ends.len > 0 {
            return false;
        }
        let stops = |i: &usize| matches!(self.view.class(*i), Class::De | Class::Break);
        match (self.at..self.ceiling).find(stops) {
            Some(i) if self.view.class(i) == Class::De => {
                self.at = i + 1;
                self.from = self.at;
                self.at < self.ceiling
            }
            _ => self.compound(),
        }
    }

    /// 30条促进就业举措: no 的 follows, but the measure word knows the last noun.
    fn compound(&mut self) -> bool {
        let (view, open) = (self.view, self.at);
        let inside = |i: &usize| {
            let class = view.class(*i);
            view.attributive(*i) || matches!(class, Class::Verb | Class::List | Class::Conjunction)
        };
        let last = (open..self.ceiling).take_while(inside).last();
        let Some(last) = last.filter(|&i| i > open && view.class(i) == Class::Noun) else {
            return false;
        };
        if self.cues.fits(self.reading.measure, view.word(last)) == Some(true) {
            self.ends.push(last);
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
        let attribute =
            !person && (quality || field || happening || self.verbal || self.reading.single);
        if self.ends.len > 0 && !attribute {
            return false;
        }
        self.verbal = false;
        let next = self.at + 1;
        let named = next < self.ceiling
            && (self.view.attributive(next) || self.view.class(next) == Class::Verb);
        if !named {
            return false;
        }
        self.ends = Ends::default();
        self.from = next;
        self.at = next;
        true
    }
}
