//! Data flows one way: a module uses only modules above it in [`ORDER`]. This test reads
//! the sources for `crate::module` paths and names every arrow that points upwards.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::{collections::BTreeSet, fs, path::Path};

/// The rooms of the house from the ground up. A new module gets its place here.
const ORDER: &[&str] = &[
    "error",
    "span",
    "chars",
    "index",
    "input",
    "day",
    "decode",
    "html",
    "normalize",
    "lexicon",
    "document",
    "mask",
    "numeral",
    "segment",
    "extract",
    "check",
    "phrases",
    "pipeline",
    "report",
    "render",
    "cli",
];

#[test]
fn modules_use_only_what_is_above_them() {
    let mut wrong = Vec::new();
    for (file, text) in sources(Path::new("src")) {
        let module = module_of(&file);
        // Unit tests look at the whole from within; `lib` and `main` only name the rooms.
        if module == "lib" || module == "main" || file.ends_with("/tests.rs") {
            continue;
        }
        let own =
            place(&module).unwrap_or_else(|| panic!("{file}: give `{module}` a place in ORDER"));
        for used in used_modules(&text) {
            if place(&used).is_some_and(|p| p > own) {
                wrong.push(format!(
                    "{file}: `{module}` uses `{used}`, which is below it"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    for (file, text) in sources(Path::new("src")) {
        assert!(text.starts_with("//!"), "{file} does not open with `//!`");
    }
}

#[test]
fn an_upward_arrow_would_be_seen() {
    let text =
        "use crate::{\n    cli::main,\n    span::{Span, x},\n};\nfn f() { crate::report::plain() }";
    let used = used_modules(text);
    assert_eq!(
        used,
        BTreeSet::from(["cli".into(), "span".into(), "report".into()])
    );
}

fn place(module: &str) -> Option<usize> {
    ORDER.iter().position(|m| *m == module)
}

fn module_of(file: &str) -> String {
    let rest = file.strip_prefix("src/").unwrap_or(file);
    rest.split('/')
        .next()
        .unwrap_or(rest)
        .trim_end_matches(".rs")
        .to_owned()
}

/// Modules named after `crate::`, alone or in a braced list.
fn used_modules(text: &str) -> BTreeSet<String> {
    let code: Vec<_> = text
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let mut used = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => used.extend(braced(list)),
            None => used.extend(leading_name(rest)),
        }
    }
    used
}

/// The first name of every item at the outer level of `{a::b, c::{d, e}, f}`.
fn braced(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut start) = (0, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            _ if start && !c.is_whitespace() => {
                names.extend(leading_name(&list[at..]));
                start = false;
            }
            _ => {}
        }
    }
    names
}

fn leading_name(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !(c.is_ascii_lowercase() || c == '_'))
        .unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.to_string_lossy().replace('\\', "/");
            out.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    out
}
