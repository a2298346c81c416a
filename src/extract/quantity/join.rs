//! Neighbouring figures that are one quantity (3万元至5万元, 2元5角, 五万元以上五十万元以下),
//! or that share a unit (3.8和4个百分点).

use super::{around, lists::Lists};
use crate::{
    extract::{Approx, Context, StatKind, Statistic},
    span::Span,
};
use rust_decimal::Decimal;

/// Joins what stands side by side, before the words around are read.
pub(super) fn join(lists: &Lists, context: &Context<'_>, found: &mut Vec<Statistic>) {
    let text = context.text();
    fold(found, |a, b| composite(text, a, b) || range(text, a, b));
    share(text, &lists.rises, found);
    fold(found, |a, b| range(text, a, b));
}

/// Joins two bounds of one number, after the words around were read: 大于20小于35.
pub(super) fn bounds(context: &Context<'_>, found: &mut Vec<Statistic>) {
    let text = context.text();
    fold(found, |a, b| two_bounds(text, a, b));
}

/// Lets `join` draw each statistic into the one before it.
fn fold(found: &mut Vec<Statistic>, join: impl Fn(&mut Statistic, &Statistic) -> bool) {
    found.dedup_by(|b, a| a.kind.is_statistic() && b.kind.is_statistic() && join(a, b));
}

/// Draws `b` into `a` as the upper end of a range.
fn widen(a: &mut Statistic, b: &Statistic) {
    a.core = a.core.cover(b.core);
    a.number = a.number.cover(b.number);
    a.span = a.span.cover(b.span);
    (a.unit, a.unit_text, a.kind, a.rule) = (b.unit, b.unit_text, b.kind, b.rule);
    (a.value, a.hi) = (None, b.hi.or(b.value));
    a.lo = a.lo.or(a.value);
    a.approx = None;
    a.ratio = None;
}

/// 3万元至5万元, 7%—8%, 五万元以上五十万元以下, 20和30之间.
fn range(text: &str, a: &mut Statistic, b: &Statistic) -> bool {
    let same = a.kind == b.kind && a.unit == b.unit;
    if !same
        || b.core.start < a.core.end
        || a.value.is_none()
        || b.value.is_none()
        || a.value >= b.value
    {
        return false;
    }
    if !matches!(b.approx, None | Some(Approx::Over)) || a.kind == StatKind::Ordinal {
        return false;
    }
    let gap = gap(text, a, b);
    let tail = around::after(text, b.core.to(), 6);
    let between = tail.starts_with("之间") || tail.starts_with('间') && !tail.starts_with("间隔");
    let legal = matches!(
        gap,
        "以上" | "（含）以上" | "(含)以上" | "以上、" | "以上至" | "以上，"
    ) && tail.trim_start_matches("（不含）").starts_with("以下");
    let joins = match strip(gap) {
        "至" | "到" if priced(text, a) => false,
        "-" | "--" | "–" | "—" | "——" | "~" | "～" | "－" | "−" | "至" | "到" => true,
        "和" | "与" => between,
        _ => legal,
    };
    if joins {
        widen(a, b);
        if between {
            enclose(text, a, tail.starts_with("之间"));
        }
        if legal {
            let end = b.core.to() + tail.find("以下").map_or(0, |i| i + "以下".len());
            a.span = Span::new(a.span.from(), end);
        }
    }
    joins
}

/// 由50元上调10元至65元: the first sum is the change, the second what it leads to.
fn priced(text: &str, a: &Statistic) -> bool {
    let head = &text[..a.span.from()];
    let verb = ["上调", "下调", "调升", "调降", "上浮", "下浮"];
    a.kind == StatKind::Money && verb.iter().any(|w| head.ends_with(w))
}

/// Takes 位于, 介于, 在 before and 之间 after a range into its span.
fn enclose(text: &str, a: &mut Statistic, long: bool) {
    let head = around::before(text, a.span.from(), 3).trim_end_matches(' ');
    let led = ["位于", "介于", "处于", "在"]
        .iter()
        .find(|w| head.ends_with(**w));
    let space = a.span.from() - text[..a.span.from()].trim_end_matches(' ').len();
    let from = led.map_or(a.span.from(), |w| a.span.from() - space - w.len());
    let tail = if long { "之间".len() } else { "间".len() };
    a.span = Span::new(from, a.span.to() + tail);
}

/// Takes 从 before and 之间 after a range that one numeral writes into its span: 从8500到3万港元.
pub(super) fn ranges(context: &Context<'_>, found: &mut [Statistic]) {
    let text = context.text();
    for a in found.iter_mut() {
        let range = a.value.is_none() && a.lo.is_some() && a.hi.is_some() && a.span == a.core;
        if !range || !a.kind.is_statistic() || a.approx.is_some() {
            continue;
        }
        let tail = around::after(text, a.core.to(), 2);
        if tail == "之间" {
            enclose(text, a, true);
        } else if text[..a.span.from()].ends_with('从') && a.core.of(text).contains(['到', '至'])
        {
            a.span = Span::new(a.span.from() - '从'.len_utf8(), a.span.to());
        }
    }
}

/// The text between two figures, empty when they overlap.
fn gap<'t>(text: &'t str, a: &Statistic, b: &Statistic) -> &'t str {
    let (from, to) = (a.core.to(), b.core.from());
    if to >= from && to - from <= 30 {
        text.get(from..to).unwrap_or("")
    } else {
        "\n"
    }
}

