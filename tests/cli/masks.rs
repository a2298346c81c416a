//! Restored masks: what is learnt over a folder, the memory, the preview, and what is refused.

use crate::harness::{Room, Run};
use serde_json::Value;

/// Articles of a site whose filter removes 治 and 监管, and of one that has none.
const MASKED: [&str; 6] = [
    "青石镇整*市容\n\n2022-05-10 来源：青石网\n\n本报讯 镇里开展环境综合整*，清运垃圾32车。\n",
    "青石镇抓好水环境\n\n2022-05-11 来源：青石网\n\n河道*理一期工程完工，投入280万元。\n",
    "食品安全**不放松\n\n2022-05-12 来源：青石网\n\n市场**部门检查企业120家，社会*安平稳。\n",
    "压实行业**责任\n\n2022-05-13 来源：青石网\n\n各科室要落实安全生产**责任，推进专项整*。\n",
    "青石镇推进共建共享\n\n2022-05-14 来源：青石网\n\n加强基层社会*理，市场**办法下月起施行。\n",
    "白水县检查市场\n\n2022-05-15 来源：白水网\n\n市场监管部门检查企业85家，治理河道12公里。\n",
];

fn room(name: &str) -> Room {
    let room = Room::new(name);
    for (n, text) in MASKED.iter().enumerate() {
        room.write(&format!("news/{n}.txt"), text);
    }
    room
}

/// The masks of an article by its identifier.
fn masks(run: &Run, id: &str) -> Vec<Value> {
    let article = run.records().into_iter().find(|r| r["id"] == id).unwrap();
    article["masks"].as_array().unwrap().clone()
}

#[test]
fn learning_knows_no_threads_and_no_order() {
    let room = room("masks_order");
    let one = room.run("analyze --learn-masks --mask-memory one.tsv -j 1 news");
    assert_eq!(one.status, 0, "{}", one.err);
    let four = room.run("analyze --learn-masks --mask-memory four.tsv -j 4 news");
    assert_eq!(one.out, four.out);
    assert_eq!(room.read("one.tsv"), room.read("four.tsv"));
    let order = "news/3.txt news/5.txt news/0.txt news/4.txt news/2.txt news/1.txt";
    let other = room.run(&format!(
        "analyze --learn-masks --mask-memory other.tsv {order}"
    ));
    assert_eq!(room.read("one.tsv"), room.read("other.tsv"));
    let sorted = |out: &str| {
        let mut lines: Vec<_> = out.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&one.out), sorted(&other.out));
    let memory = String::from_utf8(room.read("one.tsv")).unwrap();
    assert!(memory.contains("青石网\t治\t"), "{memory}");
    assert!(!memory.contains("白水网"), "{memory}");
}

#[test]
fn a_memory_is_used_again() {
    let room = room("masks_memory");
    let learnt = room.run("analyze --learn-masks --mask-memory m.tsv news");
    let again = room.run("analyze --mask-memory m.tsv news");
    assert_eq!(again.status, 0, "{}", again.err);
    assert_eq!(learnt.out, again.out);
    let plain = room.run("analyze news");
    assert_ne!(plain.out, again.out, "the memory makes no difference");
    let evidence = |run: &Run| masks(run, "news/1.txt")[0]["candidates"][0]["evidence"].to_string();
    assert!(evidence(&again).contains("folder"), "{}", evidence(&again));
    assert!(!evidence(&plain).contains("folder"));
}

#[test]
fn standard_input_is_read_twice() {
    let room = room("masks_stdin");
    let all: String = MASKED
        .iter()
        .map(|text| format!("{}\n", serde_json::json!({ "text": text })))
        .collect();
    let run = room.feed(
        "analyze --from ndjson --learn-masks --mask-memory m.tsv -",
        &all,
    );
    assert_eq!(run.status, 0, "{}", run.err);
    assert_eq!(run.records().len(), MASKED.len());
    let memory = String::from_utf8(room.read("m.tsv")).unwrap();
    assert!(memory.contains("\t治\t"), "{memory}");
}

