//! The progress bar on standard error: inputs done, speed, errors.

use super::tally::Tally;
use crate::cli::{args::Choice, settings::Settings};
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
        Progress(shown.then(bar))
    }

    pub(super) fn set(&self, tally: &Tally) {
        if let Some(bar) = &self.0 {
            bar.set_position(tally.documents + tally.errors);
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

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(5));
    let template = "{spinner} {human_pos} articles, {per_sec}, {elapsed} {msg}";
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
