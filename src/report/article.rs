//! From an analysis to the article record, item by item.

use super::{
    ArticleRecord, CandidateRecord, ChangeRecord, CheckRecord, DateRecord, MaskRecord,
    PhraseRecord, Phrased, SourceRecord, StatisticRecord, TokenRecord, ToolRecord, four, plain,
};
use crate::{
    check::Check,
    extract::{Change, DateMention, Statistic},
    mask::Mask,
    phrases::Phrase,
    pipeline::Analysis,
    segment::Token,
    span::Span,
};

/// Characters of context beside a mask.
const CONTEXT: usize = 12;

/// The article record of an analysis.
#[must_use]
pub fn article<'a>(analysis: &Analysis<'a>) -> ArticleRecord<'a> {
    let Analysis {
        analyzer, document, ..
    } = *analysis;
    let options = analyzer.options();
    ArticleRecord {
        schema: "article/1",
        id: &document.id,
        path: document.path.as_deref(),
        source: SourceRecord::new(&document.source),
        title: document.title.as_ref().map(|t| t.text.as_str()),
        publisher: document.publisher.as_deref(),
        published: document.published.map(|d| d.to_string()),
        published_from: document.published_from.map(|f| f.name()),
        offsets: options.offsets.name(),
        chars: document.original.chars().count(),
        paragraphs: document.paragraphs.len(),
        sentences: document.sentences.len(),
        statistics: statistics(analysis),
        dates: dates(analysis),
        checks: checks(analysis),
        phrases: phrases(analysis),
        masks: masks(analysis),
        tokens: options.with_tokens.then(|| tokens(analysis)),
        warnings: &document.warnings,
        tool: tool(analyzer.lexicon()),
        text: options.with_text.then_some(document.original.as_str()),
        keep: &document.keep,
    }
}

/// The program's own record.
#[must_use]
pub fn tool(lexicon: &str) -> ToolRecord<'_> {
    ToolRecord {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        lexicon,
    }
}

/// The statistics of an analysis; those that are none only with `--all-numbers`.
#[must_use]
pub fn statistics<'a>(analysis: &Analysis<'a>) -> Vec<StatisticRecord<'a>> {
    let numbers = Numbers::new(analysis);
    let all = analysis.extraction.statistics.iter();
    all.enumerate()
        .filter_map(|(i, s)| Some(statistic(analysis, &numbers, numbers.of(i)?, s)))
        .collect()
}

/// The `n` of every statistic that is reported.
struct Numbers(Vec<Option<usize>>);

impl Numbers {
    fn new(analysis: &Analysis<'_>) -> Self {
        let all = analysis.analyzer.options().all_numbers;
        let mut n = 0;
        let number = |s: &Statistic| {
            (all || s.kind.is_statistic()).then(|| {
                n += 1;
                n
            })
        };
        Numbers(analysis.extraction.statistics.iter().map(number).collect())
    }

    fn of(&self, index: usize) -> Option<usize> {
        self.0.get(index).copied().flatten()
    }
}

fn statistic<'a>(
    analysis: &Analysis<'a>,
    numbers: &Numbers,
    n: usize,
    s: &'a Statistic,
) -> StatisticRecord<'a> {
    let (text, [start, end]) = analysis.place(s.span);
    StatisticRecord {
        n,
        kind: s.kind.name(),
        text,
        start,
        end,
        core: analysis.place(s.core).1,
        number: analysis.place(s.number).1,
        value: s.value.map(plain),
        lo: s.lo.map(plain),
        hi: s.hi.map(plain),
        iso: s.iso.as_deref(),
        ratio: s.ratio.as_deref(),
        approx: s.approx.map(|a| a.name()),
        unit: s.unit,
        unit_text: s.unit_text.map(|u| analysis.place(u).0),
        of: s.of.map(|span| {
            let (text, [start, end]) = analysis.place(span);
            Phrased { text, start, end }
        }),
        change: s.change.as_ref().map(|c| change(analysis, numbers, c)),
        per: s.per.map(|p| analysis.place(p).0),
        date: s.date.map(|d| d + 1),
        sentence: s.sentence as usize + 1,
        rule: s.rule,
        flags: &s.flags,
    }
}

fn change<'a>(analysis: &Analysis<'a>, numbers: &Numbers, c: &Change) -> ChangeRecord<'a> {
    ChangeRecord {
        direction: c.direction.map(|d| d.name()),
        role: c.role.name(),
        base: c.base.map(|b| b.name()),
        base_text: c.base_text.map(|t| analysis.place(t).0),
        pair: c.pair.and_then(|p| numbers.of(p)),
    }
}

/// The dates of an analysis.
#[must_use]
pub fn dates<'a>(analysis: &Analysis<'a>) -> Vec<DateRecord<'a>> {
    let all = analysis.extraction.dates.iter().enumerate();
    all.map(|(i, d)| date(analysis, i + 1, d)).collect()
}

