//! `--generate`: the manual page and shell completions, written from the same definition
//! that parses the command line.

use super::{args::Generate, config};
use clap_complete::Shell;
use std::io::{self, Write};

/// Writes what was asked for.
pub(super) fn write(what: Generate, out: &mut dyn Write) -> io::Result<()> {
    match what {
        Generate::Man => manual(out),
        Generate::CompleteBash => complete(Shell::Bash, out),
        Generate::CompleteZsh => complete(Shell::Zsh, out),
        Generate::CompleteFish => complete(Shell::Fish, out),
    }
}

fn complete(shell: Shell, out: &mut dyn Write) -> io::Result<()> {
    // The generators panic on a closed pipe: a vector does not close.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut config::command(), "tonggao", &mut text);
    out.write_all(&text)
}

/// One page: the program, then every command's options.
fn manual(out: &mut dyn Write) -> io::Result<()> {
    let mut command = config::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help") {
        writeln!(out, ".SH \"TONGGAO {}\"", sub.get_name().to_uppercase())?;
        let page = clap_mangen::Man::new(sub.clone());
        page.render_description_section(out)?;
        page.render_synopsis_section(out)?;
        page.render_options_section(out)?;
    }
    Ok(())
}
