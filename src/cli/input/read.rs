//! Bytes to inputs, on the workers' threads: decoding, web pages, splitting.

use super::{
    Job, STDIN,
    record::{self, Body, Record},
};
use crate::{
    cli::{args::SourceFormat, settings::InputSettings},
    decode,
    error::{Error, Result},
    html,
    input::{DateFrom, Input},
};
use encoding_rs::Encoding;
use std::{
    borrow::Cow,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// What a container says of the bytes in it.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::cli) struct Said {
    /// The encoding by the head of a web server: a candidate, not the truth.
    pub(in crate::cli) encoding: Option<&'static Encoding>,
}

/// Reads inputs by the settings of the run.
#[derive(Debug)]
pub(in crate::cli) struct Reader<'a>(pub(in crate::cli) &'a InputSettings);

/// An input, or what could not be read: its identifier and why.
pub(in crate::cli) type Found = Result<Input, (String, Error)>;

impl Reader<'_> {
    /// Calls `found` for every input of a job and for what could not be read, until it says
    /// that it wants no more.
    pub(in crate::cli) fn each(&self, job: Job, found: &mut dyn FnMut(Found) -> bool) {
        let mut whole = |id: String, path: Option<String>, bytes: &[u8], said: Said| match self
            .document(id.clone(), path, bytes, said)
        {
            Ok(inputs) => {
                let _ = inputs.into_iter().all(|input| found(Ok(input)));
            }
            Err(error) => {
                found(Err((id, error)));
            }
        };
        match job {
            Job::File { id, path, .. } => match self.file(&path) {
                Ok(bytes) => whole(id.clone(), Some(id), &bytes, Said::default()),
                Err(error) => {
                    found(Err((id, error)));
                }
            },
            Job::Bytes {
                id,
                path,
                bytes,
                said,
                ..
            } => whole(id, path, &bytes, said),
            Job::Lines { path, batch, .. } => {
                let mut lines = batch.lines();
                let mut line = |(number, line)| found(self.line(line, path.as_deref(), number));
                let _ = lines.all(&mut line);
            }
            Job::Failed { id, error } => {
                found(Err((id, error)));
            }
        }
    }

    /// The content of a file.
    ///
    /// # Errors
    /// It cannot be read (`io`) or is too large (`too_large`).
    pub(in crate::cli) fn file(&self, path: &Path) -> Result<Vec<u8>> {
        let failed = |e: std::io::Error| Error::io(reason(&e)).at_path(path);
        let file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_or(0, |m| m.len());
        if size > self.0.max_bytes {
            return Err(self.too_large().at_path(path));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
        self.limited(file, &mut bytes)
            .map_err(|e| e.at_path(path))?;
        Ok(bytes)
    }

    /// Reads a stream to its end.
    ///
    /// # Errors
    /// It cannot be read (`io`) or is too large (`too_large`).
    pub(super) fn limited(&self, stream: impl Read, bytes: &mut Vec<u8>) -> Result<()> {
        let limit = self.0.max_bytes;
        let room = limit.saturating_sub(bytes.len() as u64) + 1;
        let read = stream.take(room).read_to_end(bytes);
        read.map_err(|e| match e.kind() {
            std::io::ErrorKind::UnexpectedEof => Error::io(format!("cut off: {}", reason(&e))),
            _ => Error::io(reason(&e)),
        })?;
        if bytes.len() as u64 > limit {
            return Err(self.too_large());
        }
        Ok(())
    }

    fn too_large(&self) -> Error {
        let limit = self.0.max_bytes;
        Error::too_large(format!("larger than {limit} bytes (--max-bytes)"))
    }

    /// The inputs in a file's bytes: one, unless `--split` makes several.
    ///
    /// # Errors
    /// Nothing in it (`empty`), or no text (`encoding`).
    pub(in crate::cli) fn document(
        &self,
        id: String,
        path: Option<String>,
        bytes: &[u8],
        said: Said,
    ) -> Result<Vec<Input>> {
        let place = PathBuf::from(path.as_deref().unwrap_or(STDIN));
        let input = self
            .decoded(bytes, path.as_deref(), said)
            .map_err(|e| e.at_path(&place))?;
        if input.text.trim().is_empty() {
            return Err(Error::empty("nothing in it").at_path(place));
        }
        Ok(self.split(Input {
            id,
            path,
            keep: self.no_keep(),
            ..input
        }))
    }

    /// Keys to keep, without values: a text file has none.
    fn no_keep(&self) -> serde_json::Map<String, serde_json::Value> {
        let keys = self.0.keys.keep.iter();
        keys.map(|k| ((*k).to_owned(), serde_json::Value::Null))
            .collect()
    }

    fn decoded(&self, bytes: &[u8], _path: Option<&str>, said: Said) -> Result<Input> {
        if let Some(what) = known_binary(bytes) {
            return Err(Error::encoding(format!("no text but {what}")));
        }
        let (text, source) = decode::decode_from(bytes, self.0.encoding, said.encoding);
        if self.0.from != SourceFormat::Ndjson && is_binary(&text) {
            return Err(Error::encoding("no text: full of control characters"));
        }
        let page = match self.0.from {
            SourceFormat::Html => true,
            SourceFormat::Auto => html::is_page(&text),
            SourceFormat::Text | SourceFormat::Ndjson => false,
        };
        let mut input = Input {
            source,
            ..Input::default()
        };
        match page {
            true => page_into(&mut input, &text),
            false => input.text = text,
        }
        Ok(input)
    }

    /// The articles of a file, each beginning with a match of `--split`. A match without a
    /// letter or digit is a rule between two articles and belongs to none.
    fn split(&self, input: Input) -> Vec<Input> {
        let Some(pattern) = &self.0.split else {
            return vec![input];
        };
        let mut parts = Vec::new();
        let mut from = 0;
        for found in pattern.find_iter(&input.text) {
            parts.push(&input.text[from..found.start()]);
            let rule = !found.as_str().chars().any(char::is_alphanumeric);
            from = if rule { found.end() } else { found.start() };
        }
        parts.push(&input.text[from..]);
        let filled = parts
            .into_iter()
            .map(|p| p.trim_matches('\n'))
            .filter(|p| !p.trim().is_empty());
        let part = |(i, text): (usize, &str)| Input {
            id: format!("{}#{}", input.id, i + 1),
            text: text.to_owned(),
            ..input.clone()
        };
        filled.enumerate().map(part).collect()
    }

    /// The identifier of a line of NDJSON, whatever is wrong with the rest of it.
    pub(super) fn id(&self, line: Option<&[u8]>, path: Option<&str>, number: u64) -> String {
        let fallback = fallback(path, number);
        let Some(line) = line else {
            return fallback;
        };
        match record::parse(&self.recoded(line), &self.0.keys, &fallback) {
            Ok(record) => record.input.id,
            Err((id, _)) => id,
        }
    }

    /// The line in UTF-8, if `--encoding` names another encoding.
    fn recoded<'l>(&self, line: &'l [u8]) -> Cow<'l, [u8]> {
        match self.0.encoding {
            Some(encoding) if encoding != encoding_rs::UTF_8 => {
                match encoding.decode_without_bom_handling(line).0 {
                    Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                    Cow::Owned(text) => Cow::Owned(text.into_bytes()),
                }
            }
            _ => Cow::Borrowed(line),
        }
    }

    /// The input in a line of NDJSON.
    ///
    /// # Errors
    /// As [`record::parse`], with the record's identifier.
    pub(in crate::cli) fn line(
        &self,
        line: Option<&[u8]>,
        path: Option<&str>,
        number: u64,
    ) -> Result<Input, (String, Error)> {
        let fallback = fallback(path, number);
        let placed = |(id, error): (String, Error)| {
            let error = error.at_line(number);
            (
                id,
                if let Some(path) = path {
                    error.at_path(path)
                } else {
                    error
                },
            )
        };
        let Some(line) = line else {
            return Err(placed((fallback, self.too_large())));
        };
        let record = record::parse(&self.recoded(line), &self.0.keys, &fallback).map_err(placed)?;
        let mut input = filled(record).map_err(placed)?;
        input.path = path.map(str::to_owned);
        Ok(input)
    }
}

