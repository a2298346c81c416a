//! The arguments as they are typed. Records only: what they mean together is resolved once
//! in [`super::settings`].

mod groups;

use clap::{Parser, Subcommand, ValueEnum};
pub(super) use groups::{
    BatchArgs, Choice, DictArgs, FormatName, InputArgs, OnError, OutputArgs, SourceFormat,
};
use std::path::PathBuf;

/// Reads Chinese government news and says exactly what is in it: statistics and what they
/// count, dates, whether the article's own arithmetic holds, key phrases, masked characters.
///
/// Files, folders and NDJSON in, NDJSON, CSV or a readable summary out. Offsets
/// count characters of the decoded text.
#[derive(Debug, Parser)]
#[command(name = "tonggao", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Print the manual page or a shell's completions
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(super) generate: Option<Generate>,
}

const EXAMPLES: &str = "\
Examples:
  tonggao analyze article.txt                    a readable summary at the terminal
  tonggao analyze news/ -o news.ndjson           a folder, one record an article
  tonggao stats news/ -f csv --csv-bom -o a.csv  every figure as a row for a spreadsheet
  tonggao checks news/ | jq 'select(.holds | not)'
  tonggao analyze --from ndjson - < in.ndjson    records with id, text, title, date
  tonggao schema statistic --as duckdb           column types

Every option may stand in the environment (TONGGAO_JOBS=4) or in a configuration file
(jobs = 4). Exit status: 0 all done, 1 some inputs failed, 2 nothing could be done,
130 interrupted.";

/// What `--generate` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Generate {
    Man,
    CompleteBash,
    CompleteZsh,
    CompleteFish,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Everything at once: one record an article
    #[command(after_help = ANALYZE)]
    Analyze(Analyze),
    /// Figures and what they count, one row each
    #[command(after_help = STATS)]
    Stats(Stats),
    /// Dates, times and periods in ISO 8601, one row each
    #[command(
        after_help = "Examples:\n  tonggao dates news/ -f tsv --fields id,text,iso\n  tonggao dates --published 2014-11-12 article.txt"
    )]
    Dates(Rows),
    /// The article's own arithmetic: sums, rates, changes, one row each
    #[command(
        after_help = "Examples:\n  tonggao checks news/ | jq 'select(.holds | not)'\n  tonggao checks --fail-on-mismatch draft.txt && publish draft.txt"
    )]
    Checks(Checks),
    /// Key phrases, one row each
    #[command(
        after_help = "Examples:\n  tonggao phrases article.txt --top 5\n  tonggao phrases news/ -f csv --min-score 0.3\n  tonggao phrases news/ --corpus --top 20 -f tsv"
    )]
    Phrases(Phrases),
    /// Masked characters and what may have stood there, one row each
    #[command(
        after_help = "Examples:\n  tonggao masks article.txt\n  tonggao masks news/ | jq 'select(.removed) | [.left,.text,.right,.candidate]'"
    )]
    Masks(Masks),
    /// Words, numbers, dates, marks with part of speech, one row each
    #[command(
        after_help = "Examples:\n  tonggao tokens article.txt -f tsv --fields text,pos\n  tonggao tokens -u terms.txt article.txt"
    )]
    Tokens(Rows),
    /// The decoded text of every input as NDJSON
    #[command(
        after_help = "Examples:\n  tonggao pack scraped/ -o news.ndjson\n  tonggao pack scraped/ | tonggao analyze --from ndjson -"
    )]
    Pack(Pack),
    /// The form of the records: JSON Schema, DuckDB or Spark types
    #[command(
        after_help = "Examples:\n  tonggao schema                       the list of records\n  tonggao schema statistic             JSON Schema\n  tonggao schema statistic --as duckdb column types for read_json"
    )]
    Schema(Schema),
    /// The dictionaries: list them, check them, run their examples
    #[command(
        after_help = "Examples:\n  tonggao dict list\n  tonggao dict check --dicts my-dicts/ -u terms.txt\n  tonggao dict test --dicts my-dicts/"
    )]
    Dict(Dict),
}

const ANALYZE: &str = "\
Examples:
  tonggao analyze article.txt                       a readable summary at the terminal
  tonggao analyze news/ -o news.ndjson              a folder, one record an article
  find . -name '*.txt' -print0 | tonggao analyze --files-from - -0 > out.ndjson
  tonggao analyze --pipe < in.ndjson > out.ndjson   one line out for each line in";

const STATS: &str = "\
Examples:
  tonggao stats article.txt
  tonggao stats news/ -f csv --csv-bom -o stats.csv
  tonggao stats news/ | duckdb -c \"select unit, count(*) from read_json('/dev/stdin') group by 1\"";

/// `analyze`.
#[derive(Debug, clap::Args)]
pub(super) struct Analyze {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) phrases: PhraseArgs,
    #[command(flatten)]
    pub(super) masks: MaskArgs,
    /// Put the tokens into the record
    #[arg(long, help_heading = "Output")]
    pub(super) tokens: bool,
    /// Put the decoded text into the record
    #[arg(long, help_heading = "Output")]
    pub(super) with_text: bool,
    /// List numbers inside names and identifiers too
    #[arg(long, help_heading = "Analysis")]
    pub(super) all_numbers: bool,
    /// Exit with 1 when a check does not hold
    #[arg(long, help_heading = "Analysis")]
    pub(super) fail_on_mismatch: bool,
}