/// The gap without spaces and （含）.
fn strip(gap: &str) -> &str {
    let gap = gap.trim_matches([' ', '\u{A0}']);
    gap.strip_prefix("（含）")
        .or_else(|| gap.strip_prefix("(含)"))
        .unwrap_or(gap)
}

/// 2元5角, 50元6角三分, 两美元又三美分, 三斤四两, 1米75.
fn composite(text: &str, a: &mut Statistic, b: &Statistic) -> bool {
    let gap = gap(text, a, b);
    if !matches!(gap, "" | "又" | "零" | " ") || a.value.is_none() || b.value.is_none() {
        return false;
    }
    let Some((value, end)) = part(text, a, b) else {
        return false;
    };
    let sum = |v: Option<Decimal>| v.and_then(|v| v.checked_add(value));
    (a.value, a.lo, a.hi) = (sum(a.value), sum(a.lo), sum(a.hi));
    a.core = Span::new(a.core.from(), end);
    a.span = a.core;
    a.number = Span::new(a.number.from(), b.number.to());
    true
}

/// What `b` adds to `a`, in the unit of `a`, and where it ends.
fn part(text: &str, a: &Statistic, b: &Statistic) -> Option<(Decimal, usize)> {
    let value = b.value?;
    let unit = a.unit_text?.of(text);
    let small = |limit: i64| value < Decimal::from(limit) && value.is_integer();
    let rest = &text[b.core.to()..];
    if a.kind == StatKind::Money {
        if b.kind == StatKind::Money {
            let less = a.unit == b.unit && a.rule != b.rule && value < Decimal::ONE;
            return less.then_some((value, b.core.to()));
        }
        let fen =
            b.unit.is_none() && rest.starts_with('分') && !rest.starts_with("分钟") && small(100);
        return fen.then(|| (value * Decimal::new(1, 2), b.core.to() + '分'.len_utf8()));
    }
    if a.kind != StatKind::Measure {
        return None;
    }
    let factor = match (a.unit?, b.unit) {
        ("ft", Some("in")) => Decimal::ONE.checked_div(Decimal::from(12))?,
        ("jin", Some("liang")) => Decimal::new(1, 1),
        ("m", Some("cm")) => Decimal::new(1, 2),
        ("km", Some("m")) | ("kg", Some("g")) | ("t", Some("kg")) => Decimal::new(1, 3),
        ("m", None) if unit == "米" && b.kind == StatKind::Number => {
            let digits = b.number.of(text).chars().count() as u32;
            return (digits <= 2 && small(100))
                .then(|| (value * Decimal::new(1, digits), b.core.to()));
        }
        _ => return None,
    };
    Some((value.checked_mul(factor)?, b.core.to()))
}

/// Gives a bare number the unit of the next one: 3.8和4个百分点, 5%、6%.
fn share(text: &str, rises: &[String], found: &mut [Statistic]) {
    for i in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(i);
        let (a, b) = (&mut head[i - 1], &tail[0]);
        // 由341亿增至1218亿元: the two ends of a change name their unit once
        let between = strip(gap(text, a, b));
        let changed = rises.iter().any(|w| w == between);
        // 3×4米: both sides are lengths
        let crossed = b.kind == StatKind::Measure && matches!(between, "×" | "x" | "X" | "*");
        let joined = changed
            || crossed
            || matches!(
                strip(gap(text, a, b)),
                "和" | "与"
                    | "、"
                    | "及"
                    | "或"
                    | "以及"
                    | "至"
                    | "到"
                    | ","
                    | "-"
                    | "—"
                    | "~"
                    | "～"
            );
        // 0.48个和0.30个百分点: 个 is the beginning of the unit they share
        let begun = a.rule == "count.个" && b.kind == StatKind::PercentPoint;
        // 33.7万、21.3%: no one counts per cent in 万
        let large = a.number.of(text).ends_with(['万', '亿']) && b.kind == StatKind::Percent;
        let bare =
            a.rule == "number.bare" && a.kind == StatKind::Number && b.unit.is_some() && !large;
        if begun && joined {
            (a.kind, a.unit, a.rule) = (b.kind, b.unit, b.rule);
            a.flags.push("unit_shared");
            continue;
        }
        if !joined || !bare || !b.kind.is_statistic() || b.kind == StatKind::Ordinal {
            continue;
        }
        (a.kind, a.unit, a.unit_text, a.rule) = (b.kind, b.unit, b.unit_text, b.rule);
        a.flags.push("unit_shared");
    }
}

/// 大于10小于20, 不大于50不小于20.
fn two_bounds(text: &str, a: &mut Statistic, b: &Statistic) -> bool {
    let (from, to) = (a.span.to(), b.span.from());
    let words = ["", "的", "的同时", "并且", "并", "且", "同时", "又", "，"];
    let near = to >= from
        && text
            .get(from..to)
            .is_some_and(|g| words.contains(&g.trim_matches(' ')));
    let shared = a.rule == "number.bare" && a.unit.is_none();
    if !near || !shared && (a.kind != b.kind || a.unit != b.unit) {
        return false;
    }
    let bound = |s: &Statistic| {
        (
            s.lo.filter(|_| s.hi.is_none()),
            s.hi.filter(|_| s.lo.is_none()),
        )
    };
    let (lo, hi) = match (bound(a), bound(b)) {
        ((Some(lo), None), (None, Some(hi))) | ((None, Some(hi)), (Some(lo), None)) => (lo, hi),
        _ => return false,
    };
    if lo >= hi {
        return false;
    }
    let whole = a.span.cover(b.span);
    widen(a, b);
    (a.lo, a.hi, a.span) = (Some(lo), Some(hi), whole);
    true
}
