//! Builds the row of one sentence: its words, with every statistic and date as one item,
//! brackets matched, and what a change is compared with (比上年同期) set aside.

use super::{
    cues::{Cues, Roles},
    view::{Class, Item, NONE},
};
use crate::{
    extract::{Context, Extraction, Statistic},
    segment::{Pos, Token, TokenKind},
    span::Span,
};

/// Fills `row` with the items of the text under `sentence`.
pub(super) fn build(
    context: &Context<'_>,
    sentence: Span,
    out: &Extraction,
    cues: &Cues,
    row: &mut Vec<Item>,
) {
    row.clear();
    let text = context.text();
    let mut figures = Figures::new(out, sentence);
    let mut at = sentence.from();
    let first = context.tokens.at(at).unwrap_or(usize::MAX);
    for token in context.tokens.tokens.get(first..).unwrap_or_default() {
        if token.span.from() >= sentence.to() {
            break;
        }
        while let Some(figure) = figures.next_from(at, token.span.to()) {
            if at < figure.span.from() {
                row.push(word(text, token, Span::new(at, figure.span.from()), cues));
            }
            at = figure.span.to();
            row.push(figure);
        }
        if at < token.span.to() && token.span.to() <= sentence.to() {
            push(text, token, at, out, cues, row);
            at = token.span.to();
        }
    }
    derive(text, row, cues);
    match_brackets(row);
    super::base::mark(text, row);
}

/// Adds the items of a token, or of what the figures left of it from `at` on.
fn push(text: &str, token: &Token, at: usize, out: &Extraction, cues: &Cues, row: &mut Vec<Item>) {
    let rest = Span::new(at.max(token.span.from()), token.span.to());
    let cut_by = row.last().filter(|b| {
        b.class == Class::Stat
            && b.span.end == rest.start
            && b.span.from() < token.span.from()
            && token.span.from() < rest.from()
    });
    let unit = |s: &Statistic| s.unit_text.map_or("", |unit| unit.of(text));
    let measure = cut_by.map(|b| out.statistics.get(b.index).map_or("", unit));
    let counted = measure.is_some_and(|m| cues.heads.fits(m, rest.of(text)) == Some(true));
    if counted {
        // 20多头|牛: the rest is a noun that is counted with the unit.
        row.push(part(rest, text, cues));
        return;
    }
    // 八部|门, 五百人|口: the unit took the head of a noun; here the noun stays whole.
    // 7人|均遇难 is no 人均
    let average = cues.roles(token.span.of(text)).any(Roles::AVERAGE);
    let span = match measure {
        Some(_) if token.pos.is_noun() && !average => token.span,
        Some(_) if average => {
            let mut item = part(rest, text, cues);
            item.class = Class::Adverb;
            row.push(item);
            return;
        }
        _ => rest,
    };
    let idiom = matches!(token.pos.name(), "l" | "z" | "i");
    let cut = changing(text, span, idiom, cues).map(|cut| (cut, "n"));
    let cut = cut.or_else(|| worked(text, span, token, cues).map(|cut| (cut, "vn")));
    match cut.filter(|_| token.kind == TokenKind::Word) {
        Some((cut, tag)) => {
            row.push(part(Span::new(span.from(), cut), text, cues));
            let mut work = part(Span::new(cut, span.to()), text, cues);
            if tag == "vn" {
                work.class = Class::VerbNoun;
            }
            row.push(work);
        }
        None => row.push(word(text, token, span, cues)),
    }
}

/// Joins a single character that makes a noun of the word before it: 充电|桩, 整改|率.
fn derive(text: &str, row: &mut Vec<Item>, cues: &Cues) {
    let mut kept = 0_usize;
    for i in 0..row.len() {
        let item = row[i];
        let before = kept.checked_sub(1).map(|k| row[k]);
        match before.filter(|&b| joins(text, b, item)) {
            Some(stem) => {
                let span = stem.span.cover(item.span);
                let whole = cues.roles(span.of(text));
                let roles = whole.with(item.roles.only(Roles::NOUN.with(Roles::VERBAL_HEAD)));
                row[kept - 1] = Item {
                    span,
                    class: Class::Noun,
                    roles,
                    index: NONE,
                };
            }
            None => {
                row[kept] = item;
                kept += 1;
            }
        }
    }
    row.truncate(kept);
}

