//! An NDJSON output as journal.

use super::{Groups, Journal, has_rows};
use crate::{
    cli::settings::Settings,
    error::{Error, Result},
    report,
};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::{
    borrow::Cow,
    fs::File,
    io::{BufRead, BufReader},
};

const BUFFER: usize = 1 << 20;

/// What is looked at in a line.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    schema: Option<Cow<'a, str>>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    n: Option<&'a RawValue>,
}

/// Reads the journal.
///
/// # Errors
/// A line that is no record of ours, another configuration.
pub(super) fn read(file: File, settings: &Settings) -> Result<Journal> {
    let rows = has_rows(settings.output.view.kind);
    let mut stream = BufReader::with_capacity(BUFFER, file);
    let mut groups = Groups::new(rows);
    let (mut bytes, mut at, mut number, mut compared) = (Vec::new(), 0_u64, 0_u64, false);
    loop {
        bytes.clear();
        let read = stream.read_until(b'\n', &mut bytes);
        read.map_err(|e| Error::usage(e.to_string()))?;
        number += 1;
        if bytes.is_empty() || !bytes.ends_with(b"\n") && bytes.starts_with(b"{") {
            return Ok(groups.finish(at));
        }
        let foreign = || Error::usage("the file holds what is no record").at_line(number);
        let line: Line<'_> = serde_json::from_slice(&bytes).map_err(|_| foreign())?;
        if line.schema.as_deref() == Some("error/1") {
            groups.error(&line.id);
        } else {
            if !compared {
                compare(&bytes, settings)?;
                compared = true;
            }
            let n = line.n.filter(|_| rows);
            let n = n.and_then(|n| n.get().parse().ok()).unwrap_or(0);
            groups.line(&line.id, n, at, &bytes);
        }
        at += bytes.len() as u64;
    }
}

/// Compares what a record tells of the run that wrote it.
fn compare(line: &[u8], settings: &Settings) -> Result<()> {
    let record: serde_json::Value = serde_json::from_slice(line).unwrap_or_default();
    let unit = settings.options.offsets;
    let lexicon = settings.options.dicts.hash()?;
    let tool = report::tool(&lexicon);
    let now = [
        ("/schema", settings.output.view.kind.schema()),
        ("/offsets", unit.name()),
        ("/tool/version", tool.version),
        ("/tool/lexicon", lexicon.as_str()),
    ];
    for (pointer, now) in now {
        match record.pointer(pointer).and_then(|v| v.as_str()) {
            Some(then) if then != now => {
                let name = pointer.trim_start_matches('/').replace('/', ".");
                return Err(Error::usage(format!(
                    "written with another configuration: {name} is {then} there, {now} now"
                )));
            }
            _ => {}
        }
    }
    Ok(())
}
