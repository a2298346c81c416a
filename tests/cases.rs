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
use serde_json::Value;
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

/// A list of the record, what is wanted of it, and how an item of it is written in a case.
type Room<'a> = (
    &'a str,
    &'a Option<Vec<String>>,
    &'a dyn Fn(&Value) -> String,
);

fn differences(case: &Case, record: &report::ArticleRecord<'_>) -> Vec<String> {
    let record = serde_json::to_value(record).unwrap();
    let chars: Vec<char> = case.text.chars().collect();
    let statistic = |s: &Value| {
        let kind = s["kind"].as_str().unwrap();
        format!("{} | {kind} | {}", core(&chars, s), value(s))
    };
    let date = |d: &Value| core(&chars, d) + " | " + d["iso"].as_str().unwrap_or("-");
    let check = |c: &Value| {
        let holds = c["holds"].as_bool().unwrap();
        let verdict = if holds { "holds" } else { "fails" };
        format!("{} {verdict}", c["kind"].as_str().unwrap())
    };
    let rooms: [Room<'_>; 3] = [
        ("statistics", &case.statistics, &statistic),
        ("dates", &case.dates, &date),
        ("checks", &case.checks, &check),
    ];
    let mut errors = Vec::new();
    for (what, wanted, describe) in rooms {
        if let Some(wanted) = wanted {
            let found = record[what].as_array().unwrap();
            errors.extend(compare(what, wanted, found, describe));
        }
    }
    errors
}

/// Pairs wanted and found items by order, and says how they differ or that some are too many.
fn compare(
    what: &str,
    wanted: &[String],
    found: &[Value],
    describe: &dyn Fn(&Value) -> String,
) -> Vec<String> {
    if wanted.len() != found.len() {
        let found: Vec<_> = found.iter().map(describe).collect();
        return vec![format!("{what}: wanted {wanted:?}\n        got {found:?}")];
    }
    let mut errors = Vec::new();
    for (want, item) in wanted.iter().zip(found) {
        let got = describe(item);
        let Some(rest) = want.strip_prefix(&got) else {
            errors.push(format!("wanted {want}, got {got}"));
            continue;
        };
        let pairs = rest.trim_start_matches(" | ").split_whitespace();
        for pair in pairs {
            match pair.split_once('=') {
                Some((key, want)) if key_of(item, key) == want => {}
                Some((key, want)) => {
                    let is = key_of(item, key);
                    errors.push(format!("{got}: {key} wanted {want}, got {is}"));
                }
                None => errors.push(format!("wanted {want}, got {got}")),
            }
        }
    }
    errors
}

fn core(chars: &[char], item: &Value) -> String {
    let at = |i: usize| item["core"][i].as_u64().unwrap() as usize;
    chars[at(0)..at(1)].iter().collect()
}

/// The value as a case writes it.
fn value(s: &Value) -> String {
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
fn key_of(s: &Value, key: &str) -> String {
    let found = match key {
        "of" => &s["of"]["text"],
        "direction" | "role" | "base" | "pair" => &s["change"][key],
        _ => &s[key],
    };
    match found {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
