//! Markdown and front matter, recognised over the whole document: a pair of `**` in an
//! article without other Markdown is a mask, not bold type.

use super::{Paragraph, Role};

/// True when the document is Markdown: a heading, an image or a link stands in it.
pub(super) fn is_markdown(text: &str) -> bool {
    let heading = |line: &str| {
        let level = line.bytes().take_while(|b| *b == b'#').count();
        (1..=6).contains(&level) && line[level..].starts_with(' ')
    };
    memchr::memmem::find(text.as_bytes(), b"](http").is_some()
        || (memchr::memchr(b'#', text.as_bytes()).is_some() && text.lines().any(heading))
}

/// Keys and values of a front matter block (`---`, `key: value` lines, `---`) that opens
/// the text, and how many paragraphs it takes.
pub(super) fn front_matter<'a>(
    text: &'a str,
    paragraphs: &[Paragraph],
) -> (Vec<(&'a str, &'a str)>, usize) {
    let mut lines = paragraphs.iter().map(|p| p.span.of(text));
    if lines.next() != Some("---") {
        return (Vec::new(), 0);
    }
    let mut pairs = Vec::new();
    for (i, line) in lines.enumerate().take(40) {
        if line == "---" {
            return (pairs, i + 2);
        }
        if let Some((key, value)) = line.split_once(':') {
            pairs.push((key.trim(), value.trim().trim_matches(['"', '\''])));
        }
    }
    (Vec::new(), 0)
}

/// Marks headings (without their `#`) and images.
pub(super) fn mark(text: &str, paragraphs: &mut [Paragraph]) {
    for paragraph in paragraphs.iter_mut().filter(|p| p.role == Role::Body) {
        let line = paragraph.span.of(text);
        let bare = line.trim_start_matches('#').trim_start();
        if line.starts_with('#') && !bare.is_empty() {
            paragraph.span.start += (line.len() - bare.len()) as u32;
        }
        if line.starts_with("![") && line.ends_with(')') && line.matches("![").count() == 1 {
            paragraph.role = Role::Boilerplate;
        }
    }
}
