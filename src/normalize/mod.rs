//! The text as the stages read it: full-width letters and digits made half-width,
//! Traditional characters made Simplified, hard line wraps and zero-width characters taken
//! out. The original is never altered; [`Map`] leads every offset back to it.
//!
//! Every rule and dictionary behind this module therefore sees one spelling of `2`, `%` and
//! `萬` only, and no line end inside a sentence.

mod map;
mod traditional;

use crate::span::Span;

pub use map::Map;
pub use traditional::Folder;

/// A normalized text and the way back to the original.
#[derive(Debug, Clone, Default)]
pub struct Normalized {
    /// What the stages read.
    pub text: String,
    /// From offsets of `text` to offsets of the original.
    pub map: Map,
    /// True when the original is written in Traditional characters.
    pub traditional: bool,
}

/// Normalizes `original`, leaving out the bytes of `removed` (sorted, not overlapping).
#[must_use]
pub fn normalize(original: &str, removed: &[Span], folder: &Folder) -> Normalized {
    let mut out = Normalized {
        text: String::with_capacity(original.len()),
        map: Map::default(),
        traditional: folder.is_traditional(original),
    };
    let mut at = 0;
    for span in removed {
        let from = span.from().max(at);
        stretch(original, at, from, folder, &mut out);
        out.map.push(out.text.len(), from, span.to().max(from));
        at = span.to().max(from);
    }
    stretch(original, at, original.len(), folder, &mut out);
    out
}

/// Normalizes `original[from..to]`. What stays as it is, nearly everything, is copied in
/// long pieces.
fn stretch(original: &str, from: usize, to: usize, folder: &Folder, out: &mut Normalized) {
    let mut copied = from;
    for (i, c) in original[from..to].char_indices() {
        // Most of the text: plain ASCII and Han without a Traditional form.
        if c.is_ascii() {
            continue;
        }
        let at = from + i;
        let after = at + c.len_utf8();
        let simple = || {
            let doubtful = out
                .traditional
                .then(|| folder.fold_doubtful(original, at, c));
            folder.fold(c).or(doubtful.flatten())
        };
        let grouped = c == '，' && groups(original, at, after);
        let folded = if grouped { Some(',') } else { simple() };
        let folded = folded.unwrap_or_else(|| fold(c));
        let invisible = is_invisible(c);
        if folded == c && !invisible {
            continue;
        }
        out.text.push_str(&original[copied..at]);
        copied = after;
        if invisible {
            out.map.push(out.text.len(), at, after);
            continue;
        }
        out.text.push(folded);
        if folded.len_utf8() != c.len_utf8() {
            out.map.push(out.text.len(), after, after);
        }
    }
    out.text.push_str(&original[copied..to]);
}

/// A full-width comma between full-width digits that separates thousands: `４，５６５`.
fn groups(original: &str, at: usize, after: usize) -> bool {
    let wide = |c: char| matches!(c, '０'..='９');
    let digits = || original[after..].chars().take(4).take_while(|&c| wide(c));
    original[..at].ends_with(wide) && digits().count() == 3
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
mod tests;
