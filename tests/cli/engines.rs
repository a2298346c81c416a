//! What the Spark recipe (tests/engines) relies on, without Spark: partitions through one
//! child each, a child that is killed and tried again, rows that fit their published types.

use crate::harness::{Room, Run};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};

fn partition(number: usize) -> String {
    let line = |k: usize| {
        let id = number * 100 + k;
        format!(
            "{{\"id\":\"r{id}\",\"date\":\"2014-08-18\",\"text\":\"全市共查处案件{id}宗，同比下降2{}%。\"}}\n",
            k % 10
        )
    };
    (0..40).map(line).collect()
}

#[test]
fn partitions_give_what_the_direct_run_gives() {
    let room = Room::new("partitions");
    let parts: Vec<_> = (0..3).map(partition).collect();
    let direct = room.feed("analyze --pipe", parts.concat());
    let each = parts.iter().map(|part| room.feed("analyze --pipe", part));
    let together: String = each.map(|run| run.out).collect();
    assert_eq!(direct.out.lines().count(), 120);
    assert!(together == direct.out);
}

#[test]
fn a_killed_child_is_seen_and_tried_again() {
    let room = Room::new("killed_child");
    let part = partition(1);
    let whole = room.feed("analyze --pipe", &part);
    let mut child = room.start("analyze --pipe");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&part.as_bytes()[..part.len() / 2]).unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert!(!status.success(), "an engine must see that the child died");
    assert_eq!(whole.out.lines().next(), Some(first.trim_end()));
    let again = room.feed("analyze --pipe", &part);
    assert!(again.status == 0 && again.out == whole.out);
}

/// The columns that `schema --as duckdb` prints, with their types.
fn columns(run: &Run) -> Vec<(String, String)> {
    let pairs = run
        .out
        .lines()
        .filter_map(|line| line.trim().split_once(": "));
    let bare = |t: &str| t.trim_matches(['"', '\'', ',']).to_owned();
    pairs.map(|(name, kind)| (bare(name), bare(kind))).collect()
}

#[test]
fn rows_have_the_columns_and_types_that_are_printed() {
    let room = Room::new("columns");
    room.write(
        "a.txt",
        "全市共查处案件17宗，同比下降26%。\n投入2.5万元，惠及**群众约三成。\n",
    );
    for (command, record) in [("stats", "statistic"), ("masks", "mask"), ("dates", "date")] {
        let columns = columns(&room.run(&format!("schema {record} --as duckdb")));
        assert!(columns.len() > 10, "{columns:?}");
        let spark = room.run(&format!("schema {record} --as spark"));
        assert_eq!(spark.out.lines().count(), columns.len());
        for row in room.run(&format!("{command} a.txt")).records() {
            let names: Vec<_> = row.as_object().unwrap().keys().cloned().collect();
            assert!(names.iter().eq(columns.iter().map(|(name, _)| name)));
            for (name, kind) in &columns {
                let value = &row[name];
                let fits = match kind.as_str() {
                    "VARCHAR" => value.is_string(),
                    "BIGINT" => value.is_u64() || value.is_null(),
                    "DOUBLE" => value.is_f64() || value.is_null(),
                    "BOOLEAN" => value.is_boolean(),
                    _ => false,
                };
                assert!(fits, "{command} {name}: {value} is no {kind}");
            }
        }
    }
    let values = room.run("stats a.txt").records();
    assert!(values.iter().any(|row: &Value| row["value"] == 25000.0));
}
