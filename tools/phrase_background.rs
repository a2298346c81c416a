//! Counts the background table of the key phrases.
//!
//! `xz -dc ../shared/text/news.txt.xz | cargo run --release --example phrase_background -- 8 19 dicts/phrase_background.bin`
//!
//! Standard input holds the texts, a form feed between them. Arguments: runs of words in
//! fewer documents than this are left out, logarithm of the number of slots, output file.

#[path = "texts.rs"]
mod texts;

use std::io::{Error, Write};
use tonggao::{lexicon::Dicts, phrases::Counter};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [least, log, path] = &arguments[..] else {
        return Err(Error::other("arguments: LEAST LOG FILE").into());
    };
    let mut counter = Counter::new(&Dicts::builtin())?;
    texts::each(|document, tokens| {
        counter.add(document, tokens);
        Ok(())
    })?;
    std::fs::write(path, counter.table(least.parse()?, log.parse()?)?)?;
    for least in [3, 5, 8, 10, 12, 15, 20, 30] {
        writeln!(std::io::stderr(), "{least}\t{}", counter.len(least))?;
    }
    Ok(())
}
