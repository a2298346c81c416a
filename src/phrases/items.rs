//! Words of title and body as phrases see them: tokens with their class and the marks beside
//! them. What belongs together is put together: a place that the dictionary tears
//! (`云|山镇`), an ordinal (`第二|次`), a name with its number (`神舟|十六|号`).

use super::{classes::Class, grams::Scratch};
use crate::{
    document::{Document, Role},
    segment::{Token, TokenKind, Tokens},
    span::Span,
};

/// So many sentences of the body are the lead.
const LEAD_SENTENCES: u32 = 4;
/// And no more words than these.
const LEAD_WORDS: usize = 120;

/// Bytes of a Chinese character.
pub(super) const HAN: usize = 3;

/// The word after an opening quotation mark.
pub(super) const OPENS_QUOTE: u8 = 1;
/// The word before a closing quotation mark.
pub(super) const CLOSES_QUOTE: u8 = 2;
/// The word after 《.
pub(super) const OPENS_BOOK: u8 = 4;
/// The word before 》.
pub(super) const CLOSES_BOOK: u8 = 8;

/// So many quotations stand within each other.
pub(super) const DEEPEST: usize = 3;

/// A number.
pub(super) const NUMBER: u8 = 16;
/// Removed characters.
pub(super) const MASK: u8 = 32;

/// What the kind of a token says of it.
const MARKS: [u8; TokenKind::COUNT] = {
    let mut marks = [0; TokenKind::COUNT];
    marks[TokenKind::Number as usize] = NUMBER;
    marks[TokenKind::Date as usize] = NUMBER;
    marks[TokenKind::Mask as usize] = MASK;
    marks
};

/// A single character.
const SINGLE: u8 = 64;
/// Whatever it is.
const ANY: u8 = 128;

/// What must stand before a word of each class for it to be looked at closely: a number, a
/// single character before a place, and whatever it is before a number that is a word (`六号`).
/// All other words cost but this.
const JOINS: [u8; Class::COUNT] = {
    let mut joins = [NUMBER; Class::COUNT];
    joins[Class::Place as usize] |= SINGLE;
    joins[Class::Numeral as usize] |= ANY;
    joins
};

/// A token as phrases see it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Item {
    /// In the text, or in the title that stands outside of it.
    pub(super) span: Span,
    /// Number of its sentence among those of the body.
    pub(super) sentence: u32,
    /// Its class.
    pub(super) class: Class,
    /// Quotation marks beside it.
    pub(super) marks: u8,
    /// Whether it is a word, be it a function word.
    pub(super) word: bool,
}

impl Item {
    /// Whether no phrase crosses it.
    #[inline]
    pub(super) fn is_break(&self) -> bool {
        self.class == Class::Break
    }

    /// The quotation that it opens.
    #[inline]
    fn opens(&self) -> u8 {
        (self.marks & (OPENS_QUOTE | OPENS_BOOK)) * u8::from(self.is_break())
    }

    /// What the next word may find in it, to be joined to it: bits as in [`JOINS`].
    #[inline]
    fn joins(&self) -> u8 {
        let single = SINGLE * u8::from(self.span.len() == HAN);
        self.marks & NUMBER | single | ANY
    }
}

/// A quotation, or the title of a work: what stands between the items of its marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quotation {
    /// The item of its first mark, that of its last once it is closed.
    pub(super) opens: u32,
    pub(super) closes: Option<u32>,
    /// `OPENS_…`.
    pub(super) mark: u8,
}

impl Scratch {
    /// Takes the words of title and body.
    pub(super) fn read(&mut self, document: &Document, title: &Tokens, tokens: &Tokens) {
        self.items.clear();
        self.title.clear();
        self.quotations.clear();
        self.sentences = 0;
        let outside = document.title.as_ref().filter(|t| t.span.is_none());
        if let Some(outside) = outside {
            self.title.push_str(&outside.text);
            self.sentence(&title.tokens, usize::MAX, &outside.text);
        } else {
            self.sentences_of(document, tokens, |role| role == Role::Title);
        }
        self.title_items = self.items.len();
        let words = self.items.iter().filter(|i| i.class != Class::Break);
        self.title_words = words.count() as u32;
        self.sentences = 0;
        self.sentences_of(document, tokens, Role::is_content);
        let lead = self.items.iter().take(self.title_items + LEAD_WORDS);
        self.lead_items = lead
            .enumerate()
            .filter(|(i, item)| *i < self.title_items || item.sentence < LEAD_SENTENCES)
            .count();
        self.names = share_of_names(&self.items[..self.lead_items]);
    }

    fn sentences_of(&mut self, document: &Document, tokens: &Tokens, wanted: fn(Role) -> bool) {
        let mut rest = &tokens.tokens[..];
        for sentence in document.sentences.iter().filter(|s| wanted(s.role)) {
            while let [token, after @ ..] = rest
                && token.span.from() < sentence.span.from()
            {
                rest = after;
            }
            self.stop();
            rest = self.sentence(rest, sentence.span.to(), document.text());
            self.sentences += 1;
        }
        self.stop();
    }

