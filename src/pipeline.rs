//! All stages in order: an [`Analyzer`] that every thread shares, and a [`Worker`] a thread
//! that owns the reused buffers.

use crate::{
    check::{Check, Checker},
    document::{Document, Input, Published, Structure},
    error::Result,
    extract::{Extraction, Extractor},
    index::{OffsetTable, Unit},
    lexicon::Dicts,
    mask::{Learner, Mask, MaskFinder, Memory, Restoring},
    phrases::{Phrase, PhraseRanker, Scratch},
    segment::{Tokenizer, Tokens},
    span::Span,
};

/// Which stages run. What is off costs nothing, not even the loading of its dictionaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stages {
    /// Mask runs.
    pub masks: bool,
    /// Tokens: needs jieba's dictionary, over 100 ms to load. Implied by the next three.
    pub tokens: bool,
    /// Statistics and dates.
    pub statistics: bool,
    /// Arithmetic; implies statistics.
    pub checks: bool,
    /// Key phrases.
    pub phrases: bool,
}

impl Stages {
    /// Every stage.
    pub const ALL: Stages = Stages {
        masks: true,
        tokens: true,
        statistics: true,
        checks: true,
        phrases: true,
    };
    /// Reading alone.
    pub const NONE: Stages = Stages {
        masks: false,
        tokens: false,
        statistics: false,
        checks: false,
        phrases: false,
    };

    fn needs_tokens(self) -> bool {
        self.tokens || self.needs_statistics() || self.phrases
    }

    fn needs_statistics(self) -> bool {
        self.statistics || self.checks
    }
}

/// What an analysis is to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// The dictionaries.
    pub dicts: Dicts,
    /// The stages.
    pub stages: Stages,
    /// Let jieba's hidden Markov model invent words.
    pub hmm: bool,
    /// The publish date.
    pub published: Published,
    /// At most so many phrases.
    pub top: usize,
    /// No phrases that score less.
    pub min_score: f64,
    /// How masks are restored.
    pub masks: Restoring,
    /// List identifiers and numbers inside names too.
    pub all_numbers: bool,
    /// The unit of offsets in reports.
    pub offsets: Unit,
    /// Put the tokens into the article record.
    pub with_tokens: bool,
    /// Put the text into the article record.
    pub with_text: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            dicts: Dicts::builtin(),
            stages: Stages::ALL,
            hmm: false,
            published: Published::Auto,
            top: 10,
            min_score: 0.0,
            masks: Restoring::default(),
            all_numbers: false,
            offsets: Unit::Char,
            with_tokens: false,
            with_text: false,
        }
    }
}

/// The stages with their dictionaries loaded. Immutable; threads share one.
#[derive(Debug)]
pub struct Analyzer {
    options: Options,
    lexicon: String,
    structure: Structure,
    masks: Option<MaskFinder>,
    tokenizer: Option<Tokenizer>,
    extractor: Option<Extractor>,
    checker: Option<Checker>,
    phrases: Option<PhraseRanker>,
}

