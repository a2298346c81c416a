//! `--pipe`: what an engine that runs the program as a co-process relies on.

use crate::harness::Room;
use std::io::{BufRead, BufReader, Write};

#[test]
fn every_line_is_answered_before_the_next_is_asked() {
    let room = Room::new("co_process");
    let mut child = room.start("analyze --pipe");
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for n in 0..200 {
        let line = match n % 4 {
            0 => "no JSON".to_owned(),
            1 => format!("{{\"id\":{n}}}"),
            2 => String::new(),
            _ => format!("{{\"id\":{n},\"text\":\"全市共查处案件{n}宗。\"}}"),
        };
        stdin.write_all(format!("{line}\n").as_bytes()).unwrap();
        stdin.flush().unwrap();
        let answer: serde_json::Value =
            serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        let id = match n % 2 {
            0 => format!("-:{}", n + 1),
            _ => n.to_string(),
        };
        assert_eq!(answer["id"], id, "{answer}");
        let schema = if n % 4 == 3 { "article/1" } else { "error/1" };
        assert_eq!(answer["schema"], schema);
    }
    drop(stdin);
    assert!(answers.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn as_many_lines_out_as_in_whatever_they_hold() {
    let room = Room::new("line_for_line");
    let texts = [
        "a\u{2028}b",
        "a\u{2029}b",
        "a\u{85}b",
        "a\\nb",
        "a\\r\\nb",
        "a\\u0000b",
    ];
    let mut input = String::new();
    for (n, text) in texts.iter().cycle().take(3000).enumerate() {
        input.push_str(&format!(
            "{{\"id\":\"{n}\u{2028}\",\"text\":\"{text}共17宗。\"}}\n"
        ));
    }
    for jobs in ["1", "3"] {
        // The last line has no line end: it is answered too.
        let run = room.feed(&format!("pack --pipe -j{jobs}"), input.trim_end());
        assert_eq!(run.status, 0);
        // As a program counts that takes the three separators for line ends.
        let lines = run.out.split(['\n', '\u{2028}', '\u{2029}', '\u{85}']);
        assert_eq!(lines.filter(|l| !l.is_empty()).count(), 3000);
        let ids: Vec<_> = run.ids();
        assert!(
            ids.iter()
                .enumerate()
                .all(|(n, id)| *id == format!("{n}\u{2028}"))
        );
    }
    let empty = room.feed("analyze --pipe", "");
    assert_eq!((empty.status, empty.out.as_str()), (0, ""));
}

#[test]
fn a_line_too_large_is_answered_too() {
    let room = Room::new("pipe_too_large");
    let long = format!("{{\"text\":\"{}\"}}", "长".repeat(1000));
    let run = room.feed(
        "analyze --pipe --max-bytes 1K",
        format!("{long}\n{{\"id\":\"b\",\"text\":\"17宗\"}}\n"),
    );
    assert_eq!(
        (run.status, run.ids()),
        (0, vec!["-:1 too_large".to_owned(), "b".to_owned()])
    );
}

#[test]
fn what_does_not_go_with_it() {
    let room = Room::new("pipe_usage");
    for arguments in [
        "stats --pipe",
        "analyze --pipe a.txt",
        "analyze --pipe -f csv",
        "analyze --pipe --resume",
        "analyze --pipe --unordered",
        "analyze --pipe --on-error skip",
    ] {
        let run = room.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments}");
        assert!(run.err.contains("--pipe"), "{}", run.err);
    }
}
