//! Flat rows: one row an item, the same columns in NDJSON, CSV and TSV. The columns are
//! data ([`Kind::columns`]), from which the JSON Schema, the DuckDB and the Spark types are
//! written too; the cells come from the article record's parts, so offsets are converted
//! in one place only.

use super::{
    CheckRecord, DateRecord, MaskRecord, Pair, PhraseRecord, StatisticRecord, TokenRecord,
};
use crate::{phrases::census, pipeline::Analysis};
use std::borrow::Cow;

mod columns;

pub use columns::{Column, Type};

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the output contract's own words")]
pub enum Kind {
    /// One row an article: counts instead of lists. Only in CSV, TSV and text.
    Article,
    /// One row an article with its text. Only in CSV, TSV and text.
    Pack,
    Statistic,
    Date,
    Check,
    Phrase,
    /// A phrase of the whole input (`phrases --corpus`).
    Corpus,
    Mask,
    Token,
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// A string; absent is the empty string.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(Option<u64>),
    /// An exact decimal in the contract's spelling; written with a decimal point.
    Decimal(Option<Cow<'a, str>>),
    /// A score.
    Float(Option<f64>),
    /// Yes or no.
    Bool(bool),
    /// A value passed through from the input (`--keep`).
    Json(&'a serde_json::Value),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.unwrap_or("").into()
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Cell::Integer(Some(number as u64))
    }
}

impl From<Option<usize>> for Cell<'_> {
    fn from(number: Option<usize>) -> Self {
        Cell::Integer(number.map(|n| n as u64))
    }
}

impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Cell::Bool(value)
    }
}

/// Where rows go: called once a row, cells in the order of the columns.
pub type Emit<'e> = &'e mut dyn FnMut(&[Cell<'_>]);

/// Hands every row of an analysis to `emit`.
pub fn each<'a>(kind: Kind, analysis: &Analysis<'a>, emit: Emit<'_>) {
    let frame = Frame::new(kind, analysis);
    match kind {
        Kind::Article => frame.emit(article(analysis), "", emit),
        Kind::Pack => frame.emit(pack(analysis), "", emit),
        Kind::Statistic => {
            let dates = super::dates(analysis);
            for s in super::statistics(analysis) {
                let n = s.sentence;
                frame.emit(statistic(s, &dates), analysis.sentence_text(n), emit);
            }
        }
        Kind::Date => {
            for d in super::dates(analysis) {
                let n = d.sentence;
                frame.emit(date(d), analysis.sentence_text(n), emit);
            }
        }
        Kind::Check => checks(analysis, &frame, emit),
        Kind::Phrase => phrases(analysis, &frame, emit),
        // Its rows come from all articles together: [`corpus`].
        Kind::Corpus => {}
        Kind::Mask => {
            for m in super::masks(analysis) {
                let n = m.sentence;
                frame.emit(mask(m), analysis.sentence_text(n), emit);
            }
        }
        Kind::Token => tokens(analysis, &frame, emit),
    }
}

/// Hands the phrases of a whole input to `emit`.
pub fn corpus(rows: &[census::Row], emit: Emit<'_>) {
    for row in rows {
        emit(&[
            Kind::Corpus.schema().into(),
            row.by.name().into(),
            row.group.as_str().into(),
            Cell::Integer(Some(row.articles)),
            row.n.into(),
            row.text.as_str().into(),
            Cell::Integer(Some(row.documents)),
            Cell::Integer(Some(row.missed)),
            Cell::Integer(Some(row.occurrences)),
            Cell::Float(Some(super::four(row.score))),
            row.first.as_str().into(),
        ]);
    }
}

/// What all rows of one article begin with.
struct Frame<'a> {
    kind: Kind,
    head: Vec<Cell<'a>>,
}