impl Analyzer {
    /// Loads what the stages asked for need; jieba's dictionary on a thread of its own.
    ///
    /// # Errors
    /// A dictionary that is missing or malformed, with file and line.
    pub fn new(options: Options) -> Result<Self> {
        let stages = options.stages;
        let dicts = &options.dicts;
        std::thread::scope(|scope| {
            let tokenizer = stages
                .needs_tokens()
                .then(|| scope.spawn(|| Tokenizer::new(dicts, options.hmm)));
            let structure = Structure::new(dicts)?;
            let masks = (stages.masks || stages.needs_tokens())
                .then(|| MaskFinder::new(dicts, &options.masks));
            let extractor = stages.needs_statistics().then(|| Extractor::new(dicts));
            let checker = stages.checks.then(|| Checker::new(dicts));
            let phrases = stages.phrases.then(|| PhraseRanker::new(dicts));
            let tokenizer = tokenizer.map(|thread| match thread.join() {
                Ok(tokenizer) => tokenizer,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            Ok(Analyzer {
                lexicon: dicts.hash()?,
                structure,
                masks: masks.transpose()?,
                tokenizer: tokenizer.transpose()?,
                extractor: extractor.transpose()?,
                checker: checker.transpose()?,
                phrases: phrases.transpose()?,
                options: options.clone(),
            })
        })
    }

    /// The options it was built with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// What was learnt by [`Worker::learn`], ready to be used.
    #[must_use]
    pub fn learnt(&self, learner: Learner) -> Memory {
        match &self.masks {
            Some(masks) => masks.learnt(learner),
            None => Memory::default(),
        }
    }

    /// Hash of the dictionaries in force.
    #[must_use]
    pub fn lexicon(&self) -> &str {
        &self.lexicon
    }
}

/// One thread's buffers, used again for every document.
#[derive(Debug)]
pub struct Worker<'a> {
    analyzer: &'a Analyzer,
    document: Document,
    masks: Vec<Mask>,
    mask_spans: Vec<Span>,
    tokens: Tokens,
    title_tokens: Tokens,
    phrase_scratch: Scratch,
    extraction: Extraction,
    checks: Vec<Check>,
    phrases: Vec<Phrase>,
    offsets: OffsetTable,
}

/// What the stages found in one document, borrowed from its worker.
#[derive(Debug, Clone, Copy)]
pub struct Analysis<'a> {
    /// The engine and its options.
    pub analyzer: &'a Analyzer,
    /// The document.
    pub document: &'a Document,
    /// Masks.
    pub masks: &'a [Mask],
    /// Tokens.
    pub tokens: &'a Tokens,
    /// Statistics and dates.
    pub extraction: &'a Extraction,
    /// Checks.
    pub checks: &'a [Check],
    /// Phrases.
    pub phrases: &'a [Phrase],
    /// Converts offsets of the original text.
    pub offsets: &'a OffsetTable,
}

impl<'a> Worker<'a> {
    /// A worker over a shared analyzer.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer) -> Self {
        Worker {
            analyzer,
            document: Document::default(),
            masks: Vec::new(),
            mask_spans: Vec::new(),
            tokens: Tokens::default(),
            title_tokens: Tokens::default(),
            phrase_scratch: Scratch::default(),
            extraction: Extraction::default(),
            checks: Vec::new(),
            phrases: Vec::new(),
            offsets: OffsetTable::default(),
        }
    }

    /// Runs the stages over one input.
    pub fn analyze(&mut self, input: Input) -> Analysis<'_> {
        let engine = self.analyzer;
        self.document = engine.structure.document(input, engine.options.published);
        let document = &self.document;
        self.masks.clear();
        if let Some(masks) = &engine.masks {
            masks.find(document, &mut self.masks);
        }
        self.mask_spans.clear();
        let removed = self.masks.iter().filter(|m| m.removed);
        self.mask_spans.extend(removed.map(|m| m.span));
        if let Some(tokenizer) = &engine.tokenizer {
            tokenizer.tokenize(document.text(), &self.mask_spans, &mut self.tokens);
        }
        if let Some(extractor) = &engine.extractor {
            extractor.extract(document, &self.tokens, &self.masks, &mut self.extraction);
        }
        if let Some(checker) = &engine.checker {
            checker.check(document, &self.tokens, &self.extraction, &mut self.checks);
        }
        if let (Some(phrases), Some(tokenizer)) = (&engine.phrases, &engine.tokenizer) {
            let title = document.title.as_ref().filter(|t| t.span.is_none());
            let title = title.map_or("", |t| &t.text);
            tokenizer.tokenize(title, &[], &mut self.title_tokens);
            phrases.rank(
                document,
                &self.title_tokens,
                &self.tokens,
                engine.options.top,
                &mut self.phrase_scratch,
                &mut self.phrases,
            );
            self.phrases.retain(|p| p.score >= engine.options.min_score);
        }
        self.offsets
            .rebuild(&self.document.original, engine.options.offsets);
        self.analysis()
    }

    /// Learns from one input what a filter removed; the stages do not run.
    pub fn learn(&mut self, input: Input, learner: &mut Learner) {
        let engine = self.analyzer;
        let document = engine.structure.document(input, engine.options.published);
        if let Some(masks) = &engine.masks {
            masks.learn(&document, &mut self.masks, learner);
        }
    }

    fn analysis(&self) -> Analysis<'_> {
        Analysis {
            analyzer: self.analyzer,
            document: &self.document,
            masks: &self.masks,
            tokens: &self.tokens,
            extraction: &self.extraction,
            checks: &self.checks,
            phrases: &self.phrases,
            offsets: &self.offsets,
        }
    }
}
