//! Where the output goes: standard output or a file, through one buffer.

use super::tally::Tally;
use crate::{
    cli::settings::Settings,
    error::{Error, Result},
};
use std::{
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// Bytes gathered before they are written.
const BUFFER: usize = 256 << 10;

/// The output.
pub(super) struct Output {
    sink: BufWriter<Box<dyn Write>>,
    path: Option<PathBuf>,
    content: bool,
    resume: bool,
}

impl Output {
    /// Opens the output of a run; `kept` bytes of an earlier one stay.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn open(settings: &Settings, kept: u64) -> Result<Self> {
        let path = settings.output.path.clone();
        let sink: Box<dyn Write> = match &path {
            None => Box::new(io::stdout()),
            Some(path) => {
                let file = if kept > 0 {
                    reopen(path, kept)
                } else {
                    File::create(path)
                };
                Box::new(file.map_err(|e| Error::usage(e.to_string()).at_path(path))?)
            }
        };
        Ok(Output {
            sink: BufWriter::with_capacity(BUFFER, sink),
            path,
            content: kept > 0,
            resume: settings.batch.resume,
        })
    }

    /// Whether the file holds records of an earlier run.
    pub(super) fn has_content(&self) -> bool {
        self.content
    }

    /// Nothing is under way: what is buffered is passed on to who may wait for it.
    pub(super) fn idle(&mut self) -> io::Result<()> {
        if self.path.is_none() {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// The error of a run whose output cannot be written.
    pub(super) fn failed(&self, error: &io::Error, tally: &Tally) -> Error {
        let name = self
            .path
            .clone()
            .unwrap_or_else(|| PathBuf::from("standard output"));
        let hint = if self.resume {
            "; run again to go on"
        } else {
            ""
        };
        let count = tally.documents + tally.errors;
        Error::usage(format!("{error}; stopped after {count} inputs{hint}")).at_path(name)
    }
}

/// Opens a file behind its first `kept` bytes; the rest is cut off.
fn reopen(path: &Path, kept: u64) -> io::Result<File> {
    let mut file = File::options().write(true).open(path)?;
    file.set_len(kept)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}
