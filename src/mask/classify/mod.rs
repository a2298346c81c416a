//! What a run of marks is. One file for each sort of mark; this one holds what they share:
//! the mark in its context, and the order of the questions.

mod cross;
mod letter;
mod people;
mod shape;
mod star;

use super::{
    MaskKind,
    data::{Data, Side},
    evidence::{self, Evidence, Style},
    find::{Mark, Run},
};
use crate::chars;

/// What was decided, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) kind: MaskKind,
    pub(super) removed: bool,
    pub(super) rule: &'static str,
}

/// A run of marks with its surroundings on the same line, at most [`WINDOW`] bytes a side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) data: &'a Data,
    pub(super) evidence: Evidence,
    pub(super) run: Run,
    pub(super) left: &'a str,
    pub(super) right: &'a str,
    pub(super) opens_line: bool,
    pub(super) ends_line: bool,
}

/// Bytes of context that the rules see on either side.
const WINDOW: usize = 180;

/// Judges a run; none for letters that are just letters.
pub(super) fn classify(data: &Data, evidence: Evidence, text: &str, run: Run) -> Option<Verdict> {
    let site = Site::new(data, evidence, text, run);
    match run.mark {
        Mark::Star => Some(star::classify(&site)),
        Mark::Letter => letter::classify(&site),
        Mark::Cross => Some(cross::classify(&site)),
        Mark::Ring | Mark::Shape => Some(shape::classify(&site)),
        Mark::Lost => Some(kept(MaskKind::Mojibake, "mask-unreadable")),
        Mark::Mou => people::classify_mou(&site),
    }
}

/// Characters were removed.
fn removed(kind: MaskKind, rule: &'static str) -> Verdict {
    Verdict {
        kind,
        removed: true,
        rule,
    }
}

/// Nothing was removed.
fn kept(kind: MaskKind, rule: &'static str) -> Verdict {
    Verdict {
        kind,
        removed: false,
        rule,
    }
}

impl<'a> Site<'a> {
    fn new(data: &'a Data, evidence: Evidence, text: &'a str, run: Run) -> Self {
        let left = window_before(text, run.start);
        let right = window_after(text, run.end);
        Site {
            data,
            evidence,
            run,
            left: left.rsplit('\n').next().unwrap_or(left),
            right: right.split('\n').next().unwrap_or(right),
            opens_line: evidence::starts_line(text, run.start),
            ends_line: evidence::ends_line(text, run.end),
        }
    }

    fn prev(&self) -> Option<char> {
        self.left.chars().next_back()
    }

    fn next(&self) -> Option<char> {
        self.right.chars().next()
    }

    fn masked(&self) -> bool {
        self.evidence.style == Style::Masked
    }

    /// So few stars in the document that it says nothing of the next one.
    fn few(&self) -> bool {
        !self.masked() && self.evidence.stars <= 2
    }

    /// No filter at work, or hardly a star in the document.
    fn sparse(&self) -> bool {
        !self.masked() || self.evidence.stars <= 3
    }

    fn markdown(&self) -> bool {
        self.evidence.style == Style::Markdown
    }

    /// The rule of the cue of `kind` on the left, past an opening quotation mark.
    fn left_cue(&self, kind: MaskKind) -> Option<&'static str> {
        let bare = self.left.trim_end_matches(|c| chars::opens(c) || c == ' ');
        let cue = |context| self.data.cue(kind, Side::Left, self.run.mark, context);
        cue(self.left).or_else(|| cue(bare)).map(|(rule, _)| rule)
    }

    /// The rule of the cue of `kind` on the right.
    fn right_cue(&self, kind: MaskKind) -> Option<&'static str> {
        let cue = self.data.cue(kind, Side::Right, self.run.mark, self.right);
        cue.map(|(rule, _)| rule)
    }

    /// After one or two characters the words on the right are over: **元”, *月*日.
    fn right_ends_after_unit(&self) -> bool {
        let words = self.right.chars().take_while(|&c| chars::is_han(c));
        words.take(3).count() < 3
    }

    /// Han characters on both sides, quotation marks allowed.
    fn inside_words(&self) -> bool {
        let word = |c: char| chars::is_han(c) || matches!(c, '“' | '”' | '‘' | '’' | '「' | '」');
        self.prev().is_some_and(word) && self.next().is_some_and(word)
    }

    /// The nearest characters that are no space.
    fn neighbours(&self) -> (Option<char>, Option<char>) {
        let left = self.left.chars().rev().find(|&c| !chars::is_space(c));
        let right = self.right.chars().find(|&c| !chars::is_space(c));
        (left, right)
    }

    /// The part of the line up to the nearest clause end on either side holds `=` or 等于.
    fn in_formula(&self) -> bool {
        let left = self.left.rsplit(is_clause_end).next().unwrap_or("");
        let right = self.right.split(is_clause_end).next().unwrap_or("");
        [left, right].iter().any(|s| {
            s.contains(['=', '＝', '≈', '÷', '≤', '≥']) || s.contains("等于") || s.contains("公式")
        })
    }

    /// Factors of a product on both sides, as figures and units show it.
    fn between_factors(&self) -> bool {
        let (Some(left), Some(right)) = self.neighbours() else {
            return false;
        };
        let left_factor = left.is_ascii_digit()
            || matches!(left, '%' | ')' | '）' | ']' | '］')
            || (is_unit(left) && self.left_measure());
        let right_factor = right.is_ascii_digit() || matches!(right, '(' | '（' | '[' | '［');
        left_factor && right_factor && (left.is_ascii_digit() || right.is_ascii_digit())
    }

    /// A figure with a unit of one or two characters at the left: 8143日, 40尺.
    fn left_measure(&self) -> bool {
        let mut back = self.left.trim_end_matches(chars::is_space).chars().rev();
        let unit = back.next().is_some_and(is_unit);
        let mut rest = back.skip_while(|&c| is_unit(c));
        unit && rest.next().is_some_and(|c| c.is_ascii_digit())
    }
}

fn is_clause_end(c: char) -> bool {
    matches!(c, '。' | '；' | '！' | '？' | '\t')
}

fn is_unit(c: char) -> bool {
    matches!(
        c,
        '日' | '天'
            | '元'
            | '人'
            | '尺'
            | '米'
            | '个'
            | '月'
            | '年'
            | '寸'
            | '克'
            | '吨'
            | '万'
            | '亿'
            | '时'
            | '分'
            | '次'
            | '台'
            | '套'
            | '平'
            | '方'
            | 'm'
            | 'M'
            | '周'
    )
}

fn window_before(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(WINDOW);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}

fn window_after(text: &str, at: usize) -> &str {
    let mut to = (at + WINDOW).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[at..to]
}

#[cfg(test)]
mod tests;
