//! Lengths of time and ages: a numeral with a unit of time (四个月, 2小时30分, 39岁), read from
//! the numerals that no date has claimed.

mod half;
mod idiom;
mod measure;
mod unit;

#[cfg(test)]
mod tests;

use super::{Approx, Context, DateMention, StatKind, Statistic, enclosed::Enclosed};
use crate::{
    error::Result,
    lexicon::Dicts,
    numeral::{Form, Numeral, Vague},
    span::Span,
};
use idiom::Idioms;
use rust_decimal::Decimal;
use std::fmt::Write as _;
use unit::{UNITS, Unit};

/// One numeral and its unit.
#[derive(Debug, Clone, Copy)]
struct Component {
    lo: Decimal,
    hi: Option<Decimal>,
    exact: bool,
    vague: Option<Vague>,
    unit: &'static Unit,
    start: usize,
    number: Span,
    end: usize,
}

/// Finds lengths of time.
#[derive(Debug)]
pub(super) struct DurationFinder {
    idioms: Idioms,
}

impl DurationFinder {
    /// Loads the set phrases.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let idioms = Idioms::new(dicts)?;
        Ok(DurationFinder { idioms })
    }

    /// Finds the durations and ages of the content part, in text order.
    pub(super) fn find(
        &self,
        context: &Context<'_>,
        dates: &[DateMention],
        out: &mut Vec<Statistic>,
    ) {
        let text = context.text();
        find(context, dates, out);
        // What stands in a title, name or set phrase counts nothing.
        let enclosed = Enclosed::of(text);
        out.retain(|s| {
            let titled = enclosed.around(s.core).is_some_and(|(_, title)| title);
            !titled && !self.idioms.name(text, s.core.from(), s.core.to())
        });
    }
}

fn find(context: &Context<'_>, dates: &[DateMention], out: &mut Vec<Statistic>) {
    let text = context.text();
    let mut at = 0;
    let mut date = 0;
    for (index, numeral) in context.tokens.numerals.iter().enumerate() {
        while dates
            .get(date)
            .is_some_and(|d| d.core.end <= numeral.span.start)
        {
            date += 1;
        }
        let dated = dates
            .get(date)
            .is_some_and(|d| d.core.overlaps(numeral.span));
        if dated || numeral.span.from() < at {
            continue;
        }
        let rest = &context.tokens.numerals[index + 1..];
        let Some(first) = component(text, numeral).or_else(|| minutes(text, numeral, rest)) else {
            continue;
        };
        let Some(sentence) = context.document.sentence_at(first.start) else {
            continue;
        };
        if !context.document.sentences[sentence].role.is_content() {
            continue;
        }
        let statistic = statistic(text, first, rest, sentence as u32);
        at = statistic.core.to();
        out.push(statistic);
    }
    half::find(context, dates, out);
}

/// `五分三十秒`: 分 are minutes where seconds follow.
fn minutes(text: &str, numeral: &Numeral, rest: &[Numeral]) -> Option<Component> {
    let minutes = short(text, numeral).filter(|c| c.unit.word == "分")?;
    let seconds = rest.first().filter(|n| n.span.from() == minutes.end)?;
    let unit = after(text, seconds.span.to());
    (unit.starts_with('秒') && !unit.starts_with("秒杀")).then_some(minutes)
}

/// What follows `at`, at most a few characters further on.
fn after(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("").trim_start_matches(' ')
}

fn offset(text: &str, rest: &str) -> usize {
    text.len() - rest.len()
}

/// The numeral with the unit of time after it.
fn component(text: &str, numeral: &Numeral) -> Option<Component> {
    let span = numeral.span;
    let plain = matches!(numeral.form, Form::Plain | Form::Range) && !numeral.glued;
    let before = text[..span.from()].chars().next_back();
    if !plain || matches!(before, Some('第' | '.' | '/')) {
        return None;
    }
    if let Some(part) = minutes_and_half(text, numeral) {
        return Some(part);
    }
    let (whole, half_first) = match after(text, span.to()).strip_prefix("个半") {
        Some(rest) if rest.starts_with(['小', '月', '钟']) => (rest, true),
        _ => (after(text, span.to()), false),
    };
    let unit = UNITS.iter().find(|u| whole.starts_with(u.word))?;
    let mut end = offset(text, whole) + unit.word.len();
    let (lo, mut hi) = (numeral.lo?, numeral.hi);
    if unit.is_excluded(numeral, before, &text[end..]) {
        return None;
    }
    let half = half_first || takes_half(&text[end..]);
    if half && !half_first {
        end += "半".len();
    }
    let more = if half {
        Decimal::new(5, 1)
    } else {
        Decimal::ZERO
    };
    hi = hi.and_then(|h| h.checked_add(more));
    Some(Component {
        lo: lo.checked_add(more)?,
        hi,
        exact: numeral.value.is_some(),
        vague: numeral
            .vague
            .or(unit.word.contains('多').then_some(Vague::Over)),
        unit,
        start: span.from(),
        number: span,
        end,
    })
}

