//! The normalized text cut into paragraphs: at line ends, and inside a line where a pair of
//! ideographic spaces shows that a line end was lost.

use crate::{chars, span::Span};

/// A line shorter than this, in bytes, keeps its ideographic spaces: a table row, a
/// signature.
const SHORT: usize = 180;

/// Calls `emit` for every paragraph, in order, space at its ends left out.
pub(super) fn cut(text: &str, emit: &mut dyn FnMut(Span)) {
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        line(text, start, end, emit);
        start = end + 1;
    }
}

fn line(text: &str, start: usize, end: usize, emit: &mut dyn FnMut(Span)) {
    let mut from = start;
    let mut search = start;
    while let Some(i) = text[search..end].find("\u{3000}\u{3000}") {
        let at = search + i;
        let next = &text[at..end];
        let next = end - next.trim_start_matches(chars::is_space).len();
        let before = text[from..at].trim_end_matches(chars::is_space);
        if end - start >= SHORT || before.ends_with(chars::ends_sentence) {
            piece(text, from, at, emit);
            from = next;
        }
        search = next;
    }
    piece(text, from, end, emit);
}

fn piece(text: &str, from: usize, to: usize, emit: &mut dyn FnMut(Span)) {
    let piece = &text[from..to];
    let content = piece.trim_matches(chars::is_space);
    if !content.is_empty() {
        let from = from + (piece.len() - piece.trim_start_matches(chars::is_space).len());
        emit(Span::new(from, from + content.len()));
    }
}
