//! Paragraphs cut into sentences. A closing mark belongs to the sentence before it, with
//! the quotation marks and brackets that close after it; what stands inside brackets is
//! never cut.

use crate::{chars, span::Span};

/// Brackets longer than this, in bytes, are not believed: the closing one is missing.
const BRACKETED: usize = 600;

/// A sentence longer than this, in bytes, may end at any mark or space: no one wrote it as
/// one, and flat rows that repeat their sentence must not grow with its square.
const LONG: usize = 6_000;

/// A sentence longer than this ends wherever it stands: so much text without a single mark is
/// no sentence, and every row of an article is held until the article is written.
const LONGEST: usize = LONG + LONG / 10;

/// Cuts one paragraph and calls `emit` for every sentence, in order and without gaps.
pub(super) fn cut(text: &str, paragraph: Span, whole: &mut Vec<Span>, emit: &mut dyn FnMut(Span)) {
    bracketed(text, paragraph, whole);
    let mut inside = whole.iter().peekable();
    let mut start = paragraph.from();
    let mut ended = false;
    let mut before = '\0';
    for (i, c) in paragraph.of(text).char_indices() {
        let at = paragraph.from() + i;
        while inside.next_if(|b| b.to() <= at).is_some() {}
        let covered = inside.peek().is_some_and(|b| b.from() <= at);
        let long = at - start > LONG && breathes(before) || at - start > LONGEST;
        if (ended && !chars::ends_sentence(c) && !chars::closes(c)) || long {
            emit(Span::new(start, at));
            start = at;
            ended = false;
        }
        ended |= !covered && ends(c, before, &text[at + c.len_utf8()..paragraph.to()]);
        before = c;
    }
    emit(Span::new(start, paragraph.to()));
}

/// A mark or space at which an endless sentence may be cut.
fn breathes(c: char) -> bool {
    matches!(c, '，' | '、' | ',' | '：' | ':') || chars::is_space(c)
}

/// True when `c` between `before` and `rest` ends a sentence: not the marks inside an
/// address (`?id=3`) or an entity (`&nbsp;`).
fn ends(c: char, before: char, rest: &str) -> bool {
    match c {
        '?' | '!' => !rest.starts_with(|n: char| n.is_ascii_alphanumeric() || n == '/'),
        ';' => !before.is_ascii_alphabetic(),
        '.' => chars::is_han(before) && rest.starts_with(chars::is_space),
        _ => chars::ends_sentence(c),
    }
}

/// The outermost pairs of brackets, in text order.
fn bracketed(text: &str, paragraph: Span, out: &mut Vec<Span>) {
    out.clear();
    let mut open: Vec<(char, usize)> = Vec::new();
    for (i, c) in paragraph.of(text).char_indices() {
        let at = paragraph.from() + i;
        if is_bracket(c) && chars::opens(c) {
            open.push((c, at));
        } else if is_bracket(c) && open.last().is_some_and(|(o, _)| pair(*o, c)) {
            let from = open.pop().map_or(at, |(_, from)| from);
            if at - from <= BRACKETED {
                out.truncate(out.partition_point(|s| s.from() < from));
                out.push(Span::new(from, at + c.len_utf8()));
            }
        }
    }
}

fn is_bracket(c: char) -> bool {
    (chars::opens(c) || chars::closes(c))
        && !matches!(c, '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』')
}

/// True when `close` closes `open`; half and full width go together.
fn pair(open: char, close: char) -> bool {
    matches!(
        (open, close),
        ('（' | '(' | '﹙', '）' | ')' | '﹚')
            | ('《', '》')
            | ('〈', '〉')
            | ('【', '】')
            | ('〔', '〕')
            | ('[' | '［', ']' | '］')
    )
}
