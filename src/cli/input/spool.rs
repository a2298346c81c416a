//! Streams that can be read only once (standard input, pipes that were named), kept in
//! temporary files for a run that reads its input twice.

use super::STDIN;
use crate::{
    cli::settings::InputSettings,
    error::{Error, Result},
};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// The kept streams, by the name under which they were given.
#[derive(Debug, Default)]
pub(in crate::cli) struct Spool(Vec<(PathBuf, Kept)>);

/// One stream's bytes in a file that goes when this does.
#[derive(Debug)]
struct Kept {
    file: File,
    path: PathBuf,
}

impl Spool {
    /// Reads the streams among the inputs to their ends.
    ///
    /// # Errors
    /// A stream cannot be read, or there is no room for its copy.
    pub(in crate::cli) fn fill(settings: &InputSettings) -> Result<Self> {
        let mut spool = Spool::default();
        for path in settings.paths.iter().chain(&settings.files_from) {
            let known = spool.0.iter().any(|(name, _)| name == path);
            if known || !is_stream(path) {
                continue;
            }
            let kept = Kept::copy(path).map_err(|e| Error::usage(e.to_string()).at_path(path))?;
            spool.0.push((path.clone(), kept));
        }
        Ok(spool)
    }

    /// The stream of that name from its beginning, if it was kept.
    pub(super) fn open(&self, name: &Path) -> Option<io::Result<File>> {
        let kept = self.0.iter().find(|(path, _)| path == name);
        kept.map(|(_, kept)| kept.rewound())
    }
}

fn is_stream(path: &Path) -> bool {
    let special = |m: fs::Metadata| !m.is_file() && !m.is_dir();
    path.as_os_str() == STDIN || fs::metadata(path).is_ok_and(special)
}

impl Kept {
    fn copy(path: &Path) -> io::Result<Self> {
        let mut stream: Box<dyn Read> = if path.as_os_str() == STDIN {
            Box::new(io::stdin().lock())
        } else {
            Box::new(File::open(path)?)
        };
        let mut kept = Kept::create()?;
        io::copy(&mut stream, &mut kept.file)?;
        Ok(kept)
    }

    /// A new file that nobody else can read.
    fn create() -> io::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("tonggao-{}-{number}.spool", std::process::id());
        let path = std::env::temp_dir().join(name);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Kept {
            file: options.open(&path)?,
            path,
        })
    }

    /// A handle at the beginning. The two readings of a run come one after the other, so that
    /// they may share the place in the file.
    fn rewound(&self) -> io::Result<File> {
        let mut file = self.file.try_clone()?;
        file.rewind()?;
        Ok(file)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
