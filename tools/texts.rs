//! Reads the texts that counts are made of: for `phrase_background.rs` and `word_lines.rs`.

use std::io::Read;
use tonggao::{Analyzer, Input, Options, Stages, Worker, document::Document, segment::Tokens};

/// Calls `each` with every text of the standard input, which holds them with a form feed between,
/// cut into words.
pub(crate) fn each(
    mut each: impl FnMut(&Document, &Tokens) -> std::io::Result<()>,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text)?;
    let stages = Stages {
        masks: true,
        tokens: true,
        ..Stages::NONE
    };
    let options = Options {
        stages,
        ..Options::default()
    };
    let analyzer = Analyzer::new(options)?;
    let mut worker = Worker::new(&analyzer);
    for text in text.split('\u{C}') {
        let input = Input {
            text: text.trim().to_owned(),
            ..Input::default()
        };
        let analysis = worker.analyze(input);
        each(analysis.document, analysis.tokens)?;
    }
    Ok(())
}
