//! The first pass: where runs of marks stand. Nothing is decided here; text without marks
//! goes by at memory speed.

use regex::Regex;

/// The characters that stand for others, by how they are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// `*` and its full-width and typographic kin.
    Star,
    /// A run of X or x that is no part of a Latin word.
    Letter,
    /// `×`.
    Cross,
    /// `○`, also a numeral and a bullet.
    Ring,
    /// Squares and discs.
    Shape,
    /// U+FFFD, what a decoder could not read.
    Lost,
    /// 某.
    Mou,
}

impl Mark {
    fn of(c: char) -> Option<Mark> {
        Some(match c {
            '*' | '＊' | '﹡' | '∗' | '✱' => Mark::Star,
            'X' | 'x' => Mark::Letter,
            '×' | '╳' | '✕' => Mark::Cross,
            '○' | '◯' => Mark::Ring,
            '□' | '■' | '●' | '█' => Mark::Shape,
            '\u{FFFD}' => Mark::Lost,
            '某' => Mark::Mou,
            _ => return None,
        })
    }

    /// The mark's letter in the `marks` of a cue.
    pub(super) fn letter(self) -> char {
        match self {
            Mark::Star => '*',
            Mark::Letter => 'X',
            Mark::Cross => '×',
            Mark::Ring => '○',
            Mark::Shape => '□',
            Mark::Lost => '�',
            Mark::Mou => '某',
        }
    }
}

/// A run of marks of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// Characters.
    pub(super) length: usize,
    /// What it is made of.
    pub(super) mark: Mark,
}

/// Finds runs of marks.
#[derive(Debug)]
pub(super) struct Scanner {
    wide: Regex,
}

/// Every mark that is not ASCII, as one pattern of plain literals.
const WIDE: &str = "＊|﹡|∗|✱|×|╳|✕|○|◯|□|■|●|█|\u{FFFD}|某";

impl Scanner {
    /// Compiles the pattern.
    pub(super) fn new() -> Result<Self, regex::Error> {
        Ok(Scanner {
            wide: Regex::new(WIDE)?,
        })
    }

    /// Calls `found` for every run, in text order.
    pub(super) fn runs(&self, text: &str, mut found: impl FnMut(Run)) {
        let mut narrow = memchr::memchr3_iter(b'*', b'X', b'x', text.as_bytes()).peekable();
        let mut wide = self.wide.find_iter(text).map(|m| m.start()).peekable();
        let mut done = 0;
        loop {
            while narrow.next_if(|&at| at < done).is_some() {}
            while wide.next_if(|&at| at < done).is_some() {}
            let at = match (narrow.peek(), wide.peek()) {
                (Some(&a), Some(&b)) => a.min(b),
                (Some(&a), None) => a,
                (None, Some(&b)) => b,
                (None, None) => return,
            };
            let Some(run) = run_at(text, at) else { return };
            done = run.end;
            if run.mark != Mark::Letter || stands_alone(text, run) {
                found(run);
            }
        }
    }
}

fn run_at(text: &str, start: usize) -> Option<Run> {
    let rest = &text[start..];
    let mark = Mark::of(rest.chars().next()?)?;
    let mut length = 0;
    let mut end = start;
    for c in rest.chars().take_while(|&c| Mark::of(c) == Some(mark)) {
        length += 1;
        end += c.len_utf8();
    }
    Some(Run {
        start,
        end,
        length,
        mark,
    })
}

/// A run of X that touches no other Latin letter.
fn stands_alone(text: &str, run: Run) -> bool {
    let bytes = text.as_bytes();
    let before = run.start.checked_sub(1).and_then(|i| bytes.get(i));
    let after = bytes.get(run.end);
    ![before, after]
        .into_iter()
        .flatten()
        .any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<(&str, usize)> {
        let mut out = Vec::new();
        let scanner = Scanner::new().unwrap();
        scanner.runs(text, |r| out.push((&text[r.start..r.end], r.length)));
        out
    }

    #[test]
    fn runs_of_every_sort_in_order() {
        assert_eq!(
            runs("整*行动，××村，李某某，XX万，＊＊□"),
            [
                ("*", 1),
                ("××", 2),
                ("某某", 2),
                ("XX", 2),
                ("＊＊", 2),
                ("□", 1)
            ]
        );
    }

    #[test]
    fn letters_of_latin_words_are_no_marks() {
        assert_eq!(runs("Linux和Excel，NVIDIA RTX，iPhone X"), [("X", 1)]);
    }

    #[test]
    fn nothing_in_plain_text() {
        assert!(runs("全市经济平稳运行，“十四五”开局良好。").is_empty());
    }
}
