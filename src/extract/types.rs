//! What extraction finds: statistics and dates, with spans in the normalized text.

use crate::span::Span;
use rust_decimal::Decimal;

/// What kind of number a statistic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the output contract's own words")]
pub enum StatKind {
    Count,
    Number,
    Percent,
    PercentPoint,
    Permille,
    Fraction,
    Money,
    Measure,
    Duration,
    Age,
    Multiple,
    Ratio,
    Ordinal,
    /// Only with `--all-numbers`: a phone, document number, id.
    Identifier,
    /// Only with `--all-numbers`: a number inside a name, slogan or idiom.
    Lexical,
}

impl StatKind {
    /// The word in the statistic record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            StatKind::Count => "count",
            StatKind::Number => "number",
            StatKind::Percent => "percent",
            StatKind::PercentPoint => "percent_point",
            StatKind::Permille => "permille",
            StatKind::Fraction => "fraction",
            StatKind::Money => "money",
            StatKind::Measure => "measure",
            StatKind::Duration => "duration",
            StatKind::Age => "age",
            StatKind::Multiple => "multiple",
            StatKind::Ratio => "ratio",
            StatKind::Ordinal => "ordinal",
            StatKind::Identifier => "identifier",
            StatKind::Lexical => "lexical",
        }
    }

    /// False for what is listed only with `--all-numbers`.
    #[must_use]
    pub fn is_statistic(self) -> bool {
        !matches!(self, StatKind::Identifier | StatKind::Lexical)
    }
}

/// How far a stated number may be off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the output contract's own words")]
pub enum Approx {
    /// 约 左右 上下
    About,
    /// 近 将近 不到 不足
    Nearly,
    /// 余 多 超 逾 突破
    Over,
    /// 至少 不低于
    AtLeast,
    /// 至多 不超过 以内
    AtMost,
    /// 几 数
    Several,
}

impl Approx {
    /// The word in the statistic record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Approx::About => "about",
            Approx::Nearly => "nearly",
            Approx::Over => "over",
            Approx::AtLeast => "at_least",
            Approx::AtMost => "at_most",
            Approx::Several => "several",
        }
    }
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the output contract's own words")]
pub enum Direction {
    Up,
    Down,
    Flat,
}

impl Direction {
    /// The word in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Flat => "flat",
        }
    }
}

/// What the number is in a change: its amount, its start or its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the output contract's own words")]
pub enum ChangeRole {
    By,
    From,
    To,
}

impl ChangeRole {
    /// The word in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChangeRole::By => "by",
            ChangeRole::From => "from",
            ChangeRole::To => "to",
        }
    }
}

/// What a change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the output contract's own words")]
pub enum Base {
    /// 同比, 比上年
    Yoy,
    /// 环比, 比上月
    Mom,
    Other,
}

impl Base {
    /// The word in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Base::Yoy => "yoy",
            Base::Mom => "mom",
            Base::Other => "other",
        }
    }
}

/// A change that a statistic belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Which way, when the text says.
    pub direction: Option<Direction>,
    /// The number's part in the change.
    pub role: ChangeRole,
    /// What it is measured against, when the text says.
    pub base: Option<Base>,
    /// The words that say so (同比, 较上年同期).
    pub base_text: Option<Span>,
    /// Index of the other end of 由6个增至11个 in the list of statistics.
    pub pair: Option<usize>,
}

/// A number that measures or counts something.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistic {
    /// What kind.
    pub kind: StatKind,
    /// The whole expression with its modifiers (约2.5万).
    pub span: Span,
    /// From the numeral's first character to the last of its unit.
    pub core: Span,
    /// The numeral alone.
    pub number: Span,
    /// Exact value; see the output contract for ranges and bounds.
    pub value: Option<Decimal>,
    /// Lower bound.
    pub lo: Option<Decimal>,
    /// Upper bound.
    pub hi: Option<Decimal>,
    /// ISO 8601 duration (`P4M`, `P3Y/P5Y`).
    pub iso: Option<String>,
    /// `2/3`, `35.5:64.5`.
    pub ratio: Option<String>,
    /// How far it may be off.
    pub approx: Option<Approx>,
    /// Canonical unit.
    pub unit: Option<&'static str>,
    /// The unit as written.
    pub unit_text: Option<Span>,
    /// The thing counted or measured.
    pub of: Option<Span>,
    /// The change that it belongs to.
    pub change: Option<Change>,
    /// What it is reckoned per (日, 人, 亩).
    pub per: Option<Span>,
    /// Index of the date that governs it in the list of dates.
    pub date: Option<usize>,
    /// Index of its sentence.
    pub sentence: u32,
    /// The rule that fired: an id of `dicts/` or of the grammar.
    pub rule: &'static str,
    /// Doubts.
    pub flags: Vec<&'static str>,
}

/// Whether a date is a day, a time of day or an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are the output contract's own words")]
pub enum DateKind {
    Date,
    Time,
    Interval,
}

impl DateKind {
    /// The word in the date record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DateKind::Date => "date",
            DateKind::Time => "time",
            DateKind::Interval => "interval",
        }
    }
}

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the output contract's own words")]
pub enum Precision {
    Vague,
    Year,
    Half,
    Quarter,
    Month,
    Tenday,
    Week,
    Day,
    Hour,
    Minute,
}

impl Precision {
    /// The word in the date record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Precision::Vague => "vague",
            Precision::Year => "year",
            Precision::Half => "half",
            Precision::Quarter => "quarter",
            Precision::Month => "month",
            Precision::Tenday => "tenday",
            Precision::Week => "week",
            Precision::Day => "day",
            Precision::Hour => "hour",
            Precision::Minute => "minute",
        }
    }
}

/// A point or interval of calendar time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// What it is.
    pub kind: DateKind,
    /// The whole expression (截至9月底).
    pub span: Span,
    /// The date alone (9月底).
    pub core: Span,
    /// ISO 8601, as the output contract says; none when vague or without anchor.
    pub iso: Option<String>,
    /// How fine.
    pub precision: Precision,
    /// True when the publish date or the context was needed.
    pub anchored: bool,
    /// Index of its sentence.
    pub sentence: u32,
    /// The rule that fired.
    pub rule: &'static str,
    /// Doubts (`no_anchor` …).
    pub flags: Vec<&'static str>,
}

/// All that extraction finds in one document.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// Statistics in text order.
    pub statistics: Vec<Statistic>,
    /// Dates in text order.
    pub dates: Vec<DateMention>,
}