fn date<'a>(analysis: &Analysis<'a>, n: usize, d: &'a DateMention) -> DateRecord<'a> {
    let (text, [start, end]) = analysis.place(d.span);
    DateRecord {
        n,
        kind: d.kind.name(),
        text,
        start,
        end,
        core: analysis.place(d.core).1,
        iso: d.iso.as_deref(),
        precision: d.precision.name(),
        anchored: d.anchored,
        sentence: d.sentence as usize + 1,
        rule: d.rule,
        flags: &d.flags,
    }
}

/// The checks of an analysis.
#[must_use]
pub fn checks<'a>(analysis: &Analysis<'a>) -> Vec<CheckRecord<'a>> {
    let numbers = Numbers::new(analysis);
    let record = |(i, c): (usize, &'a Check)| {
        let [start, end] = analysis.place(c.span).1;
        CheckRecord {
            n: i + 1,
            kind: c.kind.name(),
            holds: c.holds,
            stated: plain(c.stated),
            actual: plain(c.actual),
            statistics: c.statistics.iter().filter_map(|&s| numbers.of(s)).collect(),
            start,
            end,
            tolerance: plain(c.tolerance),
            explanation: &c.explanation,
        }
    };
    analysis.checks.iter().enumerate().map(record).collect()
}

/// The phrases of an analysis.
#[must_use]
pub fn phrases<'a>(analysis: &Analysis<'a>) -> Vec<PhraseRecord<'a>> {
    let record = |p: &'a Phrase| PhraseRecord {
        text: &p.text,
        score: four(p.score),
        count: p.spans.len(),
        spans: p.spans.iter().map(|&s| analysis.place(s).1).collect(),
        in_title: p.in_title,
    };
    analysis.phrases.iter().map(record).collect()
}

/// The masks of an analysis.
#[must_use]
pub fn masks<'a>(analysis: &Analysis<'a>) -> Vec<MaskRecord<'a>> {
    let all = analysis.masks.iter().enumerate();
    all.map(|(i, m)| mask(analysis, i + 1, m)).collect()
}

fn mask<'a>(analysis: &Analysis<'a>, n: usize, m: &'a Mask) -> MaskRecord<'a> {
    let (text, [start, end]) = analysis.place(m.span);
    let place = analysis.document.normal.map.original(m.span);
    let (left, right) = context(&analysis.document.original, place);
    MaskRecord {
        n,
        text,
        start,
        end,
        length: m.length,
        kind: m.kind.name(),
        removed: m.removed,
        left,
        right,
        pattern: analysis.place(m.pattern).0,
        sentence: analysis
            .document
            .sentence_at(m.span.from())
            .map_or(0, |s| s + 1),
        candidates: m
            .candidates
            .iter()
            .map(|c| CandidateRecord {
                text: &c.text,
                score: four(c.score),
                evidence: &c.evidence,
            })
            .collect(),
    }
}

/// Up to twelve characters (grapheme clusters are never cut) on each side, the same line.
fn context(text: &str, span: Span) -> (&str, &str) {
    use unicode_segmentation::UnicodeSegmentation;
    let before = &text[..span.from()];
    let before = &before[before.rfind('\n').map_or(0, |i| i + 1)..];
    let after = &text[span.to()..];
    let after = &after[..after.find('\n').unwrap_or(after.len())];
    let from = before
        .grapheme_indices(true)
        .rev()
        .nth(CONTEXT - 1)
        .map_or(0, |(i, _)| i);
    let to = after
        .grapheme_indices(true)
        .nth(CONTEXT)
        .map_or(after.len(), |(i, _)| i);
    (&before[from..], &after[..to])
}

/// The tokens of an analysis. What normalization took out (a hard wrap) stands as a space
/// token or inside its word, so that the tokens give the original text back.
#[must_use]
pub fn tokens<'a>(analysis: &Analysis<'a>) -> Vec<TokenRecord<'a>> {
    let mut out = Vec::with_capacity(analysis.tokens.tokens.len());
    let original = &analysis.document.original;
    let mut at = 0;
    for token in &analysis.tokens.tokens {
        let place = analysis.document.normal.map.original(token.span);
        gap(analysis, at, place.from(), &mut out);
        out.push(token_record(analysis, token));
        at = place.to();
    }
    gap(analysis, at, original.len(), &mut out);
    out
}

fn gap<'a>(analysis: &Analysis<'a>, from: usize, to: usize, out: &mut Vec<TokenRecord<'a>>) {
    if from < to {
        let text = &analysis.document.original[from..to];
        let [start, end] = analysis.units(Span::new(from, to));
        out.push(TokenRecord {
            text,
            start,
            end,
            pos: "x",
            kind: "space",
        });
    }
}

fn token_record<'a>(analysis: &Analysis<'a>, token: &'a Token) -> TokenRecord<'a> {
    let (text, [start, end]) = analysis.place(token.span);
    TokenRecord {
        text,
        start,
        end,
        pos: token.pos.name(),
        kind: token.kind.name(),
    }
}
