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
    /// True when the date stands in a page's metadata and is not a record's field.
    pub date_is_meta: bool,
    /// Publisher given by the container.
    pub publisher: Option<String>,
    /// Where the text came from and how it was decoded.
    pub source: Source,
    /// Other keys of an NDJSON record that pass through (`--keep`).
    pub keep: serde_json::Map<String, serde_json::Value>,
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
