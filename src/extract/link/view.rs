//! One sentence as a row of items ([`super::row`] builds it). All linking rules read this row
//! and never the text itself.

use super::cues::Roles;
use crate::{extract::StatKind, span::Span};

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

/// Kinds for which the thing measured is named.
pub(super) fn names_thing(kind: StatKind) -> bool {
    use StatKind::{Age, Duration, Identifier, Lexical, Ordinal};
    !matches!(kind, Age | Duration | Identifier | Lexical | Ordinal)
}
