//! The command line of the output contract, flag by flag.

use crate::harness::Room;
use serde_json::Value;
use std::process::Command;

const ONE: &str = "全市上半年共查处案件17宗，同比下降26%。";

fn room(name: &str) -> Room {
    let room = Room::new(name);
    room.write("a.txt", ONE);
    room
}

#[test]
fn json_is_one_array() {
    let room = room("json_array");
    room.write("b.txt", "");
    let run = room.run("stats a.txt b.txt a.txt -f json");
    let all: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    let texts: Vec<_> = all.iter().map(|r| r["text"].as_str()).collect();
    assert_eq!(
        texts,
        [Some("17宗"), Some("26%"), None, Some("17宗"), Some("26%")]
    );
    let none: Vec<Value> = serde_json::from_str(&room.run("masks a.txt -f json").out).unwrap();
    assert!(none.is_empty());
}

#[test]
fn the_format_follows_the_name_of_the_file() {
    let room = room("format_by_name");
    for (name, first) in [
        ("x.csv", "schema,id,"),
        ("x.tsv", "schema\tid\t"),
        ("x.json", "[\n{"),
        ("x.jsonl", "{\"schema\""),
    ] {
        assert_eq!(room.run(&format!("stats a.txt -o {name}")).status, 0);
        let text = String::from_utf8(room.read(name)).unwrap();
        assert!(text.starts_with(first), "{name}: {text}");
    }
    let csv = room
        .run("stats a.txt -f csv --csv-bom --fields text,value,unit")
        .out;
    assert_eq!(csv, "\u{FEFF}text,value,unit\n17宗,17.0,宗\n26%,26.0,%\n");
}

#[test]
fn fields_are_picked_and_unknown_ones_refused_with_the_list() {
    let room = room("fields");
    assert_eq!(
        room.run("stats a.txt --fields unit,n").out,
        "{\"unit\":\"宗\",\"n\":1}\n{\"unit\":\"%\",\"n\":2}\n"
    );
    assert_eq!(
        room.run("pack a.txt --fields id,text").records()[0]["text"],
        ONE
    );
    let run = room.run("stats a.txt --fields unitt");
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("unitt") && run.err.contains("unit_text"),
        "{}",
        run.err
    );
}

#[test]
fn keys_of_records_and_keys_that_pass_through() {
    let room = room("keys");
    room.write("x.ndjson", "{\"nr\":7,\"body\":\"培训200人次。\",\"head\":\"标题\",\"day\":\"2014-08-18 09:30\",\"url\":\"u\",\"tags\":[1]}\n");
    let keys = "--id-key nr --text-key body --title-key head --date-key day --keep url --keep tags";
    let record = room
        .run(&format!("analyze x.ndjson {keys}"))
        .records()
        .remove(0);
    assert_eq!(record["id"], "7");
    assert_eq!(
        record["title"]["text"]
            .as_str()
            .or(record["title"].as_str()),
        Some("标题")
    );
    assert_eq!(record["published"], "2014-08-18");
    assert_eq!(
        (&record["url"], &record["tags"][0]),
        (&Value::from("u"), &Value::from(1))
    );
    let row = room
        .run(&format!("stats x.ndjson {keys} --fields url,text"))
        .out;
    assert_eq!(row, "{\"url\":\"u\",\"text\":\"200人次\"}\n");
    let run = room.run("analyze x.ndjson --text-key body --keep title");
    assert!(
        run.status == 2 && run.err.contains("--keep title"),
        "{}",
        run.err
    );
}

#[test]
fn offsets_in_three_units() {
    let room = room("offsets");
    room.write("x.txt", "𠮷林市共查处案件17宗。");
    for (unit, start) in [("char", 8), ("utf16", 9), ("byte", 25)] {
        let record = room
            .run(&format!("analyze x.txt --offsets {unit}"))
            .records()
            .remove(0);
        assert_eq!(record["offsets"], unit);
        assert_eq!(record["statistics"][0]["start"], start, "{unit}");
    }
}

