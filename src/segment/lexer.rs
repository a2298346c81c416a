//! The lexer: what must stay whole is taken first, the segmenter gets the text between.

use super::{Pos, Segmenter, Token, TokenKind, Tokens};
use crate::{chars, span::Span};

/// Fills `out.tokens`; `out.numerals` is there already.
pub(super) fn lex(text: &str, masks: &[Span], segmenter: &dyn Segmenter, out: &mut Tokens) {
    let mut masks = masks.iter().copied().peekable();
    let mut n = 0;
    let mut at = 0;
    while at < text.len() {
        while out
            .numerals
            .get(n)
            .is_some_and(|m| m.weak || m.span.from() < at)
        {
            n += 1;
        }
        while masks.peek().is_some_and(|m| m.from() < at) {
            masks.next();
        }
        let number = out.numerals.get(n).map(|m| m.span);
        if let Some(mask) = masks.next_if(|m| m.from() == at) {
            at = push(out, mask, TokenKind::Mask, "x");
        } else if let Some(span) = number.filter(|s| s.from() == at) {
            at = push(out, span, TokenKind::Number, "m");
        } else {
            let stop = [number.map(Span::from), masks.peek().map(|m| m.from())];
            let stop = stop.into_iter().flatten().min().unwrap_or(text.len());
            at = run(text, at, stop, segmenter, out);
        }
    }
}

fn push(out: &mut Tokens, span: Span, kind: TokenKind, pos: &str) -> usize {
    out.tokens.push(Token {
        span,
        kind,
        pos: Pos::new(pos),
    });
    span.to()
}

/// A class of characters that run together.
#[derive(PartialEq, Clone, Copy)]
enum Class {
    Han,
    Latin,
    Space,
    Other,
}

fn class(c: char) -> Class {
    match c {
        _ if chars::is_han(c) => Class::Han,
        _ if chars::is_word_ascii(c) || (c.is_alphabetic() && !chars::is_han(c)) => Class::Latin,
        _ if chars::is_space(c) => Class::Space,
        _ => Class::Other,
    }
}

/// One run of characters of the same class from `at`, not beyond `stop`; returns its end.
fn run(text: &str, at: usize, stop: usize, segmenter: &dyn Segmenter, out: &mut Tokens) -> usize {
    let rest = &text[at..stop];
    let mut chars = rest.char_indices();
    let first = chars.next().map_or(Class::Other, |(_, c)| class(c));
    let next = chars.next().map_or(rest.len(), |(i, _)| i);
    let end = match first {
        Class::Other => next,
        _ => rest.find(|c| class(c) != first).unwrap_or(rest.len()),
    };
    let span = Span::new(at, at + end);
    match first {
        Class::Han => segmenter.segment(&text[span.range()], &mut |range, pos| {
            let span = Span::new(at + range.start, at + range.end);
            out.tokens.push(Token {
                span,
                kind: TokenKind::Word,
                pos,
            });
        }),
        Class::Latin => _ = push(out, span, TokenKind::Latin, "eng"),
        Class::Space => _ = push(out, span, TokenKind::Space, "x"),
        Class::Other => _ = push(out, span, TokenKind::Punctuation, "x"),
    }
    span.to()
}
