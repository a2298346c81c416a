//! The bounded way from the reading thread to the workers. At most a window of jobs is
//! under way at a time, counted from the moment a job is handed out until its output is
//! written: a slow article holds the reader back, so that memory stays the same whatever
//! the size of the folder.

use super::Job;
use crossbeam_channel::{Receiver, Sender, bounded};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

/// Nobody takes jobs any more: the output is closed, or the run was interrupted.
#[derive(Debug)]
pub(in crate::cli) struct Stopped;

/// The reading thread's end.
#[derive(Debug)]
pub(in crate::cli) struct Feed {
    jobs: Sender<(u64, Job)>,
    window: Sender<()>,
    next: u64,
    stop: Arc<AtomicBool>,
    /// Files in folders that were left out: special files, hidden ones, links in circles.
    pub(super) left_out: Arc<AtomicU64>,
}

/// The other ends of a [`Feed`].
#[derive(Debug)]
pub(in crate::cli) struct Taps {
    /// Jobs with their numbers, 0, 1, …
    pub(in crate::cli) jobs: Receiver<(u64, Job)>,
    /// One `()` for every job under way; taken out when its output is written.
    pub(in crate::cli) window: Receiver<()>,
    /// Files left out.
    pub(in crate::cli) left_out: Arc<AtomicU64>,
}

impl Feed {
    /// A feed for `workers` threads that ends early when `stop` is set.
    pub(in crate::cli) fn new(workers: usize, stop: Arc<AtomicBool>) -> (Feed, Taps) {
        let (jobs, take_jobs) = bounded(workers * 2);
        let (window, take_window) = bounded(workers * 16);
        let left_out = Arc::new(AtomicU64::new(0));
        let taps = Taps {
            jobs: take_jobs,
            window: take_window,
            left_out: left_out.clone(),
        };
        (
            Feed {
                jobs,
                window,
                next: 0,
                stop,
                left_out,
            },
            taps,
        )
    }

    /// Hands out a job; waits while the window is full.
    ///
    /// # Errors
    /// The run is over.
    pub(super) fn give(&mut self, job: Job) -> Result<(), Stopped> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Stopped);
        }
        self.window.send(()).map_err(|_| Stopped)?;
        self.jobs.send((self.next, job)).map_err(|_| Stopped)?;
        self.next += 1;
        Ok(())
    }

    /// Counts a file that is left out.
    pub(super) fn leave_out(&self) {
        self.left_out.fetch_add(1, Ordering::Relaxed);
    }
}