#[test]
fn flags_over_environment_over_file() {
    let room = room("config");
    room.write(
        "c.toml",
        "published = \"2012-01-01\"\nfields = [\"published\", \"n\"]\n",
    );
    let published = |arguments: &str, environment: Option<&str>| {
        let mut command = room.command(&format!("stats a.txt {arguments}"));
        command.envs(environment.map(|day| ("TONGGAO_PUBLISHED", day)));
        let run = crate::harness::Run::from(command.output().unwrap());
        let record = run.records().remove(0);
        record["published"].as_str().unwrap().to_owned()
    };
    assert_eq!(published("--config c.toml", None), "2012-01-01");
    assert_eq!(
        published("--config c.toml", Some("2013-01-01")),
        "2013-01-01"
    );
    let flag = "--config c.toml --published 2014-01-01";
    assert_eq!(published(flag, Some("2013-01-01")), "2014-01-01");
    assert_eq!(published("--config none", None), "");
    // The usual place, and how to keep out of it.
    room.write(
        "home/.config/tonggao/config.toml",
        "published = \"2011-01-01\"\n",
    );
    let at_home = |arguments: &str| {
        let mut command = room.command(arguments);
        command.env("HOME", room.path("home"));
        crate::harness::Run::from(command.output().unwrap())
    };
    assert_eq!(
        at_home("stats a.txt").records()[0]["published"],
        "2011-01-01"
    );
    assert_eq!(
        at_home("stats a.txt --config none").records()[0]["published"],
        ""
    );
    room.write("bad.toml", "jobs = 2\npublishd = \"none\"\n");
    let run = room.run("stats a.txt --config bad.toml");
    assert!(
        run.status == 2 && run.err.contains("bad.toml:2: "),
        "{}",
        run.err
    );
    assert_eq!(room.run("stats a.txt --config missing.toml").status, 2);
}

#[test]
fn colours_only_when_asked_for() {
    let room = room("colours");
    let escape = |arguments: &str, no_color: bool| {
        let mut command = room.command(&format!("analyze a.txt -f text {arguments}"));
        command.envs(no_color.then_some(("NO_COLOR", "1")));
        String::from_utf8(command.output().unwrap().stdout)
            .unwrap()
            .contains('\u{1B}')
    };
    assert!(escape("--color always", false));
    assert!(!escape("--color never", false));
    assert!(!escape("", false) && !escape("", true));
}

#[test]
fn what_is_named_and_how() {
    let room = room("named");
    room.write("d/b.txt", ONE);
    room.write("d/c d.md", ONE);
    room.write("d/sub/e.txt", ONE);
    room.write("list", "d/b.txt\r\n\na.txt\n");
    room.write("list0", "d/c d.md\0a.txt");
    assert_eq!(
        room.run("pack --files-from list").ids(),
        ["d/b.txt", "a.txt"]
    );
    assert_eq!(
        room.run("pack --files-from list0 -0").ids(),
        ["d/c d.md", "a.txt"]
    );
    assert_eq!(room.feed("pack --files-from -", "a.txt\n").ids(), ["a.txt"]);
    assert_eq!(
        room.run("pack d --glob *.txt --glob !sub/").ids(),
        ["d/b.txt"]
    );
    assert_eq!(room.run("pack d --glob !*.txt").ids(), ["d/c d.md"]);
    assert_eq!(room.feed("pack -", ONE).text("-"), ONE);
    let run = room.run("pack d --glob [");
    assert!(run.status == 2 && run.err.contains("--glob"), "{}", run.err);
}

