//! The reading thread: goes through what was named and hands out jobs.

use super::{
    Batch, Feed, Job, Reader, STDIN, Stopped, archive,
    lines::LineReader,
    read::{Said, reason},
    walk::{self, Found},
};
use crate::{
    cli::{
        args::SourceFormat,
        journal::{Fate, Shared},
        settings::InputSettings,
    },
    error::Error,
};
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Goes through the inputs in the order in which they were named.
///
/// # Errors
/// Nobody takes jobs any more.
pub(in crate::cli) fn run(
    settings: &InputSettings,
    feed: Feed,
    journal: Arc<Shared>,
) -> Result<(), Stopped> {
    let own = own(settings);
    let mut source = Source {
        settings,
        feed,
        own,
        journal,
    };
    if settings.pipe {
        return source.stdin();
    }
    for path in &settings.paths {
        source.named(path)?;
    }
    match &settings.files_from {
        Some(list) => source.files_from(list),
        None => Ok(()),
    }
}

/// Files of the run's own that a folder may hold.
pub(super) fn own(settings: &InputSettings) -> Vec<PathBuf> {
    let own = settings.own.iter();
    own.filter_map(|path| path.canonicalize().ok()).collect()
}

/// True for files of many articles, one a line.
pub(super) fn is_ndjson(settings: &InputSettings, path: &Path) -> bool {
    let named = path
        .extension()
        .is_some_and(|e| e == "ndjson" || e == "jsonl");
    match settings.from {
        SourceFormat::Ndjson => true,
        SourceFormat::Auto => named,
        SourceFormat::Text | SourceFormat::Html => false,
    }
}

/// Where the reading thread stands.
pub(super) struct Source<'a> {
    pub(super) settings: &'a InputSettings,
    pub(super) feed: Feed,
    own: Vec<PathBuf>,
    journal: Arc<Shared>,
}

