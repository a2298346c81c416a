//! What stands around a place in the text: the questions that guards, rejects and modifiers
//! ask, each answered in a bounded number of characters.

use crate::{extract::Context, span::Span};

/// The characters before `at` in the same line, at most `max` of them, as a slice.
pub(super) fn before(text: &str, at: usize, max: usize) -> &str {
    let mut from = at;
    for (i, c) in text[..at].char_indices().rev().take(max) {
        if c == '\n' {
            break;
        }
        from = i;
    }
    &text[from..at]
}

/// The characters from `at` on in the same line, at most `max` of them.
pub(super) fn after(text: &str, at: usize, max: usize) -> &str {
    let mut to = at;
    for (i, c) in text[at..].char_indices().take(max) {
        if c == '\n' {
            break;
        }
        to = at + i + c.len_utf8();
    }
    &text[at..to]
}

/// The character before `at`.
pub(super) fn prev(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at `at`.
pub(super) fn next(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The part of `before` after its last clause mark.
pub(super) fn clause_before(text: &str, at: usize, max: usize) -> &str {
    let window = before(text, at, max);
    let cut = window
        .char_indices()
        .rev()
        .find(|(_, c)| is_clause_mark(*c));
    cut.map_or(window, |(i, c)| &window[i + c.len_utf8()..])
}

/// The part of `after` before its first clause mark.
pub(super) fn clause_after(text: &str, at: usize, max: usize) -> &str {
    let window = after(text, at, max);
    let cut = window.find(is_clause_mark);
    cut.map_or(window, |i| &window[..i])
}

/// A mark that ends a clause.
pub(super) fn is_clause_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。' | '；' | '！' | '？' | '：' | ',' | ';' | '!' | '?' | '\n'
    )
}

/// Any of `words` in `window`.
pub(super) fn any(window: &str, words: &[&str]) -> bool {
    words.iter().any(|w| window.contains(w))
}

/// Whether a token ends exactly at `at`.
pub(super) fn is_cut(context: &Context<'_>, at: usize) -> bool {
    let tokens = context.tokens;
    tokens
        .at(at)
        .is_none_or(|i| tokens.tokens[i].span.from() == at)
}

/// Whether nothing but `span` stands in its clause: a cell of a table, a short answer.
pub(super) fn is_alone(text: &str, span: Span) -> bool {
    let edge =
        |c: Option<char>| c.is_none_or(|c| is_clause_mark(c) || c == '、' || c == '|' || c == '\t');
    let head = text[..span.from()]
        .chars()
        .rev()
        .find(|&c| c != ' ' && c != '\u{3000}');
    let tail = text[span.to()..]
        .chars()
        .find(|&c| c != ' ' && c != '\u{3000}');
    edge(head) && edge(tail)
}
