//! One opaque error for the library, with predicates instead of public variants, so that
//! a new cause never breaks a caller. An error always names the file and, where there is
//! one, the line.

use std::{fmt, path::PathBuf};

/// Anything that can go wrong in the library.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    path: Option<PathBuf>,
    line: Option<u64>,
    message: String,
}

/// What went wrong, in the words of the output contract's error records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Io,
    Encoding,
    Json,
    TooLarge,
    Empty,
    Field,
    Internal,
    Dictionary,
    Usage,
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Error {
            kind,
            path: None,
            line: None,
            message: message.into(),
        }
    }

    /// Reading or writing failed.
    pub fn io(message: impl Into<String>) -> Self {
        Self::new(Kind::Io, message)
    }

    /// The bytes are not text in any encoding that is read.
    pub fn encoding(message: impl Into<String>) -> Self {
        Self::new(Kind::Encoding, message)
    }

    /// A line of NDJSON does not parse.
    pub fn json(message: impl Into<String>) -> Self {
        Self::new(Kind::Json, message)
    }

    /// The input is larger than `--max-bytes`.
    pub fn too_large(message: impl Into<String>) -> Self {
        Self::new(Kind::TooLarge, message)
    }

    /// The input holds no text.
    pub fn empty(message: impl Into<String>) -> Self {
        Self::new(Kind::Empty, message)
    }

    /// A record's field is missing or of the wrong type.
    pub fn field(message: impl Into<String>) -> Self {
        Self::new(Kind::Field, message)
    }

    /// A fault of the program itself, caught for one input.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(Kind::Internal, message)
    }

    /// A dictionary file is missing or malformed.
    pub fn dictionary(message: impl Into<String>) -> Self {
        Self::new(Kind::Dictionary, message)
    }

    /// The command line or configuration is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// Names the file.
    #[must_use]
    pub fn at_path(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Names the line, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The error record's `code`: `io`, `encoding`, `json`, `too_large`, `empty`, `field`,
    /// `internal`, and for what stops the program `dictionary` or `usage`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind {
            Kind::Io => "io",
            Kind::Encoding => "encoding",
            Kind::Json => "json",
            Kind::TooLarge => "too_large",
            Kind::Empty => "empty",
            Kind::Field => "field",
            Kind::Internal => "internal",
            Kind::Dictionary => "dictionary",
            Kind::Usage => "usage",
        }
    }

    /// The file concerned.
    #[must_use]
    pub fn path(&self) -> Option<&std::path::Path> {
        self.path.as_deref()
    }

    /// The line concerned, counted from 1.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// The reason alone, without file and line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// True when one input failed and the others can go on (an error record is due);
    /// false when the whole run is misconfigured.
    #[must_use]
    pub fn is_input(&self) -> bool {
        !matches!(self.kind, Kind::Dictionary | Kind::Usage)
    }

    /// True for a dictionary that is missing or malformed.
    #[must_use]
    pub fn is_dictionary(&self) -> bool {
        self.kind == Kind::Dictionary
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}:", path.display())?;
        }
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        if self.path.is_some() || self.line.is_some() {
            f.write_str(" ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
