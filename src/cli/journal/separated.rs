//! A CSV or TSV output as journal.

use super::{Groups, Journal, has_rows};
use crate::{
    error::{Error, Result},
    render::{Renderer, View},
};
use csv::{ByteRecord, ReaderBuilder};
use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
};

/// Reads the journal.
///
/// # Errors
/// Other columns.
pub(super) fn read(
    mut file: File,
    delimiter: u8,
    renderer: &dyn Renderer,
    view: &View,
) -> Result<Journal> {
    let failed = |e: std::io::Error| Error::usage(e.to_string());
    let mut head = Vec::new();
    renderer.begin(&mut head);
    let mut there = Vec::new();
    let mut stream = (&file).take(head.len() as u64);
    stream.read_to_end(&mut there).map_err(failed)?;
    if there != head {
        // A file that was cut off in its first line begins anew.
        if head.starts_with(&there) {
            return Ok(Journal::default());
        }
        return Err(Error::usage("the file has other columns"));
    }
    let ends = ends_with_line_end(&mut file).map_err(failed)?;
    let length = file.seek(SeekFrom::End(0)).map_err(failed)?;
    let begin = head.len() as u64;
    file.seek(SeekFrom::Start(begin)).map_err(failed)?;
    rows(file, delimiter, view, (begin, length, ends))
}

fn ends_with_line_end(file: &mut File) -> std::io::Result<bool> {
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

fn rows(
    file: File,
    delimiter: u8,
    view: &View,
    (begin, length, ends): (u64, u64, bool),
) -> Result<Journal> {
    let names: Vec<_> = view.columns().map(|c| c.name).collect();
    let column = |name: &str| names.iter().position(|n| *n == name);
    let (id, n) = (column("id"), column("n"));
    let mut groups = Groups::new(has_rows(view.kind));
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(file);
    let (mut at, mut row) = (begin, ByteRecord::new());
    loop {
        let more = reader.read_byte_record(&mut row);
        if !more.map_err(|e| Error::usage(e.to_string()))? {
            return Ok(groups.finish(at));
        }
        let end = begin + reader.position().byte();
        if row.len() != names.len() || end >= length && !ends {
            return Ok(groups.finish(at));
        }
        let text = |at: Option<usize>| {
            String::from_utf8_lossy(at.and_then(|i| row.get(i)).unwrap_or_default())
        };
        let n = text(n).parse().unwrap_or(0);
        groups.line(&text(id), n, at, &written(&row, delimiter));
        at = end;
    }
}

/// The row as the renderer writes it.
fn written(row: &ByteRecord, delimiter: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(&mut bytes);
    // Writing into a vector does not fail.
    let _ = writer.write_byte_record(row);
    drop(writer);
    bytes
}
