//! `--resume`: the output is its own journal. What it holds is read once at the start: a
//! torn last line (and, where an article has several rows, the rows of the last article,
//! of which some may be missing) is cut off; inputs whose identifiers stand in it are passed
//! over. A few of them are analysed again all the same and must give the same bytes: a file
//! that was written with other options, dictionaries or another version is refused.

mod differ;
mod ndjson;
mod separated;

use super::{args::FormatName, settings::Settings};
use crate::{
    error::{Error, Result},
    render::Renderer,
    report::rows::Kind,
};
use rustc_hash::FxHashMap;
use std::{
    fs::File,
    hash::{DefaultHasher, Hash, Hasher},
    io::ErrorKind,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// So many articles at the beginning are compared, and the last one.
const SAMPLES: usize = 3;

/// What an earlier run has written.
#[derive(Debug, Default)]
pub(super) struct Journal {
    /// How often each identifier stands there, by its hash.
    done: FxHashMap<u128, u32>,
    /// Articles to be compared, with their bytes.
    samples: Vec<(String, Vec<u8>)>,
    /// Bytes of the file that stay.
    pub(super) kept: u64,
    /// Error records in them.
    pub(super) errors: u64,
    /// Inputs passed over so far.
    pub(super) skipped: u64,
}

/// What becomes of an input.
#[derive(Debug, PartialEq)]
pub(super) enum Fate {
    /// It is to be analysed.
    New,
    /// It stands in the output.
    Done,
    /// It stands in the output with these bytes, which must come out again.
    Check(Vec<u8>),
}

impl Fate {
    /// The bytes that must come out again.
    pub(super) fn check(self) -> Option<Vec<u8>> {
        match self {
            Fate::Check(bytes) => Some(bytes),
            _ => None,
        }
    }
}

impl Journal {
    /// Reads what `--resume` goes on from; none for a run that begins anew.
    ///
    /// # Errors
    /// The file was not written by this program, or with another configuration.
    pub(super) fn open(settings: &Settings, renderer: &dyn Renderer) -> Result<Option<Self>> {
        let (true, Some(path)) = (settings.batch.resume, &settings.output.path) else {
            return Ok(None);
        };
        let file = match File::open(path) {
            Ok(file) => file,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(Error::usage(e.to_string()).at_path(path)),
        };
        let read = match settings.output.format {
            FormatName::Csv => separated::read(file, b',', renderer, &settings.output.view),
            FormatName::Tsv => separated::read(file, b'\t', renderer, &settings.output.view),
            _ => ndjson::read(file, settings),
        };
        let journal = read.map_err(|e| refusal(&e, path))?;
        Ok((journal.kept > 0).then_some(journal))
    }

    /// Decides over an input. Of several with one identifier so many are done as stand in
    /// the output.
    pub(super) fn fate(&mut self, id: &str) -> Fate {
        let Some(left) = self.done.get_mut(&hash(id)).filter(|left| **left > 0) else {
            return Fate::New;
        };
        *left -= 1;
        self.skipped += 1;
        match self.samples.iter().position(|(sample, _)| sample == id) {
            Some(at) => Fate::Check(self.samples.swap_remove(at).1),
            None => Fate::Done,
        }
    }

    /// Notes that an article stands there.
    fn add(&mut self, id: &str, bytes: &[u8]) {
        *self.done.entry(hash(id)).or_default() += 1;
        if self.samples.len() < SAMPLES {
            self.samples.push((id.to_owned(), bytes.to_vec()));
        }
    }

    /// The last article is compared too, unless its identifier is not its own.
    fn last(&mut self, id: &str, bytes: &[u8]) {
        if self.done.get(&hash(id)) == Some(&1) && self.samples.iter().all(|(s, _)| s != id) {
            self.samples.push((id.to_owned(), bytes.to_vec()));
        }
    }
}

/// The journal of a run, shared by its threads; none for a run that begins anew.
#[derive(Debug, Default)]
pub(super) struct Shared(Option<Mutex<Journal>>);

impl Shared {
    pub(super) fn new(journal: Option<Journal>) -> Self {
        Shared(journal.map(Mutex::new))
    }

    /// As [`Journal::fate`].
    pub(super) fn fate(&self, id: &str) -> Fate {
        self.lock()
            .map_or(Fate::New, |mut journal| journal.fate(id))
    }

    /// True when an earlier run is gone on with.
    pub(super) fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Inputs passed over and error records of the earlier run.
    pub(super) fn counts(&self) -> (u64, u64) {
        self.lock().map_or((0, 0), |j| (j.skipped, j.errors))
    }

    /// Articles that stand in the output and have not come by.
    pub(super) fn missed(&self) -> u64 {
        self.lock()
            .map_or(0, |j| j.done.values().map(|left| u64::from(*left)).sum())
    }

    fn lock(&self) -> Option<MutexGuard<'_, Journal>> {
        let journal = self.0.as_ref()?;
        // Counts stay sound whatever a thread failed at.
        Some(journal.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The error for an input that no longer gives the bytes that stand in the output.
pub(super) fn mismatch(id: &str, old: &[u8], new: &[u8], output: &Path) -> Error {
    let what = differ::between(old, new);
    let error = Error::usage(format!("{id} now gives another result ({what})"));
    refusal(&error, output)
}

fn refusal(error: &Error, path: &Path) -> Error {
    let hint =
        "--resume goes on with the same command only; name another -o FILE or delete this one";
    let message = format!("{}; {hint}", error.message());
    let error_at = Error::usage(message).at_path(path);
    match error.line() {
        Some(line) => error_at.at_line(line),
        None => error_at,
    }
}

/// True where an article may have several rows.
fn has_rows(kind: Kind) -> bool {
    !matches!(kind, Kind::Article | Kind::Pack)
}

/// 128 bits: of a million identifiers no two meet.
fn hash(id: &str) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, id).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

/// The article whose lines are being read.
#[derive(Debug, Default)]
struct Group {
    id: String,
    n: u64,
    start: u64,
    bytes: Vec<u8>,
}

/// Puts lines together into articles.
#[derive(Debug, Default)]
struct Groups {
    journal: Journal,
    rows: bool,
    group: Option<Group>,
    last: Option<Group>,
}

impl Groups {
    fn new(rows: bool) -> Self {
        Groups {
            rows,
            ..Groups::default()
        }
    }

    /// A line of article `id`, its `n`th row, at byte `start` of the file.
    fn line(&mut self, id: &str, n: u64, start: u64, bytes: &[u8]) {
        if self.rows
            && let Some(group) = &mut self.group
            && group.id == id
            && group.n < n
        {
            group.n = n;
            group.bytes.extend_from_slice(bytes);
            return;
        }
        self.close();
        self.group = Some(Group {
            id: id.to_owned(),
            n,
            start,
            bytes: bytes.to_vec(),
        });
    }

    /// An error record.
    fn error(&mut self, id: &str) {
        self.close();
        *self.journal.done.entry(hash(id)).or_default() += 1;
        self.journal.errors += 1;
    }

    /// The article is complete: something else follows.
    fn close(&mut self) {
        if let Some(group) = self.group.take() {
            self.journal.add(&group.id, &group.bytes);
            self.last = Some(group);
        }
    }

    /// The end of the file, its last whole line ending at `end`.
    fn finish(mut self, end: u64) -> Journal {
        self.journal.kept = end;
        if self.rows {
            // Rows of the last article may be missing.
            self.journal.kept = self.group.take().map_or(end, |group| group.start);
        }
        self.close();
        if let Some(last) = self.last.take() {
            self.journal.last(&last.id, &last.bytes);
        }
        self.journal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_put_together_and_the_last_article_is_open() {
        let mut groups = Groups::new(true);
        for (id, n, start) in [
            ("a", 1, 0),
            ("a", 2, 10),
            ("b", 1, 20),
            ("b", 1, 30),
            ("c", 1, 40),
        ] {
            groups.line(id, n, start, b"row");
        }
        let mut journal = groups.finish(50);
        assert_eq!(journal.kept, 40);
        assert_eq!(journal.fate("a"), Fate::Check(b"rowrow".to_vec()));
        assert_ne!(journal.fate("b"), Fate::New);
        assert_ne!(journal.fate("b"), Fate::New);
        assert_eq!(journal.fate("b"), Fate::New);
        assert_eq!(journal.fate("c"), Fate::New);
    }

    #[test]
    fn records_stand_alone() {
        let mut groups = Groups::new(false);
        for n in 0..9 {
            groups.line(&n.to_string(), 0, n, b"record");
        }
        groups.error("broken");
        let mut journal = groups.finish(99);
        assert_eq!((journal.kept, journal.errors), (99, 1));
        assert_eq!(journal.fate("0"), Fate::Check(b"record".to_vec()));
        assert_eq!(journal.fate("5"), Fate::Done);
        assert_eq!(journal.fate("8"), Fate::Check(b"record".to_vec()));
        assert_eq!(journal.fate("broken"), Fate::Done);
        assert_eq!(journal.fate("9"), Fate::New);
    }
}
