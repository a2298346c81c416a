//! A run: one thread reads, several analyse, this one writes in the order of the input.
//! Memory is bounded by the window of the feed, not by the size of the folder.

mod learn;
mod output;
mod progress;
mod tally;
mod worker;
mod writer;

use super::{
    input,
    journal::{Journal, Shared},
    settings::Settings,
};
use crate::{
    error::{Error, Result},
    pipeline::Analyzer,
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
pub(super) use tally::Tally;

/// How a run ended.
#[derive(Debug)]
pub(super) enum Ending {
    /// All inputs were gone through.
    Done(Box<Tally>),
    /// The reader of the output went away: no fault.
    Closed,
    /// SIGINT or SIGTERM; the work in hand was finished and written.
    Interrupted(Box<Tally>),
}

/// Runs over all inputs.
///
/// # Errors
/// A dictionary, or the output cannot be written.
pub(super) fn run(settings: &Settings) -> Result<Ending> {
    let interrupted = Arc::new(AtomicBool::new(false));
    catch_signals(&interrupted)?;
    let mut own = settings.input.clone();
    let mut options = settings.options.clone();
    if let Some(learning) = &settings.learning {
        own.spool = Some(Arc::new(input::Spool::fill(&own)?));
        let Some(memory) = learn::learn(settings, &own, &interrupted)? else {
            return Ok(Ending::Interrupted(Box::default()));
        };
        if let Some(path) = &learning.memory {
            let written = std::fs::write(path, memory.to_text());
            written.map_err(|e| Error::usage(e.to_string()).at_path(path))?;
        }
        options.masks.memory = Some(Arc::new(memory));
    }
    let renderer = settings.output.renderer();
    let journal = Journal::open(settings, renderer.as_ref())?;
    let output = output::Output::open(settings, journal.as_ref().map_or(0, |j| j.kept))?;
    let journal = Arc::new(Shared::new(journal));
    let stop = Arc::new(AtomicBool::new(false));
    let (feed, taps) = input::Feed::new(settings.jobs, stop.clone());
    let done = journal.clone();
    // Not joined: after an interrupt it may still wait for standard input.
    std::thread::spawn(move || input::run(&own, feed, done));
    let analyzer = Analyzer::new(options)?;
    let (finished, results) = crossbeam_channel::bounded(settings.jobs * 4);
    std::thread::scope(|scope| {
        for _ in 0..settings.jobs {
            let worker = worker::Desk {
                settings,
                analyzer: &analyzer,
                renderer: renderer.as_ref(),
                jobs: taps.jobs.clone(),
                finished: finished.clone(),
                stop: &stop,
                journal: &journal,
            };
            scope.spawn(move || worker.run());
        }
        drop(finished);
        let mut writer =
            writer::Writer::new(settings, renderer.as_ref(), output, (&taps, &journal));
        let ending = writer.run(&results, &interrupted, &stop);
        // Workers and reader see it at their next step.
        stop.store(true, Ordering::Relaxed);
        drop(results);
        ending
    })
}

/// The first signal sets the flag, the second one ends the program at once.
fn catch_signals(flag: &Arc<AtomicBool>) -> Result<()> {
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        let second = signal_hook::flag::register_conditional_shutdown(signal, 130, flag.clone());
        second
            .and_then(|_| signal_hook::flag::register(signal, flag.clone()))
            .map_err(|e| Error::usage(format!("no signal handler: {e}")))?;
    }
    Ok(())
}
