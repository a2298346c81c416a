//! Where dictionary files come from: the user's folder first, the built-in ones after.

use crate::error::{Error, Result};
use std::{borrow::Cow, path::PathBuf};

/// The files built into the binary, by name.
const BUILTIN: &[(&str, &str)] = &[
    ("approx.toml", include_str!("../../dicts/approx.toml")),
    (
        "boilerplate.toml",
        include_str!("../../dicts/boilerplate.toml"),
    ),
    ("calendar.toml", include_str!("../../dicts/calendar.toml")),
    (
        "calendar_festivals.toml",
        include_str!("../../dicts/calendar_festivals.toml"),
    ),
    (
        "calendar_lunar.txt",
        include_str!("../../dicts/calendar_lunar.txt"),
    ),
    ("checks.toml", include_str!("../../dicts/checks.toml")),
    ("cues.toml", include_str!("../../dicts/cues.toml")),
    (
        "cues_change.toml",
        include_str!("../../dicts/cues_change.toml"),
    ),
    (
        "currencies.toml",
        include_str!("../../dicts/currencies.toml"),
    ),
    (
        "duration_idioms.toml",
        include_str!("../../dicts/duration_idioms.toml"),
    ),
    (
        "leading_verbs.txt",
        include_str!("../../dicts/leading_verbs.txt"),
    ),
    (
        "mask_weights.toml",
        include_str!("../../dicts/mask_weights.toml"),
    ),
    ("masks.toml", include_str!("../../dicts/masks.toml")),
    (
        "measure_heads.txt",
        include_str!("../../dicts/measure_heads.txt"),
    ),
    ("guards.toml", include_str!("../../dicts/guards.toml")),
    (
        "measure_words.toml",
        include_str!("../../dicts/measure_words.toml"),
    ),
    (
        "number_context.toml",
        include_str!("../../dicts/number_context.toml"),
    ),
    (
        "number_words.toml",
        include_str!("../../dicts/number_words.toml"),
    ),
    (
        "phrase_weights.toml",
        include_str!("../../dicts/phrase_weights.toml"),
    ),
    (
        "place_suffixes.txt",
        include_str!("../../dicts/place_suffixes.txt"),
    ),
    ("predicates.txt", include_str!("../../dicts/predicates.txt")),
    ("rejects.toml", include_str!("../../dicts/rejects.toml")),
    ("stop_words.txt", include_str!("../../dicts/stop_words.txt")),
    (
        "traditional.txt",
        include_str!("../../dicts/traditional.txt"),
    ),
    ("units.toml", include_str!("../../dicts/units.toml")),
    ("weak_words.txt", include_str!("../../dicts/weak_words.txt")),
    ("word_tags.txt", include_str!("../../dicts/word_tags.txt")),
    ("words.txt", include_str!("../../dicts/words.txt")),
];

/// Tables built into the binary, by name.
const BINARY: &[(&str, &[u8])] = &[
    (
        "phrase_background.bin",
        include_bytes!("../../dicts/phrase_background.bin"),
    ),
    (
        "phrase_words.bin",
        include_bytes!("../../dicts/phrase_words.bin"),
    ),
];

/// Bytes of a table's header.
const TABLE_HEADER: usize = 24;

/// The dictionary files in force.
#[derive(Debug, Clone, Default)]
pub struct Dicts {
    folder: Option<PathBuf>,
    user: Vec<PathBuf>,
    stop: Option<PathBuf>,
}

impl Dicts {
    /// The built-in dictionaries alone.
    #[must_use]
    pub fn builtin() -> Self {
        Self::default()
    }

