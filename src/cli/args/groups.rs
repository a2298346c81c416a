//! Groups of options that several commands share.

use crate::{document::Published, index::Unit};
use clap::ValueEnum;
use std::path::PathBuf;

/// Where articles come from.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What the input is
    #[arg(long, value_name = "FORM", value_enum, default_value = "auto")]
    pub(crate) from: SourceFormat,
    /// Read the paths from a file, one a line (- for standard input)
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// Paths of --files-from end with NUL bytes
    #[arg(short = '0', long)]
    pub(crate) null: bool,
    /// In folders and archives take only matching files; with ! before it, leave them out
    #[arg(long, value_name = "GLOB")]
    pub(crate) glob: Vec<String>,
    /// Encoding, instead of recognising it: utf-8, gb18030, big5, utf-16le, ...
    #[arg(long, value_name = "NAME", default_value = "auto")]
    pub(crate) encoding: String,
    /// The publish date, by which 去年 and 昨日 are resolved: auto, none or YYYY-MM-DD
    #[arg(long, value_name = "DATE", default_value = "auto")]
    pub(crate) published: PublishedArg,
    /// NDJSON key of the identifier
    #[arg(long, value_name = "KEY", default_value = "id")]
    pub(crate) id_key: String,
    /// NDJSON key of the text
    #[arg(long, value_name = "KEY", default_value = "text")]
    pub(crate) text_key: String,
    /// NDJSON key of the title
    #[arg(long, value_name = "KEY", default_value = "title")]
    pub(crate) title_key: String,
    /// NDJSON key of the publish date
    #[arg(long, value_name = "KEY", default_value = "date")]
    pub(crate) date_key: String,
    /// NDJSON key that passes through to the output (repeatable)
    #[arg(long, value_name = "KEY")]
    pub(crate) keep: Vec<String>,
    /// Refuse single articles larger than this
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = size)]
    pub(crate) max_bytes: u64,
    /// Cut a file into articles before every match of REGEX (multi-line)
    #[arg(long, value_name = "REGEX")]
    pub(crate) split: Option<String>,
}

/// Where results go, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Write to FILE
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Format [default: by the name of FILE; text at a terminal, else ndjson]
    #[arg(short, long, value_name = "FORMAT", value_enum)]
    pub(crate) format: Option<FormatName>,
    /// Only these columns, in this order
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub(crate) fields: Vec<String>,
    /// What offsets count
    #[arg(long, value_name = "UNIT", value_enum, default_value = "char")]
    pub(crate) offsets: OffsetUnit,
    /// Begin CSV with a byte order mark, for spreadsheets
    #[arg(long)]
    pub(crate) csv_bom: bool,
    /// Colours
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto")]
    pub(crate) color: Choice,
}

/// How a run goes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Run")]
pub(crate) struct BatchArgs {
    /// Threads; 0 for one a core [default: one a core, at most 16; one with --pipe]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Go on where an earlier run with the same -o FILE stopped
    #[arg(long)]
    pub(crate) resume: bool,
    /// Write results as they come, not in the order of the input
    #[arg(long)]
    pub(crate) unordered: bool,
    /// Write counts, encodings, errors and speed to FILE as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
    /// What becomes of an input that cannot be read
    #[arg(long, value_name = "WHAT", value_enum, default_value = "record")]
    pub(crate) on_error: OnError,
    /// Progress bar on standard error
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto")]
    pub(crate) progress: Choice,
    /// Say nothing but fatal errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Say more: the configuration, what was left out
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// NDJSON from standard input, exactly one line out for each line in, at once
    #[arg(long)]
    pub(crate) pipe: bool,
}

/// Dictionaries and configuration.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Dictionaries and configuration")]
pub(crate) struct DictArgs {
    /// More words for the segmenter: word, frequency, tag (repeatable)
    #[arg(short, long, value_name = "FILE")]
    pub(crate) user_dict: Vec<PathBuf>,
    /// Dictionaries that replace built-in ones of the same name
    #[arg(long, value_name = "FOLDER")]
    pub(crate) dicts: Option<PathBuf>,
    /// Words that are no key phrases and stand in none, one a line, beside the built-in ones
    #[arg(long, value_name = "FILE")]
    pub(crate) stop_words: Option<PathBuf>,
    /// Let jieba's hidden Markov model find new words
    #[arg(long)]
    pub(crate) hmm: bool,
    /// Configuration file, or none [default: tonggao/config.toml in the user's configuration folder]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// `--from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SourceFormat {
    /// By name and content
    Auto,
    /// Plain text
    Text,
    /// Web pages
    Html,
    /// One JSON object a line
    Ndjson,
}

/// `--format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatName {
    /// One JSON object a line
    Ndjson,
    /// One JSON array
    Json,
    /// Comma-separated rows
    Csv,
    /// Tab-separated rows
    Tsv,
    /// For reading
    Text,
}

/// `--offsets`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OffsetUnit {
    /// Unicode scalar values
    Char,
    /// Bytes of UTF-8
    Byte,
    /// UTF-16 code units
    Utf16,
}

impl From<OffsetUnit> for Unit {
    fn from(unit: OffsetUnit) -> Self {
        match unit {
            OffsetUnit::Char => Unit::Char,
            OffsetUnit::Byte => Unit::Byte,
            OffsetUnit::Utf16 => Unit::Utf16,
        }
    }
}

/// `--color`, `--progress`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Choice {
    /// At a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// `--on-error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnError {
    /// An error record in its place
    Record,
    /// A line on standard error only
    Skip,
    /// End the run
    Stop,
}

/// `--published`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PublishedArg(pub(crate) Published);

impl std::str::FromStr for PublishedArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(PublishedArg(match text {
            "auto" => Published::Auto,
            "none" => Published::None,
            day => Published::Day(
                day.parse()
                    .map_err(|_| "neither auto, none nor a day YYYY-MM-DD".to_owned())?,
            ),
        }))
    }
}

/// A number of bytes with an optional K, M or G (1024 each).
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(['B', 'b', 'i']);
    let (number, factor) = match digits.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&digits[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&digits[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&digits[..at], 1 << 30),
        _ => (digits, 1),
    };
    let number: u64 = number
        .parse()
        .map_err(|_| "no size such as 500K, 64M or 2G".to_owned())?;
    // Spans are 32-bit offsets.
    match number.checked_mul(factor) {
        Some(bytes) if (1..=(2 << 30)).contains(&bytes) => Ok(bytes),
        _ => Err("between 1 byte and 2G".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("1", 1),
            ("500K", 512_000),
            ("64M", 64 << 20),
            ("2G", 2 << 30),
            ("3MiB", 3 << 20),
        ] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in [
            "",
            "M",
            "-1",
            "3G",
            "0",
            "1.5M",
            "99999999999999999999G",
            "一M",
        ] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn publish_dates() {
        let parsed = |t: &str| t.parse::<PublishedArg>().map(|p| p.0);
        assert_eq!(parsed("none"), Ok(Published::None));
        assert!(matches!(parsed("2014-11-12"), Ok(Published::Day(_))));
        assert!(parsed("yesterday").is_err());
    }
}
