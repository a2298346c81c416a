//! Every article of `samples/` gives its expected record and every record fits its published
//! schema. `UPDATE=1 cargo test --test samples` writes the expected records anew; read the
//! difference before you commit it. They lie in `tests/samples/expected`, and beside them, in
//! `facts.toml`, what the articles say, written by hand from the texts: UPDATE does not touch it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use serde::Deserialize;
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::PathBuf, process::Command};

fn tonggao(args: &[&str]) -> String {
    let program = env!("CARGO_BIN_EXE_tonggao");
    let output = Command::new(program).args(args).output().unwrap();
    assert!(
        output.status.success(),
        "tonggao {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The articles, by name.
fn samples() -> Vec<PathBuf> {
    let all = fs::read_dir("samples").unwrap().map(|e| e.unwrap().path());
    let mut texts: Vec<_> = all
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    texts.sort();
    assert!(texts.len() >= 8, "samples/ is incomplete");
    texts
}

fn record(path: &str) -> Value {
    serde_json::from_str(&tonggao(&["analyze", "--tokens", path])).unwrap()
}

#[test]
fn records_are_as_expected() {
    for path in samples() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let mut found: Value = record(path.to_str().unwrap());
        // Tokens are tested for what holds of all; the hash changes with every word added.
        found["tokens"] = Value::Null;
        found["tool"]["lexicon"] = "…".into();
        let found = format!("{found:#}\n");
        let expected = format!("tests/samples/expected/{name}.json");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &found).unwrap();
            continue;
        }
        let wanted = fs::read_to_string(&expected).unwrap();
        if let Some((n, (w, f))) = (1..)
            .zip(wanted.lines().zip(found.lines()))
            .find(|(_, (w, f))| w != f)
        {
            panic!("{expected}:{n}: UPDATE=1 cargo test --test samples\n- {w}\n+ {f}");
        }
        assert_eq!(wanted.len(), found.len(), "{expected}");
    }
}

#[test]
fn records_fit_their_schemas() {
    let rows = [
        ("analyze", "article"),
        ("pack", "pack"),
        ("stats", "statistic"),
        ("dates", "date"),
        ("checks", "check"),
        ("phrases", "phrase"),
        ("masks", "mask"),
        ("tokens", "token"),
    ];
    for (command, name) in rows {
        let schema = schema(name);
        let output = tonggao(&[command, "-f", "ndjson", "samples"]);
        let mut count = 0;
        for line in output.lines() {
            fits(&schema, line);
            count += 1;
        }
        assert!(count > 0, "{command}: nothing to validate");
    }
}

#[test]
fn errors_and_summaries_fit_their_schemas() {
    let folder = std::env::temp_dir().join(format!("tonggao-samples-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let (empty, summary) = (folder.join("empty.txt"), folder.join("summary.json"));
    fs::write(&empty, "").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_tonggao"))
        .args(["analyze", "--summary"])
        .args([&summary, &empty])
        .arg("samples/press-briefing.txt")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let lines = String::from_utf8(output.stdout).unwrap();
    let error = lines.lines().find(|l| l.contains("error/1")).unwrap();
    fits(&schema("error"), error);
    fits(&schema("summary"), &fs::read_to_string(&summary).unwrap());
    fs::remove_dir_all(folder).unwrap();
}

fn schema(name: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&tonggao(&["schema", name])).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn fits(schema: &jsonschema::Validator, line: &str) {
    let value: Value = serde_json::from_str(line).unwrap();
    if let Some(error) = schema.iter_errors(&value).next() {
        panic!("{error} at {}\n{line}", error.instance_path());
    }
}

/// What a careful reader writes down, by hand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    title: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
    encoding: Option<String>,
    /// `[text, value, unit, of]`; an empty string is null.
    #[serde(default)]
    statistics: Vec<[String; 4]>,
    /// `[text, iso]`.
    #[serde(default)]
    dates: Vec<[String; 2]>,
    /// `[stated, actual, "holds" or "fails"]`.
    #[serde(default)]
    checks: Vec<[String; 3]>,
    /// `[pattern, first filling]`; an empty filling is not tested.
    #[serde(default)]
    masks: Vec<[String; 2]>,
    /// Surfaces that are no statistic, nor part of one.
    #[serde(default)]
    silent: Vec<String>,
    /// Known to be missing; the test fails when one of them is found, so that it moves up.
    #[serde(default)]
    gaps: Vec<String>,
}

#[test]
fn facts_are_found() {
    let text = fs::read_to_string("tests/samples/facts.toml").unwrap();
    let all: BTreeMap<String, Facts> = toml::from_str(&text).unwrap();
    let mut wrong = Vec::new();
    for path in samples() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let facts = all
            .get(name)
            .unwrap_or_else(|| panic!("tests/samples/facts.toml: no {name}"));
        let record = record(path.to_str().unwrap());
        let missing = missing(facts, &record);
        let mut gaps: Vec<_> = facts.gaps.iter().collect();
        for fact in &missing {
            match gaps.iter().position(|g| fact.contains(g.as_str())) {
                Some(i) => _ = gaps.remove(i),
                None => wrong.push(format!("{name}: {fact}")),
            }
        }
        wrong.extend(gaps.iter().map(|g| format!("{name}: gap is closed: {g}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn missing(facts: &Facts, record: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let mut want = |what: String, holds: bool| {
        if !holds {
            out.push(what);
        }
    };
    let heads = [
        ("title", &facts.title, &record["title"]),
        ("published", &facts.published, &record["published"]),
        ("publisher", &facts.publisher, &record["publisher"]),
        ("encoding", &facts.encoding, &record["source"]["encoding"]),
    ];
    for (key, wanted, found) in heads {
        if let Some(wanted) = wanted {
            want(format!("{key} {wanted}, found {found}"), is(found, wanted));
        }
    }
    for fact @ [text, value, unit, of] in &facts.statistics {
        let found = items(record, "statistics").any(|s| {
            is(&s["text"], text)
                && is(&s["value"], value)
                && is(&s["unit"], unit)
                && is(&s["of"]["text"], of)
        });
        want(format!("statistic {}", fact.join(" ")), found);
    }
    for fact @ [text, iso] in &facts.dates {
        let found = items(record, "dates").any(|d| is(&d["text"], text) && is(&d["iso"], iso));
        want(format!("date {}", fact.join(" ")), found);
    }
    for fact @ [stated, actual, verdict] in &facts.checks {
        let found = items(record, "checks").any(|c| {
            is(&c["stated"], stated)
                && is(&c["actual"], actual)
                && (c["holds"] == true) == (verdict == "holds")
        });
        want(format!("check {}", fact.join(" ")), found);
    }
    for fact @ [pattern, filling] in &facts.masks {
        let found = items(record, "masks").any(|m| {
            m["removed"] == true
                && is(&m["pattern"], pattern)
                && (filling.is_empty() || is(&m["candidates"][0]["text"], filling))
        });
        want(format!("mask {}", fact.join(" ")), found);
    }
    for text in &facts.silent {
        let counted = items(record, "statistics").any(|s| {
            let surface = s["text"].as_str().unwrap_or_default();
            surface.contains(text.as_str())
        });
        want(format!("silent {text}"), !counted);
    }
    out
}

fn items<'a>(record: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    record[key].as_array().into_iter().flatten()
}

/// True when a value of the record is `wanted`; hard wraps do not count, "" is null.
fn is(found: &Value, wanted: &str) -> bool {
    match found {
        Value::Null => wanted.is_empty(),
        Value::String(s) => s.replace('\n', "") == wanted,
        _ => false,
    }
}
