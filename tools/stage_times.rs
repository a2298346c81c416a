//! What each stage costs over a folder of articles, on one thread.
//!
//! `cargo run --release --example stage_times -- FOLDER [ROUNDS]` reads every `.txt` file of the
//! folder, decodes it, and runs each set of stages over all of them. Rounds go through
//! all sets in turn, so that a noisy machine disturbs all alike; the median is printed,
//! with the throughput in bytes of UTF-8. The share of a stage is the difference of two sets.

use std::{
    hint::black_box,
    io::{Error, Write},
    time::{Duration, Instant},
};
use tonggao::{Analyzer, Input, Options, Stages, Worker, decode};

const READING: Stages = Stages {
    masks: true,
    ..Stages::NONE
};
const TOKENS: Stages = Stages {
    tokens: true,
    ..READING
};
const STATISTICS: Stages = Stages {
    statistics: true,
    ..TOKENS
};
const SETS: [(&str, Stages); 5] = [
    ("reading and masks", READING),
    ("+ tokens", TOKENS),
    ("+ tokens, statistics", STATISTICS),
    (
        "+ tokens, statistics, checks",
        Stages {
            checks: true,
            ..STATISTICS
        },
    ),
    (
        "+ tokens, phrases",
        Stages {
            phrases: true,
            ..TOKENS
        },
    ),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments
        .next()
        .ok_or_else(|| Error::other("arguments: FOLDER [ROUNDS]"))?;
    let rounds: usize = arguments.next().map_or(Ok(5), |n| n.parse())?;
    let inputs = inputs(&folder)?;
    let bytes: usize = inputs.iter().map(|i| i.text.len()).sum();
    let mut times = [const { Vec::new() }; SETS.len()];
    for _ in 0..rounds {
        for ((_, stages), times) in SETS.iter().zip(&mut times) {
            times.push(time(*stages, &inputs)?);
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort_unstable();
        times
            .get(times.len() / 2)
            .map_or(0.0, Duration::as_secs_f64)
    };
    let seconds: Vec<f64> = times.iter_mut().map(median).collect();
    let mb = bytes as f64 / 1e6;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} articles, {mb:.2} MB", inputs.len())?;
    for ((name, _), s) in SETS.iter().zip(&seconds) {
        writeln!(out, "{name:30} {s:6.3} s {:7.1} MB/s", mb / s)?;
    }
    let [reading, tokens, statistics, checks, phrases] = seconds[..] else {
        return Ok(());
    };
    for (name, s) in [
        ("segmentation alone", tokens - reading),
        ("statistics and dates alone", statistics - tokens),
        ("checks alone", checks - statistics),
        ("key phrases alone", phrases - tokens),
    ] {
        let share = 100.0 * s / (tokens - reading);
        writeln!(
            out,
            "{name:30} {s:6.3} s {:7.1} MB/s {share:4.0}% of segmentation",
            mb / s
        )?;
    }
    Ok(())
}

fn inputs(folder: &str) -> std::io::Result<Vec<Input>> {
    let mut paths = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let (text, source) = decode::decode(&std::fs::read(path)?, None);
        Ok(Input {
            text,
            source,
            ..Input::default()
        })
    };
    paths.iter().map(read).collect()
}

/// Start-up and the copy of the texts are not counted.
fn time(stages: Stages, inputs: &[Input]) -> Result<Duration, tonggao::error::Error> {
    let analyzer = Analyzer::new(Options {
        stages,
        ..Options::default()
    })?;
    let mut worker = Worker::new(&analyzer);
    let inputs = inputs.to_vec();
    let start = Instant::now();
    for input in inputs {
        black_box(worker.analyze(input));
    }
    Ok(start.elapsed())
}
