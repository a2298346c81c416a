//! Word classes as phrases see them, and the stop words.

use super::table::hash;
use crate::{
    error::Result,
    lexicon::Dicts,
    segment::{Token, TokenKind},
};
use rustc_hash::FxHashSet;

/// What a word is to a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[repr(u8)]
pub(super) enum Class {
    /// Punctuation, numbers, dates, masks, spaces, function words: no phrase crosses it.
    #[default]
    Break,
    /// A common noun.
    Noun,
    /// A person's name.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// Another name.
    Name,
    /// A verb.
    Verb,
    /// A verb used as a noun.
    VerbNoun,
    /// An adjective.
    Adjective,
    /// An attributive (`大型`, `民用`).
    Attributive,
    /// A set phrase.
    Idiom,
    /// An abbreviation (`全国政协`).
    Short,
    /// Time (`春节`).
    Time,
    /// Direction and locality (`以上`, `海上`).
    Locality,
    /// An adverb.
    Adverb,
    /// A Latin word.
    Latin,
}

impl Class {
    /// How many classes there are.
    pub(super) const COUNT: usize = 16;

    /// The class of a token.
    #[inline]
    pub(super) fn of(token: &Token) -> Class {
        match token.kind {
            TokenKind::Word => Class::of_tag(token.pos.name().as_bytes()),
            TokenKind::Latin if token.span.len() <= 24 => Class::Latin,
            _ => Class::Break,
        }
    }

    fn of_tag(tag: &[u8]) -> Class {
        match tag {
            [b'n', b'r', ..] => Class::Person,
            [b'n', b's', ..] => Class::Place,
            [b'n', b't', ..] => Class::Organisation,
            [b'n', b'z', ..] => Class::Name,
            [b'n', ..] => Class::Noun,
            [b'v', b'n', ..] => Class::VerbNoun,
            [b'v', ..] => Class::Verb,
            [b'a', b'd', ..] | [b'd', ..] => Class::Adverb,
            [b'a', ..] | [b'z'] => Class::Adjective,
            [b'b', ..] => Class::Attributive,
            [b'i', ..] | [b'l', ..] => Class::Idiom,
            [b'j', ..] => Class::Short,
            [b't', ..] => Class::Time,
            [b'f', ..] | [b's', ..] => Class::Locality,
            [b'g', ..] => Class::Noun,
            [b'e', b'n', b'g', ..] => Class::Latin,
            _ => Class::Break,
        }
    }

    /// May stand at the first place of a phrase.
    pub(super) fn opens(self) -> bool {
        self != Class::Break
    }

    /// May stand at the last place of a phrase.
    pub(super) fn closes(self) -> bool {
        !matches!(self, Class::Break | Class::Adverb)
    }
}

/// Words that are no phrase and stand at no edge of one.
#[derive(Debug, Default)]
pub(super) struct StopWords {
    words: FxHashSet<u64>,
}

impl StopWords {
    /// Loads `stop_words.txt`: one word a line, `#` starts a comment line.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let (text, _) = dicts.read("stop_words.txt")?;
        let words = text.lines().map(str::trim);
        let words = words.filter(|w| !w.is_empty() && !w.starts_with('#'));
        Ok(StopWords {
            words: words.map(|w| hash(w.as_bytes())).collect(),
        })
    }

    /// Whether the word with this hash is one.
    #[inline]
    pub(super) fn holds(&self, hash: u64) -> bool {
        self.words.contains(&hash)
    }
}
