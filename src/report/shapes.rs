//! The shapes of the article record and of the items in it, keys in their fixed order.

use super::Pair;
use crate::input::Source;
use serde::Serialize;

/// The article record, `article/1`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct ArticleRecord<'a> {
    pub schema: &'static str,
    pub id: &'a str,
    pub path: Option<&'a str>,
    pub source: SourceRecord<'a>,
    pub title: Option<&'a str>,
    pub publisher: Option<&'a str>,
    pub published: Option<String>,
    pub published_from: Option<&'static str>,
    pub offsets: &'static str,
    pub chars: usize,
    pub paragraphs: usize,
    pub sentences: usize,
    pub statistics: Vec<StatisticRecord<'a>>,
    pub dates: Vec<DateRecord<'a>>,
    pub checks: Vec<CheckRecord<'a>>,
    pub phrases: Vec<PhraseRecord<'a>>,
    pub masks: Vec<MaskRecord<'a>>,
    pub tokens: Option<Vec<TokenRecord<'a>>>,
    pub warnings: &'a [String],
    pub tool: ToolRecord<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    #[serde(flatten)]
    pub keep: &'a serde_json::Map<String, serde_json::Value>,
}

/// How the text was read.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct SourceRecord<'a> {
    pub format: &'a str,
    pub encoding: &'a str,
    pub bytes: u64,
    pub replaced: u64,
}

impl<'a> SourceRecord<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        SourceRecord {
            format: &source.format,
            encoding: &source.encoding,
            bytes: source.bytes,
            replaced: source.replaced,
        }
    }
}

/// Program, version and dictionaries.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct ToolRecord<'a> {
    pub name: &'static str,
    pub version: &'static str,
    pub lexicon: &'a str,
}

/// A statistic.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct StatisticRecord<'a> {
    pub n: usize,
    pub kind: &'static str,
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub core: Pair,
    pub number: Pair,
    pub value: Option<String>,
    pub lo: Option<String>,
    pub hi: Option<String>,
    pub iso: Option<&'a str>,
    pub ratio: Option<&'a str>,
    pub approx: Option<&'static str>,
    pub unit: Option<&'a str>,
    pub unit_text: Option<&'a str>,
    pub of: Option<Phrased<'a>>,
    pub change: Option<ChangeRecord<'a>>,
    pub per: Option<&'a str>,
    pub date: Option<usize>,
    pub sentence: usize,
    pub rule: &'a str,
    pub flags: &'a [&'static str],
}

/// A phrase of the text with its place.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct Phrased<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

/// A change.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct ChangeRecord<'a> {
    pub direction: Option<&'static str>,
    pub role: &'static str,
    pub base: Option<&'static str>,
    pub base_text: Option<&'a str>,
    pub pair: Option<usize>,
}

/// A date.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct DateRecord<'a> {
    pub n: usize,
    pub kind: &'static str,
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub core: Pair,
    pub iso: Option<&'a str>,
    pub precision: &'static str,
    pub anchored: bool,
    pub sentence: usize,
    pub rule: &'a str,
    pub flags: &'a [&'static str],
}

/// A check.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct CheckRecord<'a> {
    pub n: usize,
    pub kind: &'static str,
    pub holds: bool,
    pub stated: String,
    pub actual: String,
    pub statistics: Vec<usize>,
    pub start: usize,
    pub end: usize,
    pub tolerance: String,
    pub explanation: &'a str,
}

/// A key phrase.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct PhraseRecord<'a> {
    pub text: &'a str,
    pub score: f64,
    pub count: usize,
    pub spans: Vec<Pair>,
    pub in_title: bool,
}

/// A mask.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct MaskRecord<'a> {
    pub n: usize,
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub length: usize,
    pub kind: &'static str,
    pub removed: bool,
    pub left: &'a str,
    pub right: &'a str,
    pub pattern: &'a str,
    pub sentence: usize,
    pub candidates: Vec<CandidateRecord<'a>>,
}

/// A possible filling of a mask.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct CandidateRecord<'a> {
    pub text: &'a str,
    pub score: f64,
    pub evidence: &'a [&'static str],
}

/// A token.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "keys are specified in docs/output.md")]
pub struct TokenRecord<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub pos: &'a str,
    #[serde(rename = "type")]
    pub kind: &'static str,
}
