//! Every rule of `dicts/*.toml` carries its own examples: `accept` texts in which it must
//! fire and `reject` texts in which it must not. This test finds them in every file,
//! whatever else an entry holds, and runs them through the whole pipeline.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use tonggao::{Analyzer, Input, Options, Published, Worker, lexicon::Dicts, report};

/// An entry's examples.
struct Examples {
    file: &'static str,
    id: String,
    accept: Vec<String>,
    reject: Vec<String>,
}

#[test]
fn every_rule_fires_where_it_says_and_not_elsewhere() {
    let options = Options {
        all_numbers: true,
        published: Published::Day(jiff::civil::date(2024, 9, 18)),
        ..Options::default()
    };
    let analyzer = Analyzer::new(options).unwrap();
    let mut worker = Worker::new(&analyzer);
    let mut wrong = Vec::new();
    for entry in examples() {
        for text in &entry.accept {
            let rules = fired(&mut worker, text);
            if !rules.contains(&entry.id) {
                wrong.push(format!(
                    "{}: {} should fire in: {text}\n    fired: {rules:?}",
                    entry.file, entry.id
                ));
            }
        }
        for text in &entry.reject {
            if fired(&mut worker, text).contains(&entry.id) {
                wrong.push(format!(
                    "{}: {} should not fire in: {text}",
                    entry.file, entry.id
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} examples fail:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn ids_are_unique() {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for entry in examples() {
        if let Some(other) = seen.insert(entry.id.clone(), entry.file) {
            panic!(
                "`{}` stands in {other} and again in {}",
                entry.id, entry.file
            );
        }
    }
}

/// Rules that fired in `text`.
fn fired(worker: &mut Worker<'_>, text: &str) -> BTreeSet<String> {
    let input = Input {
        text: text.to_owned(),
        ..Input::default()
    };
    let analysis = worker.analyze(input);
    let left_out = analysis.document.left_out.iter().map(|b| b.rule.to_owned());
    let masks: Vec<_> = analysis.masks.iter().map(|m| m.rule.to_owned()).collect();
    let record = report::article(&analysis);
    let statistics = record.statistics.iter().map(|s| s.rule.to_owned());
    let dates = record.dates.iter().map(|d| d.rule.to_owned());
    statistics
        .chain(dates)
        .chain(masks)
        .chain(left_out)
        .collect()
}

fn examples() -> Vec<Examples> {
    let mut out = Vec::new();
    for file in Dicts::names().filter(|n| n.ends_with(".toml")) {
        let (text, _) = Dicts::builtin().read(file).unwrap();
        let table: toml::Table = text.parse().unwrap_or_else(|e| panic!("{file}: {e}"));
        collect(file, &toml::Value::Table(table), &mut out);
    }
    out
}

/// Tables with an `id` at any depth.
fn collect(file: &'static str, value: &toml::Value, out: &mut Vec<Examples>) {
    match value {
        toml::Value::Array(items) => items.iter().for_each(|v| collect(file, v, out)),
        toml::Value::Table(table) => {
            if let Some(id) = table.get("id").and_then(|v| v.as_str()) {
                let texts = |key: &str| {
                    let list = table
                        .get(key)
                        .and_then(|v| v.as_array())
                        .cloned()
                        .unwrap_or_default();
                    list.iter()
                        .map(|v| v.as_str().unwrap().to_owned())
                        .collect()
                };
                out.push(Examples {
                    file,
                    id: id.to_owned(),
                    accept: texts("accept"),
                    reject: texts("reject"),
                });
            }
            table.values().for_each(|v| collect(file, v, out));
        }
        _ => {}
    }
}
