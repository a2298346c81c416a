//! Character classes of Chinese text. Nothing here knows about words.

/// A Han character: the unified ideographs, their extensions and 〇 々.
#[inline]
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}'
        | '\u{F900}'..='\u{FAFF}' | '〇' | '々')
}

/// A Latin letter or a digit, half width (the normalized text has no full-width ones).
#[inline]
#[must_use]
pub fn is_word_ascii(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Space in the wide sense: U+3000, NBSP, tabs, line ends.
#[inline]
#[must_use]
pub fn is_space(c: char) -> bool {
    c == '\u{3000}' || c == '\u{FEFF}' || c.is_whitespace()
}

/// A mark that ends a sentence.
#[inline]
#[must_use]
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';')
}

/// An opening quotation mark or bracket.
#[inline]
#[must_use]
pub fn opens(c: char) -> bool {
    matches!(
        c,
        '“' | '‘' | '「' | '『' | '《' | '〈' | '（' | '(' | '【' | '〔' | '[' | '﹙' | '［'
    )
}

/// A closing quotation mark or bracket.
#[inline]
#[must_use]
pub fn closes(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '」' | '』' | '》' | '〉' | '）' | ')' | '】' | '〕' | ']' | '﹚' | '］'
    )
}

/// Length in bytes of the UTF-8 character that starts with `lead`.
#[inline]
#[must_use]
pub fn utf8_len(lead: u8) -> usize {
    match lead {
        0..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

/// The beginning of `text`, at most `most` bytes, cut before a character.
#[must_use]
pub fn head(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}
