//! The noun phrase that ends before a place, read from right to left.

use super::{Phrase, REACH, share};
use crate::extract::link::{
    cues::Roles,
    view::{Class, View},
};

/// The noun phrase whose last item is `end - 1`, not reaching before `floor`.
pub(in crate::extract::link) fn before(
    view: &View<'_>,
    end: usize,
    floor: usize,
) -> Option<Phrase> {
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
    if let Some(opens) = share::opens(view, first, last, floor) {
        return Some(Phrase { first: opens, last });
    }
    // 分别出口汽车: what follows an adverb is the verb.
    let adverb = first > floor && view.class(first - 1) == Class::Adverb;
    let acts = adverb && !view.roles(first - 1).any(Roles::AVERAGE);
    if acts && first < last && predicate(view, first, Roles::ANY) {
        first += 1;
    }
    // 高标准改造农村厕所: how it is done, then the verb
    let manner = first + 1 < last
        && view.roles(first).any(Roles::MANNER)
        && view.roles(first + 1).any(Roles::OBJECT_VERB)
        && !view.roles(first + 2).any(Roles::VERBAL_HEAD);
    if manner {
        first += 2;
    }
    if handles(view, first, last, floor) {
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

/// 整治黑臭水体12条, but 建设项目, 投资完成额: at the head of a clause a verb that is as often
/// an attribute takes the phrase after it for its object.
fn handles(view: &View<'_>, first: usize, last: usize, floor: usize) -> bool {
    // 五是采购设备7台
    let opens =
        first == floor || view.class(first - 1) == Class::Adverb || view.word(first - 1) == "是";
    let indicator = view
        .word(last)
        .ends_with(['率', '额', '量', '值', '比', '度', '期']);
    let verb = view.roles(first).any(Roles::OBJECT_VERB);
    opens && first < last && !indicator && verb && !view.roles(first + 1).any(Roles::VERBAL_HEAD)
}

/// Where the bracket opens that stands between a name and the kind of value at item `last`.
fn abbreviated(view: &View<'_>, last: usize, floor: usize) -> Option<usize> {
    let kind = view.roles(last).any(Roles::VALUE_KIND);
    let close = last.checked_sub(1).filter(|_| kind)?;
    let open = view.items.get(close)?.index;
    let bracket = view.class(close) == Class::Close && open < close && open > floor;
    (bracket && ends_phrase(view, open - 1, floor)).then_some(open)
}

/// Whether item `i` is a verb of the given kind with an object after it: not when the noun
/// that follows commonly has a verb as its attribute (签约金额), or when the verb takes none
/// (上市企业, 受灾群众).
pub(super) fn predicate(view: &View<'_>, i: usize, kind: Roles) -> bool {
    matches!(view.class(i), Class::Verb | Class::VerbNoun)
        && (kind == Roles::ANY || view.roles(i).any(kind))
        && (!view.roles(i + 1).any(Roles::VERBAL_HEAD) || gives(view, i))
        && !(view.roles(i).any(Roles::EVENT) && view.nominal(i + 1))
}

/// 投入资金, 发放补贴: the noun is the verb's object for all that it often has verbs as attributes.
fn gives(view: &View<'_>, i: usize) -> bool {
    view.roles(i).any(Roles::GIVES) && view.roles(i + 1).any(Roles::GIVEN)
}

/// Whether item `i` can be the last of a noun phrase that is read backwards.
fn ends_phrase(view: &View<'_>, i: usize, floor: usize) -> bool {
    let roles = view.roles(i);
    // 集聚了全国33%: a particle makes a verb of it.
    let acts = matches!(view.class(i + 1), Class::Particle) && view.word(i + 1) != "等";
    if view.word(i).starts_with('每')
        || acts && matches!(view.class(i), Class::Verb | Class::VerbNoun)
    {
        return false;
    }
    let changes = view.roles(i + 1).any(Roles::CHANGE) && view.class(i + 1) == Class::Verb;
    match view.class(i) {
        Class::Noun if view.word(i).ends_with('性') && changes => false,
        Class::Noun | Class::VerbNoun | Class::Place => true,
        // 恢复性增产: an attribute of the verb
        Class::Attribute if changes => false,
        Class::Idiom | Class::Attribute => true,
        Class::Suffix => i > floor && view.nominal(i - 1),
        Class::QuoteClose => view.items[i].index >= floor && i - view.items[i].index <= 12,
        // 专利授权, 居民的诉求: a verb by its tag, a noun by its place; 汽车售出 is none.
        // 研发经费投入年均增长5%
        Class::Verb if grows(view, i, floor) => true,
        Class::Verb => {
            !roles.any(
                Roles::LEAD
                    .with(Roles::CHANGE)
                    .with(Roles::LINK)
                    .with(Roles::PREDICATE),
            ) && i > floor
                && (view.nominal(i - 1) || view.class(i - 1) == Class::De)
                && view.word(i).chars().count() >= 2
                && !view
                    .word(i)
                    .ends_with(['出', '到', '过', '完', '得', '起', '入', '至'])
        }
        _ => false,
    }
}

/// A verb that names an amount: a noun stands before it and a verb of change follows.
fn grows(view: &View<'_>, i: usize, floor: usize) -> bool {
    let amount = view.roles(i).any(Roles::ACT_NOUN) && i > floor && view.nominal(i - 1);
    let passes = |j: &usize| matches!(view.class(*j), Class::Adverb | Class::Base | Class::Date);
    let next = (i + 1..view.items.len().min(i + 12)).find(|j| !passes(j));
    amount && next.is_some_and(|j| view.class(j) == Class::Verb && view.roles(j).any(Roles::CHANGE))
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
            let second =
                i > floor && view.class(i - 1) == Class::Verb && !view.roles(i).any(Roles::LEAD);
            let attribute = second || view.roles(first).any(Roles::VERBAL_HEAD);
            ((joined(i) || attribute) && view.word(i).chars().count() >= 2).then_some(i)
        }
        Class::Adverb if view.roles(i).any(Roles::AVERAGE) => Some(i),
        // 基本养老金, 实际投资
        Class::Adverb if view.roles(i).any(Roles::ATTRIBUTIVE) && view.nominal(first) => Some(i),
        // 县域|内|就诊率
        Class::Locative if view.word(i) == "内" && joined(i) && view.nominal(first) => Some(i),
        // 州|级|美丽河湖
        Class::Measure if i > floor && view.nominal(i - 1) && view.attributive(first) => Some(i),
        Class::Number if names(view.word(i)) => Some(i),
        // 第一、二产业
        Class::List if i > floor && names(view.word(first)) && names(view.word(i - 1)) => {
            Some(i - 1)
        }
        Class::List | Class::Conjunction => joined(i).then(|| i - 1),
        Class::De if relational(view, first, last) => joined(i).then(|| i - 1),
        _ => opens_name(view, i, floor).then_some(i),
    }
}

/// 中钢国际: a character that opens a clause or a member of a list, and is no word of its own
/// there, belongs to the name after it.
fn opens_name(view: &View<'_>, i: usize, floor: usize) -> bool {
    let class = matches!(view.class(i), Class::Locative | Class::Measure);
    let first = i == floor || matches!(view.class(i - 1), Class::List | Class::Break);
    let single = view.word(i).chars().nth(1).is_none();
    class && first && single && view.roles(i) == Roles::default()
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
