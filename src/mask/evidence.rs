//! What the whole document says about its stars: is it Markdown, or did a filter go over it?

use super::find::{Mark, Run};
use crate::chars;

/// What the stars of a document are, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Too few to say.
    Unknown,
    /// Emphasis, rules and lists of Markdown.
    Markdown,
    /// Characters were struck out, many of them.
    Masked,
}

/// Counts over one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The verdict on stars.
    pub(super) style: Style,
    /// Lines that a ring or square opens, or boxes to be ticked: the shapes are bullets.
    pub(super) bullets: bool,
}

/// Points for either reading.
#[derive(Debug, Default)]
struct Points {
    markdown: usize,
    masked: usize,
}

/// Reads the document once.
pub(super) fn gather(text: &str, runs: &[Run]) -> Evidence {
    let stars = runs.iter().filter(|r| r.mark == Mark::Star);
    let mut points = Points::default();
    let mut line: Vec<Run> = Vec::new();
    let mut line_end = 0;
    let mut any = false;
    for run in stars {
        any = true;
        if run.start >= line_end {
            points.line(text, &line);
            line.clear();
            let rest = &text.as_bytes()[run.end..];
            line_end = memchr::memchr(b'\n', rest).map_or(text.len(), |i| run.end + i);
        }
        line.push(*run);
    }
    points.line(text, &line);
    if any {
        points.markdown += syntax(text);
    }
    Evidence {
        style: points.style(),
        bullets: runs.iter().any(|r| is_bullet(text, *r)),
    }
}

impl Points {
    fn style(&self) -> Style {
        match (self.markdown, self.masked) {
            (md, masked) if md >= 2 && md * 2 >= masked => Style::Markdown,
            (md, masked) if masked >= 2 && masked > 2 * md => Style::Masked,
            _ => Style::Unknown,
        }
    }

    /// The stars of one line.
    fn line(&mut self, text: &str, runs: &[Run]) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return;
        };
        let even = runs.iter().filter(|r| r.length.is_multiple_of(2)).count();
        let odd = runs.len() - even;
        let opens = starts_line(text, first.start);
        let closes = ends_line(text, last.end);
        if opens && closes && (runs.len() > 1 || first.length > 1) {
            self.markdown += 2;
        } else if even >= 2 && even.is_multiple_of(2) && runs.chunks(2).all(|p| paired(text, p)) {
            self.markdown += 1;
        } else {
            self.masked += even % 2;
        }
        let inside = |r: &&Run| r.length % 2 == 1 && between_words(text, r.start, r.end);
        self.masked += runs.iter().filter(inside).count().min(odd);
    }
}

/// An opener and a closer whose outer sides are no letters.
fn paired(text: &str, pair: &[Run]) -> bool {
    let [open, close] = pair else { return false };
    let before = text[..open.start].chars().next_back();
    let after = text[close.end..].chars().next();
    open.length == close.length
        && (before.is_none_or(|c| !chars::is_han(c)) || after.is_none_or(chars::is_space))
        && (before.is_none_or(|c| !chars::opens(c)) || after.is_none_or(|c| !chars::closes(c)))
}

/// True when nothing but space stands between the line's start and `at`.
pub(super) fn starts_line(text: &str, at: usize) -> bool {
    let before = text[..at].chars().rev().take(64);
    let mut before = before.skip_while(|&c| c != '\n' && (chars::is_space(c) || c == '\\'));
    before.next().is_none_or(|c| c == '\n')
}

/// True when nothing but space stands between `at` and the line's end.
pub(super) fn ends_line(text: &str, at: usize) -> bool {
    let after = text[at..].chars().take(64);
    let mut after = after.skip_while(|&c| c != '\n' && (chars::is_space(c) || c == '\\'));
    after.next().is_none_or(|c| c == '\n')
}

fn between_words(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    before.is_some_and(chars::is_han) && after.is_some_and(chars::is_han)
}

/// Headings, links, images and escaped stars: Markdown that is not a star.
fn syntax(text: &str) -> usize {
    let headings = text.lines().filter(|l| {
        let level = l.bytes().take_while(|&b| b == b'#').count();
        (1..=6).contains(&level) && l.as_bytes().get(level) == Some(&b' ')
    });
    let links = text.matches("](").count();
    let escaped = text.matches("\\*").count();
    let items = text.lines().filter(|l| l.starts_with("* ") || l.starts_with("- "));
    2 * headings.count() + 2 * links + escaped + items.count()
}

fn is_bullet(text: &str, run: Run) -> bool {
    matches!(run.mark, Mark::Shape | Mark::Ring) && starts_line(text, run.start)
}
