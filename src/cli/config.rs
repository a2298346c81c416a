//! Three sources of options, in falling order: the command line, the environment
//! (`TONGGAO_JOBS=4`), the configuration file (`jobs = 4`). The last two become the
//! defaults of the first, so that every option means the same wherever it stands.

use super::args::Cli;
use crate::{
    error::{Error, Result},
    lexicon::intern,
};
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, builder::FalseyValueParser};
use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::{Path, PathBuf},
};

/// What was asked for, or what clap has to say (help, version, a usage error).
pub(super) type Parsed = std::result::Result<Cli, Failure>;

/// Why there is nothing to run.
#[derive(Debug)]
pub(super) enum Failure {
    /// Help, version or a usage error, already worded.
    Clap(Box<clap::Error>),
    /// The configuration file.
    File(Error),
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        Failure::Clap(Box::new(error))
    }
}

/// Reads the arguments, the environment and the configuration file.
pub(super) fn parse(arguments: &[OsString]) -> Parsed {
    let command = command();
    let cli = matches(command.clone(), arguments)?;
    let named = cli.command.as_ref().and_then(|c| c.config());
    let (path, must_exist) = match named {
        Some(path) if path.as_os_str() == "none" => return Ok(cli),
        Some(path) => (path.clone(), true),
        None => match usual_place() {
            Some(path) => (path, false),
            None => return Ok(cli),
        },
    };
    let settings = match std::fs::read_to_string(&path) {
        Ok(text) => settings(&text, &path).map_err(Failure::File)?,
        Err(_) if !must_exist => return Ok(cli),
        Err(e) => {
            let error = Error::usage(e.to_string()).at_path(path);
            return Err(Failure::File(error));
        }
    };
    with_defaults(command, arguments, &settings, &path)
}

fn matches(command: clap::Command, arguments: &[OsString]) -> Parsed {
    let mut matches = command.try_get_matches_from(arguments)?;
    Ok(Cli::from_arg_matches_mut(&mut matches)?)
}

/// The command line's definition; every option has its environment variable.
pub(super) fn command() -> clap::Command {
    Cli::command().mut_subcommands(|sub| sub.mut_args(with_environment))
}

fn with_environment(arg: Arg) -> Arg {
    let Some(long) = arg.get_long().filter(|l| !matches!(*l, "help" | "version")) else {
        return arg;
    };
    let name = format!("TONGGAO_{}", long.replace('-', "_").to_uppercase());
    let arg = arg.env(intern(&name)).hide_env(true);
    if matches!(arg.get_action(), ArgAction::SetTrue) {
        arg.value_parser(FalseyValueParser::new())
    } else {
        arg
    }
}

/// `tonggao/config.toml` in the user's configuration folder, if there is such a folder.
fn usual_place() -> Option<PathBuf> {
    let folder = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".config"));
    let folder = folder.filter(|f| f.is_absolute()).or_else(home)?;
    Some(folder.join("tonggao").join("config.toml"))
}

/// One setting of the file: its values as they would be typed, and its line.
#[derive(Debug)]
struct Setting {
    values: Vec<String>,
    line: u64,
}

fn settings(text: &str, path: &Path) -> Result<BTreeMap<String, Setting>> {
    let line = |at: usize| 1 + text[..at.min(text.len())].matches('\n').count() as u64;
    let wrong = |message: String, at: usize| Error::usage(message).at_path(path).at_line(line(at));
    let table: BTreeMap<String, toml::Spanned<toml::Value>> = toml::from_str(text)
        .map_err(|e| wrong(e.message().to_owned(), e.span().map_or(0, |s| s.start)))?;
    let mut settings = BTreeMap::new();
    for (key, value) in table {
        let at = value.span().start;
        let values = typed(value.get_ref()).ok_or_else(|| {
            wrong(
                format!("`{key}` is no text, number, true, false or list"),
                at,
            )
        })?;
        settings.insert(
            key,
            Setting {
                values,
                line: line(at),
            },
        );
    }
    Ok(settings)
}

/// A value as it would be typed.
fn typed(value: &toml::Value) -> Option<Vec<String>> {
    Some(match value {
        toml::Value::String(text) => vec![text.clone()],
        toml::Value::Integer(number) => vec![number.to_string()],
        toml::Value::Float(number) => vec![number.to_string()],
        toml::Value::Boolean(value) => vec![value.to_string()],
        toml::Value::Datetime(day) => vec![day.to_string()],
        toml::Value::Array(all) => {
            let each: Option<Vec<_>> = all.iter().map(typed).collect();
            each?.into_iter().flatten().collect()
        }
        toml::Value::Table(_) => return None,
    })
}

/// Parses again with the file's settings as defaults. A value that clap refuses is put down
/// to the line of the file that it came from.
fn with_defaults(
    command: clap::Command,
    arguments: &[OsString],
    settings: &BTreeMap<String, Setting>,
    path: &Path,
) -> Parsed {
    for (key, setting) in settings {
        let refuse = |message: String| {
            Failure::File(Error::usage(message).at_path(path).at_line(setting.line))
        };
        if !is_option(&command, key) {
            return Err(refuse(format!("no setting is called `{key}`")));
        }
        let alone = command.clone();
        matches(defaulted(alone, key, setting), arguments).map_err(|failure| match failure {
            Failure::Clap(e) => refuse(first_line(&e)),
            other => other,
        })?;
    }
    let all = settings
        .iter()
        .fold(command, |c, (key, s)| defaulted(c, key, s));
    matches(all, arguments)
}

fn is_option(command: &clap::Command, key: &str) -> bool {
    let has = |c: &clap::Command| c.get_arguments().any(|a| a.get_long() == Some(key));
    command.get_subcommands().any(has) && key != "config"
}

fn defaulted(command: clap::Command, key: &str, setting: &Setting) -> clap::Command {
    let values: Vec<_> = setting.values.iter().map(|v| intern(v)).collect();
    command.mut_subcommands(|sub| {
        sub.mut_args(|arg| {
            if arg.get_long() == Some(key) {
                arg.default_values(values.iter().copied())
            } else {
                arg
            }
        })
    })
}

fn first_line(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn a_setting_knows_its_line() {
        let all = settings("jobs = 4\n\nkeep = [\"a\", \"b\"]\n", Path::new("c.toml"));
        let all = all.unwrap();
        assert_eq!(all["jobs"].values, ["4"]);
        assert_eq!((all["keep"].values.len(), all["keep"].line), (2, 3));
        let error = settings("jobs = 4\njobs = = 5\n", Path::new("c.toml")).unwrap_err();
        assert_eq!(error.line(), Some(2), "{error}");
    }

    #[test]
    fn unknown_and_unfit_settings_name_the_line() {
        let arguments: Vec<OsString> = ["tonggao", "stats", "x"].map(OsString::from).to_vec();
        for (text, line, says) in [
            ("jobs = 1\njobbs = 2\n", 2, "jobbs"),
            ("\noffsets = \"metres\"\n", 2, "metres"),
        ] {
            let path = Path::new("c.toml");
            let all = settings(text, path).unwrap();
            let failure = with_defaults(command(), &arguments, &all, path).unwrap_err();
            let Failure::File(error) = failure else {
                panic!("{text}: {failure:?}")
            };
            assert_eq!(error.line(), Some(line), "{error}");
            assert!(error.to_string().contains(says), "{error}");
        }
    }
}
