//! The statistics of a document as a row of figures: how exactly each is stated, which
//! words stand before it, and how it is divided from the one before.

use super::{cues::Cues, stated::Stated};
use crate::{
    chars,
    document::Document,
    extract::{ChangeRole, DateMention, Extraction, StatKind, Statistic},
    segment::{Pos, Tokens},
    span::Span,
};

/// How far apart two neighbouring figures stand, weakest mark first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Words only.
    None,
    /// 、
    Enumeration,
    /// ，
    Comma,
    /// ；
    Semicolon,
    /// 。！？
    Stop,
    /// Another paragraph.
    Paragraph,
}

/// What a figure does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    /// A level: so many there are.
    Level,
    /// The amount of a rise (增加5个, 增长8%).
    Rise,
    /// The amount of a fall.
    Fall,
}

/// A statistic with what surrounds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'a> {
    /// Its index in the list of statistics.
    pub(super) n: usize,
    /// The statistic.
    pub(super) statistic: &'a Statistic,
    /// Value and precision; none for ranges and bounds.
    pub(super) stated: Option<Stated>,
    /// The text from the figure before it (or its paragraph's start) to it.
    pub(super) gap: &'a str,
    /// True when the words right before it open with a verb or an adverb and go on: a clause of
    /// its own (新建成轨道交通320公里), no name of a part (自筹80万元).
    pub(super) acts: bool,
    /// The text from it to the next figure (or its paragraph's end).
    pub(super) rest: &'a str,
    /// The strongest mark in `gap`.
    pub(super) divided: Break,
    /// A number stands in `gap` that is neither a statistic nor a part of a date: something may
    /// have been counted that is not in the row (TPG1350亿).
    pub(super) stray: bool,
    /// Number of the round bracket that it stands in; 0 outside.
    pub(super) bracket: u32,
    /// What it does.
    pub(super) function: Function,
    /// What can be added to it: figures of the same unit only. None for rates and ordinals.
    pub(super) unit: Option<&'static str>,
}

impl<'a> Figure<'a> {
    /// The words before the figure in its own clause: after the last mark of `gap`.
    pub(super) fn label(&self) -> &'a str {
        after_last(self.gap, |c| is_mark(c) || is_bracket(c))
    }

    /// The words before the figure since the last comma, with the items of an enumeration.
    pub(super) fn clause(&self) -> &'a str {
        after_last(self.gap, |c| is_mark(c) && c != '、')
    }

    /// The words after the figure in its own clause.
    pub(super) fn tail(&self) -> &'a str {
        let end = self.rest.find(|c| is_mark(c) || is_bracket(c));
        &self.rest[..end.unwrap_or(self.rest.len())]
    }

    /// A level that counts or measures, such as can be a part, a total or a base.
    pub(super) fn is_amount(&self) -> bool {
        self.function == Function::Level && self.unit.is_some() && self.stated.is_some()
    }

    /// What it counts, where that stands beside it and is not taken over from a figure before.
    pub(super) fn named(&self, text: &'a str) -> Option<&'a str> {
        let span = self.statistic.span;
        let near = Span::new(span.from() - self.gap.len(), span.to() + self.rest.len());
        self.statistic
            .of
            .filter(|of| near.contains(*of))
            .map(|of| of.of(text))
    }

    /// The first of two levels (由6个 …): neither a part nor a total.
    pub(super) fn is_start(&self) -> bool {
        let change = self.statistic.change;
        change.is_some_and(|c| c.role == ChangeRole::From)
    }

    /// A percentage (or permille).
    pub(super) fn is_percent(&self) -> bool {
        matches!(self.statistic.kind, StatKind::Percent | StatKind::Permille)
    }

    /// What the words right before the figure make of it.
    fn read_label(&mut self, before: &str, cues: &Cues, tokens: &Tokens, text: &str) {
        let span = self.statistic.span;
        if !passes_a_mark(span.of(text)) {
            // 高出2.3个百分点: the verb may be a part of the expression.
            let from = span.from() - self.label().len();
            let words = text.get(from..self.statistic.core.from());
            self.function = cues.function(words.unwrap_or(self.label()), before);
        }
        if cues.is_target(self.label()) {
            self.stated = self.stated.map(Stated::exact);
        }
        let names = cues.without_among(self.label());
        self.acts = cues.without_links(names).chars().count() > 2
            && opens_with_verb(tokens, span.from() - names.len());
    }

    /// The amount of a change.
    pub(super) fn is_change(&self) -> bool {
        self.function != Function::Level
    }
}

