//! A folder's files, sorted by path, one folder's names in memory at a time. Links are
//! followed, but into no folder twice and never in a circle; hidden names and special files
//! (pipes, sockets, devices) are left out.

use super::{archive, read::reason};
use crate::{cli::settings::InputSettings, error::Error};
use ignore::Match;
use std::{
    collections::HashSet,
    ffi::OsString,
    fs::{self, DirEntry},
    io,
    path::{Path, PathBuf},
};

/// What a walk meets.
pub(super) enum Found {
    /// A file to read.
    File(PathBuf),
    /// A folder or entry that cannot be read.
    Failed(PathBuf, Error),
    /// Something left out.
    LeftOut,
}

/// A walk over one folder.
pub(super) struct Walk<'a, F> {
    settings: &'a InputSettings,
    root: &'a Path,
    own: &'a [PathBuf],
    links: HashSet<PathBuf>,
    visit: F,
}

/// Walks `root` and hands what is met to `visit`, which may end the walk. `own` are
/// canonical paths that are never given out.
///
/// # Errors
/// The visitor's.
pub(super) fn walk<E>(
    root: &Path,
    settings: &InputSettings,
    own: &[PathBuf],
    visit: impl FnMut(Found) -> Result<(), E>,
) -> Result<(), E> {
    let mut walk = Walk {
        settings,
        root,
        own,
        links: HashSet::new(),
        visit,
    };
    walk.folder(root)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Folder,
    File,
    Link,
    Special,
}

impl<E, F: FnMut(Found) -> Result<(), E>> Walk<'_, F> {
    fn folder(&mut self, folder: &Path) -> Result<(), E> {
        let names = match names(folder) {
            Ok(names) => names,
            Err(e) => return self.failed(folder, &e),
        };
        for (name, kind) in names {
            let path = folder.join(&name);
            if name.as_encoded_bytes().starts_with(b".") {
                (self.visit)(Found::LeftOut)?;
                continue;
            }
            match kind {
                Entry::Folder => self.subfolder(&path)?,
                Entry::File => self.file(path)?,
                Entry::Link => self.link(path)?,
                Entry::Special => (self.visit)(Found::LeftOut)?,
            }
        }
        Ok(())
    }

    fn subfolder(&mut self, path: &Path) -> Result<(), E> {
        if self.excluded(path, true) {
            return (self.visit)(Found::LeftOut);
        }
        self.folder(path)
    }

    fn file(&mut self, path: PathBuf) -> Result<(), E> {
        let own = !self.own.is_empty()
            && path
                .canonicalize()
                .is_ok_and(|path| self.own.contains(&path));
        // An archive is a folder to --glob: its members are matched.
        let archive = archive::wrapped(&path.to_string_lossy()).is_some();
        if own || self.excluded(&path, archive) {
            return (self.visit)(Found::LeftOut);
        }
        (self.visit)(Found::File(path))
    }

    fn link(&mut self, path: PathBuf) -> Result<(), E> {
        match fs::metadata(&path) {
            Err(e) => self.failed(&path, &e),
            Ok(m) if m.is_file() => self.file(path),
            Ok(m) if m.is_dir() && self.is_new(&path) => self.subfolder(&path),
            Ok(_) => (self.visit)(Found::LeftOut),
        }
    }

    /// False for a link to a folder that holds the link, or that was linked before.
    fn is_new(&mut self, link: &Path) -> bool {
        let place = link.parent().and_then(|p| p.canonicalize().ok());
        let (Some(place), Ok(target)) = (place, link.canonicalize()) else {
            return false;
        };
        !place.starts_with(&target) && self.links.insert(target)
    }

    fn excluded(&self, path: &Path, folder: bool) -> bool {
        let within = path.strip_prefix(self.root).unwrap_or(path);
        matches!(
            self.settings.globs.matched(within, folder),
            Match::Ignore(_)
        )
    }

    fn failed(&mut self, path: &Path, error: &io::Error) -> Result<(), E> {
        let error = Error::io(reason(error)).at_path(path);
        (self.visit)(Found::Failed(path.to_owned(), error))
    }
}

/// The names in a folder in byte order.
fn names(folder: &Path) -> io::Result<Vec<(OsString, Entry)>> {
    let entries = fs::read_dir(folder)?.map(|entry| {
        let entry = entry?;
        Ok((entry.file_name(), kind(&entry)?))
    });
    let mut names: Vec<_> = entries.collect::<io::Result<_>>()?;
    names.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    Ok(names)
}

fn kind(entry: &DirEntry) -> io::Result<Entry> {
    let kind = entry.file_type()?;
    Ok(if kind.is_symlink() {
        Entry::Link
    } else if kind.is_dir() {
        Entry::Folder
    } else if kind.is_file() {
        Entry::File
    } else {
        Entry::Special
    })
}