/// The identifier of a record that has none.
fn fallback(path: Option<&str>, number: u64) -> String {
    format!("{}:{number}", path.unwrap_or(STDIN))
}

/// Puts the record's text into its place.
fn filled(record: Record) -> Result<Input, (String, Error)> {
    let Record { mut input, body } = record;
    match body {
        Body::Text(text) => input.text = text,
        Body::Html(html) => page_into(&mut input, &html),
    }
    if input.text.contains('\r') {
        input.text = input.text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if input.text.trim().is_empty() {
        return Err((input.id, Error::empty("nothing in it")));
    }
    Ok(input)
}

/// The article on a page; what the record says of it goes before what the page says.
fn page_into(input: &mut Input, page: &str) {
    let page = html::read(page);
    input.source.format = "html".to_owned();
    input.text = page.text;
    input.title = input.title.take().or(page.title);
    input.publisher = input.publisher.take().or(page.publisher);
    if input.date.is_none() {
        input.date = page.date;
        input.date_from = match page.date_is_meta {
            true => DateFrom::Meta,
            false => DateFrom::Line,
        };
    }
}

/// What the system says, without its error number.
pub(in crate::cli) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

/// First bytes of files that are often taken for text by their name.
const BINARY: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (
        b"PK\x03\x04",
        "a ZIP container (docx, xlsx; an archive must be named .zip)",
    ),
    (b"\x1F\x8B", "a gzip file (it must be named .gz)"),
    (b"\x28\xB5\x2F\xFD", "a zstd file (it must be named .zst)"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an Office file (doc, xls, ppt)",
    ),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (sound, film, WebP)"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"Rar!\x1A", "a RAR archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"{\\rtf", "an RTF file"),
];

fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    BINARY
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, what)| *what)
}

/// More control characters than one in twenty are no text in any encoding.
fn is_binary(text: &str) -> bool {
    let odd = |c: &char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{1B}' | '\u{85}')
    };
    let head = text.chars().take(1 << 16);
    let (count, controls) = head.fold((0_usize, 0_usize), |(n, odd_n), c| {
        (n + 1, odd_n + usize::from(odd(&c)))
    });
    controls > 4 && controls * 20 > count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_and_text() {
        assert!(is_binary(&"a\0b\u{1}".repeat(20)));
        assert!(!is_binary("全市\0处理17宗。\r\n\t"));
        assert_eq!(known_binary(b"%PDF-1.4"), Some("a PDF file"));
        assert_eq!(known_binary("全市".as_bytes()), None);
    }
}