/// `stats`.
#[derive(Debug, clap::Args)]
pub(super) struct Stats {
    #[command(flatten)]
    pub(super) common: Common,
    /// List numbers inside names and identifiers too
    #[arg(long, help_heading = "Analysis")]
    pub(super) all_numbers: bool,
}

/// `dates` and `tokens`.
#[derive(Debug, clap::Args)]
pub(super) struct Rows {
    #[command(flatten)]
    pub(super) common: Common,
}

/// `checks`.
#[derive(Debug, clap::Args)]
pub(super) struct Checks {
    #[command(flatten)]
    pub(super) common: Common,
    /// Exit with 1 when a check does not hold
    #[arg(long, help_heading = "Analysis")]
    pub(super) fail_on_mismatch: bool,
}

/// `phrases`.
#[derive(Debug, clap::Args)]
pub(super) struct Phrases {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) phrases: PhraseArgs,
    /// The phrases of the whole input instead of each article's: in how many articles each is
    /// a key phrase, by month and publisher; --top counts in each group
    #[arg(long, help_heading = "Analysis")]
    pub(super) corpus: bool,
}

/// `masks`.
#[derive(Debug, clap::Args)]
pub(super) struct Masks {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(flatten)]
    pub(super) masks: MaskArgs,
    /// Leave out fillings that score less (0 to 1)
    #[arg(
        long,
        value_name = "SCORE",
        default_value_t = 0.0,
        help_heading = "Analysis"
    )]
    pub(super) min_score: f64,
}

/// `pack`.
#[derive(Debug, clap::Args)]
pub(super) struct Pack {
    #[command(flatten)]
    pub(super) common: Common,
}

/// What every command that reads articles takes.
#[derive(Debug, clap::Args)]
pub(super) struct Common {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) batch: BatchArgs,
    #[command(flatten)]
    pub(super) dicts: DictArgs,
}

/// How phrases are chosen.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Analysis")]
pub(super) struct PhraseArgs {
    /// At most so many key phrases an article
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) top: usize,
    /// Leave out key phrases that score less (0 to 1)
    #[arg(long, value_name = "SCORE", default_value_t = 0.0)]
    pub(super) min_score: f64,
}

/// How masks are restored.
#[derive(Debug, Default, PartialEq, Eq, clap::Args)]
#[command(next_help_heading = "Masks")]
pub(super) struct MaskArgs {
    /// Print the article with its best fillings in ⟦⟧, or give fillings for names and numbers too
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(super) restore: Option<Restore>,
    /// Read the input twice: first learn what each publisher's filter removes, then use it
    #[arg(long)]
    pub(super) learn_masks: bool,
    /// What was learnt: written with --learn-masks, else read
    #[arg(long, value_name = "FILE")]
    pub(super) mask_memory: Option<PathBuf>,
    /// Another model in place of the one that is built in (docs/masks.md says how to train it)
    #[arg(long, value_name = "FILE")]
    pub(super) mask_model: Option<PathBuf>,
}

/// `--restore`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Restore {
    /// The article's text, fillings marked ⟦⟧
    Preview,
    /// Candidates for names, numbers and identifiers too
    All,
}

/// `schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// The record; without it, their list
    #[arg(value_name = "RECORD")]
    pub(super) record: Option<String>,
    /// The form
    #[arg(
        long = "as",
        value_name = "FORM",
        value_enum,
        default_value = "json-schema"
    )]
    pub(super) form: SchemaForm,
}

/// What `schema --as` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaForm {
    /// JSON Schema, draft 2020-12
    JsonSchema,
    /// A struct for read_json(columns = …)
    Duckdb,
    /// A DDL string for spark.read.schema(…)
    Spark,
}

/// `dict`.
#[derive(Debug, clap::Args)]
pub(super) struct Dict {
    /// What to do with the dictionaries
    #[arg(value_enum)]
    pub(super) what: DictWork,
    #[command(flatten)]
    pub(super) dicts: DictArgs,
}

/// What `dict` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DictWork {
    /// Load every dictionary; an error names file and line
    Check,
    /// List the dictionaries in force
    List,
    /// Run the examples that the rules carry
    Test,
}

impl Command {
    /// Its name as it is typed.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Command::Analyze(_) => "analyze",
            Command::Stats(_) => "stats",
            Command::Dates(_) => "dates",
            Command::Checks(_) => "checks",
            Command::Phrases(_) => "phrases",
            Command::Masks(_) => "masks",
            Command::Tokens(_) => "tokens",
            Command::Pack(_) => "pack",
            Command::Schema(_) => "schema",
            Command::Dict(_) => "dict",
        }
    }

    /// The configuration file asked for, if the command takes one.
    pub(super) fn config(&self) -> Option<&PathBuf> {
        let dicts = match self {
            Command::Dict(dict) => &dict.dicts,
            Command::Schema(_) => return None,
            Command::Analyze(a) => &a.common.dicts,
            Command::Stats(a) => &a.common.dicts,
            Command::Dates(a) | Command::Tokens(a) => &a.common.dicts,
            Command::Checks(a) => &a.common.dicts,
            Command::Phrases(a) => &a.common.dicts,
            Command::Masks(a) => &a.common.dicts,
            Command::Pack(a) => &a.common.dicts,
        };
        dicts.config.as_ref()
    }
}
