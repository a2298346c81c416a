//! Durations, anniversaries, ages and days of the week against the dates that the text gives:
//! 8月18日至9月30日 is no 三个月.

use super::{Check, CheckKind, cues::Cues, figure::Figure, interval::Interval, moment::Moment};
use crate::{
    document::Document,
    extract::{DateMention, StatKind},
    span::Span,
};
use rust_decimal::{Decimal, RoundingStrategy};

/// How far from a duration its dates may stand, in bytes of text.
const REACH: usize = 120;

/// Checks of times. They need no claims: each has one reading.
pub(super) fn find(
    document: &Document,
    figures: &[Figure<'_>],
    dates: &[DateMention],
    cues: &Cues,
    out: &mut Vec<Check>,
) {
    let text = document.text();
    for figure in figures {
        let found = match figure.statistic.kind {
            StatKind::Duration if figure.statistic.core.of(text).ends_with("周年") => {
                anniversary(figure, dates, cues, document)
            }
            StatKind::Duration => lasting(figure, dates, cues, text),
            StatKind::Age => age(figure, dates, cues, document),
            _ => None,
        };
        out.extend(found.and_then(|t| t.check(figure, text)));
    }
    out.extend(dates.iter().filter_map(|d| weekday(d, text)));
}

/// Two dates and how long it is from one to the other, in the unit of a figure.
#[derive(Debug)]
struct Time {
    actual: Decimal,
    allowed: Interval,
    span: Span,
    words: String,
}

impl Time {
    /// The check of the figure that states the time.
    fn check(self, figure: &Figure<'_>, text: &str) -> Option<Check> {
        let said = figure.stated?;
        let holds = said.range.meets(self.allowed);
        let actual = self
            .actual
            .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
            .normalize();
        let verdict = if holds { "相符" } else { "不符" };
        let off = if self.actual < said.value {
            self.allowed
                .hi
                .checked_sub(self.actual)?
                .checked_add(said.value - said.range.lo)
        } else {
            self.actual
                .checked_sub(self.allowed.lo)?
                .checked_add(said.range.hi - said.value)
        };
        let unit = figure.statistic.unit_text.map_or("", |s| s.of(text));
        let shown = figure.statistic.span.of(text);
        Some(Check {
            kind: CheckKind::Difference,
            holds,
            stated: said.value.normalize(),
            actual,
            tolerance: off?.max(Decimal::ZERO).round_dp(6).normalize(),
            statistics: vec![figure.n],
            span: self.span.cover(figure.statistic.span),
            explanation: format!(
                "{}约{actual}{unit}，与文中的“{shown}”{verdict}。",
                self.words
            ),
        })
    }
}

/// 为期三天, 历时两年半 with the day it began and the day it ended.
fn lasting(figure: &Figure<'_>, dates: &[DateMention], cues: &Cues, text: &str) -> Option<Time> {
    let span = figure.statistic.span;
    let unit = unit_of(figure, text)?;
    let cue = cues.lasts(figure.label());
    let planned = cues.is_planned(figure.tail());
    let (start, end, over) = if planned && !cue {
        let next = dates.get(dates.partition_point(|d| d.span.from() < span.to()))?;
        let gap = text.get(span.to()..next.span.from())?;
        let close = gap.ends_with(['（', '(']) && gap.len() < REACH / 2;
        let (a, b) = ends(next, text).filter(|_| close && unit == 'Y')?;
        (a, b, next.span)
    } else {
        between(figure, dates, cues, text).filter(|_| cue)?
    };
    let mut allowed = start.until(end, unit)?;
    // Within 2016年至2020年 something may go on for three years, and what goes on for longer is
    // told of these years only right behind them.
    if cues.is_unbroken(figure.label()) {
        let gap = text.get(over.to()..span.from())?;
        let beside = gap.chars().count() <= 14 && !gap.contains(|c: char| c.is_ascii_digit());
        allowed.lo = Some(Decimal::ZERO).filter(|_| beside)?;
    }
    let said = figure.stated?.value;
    let counted = Some(start.touched(end)).filter(|&n| unit == 'Y' && n == said);
    let actual = counted.or_else(|| start.about(end, unit))?;
    let words = over.of(text).to_owned();
    Some(Time {
        actual,
        allowed,
        span: over,
        words,
    })
}

/// The beginning and the end that stand beside a duration: an interval, or two days with words
/// for both.
fn between(
    figure: &Figure<'_>,
    dates: &[DateMention],
    cues: &Cues,
    text: &str,
) -> Option<(Moment, Moment, Span)> {
    let span = figure.statistic.span;
    let here = |d: &&DateMention| d.sentence == figure.statistic.sentence;
    let known = dates.partition_point(|d| d.span.to() <= span.from());
    let last = dates[..known].last().filter(here);
    let Some(last) = last else {
        // 为期5天的博览会将于5月10日至12日举行.
        let next = dates.get(known).filter(here)?;
        let gap = text.get(span.to()..next.span.from())?;
        let close = gap.len() < REACH && !gap.contains(['，', '；', '、']);
        let (a, b) = ends(next, text).filter(|_| close)?;
        return Some((a, b, next.span));
    };
    let near = span.from().saturating_sub(last.span.to()) < REACH;
    if let Some((a, b)) = ends(last, text) {
        return near.then_some((a, b, last.span));
    }
    let first = dates[..known - 1].last().filter(here)?;
    let begins = text.get(first.span.from()..last.span.from())?;
    let stops = text.get(last.span.from()..span.from())?;
    let told = cues.begins(begins) && cues.stops(stops) && !begins.contains('；');
    let (a, b) = (Moment::of(first, text)?, Moment::of(last, text)?);
    (near && told).then_some((a, b, first.span.cover(last.span)))
}

/// The two ends of an interval.
fn ends(date: &DateMention, text: &str) -> Option<(Moment, Moment)> {
    // Not a quarter or a five-year plan, in which something goes on.
    let words = date.core.of(text);
    let range = words.contains(['至', '到', '—', '-', '－', '~', '～', '–', '来', '起']);
    if !range || words.contains('“') {
        return None;
    }
    match date.iso.as_deref().and_then(|iso| iso.split_once('/')) {
        Some((a, b)) => Some((Moment::parse(a)?, Moment::parse(b)?)),
        None if date.iso.is_none() => Moment::pair(date.core.of(text)),
        None => None,
    }
}

/// The letter of an ISO duration of one unit (`P3M`).
fn unit_of(figure: &Figure<'_>, text: &str) -> Option<char> {
    let iso = figure.statistic.iso.as_deref()?;
    let one = iso.starts_with('P') && !iso.contains(['T', '/']);
    let written = figure.statistic.core.of(text);
    let unit = iso.chars().last().filter(|_| one)?;
    // Quarters are told in months (P6M).
    let words = match unit {
        'D' => ["天", "日"],
        'M' => ["月", "月"],
        'W' => ["周", "星期"],
        'Y' => ["年", "载"],
        _ => return None,
    };
    words.iter().any(|w| written.contains(w)).then_some(unit)
}

/// 学校创办于1954年，2014年迎来建校60周年.
fn anniversary(
    figure: &Figure<'_>,
    dates: &[DateMention],
    cues: &Cues,
    document: &Document,
) -> Option<Time> {
    let text = document.text();
    let known = dates.partition_point(|d| d.span.to() <= figure.statistic.span.from());
    let now = dates.get(figure.statistic.date?)?;
    let paragraph = paragraph(document, figure.statistic.sentence);
    let mut before = dates[..known].iter().rev().take(4);
    let founded = before.find(|d| {
        let beside = around(d, text);
        let same = paragraph == self::paragraph(document, d.sentence);
        same && d.span != now.span && beside.iter().any(|t| cues.is_founded(t))
    })?;
    let (from, to) = (Moment::of(founded, text)?, Moment::of(now, text)?);
    let years = Decimal::from(to.year().checked_sub(from.year())?);
    let said = figure.stated?.value;
    // Twenty years off is the anniversary of something else.
    let near = years > Decimal::ZERO && (years - said).abs() <= Decimal::from(20);
    near.then(|| Time {
        actual: years,
        allowed: Interval::point(years),
        span: founded.span.cover(now.span),
        words: format!("{}到{}", founded.core.of(text), now.core.of(text)),
    })
}

/// 他生于1932年，2014年去世，享年82岁.
fn age(
    figure: &Figure<'_>,
    dates: &[DateMention],
    cues: &Cues,
    document: &Document,
) -> Option<Time> {
    let text = document.text();
    if !cues.is_age(figure.label()) {
        return None;
    }
    let known = dates.partition_point(|d| d.span.to() <= figure.statistic.span.from());
    let paragraph = paragraph(document, figure.statistic.sentence);
    let near = || {
        let before = dates[..known].iter().rev().take(6);
        before.take_while(|d| paragraph == self::paragraph(document, d.sentence))
    };
    let one = |is: &dyn Fn(&str) -> bool| {
        let mut fits = near().filter(|d| around(d, text).iter().any(|t| is(t)));
        fits.next().filter(|_| fits.next().is_none())
    };
    let born = one(&|t| cues.is_born(t))?;
    let died = one(&|t| cues.is_dead(t))?;
    let (from, to) = (Moment::of(born, text)?, Moment::of(died, text)?);
    let years = Decimal::from(to.year().checked_sub(from.year())?);
    // Before the birthday a year less, by the old count a year more.
    let allowed = Interval::around(years, Decimal::ONE, Decimal::ONE)?;
    Some(Time {
        actual: years,
        allowed,
        span: born.span.cover(died.span),
        words: format!("{}到{}", born.core.of(text), died.core.of(text)),
    })
}

fn paragraph(document: &Document, sentence: u32) -> Option<u32> {
    document
        .sentences
        .get(sentence as usize)
        .map(|s| s.paragraph)
}

/// The words beside a date in its clause.
fn around<'a>(date: &DateMention, text: &'a str) -> [&'a str; 2] {
    let mark = |c: char| matches!(c, '，' | '。' | '；' | '\n' | ',' | ';' | '、' | '（' | '(');
    let (before, after) = (&text[..date.span.from()], &text[date.span.to()..]);
    let from = before.char_indices().rev().take(8).find(|&(_, c)| mark(c));
    let start = match from {
        Some((i, c)) => i + c.len_utf8(),
        None => before.char_indices().rev().nth(7).map_or(0, |(i, _)| i),
    };
    let end = after
        .char_indices()
        .take(10)
        .find(|&(_, c)| mark(c))
        .map(|(i, _)| i);
    let end = end.or_else(|| after.char_indices().nth(10).map(|(i, _)| i));
    [&before[start..], &after[..end.unwrap_or(after.len())]]
}

