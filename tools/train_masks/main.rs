//! Trains the mask model: `cargo run --release --features train --bin train-masks -- …`
//!
//! ```text
//! train-masks model TEXT --exclude FILE… -o dicts/mask.model [--budget BYTES]
//! ```
//! TEXT is documents separated by a form feed. Documents that share 30 characters in a row
//! with the excluded files, and one in forty kept for the ranker, are not counted.
//! Deterministic: the same text gives the same bytes.
#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a developer's tool"
)]

mod corpus;
mod fuse;
mod lexicon;
mod ngrams;

use std::{fs, path::PathBuf};

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1).cloned()
    };
    let number =
        |name: &str, default: f64| option(name).map_or(default, |v| v.parse().expect("a number"));
    let text = PathBuf::from(&args[0]);
    let exclude = option("--exclude").unwrap_or_default();
    let corpus = corpus::Corpus::read(&text, &exclude)?;
    eprintln!(
        "{} documents, {} left out",
        corpus.documents.len(),
        corpus.excluded
    );
    let symbols = ngrams::Symbols::count(&corpus, number("--symbols", 4000.0) as usize);
    eprintln!("{} symbols", symbols.points.len());
    let lists = lexicon::lists(&corpus, &symbols, number("--lexicon", 1.0));
    for (i, list) in lists.iter().enumerate() {
        eprintln!("{} strings of {}", list.len(), i + 1);
    }
    let budget = number("--budget", 10e6);
    let lexicon_bytes: usize = lists
        .iter()
        .enumerate()
        .map(|(i, l)| l.len() * (2 * i + 3))
        .sum();
    let room = (budget - lexicon_bytes as f64 - 40e3) / (14.0 / 8.0 * 1.13);
    let order = number("--order", 5.0) as usize;
    let table = ngrams::Table::count(&corpus, &symbols, order, room as usize);
    let model = fuse::write(&symbols, &lists, &table, order, number("--strength", 4.0));
    eprintln!("{} n-grams, {} bytes", table.kept.len(), model.len());
    fs::write(option("-o").expect("-o FILE"), model)
}