/// 五分半钟; 五分半 where nothing else stands in the line.
fn minutes_and_half(text: &str, numeral: &Numeral) -> Option<Component> {
    let rest = after(text, numeral.span.to()).strip_prefix("分半")?;
    let closed = rest.strip_prefix('钟');
    let line = text[..numeral.span.from()]
        .trim_end_matches(' ')
        .lines()
        .next_back();
    let opens = line.is_none_or(str::is_empty) || text[..numeral.span.from()].ends_with('\n');
    let alone = opens
        && rest
            .trim_start_matches(' ')
            .chars()
            .next()
            .is_none_or(|c| c == '\n');
    let value = numeral.value?.checked_add(Decimal::new(5, 1))?;
    (closed.is_some() || alone).then_some(Component {
        lo: value,
        hi: Some(value),
        exact: true,
        vague: None,
        unit: UNITS.iter().find(|u| u.word == "分钟")?,
        start: numeral.span.from(),
        number: numeral.span,
        end: offset(text, closed.unwrap_or(rest)),
    })
}

/// 两年半, but not 两年半价.
fn takes_half(rest: &str) -> bool {
    rest.strip_prefix('半')
        .is_some_and(|r| !r.starts_with(['价', '个', '年', '小', '天', '月', '载']))
}

/// The components that follow `first`, and what they make together.
fn statistic(text: &str, first: Component, rest: &[Numeral], sentence: u32) -> Statistic {
    let (parts, used) = chain(text, first, rest);
    let last = parts[parts.len() - 1];
    let rest = rest.get(used..).unwrap_or(&[]);
    let second = rest.first().and_then(|n| range_end(text, &last, n));
    let Some(second) = second else {
        return build(text, &parts, &[], sentence);
    };
    // 9个月至1年2个月: the upper end may have several parts as well.
    let (upper, _) = chain(text, second, rest.get(1..).unwrap_or(&[]));
    build(text, &parts, &upper, sentence)
}

/// `first` and the components after it that are one length with it, and how many numerals of
/// `rest` they take.
fn chain(text: &str, first: Component, rest: &[Numeral]) -> (Vec<Component>, usize) {
    let mut parts = vec![first];
    let mut used = 0;
    while let Some(numeral) = rest.get(used)
        && parts.len() < 6
    {
        let last = parts[parts.len() - 1];
        let gap = text.get(last.end..numeral.span.from()).unwrap_or("-");
        if gap.is_empty() && numeral.span.of(text) == "零" {
            // 2年零3个月
            used += 1;
            continue;
        }
        if !matches!(gap, "" | "零" | "又" | " ") {
            break;
        }
        let coarser = component(text, numeral).filter(|_| gap == "又");
        match coarser.or_else(|| finer(text, numeral, last.unit)) {
            Some(part) => parts.push(part),
            None => break,
        }
        used += 1;
    }
    (parts, used)
}

/// A component finer than `coarser`; 分 and 时 count as minutes and hours here.
fn finer(text: &str, numeral: &Numeral, coarser: &Unit) -> Option<Component> {
    component(text, numeral)
        .or_else(|| short(text, numeral))
        .filter(|c| c.unit.rank < coarser.rank)
}

fn short(text: &str, numeral: &Numeral) -> Option<Component> {
    let rest = after(text, numeral.span.to());
    let short = unit::SHORT.iter().find(|u| rest.starts_with(u.word))?;
    Some(Component {
        lo: numeral.value?,
        hi: numeral.value,
        exact: true,
        vague: None,
        unit: short,
        start: numeral.span.from(),
        number: numeral.span,
        end: offset(text, rest) + short.word.len(),
    })
}

/// `至5年`, `以上7年以下` after a component.
fn range_end(text: &str, first: &Component, numeral: &Numeral) -> Option<Component> {
    let gap = text.get(first.end..numeral.span.from())?;
    let joined = matches!(gap, "至" | "到" | "-" | "—" | "——" | "~" | "～" | "–");
    let bounded = matches!(
        gap,
        "以上" | "以上、" | "以上，" | "以上," | "以上至" | "以上不满"
    );
    let second = (joined || bounded).then(|| component(text, numeral))??;
    (first.exact && second.exact && (joined || after(text, second.end).starts_with("以下"))
        || bounded && gap.ends_with("不满"))
    .then_some(second)
}

