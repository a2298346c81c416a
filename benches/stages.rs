//! Speed of start-up, of each stage and of the whole, over the articles in `samples/`.
//!
//! `cargo bench` prints the time and the throughput in bytes of UTF-8 a second. Machines are
//! noisy: compare ratios within one run, not numbers of different days.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark fails by panicking"
)]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use tonggao::{Analyzer, Input, Options, Stages, Worker, decode, lexicon::Dicts, render, report};

/// All samples as decoded inputs, so often that a run takes milliseconds.
fn inputs() -> Vec<Input> {
    let mut paths: Vec<_> = std::fs::read_dir("samples")
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    assert!(!paths.is_empty(), "no samples/*.txt");
    let read = |path: &std::path::PathBuf| {
        let (text, source) = decode::decode(&std::fs::read(path).unwrap(), None);
        Input {
            id: path.display().to_string(),
            text,
            source,
            ..Input::default()
        }
    };
    paths.iter().map(read).collect()
}

fn start_up(c: &mut Criterion) {
    let mut group = c.benchmark_group("start-up");
    group.sample_size(10);
    group.bench_function("jieba alone", |b| b.iter(jieba_rs::Jieba::new));
    for (name, stages) in [
        ("all stages", Stages::ALL),
        (
            "reading and masks",
            Stages {
                masks: true,
                ..Stages::NONE
            },
        ),
    ] {
        let options = Options {
            stages,
            ..Options::default()
        };
        group.bench_function(name, |b| b.iter(|| Analyzer::new(options.clone()).unwrap()));
    }
    group.finish();
}

fn stages(c: &mut Criterion) {
    let inputs = inputs();
    let bytes: usize = inputs.iter().map(|i| i.text.len()).sum();
    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes as u64));
    let none = Stages::NONE;
    let sets = [
        ("document", none),
        (
            "+ masks",
            Stages {
                masks: true,
                ..none
            },
        ),
        (
            "+ tokens",
            Stages {
                masks: true,
                tokens: true,
                ..none
            },
        ),
        (
            "+ statistics and dates",
            Stages {
                masks: true,
                statistics: true,
                ..none
            },
        ),
        (
            "+ checks",
            Stages {
                masks: true,
                checks: true,
                ..none
            },
        ),
        ("all", Stages::ALL),
    ];
    for (name, stages) in sets {
        let analyzer = Analyzer::new(Options {
            stages,
            ..Options::default()
        })
        .unwrap();
        let mut worker = Worker::new(&analyzer);
        group.bench_function(name, |b| {
            b.iter_batched(
                || inputs.clone(),
                |inputs| {
                    for input in inputs {
                        black_box(worker.analyze(input));
                    }
                },
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

fn whole(c: &mut Criterion) {
    let inputs = inputs();
    let bytes: usize = inputs.iter().map(|i| i.text.len()).sum();
    let analyzer = Analyzer::new(Options::default()).unwrap();
    let mut worker = Worker::new(&analyzer);
    let mut out = Vec::new();
    let mut group = c.benchmark_group("whole");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("text to NDJSON", |b| {
        b.iter_batched(
            || inputs.clone(),
            |inputs| {
                out.clear();
                for input in inputs {
                    let analysis = worker.analyze(input);
                    render::write_json(&mut out, &report::article(&analysis)).unwrap();
                }
                black_box(out.len())
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("hash of the dictionaries", |b| {
        b.iter(|| Dicts::builtin().hash().unwrap())
    });
    group.finish();
}

criterion_group!(benches, start_up, stages, whole);
criterion_main!(benches);
