//! The options of masks: model, memory, what is learnt first, the preview.

use super::args::{BatchArgs, FormatName, MaskArgs, OutputArgs, Restore};
use crate::{
    error::{Error, Result},
    mask::{Memory, Model},
    pipeline::Options,
    report::rows::Kind,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// `--learn-masks`: the input is read twice.
#[derive(Debug)]
pub(super) struct Learning {
    /// Where the memory is written.
    pub(super) memory: Option<PathBuf>,
}

/// The model and the memory of the mask stage; what is to be learnt, if it is.
pub(super) fn options(options: &mut Options, args: &MaskArgs) -> Result<Option<Learning>> {
    let read =
        |path: &Path| std::fs::read(path).map_err(|e| Error::usage(e.to_string()).at_path(path));
    options.masks.all = args.restore == Some(Restore::All);
    if let Some(path) = &args.mask_model {
        let model = Model::open(read(path)?).map_err(|e| e.at_path(path))?;
        options.masks.model = Some(Arc::new(model));
    }
    if args.learn_masks {
        let memory = args.mask_memory.clone();
        return Ok(Some(Learning { memory }));
    }
    if let Some(path) = &args.mask_memory {
        let memory = Memory::parse(&read(path)?).map_err(|e| e.at_path(path))?;
        options.masks.memory = Some(Arc::new(memory));
    }
    Ok(None)
}

/// What does not go with learning.
pub(super) fn check(args: &MaskArgs, batch: &BatchArgs) -> Result<()> {
    if args.learn_masks && batch.pipe {
        return Err(Error::usage("--learn-masks reads twice: leave out --pipe"));
    }
    // The few articles that --resume compares may have no mask: it would go on with other fillings
    // and not see it.
    if batch.resume && *args != MaskArgs::default() {
        return Err(Error::usage(
            "--resume cannot tell whether masks were restored in the same way: leave out \
             --learn-masks, --mask-memory, --mask-model and --restore",
        ));
    }
    Ok(())
}

/// `--restore preview` prints the article: text, whatever standard output is.
pub(super) fn preview(kind: Kind, args: OutputArgs) -> Result<OutputArgs> {
    if kind != Kind::Article {
        return Err(Error::usage(
            "--restore preview prints the article: use `analyze --restore preview`",
        ));
    }
    if args.format.is_some_and(|f| f != FormatName::Text) || !args.fields.is_empty() {
        return Err(Error::usage(
            "--restore preview prints text: leave out --format and --fields",
        ));
    }
    Ok(OutputArgs {
        format: Some(FormatName::Text),
        ..args
    })
}
