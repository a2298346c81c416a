//! The command line resolved once: what to read, what to find, how to write it.

use super::{
    args::{
        BatchArgs, Choice, Command, Common, DictArgs, FormatName, InputArgs, MaskArgs, OnError,
        OutputArgs, PhraseArgs, Restore, SourceFormat,
    },
    input::Spool,
    masks::{self, Learning},
};
use crate::{
    error::{Error, Result},
    lexicon::{Dicts, intern},
    pipeline::{Options, Stages},
    render::{JsonRenderer, Look, NdjsonRenderer, Renderer, SeparatedRenderer, TextRenderer, View},
    report::rows::Kind,
};
use encoding_rs::Encoding;
use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A run over articles.
#[derive(Debug)]
pub(super) struct Settings {
    /// What is found.
    pub(super) options: Options,
    /// What is read.
    pub(super) input: InputSettings,
    /// Where it goes.
    pub(super) output: OutputSettings,
    /// How the run goes.
    pub(super) batch: BatchArgs,
    /// Threads.
    pub(super) jobs: usize,
    /// Exit with 1 when a check does not hold.
    pub(super) fail_on_mismatch: bool,
    /// So many phrases of every group of the whole input, instead of those of each article.
    pub(super) corpus: Option<usize>,
    /// What is learnt before the run proper, and where it is kept.
    pub(super) learning: Option<Learning>,
}

/// What is read.
#[derive(Debug, Clone)]
pub(super) struct InputSettings {
    pub(super) paths: Vec<PathBuf>,
    pub(super) from: SourceFormat,
    pub(super) files_from: Option<PathBuf>,
    pub(super) null: bool,
    pub(super) globs: ignore::overrides::Override,
    pub(super) encoding: Option<&'static Encoding>,
    pub(super) keys: Keys,
    pub(super) max_bytes: u64,
    pub(super) split: Option<regex::Regex>,
    /// Files of our own that a folder may hold and that must not be read.
    pub(super) own: Vec<PathBuf>,
    pub(super) pipe: bool,
    /// Copies of streams, where the input is read twice.
    pub(super) spool: Option<Arc<Spool>>,
}

/// The keys of an NDJSON record.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) title: String,
    pub(super) date: String,
    pub(super) keep: Vec<&'static str>,
}

/// Where results go.
#[derive(Debug)]
pub(super) struct OutputSettings {
    pub(super) path: Option<PathBuf>,
    pub(super) format: FormatName,
    pub(super) view: View,
    pub(super) look: Look,
    pub(super) bom: bool,
}

impl OutputSettings {
    /// The renderer of the format.
    pub(super) fn renderer(&self) -> Box<dyn Renderer> {
        let view = self.view.clone();
        match self.format {
            FormatName::Ndjson => Box::new(NdjsonRenderer(view)),
            FormatName::Json => Box::new(JsonRenderer(view)),
            FormatName::Csv => Box::new(SeparatedRenderer::csv(view, self.bom)),
            FormatName::Tsv => Box::new(SeparatedRenderer::tsv(view)),
            FormatName::Text => Box::new(TextRenderer::new(view, self.look)),
        }
    }
}

impl Settings {
    /// Resolves a command that reads articles; none for the others.
    ///
    /// # Errors
    /// Options that do not fit together, a dictionary folder that does not fit.
    pub(super) fn resolve(command: Command) -> Result<Option<Self>> {
        let mut options = Options::default();
        let mut fail_on_mismatch = false;
        let mut corpus = None;
        let mut mask_args = MaskArgs::default();
        let (kind, common) = match command {
            Command::Schema(_) | Command::Dict(_) => return Ok(None),
            Command::Analyze(a) => {
                phrases(&mut options, &a.phrases)?;
                options.with_tokens = a.tokens;
                options.with_text = a.with_text;
                options.all_numbers = a.all_numbers;
                fail_on_mismatch = a.fail_on_mismatch;
                mask_args = a.masks;
                (Kind::Article, a.common)
            }
            Command::Stats(a) => {
                options.all_numbers = a.all_numbers;
                (Kind::Statistic, a.common)
            }
            Command::Checks(a) => {
                fail_on_mismatch = a.fail_on_mismatch;
                (Kind::Check, a.common)
            }
            Command::Phrases(a) => {
                phrases(&mut options, &a.phrases)?;
                if a.corpus {
                    corpus = Some(options.top);
                    // What every article contributes does not depend on what is printed.
                    options.top = Options::default().top;
                }
                let kind = if a.corpus { Kind::Corpus } else { Kind::Phrase };
                (kind, a.common)
            }
            Command::Dates(a) => (Kind::Date, a.common),
            Command::Masks(a) => {
                options.masks.min_score = share(a.min_score)?;
                mask_args = a.masks;
                (Kind::Mask, a.common)
            }
            Command::Tokens(a) => (Kind::Token, a.common),
            Command::Pack(a) => (Kind::Pack, a.common),
        };
        options.stages = stages(kind);
        let learning = masks::options(&mut options, &mask_args)?;
        let preview = mask_args.restore == Some(Restore::Preview);
        let mut settings = Self::common(kind, common, options, fail_on_mismatch, preview)?;
        masks::check(&mask_args, &settings.batch)?;
        // A memory in the folder that is read is no article.
        settings.input.own.extend(mask_args.mask_memory);
        Ok(Some(Settings {
            corpus,
            learning,
            ..settings
        }))
    }

