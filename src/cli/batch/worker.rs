//! A worker thread: takes jobs, reads, analyses and renders them.

use super::tally::Tally;
use crate::{
    cli::{
        args::OnError,
        input::{Batch, Job, Reader, Said},
        journal::{self, Fate, Shared},
        settings::Settings,
    },
    error::Error,
    input::Input,
    phrases::census::Ballot,
    pipeline::{Analysis, Analyzer, Worker},
    render::Renderer,
    report::ErrorRecord,
};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// What came of one job.
#[derive(Debug, Default)]
pub(super) struct Finished {
    /// The job's number.
    pub(super) number: u64,
    /// Its part of the output.
    pub(super) bytes: Vec<u8>,
    /// Errors that have no place in the output.
    pub(super) aside: Vec<ErrorRecord>,
    /// Key phrases of its articles, when they are counted together.
    pub(super) ballots: Vec<Ballot>,
    /// Its counts.
    pub(super) tally: Tally,
    /// `--on-error stop`, and there was one.
    pub(super) stop: bool,
    /// The output of an earlier run was written with another configuration.
    pub(super) fatal: Option<Error>,
}

/// What a worker works with.
pub(super) struct Desk<'a> {
    pub(super) settings: &'a Settings,
    pub(super) analyzer: &'a Analyzer,
    pub(super) renderer: &'a dyn Renderer,
    pub(super) jobs: Receiver<(u64, Job)>,
    pub(super) finished: Sender<Finished>,
    pub(super) stop: &'a AtomicBool,
    pub(super) journal: &'a Shared,
}

/// A file's content.
struct File {
    id: String,
    path: Option<String>,
    bytes: Vec<u8>,
    said: Said,
    check: Option<Vec<u8>>,
}

/// How often an idle worker looks whether the run is over.
const LOOK_UP: Duration = Duration::from_millis(50);

