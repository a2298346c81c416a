//! A web page to the article on it: title, publish date, source and text, without menus,
//! scripts, lists of other articles and footers.
//!
//! The page's tags are read as the standard says ([`soup`]), the box with the article is
//! chosen by how much running text it holds and what it is called ([`choose`]), its blocks
//! become lines ([`body`]), and what the page says of the article is looked up ([`facts`]).

mod body;
mod choose;
mod facts;
mod names;
mod soup;
mod words;

#[cfg(test)]
mod tests;

use soup::Soup;

/// The article on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: Option<String>,
    /// The publish date as the page writes it.
    pub date: Option<String>,
    /// True when the date stands in the page's metadata and not only on view.
    pub date_is_meta: bool,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its text: a paragraph a line, a table's row a line with tabs between the cells.
    pub text: String,
}

/// Reads a page. Any text at all is read; time is linear in its length.
#[must_use]
pub fn read(page: &str) -> Page {
    let soup = Soup::read(page);
    let choice = choose::choose(&soup);
    let facts = facts::find(&soup, &choice);
    let title = facts.title.as_deref().unwrap_or("");
    Page {
        text: body::text(&soup, &choice, title),
        title: facts.title,
        date: facts.date,
        date_is_meta: facts.date_is_meta,
        publisher: facts.publisher,
    }
}

/// So much of a text is looked at to tell whether it is a page, in bytes.
const LOOKED_AT: usize = 1 << 15;
/// A fragment of a page has so many tags, one among so many bytes …
const TAGS: usize = 12;
const SPARSE: usize = 400;
/// … and so many of them hold blocks. Markdown has line breaks and bold type as well.
const BLOCKS: usize = 4;

/// True when a text is a web page or a good part of one: it opens like a page or is full of
/// a page's tags.
#[must_use]
pub fn is_page(text: &str) -> bool {
    let head = crate::chars::head(text, LOOKED_AT).as_bytes();
    let (mut tags, mut blocks) = (0, 0);
    for at in memchr::memchr_iter(b'<', head) {
        let rest = &head[at + 1..];
        if tags < 3 && opens_page(rest) {
            return true;
        }
        let tag = tag(rest);
        tags += usize::from(tag.is_some());
        blocks += usize::from(tag == Some(true));
    }
    tags >= TAGS && blocks >= BLOCKS && head.len() < tags * SPARSE
}

fn opens_page(rest: &[u8]) -> bool {
    let is = |word: &[u8]| {
        let name = rest.get(..word.len());
        name.is_some_and(|n| n.eq_ignore_ascii_case(word))
            && rest[word.len()..]
                .iter()
                .take(1)
                .all(|b| !b.is_ascii_alphanumeric())
    };
    is(b"!doctype html") || is(b"html") || is(b"head") || is(b"body")
}

/// True for the tag of an element that holds blocks, false for another one.
fn tag(rest: &[u8]) -> Option<bool> {
    let rest = rest.strip_prefix(b"/").unwrap_or(rest);
    let end = rest
        .iter()
        .take(12)
        .position(|b| !b.is_ascii_alphanumeric())?;
    let (name, after) = rest.split_at(end);
    let ends = matches!(
        after.first(),
        Some(b'>' | b' ' | b'/' | b'\n' | b'\t' | b'\r')
    );
    let is = |names: &[&str]| {
        names
            .iter()
            .any(|n| name.eq_ignore_ascii_case(n.as_bytes()))
    };
    if !ends || !after.contains(&b'>') {
        None
    } else if is(&[
        "p", "div", "td", "tr", "table", "ul", "li", "section", "h1", "h2", "center",
    ]) {
        Some(true)
    } else {
        is(&[
            "span", "br", "a", "font", "strong", "b", "script", "img", "meta", "tbody", "em",
        ])
        .then_some(false)
    }
}
