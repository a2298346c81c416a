//! The progress bar on standard error: inputs done, speed, errors, and the time left where the
//! number of inputs can be known beforehand.

use super::tally::Tally;
use crate::cli::{args::Choice, input, settings::Settings};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};

/// A bar, or nothing.
pub(super) struct Progress(Option<ProgressBar>);

impl Progress {
    /// A bar if it is wanted and somebody sees it.
    pub(super) fn new(settings: &Settings) -> Self {
        let to_terminal = settings.output.path.is_none() && std::io::stdout().is_terminal();
        let shown = match settings.batch.progress {
            Choice::Always => true,
            Choice::Never => false,
            Choice::Auto => {
                std::io::stderr().is_terminal()
                    && !to_terminal
                    && !settings.batch.quiet
                    && !settings.batch.pipe
            }
        };
        Progress(shown.then(|| bar(settings)))
    }

    /// Shows what was done, `skipped` inputs of an earlier run among it.
    pub(super) fn set(&self, tally: &Tally, skipped: u64) {
        if let Some(bar) = &self.0 {
            bar.set_position(tally.documents + tally.errors + skipped);
            if tally.errors > 0 {
                bar.set_message(format!("{} errors", tally.errors));
            }
        }
    }

    /// Writes a line on standard error without tearing the bar.
    pub(super) fn say(&self, line: &str) {
        let write = || {
            let _ = writeln!(std::io::stderr(), "{line}");
        };
        match &self.0 {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

const OPEN: &str = "{spinner} {human_pos} articles, {per_sec}, {elapsed} {msg}";
const COUNTED: &str = "{bar:20} {human_pos}/{human_len} articles, {per_sec}, {eta} left {msg}";

/// The bar. The folders are counted while the run goes on.
fn bar(settings: &Settings) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(5));
    let dress = |bar: &ProgressBar, template| {
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
    };
    dress(&bar, OPEN);
    let (counted, input) = (bar.clone(), settings.input.clone());
    std::thread::spawn(move || {
        if let Some(count) = input::count(&input) {
            counted.set_length(count);
            dress(&counted, COUNTED);
        }
    });
    bar
}
