//! From a decoded text to a [`Document`]: wraps out, lines to paragraphs, paragraphs to
//! sentences, and what each of them is for.

use super::{
    Document, Input, Paragraph, Published, Role, Sentence, Title, given::Given, markdown,
    paragraphs, published, publisher, roles, rules::Rules, sentences, tails, title, warnings,
    wraps,
};
use crate::{
    error::{Error, Result},
    lexicon::Dicts,
    normalize::{self, Folder},
    span::Span,
};

/// Recognises the parts of an article. Built once, shared by all threads.
#[derive(Debug)]
pub struct Structure {
    folder: Folder,
    rules: Rules,
}

impl Structure {
    /// Loads the boilerplate rules and the table of Traditional characters.
    ///
    /// # Errors
    /// A dictionary that is malformed, with file and line.
    pub fn new(dicts: &Dicts) -> Result<Self> {
        let (text, path) = dicts.read("traditional.txt")?;
        let folder = Folder::parse(&text)
            .map_err(|(line, why)| Error::dictionary(why).at_path(path).at_line(line))?;
        let rules = Rules::new(dicts)?;
        Ok(Structure { folder, rules })
    }

    /// Builds the document.
    #[must_use]
    pub fn document(&self, mut input: Input, published: Published) -> Document {
        let removed = wraps::removed(&input.text);
        let given = Given::take(&mut input);
        let mut document = Document {
            normal: normalize::normalize(&input.text, &removed, &self.folder),
            warnings: warnings::of(&input),
            id: input.id,
            path: input.path,
            source: input.source,
            original: input.text,
            keep: input.keep,
            ..Document::default()
        };
        self.describe(&mut document, given, &removed, published);
        self.sentences(&mut document);
        document
    }

    /// Paragraphs with their roles, and what the container and the text say of the article.
    fn describe(
        &self,
        document: &mut Document,
        mut given: Given,
        removed: &[Span],
        published: Published,
    ) {
        let text = &document.normal.text;
        let all = &mut document.paragraphs;
        paragraphs::cut(text, &mut |span| {
            all.push(Paragraph {
                span,
                role: Role::Body,
            });
        });
        let (matter, taken) = markdown::front_matter(text, all);
        given.add(&matter);
        all[..taken]
            .iter_mut()
            .for_each(|p| p.role = Role::Metadata);
        document.markdown = markdown::is_markdown(text);
        if document.markdown {
            markdown::mark(text, all);
        }
        let title = given
            .title
            .as_ref()
            .map(|t| normalize::normalize(t, &[], &self.folder).text);
        let title = title.as_deref();
        if let Some(title) = title {
            title::place(text, title, all);
        }
        roles::assign(document, &self.rules, title);
        document.title = title_of(document, given.title.take(), removed);
        document.publisher = given.publisher.take().or_else(|| publisher::find(document));
        published::find(document, &given, published);
    }

    fn sentences(&self, document: &mut Document) {
        let text = &document.normal.text;
        let out = &mut document.sentences;
        let mut brackets = Vec::new();
        for (i, paragraph) in document.paragraphs.iter().enumerate() {
            let first = out.len();
            let (paragraph, role) = (paragraph.span, paragraph.role);
            sentences::cut(text, paragraph, &mut brackets, &mut |span| {
                out.push(Sentence {
                    span,
                    paragraph: i as u32,
                    role,
                });
            });
            if role.is_content() {
                tails::mark(text, &self.rules, first, out, &mut document.left_out);
            }
        }
        document.left_out.sort_by_key(|b| b.span.start);
    }
}

/// The title as it is written: its lines joined, without what keeps its characters apart.
fn title_of(document: &Document, given: Option<String>, removed: &[Span]) -> Option<Title> {
    let mut all = document
        .paragraphs
        .iter()
        .skip_while(|p| p.role != Role::Title);
    let first = all.next().map(|p| p.span);
    // Other lines of it; the same line again is none.
    let next = |p: &&crate::document::Paragraph| {
        p.role == Role::Title
            && first.is_some_and(|f| f.of(document.text()) != p.span.of(document.text()))
    };
    let lines: Vec<Span> = first
        .into_iter()
        .chain(all.take_while(next).map(|p| p.span))
        .collect();
    let span = first.map(|f| Span::new(f.from(), lines.last().map_or(f.to(), |l| l.to())));
    let text = given.or_else(|| {
        let mut text = String::new();
        for line in &lines {
            written(document, *line, removed, &mut text);
        }
        (!lines.is_empty()).then(|| title::bare(&text).to_owned())
    })?;
    Some(Title { text, span })
}

/// Adds what stands in the original at `line`.
fn written(document: &Document, line: Span, removed: &[Span], text: &mut String) {
    let place = document.normal.map.original(line);
    let mut at = place.from();
    for gap in removed.iter().filter(|gap| place.contains(**gap)) {
        text.push_str(&document.original[at..gap.from()]);
        at = gap.to();
    }
    text.push_str(&document.original[at..place.to()]);
}
