//! From what was named on the command line to jobs: one thread lists and, where a stream
//! must be read in order (standard input, NDJSON, archives), reads; the workers do the rest.

mod archive;
mod count;
mod feed;
mod lines;
mod read;
mod record;
mod source;
mod spool;
mod walk;

pub(super) use count::count;
pub(super) use feed::{Feed, Stopped, Taps};
pub(super) use lines::Batch;
pub(super) use read::{Reader, Said};
pub(super) use source::run;
pub(super) use spool::Spool;

use super::journal::Fate;
use crate::error::Error;
use std::path::PathBuf;

/// One piece of work for a worker.
#[derive(Debug)]
pub(super) enum Job {
    /// A file, read by the worker. `id` is its path as it is shown.
    File {
        /// The path as shown.
        id: String,
        /// Where it is.
        path: PathBuf,
        /// What must come out.
        check: Option<Vec<u8>>,
    },
    /// A file that was read already: standard input, a member of an archive.
    Bytes {
        /// Identifier.
        id: String,
        /// Path as shown; none for standard input.
        path: Option<String>,
        /// Its content.
        bytes: Vec<u8>,
        /// What its container says of it.
        said: Said,
        /// What must come out.
        check: Option<Vec<u8>>,
    },
    /// Lines of NDJSON.
    Lines {
        /// Path of their file as shown; none for standard input.
        path: Option<String>,
        /// The lines.
        batch: Batch,
        /// What becomes of each line; nothing for a run that begins anew.
        fates: Vec<Fate>,
    },
    /// Something that could not be read.
    Failed {
        /// Identifier.
        id: String,
        /// Why.
        error: Error,
    },
}

/// What standard input is called where a name is needed.
const STDIN: &str = "-";
