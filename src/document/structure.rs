//! From a decoded text to a [`Document`]: lines to paragraphs, paragraphs to sentences,
//! title, dateline and boilerplate.

use super::{Document, Input, Paragraph, Published, PublishedFrom, Role, Sentence, Title};
use crate::{
    chars,
    error::{Error, Result},
    lexicon::Dicts,
    normalize::{self, Folder},
    span::Span,
};

/// Recognises the parts of an article. Built once, shared by all threads.
#[derive(Debug)]
pub struct Structure {
    folder: Folder,
}

impl Structure {
    /// Loads the boilerplate rules.
    ///
    /// # Errors
    /// A dictionary that is malformed, with file and line.
    pub fn new(dicts: &Dicts) -> Result<Self> {
        let (text, path) = dicts.read("traditional.txt")?;
        let folder = Folder::parse(&text)
            .map_err(|(line, why)| Error::dictionary(why).at_path(path).at_line(line))?;
        Ok(Structure { folder })
    }

    /// Builds the document.
    #[must_use]
    pub fn document(&self, input: Input, published: Published) -> Document {
        let normal = normalize::normalize(&input.text, &[], &self.folder);
        let mut document = Document {
            id: input.id,
            path: input.path,
            source: input.source,
            original: input.text,
            normal,
            publisher: input.publisher,
            keep: input.keep,
            title: input.title.map(|text| Title { text, span: None }),
            ..Document::default()
        };
        match published {
            Published::None => {}
            Published::Day(day) => {
                document.published = Some(day);
                document.published_from = Some(PublishedFrom::Option);
            }
            Published::Auto => {
                document.published = input
                    .date
                    .as_deref()
                    .and_then(|d| d.get(..10)?.parse().ok());
                document.published_from = document.published.map(|_| PublishedFrom::Field);
            }
        }
        split(&mut document);
        document
    }
}

fn split(document: &mut Document) {
    let text = &document.normal.text;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_matches(chars::is_space);
        if !trimmed.is_empty() {
            let from = start + (line.len() - line.trim_start_matches(chars::is_space).len());
            let span = Span::new(from, from + trimmed.len());
            document.paragraphs.push(Paragraph {
                span,
                role: Role::Body,
            });
        }
        start += line.len();
    }
    for (i, paragraph) in document.paragraphs.iter().enumerate() {
        sentences(text, *paragraph, i as u32, &mut document.sentences);
    }
}

fn sentences(text: &str, paragraph: Paragraph, index: u32, out: &mut Vec<Sentence>) {
    let mut start = paragraph.span.from();
    let body = paragraph.span.of(text);
    let mut ended = false;
    for (i, c) in body.char_indices() {
        let at = paragraph.span.from() + i;
        if ended && !chars::closes(c) && !chars::ends_sentence(c) {
            let span = Span::new(start, at);
            out.push(Sentence {
                span,
                paragraph: index,
                role: paragraph.role,
            });
            start = at;
            ended = false;
        }
        ended |= chars::ends_sentence(c);
    }
    let span = Span::new(start, paragraph.span.to());
    out.push(Sentence {
        span,
        paragraph: index,
        role: paragraph.role,
    });
}