#[test]
fn a_file_of_several_articles() {
    let room = room("split");
    room.write(
        "all.txt",
        "第一篇\n培训200人次。\n====\n第二篇\n修路3公里。\n====\n",
    );
    let run = room.run("pack all.txt --split ^=+$");
    assert_eq!(run.ids(), ["all.txt#1", "all.txt#2"]);
    assert_eq!(run.text("all.txt#2"), "第二篇\n修路3公里。");
    // A match that is a part of the article stays in it.
    assert_eq!(
        room.run("pack all.txt --split ^第.篇").text("all.txt#1"),
        "第一篇\n培训200人次。\n===="
    );
    let run = room.run("pack all.txt --split (");
    assert!(
        run.status == 2 && run.err.contains("--split"),
        "{}",
        run.err
    );
}

#[test]
fn order_and_threads_do_not_change_what_is_written() {
    let room = Room::new("order");
    for n in 0..80 {
        room.write(&format!("f/{n:02}.txt"), ONE.repeat(1 + n % 7 * 20));
    }
    let one = room.run("stats f -j1").out;
    assert!(one == room.run("stats f -j4").out);
    let unordered = room.run("stats f -j4 --unordered");
    let sorted = |text: &str| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.sort_unstable();
        lines
    };
    assert!(sorted(&one) == sorted(&unordered.out));
}

#[test]
fn a_summary_counts_what_was_done() {
    let room = room("summary");
    room.write("b.txt", encoding_rs::GB18030.encode(ONE).0);
    room.write("c.txt", "");
    let run = room.run("analyze a.txt b.txt c.txt --summary s.json -o x.ndjson");
    assert_eq!(run.status, 1);
    let summary: Value = serde_json::from_slice(&room.read("s.json")).unwrap();
    assert_eq!(summary["schema"], "summary/1");
    assert_eq!(
        (&summary["documents"], &summary["errors"]),
        (&2.into(), &1.into())
    );
    assert_eq!(summary["errors_by_code"]["empty"], 1);
    assert_eq!(summary["encodings"]["UTF-8"], 1);
    assert_eq!(summary["encodings"]["gb18030"], 1);
    assert_eq!(summary["statistics_by_kind"]["percent"], 2);
    assert!(summary["mb_per_second"].is_number());
    // What the summary counts is what stands in the records.
    room.write("d.txt", "落实八项规定和G69次列车安排，全市共查处案件17宗。");
    let count = |more: &str| {
        let rows = room
            .run(&format!("stats d.txt --summary s.json {more}"))
            .records()
            .len();
        let summary: Value = serde_json::from_slice(&room.read("s.json")).unwrap();
        assert_eq!(summary["statistics"], rows, "{summary}");
        rows
    };
    assert!(count("") < count("--all-numbers"));
    assert_eq!(
        room.run("pack a.txt --summary no/such/folder.json").status,
        2
    );
}

#[test]
fn said_and_unsaid() {
    let room = room("said");
    room.write("b.txt", "");
    assert_eq!(room.run("pack a.txt").err, "");
    assert!(
        room.run("pack a.txt b.txt")
            .err
            .contains("1 articles, 1 errors")
    );
    assert_eq!(room.run("pack a.txt b.txt -q").err, "");
    assert!(room.run("pack a.txt -v").err.contains("threads"));
    assert_eq!(room.run("stats a.txt b.txt -f csv -q").err, "");
    let aside = room.run("stats a.txt b.txt -f csv").err;
    assert!(aside.contains("b.txt: nothing in it"), "{aside}");
}

