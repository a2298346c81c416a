//! Runs of `*` and its kin: found, classified, and (later stage, same folder) restored.

use crate::{document::Document, error::Result, lexicon::Dicts, span::Span};

/// What a run of marks is. The first seven stand where characters were removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the output contract's own words")]
pub enum MaskKind {
    Censored,
    Person,
    Organisation,
    Number,
    Identifier,
    Profanity,
    Template,
    Markdown,
    Footnote,
    Multiplication,
    Separator,
    Symbol,
    Bullet,
    Zero,
    PhoneExtension,
    Mojibake,
    Other,
}

impl MaskKind {
    /// The word in the mask record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MaskKind::Censored => "censored",
            MaskKind::Person => "person",
            MaskKind::Organisation => "organisation",
            MaskKind::Number => "number",
            MaskKind::Identifier => "identifier",
            MaskKind::Profanity => "profanity",
            MaskKind::Template => "template",
            MaskKind::Markdown => "markdown",
            MaskKind::Footnote => "footnote",
            MaskKind::Multiplication => "multiplication",
            MaskKind::Separator => "separator",
            MaskKind::Symbol => "symbol",
            MaskKind::Bullet => "bullet",
            MaskKind::Zero => "zero",
            MaskKind::PhoneExtension => "phone_extension",
            MaskKind::Mojibake => "mojibake",
            MaskKind::Other => "other",
        }
    }
}

/// A possible filling.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// One character a mark.
    pub text: String,
    /// Calibrated probability, 0…1.
    pub score: f64,
    /// What speaks for it: `dictionary`, `document`, `model`, `folder`.
    pub evidence: Vec<&'static str>,
}

/// A run of marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    /// Span in the normalized text.
    pub span: Span,
    /// Characters in the run.
    pub length: usize,
    /// What it is.
    pub kind: MaskKind,
    /// Whether characters were removed here.
    pub removed: bool,
    /// The word or words around it, the mask included (整*行动).
    pub pattern: Span,
    /// Best fillings first; empty for what was not removed.
    pub candidates: Vec<Candidate>,
}

/// Finds and classifies masks. Immutable, shared by all threads.
#[derive(Debug)]
pub struct MaskFinder {}

impl MaskFinder {
    /// Loads the mask data.
    ///
    /// # Errors
    /// A dictionary that is malformed.
    pub fn new(_dicts: &Dicts) -> Result<Self> {
        Ok(MaskFinder {})
    }

    /// Finds the masks of a document in text order. `out` is cleared first.
    pub fn find(&self, document: &Document, out: &mut Vec<Mask>) {
        out.clear();
        let text = document.text();
        let mut at = 0;
        while let Some(found) = memchr::memchr(b'*', &text.as_bytes()[at..]) {
            let start = at + found;
            let length = text[start..].bytes().take_while(|&b| b == b'*').count();
            let span = Span::new(start, start + length);
            out.push(Mask {
                span,
                length,
                kind: MaskKind::Censored,
                removed: true,
                pattern: span,
                candidates: Vec::new(),
            });
            at = start + length;
        }
    }
}
