//! Two levels of one thing, or a level and its increment, and what the text says of the
//! change between them: by how much, by how many percent, how many times.

use super::{
    CheckKind,
    claim::{Claim, joined},
    cues::Cues,
    figure::{Break, Figure, Function},
    interval::Interval,
    stated::Stated,
};
use crate::extract::StatKind;
use rust_decimal::Decimal;

/// Two levels of one thing.
#[derive(Debug, Clone, Copy)]
struct Pair {
    old: usize,
    new: usize,
    /// The last of the two in the text.
    last: usize,
}

/// Claims about changes.
pub(super) fn find(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    for k in 1..figures.len() {
        if let Some(pair) = reached(figures, cues, k) {
            direction(pair, figures, cues, text, out);
            consequences(pair, figures, cues, text, out);
        }
        if let Some(pair) = compared(figures, cues, k) {
            let next = pair.last + 1;
            let direct = figures
                .get(next)
                .is_some_and(|f| f.divided == Break::None && f.is_change());
            if direct {
                out.extend(consequence(pair, next, figures, cues, text));
            }
        }
        if let Some(pair) = earlier(figures, k) {
            let next = pair.last + 1;
            let direct = figures
                .get(next)
                .is_some_and(|f| f.divided <= Break::Comma && f.is_change());
            if direct {
                out.extend(consequence(pair, next, figures, cues, text));
            }
        }
        out.extend(increment(figures, cues, text, k));
        out.extend(multiple(figures, text, k));
    }
}

