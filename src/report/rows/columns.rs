//! The columns of every kind of row: name, type, meaning. Data, no code.

use super::Kind;

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// A string; `""` when absent.
    Text,
    /// A whole number, always there.
    Integer,
    /// A whole number or null.
    OptionalInteger,
    /// A number written with a decimal point, or null.
    Decimal,
    /// A score, 0…1, or null.
    Float,
    /// `true` or `false`.
    Bool,
    /// As in the input (`--keep`).
    Any,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: Type,
    /// What stands in it.
    pub about: &'static str,
}

const fn column(name: &'static str, kind: Type, about: &'static str) -> Column {
    Column { name, kind, about }
}

use Type::{Bool, Decimal, Float, Integer, OptionalInteger, Text};

impl Kind {
    /// All kinds that have a schema of their own, in the order of the commands.
    pub const ITEMS: [Kind; 7] = [
        Kind::Statistic,
        Kind::Date,
        Kind::Check,
        Kind::Phrase,
        Kind::Corpus,
        Kind::Mask,
        Kind::Token,
    ];

    /// The value of the `schema` column.
    #[must_use]
    pub fn schema(self) -> &'static str {
        match self {
            Kind::Article => "article/1",
            Kind::Pack => "pack/1",
            Kind::Statistic => "statistic/1",
            Kind::Date => "date/1",
            Kind::Check => "check/1",
            Kind::Phrase => "phrase/1",
            Kind::Corpus => "corpus_phrase/1",
            Kind::Mask => "mask/1",
            Kind::Token => "token/1",
        }
    }

    /// The columns that stand first in every row, before those of `--keep`.
    #[must_use]
    pub fn head(self) -> &'static [Column] {
        match self {
            Kind::Corpus => &[],
            _ => HEAD,
        }
    }

    /// The columns between those of `--keep` and `sentence_text`.
    #[must_use]
    pub fn body(self) -> &'static [Column] {
        match self {
            Kind::Article => ARTICLE,
            Kind::Pack => PACK,
            Kind::Statistic => STATISTIC,
            Kind::Date => DATE,
            Kind::Check => CHECK,
            Kind::Phrase => PHRASE,
            Kind::Corpus => CORPUS,
            Kind::Mask => MASK,
            Kind::Token => TOKEN,
        }
    }

    /// Whether `sentence_text` stands last.
    #[must_use]
    pub fn has_sentence_text(self) -> bool {
        !matches!(self, Kind::Article | Kind::Pack | Kind::Corpus)
    }

    /// All columns in order; `keep` names those passed through from the input.
    #[must_use]
    pub fn columns(self, keep: &[&'static str]) -> Vec<Column> {
        let kept = keep
            .iter()
            .map(|name| column(name, Type::Any, "from the input"));
        let mut columns = self.head().to_vec();
        columns.extend(kept);
        columns.extend(self.body());
        if self.has_sentence_text() {
            columns.push(SENTENCE_TEXT);
        }
        columns
    }
}

