//! An article as it stands: text, title, publish date, paragraphs, sentences, and which
//! parts are boilerplate. Immutable once built.

mod given;
mod markdown;
mod paragraphs;
mod published;
mod publisher;
mod roles;
mod rules;
mod sentences;
mod structure;
mod tails;
#[cfg(test)]
mod tests;
mod title;
mod warnings;
mod wraps;

use crate::{normalize::Normalized, span::Span};

pub use crate::input::{Input, Source};
pub use structure::Structure;

/// How the publish date is found (`--published`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Published {
    /// From the record, metadata or dateline.
    #[default]
    Auto,
    /// Not at all: relative dates stay open.
    None,
    /// This day.
    Day(jiff::civil::Date),
}

/// Where the publish date came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishedFrom {
    /// `--published`.
    Option,
    /// A field of the record.
    Field,
    /// Metadata of a web page or a metadata line.
    Meta,
    /// The dateline or byline in the text.
    Dateline,
}

impl PublishedFrom {
    /// The word in the article record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PublishedFrom::Option => "option",
            PublishedFrom::Field => "field",
            PublishedFrom::Meta => "meta",
            PublishedFrom::Dateline => "dateline",
        }
    }
}

/// What a paragraph or sentence is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// The article's title.
    Title,
    /// Dateline, byline, source line, metadata.
    Metadata,
    /// A heading inside the body.
    Heading,
    /// Running text.
    #[default]
    Body,
    /// 来源, 责任编辑, ICP备, copyright, tags, menus: kept in the text, counted nowhere.
    Boilerplate,
}

impl Role {
    /// True where statistics, phrases and checks are looked for.
    #[must_use]
    pub fn is_content(self) -> bool {
        matches!(self, Role::Heading | Role::Body)
    }
}

/// A paragraph: one or several lines of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Span in the normalized text, line ends excluded.
    pub span: Span,
    /// What it is for.
    pub role: Role,
}

/// A sentence, its closing mark and closing quotation marks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Span in the normalized text.
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// The paragraph's role, or `Boilerplate` for a tail such as 文、图/….
    pub role: Role,
}

/// A title, and where it stands if it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The title's words.
    pub text: String,
    /// Its place in the normalized text; none when only the container gave it.
    pub span: Option<Span>,
}

/// A part that is not the article's own text, and the rule that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boilerplate {
    /// Span in the normalized text.
    pub span: Span,
    /// Stable name of the rule.
    pub rule: &'static str,
}

/// An article, ready for the stages.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Identifier.
    pub id: String,
    /// Path as given.
    pub path: Option<String>,
    /// How it was read.
    pub source: Source,
    /// The decoded text, never altered. Reports count in it.
    pub original: String,
    /// What the stages read. All spans of all stages refer to `normal.text`.
    pub normal: Normalized,
    /// The title.
    pub title: Option<Title>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The publish day.
    pub published: Option<jiff::civil::Date>,
    /// The time of day behind it, when a record's field or a page's metadata tells one.
    pub published_time: Option<jiff::civil::Time>,
    /// Where the publish day came from.
    pub published_from: Option<PublishedFrom>,
    /// Paragraphs in text order.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in text order; together they cover every paragraph.
    pub sentences: Vec<Sentence>,
    /// What is metadata or boilerplate, and why, in text order.
    pub left_out: Vec<Boilerplate>,
    /// True when the text is Markdown (headings, links): only then is a pair of `**` bold
    /// type and not a mask.
    pub markdown: bool,
    /// Doubts about the input (`many_replaced`, `question_marks` …), in words.
    pub warnings: Vec<String>,
    /// Keys that pass through.
    pub keep: serde_json::Map<String, serde_json::Value>,
}

impl Document {
    /// The normalized text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.normal.text
    }

    /// Index of the sentence that holds the byte `at` of the normalized text, or the last
    /// one that starts before it.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        self.sentences
            .partition_point(|s| s.span.from() <= at)
            .checked_sub(1)
    }

    /// What the text at `at` is for.
    #[must_use]
    pub fn role_at(&self, at: usize) -> Role {
        self.sentence_at(at)
            .map_or(Role::Body, |i| self.sentences[i].role)
    }
}