    /// A break between what does not belong together.
    fn stop(&mut self) {
        self.items.push(Item {
            span: Span::default(),
            sentence: self.sentences,
            class: Class::Break,
            marks: 0,
            word: false,
        });
    }

    /// Takes the tokens of a sentence, up to `to`, and gives back those that are left. Of
    /// which kind a token is cannot be foreseen: tables answer, and branches are left to what
    /// is rare.
    fn sentence<'t>(&mut self, tokens: &'t [Token], to: usize, text: &str) -> &'t [Token] {
        let sentence = self.sentences;
        let mut rest = tokens;
        let (mut joins, mut opened) = (self.last().joins(), self.opened());
        while let [token, after @ ..] = rest
            && token.span.from() < to
        {
            rest = after;
            let word = token.kind == TokenKind::Word;
            let class = Class::of(token);
            let wanted = JOINS[class as usize] * u8::from(word);
            if joins & wanted != 0 && self.joins(token, class, text) {
                (joins, opened) = (self.last().joins(), self.opened());
                continue;
            }
            let mut marks = MARKS[token.kind as usize];
            marks |= opened * u8::from(class != Class::Break);
            opened = 0;
            if token.kind == TokenKind::Punctuation && is_quote(text, token.span.from()) {
                opened = self.quotes(token.span.of(text));
                marks |= opened;
            }
            let item = Item {
                span: token.span,
                sentence,
                class,
                marks,
                word,
            };
            joins = item.joins();
            self.items.push(item);
        }
        rest
    }

    fn last(&self) -> Item {
        self.items.last().copied().unwrap_or_default()
    }

    /// The quotation that the last mark opened.
    pub(super) fn opened(&self) -> u8 {
        self.last().opens()
    }

    #[cold]
    fn joins(&mut self, token: &Token, class: Class, text: &str) -> bool {
        self.joins_name(class, token.span) || self.joins_number(token, class, text)
    }

    /// A place that the dictionary lacks comes as one character and a place made of the rest
    /// (`云|山镇`): they are one word to a phrase.
    fn joins_name(&mut self, class: Class, span: Span) -> bool {
        let torn = |before: &&mut Item| {
            class == Class::Place
                && matches!(
                    before.class,
                    Class::Place | Class::Noun | Class::Name | Class::Morpheme
                )
                && before.span.len() == HAN
                && before.span.end == span.start
                && span.len() == 2 * HAN
        };
        match self.items.last_mut().filter(torn) {
            Some(before) => {
                before.span = before.span.cover(span);
                before.class = Class::Place;
                true
            }
            None => false,
        }
    }

    /// What a mark opens; the last word is marked when it closes a quotation.
    #[cold]
    fn quotes(&mut self, mark: &str) -> u8 {
        let (opens, closes) = match mark {
            "“" | "‘" | "「" | "『" => (OPENS_QUOTE, 0),
            "《" | "〈" => (OPENS_BOOK, 0),
            "”" | "’" | "」" | "』" => (0, CLOSES_QUOTE),
            "》" | "〉" => (0, CLOSES_BOOK),
            _ => return 0,
        };
        if let Some(item) = self.items.last_mut().filter(|i| i.class != Class::Break) {
            item.marks |= closes;
        }
        let here = self.items.len() as u32;
        if opens == 0 {
            let mut open = self.quotations.iter_mut().rev().take(DEEPEST);
            let same = |q: &&mut Quotation| q.closes.is_none() && q.mark == closes >> 1;
            if let Some(quotation) = open.find(same) {
                quotation.closes = Some(here);
            }
        } else {
            self.quotations.push(Quotation {
                opens: here,
                closes: None,
                mark: opens,
            });
        }
        opens
    }
}

/// Whether a quotation mark or a bracket of its kind may stand there: `‘`…`‟`, `〈`…`』`.
#[inline]
fn is_quote(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at..).and_then(<[u8]>::first_chunk) {
        Some(&[a, b, c]) => {
            let mark = u32::from_be_bytes([0, a, b, c]);
            (0xE2_8098..=0xE2_809F).contains(&mark) | (0xE3_8088..=0xE3_808F).contains(&mark)
        }
        None => false,
    }
}

/// Names of people, places and organisations in a hundred words: many in news, few in
/// abstracts of papers.
fn share_of_names(items: &[Item]) -> u32 {
    let (mut words, mut names) = (0_u32, 0_u32);
    for item in items.iter().filter(|i| i.word || i.class != Class::Break) {
        words += 1;
        names += u32::from(matches!(
            item.class,
            Class::Person | Class::Place | Class::Organisation
        ));
    }
    names * 100 / words.max(1)
}