const SENTENCE_TEXT: Column = column("sentence_text", Text, "the whole sentence");
const HEAD: &[Column] = &[
    column("schema", Text, "name and version of this kind of row"),
    column(
        "id",
        Text,
        "the article's identifier: the record's id, or the path",
    ),
    column("published", Text, "publish day, YYYY-MM-DD"),
    column("publisher", Text, "who published the article"),
    column("title", Text, "the article's title"),
];
const ARTICLE: &[Column] = &[
    column("path", Text, "path as given"),
    column("format", Text, "text, html or ndjson"),
    column("encoding", Text, "WHATWG name of the encoding"),
    column("bytes", Integer, "bytes read"),
    column("replaced", Integer, "byte sequences that were no text"),
    column("chars", Integer, "characters"),
    column("paragraphs", Integer, "paragraphs"),
    column("sentences", Integer, "sentences"),
    column("statistics", Integer, "number of statistics"),
    column("dates", Integer, "number of dates"),
    column("checks", Integer, "number of checks"),
    column("failed", Integer, "checks that do not hold"),
    column("masks", Integer, "places where characters were removed"),
    column("phrases", Text, "key phrases, a space between"),
    column("warnings", Text, "doubts about the input"),
];
const PACK: &[Column] = &[
    column("path", Text, "path as given"),
    column("format", Text, "text, html or ndjson"),
    column("encoding", Text, "WHATWG name of the encoding"),
    column("bytes", Integer, "bytes read"),
    column("replaced", Integer, "byte sequences that were no text"),
    column("text", Text, "the decoded text, in which all offsets count"),
];
const STATISTIC: &[Column] = &[
    column("n", Integer, "1, 2, … in text order"),
    column(
        "kind",
        Text,
        "count, number, percent, percent_point, permille, fraction, money, measure, duration, age, multiple, ratio, ordinal",
    ),
    column("text", Text, "the whole expression with its modifiers"),
    column("start", Integer, "offset of its first character"),
    column("end", Integer, "offset after its last character"),
    column("core_start", Integer, "start of numeral and unit"),
    column("core_end", Integer, "end of numeral and unit"),
    column("number_start", Integer, "start of the numeral"),
    column("number_end", Integer, "end of the numeral"),
    column(
        "value",
        Decimal,
        "the value with 万 and 亿 multiplied out; null for a range",
    ),
    column("value_text", Text, "the value as an exact decimal"),
    column("lo", Decimal, "lower bound; null when open"),
    column("hi", Decimal, "upper bound; null when open"),
    column("iso", Text, "ISO 8601 duration"),
    column("ratio", Text, "2/3 for a fraction, 35.5:64.5 for a ratio"),
    column(
        "approx",
        Text,
        "about, nearly, over, at_least, at_most, several",
    ),
    column("unit", Text, "canonical unit"),
    column("unit_text", Text, "the unit as written"),
    column("of", Text, "the thing counted or measured"),
    column("of_start", OptionalInteger, "its start"),
    column("of_end", OptionalInteger, "its end"),
    column("change_direction", Text, "up, down, flat"),
    column("change_role", Text, "by, from, to"),
    column("change_base", Text, "yoy, mom, other"),
    column("change_base_text", Text, "the words that name the base"),
    column(
        "change_pair",
        OptionalInteger,
        "n of the other end of the change",
    ),
    column("per", Text, "what it is reckoned per"),
    column("date", OptionalInteger, "n of the date that governs it"),
    column("date_iso", Text, "that date in ISO 8601"),
    column("sentence", Integer, "number of the sentence"),
    column("rule", Text, "the rule that fired"),
    column("flags", Text, "doubts, a space between"),
];
const DATE: &[Column] = &[
    column("n", Integer, "1, 2, … in text order"),
    column("kind", Text, "date, time, interval"),
    column("text", Text, "the whole expression"),
    column("start", Integer, "offset of its first character"),
    column("end", Integer, "offset after its last character"),
    column("core_start", Integer, "start of the date alone"),
    column("core_end", Integer, "end of the date alone"),
    column("iso", Text, "ISO 8601; an interval as start/end"),
    column(
        "precision",
        Text,
        "year, half, quarter, month, tenday, week, day, hour, minute, vague",
    ),
    column(
        "anchored",
        Bool,
        "the publish date or the context was needed",
    ),
    column("sentence", Integer, "number of the sentence"),
    column("rule", Text, "the rule that fired"),
    column("flags", Text, "doubts, a space between"),
];
const CHECK: &[Column] = &[
    column("n", Integer, "1, 2, … in text order"),
    column("kind", Text, "sum, rate, change, difference"),
    column("holds", Bool, "whether the arithmetic holds"),
    column("text", Text, "from the first to the last figure involved"),
    column("start", Integer, "offset of its first character"),
    column("end", Integer, "offset after its last character"),
    column("stated", Decimal, "the figure that the text states"),
    column("stated_text", Text, "the same as an exact decimal"),
    column("actual", Decimal, "the figure that the others give"),
    column("actual_text", Text, "the same as an exact decimal"),
    column("tolerance", Decimal, "how far rounding may lead"),
    column(
        "statistics",
        Text,
        "n of the statistics involved, a space between",
    ),
    column("explanation", Text, "the computation in one sentence"),
    column("sentence", Integer, "number of the sentence"),
];
const PHRASE: &[Column] = &[
    column("n", Integer, "1, 2, … best first"),
    column("text", Text, "the phrase"),
    column("score", Float, "0…1"),
    column("count", Integer, "occurrences"),
    column("start", OptionalInteger, "start of the first occurrence"),
    column("end", OptionalInteger, "end of the first occurrence"),
    column("spans", Text, "all occurrences, start-end, a space between"),
    column("in_title", Bool, "stands in the title"),
    column(
        "sentence",
        Integer,
        "number of the sentence of the first occurrence",
    ),
];
const CORPUS: &[Column] = &[
    column("schema", Text, "name and version of this kind of row"),
    column("by", Text, "all, month, publisher"),
    column("group", Text, "the month YYYY-MM or the publisher"),
    column("articles", Integer, "articles of the group"),
    column(
        "n",
        Integer,
        "1, 2, … within the group, most articles first",
    ),
    column("text", Text, "the phrase"),
    column(
        "documents",
        Integer,
        "articles of the group of which it is a key phrase",
    ),
    column(
        "missed",
        Integer,
        "articles that may be missing from documents, at most",
    ),
    column("occurrences", Integer, "occurrences in these articles"),
    column("score", Float, "mean score in these articles"),
    column("first", Text, "id of the first of these articles"),
];
const MASK: &[Column] = &[
    column("n", Integer, "1, 2, … in text order"),
    column("text", Text, "the run of marks"),
    column("start", Integer, "offset of its first character"),
    column("end", Integer, "offset after its last character"),
    column("length", Integer, "characters in the run"),
    column(
        "kind",
        Text,
        "censored, person, organisation, … markdown, footnote, …",
    ),
    column("removed", Bool, "whether characters were removed here"),
    column("left", Text, "up to 12 characters before it"),
    column("right", Text, "up to 12 characters after it"),
    column("pattern", Text, "the word or words around it"),
    column("candidate", Text, "the best filling"),
    column("candidate_score", Float, "its probability"),
    column(
        "candidate_evidence",
        Text,
        "dictionary, document, model, a space between",
    ),
    column(
        "candidates",
        Text,
        "all fillings, text:score, a space between",
    ),
    column("sentence", Integer, "number of the sentence"),
];
const TOKEN: &[Column] = &[
    column("n", Integer, "1, 2, … in text order"),
    column("text", Text, "the token"),
    column("start", Integer, "offset of its first character"),
    column("end", Integer, "offset after its last character"),
    column("pos", Text, "part of speech in jieba's tag set"),
    column(
        "type",
        Text,
        "word, number, date, mask, latin, punctuation, space",
    ),
    column("sentence", Integer, "number of the sentence"),
];
