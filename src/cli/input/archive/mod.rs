//! Archives and compressed files read as folders: `.gz`, `.zst`, `.tar`, `.zip`, `.warc` and
//! what is made of them (`.tar.gz`, `.tgz`, `.warc.gz`, `.ndjson.zst`, a `.gz` in a `.zip` …).
//! Members come in the order in which they stand, one at a time, each at most `--max-bytes`
//! long once unpacked. One that cannot be read is an error record with its own name; what
//! stands behind it is read as far as the archive allows.

mod http;
mod names;
mod tar;
mod warc;
mod zip;
mod zstd;

use super::{
    Reader, Stopped,
    read::{Said, reason},
    source::{Source, is_ndjson},
};
use crate::error::{Error, Result};
use flate2::read::MultiGzDecoder;
pub(super) use names::wrapped;
use names::{Wrapping, hidden, member_name};
use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::Path,
};

/// An archive in an archive in an archive … is opened so often and not more.
const DEPTH: usize = 4;

/// Where a stream stands.
#[derive(Debug, Clone)]
struct Place {
    /// Path as shown: `archive!member`.
    shown: String,
    /// The name by which its form is known, suffixes taken off as they are unpacked.
    name: String,
    depth: usize,
}

impl Place {
    fn member(&self, name: &str) -> Place {
        Place {
            shown: format!("{}!{name}", self.shown),
            name: name.to_owned(),
            depth: self.depth + 1,
        }
    }
}

/// Whether a stream could be read to its end; if not, an error record has said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    Whole,
    Broken,
}

impl Source<'_> {
    /// Reads a file whose name is [`wrapped`].
    pub(super) fn archive(&mut self, path: &Path, shown: String) -> Result<(), Stopped> {
        let place = Place {
            name: shown.clone(),
            shown,
            depth: 0,
        };
        let file = match File::open(path) {
            Ok(file) => file,
            Err(e) => return self.broken(&place, &e).map(|_| ()),
        };
        if let Some((Wrapping::Zip, _)) = wrapped(&place.name) {
            self.zip(&place, file)
        } else {
            self.unpack(&place, &mut &file)
        }
        .map(|_| ())
    }

    /// Reads a stream by its name: unpacks it, goes through its members, or takes it as it is.
    fn unpack(&mut self, place: &Place, stream: &mut dyn Read) -> Result<Reading, Stopped> {
        let Some((wrapping, inner)) = wrapped(&place.name) else {
            return self.leaf(place, stream, Said::default());
        };
        if place.depth > DEPTH {
            return self.fault(place, Error::io("too many archives in one another"));
        }
        let within = Place {
            name: inner,
            ..place.clone()
        };
        match wrapping {
            Wrapping::Gzip => self.unpack(&within, &mut MultiGzDecoder::new(stream)),
            Wrapping::Zstd => self.unpack(&within, &mut zstd::Frames::new(stream)),
            Wrapping::Tar => self.tar(place, stream),
            Wrapping::Warc => self.warc(place, stream),
            Wrapping::Zip => {
                // A ZIP archive is read from its end: it must be in memory.
                let mut bytes = Vec::new();
                match Reader(self.settings).limited(stream, &mut bytes) {
                    Ok(()) => self.zip(place, Cursor::new(bytes)),
                    Err(error) => self.fault(place, error),
                }
            }
        }
    }

    /// A member, or not: left out when it is hidden or does not match `--glob`.
    fn wanted(&mut self, name: &str) -> bool {
        let archive = wrapped(name).is_some();
        let wanted = !hidden(name) && !self.excluded(Path::new(name), archive);
        if !wanted {
            self.feed.leave_out();
        }
        wanted
    }

    fn excluded(&self, name: &Path, archive: bool) -> bool {
        let matched = self.settings.globs.matched(name, archive);
        matches!(matched, ignore::Match::Ignore(_))
    }

    /// One article, or NDJSON with many.
    fn leaf(
        &mut self,
        place: &Place,
        stream: &mut dyn Read,
        said: Said,
    ) -> Result<Reading, Stopped> {
        if is_ndjson(self.settings, Path::new(&place.name)) {
            self.lines(Some(place.shown.clone()), stream)?;
            return Ok(Reading::Whole);
        }
        let mut bytes = Vec::new();
        match Reader(self.settings).limited(stream, &mut bytes) {
            Ok(()) => {
                let id = place.shown.clone();
                self.bytes(id.clone(), Some(id), bytes, said)?;
                Ok(Reading::Whole)
            }
            Err(error) => {
                let whole = error.code() == "too_large";
                self.fault(place, error)?;
                Ok(if whole {
                    Reading::Whole
                } else {
                    Reading::Broken
                })
            }
        }
    }

    fn broken(&mut self, place: &Place, error: &io::Error) -> Result<Reading, Stopped> {
        self.fault(place, Error::io(reason(error)))
    }

    fn fault(&mut self, place: &Place, error: Error) -> Result<Reading, Stopped> {
        let error = error.at_path(&place.shown);
        self.refused(place.shown.clone(), error)?;
        Ok(Reading::Broken)
    }
}
