//! Records to output formats, one file each behind [`Renderer`]. A renderer is shared by
//! all threads and writes one document into a buffer; who owns the buffers puts
//! [`Renderer::begin`], separators and [`Renderer::end`] around them.

mod json;
mod separated;
mod text;

pub use json::{JsonRenderer, NdjsonRenderer, write_json};
pub use separated::SeparatedRenderer;
pub use text::{Look, TextRenderer};

use crate::{
    error::{Error, Result},
    pipeline::Analysis,
    report::{
        ErrorRecord,
        rows::{Column, Emit, Kind},
    },
};

/// What is written of each document.
#[derive(Debug, Clone)]
pub struct View {
    /// The kind of record.
    pub kind: Kind,
    columns: Vec<Column>,
    fields: Vec<String>,
    picked: Vec<usize>,
}

/// Keys of the article and pack records, for `--fields` and against `--keep`.
const ARTICLE_KEYS: &[&str] = &[
    "schema",
    "id",
    "path",
    "source",
    "title",
    "publisher",
    "published",
    "published_from",
    "offsets",
    "chars",
    "paragraphs",
    "sentences",
    "statistics",
    "dates",
    "checks",
    "phrases",
    "masks",
    "tokens",
    "warnings",
    "tool",
    "text",
];

impl View {
    /// A view of `kind` with the keys that pass through (`--keep`) and the columns asked for
    /// (`--fields`; empty for all).
    ///
    /// # Errors
    /// A field that does not exist, or a kept key that has the name of one of ours.
    pub fn new(kind: Kind, keep: &[&'static str], fields: Vec<String>) -> Result<Self> {
        let nested = matches!(kind, Kind::Article | Kind::Pack);
        let own = kind.columns(&[]);
        let taken =
            |key: &str| own.iter().any(|c| c.name == key) || nested && ARTICLE_KEYS.contains(&key);
        if let Some(key) = keep.iter().find(|key| taken(key)) {
            return Err(Error::usage(format!(
                "--keep {key}: the record has a key of this name"
            )));
        }
        let columns = kind.columns(keep);
        let mut picked = Vec::new();
        for field in &fields {
            let column = columns.iter().position(|c| c.name == field);
            picked.extend(column);
            if column.is_none() && !(nested && ARTICLE_KEYS.contains(&field.as_str())) {
                return Err(unknown_field(field, &columns));
            }
        }
        if fields.is_empty() {
            picked = (0..columns.len()).collect();
        }
        Ok(View {
            kind,
            columns,
            fields,
            picked,
        })
    }

    /// True when the field is among those written.
    #[must_use]
    pub fn writes(&self, field: &str) -> bool {
        self.fields.is_empty() || self.fields.iter().any(|f| f == field)
    }

    /// The columns in the order in which they are written.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        self.picked.iter().filter_map(|&i| self.columns.get(i))
    }
}

fn unknown_field(field: &str, columns: &[Column]) -> Error {
    let known: Vec<_> = columns.iter().map(|c| c.name).collect();
    Error::usage(format!(
        "--fields {field}: no such field; there are {}",
        known.join(", ")
    ))
}

/// Hands rows to who renders them.
pub type Rows<'r> = &'r dyn Fn(Emit<'_>);

/// One output format.
pub trait Renderer: Send + Sync {
    /// What stands before the first document.
    fn begin(&self, out: &mut Vec<u8>);
    /// Writes one document. Nothing is written when it has nothing of the kind.
    fn document(&self, analysis: &Analysis<'_>, out: &mut Vec<u8>);
    /// Writes rows that belong to no single document.
    fn rows(&self, rows: Rows<'_>, out: &mut Vec<u8>);
    /// Writes an error record; false when the format has no place for one.
    fn error(&self, error: &ErrorRecord, out: &mut Vec<u8>) -> bool;
    /// What stands between two documents that are not empty.
    fn separator(&self) -> &'static [u8] {
        b""
    }
    /// What stands after the last document.
    fn end(&self, _out: &mut Vec<u8>) {}
}

/// A decimal with a point in it: `12000` → `12000.0`.
fn with_point(text: &str) -> String {
    if text.contains('.') {
        text.to_owned()
    } else {
        format!("{text}.0")
    }
}