impl Source<'_> {
    fn named(&mut self, path: &Path) -> Result<(), Stopped> {
        if path.as_os_str() == STDIN {
            return self.stdin();
        }
        match fs::metadata(path) {
            Err(e) => self.failed(path, &e),
            Ok(m) if m.is_dir() => self.folder(path),
            Ok(m) if m.is_file() => self.file(path.to_owned()),
            // A pipe or device that was named is meant: `<(command)`.
            Ok(_) => match self.spooled(path).unwrap_or_else(|| File::open(path)) {
                Ok(stream) => self.stream(Some(shown(path)), BufReader::new(stream)),
                Err(e) => self.failed(path, &e),
            },
        }
    }

    fn folder(&mut self, root: &Path) -> Result<(), Stopped> {
        let (settings, own) = (self.settings, std::mem::take(&mut self.own));
        let result = walk::walk(root, settings, &own, |found| match found {
            Found::File(path) => self.file(path),
            Found::Failed(path, error) => self.refused(shown(&path), error),
            Found::LeftOut => {
                self.feed.leave_out();
                Ok(())
            }
        });
        self.own = own;
        result
    }

    fn file(&mut self, path: PathBuf) -> Result<(), Stopped> {
        let id = shown(&path);
        if archive::wrapped(&id).is_some() {
            return self.archive(&path, id);
        }
        if !is_ndjson(self.settings, &path) {
            return match self.fate(&id) {
                Fate::Done => Ok(()),
                fate => self.feed.give(Job::File {
                    id,
                    path,
                    check: fate.check(),
                }),
            };
        }
        match File::open(&path) {
            Ok(file) => self.lines(Some(id), file),
            Err(e) => self.failed(&path, &e),
        }
    }

    /// The copy of a stream that is read twice.
    fn spooled(&self, name: &Path) -> Option<io::Result<File>> {
        self.settings.spool.as_ref()?.open(name)
    }

    fn stdin(&mut self) -> Result<(), Stopped> {
        let name = Path::new(STDIN);
        match self.spooled(name) {
            Some(Ok(copy)) => return self.stream(None, BufReader::new(copy)),
            Some(Err(e)) => return self.failed(name, &e),
            None => {}
        }
        self.stream(None, BufReader::with_capacity(1 << 16, io::stdin()))
    }

    /// A stream of which nothing is known: NDJSON when it begins with `{`.
    fn stream(&mut self, path: Option<String>, mut stream: impl BufRead) -> Result<(), Stopped> {
        let id = path.clone().unwrap_or_else(|| STDIN.to_owned());
        let ndjson = match self.settings.from {
            SourceFormat::Ndjson => Ok(true),
            SourceFormat::Auto => begins_with_brace(&mut stream),
            SourceFormat::Text | SourceFormat::Html => Ok(false),
        };
        match ndjson {
            Ok(true) => return self.lines(path, stream),
            Ok(false) => {}
            Err(e) => return self.failed(Path::new(&id), &e),
        }
        let mut bytes = Vec::new();
        match Reader(self.settings).limited(stream, &mut bytes) {
            Ok(()) => self.bytes(id, path, bytes, Said::default()),
            Err(error) => {
                let error = error.at_path(&id);
                self.refused(id, error)
            }
        }
    }

    /// Hands out what was read already.
    pub(super) fn bytes(
        &mut self,
        id: String,
        path: Option<String>,
        bytes: Vec<u8>,
        said: Said,
    ) -> Result<(), Stopped> {
        match self.fate(&id) {
            Fate::Done => Ok(()),
            fate => self.feed.give(Job::Bytes {
                id,
                path,
                bytes,
                said,
                check: fate.check(),
            }),
        }
    }

    pub(super) fn lines(&mut self, path: Option<String>, stream: impl Read) -> Result<(), Stopped> {
        let mut reader = LineReader::new(stream, self.settings.max_bytes);
        loop {
            match reader.batch() {
                Ok(None) => return Ok(()),
                Ok(Some(batch)) => self.batch(path.clone(), batch)?,
                Err(e) => {
                    let name = path.unwrap_or_else(|| STDIN.to_owned());
                    return self.failed(Path::new(&name), &e);
                }
            }
        }
    }

    fn batch(&mut self, path: Option<String>, batch: Batch) -> Result<(), Stopped> {
        let mut fates = Vec::new();
        if self.journal.is_there() {
            let reader = Reader(self.settings);
            fates.extend(batch.lines().map(|(number, line)| {
                self.journal.fate(&reader.id(line, path.as_deref(), number))
            }));
            if fates.iter().all(|fate| *fate == Fate::Done) {
                return Ok(());
            }
        }
        self.feed.give(Job::Lines { path, batch, fates })
    }

    /// What becomes of a file. The parts of one that is split are looked up when they are known.
    fn fate(&self, id: &str) -> Fate {
        match self.settings.split {
            Some(_) => Fate::New,
            None => self.journal.fate(id),
        }
    }

    /// Hands out an error record, unless it stands there already.
    pub(super) fn refused(&mut self, id: String, error: Error) -> Result<(), Stopped> {
        match self.journal.fate(&id) {
            Fate::New => self.feed.give(Job::Failed { id, error }),
            _ => Ok(()),
        }
    }

    /// Paths from a list, one a line or (`-0`) between NUL bytes.
    fn files_from(&mut self, list: &Path) -> Result<(), Stopped> {
        let copy = self.spooled(list);
        if copy.is_none() && list.as_os_str() == STDIN {
            return self.listed(io::stdin().lock(), list);
        }
        match copy.unwrap_or_else(|| File::open(list)) {
            Ok(file) => self.listed(BufReader::new(file), list),
            Err(e) => self.failed(list, &e),
        }
    }

    fn listed(&mut self, list: impl BufRead, name: &Path) -> Result<(), Stopped> {
        let end = if self.settings.null { 0 } else { b'\n' };
        for path in list.split(end) {
            match path {
                Ok(mut path) => {
                    if !self.settings.null && path.ends_with(b"\r") {
                        path.pop();
                    }
                    if !path.is_empty() {
                        self.named(&path_of(path))?;
                    }
                }
                Err(e) => return self.failed(name, &e),
            }
        }
        Ok(())
    }

    fn failed(&mut self, path: &Path, error: &io::Error) -> Result<(), Stopped> {
        let error = Error::io(reason(error)).at_path(path);
        self.refused(shown(path), error)
    }
}

/// A path as it is shown and used as identifier.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}

/// Looks at the first byte that is no space, without taking it.
fn begins_with_brace(stream: &mut impl BufRead) -> io::Result<bool> {
    let head = stream.fill_buf()?;
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let first = head.iter().find(|b| !b.is_ascii_whitespace());
    Ok(first == Some(&b'{'))
}
