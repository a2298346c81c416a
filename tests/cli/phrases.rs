//! Key phrases: of each article, and of all together.

use crate::harness::Room;

const ONE: &str = "临江区推进背街小巷改造\n\n2023-07-12 来源：临江日报\n\n\
    临江区今年改造背街小巷34条。背街小巷改造后，居民把“微心愿”写在墙上，“微心愿”墙留了下来。\n";
const TWO: &str = "背街小巷改造完成\n\n2023-08-02 来源：滨河发布\n\n\
    滨河街道的背街小巷改造完成，惠及居民1200户。\n";

fn room(name: &str) -> Room {
    let room = Room::new(name);
    room.write("news/1.txt", ONE);
    room.write("news/2.txt", TWO);
    room
}

#[test]
fn a_corpus_is_counted_by_month_and_publisher() {
    let run = room("corpus").run("phrases --corpus --top 3 news -f ndjson");
    assert_eq!(run.status, 0, "{}", run.err);
    let rows = run.records();
    let groups: Vec<_> = rows
        .iter()
        .filter(|r| r["n"] == 1)
        .map(|r| (r["by"].as_str().unwrap(), r["group"].as_str().unwrap()))
        .collect();
    let expected = [
        ("all", ""),
        ("month", "2023-07"),
        ("month", "2023-08"),
        ("publisher", "临江日报"),
        ("publisher", "滨河发布"),
    ];
    assert_eq!(groups, expected);
    let first = &rows[0];
    assert_eq!(first["schema"], "corpus_phrase/1");
    assert_eq!(
        (&first["documents"], &first["articles"]),
        (&2.into(), &2.into())
    );
    assert_eq!(first["missed"], 0);
    assert!(
        first["text"].as_str().unwrap().contains("背街小巷"),
        "{first}"
    );
    assert!(rows.iter().all(|r| r["n"].as_u64().unwrap() <= 3));
}

#[test]
fn a_corpus_is_the_same_with_any_number_of_threads() {
    let room = Room::new("corpus_jobs");
    for n in 0..40 {
        room.write(
            &format!("news/{n:02}.txt"),
            if n % 3 == 0 { ONE } else { TWO },
        );
    }
    let one = room.run("phrases --corpus news -f csv -j 1");
    assert_eq!(one.out, room.run("phrases --corpus news -f csv -j 4").out);
    assert!(
        one.out
            .starts_with("schema,by,group,articles,n,text,documents,")
    );
}

#[test]
fn a_corpus_refuses_what_would_change_its_order() {
    let run = room("corpus_order").run("phrases --corpus --unordered news");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--corpus"), "{}", run.err);
}

#[test]
fn stop_words_stand_in_no_phrase_and_are_none() {
    let room = room("stop");
    let texts = |run: crate::harness::Run| -> Vec<String> {
        let rows = run.records().into_iter();
        rows.map(|r| r["text"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = texts(room.run("phrases news/1.txt -f ndjson"));
    assert!(before.iter().any(|t| t == "微心愿"), "{before:?}");
    room.write("stop.txt", "# ours\n微心愿\n改造\n");
    let after = texts(room.run("phrases news/1.txt -f ndjson --stop-words stop.txt"));
    let stopped = |t: &String| t == "微心愿" || t.contains("改造");
    assert!(!after.is_empty() && !after.iter().any(stopped), "{after:?}");
}