    fn common(
        kind: Kind,
        common: Common,
        mut options: Options,
        fail_on_mismatch: bool,
        preview: bool,
    ) -> Result<Self> {
        let Common {
            input,
            output,
            batch,
            dicts,
        } = common;
        options.dicts = dictionaries(&dicts)?;
        options.hmm = dicts.hmm;
        options.published = input.published.0;
        options.offsets = output.offsets.into();
        let keep: Vec<_> = input.keep.iter().map(|k| intern(k)).collect();
        let output = if preview {
            masks::preview(kind, output)?
        } else {
            output
        };
        let mut output = output_settings(kind, &keep, output)?;
        output.look.preview = preview;
        check_batch(kind, &input, &output, &batch)?;
        let jobs = jobs(&batch);
        let own = [&output.path, &batch.summary]
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        let input = input_settings(input, keep, own, batch.pipe)?;
        Ok(Settings {
            options,
            input,
            output,
            batch,
            jobs,
            fail_on_mismatch,
            corpus: None,
            learning: None,
        })
    }
}

fn phrases(options: &mut Options, args: &PhraseArgs) -> Result<()> {
    options.top = args.top;
    options.min_score = share(args.min_score)?;
    Ok(())
}

fn share(score: f64) -> Result<f64> {
    if (0.0..=1.0).contains(&score) {
        Ok(score)
    } else {
        Err(Error::usage("--min-score: a number from 0 to 1"))
    }
}

fn stages(kind: Kind) -> Stages {
    let none = Stages::NONE;
    match kind {
        Kind::Article => Stages::ALL,
        Kind::Pack => none,
        Kind::Statistic | Kind::Date => Stages {
            statistics: true,
            ..none
        },
        Kind::Check => Stages {
            checks: true,
            ..none
        },
        Kind::Phrase | Kind::Corpus => Stages {
            phrases: true,
            ..none
        },
        Kind::Mask => Stages {
            masks: true,
            ..none
        },
        Kind::Token => Stages {
            tokens: true,
            ..none
        },
    }
}

/// The dictionaries in force.
///
/// # Errors
/// A folder that cannot be read or holds what is no dictionary.
pub(super) fn dictionaries(args: &DictArgs) -> Result<Dicts> {
    let mut dicts = Dicts::builtin();
    if let Some(folder) = &args.dicts {
        dicts = dicts.with_folder(folder)?;
    }
    if let Some(path) = &args.stop_words {
        dicts = dicts.with_stop_words(path);
    }
    let words = args.user_dict.iter();
    Ok(words.fold(dicts, |dicts, path| dicts.with_user_words(path)))
}

