//! No input makes the work grow faster than its length: endless lines of digits, multipliers,
//! marks and units, each at one length and at four times that length. What is compared is the
//! time of the same program on the same machine; the bound is generous, a square would be 16.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, Instant};
use tonggao::{Analyzer, Input, Options, Worker, report};

/// Characters of the shorter text.
const LENGTH: usize = 6_000;

/// What endless lines are made of.
const UNITS: &[&str] = &[
    "1",
    "1,",
    "1 ",
    "1.",
    "1-",
    "1:",
    "1/",
    "1e1",
    "1个",
    "1元1角",
    "1年",
    "1万",
    "1以上",
    "约1",
    "一",
    "十",
    "万",
    "亿",
    "零",
    "几",
    "两",
    "一点",
    "三分之",
    "百分之一至",
    "大于1小于",
    "从1到",
    "（",
    "“1",
    "《1》",
    "第",
    "第1",
    "1、",
    "*",
    "*1",
    "h",
    "http://1",
    "1%",
    "不低于的",
    "1 123",
];

fn time(worker: &mut Worker<'_>, text: &str) -> Duration {
    let start = Instant::now();
    let analysis = worker.analyze(Input {
        text: text.to_owned(),
        ..Input::default()
    });
    let record = report::article(&analysis);
    assert!(record.statistics.len() <= text.len());
    start.elapsed()
}

#[test]
fn time_grows_with_the_length_only() {
    let analyzer = Analyzer::new(Options::default()).unwrap();
    let mut worker = Worker::new(&analyzer);
    let mut wrong = Vec::new();
    for unit in UNITS {
        let short = unit.repeat(LENGTH / unit.chars().count());
        let long = short.repeat(4);
        // A busy machine may spoil one trial, not all of them.
        let holds = |worker: &mut Worker<'_>| {
            let few = time(worker, &short);
            time(worker, &long) <= few * 10 + Duration::from_millis(100)
        };
        if !(0..8).any(|_| holds(&mut worker)) {
            wrong.push(format!(
                "{unit}: four times as long takes over ten times the time"
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
