//! What reading hands on: one decoded text and what its container said of it.

/// What came in, before anything is recognised: one decoded text and what its container
/// (file, NDJSON record, web page) said of it.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// Identifier: the record's id or the path.
    pub id: String,
    /// Path as it was given, `archive!member` inside an archive; none for standard input.
    pub path: Option<String>,
    /// Decoded text: BOM removed, CRLF and CR turned into LF.
    pub text: String,
    /// Title given by the container.
    pub title: Option<String>,
    /// Publish date given by the container, as written there.
    pub date: Option<String>,
    /// Where the container has the date from.
    pub date_from: DateFrom,
    /// Publisher given by the container.
    pub publisher: Option<String>,
    /// Where the text came from and how it was decoded.
    pub source: Source,
    /// Other keys of an NDJSON record that pass through (`--keep`).
    pub keep: serde_json::Map<String, serde_json::Value>,
}

/// Where a container has its date from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateFrom {
    /// A field of a record.
    #[default]
    Field,
    /// A page's metadata, front matter.
    Meta,
    /// A line on view: the dateline of a page.
    Line,
}

/// How a text was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// `text`, `html` or `ndjson`.
    pub format: String,
    /// Encoding by its WHATWG name (`UTF-8`, `gb18030`, `Big5`, `UTF-16LE` …).
    pub encoding: String,
    /// Bytes read.
    pub bytes: u64,
    /// Byte sequences that were no text and were replaced by U+FFFD.
    pub replaced: u64,
}
