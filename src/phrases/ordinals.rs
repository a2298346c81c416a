//! Numbers that belong to a name. No phrase crosses a number, but `第二次会议`, `神舟十六号`,
//! `党的二十大精神` and `2023北京文化论坛` are names: here an ordinal is put together with its
//! measure word, and a numbered name becomes one word.

use super::{
    classes::Class,
    grams::Scratch,
    items::{Item, NUMBER},
};
use crate::{segment::Token, span::Span};

/// Measure words of an ordinal that opens a name, with or without 第.
const SESSIONS: &str = "届";
/// Those that need 第: without it they count (`二次`, `10号`).
const ORDINALS: &str = "次号期批轮";
/// Digits of Chinese numerals as names have them.
const NUMERALS: &str = "〇一二三四五六七八九十百";

impl Scratch {
    /// Joins a token to the number before it when both belong to a name; false when it is
    /// to be taken by itself.
    pub(super) fn joins_number(&mut self, token: &Token, class: Class, text: &str) -> bool {
        let word = token.span.of(text);
        if class != Class::Break && word.ends_with('号') && numbered_name(word) {
            return self.names_before(token.span);
        }
        let Some(number) = self.number_before(token.span) else {
            return false;
        };
        let figure = number.span.of(text);
        let measures = |list: &str| word.chars().count() == 1 && list.contains(word);
        match () {
            () if measures(SESSIONS) => self.join(1, token.span, Class::Ordinal, text),
            () if measures(ORDINALS) && figure.starts_with('第') => {
                self.join(1, token.span, Class::Ordinal, text)
            }
            () if word == "号" && chinese(figure) => self.names_number(token.span),
            () if word == "大" && congress(figure) => self.join(1, token.span, Class::Name, text),
            () if word == "周年" => self.join(1, token.span, Class::Time, text),
            () => {
                self.year_opens(figure, class, token.span);
                false
            }
        }
    }

    /// The number directly before `span`.
    fn number_before(&self, span: Span) -> Option<Item> {
        let number = |i: &&Item| i.marks & NUMBER != 0 && i.span.end == span.start;
        self.items.last().filter(number).copied()
    }

    /// Makes one word of the last `count` items and `span`, and of 党的 before them.
    fn join(&mut self, count: usize, span: Span, class: Class, text: &str) -> bool {
        let mut from = self.items.len() - count.min(self.items.len());
        let party = |at: usize| {
            let [party, of] = self.items.get(at..at + 2)? else {
                return None;
            };
            // A stop between title and body is no word: both stand in one text.
            let number = self.items.get(at + 2)?.span;
            let beside = of.word && party.span.end == of.span.start && of.span.end == number.start;
            (beside && party.span.of(text) == "党" && of.span.of(text) == "的").then_some(at)
        };
        from = from.checked_sub(2).and_then(party).unwrap_or(from);
        let Some(first) = self.items.get(from).copied() else {
            return false;
        };
        self.items.truncate(from);
        let opened = self.opened();
        self.items.push(Item {
            span: first.span.cover(span),
            class,
            marks: first.marks & !NUMBER | opened,
            word: true,
            ..first
        });
        true
    }

    /// `神舟|十六|号`: a name, its number and 号.
    fn names_number(&mut self, span: Span) -> bool {
        let [.., name, number] = &self.items[..] else {
            return false;
        };
        named(name, number.span) && {
            let name = *name;
            self.items.truncate(self.items.len() - 2);
            self.numbered(name, span)
        }
    }

    /// `嫦娥|六号`: a name and its number as one word.
    fn names_before(&mut self, span: Span) -> bool {
        match self.items.last().copied() {
            Some(name) if named(&name, span) => {
                self.items.pop();
                self.numbered(name, span)
            }
            _ => false,
        }
    }

    fn numbered(&mut self, name: Item, span: Span) -> bool {
        self.items.push(Item {
            span: name.span.cover(span),
            class: Class::Name,
            ..name
        });
        true
    }

    /// `2023|北京|文化论坛`: a year that opens a name.
    fn year_opens(&mut self, figure: &str, class: Class, span: Span) {
        let year = figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20"));
        let name = matches!(
            class,
            Class::Place | Class::Name | Class::Organisation | Class::Noun
        );
        if year
            && name
            && span.len() > super::items::HAN
            && let Some(item) = self.items.last_mut()
        {
            item.class = Class::Ordinal;
            item.marks &= !NUMBER;
        }
    }
}

/// Whether a name ends where `number` begins.
fn named(name: &Item, number: Span) -> bool {
    name.class.has_number() && name.span.end == number.start
}

/// Whether it is written with Chinese digits alone.
fn chinese(figure: &str) -> bool {
    !figure.is_empty() && figure.chars().all(|c| NUMERALS.contains(c))
}

/// `六号` and the like as one word.
fn numbered_name(word: &str) -> bool {
    word.strip_suffix('号').is_some_and(chinese)
}

/// Whether 大 after it makes a congress (`十八大`): 十大 are the ten greatest.
fn congress(figure: &str) -> bool {
    chinese(figure) && figure.chars().count() > 1
}
