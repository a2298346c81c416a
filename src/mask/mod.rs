//! Runs of `*` and its kin: found, classified, and (later stage, same folder) restored.

mod classify;
mod data;
mod evidence;
mod find;
mod memory;
pub mod model;
mod restore;

use crate::{
    chars,
    document::Document,
    error::{Error, Result},
    lexicon::Dicts,
    span::Span,
};
#[cfg(test)]
mod tests;

pub use memory::{Learner, Memory};
pub use model::Model;
pub use restore::{Explained, FEATURES, PARTS};

use classify::Verdict;
use data::Data;
use find::{Run, Scanner};
use memory::Vocabulary;
use restore::Restorer;
use std::sync::{Arc, OnceLock};

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
    /// Every kind, what was removed first.
    pub const ALL: [MaskKind; 17] = [
        MaskKind::Censored,
        MaskKind::Person,
        MaskKind::Organisation,
        MaskKind::Number,
        MaskKind::Identifier,
        MaskKind::Profanity,
        MaskKind::Template,
        MaskKind::Markdown,
        MaskKind::Footnote,
        MaskKind::Multiplication,
        MaskKind::Separator,
        MaskKind::Symbol,
        MaskKind::Bullet,
        MaskKind::Zero,
        MaskKind::PhoneExtension,
        MaskKind::Mojibake,
        MaskKind::Other,
    ];

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }

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
    /// Stable id of the rule that decided.
    pub rule: &'static str,
    /// The word or words around it, the mask included (整*行动).
    pub pattern: Span,
    /// Best fillings first; empty for what was not removed.
    pub candidates: Vec<Candidate>,
}

/// How masks are restored.
#[derive(Debug, Clone, Default)]
pub struct Restoring {
    /// A model in place of the one that is built in.
    pub model: Option<Arc<Model>>,
    /// What was learnt of the publishers' filters.
    pub memory: Option<Arc<Memory>>,
    /// Give candidates for names, numbers and identifiers too.
    pub all: bool,
    /// No candidates that score less.
    pub min_score: f64,
}

/// Finds, classifies and restores masks. Immutable, shared by all threads.
#[derive(Debug)]
pub struct MaskFinder {
    scanner: Scanner,
    data: Data,
    restorer: Restorer,
    vocabulary: OnceLock<Vocabulary>,
}

impl MaskFinder {
    /// Loads the mask data.
    ///
    /// # Errors
    /// A dictionary that is malformed.
    pub fn new(dicts: &Dicts, restoring: &Restoring) -> Result<Self> {
        let scanner = Scanner::new().map_err(|e| Error::dictionary(e.to_string()))?;
        let data = Data::new(dicts)?;
        Ok(MaskFinder {
            scanner,
            restorer: Restorer::new(dicts, restoring.clone(), data.filtered.clone())?,
            data,
            vocabulary: OnceLock::new(),
        })
    }

    /// Finds the masks of a document in text order and restores them. `out` is cleared first.
    pub fn find(&self, document: &Document, out: &mut Vec<Mask>) {
        self.classify(document, out);
        self.restorer.restore(document, out);
        self.restorer.spell(document, out);
    }

    /// Learns from a document what a filter removed.
    pub fn learn(&self, document: &Document, masks: &mut Vec<Mask>, learner: &mut Learner) {
        self.classify(document, masks);
        self.restorer.restore(document, masks);
        let of_filter = |m: &&Mask| m.kind == MaskKind::Censored && !m.candidates.is_empty();
        if !masks.iter().any(|m| of_filter(&m)) {
            return;
        }
        if let Some(model) = self.restorer.model() {
            let vocabulary = self.vocabulary.get_or_init(|| Vocabulary::new(model));
            let masks = masks.iter().filter(of_filter);
            learner.observe(document, masks, model, vocabulary);
        }
    }

    /// What is worth keeping of what was learnt.
    #[must_use]
    pub fn learnt(&self, learner: Learner) -> Memory {
        let vocabulary = self.vocabulary.get();
        vocabulary.map_or_else(Memory::default, |v| learner.memory(v))
    }

    /// The fillings that were weighed for each mask, with their features (`tools/mask_train.py`).
    #[must_use]
    pub fn explain(&self, document: &Document) -> Vec<Explained> {
        let mut masks = Vec::new();
        self.classify(document, &mut masks);
        self.restorer.explain(document, &masks)
    }

    fn classify(&self, document: &Document, out: &mut Vec<Mask>) {
        out.clear();
        let text = document.text();
        let mut runs = Vec::new();
        self.scanner.runs(text, |run| runs.push(run));
        if runs.is_empty() {
            return;
        }
        let evidence = evidence::gather(text, &runs);
        for run in runs {
            if let Some(verdict) = classify::classify(&self.data, evidence, text, run) {
                out.push(mask(text, run, verdict));
            }
        }
    }
}

fn mask(text: &str, run: Run, verdict: Verdict) -> Mask {
    let span = Span::new(run.start, run.end);
    Mask {
        span,
        length: run.length,
        kind: verdict.kind,
        removed: verdict.removed,
        rule: verdict.rule,
        pattern: pattern(text, span),
        candidates: Vec::new(),
    }
}

/// The mask with the word characters that touch it, at most [`PATTERN`] on either side.
fn pattern(text: &str, span: Span) -> Span {
    let word = |c: &char| chars::is_han(*c) || chars::is_word_ascii(*c);
    let before = text[..span.from()].chars().rev();
    let left: usize = before
        .take_while(word)
        .take(PATTERN)
        .map(char::len_utf8)
        .sum();
    let after = text[span.to()..].chars();
    let right: usize = after
        .take_while(word)
        .take(PATTERN)
        .map(char::len_utf8)
        .sum();
    Span::new(span.from() - left, span.to() + right)
}

/// Characters of a pattern on either side of its mask.
const PATTERN: usize = 2;
