//! The text as the stages read it: full-width letters and digits made half-width,
//! Traditional characters made Simplified, hard line wraps and zero-width characters taken
//! out. The original is never altered; [`Map`] leads every offset back to it.
//!
//! Every rule and dictionary behind this module therefore sees one spelling of `2`, `%` and
//! `萬` only, and no line end inside a sentence.

use crate::span::Span;

/// A normalized text and the way back to the original.
#[derive(Debug, Clone, Default)]
pub struct Normalized {
    /// What the stages read.
    pub text: String,
    /// From offsets of `text` to offsets of the original.
    pub map: Map,
}

/// Byte offsets of the normalized text mapped to byte offsets of the original: a list of
/// the places where the distance between the two changes.
#[derive(Debug, Clone, Default)]
pub struct Map {
    steps: Vec<Step>,
}

/// From `normal` on, offsets run in parallel with the original from `start` on. What stood
/// before ended at `end` in the original; `end < start` where characters were taken out.
#[derive(Debug, Clone, Copy)]
struct Step {
    normal: u32,
    end: u32,
    start: u32,
}

impl Map {
    /// The original span of a normalized one. Characters taken out at its edges stay outside.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        let start = self.start(span.start);
        Span {
            start,
            end: self.end(span.end).max(start),
        }
    }

    /// Where the character at `normal` starts in the original.
    #[must_use]
    pub fn start(&self, normal: u32) -> u32 {
        let at = self.steps.partition_point(|s| s.normal <= normal);
        match at.checked_sub(1) {
            Some(i) => self.steps[i].start + (normal - self.steps[i].normal),
            None => normal,
        }
    }

    /// Where the character before `normal` ends in the original.
    #[must_use]
    pub fn end(&self, normal: u32) -> u32 {
        let at = self.steps.partition_point(|s| s.normal < normal);
        match self.steps.get(at) {
            Some(step) if step.normal == normal => step.end,
            _ => match at.checked_sub(1) {
                Some(i) => self.steps[i].start + (normal - self.steps[i].normal),
                None => normal,
            },
        }
    }

    /// The normalized offset of a byte of the original; inside something taken out, the
    /// offset of what follows.
    #[must_use]
    pub fn normal(&self, original: u32) -> u32 {
        let at = self.steps.partition_point(|s| s.start <= original);
        let ahead = self.steps.get(at).map_or(u32::MAX, |s| s.normal);
        match at.checked_sub(1) {
            Some(i) => (self.steps[i].normal + (original - self.steps[i].start)).min(ahead),
            None => original.min(ahead),
        }
    }

    /// True when the two texts run in parallel throughout.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.steps.is_empty()
    }

    fn push(&mut self, normal: usize, end: usize, start: usize) {
        let step = Step {
            normal: normal as u32,
            end: end as u32,
            start: start as u32,
        };
        match self.steps.last_mut() {
            // Two removals in a row: one longer removal.
            Some(last) if last.normal == step.normal => last.start = step.start,
            _ => self.steps.push(step),
        }
    }
}

/// Normalizes `original`, leaving out the bytes of `removed` (sorted, not overlapping).
#[must_use]
pub fn normalize(original: &str, removed: &[Span]) -> Normalized {
    let mut out = Normalized {
        text: String::with_capacity(original.len()),
        map: Map::default(),
    };
    let mut removed = removed.iter().peekable();
    let mut skip_to = 0;
    for (at, c) in original.char_indices() {
        if let Some(span) = removed.next_if(|r| r.from() <= at) {
            skip_to = span.to();
        }
        let after = at + c.len_utf8();
        if at < skip_to || is_invisible(c) {
            out.map.push(out.text.len(), at, after);
            continue;
        }
        let folded = fold(c);
        out.text.push(folded);
        if folded.len_utf8() != c.len_utf8() {
            out.map.push(out.text.len(), after, after);
        }
    }
    out
}

/// The one spelling of `c` that the stages see.
#[inline]
#[must_use]
pub fn fold(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)
        }
        '％' | '﹪' => '%',
        '．' => '.',
        '＋' => '+',
        '－' => '-',
        '／' => '/',
        '＃' => '#',
        _ => c,
    }
}

/// Characters without width that scraped text carries along.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(original: &str, removed: &[Span], needle: &str) -> String {
        let normal = normalize(original, removed);
        let at = normal.text.find(needle).unwrap();
        let span = Span::new(at, at + needle.len());
        normal.map.original(span).of(original).to_owned()
    }

    #[test]
    fn full_width_digits_lead_back() {
        assert_eq!(back("增长２６％，达１２３４人", &[], "26%"), "２６％");
        assert_eq!(
            back("增长２６％，达１２３４人", &[], "1234人"),
            "１２３４人"
        );
    }

    #[test]
    fn a_wrap_inside_a_span_is_kept_at_its_edge_left_out() {
        let text = "共12\n34人\n参加";
        let cut = [Span::new(5, 6), Span::new(11, 12)];
        assert_eq!(back(text, &cut, "1234人"), "12\n34人");
        assert_eq!(back(text, &cut, "参加"), "参加");
    }
}