/// 2014年11月12日（星期三）: the day of the week that the date has.
fn weekday(date: &DateMention, text: &str) -> Option<Check> {
    const DAYS: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];
    let words = date.core.of(text);
    let cue = ["星期", "周", "礼拜"].iter();
    let said = cue
        .filter_map(|w| words.rsplit_once(w))
        .find_map(|(before, day)| {
            let day = if day.starts_with('天') {
                '日'
            } else {
                day.chars().next()?
            };
            before.contains('年').then_some(day)
        })?;
    let stated = DAYS.iter().position(|&d| d == said)? + 1;
    let iso = date.iso.as_deref().filter(|iso| !iso.contains('/'))?;
    let day: jiff::civil::Date = iso.get(..10)?.parse().ok()?;
    let actual = usize::try_from(day.weekday().to_monday_one_offset()).ok()?;
    let holds = stated == actual;
    let verdict = if holds { "相符" } else { "不符" };
    let name = DAYS.get(actual.checked_sub(1)?)?;
    Some(Check {
        kind: CheckKind::Difference,
        holds,
        stated: Decimal::from(stated),
        actual: Decimal::from(actual),
        tolerance: Decimal::ZERO,
        statistics: Vec::new(),
        span: date.span,
        explanation: format!("{day}是星期{name}，与文中的“{words}”{verdict}。"),
    })
}
