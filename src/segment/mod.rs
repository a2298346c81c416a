//! Text to tokens: a lexer takes numbers, dates, mask runs, Latin words and addresses
//! whole, a [`Segmenter`] cuts and tags the words between.

mod jieba;
mod lexer;
mod names;

use crate::{error::Result, lexicon::Dicts, numeral::Numeral, span::Span};

pub use jieba::Jieba;

/// A part-of-speech tag: a short ASCII name of jieba's tag set (`n`, `vn`, `nrfg` …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Pos([u8; 8]);

impl Pos {
    /// The tag for a name; names longer than eight bytes are cut.
    #[must_use]
    pub const fn new(name: &str) -> Self {
        let mut tag = [0; 8];
        let mut i = 0;
        while i < name.len() && i < 8 {
            tag[i] = name.as_bytes()[i];
            i += 1;
        }
        Pos(tag)
    }

    /// The tag's name.
    #[must_use]
    pub fn name(&self) -> &str {
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(8);
        std::str::from_utf8(&self.0[..len]).unwrap_or("")
    }

    /// The bytes of its name, filled up with zeros: what a hot path matches on.
    #[inline]
    #[must_use]
    pub fn bytes(self) -> [u8; 8] {
        self.0
    }

    /// The first letter, which is the word class: `n`, `v`, `a`, `m` …; `x` when unknown.
    #[must_use]
    pub fn class(self) -> u8 {
        if self.0[0] == 0 { b'x' } else { self.0[0] }
    }

    /// A noun of any kind, names included.
    #[must_use]
    pub fn is_noun(self) -> bool {
        self.class() == b'n' || self == Pos::new("vn") || self == Pos::new("an")
    }
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word.
    Word,
    /// A numeral.
    Number,
    /// An absolute date or time (`2014年11月12日`, `17:30`).
    Date,
    /// A run of mask characters.
    Mask,
    /// A Latin word, model name, address or URL.
    Latin,
    /// A punctuation mark or symbol.
    Punctuation,
    /// Spaces and line ends.
    Space,
}

impl TokenKind {
    /// How many kinds there are.
    pub(crate) const COUNT: usize = 7;

    /// The word in the token record's `type`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            TokenKind::Word => "word",
            TokenKind::Number => "number",
            TokenKind::Date => "date",
            TokenKind::Mask => "mask",
            TokenKind::Latin => "latin",
            TokenKind::Punctuation => "punctuation",
            TokenKind::Space => "space",
        }
    }
}

/// A token. The tokens of a text cover it without gap or overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Span in the normalized text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Its tag.
    pub pos: Pos,
}

/// The tokens of one text and the numerals found on the way, in text order.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    /// All tokens.
    pub tokens: Vec<Token>,
    /// All numerals, weak ones included.
    pub numerals: Vec<Numeral>,
}

impl Tokens {
    /// Index of the token that holds the byte `at`.
    #[must_use]
    pub fn at(&self, at: usize) -> Option<usize> {
        let i = self.tokens.partition_point(|t| t.span.to() <= at);
        (i < self.tokens.len()).then_some(i)
    }
}

/// Cuts running Chinese text into tagged words.
pub trait Segmenter: Send + Sync + std::fmt::Debug {
    /// Calls `emit` with the byte range and tag of every word of `text`, in order and
    /// without gaps.
    fn segment(&self, text: &str, emit: &mut dyn FnMut(std::ops::Range<usize>, Pos));
}

/// Lexer and segmenter together. Immutable, shared by all threads.
#[derive(Debug)]
pub struct Tokenizer {
    segmenter: Box<dyn Segmenter>,
    names: names::PlaceNames,
}

impl Tokenizer {
    /// Builds the tokenizer with jieba and the dictionaries in force.
    ///
    /// # Errors
    /// A dictionary that is missing or malformed.
    pub fn new(dicts: &Dicts, hmm: bool) -> Result<Self> {
        Ok(Tokenizer {
            segmenter: Box::new(Jieba::new(dicts, hmm)?),
            names: names::PlaceNames::new(dicts)?,
        })
    }

    /// Cuts `text`; `masks` are runs that stay whole. `out` is cleared first.
    pub fn tokenize(&self, text: &str, masks: &[Span], out: &mut Tokens) {
        out.tokens.clear();
        out.numerals.clear();
        crate::numeral::scan(text, &mut out.numerals);
        lexer::lex(text, masks, self.segmenter.as_ref(), out);
        self.names.join(text, &mut out.tokens);
    }
}
