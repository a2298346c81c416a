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
    let args = marker.strip_prefix("run: ")?;
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
    Some(String::from_utf8(output.stdout).unwrap())
}
