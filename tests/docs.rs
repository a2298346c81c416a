//! The manual is tested: every block under `<!-- run: … -->` is what the program prints, and
//! every block under `<!-- file: … -->` is that file. `UPDATE=1 cargo test --test docs` writes
//! them anew; read the difference before you commit it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::{fs, process::Command};

#[test]
fn blocks_are_what_the_program_prints() {
    for page in ["README.md", "README.zh-CN.md", "docs/output.md"] {
        let old = fs::read_to_string(page).unwrap();
        let new = refreshed(&old);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(page, new).unwrap();
        } else if let Some((a, b)) = old.lines().zip(new.lines()).find(|(a, b)| a != b) {
            panic!("{page} is out of date; UPDATE=1 cargo test --test docs\n- {a}\n+ {b}");
        } else {
            assert_eq!(old, new, "{page}: UPDATE=1 cargo test --test docs");
        }
    }
}

/// `.name` in a jq program of the manual is a key of the schema: one that is not gives null
/// and no error.
#[test]
fn programs_name_keys_that_exist() {
    let records = [
        "article",
        "statistic",
        "date",
        "check",
        "phrase",
        "mask",
        "token",
        "pack",
    ];
    let known: String = records
        .map(|record| printed(&format!("schema {record}")))
        .concat();
    let mut count = 0;
    for page in [
        "README.md",
        "README.zh-CN.md",
        "docs/output.md",
        "docs/scale.md",
    ] {
        let text = fs::read_to_string(page).unwrap();
        for program in text.lines().filter_map(|line| line.split("jq ").nth(1)) {
            for at in program.match_indices('.').map(|(at, _)| at + 1) {
                let is_name = |c: &char| c.is_ascii_lowercase() || *c == '_';
                let name: String = program[at..].chars().take_while(is_name).collect();
                let key = format!("\"{name}\":");
                assert!(
                    name.is_empty() || known.contains(&key),
                    "{page}: no key .{name}: {program}"
                );
                count += usize::from(!name.is_empty());
            }
        }
    }
    assert!(count > 5, "no jq program was read");
}

/// The page with every marked block filled anew.
fn refreshed(page: &str) -> String {
    let mut out = String::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if let Some(content) = content(line) {
            out.push_str(lines.next().unwrap());
            out.push('\n');
            out.push_str(content.trim_end());
            out.push_str("\n```\n");
            assert!(lines.any(|l| l == "```"), "unclosed block after {line}");
        }
    }
    out
}

/// What belongs below a marker line.
fn content(line: &str) -> Option<String> {
    let marker = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    if let Some(path) = marker.strip_prefix("file: ") {
        return Some(fs::read_to_string(path).unwrap());
    }
    Some(printed(marker.strip_prefix("run: ")?))
}

/// What the program prints for these arguments.
fn printed(args: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tonggao"))
        .args(args.split_whitespace())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "tonggao {args}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}
