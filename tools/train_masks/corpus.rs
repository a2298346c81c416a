//! The training text: documents, without those that the evaluation has seen.

use std::{
    collections::HashSet,
    fs,
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    path::Path,
};
use tonggao::{
    lexicon::Dicts,
    normalize::{Folder, normalize},
};

type Hasher = BuildHasherDefault<DefaultHasher>;

/// Normalized documents.
pub(crate) struct Corpus {
    pub(crate) documents: Vec<String>,
    pub(crate) excluded: usize,
}

/// Characters in a row that make two documents overlap.
const SHINGLE: usize = 30;

impl Corpus {
    /// Reads the text; `exclude` is a list of JSON lines files with `title` and `text`,
    /// separated by commas.
    pub(crate) fn read(path: &Path, exclude: &str) -> std::io::Result<Self> {
        let (folding, _) = Dicts::builtin()
            .read("traditional.txt")
            .expect("a built-in file");
        let folder = Folder::parse(&folding).expect("a good file");
        let hasher = Hasher::default();
        let seen = shingles(exclude, &folder, &hasher)?;
        let text = fs::read_to_string(path)?;
        let mut corpus = Corpus {
            documents: Vec::new(),
            excluded: 0,
        };
        for (i, document) in text.split('\u{c}').enumerate() {
            let normal = normalize(document, &[], &folder).text;
            if overlaps(&normal, &seen, &hasher) || i % 40 == 7 {
                corpus.excluded += 1;
            } else {
                corpus.documents.push(normal);
            }
        }
        Ok(corpus)
    }
}

fn shingles(files: &str, folder: &Folder, hasher: &Hasher) -> std::io::Result<HashSet<u64>> {
    let mut out = HashSet::new();
    for file in files.split(',').filter(|f| !f.is_empty()) {
        for line in fs::read_to_string(file)?.lines() {
            let row: serde_json::Value = serde_json::from_str(line)?;
            for key in ["title", "text"] {
                let text = normalize(row[key].as_str().unwrap_or(""), &[], folder).text;
                for piece in text.split(['*', '×', '\n', ' ']) {
                    out.extend(windows(piece, 1).map(|w| hasher.hash_one(w)));
                }
            }
        }
    }
    Ok(out)
}

fn overlaps(text: &str, seen: &HashSet<u64>, hasher: &Hasher) -> bool {
    !seen.is_empty() && windows(text, 5).any(|w| seen.contains(&hasher.hash_one(w)))
}

/// Every `step`th run of [`SHINGLE`] characters.
fn windows(text: &str, step: usize) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().map(|(i, _)| i);
    let ends = text
        .char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .skip(SHINGLE - 1);
    starts.zip(ends).step_by(step).map(|(a, b)| &text[a..b])
}
