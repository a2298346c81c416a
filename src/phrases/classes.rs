//! Word classes as phrases see them.

use crate::segment::{Token, TokenKind};

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
    /// A bound morpheme or an affix: part of a word that the dictionary lacks.
    Morpheme,
    /// A numeral that the lexer takes for a word (`三大`, `双`).
    Numeral,
    /// A pronoun (`自我`, `各`).
    Pronoun,
    /// A measure word: what stands before the number does not belong to it.
    Measure,
    /// An ordinal with its measure word (`第二次`, `十四届`).
    Ordinal,
}

impl Class {
    /// How many classes there are.
    pub(super) const COUNT: usize = 21;

    /// The class of a token.
    #[inline]
    pub(super) fn of(token: &Token) -> Class {
        if token.kind == TokenKind::Latin {
            let short = token.span.len() <= 24;
            return if short { Class::Latin } else { Class::Break };
        }
        let of_kind = [Class::Break, Class::of_tag(token.pos.bytes())];
        of_kind[usize::from(token.kind == TokenKind::Word)]
    }

    /// The class of a tag; the bytes after its name are zeros. Every word comes here: most
    /// tags are one or two letters, the first a small one, which is seen at once, and a table
    /// answers.
    #[inline]
    fn of_tag(tag: [u8; 8]) -> Class {
        match u64::from_le_bytes(tag) & 0x00FF_80E0 {
            0x60 => SHORT_TAGS[short_tag(tag)],
            _ => Class::of_any_tag(tag),
        }
    }

    const fn of_any_tag(tag: [u8; 8]) -> Class {
        match tag {
            [b'n', b'r', ..] => Class::Person,
            [b'n', b's', ..] => Class::Place,
            [b'n', b't', ..] => Class::Organisation,
            [b'n', b'z', ..] => Class::Name,
            [b'n', ..] => Class::Noun,
            [b'v', b'n', ..] => Class::VerbNoun,
            [b'v', ..] => Class::Verb,
            [b'a', b'd', ..] | [b'd', ..] => Class::Adverb,
            [b'a', ..] | [b'z', 0, ..] => Class::Adjective,
            [b'b', ..] => Class::Attributive,
            [b'i', ..] | [b'l', ..] => Class::Idiom,
            [b'j', ..] => Class::Short,
            [b't', ..] => Class::Time,
            [b'f', ..] | [b's', ..] => Class::Locality,
            [b'q', ..] => Class::Measure,
            [b'g' | b'k' | b'h', ..] | [b'z', b'g', 0, ..] => Class::Morpheme,
            [b'm', ..] => Class::Numeral,
            [b'r', ..] => Class::Pronoun,
            [b'e', b'n', b'g', ..] => Class::Latin,
            _ => Class::Break,
        }
    }

    /// May bear a number (`神舟|十六|号`).
    #[inline]
    pub(super) fn has_number(self) -> bool {
        matches!(self, Class::Name | Class::Person | Class::Noun)
    }

    /// May be a phrase all by itself.
    pub(super) fn stands(self) -> bool {
        use Class::{Adverb, Break, Measure, Morpheme, Numeral, Ordinal, Pronoun};
        !matches!(
            self,
            Adverb | Break | Measure | Morpheme | Numeral | Ordinal | Pronoun
        )
    }

    /// May be the subject of a verb that follows.
    pub(super) fn is_subject(self) -> bool {
        use Class::{
            Locality, Name, Noun, Numeral, Organisation, Person, Place, Pronoun, Short, Time,
        };
        matches!(
            self,
            Locality
                | Name
                | Noun
                | Numeral
                | Organisation
                | Person
                | Place
                | Pronoun
                | Short
                | Time
        )
    }

    /// May be the edge of a phrase that stands once and not in the title.
    pub(super) fn names(self) -> bool {
        use Class::{Adverb, Break, Locality, Measure, Numeral, Pronoun, Time};
        !matches!(
            self,
            Adverb | Break | Locality | Measure | Numeral | Pronoun | Time
        )
    }
}

/// Where a tag of one or two letters stands in [`SHORT_TAGS`].
#[inline]
const fn short_tag(tag: [u8; 8]) -> usize {
    let tag = u64::from_le_bytes(tag);
    ((tag & 31) << 7 | tag >> 8 & 127) as usize
}

/// The classes of all tags of a small letter and at most one more character.
static SHORT_TAGS: [Class; 1 << 12] = {
    let mut classes = [Class::Break; 1 << 12];
    let mut first = b'`';
    while first < 0x80 {
        let mut second = 0;
        while second < 0x80 {
            let tag = [first, second, 0, 0, 0, 0, 0, 0];
            classes[short_tag(tag)] = Class::of_any_tag(tag);
            second += 1;
        }
        first += 1;
    }
    classes
};
