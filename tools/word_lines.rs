//! The words of texts, a sentence a line: for `tools/phrase_vectors.py`.
//!
//! Standard input holds the texts, a form feed between them. Numbers, dates and masks stand
//! as `#`: what is beside a number tells something of a word, which number does not.

#[path = "texts.rs"]
mod texts;

use std::io::{Error, Write};
use tonggao::{
    document::Document,
    segment::{Token, TokenKind, Tokens},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().len() > 1 {
        return Err(Error::other("no arguments: texts come from standard input").into());
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    texts::each(|document, tokens| write(document, tokens, &mut out))
}

fn write(document: &Document, tokens: &Tokens, out: &mut impl Write) -> std::io::Result<()> {
    let mut tokens = &tokens.tokens[..];
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
    Ok(())
}

fn word<'a>(token: &Token, text: &'a str) -> Option<&'a str> {
    match token.kind {
        TokenKind::Word | TokenKind::Latin => Some(token.span.of(text)),
        TokenKind::Number | TokenKind::Date | TokenKind::Mask => Some("#"),
        TokenKind::Punctuation | TokenKind::Space => None,
    }
}