/// The statistic of a length, or of a range from `parts` to `upper`, which is empty for none.
fn build(text: &str, parts: &[Component], upper: &[Component], sentence: u32) -> Statistic {
    let first = parts[0];
    let second = upper.first();
    let last = *upper.last().unwrap_or(&parts[parts.len() - 1]);
    let old = is_old(text, last.end);
    let end = tail(text, last) + if old { '大'.len_utf8() } else { 0 };
    let core = Span::new(first.start, end);
    let unit = measure::common(parts, upper);
    let lo = measure::total(parts, unit, |c| Some(c.lo));
    let hi = match upper {
        [] => measure::total(parts, unit, |c| c.hi),
        upper => measure::total(upper, unit, |c| c.hi),
    };
    let exact = second.is_none() && parts.iter().all(|c| c.exact);
    let value = lo.filter(|_| exact);
    let number_end = first.number.to();
    let approx = match first.vague {
        Some(Vague::Over) => Some(Approx::Over),
        Some(Vague::About) => Some(Approx::About),
        Some(Vague::Several) => Some(Approx::Several),
        Some(Vague::Pair) | None => None,
    };
    let age = first.unit.age || old;
    Statistic {
        kind: if age {
            StatKind::Age
        } else {
            StatKind::Duration
        },
        span: core,
        core,
        number: first.number,
        value,
        lo,
        hi,
        iso: Some(iso(parts, upper)),
        ratio: None,
        approx,
        unit: Some(unit.symbol),
        unit_text: Some(Span::new(number_end.min(first.end), first.end)),
        of: None,
        change: None,
        per: None,
        date: None,
        sentence,
        rule: if age { "duration.age" } else { first.unit.rule },
        flags: if text[core.range()].contains('*') {
            vec!["masked_inside"]
        } else {
            Vec::new()
        },
    }
}

/// Where `三天三夜`, `6天5晚`, `七载春秋` end: what doubles the unit belongs to it.
fn tail(text: &str, last: Component) -> usize {
    let rest = text.get(last.end..).unwrap_or("");
    let doubled = match last.unit.word {
        "载" => rest.strip_prefix("春秋"),
        "天" => rest
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start_matches(['一', '两', '二', '三', '四', '五', '六', '七', '八', '九'])
            .strip_prefix(['夜', '晚'])
            .filter(|r| rest.len() - r.len() > "夜".len()),
        _ => None,
    };
    doubled.map_or(last.end, |r| text.len() - r.len())
}

/// 三周大, 90天大的: the time is an age.
fn is_old(text: &str, end: usize) -> bool {
    let rest = text[end..].strip_prefix('大');
    rest.is_some_and(|r| {
        let next = r.chars().next();
        next.is_none_or(|c| !crate::chars::is_han(c) || matches!(c, '的' | '了'))
    })
}

/// `P2Y6M`, `PT2H30M`, `P3Y/P5Y`.
fn iso(parts: &[Component], upper: &[Component]) -> String {
    let sorted = |parts: &[Component]| {
        let mut all: Vec<_> = parts.iter().map(|p| (p.lo, p.unit)).collect();
        // 两天又一个月 is P1M2D.
        all.sort_by_key(|(_, unit)| std::cmp::Reverse(unit.rank));
        all
    };
    let mut out = period(&sorted(parts));
    let first = parts[0];
    let open = !first.exact && first.hi.is_some_and(|h| h != first.lo);
    let upper = match first.hi.filter(|_| open && upper.is_empty()) {
        Some(hi) => vec![(hi, first.unit)],
        None => sorted(upper),
    };
    if !upper.is_empty() {
        out.push('/');
        out.push_str(&period(&upper));
    }
    out
}

fn period(parts: &[(Decimal, &Unit)]) -> String {
    let mut out = String::from("P");
    for (value, unit) in parts {
        // Half a year is six months.
        if unit.letter == 'Y' && *value == Decimal::new(5, 1) {
            out.push_str("6M");
            continue;
        }
        if unit.time && !out.contains('T') {
            out.push('T');
        }
        match value.checked_mul(unit.factor()) {
            // Writing to a String cannot fail.
            Some(value) => _ = write!(out, "{}{}", value.normalize(), unit.letter),
            None => _ = write!(out, "{}{}", value.normalize(), unit.letter),
        }
    }
    out
}
