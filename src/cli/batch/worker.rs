//! A worker thread: takes jobs, reads, analyses and renders them.

use super::tally::Tally;
use crate::{
    cli::{
        args::OnError,
        input::{Job, Reader, Said},
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
}

/// What a worker works with.
pub(super) struct Desk<'a> {
    pub(super) settings: &'a Settings,
    pub(super) analyzer: &'a Analyzer,
    pub(super) renderer: &'a dyn Renderer,
    pub(super) jobs: Receiver<(u64, Job)>,
    pub(super) finished: Sender<Finished>,
    pub(super) stop: &'a AtomicBool,
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
        let reader = Reader(&self.settings.input);
        match job {
            Job::Failed { id, error } => self.failed(&id, &error, out),
            Job::File { id, path } => match reader.file(&path) {
                Ok(bytes) => {
                    self.document(id.clone(), Some(id), (&bytes, Said::default()), worker, out)
                }
                Err(error) => self.failed(&id, &error, out),
            },
            Job::Bytes {
                id,
                path,
                bytes,
                said,
            } => self.document(id, path, (&bytes, said), worker, out),
            Job::Lines { path, batch } => {
                for (number, line) in batch.lines() {
                    match reader.line(line, path.as_deref(), number) {
                        Ok(input) => self.input(input, worker, out),
                        Err((id, error)) => self.failed(&id, &error, out),
                    }
                    if out.stop {
                        return;
                    }
                }
            }
        }
    }

    fn document<'a>(
        &'a self,
        id: String,
        path: Option<String>,
        (bytes, said): (&[u8], Said),
        worker: &mut Worker<'a>,
        out: &mut Finished,
    ) {
        match Reader(&self.settings.input).document(id.clone(), path, bytes, said) {
            Ok(inputs) => {
                for input in inputs {
                    self.input(input, worker, out);
                }
            }
            Err(error) => self.failed(&id, &error, out),
        }
    }

    /// Analyses one input. A fault of the program costs this input only.
    fn input<'a>(&'a self, input: Input, worker: &mut Worker<'a>, out: &mut Finished) {
        let id = input.id.clone();
        let mark = self.separated(out);
        let work = AssertUnwindSafe(|| {
            let analysis = worker.analyze(input);
            if self.settings.corpus.is_some() {
                out.ballots.push(ballot(&analysis));
            } else {
                self.renderer.document(&analysis, &mut out.bytes);
            }
            out.tally.add(&analysis);
        });
        if catch_unwind(work).is_err() {
            *worker = Worker::new(self.analyzer);
            out.bytes.truncate(mark.start);
            let error = Error::internal("the program failed on this input: please report it");
            self.failed(&id, &error, out);
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
