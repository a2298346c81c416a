//! The command line: arguments are recorded, resolved once, and run.

use crate::{Analyzer, Input, Options, Worker, decode, error::Error, render, report};
use std::io::{BufRead, Write};

/// Runs the program; returns its exit status.
#[must_use]
pub fn main() -> u8 {
    match run() {
        Ok(()) => 0,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "tonggao: {error}");
            2
        }
    }
}

fn run() -> anyhow::Result<()> {
    let analyzer = Analyzer::new(Options::default())?;
    let mut worker = Worker::new(&analyzer);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let paths: Vec<String> = std::env::args().skip(2).collect();
    for path in paths {
        if path == "-" {
            for line in std::io::stdin().lock().lines() {
                let line = line?;
                let row: serde_json::Value =
                    serde_json::from_str(&line).map_err(|e| Error::json(e.to_string()))?;
                let text = |key: &str| row[key].as_str().map(str::to_owned);
                let input = Input {
                    id: text("id").unwrap_or_default(),
                    text: text("text").unwrap_or_default(),
                    title: text("title"),
                    date: text("date"),
                    publisher: text("publisher"),
                    ..Input::default()
                };
                render::write_json(&mut out, &report::article(&worker.analyze(input)))?;
            }
            continue;
        }
        let bytes = std::fs::read(&path).map_err(|e| Error::io(e.to_string()).at_path(&path))?;
        let (text, source) = decode::decode(&bytes, None);
        let input = Input {
            id: path.clone(),
            path: Some(path),
            text,
            source,
            ..Input::default()
        };
        render::write_json(&mut out, &report::article(&worker.analyze(input)))?;
    }
    out.flush()?;
    Ok(())
}