#[test]
fn what_is_no_memory_and_no_model_is_refused() {
    let room = room("masks_malformed");
    room.run("analyze --learn-masks --mask-memory good.tsv news");
    let good = String::from_utf8(room.read("good.tsv")).unwrap();
    let heading = good.lines().next().unwrap();
    room.write("none.tsv", "a\tb\n");
    room.write("short.tsv", format!("{heading}\n青石网\t治\t1\t2\n"));
    room.write("binary.tsv", [0xff, 0xfe, 0x00]);
    room.write("torn.model", "no model");
    let cases = [
        ("--mask-memory none.tsv", "none.tsv", "not a mask memory"),
        ("--mask-memory short.tsv", "short.tsv:2", "six columns"),
        (
            "--mask-memory binary.tsv",
            "binary.tsv",
            "not a mask memory",
        ),
        ("--mask-memory missing.tsv", "missing.tsv", "No such file"),
        ("--mask-model torn.model", "torn.model", "model"),
    ];
    for (arguments, file, reason) in cases {
        let run = room.run(&format!("masks {arguments} news"));
        assert_eq!(run.status, 2, "{arguments}: {}", run.err);
        assert!(run.err.contains(file), "{arguments}: {}", run.err);
        assert!(run.err.contains(reason), "{arguments}: {}", run.err);
        assert!(run.out.is_empty(), "{arguments}: {}", run.out);
    }
}

#[test]
fn what_cannot_be_gone_on_with_or_read_twice() {
    let room = room("masks_resume");
    for arguments in [
        "--learn-masks",
        "--learn-masks --mask-memory m.tsv",
        "--mask-memory m.tsv",
        "--restore all",
    ] {
        room.run("analyze --learn-masks --mask-memory m.tsv news");
        let run = room.run(&format!("analyze {arguments} --resume -o out.ndjson news"));
        assert_eq!(run.status, 2, "{arguments}: {}", run.err);
        assert!(run.err.contains("--resume"), "{arguments}: {}", run.err);
        assert!(!room.path("out.ndjson").exists(), "{arguments}");
    }
    let run = room.run("analyze --pipe --learn-masks");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--pipe"), "{}", run.err);
}

#[test]
fn the_preview_marks_every_filling() {
    let room = room("masks_preview");
    let run = room.run("analyze --restore preview news/0.txt");
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(
        run.out.contains("环境综合整⟦治⟧，清运垃圾32车。"),
        "{}",
        run.out
    );
    assert!(
        !run.out.contains("整治，"),
        "filled in silently: {}",
        run.out
    );
    let refused = room.run("masks --restore preview news/0.txt");
    assert_eq!(refused.status, 2);
    let refused = room.run("analyze --restore preview -f json news/0.txt");
    assert_eq!(refused.status, 2);
}

#[test]
fn names_stay_unknown_unless_all_is_asked_for() {
    let room = Room::new("masks_private");
    let text =
        "法院通报\n\n2022-06-01 来源：白水网\n\n被告人刘*强对指控事实没有异议，市容专项整*继续。\n";
    room.write("a.txt", text);
    let filled = |arguments: &str| {
        let run = room.run(&format!("analyze {arguments} a.txt"));
        assert_eq!(run.status, 0, "{}", run.err);
        let of = |m: &Value| {
            let kind = m["kind"].as_str().unwrap().to_owned();
            (kind, m["candidates"].as_array().map_or(0, Vec::len))
        };
        masks(&run, "a.txt").iter().map(of).collect::<Vec<_>>()
    };
    let plain = filled("");
    assert_eq!(plain[0], ("person".to_owned(), 0));
    assert_eq!(plain[1].0, "censored");
    assert!(plain[1].1 > 0);
    assert!(filled("--restore all")[0].1 > 0);
}
