//! `--resume`: killed at any moment, the run goes on to the same bytes.

use crate::harness::Room;
use std::{fs, time::Duration};

/// Articles that differ, a broken file, NDJSON with identifiers that come twice.
fn fill(room: &Room, files: usize, sentences: usize) {
    for n in 0..files {
        let text: String = (0..sentences)
            .map(|k| {
                format!(
                    "第{k}季度全市共培训{}人次，同比增长{}%，\n投入\"资金\"{n}万元。",
                    n + 17,
                    k + 1
                )
            })
            .collect();
        room.write(&format!("in/{n:05}.txt"), text);
    }
    room.write("in/00002-empty.txt", "");
    room.write("in/00003-none.txt", "今天没有数字。");
    let line =
        |id: &str, n: usize| format!("{{\"id\":\"{id}\",\"text\":\"修路{n}公里，植树{n}棵。\"}}\n");
    let lines = [
        line("a", 3),
        line("a", 4),
        "broken\n".to_owned(),
        line("b", 5),
    ];
    room.write("in/00004.ndjson", lines.concat());
}

#[test]
fn cut_anywhere_it_goes_on_to_the_same_bytes() {
    let room = Room::new("cut_anywhere");
    fill(&room, 12, 3);
    for (command, name) in [
        ("pack in", "pack.ndjson"),
        ("analyze in --with-text", "all.ndjson"),
        ("stats in", "stats.ndjson"),
        ("stats in --csv-bom", "stats.csv"),
        ("tokens in --fields n,sentence_text,id", "tokens.tsv"),
        ("analyze in -f csv", "articles.csv"),
        ("masks in", "masks.ndjson"),
    ] {
        let whole = room.run(&format!("{command} -o {name}"));
        assert_eq!(whole.status, 1, "{command}: {}", whole.err);
        let wanted = room.read(name);
        let step = wanted.len() / 6 + 1;
        for cut in (0..wanted.len()).step_by(step).chain([wanted.len()]) {
            fs::write(room.path(name), &wanted[..cut]).unwrap();
            let run = room.run(&format!("{command} -o {name} --resume -j2"));
            assert_eq!(run.status, 1, "{command} from {cut}: {}", run.err);
            let found = room.read(name);
            assert!(found == wanted, "{command} from {cut} of {}", wanted.len());
        }
    }
}

