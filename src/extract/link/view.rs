//! One sentence as a row of items: its words, with every statistic and date as one item,
//! brackets matched, and what a change is compared with (比上年同期) set aside. All linking
//! rules read this row and never the text itself.

use super::cues::{Cues, Roles};
use crate::{
    extract::{Context, Extraction, StatKind},
    segment::{Pos, Token, TokenKind},
    span::Span,
};

/// What an item is for the linking rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A statistic; `Item::index` is its place in the list.
    Stat,
    /// A date; `Item::index` is its place in the list.
    Date,
    /// Part of what a change is compared with.
    Base,
    /// A mark between clauses: ，。；：
    Break,
    /// 、
    List,
    /// An opening bracket; `Item::index` is the closing one's item.
    Open,
    /// A closing bracket; `Item::index` is the opening one's item.
    Close,
    /// An opening quotation mark.
    QuoteOpen,
    /// A closing quotation mark.
    QuoteClose,
    Space,
    Noun,
    /// A place name.
    Place,
    /// A verb used as a noun (jieba's `vn`).
    VerbNoun,
    Verb,
    Adjective,
    /// A word that only stands before nouns (jieba's `b`).
    Attribute,
    Adverb,
    Preposition,
    Conjunction,
    /// 的
    De,
    /// 等
    Etc,
    Pronoun,
    Number,
    Measure,
    Time,
    /// 上, 中, 以上
    Locative,
    Suffix,
    Idiom,
    Particle,
    Other,
}

/// No index: an unmatched bracket.
pub(super) const NONE: usize = usize::MAX;

/// A word, a mark, a statistic or a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) span: Span,
    pub(super) class: Class,
    pub(super) roles: Roles,
    /// See [`Class`]; [`NONE`] where it says nothing.
    pub(super) index: usize,
}

/// The row of one sentence, borrowed from the linker's buffer.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) items: &'a [Item],
}

impl<'a> View<'a> {
    /// The class of item `i`; `Break` outside the row.
    pub(super) fn class(&self, i: usize) -> Class {
        self.items.get(i).map_or(Class::Break, |item| item.class)
    }

    /// The roles of item `i`.
    pub(super) fn roles(&self, i: usize) -> Roles {
        self.items
            .get(i)
            .map_or(Roles::default(), |item| item.roles)
    }

    /// The words of item `i`.
    pub(super) fn word(&self, i: usize) -> &'a str {
        self.items.get(i).map_or("", |item| item.span.of(self.text))
    }

    /// The span from item `first` to item `last`.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        self.items[first].span.cover(self.items[last].span)
    }

    /// A word that can end a noun phrase.
    pub(super) fn nominal(&self, i: usize) -> bool {
        use Class::{Noun, Place, VerbNoun};
        matches!(self.class(i), Noun | Place | VerbNoun)
    }

    /// A word that can stand inside a noun phrase before its head.
    pub(super) fn attributive(&self, i: usize) -> bool {
        use Class::{Adjective, Attribute, Idiom, Other, QuoteOpen, Suffix};
        self.nominal(i)
            || matches!(
                self.class(i),
                Adjective | Attribute | Idiom | Other | QuoteOpen | Suffix
            )
    }

    /// First item of the clause that holds item `at`, at most `reach` items back. Closed
    /// brackets on the way are skipped, an open one ends the clause.
    pub(super) fn clause_start(&self, at: usize, reach: usize) -> usize {
        let floor = at.saturating_sub(reach);
        let mut i = at;
        while i > floor {
            match self.class(i - 1) {
                Class::Break | Class::Open => break,
                Class::Close => i = self.items[i - 1].index.min(i - 1),
                _ => i -= 1,
            }
        }
        i
    }

    /// One past the last item of the clause that holds item `at`.
    pub(super) fn clause_end(&self, at: usize, reach: usize) -> usize {
        let ceiling = self.items.len().min(at.saturating_add(reach));
        let mut i = at;
        while i < ceiling && !matches!(self.class(i), Class::Break | Class::Close) {
            i = match self.class(i) {
                Class::Open if self.items[i].index != NONE => self.items[i].index + 1,
                _ => i + 1,
            };
        }
        i.min(self.items.len())
    }
}

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
            // 八部|门, 五百人|口: the unit took the head of a word; here the word stays whole.
            let head = row.last().is_some_and(|b| {
                b.class == Class::Stat
                    && b.span.end == at as u32
                    && b.span.from() < token.span.from()
            });
            let from = if head {
                token.span.from()
            } else {
                at.max(token.span.from())
            };
            let to = token.span.to();
            let idiom = matches!(token.pos.name(), "l" | "z" | "i");
            let cut = changing(text, Span::new(from, to), idiom, cues);
            match cut.filter(|_| token.kind == TokenKind::Word) {
                Some(cut) => {
                    row.push(part(Span::new(from, cut), text, cues));
                    row.push(part(Span::new(cut, to), text, cues));
                }
                None => row.push(word(text, token, Span::new(from, to), cues)),
            }
            at = to;
        }
    }
    derive(text, row, cues);
    match_brackets(row);
    super::base::mark(text, row);
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
    (four && (change || object)).then(|| span.from() + cut)
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
            match surname && roles == Roles::default() {
                true => Class::Other,
                false => lexical(word, token.pos, roles),
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
        "时" | "期间" => return Class::Locative,
        "一个" | "一种" | "一批" | "一系列" => return Class::Number,
        _ => {}
    }
    if roles.any(Roles::CONJUNCTION) {
        return Class::Conjunction;
    }
    if roles.any(Roles::NOUN) {
        return Class::Noun;
    }
    if roles.any(Roles::ADVERB) {
        return Class::Adverb;
    }
    let exceeds = roles.any(Roles::COMPARE) && word.ends_with('于');
    if (exceeds || roles.any(Roles::CHANGE.with(Roles::PREDICATE))) && pos.class() != b'p' {
        return Class::Verb;
    }
    by_tag(pos.name())
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

/// Kinds for which the thing measured is named.
pub(super) fn names_thing(kind: StatKind) -> bool {
    use StatKind::{Age, Duration, Identifier, Lexical, Ordinal};
    !matches!(kind, Age | Duration | Identifier | Lexical | Ordinal)
}
