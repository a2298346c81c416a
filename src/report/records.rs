//! The small records: a text as `tonggao pack` prints it, and an input that failed.

use super::SourceRecord;
use crate::{error::Error, pipeline::Analysis};
use serde::Serialize;

/// A decoded text, `pack/1`. Its keys are those that NDJSON input reads, so that what is
/// packed can be analysed later.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct PackRecord<'a> {
    pub schema: &'static str,
    pub id: &'a str,
    pub path: Option<&'a str>,
    pub source: SourceRecord<'a>,
    pub title: Option<&'a str>,
    pub publisher: Option<&'a str>,
    pub published: Option<String>,
    pub published_from: Option<&'static str>,
    pub text: &'a str,
    pub warnings: &'a [String],
    #[serde(flatten)]
    pub keep: &'a serde_json::Map<String, serde_json::Value>,
}

/// The pack record of an analysis.
#[must_use]
pub fn pack<'a>(analysis: &Analysis<'a>) -> PackRecord<'a> {
    let document = analysis.document;
    PackRecord {
        schema: "pack/1",
        id: &document.id,
        path: document.path.as_deref(),
        source: SourceRecord::new(&document.source),
        title: document.title.as_ref().map(|t| t.text.as_str()),
        publisher: document.publisher.as_deref(),
        published: document.published.map(|d| d.to_string()),
        published_from: document.published_from.map(|f| f.name()),
        text: &document.original,
        warnings: &document.warnings,
        keep: &document.keep,
    }
}

/// An input that could not be analysed, `error/1`; it stands where its record would have
/// stood.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct ErrorRecord {
    pub schema: &'static str,
    pub id: String,
    pub path: String,
    pub line: Option<u64>,
    pub code: &'static str,
    pub message: String,
}

impl ErrorRecord {
    /// The record of an error of the input `id`.
    #[must_use]
    pub fn new(id: &str, error: &Error) -> Self {
        let path = error.path().map(|p| p.to_string_lossy().into_owned());
        ErrorRecord {
            schema: "error/1",
            id: id.to_owned(),
            path: path.unwrap_or_default(),
            line: error.line(),
            code: error.code(),
            message: error.message().to_owned(),
        }
    }
}

impl std::fmt::Display for ErrorRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = if self.path.is_empty() {
            &self.id
        } else {
            &self.path
        };
        f.write_str(place)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {} ({})", self.message, self.code)
    }
}