impl<'a> Frame<'a> {
    fn new(kind: Kind, analysis: &Analysis<'a>) -> Self {
        let document = analysis.document;
        let published = document.published.map(|d| d.to_string());
        let title = document.title.as_ref().map(|t| t.text.as_str());
        let mut head: Vec<Cell<'a>> = vec![
            kind.schema().into(),
            document.id.as_str().into(),
            published.unwrap_or_default().into(),
            document.publisher.as_deref().into(),
            title.into(),
        ];
        head.extend(document.keep.values().map(Cell::Json));
        Frame { kind, head }
    }

    fn emit<'c>(&self, cells: Vec<Cell<'c>>, sentence: &'c str, emit: Emit<'_>)
    where
        'a: 'c,
    {
        let mut row: Vec<Cell<'c>> = self.head.clone();
        row.extend(cells);
        if self.kind.has_sentence_text() {
            row.push(sentence.into());
        }
        emit(&row);
    }
}

fn article<'a>(analysis: &Analysis<'a>) -> Vec<Cell<'a>> {
    let record = super::article(analysis);
    let removed = record.masks.iter().filter(|m| m.removed).count();
    let failed = record.checks.iter().filter(|c| !c.holds).count();
    let phrases: Vec<_> = record.phrases.iter().map(|p| p.text).collect();
    vec![
        record.path.into(),
        record.source.format.into(),
        record.source.encoding.into(),
        Cell::Integer(Some(record.source.bytes)),
        Cell::Integer(Some(record.source.replaced)),
        record.chars.into(),
        record.paragraphs.into(),
        record.sentences.into(),
        record.statistics.len().into(),
        record.dates.len().into(),
        record.checks.len().into(),
        failed.into(),
        removed.into(),
        phrases.join(" ").into(),
        record.warnings.join("; ").into(),
    ]
}

fn pack<'a>(analysis: &Analysis<'a>) -> Vec<Cell<'a>> {
    let document = analysis.document;
    vec![
        document.path.as_deref().into(),
        document.source.format.as_str().into(),
        document.source.encoding.as_str().into(),
        Cell::Integer(Some(document.source.bytes)),
        Cell::Integer(Some(document.source.replaced)),
        document.original.as_str().into(),
    ]
}

fn decimal<'a>(value: Option<String>) -> Cell<'a> {
    Cell::Decimal(value.map(Cow::Owned))
}

fn statistic<'a>(s: StatisticRecord<'a>, dates: &[DateRecord<'a>]) -> Vec<Cell<'a>> {
    let (of, c) = (s.of.as_ref(), s.change.as_ref());
    let date_iso = s
        .date
        .and_then(|n| dates.get(n.checked_sub(1)?))
        .and_then(|d| d.iso);
    vec![
        s.n.into(),
        s.kind.into(),
        s.text.into(),
        s.start.into(),
        s.end.into(),
        s.core[0].into(),
        s.core[1].into(),
        s.number[0].into(),
        s.number[1].into(),
        decimal(s.value.clone()),
        s.value.unwrap_or_default().into(),
        decimal(s.lo),
        decimal(s.hi),
        s.iso.into(),
        s.ratio.into(),
        s.approx.into(),
        s.unit.into(),
        s.unit_text.into(),
        of.map(|o| o.text).into(),
        of.map(|o| o.start).into(),
        of.map(|o| o.end).into(),
        c.and_then(|c| c.direction).into(),
        c.map(|c| c.role).into(),
        c.and_then(|c| c.base).into(),
        c.and_then(|c| c.base_text).into(),
        c.and_then(|c| c.pair).into(),
        s.per.into(),
        s.date.into(),
        date_iso.into(),
        s.sentence.into(),
        s.rule.into(),
        s.flags.join(" ").into(),
    ]
}

fn date<'a>(d: DateRecord<'a>) -> Vec<Cell<'a>> {
    vec![
        d.n.into(),
        d.kind.into(),
        d.text.into(),
        d.start.into(),
        d.end.into(),
        d.core[0].into(),
        d.core[1].into(),
        d.iso.into(),
        d.precision.into(),
        d.anchored.into(),
        d.sentence.into(),
        d.rule.into(),
        d.flags.join(" ").into(),
    ]
}

fn checks<'a>(analysis: &Analysis<'a>, frame: &Frame<'a>, emit: Emit<'_>) {
    // What fails is what the reader is after: it comes first, `n` tells the order in the text.
    let mut rows: Vec<_> = super::checks(analysis)
        .into_iter()
        .zip(analysis.checks)
        .collect();
    rows.sort_by_key(|(_, check)| check.holds);
    for (record, check) in rows {
        let sentence = analysis.document.sentence_at(check.span.from());
        let n = sentence.map_or(0, |s| s + 1);
        let text = analysis.place(check.span).0;
        frame.emit(check_row(record, text, n), analysis.sentence_text(n), emit);
    }
}

