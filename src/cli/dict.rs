//! `tonggao dict`: the dictionaries listed, checked, and their examples run.

use super::{
    args::{Dict, DictWork},
    settings,
};
use crate::{
    document::Published,
    error::{Error, Result},
    input::Input,
    lexicon::Dicts,
    pipeline::{Analyzer, Options, Worker},
    report,
};
use std::{fmt::Write, io};

/// Runs the command; its exit status.
pub(super) fn run(args: &Dict) -> Result<u8> {
    let dicts = settings::dictionaries(&args.dicts)?;
    match args.what {
        DictWork::List => list(&dicts),
        DictWork::Check => check(dicts),
        DictWork::Test => test(dicts),
    }
}

fn print(text: &str) -> Result<()> {
    super::print(|out| io::Write::write_all(out, text.as_bytes())).map(|_| ())
}

/// Name, entries and place of every dictionary in force.
fn list(dicts: &Dicts) -> Result<u8> {
    let mut text = String::new();
    for name in Dicts::names() {
        let (size, place) = if name.ends_with(".bin") {
            let (table, place) = dicts.bytes(name)?;
            (format!("{} bytes", table.len()), place)
        } else {
            let (content, place) = dicts.read(name)?;
            (entries(name, &content).to_string(), place)
        };
        let _ = writeln!(text, "{name}\t{size}\t{}", place.display());
    }
    for path in dicts.user_words() {
        let content = std::fs::read_to_string(path)
            .map_err(|e| Error::dictionary(e.to_string()).at_path(path))?;
        let _ = writeln!(
            text,
            "--user-dict\t{}\t{}",
            entries("x.txt", &content),
            path.display()
        );
    }
    let _ = writeln!(text, "lexicon\t{}", dicts.hash()?);
    print(&text)?;
    Ok(0)
}

/// Entries of a word list (lines) or of a rule file (tables in lists).
fn entries(name: &str, content: &str) -> usize {
    if name.ends_with(".toml") {
        content
            .lines()
            .filter(|l| l.trim_start().starts_with("[["))
            .count()
    } else {
        let words = content.lines().map(str::trim);
        words
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
            .count()
    }
}

/// Loads everything; the error of the first that does not load names file and line.
fn check(dicts: Dicts) -> Result<u8> {
    let analyzer = Analyzer::new(Options {
        dicts,
        ..Options::default()
    })?;
    print(&format!(
        "all dictionaries load; lexicon {}\n",
        analyzer.lexicon()
    ))?;
    Ok(0)
}

/// The day on which all examples are read: 去年 in one of them is 2023.
const EXAMPLES_DAY: Published = Published::Day(jiff::civil::date(2024, 9, 18));

/// One example of a rule.
struct Example {
    file: &'static str,
    rule: String,
    text: String,
    fires: bool,
}

/// Runs the examples that the rules carry.
fn test(dicts: Dicts) -> Result<u8> {
    let examples = examples(&dicts)?;
    let options = Options {
        dicts,
        all_numbers: true,
        published: EXAMPLES_DAY,
        ..Options::default()
    };
    let analyzer = Analyzer::new(options)?;
    let mut worker = Worker::new(&analyzer);
    let mut text = String::new();
    let mut failed = 0;
    for example in &examples {
        let fires = fires(&mut worker, example);
        if fires != example.fires {
            failed += 1;
            let must = if example.fires {
                "must fire"
            } else {
                "must not fire"
            };
            let _ = writeln!(
                text,
                "{}: {} {must}: {:?}",
                example.file, example.rule, example.text
            );
        }
    }
    let _ = writeln!(text, "{} examples, {failed} wrong", examples.len());
    print(&text)?;
    Ok(if failed > 0 { super::SOME_FAILED } else { 0 })
}

fn fires(worker: &mut Worker<'_>, example: &Example) -> bool {
    let text = example.text.clone();
    let analysis = worker.analyze(Input {
        text,
        ..Input::default()
    });
    let left_out = analysis.document.left_out.iter();
    let masks = analysis.masks.iter();
    left_out
        .map(|part| part.rule)
        .any(|rule| rule == example.rule)
        || masks.map(|mask| mask.rule).any(|rule| rule == example.rule)
        || report::statistics(&analysis)
            .iter()
            .any(|s| s.rule == example.rule)
        || report::dates(&analysis)
            .iter()
            .any(|d| d.rule == example.rule)
}

/// The examples of all rule files, in the order of the files.
fn examples(dicts: &Dicts) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    for file in Dicts::names().filter(|n| n.ends_with(".toml")) {
        let table: toml::Table = dicts.toml(file)?;
        gather(file, &toml::Value::Table(table), &mut examples);
    }
    Ok(examples)
}

fn gather(file: &'static str, value: &toml::Value, out: &mut Vec<Example>) {
    match value {
        toml::Value::Array(all) => all.iter().for_each(|v| gather(file, v, out)),
        toml::Value::Table(table) => {
            if let Some(id) = table.get("id").and_then(toml::Value::as_str) {
                for (key, fires) in [("accept", true), ("reject", false)] {
                    let texts = table.get(key).and_then(toml::Value::as_array);
                    let texts = texts.into_iter().flatten().filter_map(toml::Value::as_str);
                    out.extend(texts.map(|text| Example {
                        file,
                        rule: id.to_owned(),
                        text: text.to_owned(),
                        fires,
                    }));
                }
            }
            table.values().for_each(|v| gather(file, v, out));
        }
        _ => {}
    }
}