fn joins(text: &str, stem: Item, ending: Item) -> bool {
    // 受益人|次: the segmenter kept the person in one
    let times = item_is(text, ending, "次") && stem.span.of(text).ends_with('人');
    if times && stem.class == Class::Noun && stem.span.end == ending.span.start {
        return true;
    }
    // 世界500|强
    let ranked = item_is(text, ending, "强") && stem.span.end == ending.span.start;
    if ranked && stem.class == Class::Number {
        return true;
    }
    // 集聚|区, 中心|村, but 建成|镇村联网路 and 全市|村集体收入
    if ending.roles.any(Roles::PLACE_KIND)
        && (stem.class == Class::Verb || stem.roles.any(Roles::PLACE))
    {
        return false;
    }
    // 企业|数: how many there are of a thing that stands alone
    if item_is(text, ending, "数") && stem.class == Class::Noun {
        return false;
    }
    let long = |item: Item| item.span.of(text).chars().nth(1).is_some();
    matches!(
        stem.class,
        Class::Noun | Class::Verb | Class::VerbNoun | Class::Attribute
    ) && stem.span.end == ending.span.start
        && ending.roles.any(Roles::ENDING)
        && long(stem)
        && !long(ending)
}

fn item_is(text: &str, item: Item, word: &str) -> bool {
    item.class != Class::Stat && item.span.of(text) == word
}

/// Where a word that the dictionary keeps in one is two here: a thing and its change (价格|上涨,
/// 经济|增长), or with an idiom's tag a verb and its object (接待|游客).
fn changing(text: &str, span: Span, idiom: bool, cues: &Cues) -> Option<usize> {
    let word = span.of(text);
    let (cut, _) = word.char_indices().nth(2)?;
    let (thing, verb) = word.split_at(cut);
    let four = verb.chars().count() == 2;
    let is = |w, role| cues.roles(w).any(role);
    let change = is(verb, Roles::CHANGE) && !is(thing, Roles::CHANGE);
    let object = idiom && is(thing, Roles::PREDICATE) && !is(verb, Roles::VERBAL_HEAD);
    // 用户|数量: how many there are of them
    let number = is(verb, Roles::TOTAL) && is(verb, Roles::NUMBER_OF);
    (four && (change || object || number)).then(|| span.from() + cut)
}

/// Where a long word that names work ends with it: 老旧小区|改造, 棚户区|改造. What is counted
/// are the things.
fn worked(text: &str, span: Span, token: &Token, cues: &Cues) -> Option<usize> {
    let word = span.of(text);
    let (cut, _) = word.char_indices().rev().nth(1)?;
    let long = word.chars().nth(4).is_some() && token.pos.name() == "vn";
    (long && cues.roles(&word[cut..]).any(Roles::WORK)).then(|| span.from() + cut)
}

fn part(span: Span, text: &str, cues: &Cues) -> Item {
    let word = span.of(text);
    let roles = cues.roles(word);
    Item {
        span,
        class: lexical(word, Pos::new("n"), roles),
        roles,
        index: NONE,
    }
}

/// Statistics and dates of a sentence merged in text order.
struct Figures<'a> {
    out: &'a Extraction,
    stat: usize,
    date: usize,
}

impl<'a> Figures<'a> {
    fn new(out: &'a Extraction, sentence: Span) -> Self {
        let from = sentence.start;
        Figures {
            out,
            stat: out.statistics.partition_point(|s| s.span.start < from),
            date: out.dates.partition_point(|d| d.span.start < from),
        }
    }

    /// The next figure that starts at or after `at` and before `to`.
    fn next_from(&mut self, at: usize, to: usize) -> Option<Item> {
        let stats = &self.out.statistics;
        while stats
            .get(self.stat)
            .is_some_and(|s| s.span.from() < at || !s.kind.is_statistic())
        {
            self.stat += 1;
        }
        while self
            .out
            .dates
            .get(self.date)
            .is_some_and(|d| d.span.from() < at)
        {
            self.date += 1;
        }
        let stat = stats.get(self.stat).map(|s| s.span);
        let date = self.out.dates.get(self.date).map(|d| d.span);
        let (class, span, index) = match (stat, date) {
            (Some(s), Some(d)) if d.start < s.start => (Class::Date, d, self.date),
            (Some(s), _) => (Class::Stat, s, self.stat),
            (None, Some(d)) => (Class::Date, d, self.date),
            (None, None) => return None,
        };
        (span.from() < to).then_some(Item {
            span,
            class,
            roles: Roles::default(),
            index,
        })
    }
}

fn word(text: &str, token: &Token, span: Span, cues: &Cues) -> Item {
    let word = span.of(text);
    let mut roles = cues.roles(word);
    let class = match token.kind {
        TokenKind::Punctuation => mark(word),
        TokenKind::Space if word.contains('\n') => Class::Break,
        TokenKind::Space => Class::Space,
        TokenKind::Latin | TokenKind::Mask => Class::Noun,
        TokenKind::Number | TokenKind::Date => Class::Number,
        TokenKind::Word => {
            // A number word that the segmenter kept in one (第一, 一批) plays no role.
            if token.pos.class() == b'm' && !roles.any(Roles::COMPARE) {
                roles = roles.only(Roles::ENDING);
            }
            let surname = token.pos.name() == "nr" && word.chars().nth(1).is_none();
            match lexical(word, token.pos, roles) {
                _ if surname && roles == Roles::default() => Class::Other,
                // 个人所得税: the dictionary's phrases end as nouns do
                Class::Idiom if last_character(word, cues).any(Roles::ENDING) => Class::Noun,
                class => class,
            }
        }
    };
    Item {
        span,
        class,
        roles,
        index: NONE,
    }
}

