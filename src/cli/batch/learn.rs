//! The first reading of `--learn-masks`: what each publisher's filter removes is learnt
//! from all inputs. Nothing is written; inputs that cannot be read are met again, and
//! reported, in the second reading.

use crate::{
    cli::{
        input::{self, Feed, Reader, Taps},
        journal::Shared,
        settings::{InputSettings, Settings},
    },
    error::Result,
    mask::{Learner, Memory},
    pipeline::{Analyzer, Options, Stages, Worker},
};
use crossbeam_channel::RecvTimeoutError;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// How often a waiting thread looks whether the run is over.
const LOOK_UP: Duration = Duration::from_millis(50);

/// Reads all inputs once; none when the run was interrupted.
///
/// # Errors
/// A dictionary that is missing or malformed.
pub(super) fn learn(
    settings: &Settings,
    input: &InputSettings,
    interrupted: &AtomicBool,
) -> Result<Option<Memory>> {
    let options = Options {
        stages: Stages {
            masks: true,
            ..Stages::NONE
        },
        ..settings.options.clone()
    };
    let analyzer = Analyzer::new(options)?;
    let stop = Arc::new(AtomicBool::new(false));
    let (feed, taps) = Feed::new(settings.jobs, stop.clone());
    let own = input.clone();
    let nothing_done = Arc::new(Shared::new(None));
    std::thread::spawn(move || input::run(&own, feed, nothing_done));
    let work = || desk(&analyzer, input, &taps, &stop);
    let learners: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..settings.jobs).map(|_| scope.spawn(work)).collect();
        while threads.iter().any(|t| !t.is_finished()) {
            if interrupted.load(Ordering::Relaxed) {
                stop.store(true, Ordering::Relaxed);
            }
            std::thread::sleep(LOOK_UP / 10);
        }
        threads.into_iter().filter_map(|t| t.join().ok()).collect()
    });
    if interrupted.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let whole = learners.into_iter().reduce(Learner::merged);
    Ok(whole.map(|learner| analyzer.learnt(learner)))
}

/// One thread's work: its own learner, so that nothing is shared.
fn desk(analyzer: &Analyzer, input: &InputSettings, taps: &Taps, stop: &AtomicBool) -> Learner {
    let mut worker = Worker::new(analyzer);
    let mut learner = Learner::default();
    loop {
        match taps.jobs.recv_timeout(LOOK_UP) {
            Ok((_, job)) => Reader(input).each(job, &mut |found| {
                let Ok(found) = found else { return true };
                // A fault of the program costs this input only; the second reading reports it.
                let work = AssertUnwindSafe(|| worker.learn(found, &mut learner));
                let _ = catch_unwind(work);
                !stop.load(Ordering::Relaxed)
            }),
            Err(RecvTimeoutError::Timeout) if !stop.load(Ordering::Relaxed) => continue,
            Err(_) => return learner,
        }
        let _ = taps.window.try_recv();
    }
}
