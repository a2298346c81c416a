//! The words of texts, a sentence a line: for `tools/phrase_vectors.py`.
//!
//! Standard input holds the texts, a form feed between them. Numbers, dates and masks stand
//! as `#`: what is beside a number tells something of a word, which number does not.

use std::io::{Error, Read, Write};
use tonggao::{
    Analyzer, Input, Options, Stages, Worker,
    segment::{Token, TokenKind},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().len() > 1 {
        return Err(Error::other("no arguments: texts come from standard input").into());
    }
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
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for text in text.split('\u{C}') {
        let text = text.trim().to_owned();
        let input = Input {
            text,
            ..Input::default()
        };
        let analysis = worker.analyze(input);
        let (document, mut tokens) = (analysis.document, &analysis.tokens.tokens[..]);
        for sentence in &document.sentences {
            let before = tokens.partition_point(|t| t.span.from() < sentence.span.from());
            let inside = tokens[before..].partition_point(|t| t.span.from() < sentence.span.to());
            for token in &tokens[before..before + inside] {
                if let Some(word) = word(token, document.text()) {
                    write!(out, "{word} ")?;
                }
            }
            writeln!(out)?;
            tokens = &tokens[before + inside..];
        }
    }
    Ok(())
}

fn word<'a>(token: &Token, text: &'a str) -> Option<&'a str> {
    match token.kind {
        TokenKind::Word | TokenKind::Latin => Some(token.span.of(text)),
        TokenKind::Number | TokenKind::Date | TokenKind::Mask => Some("#"),
        TokenKind::Punctuation | TokenKind::Space => None,
    }
}