    /// Puts a folder before the built-in files: a file in it replaces the built-in one of
    /// the same name.
    ///
    /// # Errors
    /// The folder cannot be read, or holds a file that is no dictionary's name.
    pub fn with_folder(mut self, folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        let unreadable = |e: std::io::Error| Error::dictionary(e.to_string()).at_path(&folder);
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name();
            let known = Dicts::names().any(|n| name.to_str() == Some(n));
            if !known && !name.to_string_lossy().starts_with('.') {
                let names: Vec<_> = Dicts::names().collect();
                let message = format!("not a dictionary; known names: {}", names.join(", "));
                return Err(Error::dictionary(message).at_path(folder.join(name)));
            }
        }
        self.folder = Some(folder);
        Ok(self)
    }

    /// Adds a word list for the segmenter (`--user-dict`).
    #[must_use]
    pub fn with_user_words(mut self, path: impl Into<PathBuf>) -> Self {
        self.user.push(path.into());
        self
    }

    /// Adds a list of words that are no key phrases (`--stop-words`).
    #[must_use]
    pub fn with_stop_words(mut self, path: impl Into<PathBuf>) -> Self {
        self.stop = Some(path.into());
        self
    }

    /// The stop words in force: the built-in list or the folder's, then the user's.
    ///
    /// # Errors
    /// A list that cannot be read.
    pub fn stop_words(&self) -> Result<String> {
        let mut text = self.read("stop_words.txt")?.0.into_owned();
        if let Some(path) = &self.stop {
            let more = std::fs::read_to_string(path)
                .map_err(|e| Error::dictionary(e.to_string()).at_path(path))?;
            text.push('\n');
            text.push_str(&more);
        }
        Ok(text)
    }

    /// The user's word lists.
    #[must_use]
    pub fn user_words(&self) -> &[PathBuf] {
        &self.user
    }

    /// Reads the file `name`: its text and what to call it in an error.
    ///
    /// # Errors
    /// The user's file cannot be read, or there is no such dictionary.
    pub fn read(&self, name: &str) -> Result<(Cow<'static, str>, PathBuf)> {
        if let Some(path) = self.own(name) {
            let text = std::fs::read_to_string(&path)
                .map_err(|e| Error::dictionary(e.to_string()).at_path(&path))?;
            return Ok((Cow::Owned(text), path));
        }
        let found = BUILTIN.iter().find(|(n, _)| *n == name);
        let (_, text) = found.ok_or_else(|| Error::dictionary(format!("no dictionary {name}")))?;
        Ok((
            Cow::Borrowed(*text),
            PathBuf::from(format!("builtin:{name}")),
        ))
    }

    /// Reads the binary table `name`: its bytes and what to call it in an error.
    ///
    /// # Errors
    /// The user's file cannot be read, or there is no such table.
    pub fn bytes(&self, name: &str) -> Result<(Cow<'static, [u8]>, PathBuf)> {
        if let Some(path) = self.own(name) {
            let bytes = std::fs::read(&path)
                .map_err(|e| Error::dictionary(e.to_string()).at_path(&path))?;
            return Ok((Cow::Owned(bytes), path));
        }
        let found = BINARY.iter().find(|(n, _)| *n == name);
        let (_, bytes) = found.ok_or_else(|| Error::dictionary(format!("no table {name}")))?;
        Ok((
            Cow::Borrowed(*bytes),
            PathBuf::from(format!("builtin:{name}")),
        ))
    }

    /// The user's file of that name.
    fn own(&self, name: &str) -> Option<PathBuf> {
        let path = self.folder.as_ref()?.join(name);
        path.exists().then_some(path)
    }

    /// Reads and parses a TOML dictionary.
    ///
    /// # Errors
    /// As [`Dicts::read`], and a file that does not parse, with its line.
    pub fn toml<T: serde::de::DeserializeOwned>(&self, name: &str) -> Result<T> {
        let (text, path) = self.read(name)?;
        toml::from_str(&text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            let line = text[..at.min(text.len())]
                .bytes()
                .filter(|&b| b == b'\n')
                .count() as u64
                + 1;
            Error::dictionary(e.message().to_owned())
                .at_path(path)
                .at_line(line)
        })
    }

    /// Hash of all dictionaries in force, 16 hexadecimal digits: two reports with the same
    /// hash and version were made by the same rules.
    ///
    /// # Errors
    /// A user's file cannot be read.
    pub fn hash(&self) -> Result<String> {
        let mut hash = Fnv::default();
        for (name, _) in BUILTIN {
            hash.write(name.as_bytes());
            hash.write(self.read(name)?.0.as_bytes());
        }
        for (name, _) in BINARY {
            // A table's header holds the checksum of the rest.
            let bytes = self.bytes(name)?.0;
            hash.write(&bytes[..bytes.len().min(TABLE_HEADER)]);
        }
        for path in self.user.iter().chain(&self.stop) {
            let bytes =
                std::fs::read(path).map_err(|e| Error::dictionary(e.to_string()).at_path(path))?;
            hash.write(&bytes);
        }
        Ok(format!("{:016x}", hash.finish()))
    }

    /// Names of all built-in files.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let tables = BINARY.iter().map(|(name, _)| *name);
        BUILTIN.iter().map(|(name, _)| *name).chain(tables)
    }
}

/// FNV-1a, 64 bits: stable over versions and machines, which `std`'s hasher is not.
#[derive(Debug, Clone, Copy)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds bytes.
    pub fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The hash so far.
    #[must_use]
    pub fn finish(self) -> u64 {
        self.0
    }
}