/// The figures of a document in text order.
pub(super) fn figures<'a>(
    document: &'a Document,
    tokens: &Tokens,
    extraction: &'a Extraction,
    cues: &Cues,
) -> Vec<Figure<'a>> {
    let text = document.text();
    let mut out: Vec<Figure<'a>> = Vec::new();
    let mut brackets = Brackets::default();
    let mut paragraph = (usize::MAX, 0, 0);
    for (n, statistic) in extraction.statistics.iter().enumerate() {
        if !statistic.kind.is_statistic() {
            continue;
        }
        let here = paragraph_of(document, statistic);
        let new = here.0 != paragraph.0;
        if new {
            paragraph = here;
            brackets.close_all();
        }
        let last = out
            .last()
            .filter(|_| !new)
            .map_or(paragraph.1, |f| f.statistic.span.to());
        let from = last.min(statistic.span.from());
        let gap = &text[from..statistic.span.from()];
        brackets.pass(gap);
        if let Some(previous) = out.last_mut().filter(|_| !new) {
            previous.rest = gap;
        }
        let next = extraction.statistics.get(n + 1);
        let span = Span::new(from, statistic.span.from());
        let mut figure = Figure {
            n,
            statistic,
            stated: Stated::of(statistic, text)
                .filter(|_| !is_cut(statistic, text) && !gap.ends_with(['-', '－', '−'])),
            gap,
            acts: false,
            rest: rest_of(text, statistic, next, paragraph.2),
            divided: if new {
                Break::Paragraph
            } else {
                strongest(gap)
            },
            stray: has_stray(span, text, &extraction.dates),
            bracket: brackets.open(),
            function: Function::Level,
            unit: cues.unit(statistic, text),
        };
        // 比乙校的950人多250人: 比 stands before the figure before.
        let before = out.last().filter(|_| figure.divided == Break::None);
        let before = before.map_or("", Figure::label);
        figure.read_label(before, cues, tokens, text);
        out.push(figure);
        brackets.pass(statistic.span.of(text));
    }
    out
}

/// A number of two digits or more in `gap` that no date covers, footnote marks aside ([27]).
fn has_stray(gap: Span, text: &str, dates: &[DateMention]) -> bool {
    let words = gap.of(text);
    if !words.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let known = dates.partition_point(|d| d.span.to() <= gap.from());
    let dated = |at: usize| {
        let near = dates[known..].iter().take_while(|d| d.span.from() <= at);
        near.clone().any(|d| d.span.to() > at)
    };
    let digit = |&(_, c): &(usize, char)| c.is_ascii_digit();
    let mut ends = words.char_indices().zip(words.char_indices().skip(1));
    ends.any(|(a, b)| {
        let note = words[..a.0].trim_end_matches(|c: char| c.is_ascii_digit());
        digit(&a) && digit(&b) && !note.ends_with('[') && !dated(gap.from() + a.0)
    })
}

/// Its numeral is the end of a longer one (1，753 with a full-width comma): its value is not
/// what the text says.
fn is_cut(statistic: &Statistic, text: &str) -> bool {
    // 157. 58亿元, 1 100: with a space.
    let before = text[..statistic.number.from()].trim_end_matches(' ');
    let spaced = before.len() < statistic.number.from();
    let marked = before.strip_suffix(['，', ',', '.', '．']);
    let before = marked.or_else(|| spaced.then_some(before));
    before.is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()))
}

/// 破500亿: a mark that was passed, not the amount of a change.
fn passes_a_mark(text: &str) -> bool {
    text.starts_with('破')
}

/// The word at byte `at` is a verb or an adverb, or 新 before a verb.
fn opens_with_verb(tokens: &Tokens, at: usize) -> bool {
    let pos = |i: usize| tokens.tokens.get(i).map(|t| t.pos);
    let verb = |p: Option<Pos>| p.is_some_and(|p| p == Pos::new("v") || p == Pos::new("d"));
    tokens.at(at).is_some_and(|i| {
        let adjective = pos(i).is_some_and(|p| p.class() == b'a');
        verb(pos(i)) || adjective && verb(pos(i + 1))
    })
}

/// The text from a statistic to the next one, or to the paragraph's end.
fn rest_of<'a>(text: &'a str, this: &Statistic, next: Option<&Statistic>, end: usize) -> &'a str {
    let from = this.span.to();
    let to = next.map_or(end, |s| end.min(s.span.from()));
    &text[from..to.max(from)]
}

/// Index, start and end of the paragraph of a statistic.
fn paragraph_of(document: &Document, statistic: &Statistic) -> (usize, usize, usize) {
    let sentence = document.sentences.get(statistic.sentence as usize);
    let index = sentence.map_or(0, |s| s.paragraph as usize);
    let span = document.paragraphs.get(index).map(|p| p.span);
    let (start, end) = span.map_or((0, document.text().len()), |s| (s.from(), s.to()));
    (index, start.min(statistic.span.from()), end)
}

/// Which round brackets stand open.
#[derive(Debug, Default)]
struct Brackets {
    open: Vec<u32>,
    seen: u32,
}

impl Brackets {
    fn pass(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '(' | '（' => {
                    self.seen += 1;
                    self.open.push(self.seen);
                }
                ')' | '）' => {
                    self.open.pop();
                }
                _ => {}
            }
        }
    }

    fn open(&self) -> u32 {
        self.open.last().copied().unwrap_or(0)
    }

    fn close_all(&mut self) {
        self.open.clear();
    }
}

fn strength(c: char) -> Break {
    match c {
        '、' => Break::Enumeration,
        '，' | ',' | '：' | ':' => Break::Comma,
        '；' | ';' => Break::Semicolon,
        '\n' => Break::Paragraph,
        c if chars::ends_sentence(c) => Break::Stop,
        _ => Break::None,
    }
}

/// The strongest mark in a text.
pub(super) fn strongest(text: &str) -> Break {
    text.chars().map(strength).max().unwrap_or(Break::None)
}

fn is_mark(c: char) -> bool {
    strength(c) != Break::None
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | '（' | ')' | '）')
}

fn after_last(text: &str, is: impl Fn(char) -> bool) -> &str {
    let at = text.char_indices().rev().find(|&(_, c)| is(c));
    at.map_or(text, |(i, c)| &text[i + c.len_utf8()..])
}
