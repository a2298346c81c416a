//! How many inputs there will be, so that the progress bar can tell the time left: known
//! beforehand where all are plain files, one article each.

use super::{
    STDIN, archive,
    source::{is_ndjson, own},
    walk::{Found, walk},
};
use crate::cli::settings::InputSettings;
use std::path::Path;

/// The inputs of more than one article, or of an unknown number of them.
struct Unknown;

/// Counts the files of all folders; none where that would not be the number of articles.
pub(in crate::cli) fn count(settings: &InputSettings) -> Option<u64> {
    let listed = settings.files_from.is_some() || settings.split.is_some();
    if listed || settings.paths.iter().any(|path| path.as_os_str() == STDIN) {
        return None;
    }
    let mut count = 0;
    for path in &settings.paths {
        if path.is_dir() {
            let counted = walk(path, settings, &own(settings), |found| match found {
                Found::File(path) if !is_one(settings, &path) => Err(Unknown),
                Found::File(_) | Found::Failed(..) => {
                    count += 1;
                    Ok(())
                }
                Found::LeftOut => Ok(()),
            });
            counted.ok()?;
        } else if is_one(settings, path) {
            count += 1;
        } else {
            return None;
        }
    }
    Some(count)
}

fn is_one(settings: &InputSettings, path: &Path) -> bool {
    archive::wrapped(&path.to_string_lossy()).is_none() && !is_ndjson(settings, path)
}
