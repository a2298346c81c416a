//! Quantities in words: 首个, 首次, 一半, 对折, 翻番, 成倍. The words are data.

use super::{
    around, blank, is_taken,
    read::{Scene, content_sentence},
};
use crate::{
    error::{Error, Result},
    extract::{Approx, StatKind, Statistic},
    lexicon::{Dicts, intern},
    span::Span,
};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    word: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    kind: String,
    words: Vec<String>,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    ratio: Option<String>,
    #[serde(default)]
    approx: Option<String>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    not_after: String,
    #[serde(default, rename = "accept")]
    _accept: Vec<String>,
    #[serde(default, rename = "reject")]
    _reject: Vec<String>,
}

/// What an entry's words stand for.
#[derive(Debug)]
struct Meaning {
    rule: &'static str,
    kind: StatKind,
    value: Option<Decimal>,
    ratio: Option<String>,
    approx: Option<Approx>,
    unit: Option<&'static str>,
    not_after: Box<str>,
}

/// The words and their meanings.
pub(super) struct NumberWords {
    words: CharwiseDoubleArrayAhoCorasick<u32>,
    meanings: Vec<Meaning>,
}

impl std::fmt::Debug for NumberWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NumberWords")
            .field("meanings", &self.meanings)
            .finish_non_exhaustive()
    }
}

fn meaning(entry: &Entry) -> std::result::Result<Meaning, String> {
    let kind = match entry.kind.as_str() {
        "ordinal" => StatKind::Ordinal,
        "fraction" => StatKind::Fraction,
        "percent" => StatKind::Percent,
        "multiple" => StatKind::Multiple,
        "number" => StatKind::Number,
        other => return Err(format!("unknown kind {other}")),
    };
    let value = entry
        .value
        .as_deref()
        .map(|v| v.parse().map_err(|_| format!("no decimal: {v}")));
    let halves = entry.ratio.as_deref().map(|_| Decimal::new(5, 1));
    let approx = entry.approx.as_deref().map(|name| match name {
        "over" => Ok(Approx::Over),
        "nearly" => Ok(Approx::Nearly),
        "several" => Ok(Approx::Several),
        other => Err(format!("unknown approximation {other}")),
    });
    Ok(Meaning {
        rule: intern(&entry.id),
        kind,
        value: value.transpose()?.or(halves),
        ratio: entry.ratio.clone(),
        approx: approx.transpose()?,
        unit: entry.unit.as_deref().map(intern),
        not_after: entry.not_after.as_str().into(),
    })
}

impl NumberWords {
    /// Loads `number_words.toml`.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let bad = |why: String| Error::dictionary(why).at_path("number_words.toml");
        let file: File = dicts.toml("number_words.toml")?;
        let mut meanings = Vec::new();
        let mut words = Vec::new();
        for entry in &file.word {
            words.extend(
                entry
                    .words
                    .iter()
                    .map(|w| (w.as_str(), meanings.len() as u32)),
            );
            meanings.push(meaning(entry).map_err(|why| bad(format!("{}: {why}", entry.id)))?);
        }
        let words = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(words)
            .map_err(|e| bad(e.to_string()))?;
        Ok(NumberWords { words, meanings })
    }

    /// Reads the words of the content part.
    pub(super) fn read(&self, scene: &Scene<'_, '_>, taken: &[Span]) -> Vec<Statistic> {
        let context = scene.context;
        let text = context.text();
        let mut out = Vec::new();
        for hit in self.words.leftmost_find_iter(text) {
            let span = Span::new(hit.start(), hit.end());
            let meaning = &self.meanings[hit.value() as usize];
            let next = around::next(text, span.to()).unwrap_or(' ');
            if is_taken(taken, span)
                || meaning.not_after.contains(next)
                || !(around::is_cut(context, span.from()) || text[..span.from()].ends_with('暨'))
                || tears(context, span)
            {
                continue;
            }
            if let Some(sentence) = content_sentence(context, span.from()) {
                let mut found = statistic(text, meaning, span, sentence);
                if scene.enclosed.around(span).is_some() {
                    (found.kind, found.rule) = (StatKind::Lexical, "name.quoted");
                }
                out.push(found);
            }
        }
        out
    }
}

/// Whether a longer numeral begins before the word: 五五折 is no 五折.
fn tears(context: &crate::extract::Context<'_>, span: Span) -> bool {
    let numerals = &context.tokens.numerals;
    let i = numerals.partition_point(|n| n.span.start < span.start);
    i > 0 && numerals[i - 1].span.to() > span.from()
}

fn statistic(text: &str, meaning: &Meaning, span: Span, sentence: usize) -> Statistic {
    let first = around::next(text, span.from()).map_or(0, char::len_utf8);
    let number = match meaning.kind {
        StatKind::Ordinal => Span::new(span.from(), span.from() + first),
        _ => span,
    };
    let mut out = blank(meaning.kind, span, number, meaning.rule, sentence);
    (out.value, out.lo, out.hi) = (meaning.value, meaning.value, meaning.value);
    match meaning.approx {
        Some(Approx::Over) => out.hi = None,
        Some(Approx::Nearly) => out.lo = None,
        Some(Approx::Several) => out.lo = Some(Decimal::TWO),
        _ => {}
    }
    out.approx = meaning.approx;
    out.ratio.clone_from(&meaning.ratio);
    out.unit = meaning.unit;
    if meaning.kind == StatKind::Ordinal {
        out.unit_text = Some(Span::new(number.to(), span.to()));
    }
    out
}
