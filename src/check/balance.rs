//! Results with a name of their own: 顺差 is 出口 less 进口, 自然增长率 is 出生率 less 死亡率.

use super::{
    CheckKind,
    claim::{Claim, joined},
    cues::{Cues, holds_any},
    figure::{Break, Figure},
};

/// How many figures before the result its terms may stand.
const REACH: usize = 8;

/// Claims about balances.
pub(super) fn find(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    for k in 0..figures.len() {
        let label = cues.without_reached(figures[k].label());
        // 去年同期为逆差…: of another year.
        let other = ["去年", "上年", "同期"].iter().any(|w| label.contains(w));
        if other || cues.is_not_comparable(figures[k].gap) {
            continue;
        }
        let Some(rule) = cues.balance(label) else {
            continue;
        };
        let terms = |find: Find| find(figures, k, &rule.plus).zip(find(figures, k, &rule.minus));
        let before = terms(term_before);
        if let Some((plus, minus)) = before.or_else(|| terms(term_after))
            && plus != minus
        {
            let claim = difference(k, plus, minus, figures, text);
            // What follows may be a part of the trade only: a mismatch says nothing.
            out.extend(claim.map(|c| Claim {
                sure: before.is_some(),
                ..c
            }));
        }
    }
}

type Find = fn(&[Figure<'_>], usize, &[String]) -> Option<usize>;

/// The nearest figure before `k` in its paragraph whose label ends with one of `words`.
fn term_before(figures: &[Figure<'_>], k: usize, words: &[String]) -> Option<usize> {
    let mut stops = 0;
    for i in (k.saturating_sub(REACH)..k).rev() {
        let next = &figures[i + 1];
        stops += usize::from(next.divided == Break::Stop);
        if next.divided == Break::Paragraph || stops > 1 {
            return None;
        }
        if is_term(&figures[i], &figures[k], words) {
            return Some(i);
        }
    }
    None
}

/// The nearest figure after `k` in its sentence or the next one whose label holds one of `words`.
fn term_after(figures: &[Figure<'_>], k: usize, words: &[String]) -> Option<usize> {
    let mut stops = 0;
    for (i, here) in figures.iter().enumerate().skip(k + 1).take(REACH) {
        stops += usize::from(here.divided == Break::Stop);
        if here.divided == Break::Paragraph || stops > 1 {
            return None;
        }
        if is_term(here, &figures[k], words) {
            return Some(i);
        }
    }
    None
}

/// A level of the result's unit that bears one of `words`.
fn is_term(figure: &Figure<'_>, result: &Figure<'_>, words: &[String]) -> bool {
    let same = figure.statistic.kind == result.statistic.kind && figure.unit == result.unit;
    let level = !figure.is_change() && figure.bracket == result.bracket;
    same && level && holds_any(figure.label(), words) && !figure.label().contains("进出口")
}

fn difference(
    k: usize,
    plus: usize,
    minus: usize,
    figures: &[Figure<'_>],
    text: &str,
) -> Option<Claim> {
    let (said, a, b) = (
        figures[k].stated?,
        figures[plus].stated?,
        figures[minus].stated?,
    );
    Some(Claim {
        kind: CheckKind::Difference,
        stated: Some(k),
        given: vec![plus, minus],
        value: said.value,
        range: said.range,
        actual: a.value.checked_sub(b.value)?,
        allowed: a.range.minus(b.range)?,
        formula: joined(&[plus, minus], "－", figures, text),
        sure: true,
    })
}
