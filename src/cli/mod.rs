//! The command line: arguments are recorded ([`args`]), resolved once ([`settings`]), and
//! run ([`batch`]). The exit status: 0 all done, 1 some inputs failed, 2 nothing could be
//! done, 130 interrupted.

mod args;
mod batch;
mod config;
mod dict;
mod generate;
mod input;
mod journal;
mod masks;
mod schema;
mod settings;

use crate::error::{Error, Result};
use args::{Cli, Command};
use batch::{Ending, Tally};
use clap::CommandFactory;
use config::Failure;
use settings::Settings;
use std::{
    ffi::OsString,
    io::{self, IsTerminal, Write},
};

/// Exit status: some inputs gave error records, or a check failed that was to hold.
const SOME_FAILED: u8 = 1;
/// Exit status: nothing could be done.
const UNUSABLE: u8 = 2;
/// Exit status: interrupted.
const INTERRUPTED: u8 = 130;

/// Runs the program; returns its exit status.
#[must_use]
pub fn main() -> u8 {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match config::parse(&arguments) {
        Ok(cli) => cli,
        Err(Failure::Clap(error)) => {
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(UNUSABLE);
        }
        Err(Failure::File(error)) => return complain(&error),
    };
    match run(cli) {
        Ok(status) => status,
        Err(error) => complain(&error),
    }
}

fn complain(error: &Error) -> u8 {
    let _ = writeln!(io::stderr(), "tonggao: {error}");
    UNUSABLE
}

fn run(cli: Cli) -> Result<u8> {
    if let Some(what) = cli.generate {
        return print(|out| generate::write(what, out));
    }
    match cli.command {
        None => print(|out| write!(out, "{}", Cli::command().render_long_help())),
        Some(Command::Schema(schema)) => schema::run(&schema),
        Some(Command::Dict(dict)) => dict::run(&dict),
        Some(command) => articles(command),
    }
}

/// Writes to standard output; a reader that went away is no fault.
fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<u8> {
    let mut out = io::stdout().lock();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Error::io(e.to_string())),
        _ => Ok(0),
    }
}

/// The commands that read articles.
fn articles(command: Command) -> Result<u8> {
    let name = command.name();
    let Some(settings) = Settings::resolve(command)? else {
        return Ok(0);
    };
    let input = &settings.input;
    if input.paths.is_empty() && input.files_from.is_none() && !input.pipe {
        if io::stdin().is_terminal() {
            return help(name);
        }
        return Err(Error::usage(
            "no input: name files or folders, or - for standard input",
        ));
    }
    if settings.batch.verbose {
        let jobs = settings.jobs;
        let _ = writeln!(io::stderr(), "tonggao: {name} with {jobs} threads");
    }
    let status = match batch::run(&settings)? {
        Ending::Closed => 0,
        Ending::Interrupted(tally) => {
            remark(&settings, &tally, "interrupted; ");
            INTERRUPTED
        }
        Ending::Done(tally) => {
            remark(&settings, &tally, "");
            status(&settings, &tally)
        }
    };
    Ok(status)
}

fn status(settings: &Settings, tally: &Tally) -> u8 {
    if settings.input.pipe {
        return 0;
    }
    let nothing = tally.documents == 0 && tally.skipped == 0;
    if tally.errors > 0 && nothing {
        UNUSABLE
    } else if tally.errors + tally.errors_before > 0
        || settings.fail_on_mismatch && tally.failed_checks > 0
    {
        SOME_FAILED
    } else {
        0
    }
}

/// One line at the end, where there is something to say.
fn remark(settings: &Settings, tally: &Tally, begin: &str) {
    let batch = &settings.batch;
    let finished = begin.is_empty() && !tally.stopped;
    let missed = if finished { tally.missed } else { 0 };
    let nothing = tally.errors == 0 && missed == 0 && begin.is_empty();
    if batch.quiet || nothing && !batch.verbose {
        return;
    }
    let Tally {
        documents,
        errors,
        skipped,
        left_out,
        ..
    } = tally;
    let mut line = format!("tonggao: {begin}{documents} articles, {errors} errors");
    for (count, what) in [
        (*skipped, "done before"),
        (*left_out, "left out"),
        (missed, "of the output not among the inputs"),
    ] {
        if count > 0 {
            line.push_str(&format!(", {count} {what}"));
        }
    }
    let _ = writeln!(io::stderr(), "{line}");
}

/// The help of one command.
fn help(name: &str) -> Result<u8> {
    let mut command = config::command();
    command.build();
    let help = command
        .find_subcommand_mut(name)
        .map(|c| c.render_long_help());
    print(|out| match help {
        Some(help) => write!(out, "{help}"),
        None => Ok(()),
    })
}