fn check_row<'a>(c: CheckRecord<'a>, text: &'a str, sentence: usize) -> Vec<Cell<'a>> {
    let numbers: Vec<_> = c.statistics.iter().map(ToString::to_string).collect();
    vec![
        c.n.into(),
        c.kind.into(),
        c.holds.into(),
        text.into(),
        c.start.into(),
        c.end.into(),
        decimal(Some(c.stated.clone())),
        c.stated.into(),
        decimal(Some(c.actual.clone())),
        c.actual.into(),
        decimal(Some(c.tolerance)),
        numbers.join(" ").into(),
        c.explanation.into(),
        sentence.into(),
    ]
}

fn phrases<'a>(analysis: &Analysis<'a>, frame: &Frame<'a>, emit: Emit<'_>) {
    for (i, record) in super::phrases(analysis).into_iter().enumerate() {
        let first = analysis.phrases.get(i).and_then(|p| p.spans.first());
        let sentence = first.and_then(|s| analysis.document.sentence_at(s.from()));
        let n = sentence.map_or(0, |s| s + 1);
        frame.emit(phrase(record, i + 1, n), analysis.sentence_text(n), emit);
    }
}

fn phrase<'a>(p: PhraseRecord<'a>, n: usize, sentence: usize) -> Vec<Cell<'a>> {
    let place = |[start, end]: &Pair| format!("{start}-{end}");
    let spans: Vec<_> = p.spans.iter().map(place).collect();
    vec![
        n.into(),
        p.text.into(),
        Cell::Float(Some(p.score)),
        p.count.into(),
        p.spans.first().map(|s| s[0]).into(),
        p.spans.first().map(|s| s[1]).into(),
        spans.join(" ").into(),
        p.in_title.into(),
        sentence.into(),
    ]
}

fn mask<'a>(m: MaskRecord<'a>) -> Vec<Cell<'a>> {
    let best = m.candidates.first();
    let evidence = best.map(|c| c.evidence.join(" ")).unwrap_or_default();
    let all: Vec<_> = m
        .candidates
        .iter()
        .map(|c| format!("{}:{}", c.text, c.score))
        .collect();
    vec![
        m.n.into(),
        m.text.into(),
        m.start.into(),
        m.end.into(),
        m.length.into(),
        m.kind.into(),
        m.removed.into(),
        m.left.into(),
        m.right.into(),
        m.pattern.into(),
        best.map(|c| c.text).into(),
        Cell::Float(best.map(|c| c.score)),
        evidence.into(),
        all.join(" ").into(),
        m.sentence.into(),
    ]
}

fn tokens<'a>(analysis: &Analysis<'a>, frame: &Frame<'a>, emit: Emit<'_>) {
    let starts = analysis.sentence_starts();
    let (mut sentence, mut n) = (0, 0);
    for t in super::tokens(analysis) {
        n += 1;
        while sentence < starts.len() && starts[sentence] <= t.start {
            sentence += 1;
        }
        let text = analysis.sentence_text(sentence);
        frame.emit(token(t, n, sentence), text, emit);
    }
}

fn token<'a>(t: TokenRecord<'a>, n: usize, sentence: usize) -> Vec<Cell<'a>> {
    vec![
        n.into(),
        t.text.into(),
        t.start.into(),
        t.end.into(),
        t.pos.into(),
        t.kind.into(),
        sentence.into(),
    ]
}

impl<'a> Analysis<'a> {
    /// The text of sentence `n`, counted from 1, as it stands in the original; empty when
    /// there is none.
    #[must_use]
    pub fn sentence_text(&self, n: usize) -> &'a str {
        let sentence = n
            .checked_sub(1)
            .and_then(|i| self.document.sentences.get(i));
        sentence.map_or("", |s| self.place(s.span).0)
    }

    /// Where the sentences begin, in the reader's unit.
    fn sentence_starts(&self) -> Vec<usize> {
        let all = self.document.sentences.iter();
        all.map(|s| self.place(s.span).1[0]).collect()
    }
}
