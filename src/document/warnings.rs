//! Doubts about an input that its reader should know of.

use super::Input;

/// Replaced sequences above this share of the characters are worth a word: one in 200.
const REPLACED: usize = 200;
/// A text with this share of `?` or U+FFFD went through a broken pipeline: one in 5.
const QUESTION_MARKS: usize = 5;
/// Shorter texts say nothing about shares, in characters.
const SHORTEST: usize = 20;

/// The warnings for an input: a code and a sentence each.
pub(super) fn of(input: &Input) -> Vec<String> {
    let chars = input.text.chars().count();
    let mut out = Vec::new();
    let replaced = input.source.replaced as usize;
    if replaced > 0 && replaced * REPLACED >= chars {
        out.push(format!(
            "many_replaced: {replaced} byte sequences were no text in {}",
            input.source.encoding
        ));
    }
    let doubtful = input.text.chars().filter(|c| matches!(c, '?' | '\u{FFFD}'));
    let lost = doubtful.count().saturating_sub(replaced);
    if chars >= SHORTEST && lost * QUESTION_MARKS >= chars {
        out.push(format!(
            "question_marks: {lost} of {chars} characters are ? or U+FFFD: the text was damaged before it came here"
        ));
    }
    out
}