impl Desk<'_> {
    /// Works until there are no more jobs.
    pub(super) fn run(&self) {
        let mut worker = Worker::new(self.analyzer);
        loop {
            match self.jobs.recv_timeout(LOOK_UP) {
                Ok((number, job)) => {
                    let mut finished = Finished {
                        number,
                        ..Finished::default()
                    };
                    self.job(job, &mut worker, &mut finished);
                    if self.finished.send(finished).is_err() {
                        return;
                    }
                }
                Err(RecvTimeoutError::Timeout) if !self.stop.load(Ordering::Relaxed) => {}
                Err(_) => return,
            }
        }
    }

    fn job<'a>(&'a self, job: Job, worker: &mut Worker<'a>, out: &mut Finished) {
        match job {
            Job::Failed { id, error } => self.failed(&id, &error, out),
            Job::File { id, path, check } => match Reader(&self.settings.input).file(&path) {
                Ok(bytes) => {
                    let file = File {
                        path: Some(id.clone()),
                        id,
                        bytes,
                        said: Said::default(),
                        check,
                    };
                    self.file(file, worker, out);
                }
                Err(error) => self.failed(&id, &error, out),
            },
            Job::Bytes {
                id,
                path,
                bytes,
                said,
                check,
            } => {
                let file = File {
                    id,
                    path,
                    bytes,
                    said,
                    check,
                };
                self.file(file, worker, out);
            }
            Job::Lines { path, batch, fates } => {
                self.lines(path.as_deref(), &batch, fates, worker, out);
            }
        }
    }

    fn lines<'a>(
        &'a self,
        path: Option<&str>,
        batch: &Batch,
        fates: Vec<Fate>,
        worker: &mut Worker<'a>,
        out: &mut Finished,
    ) {
        let reader = Reader(&self.settings.input);
        let mut fates = fates.into_iter();
        for (number, line) in batch.lines() {
            let fate = fates.next().unwrap_or(Fate::New);
            if fate == Fate::Done {
                continue;
            }
            match reader.line(line, path, number) {
                Ok(input) => self.input(input, fate.check(), worker, out),
                Err((id, error)) => self.failed(&id, &error, out),
            }
            if out.stop {
                return;
            }
        }
    }

    fn file<'a>(&'a self, file: File, worker: &mut Worker<'a>, out: &mut Finished) {
        let File { id, path, .. } = file;
        let inputs =
            Reader(&self.settings.input).document(id.clone(), path, &file.bytes, file.said);
        let split = self.settings.input.split.is_some();
        match inputs {
            Ok(inputs) if split => {
                for input in inputs {
                    match self.journal.fate(&input.id) {
                        Fate::Done => {}
                        fate => self.input(input, fate.check(), worker, out),
                    }
                }
            }
            Ok(inputs) => {
                let mut check = file.check;
                for input in inputs {
                    self.input(input, check.take(), worker, out);
                }
            }
            Err(_) if split && self.journal.fate(&id) != Fate::New => {}
            Err(error) => self.failed(&id, &error, out),
        }
    }

    /// Analyses one input. A fault of the program costs this input only. With `check`, these
    /// bytes must come out, and nothing is written.
    fn input<'a>(
        &'a self,
        input: Input,
        check: Option<Vec<u8>>,
        worker: &mut Worker<'a>,
        out: &mut Finished,
    ) {
        let id = input.id.clone();
        let mark = self.separated(out);
        let work = AssertUnwindSafe(|| {
            let analysis = worker.analyze(input);
            if self.settings.corpus.is_some() {
                out.ballots.push(ballot(&analysis));
            } else {
                self.renderer.document(&analysis, &mut out.bytes);
            }
            if check.is_none() {
                out.tally.add(&analysis);
            }
        });
        if catch_unwind(work).is_err() {
            *worker = Worker::new(self.analyzer);
            out.bytes.truncate(mark.start);
            let error = Error::internal("the program failed on this input: please report it");
            self.failed(&id, &error, out);
        } else if let Some(old) = check {
            let new = out.bytes.split_off(mark.end);
            out.bytes.truncate(mark.start);
            if new != old {
                let output = self.settings.output.path.clone().unwrap_or_default();
                out.fatal = Some(journal::mismatch(&id, &old, &new, &output));
            }
        } else if out.bytes.len() == mark.end {
            out.bytes.truncate(mark.start);
        }
    }

    /// Puts a separator behind what stands in the buffer; the range that it takes.
    fn separated(&self, out: &mut Finished) -> std::ops::Range<usize> {
        let start = out.bytes.len();
        if start > 0 {
            out.bytes.extend_from_slice(self.renderer.separator());
        }
        start..out.bytes.len()
    }

    fn failed(&self, id: &str, error: &Error, out: &mut Finished) {
        let on_error = self.settings.batch.on_error;
        let record = ErrorRecord::new(id, error);
        out.tally.failed(&record);
        out.stop |= on_error == OnError::Stop;
        let mark = self.separated(out);
        if on_error == OnError::Skip || !self.renderer.error(&record, &mut out.bytes) {
            out.bytes.truncate(mark.start);
            out.aside.push(record);
        }
    }
}

/// What an article contributes to the phrases of the whole input.
fn ballot(analysis: &Analysis<'_>) -> Ballot {
    let document = analysis.document;
    let day = document.published.map(|d| d.to_string());
    let month = day.as_deref().and_then(|d| d.get(..7));
    let phrases = analysis.phrases.iter();
    Ballot {
        id: document.id.clone(),
        month: month.unwrap_or_default().to_owned(),
        publisher: document.publisher.clone().unwrap_or_default(),
        phrases: phrases
            .map(|p| {
                let (text, _) = p
                    .spans
                    .first()
                    .map_or((p.text.as_str(), [0; 2]), |s| analysis.place(*s));
                (text.to_owned(), p.spans.len() as u32, p.score)
            })
            .collect(),
    }
}
