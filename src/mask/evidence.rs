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

/// What is known of a document's marks as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    /// The verdict on stars.
    pub(super) style: Style,
    /// Runs of stars in the document.
    pub(super) stars: usize,
    /// The document explains a star: 加注*, *为预计数.
    pub(super) noted: bool,
    /// Lines that a ring or square opens: the shapes are bullets.
    pub(super) bullets: bool,
}

/// Points for either reading.
#[derive(Debug, Default)]
struct Points {
    /// Delimiters that stand as Markdown wants them, headings, links.
    markdown: usize,
    /// Runs inside words that no pairing explains.
    masked: usize,
    /// Lines with runs inside words that could be pairs.
    either: usize,
}

/// Reads the document once.
pub(super) fn gather(text: &str, runs: &[Run]) -> Evidence {
    let stars = runs.iter().filter(|r| r.mark == Mark::Star);
    let mut points = Points::default();
    let mut line: Vec<Run> = Vec::new();
    let mut line_end = 0;
    let mut count = 0;
    for run in stars {
        count += 1;
        if run.start >= line_end {
            points.line(text, &line);
            line.clear();
            let rest = &text.as_bytes()[run.end..];
            line_end = memchr::memchr(b'\n', rest).map_or(text.len(), |i| run.end + i);
        }
        line.push(*run);
    }
    points.line(text, &line);
    if count > 0 {
        points.markdown += syntax(text);
    }
    Evidence {
        style: points.style(),
        stars: count,
        noted: runs.iter().any(|r| explains(text, *r)),
        bullets: runs.iter().any(|r| is_bullet(text, *r)),
    }
}

impl Points {
    fn style(&self) -> Style {
        let masked = match self.markdown {
            0 => self.masked + self.either,
            _ => self.masked,
        };
        match self.markdown {
            md if md >= 1 && md * 2 >= masked => Style::Markdown,
            md if masked >= 2 && masked > 2 * md => Style::Masked,
            _ => Style::Unknown,
        }
    }

    /// The stars of one line.
    fn line(&mut self, text: &str, runs: &[Run]) {
        let inside = |r: &&Run| between_words(text, r.start, r.end);
        let odd = |r: &Run| !r.length.is_multiple_of(2);
        // Delimiters come in pairs of one length.
        let pairs = runs
            .chunks(2)
            .all(|p| matches!(p, [a, b] if a.length == b.length));
        let paired = runs.chunks(2).all(|p| is_pair(text, p));
        if !runs.is_empty() && paired {
            self.markdown += 1;
        } else if pairs && !runs.iter().any(odd) {
            self.either += usize::from(runs.iter().any(|r| inside(&r)));
        } else {
            self.masked += runs.iter().filter(inside).count();
        }
    }
}

/// An opener and a closer of the same length with space or nothing on the outer sides.
fn is_pair(text: &str, pair: &[Run]) -> bool {
    let [open, close] = pair else { return false };
    let before = text[..open.start].chars().next_back();
    let after = text[close.end..].chars().next();
    let outside = |c: Option<char>| c.is_none_or(|c| chars::is_space(c) || c == '\\');
    let filled = text[open.end..close.start]
        .chars()
        .any(|c| !chars::is_space(c));
    let lead = is_lead(&text[..open.start], &text[close.end..]);
    open.length == close.length && (lead || outside(before) && outside(after)) && filled
}

/// Emphasis that opens a line or a list item and a colon follows: 1. **提高认识**：各单位.
fn is_lead(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before).trim();
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '、' | ')' | '）' | '*');
    let opens = line.len() <= 8 && line.trim_end_matches(number).is_empty();
    opens && after.starts_with([':', '：'])
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
    let items = text
        .lines()
        .filter(|l| l.starts_with("* ") || l.starts_with("- "));
    headings.count() + links + escaped + items.count() / 2
}

/// What stands before a star that is explained.
const NOTED: [&str; 7] = ["加注", "标注", "标有", "标记", "注有", "注:", "注："];

/// A single star between words that explain it: 加注*的, 注：*为, 打“*”号.
fn explains(text: &str, run: Run) -> bool {
    if run.mark != Mark::Star || run.length != 1 {
        return false;
    }
    let quoted = |c: char| chars::opens(c) || chars::closes(c) || chars::is_space(c);
    let left = text[..run.start].trim_end_matches(quoted);
    let right = text[run.end..].trim_start_matches(quoted);
    let ends = |words: &[&str]| words.iter().any(|n| left.ends_with(n));
    let begins = |words: &[&str]| words.iter().any(|n| right.starts_with(n));
    // 全国人*代表, 采访*表示: between words a star is no sign that stands for something.
    let apart = !text[..run.start].ends_with(chars::is_han);
    let sign = ends(&["带", "打", "标", "加", "注"]) && begins(&["的", "者", "项", "号"]);
    ends(&NOTED) || sign || (apart && begins(&["号", "表示", "代表"]))
}

fn is_bullet(text: &str, run: Run) -> bool {
    matches!(run.mark, Mark::Shape | Mark::Ring) && starts_line(text, run.start)
}