fn output_settings(kind: Kind, keep: &[&'static str], args: OutputArgs) -> Result<OutputSettings> {
    let terminal = args.output.is_none() && std::io::stdout().is_terminal();
    let format = args
        .format
        .or_else(|| by_name(args.output.as_deref()?))
        .unwrap_or(if terminal {
            FormatName::Text
        } else {
            FormatName::Ndjson
        });
    let color = match args.color {
        Choice::Always => true,
        Choice::Never => false,
        Choice::Auto => {
            let choice = anstream::AutoStream::choice(&std::io::stdout());
            terminal && choice != anstream::ColorChoice::Never
        }
    };
    let width = terminal_size::terminal_size().map_or(100, |(w, _)| usize::from(w.0));
    Ok(OutputSettings {
        path: args.output,
        format,
        view: View::new(kind, keep, args.fields)?,
        look: Look {
            width: width.max(40),
            color,
            preview: false,
        },
        bom: args.csv_bom,
    })
}

fn by_name(path: &Path) -> Option<FormatName> {
    Some(match path.extension()?.to_str()? {
        "ndjson" | "jsonl" => FormatName::Ndjson,
        "json" => FormatName::Json,
        "csv" => FormatName::Csv,
        "tsv" => FormatName::Tsv,
        "txt" => FormatName::Text,
        _ => return None,
    })
}

/// Options that do not go together.
fn check_batch(
    kind: Kind,
    input: &InputArgs,
    output: &OutputSettings,
    batch: &BatchArgs,
) -> Result<()> {
    let refuse = |message: &str| Err(Error::usage(message));
    if batch.pipe {
        if !matches!(kind, Kind::Article | Kind::Pack) {
            return refuse(
                "--pipe writes one line a record: use `analyze --pipe` or `pack --pipe`",
            );
        }
        if output.format != FormatName::Ndjson {
            return refuse("--pipe writes NDJSON: leave out --format");
        }
        if input.paths.iter().any(|p| p.as_os_str() != "-") || input.files_from.is_some() {
            return refuse("--pipe reads standard input: leave out the paths");
        }
        if batch.resume || batch.unordered || batch.on_error != OnError::Record {
            return refuse(
                "--pipe answers every line in order: leave out --resume, --unordered, --on-error",
            );
        }
    }
    if kind == Kind::Corpus && (batch.unordered || batch.resume || !input.keep.is_empty()) {
        return refuse(
            "--corpus counts all articles in order: leave out --unordered, --resume, --keep",
        );
    }
    if batch.resume {
        check_resume(kind, output)?;
    }
    Ok(())
}

/// What the output must hold to be gone on with.
fn check_resume(kind: Kind, output: &OutputSettings) -> Result<()> {
    let refuse = |message: &str| Err(Error::usage(message));
    if output.path.is_none() {
        return refuse("--resume goes on with a file: name it with -o FILE");
    }
    if matches!(output.format, FormatName::Json | FormatName::Text) {
        return refuse(
            "--resume reads its place from the lines of the output: use ndjson, csv or tsv",
        );
    }
    let rows = !matches!(kind, Kind::Article | Kind::Pack);
    if !output.view.writes("id") || rows && !output.view.writes("n") {
        return refuse(match rows {
            true => "--resume finds its place by the fields id and n: add them to --fields",
            false => "--resume finds its place by the field id: add it to --fields",
        });
    }
    Ok(())
}

/// At most so many threads unless more are asked for.
const MOST_JOBS: usize = 16;

fn jobs(batch: &BatchArgs) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    match batch.jobs {
        None if batch.pipe => 1,
        None => cores.min(MOST_JOBS),
        Some(0) => cores,
        Some(jobs) => jobs.min(256),
    }
}

fn input_settings(
    args: InputArgs,
    keep: Vec<&'static str>,
    own: Vec<PathBuf>,
    pipe: bool,
) -> Result<InputSettings> {
    let encoding = match args.encoding.as_str() {
        "auto" => None,
        name => Some(encoding(name)?),
    };
    let split = args.split.as_deref().map(|pattern| {
        regex::RegexBuilder::new(pattern)
            .multi_line(true)
            .build()
            .map_err(|e| Error::usage(format!("--split: {e}")))
    });
    Ok(InputSettings {
        from: if pipe {
            SourceFormat::Ndjson
        } else {
            args.from
        },
        paths: args.paths,
        files_from: args.files_from,
        null: args.null,
        globs: globs(&args.glob)?,
        encoding,
        keys: Keys {
            id: args.id_key,
            text: args.text_key,
            title: args.title_key,
            date: args.date_key,
            keep,
        },
        max_bytes: args.max_bytes,
        split: split.transpose()?,
        own,
        pipe,
        spool: None,
    })
}

fn encoding(name: &str) -> Result<&'static Encoding> {
    let found = Encoding::for_label(name.as_bytes())
        .ok_or_else(|| Error::usage(format!("--encoding {name}: no such encoding")))?;
    // GB18030 reads all that GBK and GB2312 do, and more.
    Ok(if found == encoding_rs::GBK {
        encoding_rs::GB18030
    } else {
        found
    })
}

fn globs(patterns: &[String]) -> Result<ignore::overrides::Override> {
    let mut builder = ignore::overrides::OverrideBuilder::new("");
    for pattern in patterns {
        builder
            .add(pattern)
            .map_err(|e| Error::usage(format!("--glob: {e}")))?;
    }
    builder
        .build()
        .map_err(|e| Error::usage(format!("--glob: {e}")))
}
