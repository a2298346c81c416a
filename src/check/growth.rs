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
pub(super) struct Pair {
    pub(super) old: usize,
    pub(super) new: usize,
    /// The last of the two in the text.
    pub(super) last: usize,
    /// The old level is that of the year before: 同比 means it.
    pub(super) yoy: bool,
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
            let close = figures.get(next).is_some_and(|f| {
                f.is_change() && (f.divided == Break::None || f.divided == Break::Comma)
            });
            if close {
                out.extend(consequence(pair, next, figures, cues, text));
            }
        }
        if let Some(pair) = earlier(figures, cues, k) {
            consequences(pair, figures, cues, text, out);
        }
        out.extend(multiple(figures, text, k));
    }
}

/// 由6个增至11个.
pub(super) fn reached(figures: &[Figure<'_>], cues: &Cues, new: usize) -> Option<Pair> {
    let (old, here) = (new - 1, &figures[new]);
    let from = cues.starts_change(figures[old].clause());
    // 由5天压缩至半天，审批由250天…: the second 由 opens a pair of its own.
    let opens = here.divided > Break::None && cues.starts_change(here.label());
    let close = here.divided == Break::None || from && here.divided <= Break::Comma && !opens;
    let same = same_measure(&figures[old], here) && figures[old].bracket == here.bracket;
    let levels = !figures[old].is_change() && !here.is_change() && !is_in_list(figures, old, new);
    (close && same && levels && cues.reaches(here.gap)).then_some(Pair {
        old,
        new,
        last: new,
        yoy: false,
    })
}

/// 分别由2.9万元、1.1万元提高到4万元、1.6万元: two lists, no pair.
fn is_in_list(figures: &[Figure<'_>], old: usize, new: usize) -> bool {
    let before = old
        .checked_sub(1)
        .is_some_and(|k| same_measure(&figures[k], &figures[old]));
    let next = figures.get(new + 1);
    before
        && is_one_of_several(&figures[old])
        && next.is_some_and(|n| same_measure(n, &figures[new]) && is_one_of_several(n))
}

/// 100件，比上年的80件 …; 98.5%，高于全国平均水平96.2%, 高出2.3个百分点.
fn compared(figures: &[Figure<'_>], cues: &Cues, old: usize) -> Option<Pair> {
    let here = &figures[old];
    let against = cues.compares_with(here.label()) || cues.goes_beyond(here.label());
    let fits = against && !here.is_change() && here.divided <= Break::Comma;
    let new = old - 1;
    let same = same_measure(&figures[new], here) && figures[new].bracket == here.bracket;
    // 亏损69万元，上年同期33万元: a loss is a negative number.
    let loss = cues.is_loss(figures[new].label());
    let alone = !is_one_of_several(&figures[new]);
    (fits && same && alone && !loss && !figures[new].is_change()).then_some(Pair {
        old,
        new,
        last: old,
        yoy: false,
    })
}

/// 100件，上年同期为80件，…
fn earlier(figures: &[Figure<'_>], cues: &Cues, old: usize) -> Option<Pair> {
    let here = &figures[old];
    let new = old - 1;
    let same = same_measure(&figures[new], here) && figures[new].bracket == here.bracket;
    let loss = cues.is_loss(figures[new].label());
    let fits =
        cues.is_earlier(here.label()) && here.divided == Break::Comma && here.is_amount() && !loss;
    let alone = !is_one_of_several(&figures[new]);
    (fits && same && alone && figures[new].is_amount()).then_some(Pair {
        old,
        new,
        last: old,
        yoy: true,
    })
}

/// 分别为550套和585套: nothing tells which of them is compared.
pub(super) fn is_one_of_several(figure: &Figure<'_>) -> bool {
    figure.divided <= Break::Enumeration && figure.gap.chars().count() <= 1
}

pub(super) fn same_measure(a: &Figure<'_>, b: &Figure<'_>) -> bool {
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
    let rank = is_ranked(pair, figures, cues, text) || around.iter().any(|t| cues.is_rank(t));
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

/// 从132名跃升至32名: places, not people.
fn is_ranked(pair: Pair, figures: &[Figure<'_>], cues: &Cues, text: &str) -> bool {
    let unit = |k: usize| figures[k].statistic.unit_text.map_or("", |s| s.of(text));
    let around = [figures[pair.old].clause(), figures[pair.new].gap];
    let climbs = around
        .iter()
        .any(|t| t.contains(['升', '前', '进', '排', '退', '跃', '劣']));
    let place =
        |k: usize| cues.is_rank_unit(unit(k)) && (climbs || !matches!(unit(k), "名" | "位"));
    place(pair.new) || place(pair.old)
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
        // What has a subject of its own speaks of that from there on.
        if here.divided > Break::None && !cues.goes_on(here.label()) {
            break;
        }
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
    if cues.is_yearly(here.label()) || is_first_of_several(figures, k) {
        return None;
    }
    if is_ranked(pair, figures, cues, text) {
        return None;
    }
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
    let against = match clause.trim().strip_prefix("同比") {
        Some(rest) if pair.yoy => cues.compares(rest),
        _ => cues.compares(clause),
    };
    let other_base = against && here.divided == Break::Comma;
    let around = [
        figures[pair.old].gap,
        figures[pair.new].gap,
        here.gap,
        here.tail(),
    ];
    let comparable =
        !around.iter().any(|t| cues.is_not_comparable(t)) && !is_real(pair, k, figures, cues);
    let own = here.divided > Break::None && !cues.goes_on(here.label());
    let expected = cues.is_expected(figures[pair.new].label());
    let sure = claim.sure && comparable && !other_base && !own && !expected;
    Some(Claim { sure, ..claim })
}

/// The percentage of a value that is told at current prices grows in real terms.
pub(super) fn is_real(pair: Pair, k: usize, figures: &[Figure<'_>], cues: &Cues) -> bool {
    let at = pair.old.min(pair.new);
    let before = at
        .checked_sub(1)
        .filter(|_| figures[at].divided <= Break::Comma);
    let first = [figures[at].gap, before.map_or("", |k| figures[k].clause())];
    let said = figures[k].statistic.kind;
    let money = figures[pair.new].statistic.kind == StatKind::Money;
    money && said != StatKind::Money && first.iter().any(|t| cues.is_real(t))
}

/// 增长率分别为97.37%、57.92%: of several years or things.
pub(super) fn is_first_of_several(figures: &[Figure<'_>], k: usize) -> bool {
    let next = figures.get(k + 1);
    let short = next.is_some_and(|n| n.divided <= Break::Enumeration && n.gap.chars().count() <= 2);
    let listed = next.is_some_and(|n| n.divided == Break::Enumeration);
    short && (listed || figures[k].label().contains("分别"))
}

/// The levels of a pair.
pub(super) fn levels(pair: Pair, figures: &[Figure<'_>]) -> Option<(Stated, Stated)> {
    let (old, new) = (figures[pair.old].stated?, figures[pair.new].stated?);
    Some((old.beside(new), new.beside(old)))
}

/// The sign of the stated change: a fall is negative.
pub(super) fn signed(figure: &Figure<'_>, value: Decimal, range: Interval) -> (Decimal, Interval) {
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

pub(super) fn percent(pair: Pair, k: usize, figures: &[Figure<'_>], text: &str) -> Option<Claim> {
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
                yoy: false,
            },
            k,
            figures,
            text,
        )
    })
    .flatten()
}
