//! Table cases: `tests/cases/*.toml`, one sentence or paragraph a case, written for this
//! purpose. They know nothing of the engine.
//!
//! ```toml
//! [[case]]
//! text = "全县新增公办幼儿园学位1.2万个，同比增长8%。"
//! published = "2023-03-01"            # optional
//! statistics = [                      # all of them, in order
//!     "1.2万个 | count | 12000 | of=学位 direction=up role=by",
//!     "8% | percent | 8 | direction=up role=by base=yoy",
//! ]
//! dates = ["上半年 | 2023-01/2023-06"]  # all of them; `-` for null
//! checks = ["sum holds", "rate fails"]  # all of them; optional
//! ```
//! A value is a decimal, `lo..hi` (an empty end is open), an ISO duration or a ratio. After
//! it come keys of the record that must have that value (`-` for null).
//!
//! A case with `gap = "why"` is known not to come out yet: it must still differ, so that
//! whoever mends it takes the mark away.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use serde::Deserialize;
use tonggao::{Analyzer, Input, Options, Worker, report};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    published: Option<String>,
    statistics: Option<Vec<String>>,
    dates: Option<Vec<String>>,
    checks: Option<Vec<String>>,
    gap: Option<String>,
}

#[test]
fn every_case_comes_out_as_written() {
    let analyzer = Analyzer::new(Options::default()).unwrap();
    let mut worker = Worker::new(&analyzer);
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut paths: Vec<_> = std::fs::read_dir("tests/cases")
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    for path in paths {
        let file: File = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in file.case {
            count += 1;
            let input = Input {
                text: case.text.clone(),
                date: case.published.clone(),
                ..Input::default()
            };
            let analysis = worker.analyze(input);
            let errors = differences(&case, &report::article(&analysis));
            if case.gap.is_some() {
                if errors.is_empty() {
                    wrong.push(format!(
                        "{}: comes out right now, take its `gap` away: {}",
                        path.display(),
                        case.text
                    ));
                }
            } else if !errors.is_empty() {
                wrong.push(format!(
                    "{}: {}\n    {}",
                    path.display(),
                    case.text,
                    errors.join("\n    ")
                ));
            }
        }
    }
    assert!(count > 0, "no cases");
    assert!(
        wrong.is_empty(),
        "{} of {count} cases differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn differences(case: &Case, record: &report::ArticleRecord<'_>) -> Vec<String> {
    let record = serde_json::to_value(record).unwrap();
    let chars: Vec<char> = case.text.chars().collect();
    let mut errors = Vec::new();
    if let Some(expected) = &case.statistics {
        let found = record["statistics"].as_array().unwrap();
        let describe = |s: &serde_json::Value| {
            core(&chars, s) + " | " + s["kind"].as_str().unwrap() + " | " + &value(s)
        };
        compare(
            "statistics",
            expected,
            found,
            &describe,
            &mut errors,
            |want, got| {
                let mut fields = want.split(" | ");
                let head = [
                    fields.next().unwrap(),
                    fields.next().unwrap(),
                    fields.next().unwrap(),
                ];
                let (shown, want) = (describe(got), head.join(" | "));
                let mut errors = Vec::new();
                if shown != want {
                    errors.push(format!("wanted {want}, got {shown}"));
                }
                for (key, want) in fields
                    .next()
                    .unwrap_or("")
                    .split_whitespace()
                    .filter_map(|f| f.split_once('='))
                {
                    let got = key_of(got, key);
                    if got != want {
                        errors.push(format!("{shown}: {key} wanted {want}, got {got}"));
                    }
                }
                errors
            },
        );
    }
    if let Some(expected) = &case.dates {
        let found = record["dates"].as_array().unwrap();
        let describe =
            |d: &serde_json::Value| core(&chars, d) + " | " + d["iso"].as_str().unwrap_or("-");
        compare(
            "dates",
            expected,
            found,
            &describe,
            &mut errors,
            |want, got| {
                let got = describe(got);
                if got == want {
                    Vec::new()
                } else {
                    vec![format!("wanted {want}, got {got}")]
                }
            },
        );
    }
    if let Some(expected) = &case.checks {
        let found = record["checks"].as_array().unwrap();
        let describe = |c: &serde_json::Value| {
            let verdict = if c["holds"].as_bool().unwrap() {
                "holds"
            } else {
                "fails"
            };
            format!("{} {verdict}", c["kind"].as_str().unwrap())
        };
        compare(
            "checks",
            expected,
            found,
            &describe,
            &mut errors,
            |want, got| {
                let got = describe(got);
                if got == want {
                    Vec::new()
                } else {
                    vec![format!("wanted {want}, got {got}")]
                }
            },
        );
    }
    errors
}

/// Pairs wanted and found items by order, and says which are too many.
fn compare(
    what: &str,
    expected: &[String],
    found: &[serde_json::Value],
    describe: &dyn Fn(&serde_json::Value) -> String,
    errors: &mut Vec<String>,
    differ: impl Fn(&str, &serde_json::Value) -> Vec<String>,
) {
    if expected.len() != found.len() {
        let found: Vec<_> = found.iter().map(describe).collect();
        errors.push(format!(
            "{what}: wanted {expected:?}\n        got {found:?}"
        ));
        return;
    }
    for (want, got) in expected.iter().zip(found) {
        errors.extend(differ(want, got));
    }
}

fn core(chars: &[char], item: &serde_json::Value) -> String {
    let at = |i: usize| item["core"][i].as_u64().unwrap() as usize;
    chars[at(0)..at(1)].iter().collect()
}

/// The value as a case writes it.
fn value(s: &serde_json::Value) -> String {
    let text = |key: &str| s[key].as_str();
    if let Some(iso) = text("iso") {
        return iso.to_owned();
    }
    if let Some(ratio) = text("ratio") {
        return ratio.to_owned();
    }
    match (text("value"), text("lo"), text("hi")) {
        (Some(value), ..) => value.to_owned(),
        (None, lo, hi) => format!("{}..{}", lo.unwrap_or(""), hi.unwrap_or("")),
    }
}

/// A key of the record, `-` for null; `of` is its text, a change's keys stand beside the others.
fn key_of(s: &serde_json::Value, key: &str) -> String {
    let found = match key {
        "of" => &s["of"]["text"],
        "direction" | "role" | "base" | "pair" => &s["change"][key],
        _ => &s[key],
    };
    match found {
        serde_json::Value::Null => "-".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
