//! Counts of a run, for the exit status and `--summary`.

use crate::{
    cli::settings::Settings,
    pipeline::Analysis,
    report::{self, ErrorRecord},
};
use serde::Serialize;
use std::{collections::BTreeMap, time::Instant};

/// Counts. Those of a job are added to those of the run.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    pub(crate) documents: u64,
    pub(crate) errors: u64,
    pub(crate) skipped: u64,
    /// Error records of the run that this one goes on with.
    pub(crate) errors_before: u64,
    pub(crate) left_out: u64,
    /// Articles of the earlier run that were not among the inputs.
    pub(crate) missed: u64,
    pub(crate) failed_checks: u64,
    /// `--on-error stop` ended the run.
    pub(crate) stopped: bool,
    bytes: u64,
    chars: u64,
    replaced: u64,
    warnings: u64,
    removed: u64,
    codes: BTreeMap<&'static str, u64>,
    encodings: BTreeMap<String, u64>,
    formats: BTreeMap<String, u64>,
    statistics: BTreeMap<&'static str, u64>,
    dates: u64,
    checks: u64,
    phrases: u64,
    begun: Instant,
}

impl Default for Tally {
    fn default() -> Self {
        Tally {
            documents: 0,
            errors: 0,
            skipped: 0,
            errors_before: 0,
            left_out: 0,
            missed: 0,
            failed_checks: 0,
            stopped: false,
            bytes: 0,
            chars: 0,
            replaced: 0,
            warnings: 0,
            removed: 0,
            codes: BTreeMap::new(),
            encodings: BTreeMap::new(),
            formats: BTreeMap::new(),
            statistics: BTreeMap::new(),
            dates: 0,
            checks: 0,
            phrases: 0,
            begun: Instant::now(),
        }
    }
}

impl Tally {
    /// Counts a document.
    pub(super) fn add(&mut self, analysis: &Analysis<'_>) {
        let document = analysis.document;
        self.documents += 1;
        self.bytes += document.source.bytes;
        self.chars += document.original.chars().count() as u64;
        self.replaced += document.source.replaced;
        self.warnings += document.warnings.len() as u64;
        *self
            .encodings
            .entry(document.source.encoding.clone())
            .or_default() += 1;
        *self
            .formats
            .entry(document.source.format.clone())
            .or_default() += 1;
        // Numbers that are no statistics count where they are listed.
        let all = analysis.analyzer.options().all_numbers;
        let statistics = analysis.extraction.statistics.iter();
        for statistic in statistics.filter(|s| all || s.kind.is_statistic()) {
            *self.statistics.entry(statistic.kind.name()).or_default() += 1;
        }
        self.dates += analysis.extraction.dates.len() as u64;
        self.checks += analysis.checks.len() as u64;
        self.failed_checks += analysis.checks.iter().filter(|c| !c.holds).count() as u64;
        self.phrases += analysis.phrases.len() as u64;
        self.removed += analysis.masks.iter().filter(|m| m.removed).count() as u64;
    }

    /// Counts an input that failed.
    pub(super) fn failed(&mut self, record: &ErrorRecord) {
        self.errors += 1;
        *self.codes.entry(record.code).or_default() += 1;
    }

    /// Adds the counts of a job.
    pub(super) fn merge(&mut self, other: Tally) {
        self.documents += other.documents;
        self.errors += other.errors;
        self.failed_checks += other.failed_checks;
        self.bytes += other.bytes;
        self.chars += other.chars;
        self.replaced += other.replaced;
        self.warnings += other.warnings;
        self.removed += other.removed;
        self.dates += other.dates;
        self.checks += other.checks;
        self.phrases += other.phrases;
        merge(&mut self.codes, other.codes);
        merge(&mut self.encodings, other.encodings);
        merge(&mut self.formats, other.formats);
        merge(&mut self.statistics, other.statistics);
    }

    /// The `summary/1` record.
    pub(super) fn summary<'a>(&'a self, settings: &'a Settings) -> Summary<'a> {
        let seconds = self.begun.elapsed().as_secs_f64();
        let tool = report::tool("");
        Summary {
            schema: "summary/1",
            documents: self.documents,
            errors: self.errors,
            errors_by_code: &self.codes,
            skipped: self.skipped,
            left_out: self.left_out,
            bytes: self.bytes,
            chars: self.chars,
            replaced: self.replaced,
            warnings: self.warnings,
            formats: &self.formats,
            encodings: &self.encodings,
            statistics: self.statistics.values().sum(),
            statistics_by_kind: &self.statistics,
            dates: self.dates,
            checks: self.checks,
            checks_failed: self.failed_checks,
            phrases: self.phrases,
            masks_removed: self.removed,
            jobs: settings.jobs,
            seconds: (seconds * 1000.0).round() / 1000.0,
            mb_per_second: (self.bytes as f64 / 1e4 / seconds.max(1e-9)).round() / 100.0,
            version: tool.version,
        }
    }
}

fn merge<K: Ord>(into: &mut BTreeMap<K, u64>, from: BTreeMap<K, u64>) {
    for (key, count) in from {
        *into.entry(key).or_default() += count;
    }
}

/// The `summary/1` record: what a run did.
#[derive(Debug, Serialize)]
pub(super) struct Summary<'a> {
    schema: &'static str,
    documents: u64,
    errors: u64,
    errors_by_code: &'a BTreeMap<&'static str, u64>,
    skipped: u64,
    left_out: u64,
    bytes: u64,
    chars: u64,
    replaced: u64,
    warnings: u64,
    formats: &'a BTreeMap<String, u64>,
    encodings: &'a BTreeMap<String, u64>,
    statistics: u64,
    statistics_by_kind: &'a BTreeMap<&'static str, u64>,
    dates: u64,
    checks: u64,
    checks_failed: u64,
    phrases: u64,
    masks_removed: u64,
    jobs: usize,
    seconds: f64,
    mb_per_second: f64,
    version: &'static str,
}
