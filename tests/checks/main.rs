//! The arithmetic checks over whole sentences: what is found, with which verdict, and
//! what must stay silent.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod changes;
mod laws;
mod rates;
mod sums;

use tonggao::{Analyzer, Input, Options, Worker, check::Check};

/// The checks of `text`, each as `kind holds|fails stated actual`.
fn checks(worker: &mut Worker<'_>, text: &str) -> Vec<String> {
    let input = Input {
        text: text.to_owned(),
        ..Input::default()
    };
    let analysis = worker.analyze(input);
    let line = |c: &Check| {
        let verdict = if c.holds { "holds" } else { "fails" };
        format!("{} {verdict} {} {}", c.kind.name(), c.stated, c.actual)
    };
    analysis.checks.iter().map(line).collect()
}

/// Runs a table of texts and the checks expected in them; `|` divides several.
fn run(table: &[(&str, &str)]) {
    let analyzer = Analyzer::new(Options::default()).unwrap();
    let mut worker = Worker::new(&analyzer);
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found = checks(&mut worker, text).join("|");
        if found != *expected {
            wrong.push(format!(
                "{text}\n  expected: {expected}\n  found:    {found}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The checks of a text as its verdicts alone.
fn verdicts(worker: &mut Worker<'_>, text: &str) -> Vec<bool> {
    let input = Input {
        text: text.to_owned(),
        ..Input::default()
    };
    worker
        .analyze(input)
        .checks
        .iter()
        .map(|c| c.holds)
        .collect()
}
