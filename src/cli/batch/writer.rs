//! The writing side: puts results back into the order of the input and counts them.

use super::{Ending, output::Output, progress::Progress, tally::Tally, worker::Finished};
use crate::{
    cli::{input::Taps, journal::Shared, settings::Settings},
    error::{Error, Result},
    phrases::census::Census,
    render::Renderer,
    report::rows,
};
use crossbeam_channel::{Receiver, RecvTimeoutError};
use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// Writes what the workers finish.
pub(super) struct Writer<'a> {
    settings: &'a Settings,
    renderer: &'a dyn Renderer,
    output: Output,
    taps: &'a Taps,
    journal: &'a Shared,
    fatal: Option<Error>,
    progress: Progress,
    tally: Tally,
    census: Census,
    waiting: BTreeMap<u64, Finished>,
    next: u64,
    begun: bool,
}

/// How often the writer looks for an interrupt while nothing comes.
const LOOK_UP: Duration = Duration::from_millis(50);

impl<'a> Writer<'a> {
    pub(super) fn new(
        settings: &'a Settings,
        renderer: &'a dyn Renderer,
        output: Output,
        (taps, journal): (&'a Taps, &'a Shared),
    ) -> Self {
        Writer {
            settings,
            renderer,
            progress: Progress::new(settings),
            begun: output.has_content(),
            output,
            taps,
            journal,
            fatal: None,
            tally: Tally::default(),
            census: Census::default(),
            waiting: BTreeMap::new(),
            next: 0,
        }
    }

    /// Writes until the workers have no more, or until an interrupt is dealt with.
    ///
    /// # Errors
    /// The output cannot be written.
    pub(super) fn run(
        &mut self,
        results: &Receiver<Finished>,
        interrupted: &AtomicBool,
        stop: &AtomicBool,
    ) -> Result<Ending> {
        match self.write_all(results, interrupted, stop) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return Ok(Ending::Closed),
            Err(e) => return Err(self.output.failed(&e, &self.tally)),
        }
        self.progress.finish();
        if let Some(error) = self.fatal.take() {
            return Err(error);
        }
        (self.tally.skipped, self.tally.errors_before) = self.journal.counts();
        self.tally.missed = self.journal.missed();
        self.tally.left_out = self.taps.left_out.load(Ordering::Relaxed);
        self.summary()?;
        let tally = Box::new(std::mem::take(&mut self.tally));
        Ok(if interrupted.load(Ordering::Relaxed) {
            Ending::Interrupted(tally)
        } else {
            Ending::Done(tally)
        })
    }

    fn write_all(
        &mut self,
        results: &Receiver<Finished>,
        interrupted: &AtomicBool,
        stop: &AtomicBool,
    ) -> io::Result<()> {
        if !self.begun {
            let mut head = Vec::new();
            self.renderer.begin(&mut head);
            self.output.write_all(&head)?;
        }
        self.begun = false;
        loop {
            match results.recv_timeout(LOOK_UP) {
                Ok(finished) => self.take(finished, stop)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if results.is_empty() {
                self.output.idle()?;
            }
            if interrupted.load(Ordering::Relaxed) {
                stop.store(true, Ordering::Relaxed);
                if self.taps.window.is_empty() {
                    break;
                }
            }
        }
        self.corpus()?;
        let mut foot = Vec::new();
        self.renderer.end(&mut foot);
        self.output.write_all(&foot)?;
        self.output.flush()
    }

    fn take(&mut self, finished: Finished, stop: &AtomicBool) -> io::Result<()> {
        if self.settings.batch.unordered {
            return self.write(finished, stop);
        }
        self.waiting.insert(finished.number, finished);
        while let Some(finished) = self.waiting.remove(&self.next) {
            self.next += 1;
            self.write(finished, stop)?;
        }
        Ok(())
    }

    fn write(&mut self, finished: Finished, stop: &AtomicBool) -> io::Result<()> {
        let _ = self.taps.window.try_recv();
        if self.tally.stopped {
            return Ok(());
        }
        if let Some(error) = finished.fatal {
            self.fatal = Some(error);
            self.tally.stopped = true;
            stop.store(true, Ordering::Relaxed);
            return Ok(());
        }
        self.put(&finished.bytes)?;
        for ballot in &finished.ballots {
            self.census.add(ballot);
        }
        if !self.settings.batch.quiet {
            for error in &finished.aside {
                self.progress.say(&format!("tonggao: {error}"));
            }
        }
        self.tally.merge(finished.tally);
        self.progress.set(&self.tally, self.journal.counts().0);
        if finished.stop {
            self.tally.stopped = true;
            stop.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Writes a part of the output.
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        if self.begun {
            self.output.write_all(self.renderer.separator())?;
        }
        self.begun = true;
        self.output.write_all(bytes)
    }

    /// Writes the phrases of all articles together, when they are wanted.
    fn corpus(&mut self) -> io::Result<()> {
        let Some(top) = self.settings.corpus else {
            return Ok(());
        };
        let counted = self.census.rows(top);
        let mut bytes = Vec::new();
        let rows = |emit: rows::Emit<'_>| rows::corpus(&counted, emit);
        self.renderer.rows(&rows, &mut bytes);
        self.put(&bytes)
    }

    fn summary(&self) -> Result<()> {
        let Some(path) = &self.settings.batch.summary else {
            return Ok(());
        };
        let mut text = Vec::new();
        let written = crate::render::write_json(&mut text, &self.tally.summary(self.settings))
            .and_then(|()| std::fs::write(path, text));
        written.map_err(|e| Error::io(e.to_string()).at_path(path))
    }
}
