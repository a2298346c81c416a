//! Counts the background table of the key phrases.
//!
//! `xz -dc ../shared/text/news.txt.xz | cargo run --release --example phrase_background -- 8 19 dicts/phrase_background.bin`
//!
//! Standard input holds the texts, a form feed between them. Arguments: runs of words in
//! fewer documents than this are left out, logarithm of the number of slots, output file.

use std::io::{Error, Read};
use tonggao::{Analyzer, Input, Options, Stages, Worker, lexicon::Dicts, phrases::Counter};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [least, log, path] = &arguments[..] else {
        return Err(Error::other("arguments: LEAST LOG FILE").into());
    };
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text)?;
    let stages = Stages {
        masks: true,
        tokens: true,
        ..Stages::NONE
    };
    let options = Options {
        stages,
        ..Options::default()
    };
    let analyzer = Analyzer::new(options)?;
    let mut worker = Worker::new(&analyzer);
    let mut counter = Counter::new(&Dicts::builtin())?;
    for text in text.split('\u{C}') {
        let text = text.trim().to_owned();
        let input = Input {
            text,
            ..Input::default()
        };
        let analysis = worker.analyze(input);
        counter.add(analysis.document, analysis.tokens);
    }
    std::fs::write(path, counter.table(least.parse()?, log.parse()?)?)?;
    for least in [3, 5, 8, 10, 12, 15, 20, 30] {
        use std::io::Write;
        writeln!(std::io::stderr(), "{least}\t{}", counter.len(least))?;
    }
    Ok(())
}