#[test]
fn dictionaries_are_listed_checked_and_tested() {
    let room = room("dict");
    let list = room.run("dict list");
    assert!(
        list.status == 0 && list.out.contains("units.toml\t"),
        "{}",
        list.out
    );
    assert_eq!(room.run("dict check").status, 0);
    let test = room.run("dict test");
    assert!(
        test.status == 0 && test.out.contains(" 0 wrong"),
        "{}",
        test.out
    );
    for (file, text, says) in [
        (
            "word_tags.txt",
            "# tags\nn 没有这个词啊\n",
            "word_tags.txt:2: 没有这个词啊",
        ),
        (
            "word_tags.txt",
            "12 建设\n",
            "word_tags.txt:1: not `tag word word …`",
        ),
        (
            "phrase_words.bin",
            "临江 0.1 二\n",
            "phrase_words.bin: not a table of the weights of words",
        ),
    ] {
        let path = format!("lists/{file}");
        room.write(&path, text);
        let run = room.run("dict check --dicts lists");
        assert!(run.status == 2 && run.err.contains(says), "{}", run.err);
        std::fs::remove_file(room.path(&path)).unwrap();
    }
    let mut table = std::fs::read("dicts/phrase_words.bin").unwrap();
    *table.last_mut().unwrap() ^= 1;
    std::fs::write(room.path("lists/phrase_words.bin"), table).unwrap();
    let run = room.run("dict check --dicts lists");
    let says = "phrase_words.bin: its checksum";
    assert!(run.status == 2 && run.err.contains(says), "{}", run.err);
    room.write("own/units.toml", "[[unit]]\nid = 3\n");
    let run = room.run("dict check --dicts own");
    assert!(
        run.status == 2 && run.err.contains("units.toml"),
        "{}",
        run.err
    );
}

#[test]
fn help_has_examples_and_errors_say_what_to_do() {
    let room = room("help");
    let top = room.run("--help").out;
    for command in [
        "analyze", "stats", "dates", "checks", "phrases", "masks", "tokens", "pack", "schema",
        "dict",
    ] {
        assert!(top.contains(command), "{command}");
        let help = room.run(&format!("{command} --help"));
        assert!(
            help.status == 0 && help.out.contains("Examples:"),
            "{command}"
        );
    }
    for (arguments, says) in [
        ("stats", "- for standard input"),
        ("stats a.txt --jobz 3", "--jobs"),
        ("statz a.txt", "stats"),
        ("stats a.txt --encoding klingon", "klingon"),
        ("stats a.txt --published yesterday", "YYYY-MM-DD"),
        ("stats a.txt --max-bytes much", "64M"),
        ("schema nothing", "article/1"),
        ("stats a.txt -o no/such/folder.csv", "no/such/folder.csv"),
    ] {
        let run = room.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments}");
        assert!(run.err.contains(says), "{arguments}: {}", run.err);
    }
}

/// `script` lends the program a terminal.
#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_with_nothing_named_there_is_help() {
    let room = room("terminal");
    let tonggao = env!("CARGO_BIN_EXE_tonggao");
    let line = |arguments: &str| format!("{tonggao} {arguments}");
    let at_terminal = |arguments: &str| {
        let output = Command::new("script")
            .args(["-qec", &line(arguments), "/dev/null"])
            .current_dir(room.path(""))
            .env_remove("NO_COLOR")
            .env("TERM", "xterm")
            .output();
        output
            .ok()
            .map(|o| String::from_utf8_lossy(&o.stdout).into_owned())
    };
    let Some(help) = at_terminal("stats") else {
        eprintln!("not tried: no `script` here");
        return;
    };
    assert!(help.contains("Usage: tonggao stats"), "{help}");
    let summary = at_terminal("stats a.txt").unwrap();
    assert!(
        summary.contains("17宗") && !summary.contains("{\"schema\""),
        "{summary}"
    );
}

#[test]
fn a_user_word_gives_its_tag_even_to_a_word_that_jieba_knows() {
    let room = room("user_tags");
    room.write("words.txt", "查处 nz\n湾北乐园 nt\n");
    room.write("b.txt", "湾北乐园查处案件");
    let run = room.run("tokens b.txt --user-dict words.txt --fields text,pos");
    let words: Vec<_> = run.records();
    let tag = |word: &str| {
        let found = words.iter().find(|w| w["text"] == word);
        found.and_then(|w| w["pos"].as_str()).map(str::to_owned)
    };
    assert_eq!(tag("查处").as_deref(), Some("nz"));
    assert_eq!(tag("湾北乐园").as_deref(), Some("nt"));
}
