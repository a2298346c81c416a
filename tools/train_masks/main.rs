//! Trains the mask model: `cargo run --release --features train --bin train-masks -- …`
//!
//! ```text
//! train-masks TEXT --exclude FILE,… -o dicts/mask.model [--budget BYTES] [--words N]
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
mod prune;
mod vectors;

use std::{fs, path::PathBuf};
use tonggao::mask::Model;

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
    let budget = number("--budget", 9.9e6);
    let order = number("--order", 5.0) as usize;
    let strength = number("--strength", 4.0);
    let counted = ngrams::Counted::new(&corpus, &symbols, order);
    let none = fuse::Parts {
        symbols: &symbols,
        lists: &lists,
        table: &counted.kept(0, strength as f32),
        order,
        strength,
        vectors: None,
    };
    let bare = Model::open(fuse::write(&none)).expect("a model");
    let (most, dimensions) = (
        number("--words", 20e3) as usize,
        number("--dimensions", 40.0) as usize,
    );
    let vectors = (most > 0).then(|| vectors::train(&corpus, &symbols, &bare, most, dimensions));
    let fixed = fuse::write(&fuse::Parts {
        vectors: vectors.as_ref(),
        ..none
    });
    let room = (budget - fixed.len() as f64) / (14.0 / 8.0 * 1.13);
    let table = counted.kept(room as usize, strength as f32);
    let model = fuse::write(&fuse::Parts {
        table: &table,
        vectors: vectors.as_ref(),
        ..none
    });
    eprintln!("{} n-grams, {} bytes", table.kept.len(), model.len());
    fs::write(option("-o").expect("-o FILE"), model)
}