#[test]
fn killed_at_three_moments() {
    let room = Room::new("killed");
    fill(&room, 1500, 60);
    assert_eq!(room.run("pack in -o whole.ndjson").status, 1);
    let wanted = room.read("whole.ndjson");
    let moments = [1, 3, 6].map(|part| wanted.len() as u64 * part / 8);
    for moment in moments {
        let mut child = room.start("pack in -o out.ndjson --resume");
        loop {
            let length = fs::metadata(room.path("out.ndjson")).map_or(0, |m| m.len());
            if length >= moment || child.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        // SIGKILL: nothing can be finished.
        let _ = child.kill();
        child.wait().unwrap();
    }
    let run = room.run("pack in -o out.ndjson --resume --summary s.json");
    assert_eq!(run.status, 1, "{}", run.err);
    assert!(room.read("out.ndjson") == wanted);
    let summary: serde_json::Value = serde_json::from_slice(&room.read("s.json")).unwrap();
    assert!(summary["skipped"].as_u64().unwrap() > 700, "{summary}");
    // Nothing is left to do, and new files are added at the end.
    assert_eq!(room.run("pack in -o out.ndjson --resume").status, 1);
    assert!(room.read("out.ndjson") == wanted);
    room.write("in/00000-new.txt", "全市共查处案件17宗。");
    room.run("pack in -o out.ndjson --resume");
    let more = room.read("out.ndjson");
    // Another folder is told.
    let other = room.run("pack in/00000.txt -o out.ndjson --resume");
    assert!(
        other.err.contains("of the output not among the inputs"),
        "{}",
        other.err
    );
    let added = String::from_utf8(more.strip_prefix(&wanted[..]).unwrap().to_vec()).unwrap();
    assert!(
        added.contains("00000-new.txt") && added.lines().count() == 1,
        "{added}"
    );
}

#[test]
fn without_order_nothing_is_lost_or_doubled() {
    let room = Room::new("resume_unordered");
    fill(&room, 40, 3);
    room.run("pack in -o whole.ndjson");
    let sorted = |name: &str| {
        let text = String::from_utf8(room.read(name)).unwrap();
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    };
    room.run("pack in -o out.ndjson --unordered -j3");
    let length = room.read("out.ndjson").len();
    fs::write(
        room.path("out.ndjson"),
        &room.read("out.ndjson")[..length / 2],
    )
    .unwrap();
    room.run("pack in -o out.ndjson --unordered -j3 --resume");
    assert!(sorted("out.ndjson") == sorted("whole.ndjson"));
}

#[test]
fn archives_and_split_files_too() {
    let room = Room::new("resume_parts");
    let part = |n: usize| format!("# 第{n}篇\n全市共查处案件{n}宗。\n");
    room.write("in/all.md", (1..9).map(part).collect::<String>());
    room.write("in/b.txt", part(9));
    let command = "pack in --split ^# -o out.ndjson";
    assert_eq!(room.run(command).status, 0);
    let wanted = room.read("out.ndjson");
    for part in 1..6 {
        fs::write(room.path("out.ndjson"), &wanted[..wanted.len() * part / 6]).unwrap();
        assert_eq!(room.run(&format!("{command} --resume")).status, 0);
        assert!(room.read("out.ndjson") == wanted);
    }
}

#[test]
fn another_configuration_is_refused_and_told() {
    let room = Room::new("another_configuration");
    fill(&room, 5, 3);
    let made = |command: &str| {
        let _ = fs::remove_file(room.path("out.ndjson"));
        room.run(&format!("{command} in -o out.ndjson"));
        room.read("out.ndjson")
    };
    room.write("words.txt", "培训人次 100 n\n");
    for (old, new, says) in [
        (
            "analyze",
            "analyze --offsets byte",
            "offsets is char there, byte now",
        ),
        ("analyze", "analyze --with-text", "text: none there"),
        ("analyze", "analyze --top 0", "phrases: "),
        (
            "analyze",
            "analyze --published 2014-11-12",
            "published: null there",
        ),
        ("analyze", "analyze -u words.txt", "tool.lexicon is "),
        ("analyze", "pack", "schema is article/1 there, pack/1 now"),
        (
            "stats",
            "stats --published 2014-11-12",
            "published: \"\" there",
        ),
        ("stats", "stats --fields id,n,text", "schema: "),
    ] {
        let before = made(old);
        let run = room.run(&format!("{new} in -o out.ndjson --resume"));
        assert_eq!(run.status, 2, "{new}: {}", run.err);
        assert!(run.err.contains(says), "{new}: {}", run.err);
        assert!(run.err.contains("out.ndjson"), "{}", run.err);
        // Nothing was added; rows of the last article may have been cut off.
        assert!(before.starts_with(&room.read("out.ndjson")));
    }
    room.write("out.csv", "id,text\na,b\n");
    let run = room.run("stats in -o out.csv --resume");
    assert!(
        run.status == 2 && run.err.contains("other columns"),
        "{}",
        run.err
    );
}

#[test]
fn what_cannot_be_gone_on_with() {
    let room = Room::new("resume_usage");
    fill(&room, 1, 1);
    room.write("notes.ndjson", "my own notes\nof last week\n");
    room.write("notes2.ndjson", "one line");
    for (arguments, says) in [
        ("pack in --resume", "-o FILE"),
        ("pack in -o x.json --resume", "ndjson, csv or tsv"),
        ("analyze in -o x.txt --resume", "ndjson, csv or tsv"),
        ("stats in -o x.csv --fields id,text --resume", "--fields"),
        ("pack in -o notes.ndjson --resume", "notes.ndjson:1: "),
        ("pack in -o notes2.ndjson --resume", "notes2.ndjson:1: "),
        ("pack in -o in --resume", "in: "),
    ] {
        let run = room.run(arguments);
        assert_eq!(run.status, 2, "{arguments}: {}", run.err);
        assert!(run.err.contains(says), "{arguments}: {}", run.err);
    }
    assert_eq!(room.read("notes.ndjson"), b"my own notes\nof last week\n");
    assert_eq!(room.read("notes2.ndjson"), b"one line");
}
