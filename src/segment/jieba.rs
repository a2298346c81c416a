//! jieba-rs behind [`Segmenter`], with the government-terms dictionary and the user's.

use super::{Pos, Segmenter};
use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use std::path::Path;

/// jieba with our words added.
#[derive(Debug)]
pub struct Jieba {
    engine: jieba_rs::Jieba,
    hmm: bool,
}

impl Jieba {
    /// Loads jieba's dictionary (over 100 ms), then the government terms, then the user's
    /// files in order; a later entry wins.
    ///
    /// # Errors
    /// A file that cannot be read, or a line that is no entry, with file and line.
    pub fn new(dicts: &Dicts, hmm: bool) -> Result<Self> {
        let mut engine = jieba_rs::Jieba::new();
        let (text, path) = dicts.read("words.txt")?;
        load(&mut engine, &text, &path)?;
        for path in dicts.user_words() {
            let text = std::fs::read_to_string(path)
                .map_err(|e| Error::dictionary(e.to_string()).at_path(path))?;
            load(&mut engine, &text, path)?;
        }
        Ok(Jieba { engine, hmm })
    }
}

/// Adds the entries of one file: `word [frequency] [tag]` a line, `#` starts a comment line.
fn load(engine: &mut jieba_rs::Jieba, text: &str, path: &Path) -> Result<()> {
    for (n, line) in text.lines().enumerate() {
        let line = line.trim_start_matches('\u{FEFF}').trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let bad = |why: String| Error::dictionary(why).at_path(path).at_line(n as u64 + 1);
        let entry = parse(line).map_err(bad)?;
        engine.add_word(entry.0, entry.1, entry.2);
    }
    Ok(())
}

/// One entry. jieba's own format: frequency and tag may be absent, either may stand alone.
fn parse(line: &str) -> std::result::Result<(&str, Option<usize>, Option<&str>), String> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let number = |s: &str| s.parse::<usize>().ok();
    let tag = |s: &str| s.bytes().all(|b| b.is_ascii_alphabetic()) && s.len() <= 8;
    match fields[..] {
        [word] => Ok((word, None, None)),
        [word, f] if number(f).is_some() => Ok((word, number(f), None)),
        [word, t] if tag(t) => Ok((word, None, Some(t))),
        [word, f, t] if number(f).is_some() && tag(t) => Ok((word, number(f), Some(t))),
        _ => Err(format!("not `word [frequency] [tag]`: {line}")),
    }
}

impl Segmenter for Jieba {
    fn segment(&self, text: &str, emit: &mut dyn FnMut(std::ops::Range<usize>, Pos)) {
        for tag in self.engine.tag(text, self.hmm) {
            emit(tag.byte_start..tag.byte_end, Pos::new(tag.tag));
        }
    }
}