/// 由6个增至11个.
fn reached(figures: &[Figure<'_>], cues: &Cues, new: usize) -> Option<Pair> {
    let (old, here) = (new - 1, &figures[new]);
    let from = cues.starts_change(figures[old].clause());
    // 由5天压缩至半天，审批由250天…: the second 由 opens a pair of its own.
    let opens = here.divided > Break::None && cues.starts_change(here.label());
    let close = here.divided == Break::None || from && here.divided <= Break::Comma && !opens;
    let same = same_measure(&figures[old], here) && figures[old].bracket == here.bracket;
    let levels = !figures[old].is_change() && !here.is_change();
    (close && same && levels && cues.reaches(here.gap)).then_some(Pair {
        old,
        new,
        last: new,
    })
}

/// 100件，比上年的80件 …
fn compared(figures: &[Figure<'_>], cues: &Cues, old: usize) -> Option<Pair> {
    let here = &figures[old];
    let fits = cues.compares(here.label()) && !here.is_change() && here.divided <= Break::Comma;
    let new = old - 1;
    let same = same_measure(&figures[new], here) && figures[new].bracket == here.bracket;
    (fits && same && !figures[new].is_change()).then_some(Pair {
        old,
        new,
        last: old,
    })
}

/// 100件，上年同期为80件，…
fn earlier(figures: &[Figure<'_>], old: usize) -> Option<Pair> {
    let here = &figures[old];
    let label = here.label().trim_end_matches(['为', '是', '有']);
    let times = [
        "上年同期",
        "去年同期",
        "上年",
        "去年",
        "前年",
        "上月",
        "上年末",
    ];
    let new = old - 1;
    let same = same_measure(&figures[new], here) && figures[new].bracket == here.bracket;
    let fits = times.contains(&label) && here.divided == Break::Comma && here.is_amount();
    (fits && same && figures[new].is_amount()).then_some(Pair {
        old,
        new,
        last: old,
    })
}

fn same_measure(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    let percents = a.is_percent() && a.statistic.kind == b.statistic.kind;
    (percents || a.unit.is_some() && a.unit == b.unit) && a.stated.is_some() && b.stated.is_some()
}

/// 由12起下降到90起: the figures go the other way than the words.
fn direction(pair: Pair, figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    let Some(said) = cues.reach_direction(figures[pair.new].gap) else {
        return;
    };
    let (Some(old), Some(new)) = (figures[pair.old].stated, figures[pair.new].stated) else {
        return;
    };
    let wrong = match said {
        Function::Rise => new.range.hi < old.range.lo,
        _ => new.range.lo > old.range.hi,
    };
    let old_clause = figures[pair.old].clause();
    let open = !["由", "从", "自"].iter().any(|w| old_clause.contains(w));
    let around = [old_clause, figures[pair.new].gap, figures[pair.new].tail()];
    let unit = figures[pair.new].unit.unwrap_or("");
    let rank = cues.is_rank(unit) || around.iter().any(|t| cues.is_rank(t));
    if wrong && !open && !rank {
        out.push(Claim {
            kind: CheckKind::Change,
            stated: Some(pair.new),
            given: vec![pair.old],
            value: new.value,
            range: new.range,
            actual: old.value,
            allowed: old.range,
            formula: match said {
                Function::Rise => format!("{}之后应当更多", joined(&[pair.old], "", figures, text)),
                _ => format!("{}之后应当更少", joined(&[pair.old], "", figures, text)),
            },
            sure: true,
        });
    }
}

/// What follows a pair in its sentence: 增加5个, 增长83.3%, 是原来的3倍.
fn consequences(pair: Pair, figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    for k in pair.last + 1..figures.len().min(pair.last + 4) {
        let here = &figures[k];
        let other_level = !here.is_change() && here.statistic.kind != StatKind::Multiple;
        if here.divided > Break::Comma || other_level || here.bracket != figures[pair.last].bracket
        {
            break;
        }
        out.extend(consequence(pair, k, figures, cues, text));
    }
}

fn consequence(
    pair: Pair,
    k: usize,
    figures: &[Figure<'_>],
    cues: &Cues,
    text: &str,
) -> Option<Claim> {
    let here = &figures[k];
    let percents = figures[pair.new].is_percent();
    let claim = match here.statistic.kind {
        StatKind::PercentPoint if percents => difference(pair, k, figures, text),
        StatKind::Percent if !percents => percent(pair, k, figures, text),
        StatKind::Multiple if !percents => times(pair, k, figures, text),
        _ if same_measure(here, &figures[pair.new]) && !percents => {
            difference(pair, k, figures, text)
        }
        _ => None,
    }?;
    let clause = here.clause();
    let other_base = cues.compares(clause) && k > pair.last && here.divided == Break::Comma;
    let around = [
        figures[pair.old].gap,
        figures[pair.new].gap,
        here.gap,
        here.tail(),
    ];
    let comparable = !around.iter().any(|t| cues.is_not_comparable(t));
    let own = here.divided > Break::None && !cues.goes_on(here.label());
    let sure = claim.sure && comparable && !other_base && !own;
    Some(Claim { sure, ..claim })
}

/// The levels of a pair.
fn levels(pair: Pair, figures: &[Figure<'_>]) -> Option<(Stated, Stated)> {
    Some((figures[pair.old].stated?, figures[pair.new].stated?))
}

/// The sign of the stated change: a fall is negative.
fn signed(figure: &Figure<'_>, value: Decimal, range: Interval) -> (Decimal, Interval) {
    if figure.function == Function::Fall {
        (-value, range.negated())
    } else {
        (value, range)
    }
}

fn difference(pair: Pair, k: usize, figures: &[Figure<'_>], text: &str) -> Option<Claim> {
    let (old, new) = levels(pair, figures)?;
    let said = figures[k].stated?;
    let (value, range) = signed(&figures[k], said.value, said.range);
    Some(Claim {
        kind: CheckKind::Difference,
        stated: Some(k),
        given: vec![pair.old, pair.new],
        value,
        range,
        actual: new.value.checked_sub(old.value)?,
        allowed: new.range.minus(old.range)?,
        formula: joined(&[pair.new, pair.old], "－", figures, text),
        sure: figures[k].is_change(),
    })
}

fn percent(pair: Pair, k: usize, figures: &[Figure<'_>], text: &str) -> Option<Claim> {
    let (old, new) = levels(pair, figures)?;
    let said = figures[k].stated?;
    let (value, range) = signed(&figures[k], said.value, said.computed());
    let hundred = Decimal::ONE_HUNDRED;
    let growth = new.value.checked_sub(old.value)?.checked_div(old.value)?;
    let [n, o] = [pair.new, pair.old].map(|i| figures[i].statistic.core.of(text));
    Some(Claim {
        kind: CheckKind::Change,
        stated: Some(k),
        given: vec![pair.old, pair.new],
        value,
        range,
        actual: growth.checked_mul(hundred)?,
        // (new - old) ÷ old = new ÷ old - 1: the second form counts each rounding once.
        allowed: new
            .range
            .over(old.range)?
            .minus(Interval::point(Decimal::ONE))?
            .times(Interval::point(hundred))?,
        formula: format!("（{n}－{o}）÷{o}"),
        sure: figures[k].is_change(),
    })
}

/// 是原来的3倍, 增长2倍, 翻了一番. 增长3倍 is written of threefold growth too: either
/// reading agrees.
fn times(pair: Pair, k: usize, figures: &[Figure<'_>], text: &str) -> Option<Claim> {
    let (old, new) = levels(pair, figures)?;
    let said = figures[k].stated?;
    let ratio = new.range.over(old.range)?;
    let quotient = new.value.checked_div(old.value)?;
    let more = figures[k].function == Function::Rise;
    let less_one = Interval::point(Decimal::ONE);
    let (actual, allowed) = if more && !said.computed().meets(ratio) {
        (quotient.checked_sub(Decimal::ONE)?, ratio.minus(less_one)?)
    } else {
        (quotient, ratio)
    };
    let formula = joined(&[pair.new, pair.old], "÷", figures, text);
    Some(Claim {
        kind: CheckKind::Rate,
        stated: Some(k),
        given: vec![pair.old, pair.new],
        value: said.value,
        range: said.computed(),
        actual,
        allowed,
        formula: if actual == quotient {
            formula
        } else {
            format!("{formula}－1")
        },
        sure: figures[k].function != Function::Fall,
    })
}

/// 6亿元，是2012年2亿元的3倍.
fn multiple(figures: &[Figure<'_>], text: &str, k: usize) -> Option<Claim> {
    let here = &figures[k];
    let (old, new) = (k - 1, k.checked_sub(2)?);
    let tied = here.statistic.kind == StatKind::Multiple
        && here.gap == "的"
        && ["是", "为", "相当于", "达到", "达"]
            .iter()
            .any(|w| figures[old].label().starts_with(w));
    let same = same_measure(&figures[old], &figures[new]) && figures[old].divided <= Break::Comma;
    let fits =
        tied && same && figures[new].is_amount() && figures[new].bracket == figures[old].bracket;
    fits.then(|| {
        times(
            Pair {
                old,
                new,
                last: old,
            },
            k,
            figures,
            text,
        )
    })
    .flatten()
}

/// 109亿元，比上年增加34亿元，增长45.3%: the growth of a level with a known increment.
fn increment(figures: &[Figure<'_>], cues: &Cues, text: &str, k: usize) -> Option<Claim> {
    let (by, level) = (k - 1, k.checked_sub(2)?);
    let (rate, step, base) = if figures[k].is_percent() {
        (k, by, level)
    } else {
        (by, k, level)
    };
    let changes = figures[rate].is_percent()
        && figures[rate].is_change()
        && figures[step].function == figures[rate].function;
    let same = same_measure(&figures[base], &figures[step])
        && figures[base].is_amount()
        && figures[base].statistic.kind != StatKind::Duration;
    let close = figures[by].divided == Break::Comma && figures[k].divided <= Break::Comma;
    let by_clause = figures[by].clause();
    let based = cues.compares(by_clause) || figures[by].is_change() && cues.goes_on(by_clause);
    let compared = based && !cues.compares(figures[k].clause());
    let bracket = figures[k].bracket;
    let level_with = [by, level].iter().all(|&i| figures[i].bracket == bracket);
    if !(changes && same && close && compared && level_with) {
        return None;
    }
    let claim = grown(base, step, rate, figures, text)?;
    let around = [
        figures[base].gap,
        figures[by].gap,
        figures[k].gap,
        figures[k].tail(),
    ];
    let sure = !around.iter().any(|t| cues.is_not_comparable(t));
    Some(Claim { sure, ..claim })
}

fn grown(
    level: usize,
    step: usize,
    rate: usize,
    figures: &[Figure<'_>],
    text: &str,
) -> Option<Claim> {
    let (new, by, said) = (
        figures[level].stated?,
        figures[step].stated?,
        figures[rate].stated?,
    );
    let (value, range) = signed(&figures[rate], said.value, said.computed());
    let (by, by_range) = signed(&figures[step], by.value, by.range);
    let old = new.value.checked_sub(by)?;
    let old_range = new.range.minus(by_range)?;
    let hundred = Decimal::ONE_HUNDRED;
    let [n, b] = [level, step].map(|i| figures[i].statistic.core.of(text));
    let sign = if by.is_sign_negative() { "＋" } else { "－" };
    Some(Claim {
        kind: CheckKind::Change,
        stated: Some(rate),
        given: vec![level, step],
        value,
        range,
        actual: by.checked_div(old)?.checked_mul(hundred)?,
        allowed: by_range.over(old_range)?.times(Interval::point(hundred))?,
        formula: format!("{b}÷（{n}{sign}{b}）"),
        sure: true,
    })
}