/// The roles of the last character of a word.
fn last_character(word: &str, cues: &Cues) -> Roles {
    let from = word.char_indices().next_back().map_or(0, |(at, _)| at);
    cues.roles(&word[from..])
}

fn mark(word: &str) -> Class {
    match word {
        "、" => Class::List,
        "（" | "(" | "【" | "〔" | "[" | "［" => Class::Open,
        "）" | ")" | "】" | "〕" | "]" | "］" => Class::Close,
        "“" | "‘" | "《" | "〈" | "「" | "『" => Class::QuoteOpen,
        "”" | "’" | "》" | "〉" | "」" | "』" => Class::QuoteClose,
        "·" | "•" | "-" | "/" | "+" | "&" | "%" => Class::Other,
        _ => Class::Break,
    }
}

fn lexical(word: &str, pos: Pos, roles: Roles) -> Class {
    match word {
        "的" | "之" => return Class::De,
        "等" | "等等" => return Class::Etc,
        "时" | "期间" | "内" | "里" | "外" => return Class::Locative,
        "一个" | "一种" | "一批" | "一系列" => return Class::Number,
        _ => {}
    }
    if roles.any(Roles::CONJUNCTION) {
        return Class::Conjunction;
    }
    if roles.any(Roles::NOUN) {
        return Class::Noun;
    }
    if roles.any(Roles::ATTRIBUTE) {
        return Class::Attribute;
    }
    if roles.any(Roles::VERBAL_NOUN) {
        return Class::VerbNoun;
    }
    if roles.any(Roles::ADVERB) {
        return Class::Adverb;
    }
    let exceeds = roles.any(Roles::COMPARE) && word.ends_with('于');
    // 发展, 调整: nouns as often as verbs, and no change by themselves
    let vague = roles.any(Roles::CHANGE) && roles.direction().is_none();
    if vague && !roles.any(Roles::PREDICATE) {
        return by_tag(pos.name());
    }
    if (exceeds || roles.any(Roles::CHANGE.with(Roles::PREDICATE))) && pos.class() != b'p' {
        return Class::Verb;
    }
    // 因此, 如果: they join clauses, not nouns
    if pos.class() == b'c' && word.chars().nth(1).is_some() {
        return Class::Adverb;
    }
    // 较: tagged as a noun's part
    match pos.name() {
        "zg" if roles.any(Roles::BASE_PHRASE) => Class::Adverb,
        tag => by_tag(tag),
    }
}

fn by_tag(tag: &str) -> Class {
    match tag {
        "ns" => Class::Place,
        "vn" => Class::VerbNoun,
        "an" | "j" | "zg" | "ng" | "g" | "eng" | "x" => Class::Noun,
        "ad" | "d" | "df" | "dg" | "vd" => Class::Adverb,
        "s" | "b" => Class::Attribute,
        "uj" => Class::De,
        "i" | "l" => Class::Idiom,
        "k" | "h" => Class::Suffix,
        _ => match tag.as_bytes().first() {
            Some(b'n') => Class::Noun,
            Some(b'v') => Class::Verb,
            Some(b'a' | b'z') => Class::Adjective,
            Some(b'p') => Class::Preposition,
            Some(b'c') => Class::Conjunction,
            Some(b'r') => Class::Pronoun,
            Some(b'm') => Class::Number,
            Some(b'q') => Class::Measure,
            Some(b't') => Class::Time,
            Some(b'f') => Class::Locative,
            Some(b'u') => Class::Particle,
            _ => Class::Other,
        },
    }
}

/// Gives every bracket and quotation mark the place of its mate; one without a mate ends
/// the clause.
fn match_brackets(row: &mut [Item]) {
    let mut open: Vec<usize> = Vec::new();
    for i in 0..row.len() {
        match row[i].class {
            Class::Open | Class::QuoteOpen => open.push(i),
            Class::Close | Class::QuoteClose => {
                let opening = match row[i].class {
                    Class::Close => Class::Open,
                    _ => Class::QuoteOpen,
                };
                match open.last() {
                    Some(&mate) if row[mate].class == opening => {
                        open.pop();
                        row[mate].index = i;
                        row[i].index = mate;
                    }
                    _ => row[i].class = Class::Break,
                }
            }
            _ => {}
        }
    }
    for i in open {
        row[i].class = Class::Break;
    }
}
