//! Averages with their total and their base in the same sentence: 3期，360人次，平均每期
//! 120人次; 日均, 人均, 户均.

use super::{
    CheckKind,
    claim::{Claim, joined},
    cues::Cues,
    figure::{Break, Figure},
};
use crate::extract::StatKind;

/// How many figures before an average its total and base may stand.
const REACH: usize = 5;

/// Claims about averages.
pub(super) fn find(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    for k in 2..figures.len() {
        let amount = !figures[k].is_change();
        if let Some(per) = cues.average(figures[k].label()).filter(|_| amount) {
            of_average(per, k, figures, text, out);
        }
    }
}

/// One claim for every total and base that fit; a mismatch counts when there is one of each.
fn of_average(per: &str, k: usize, figures: &[Figure<'_>], text: &str, out: &mut Vec<Claim>) {
    let near = near(figures, k);
    let is_base = |i: &&usize| counts(&figures[**i], per, text);
    let is_total = |i: &&usize| {
        let here = &figures[**i];
        here.is_amount() && here.unit == figures[k].unit && !here.label().contains('均')
    };
    let bases: Vec<_> = near.iter().filter(is_base).collect();
    let totals: Vec<_> = near.iter().filter(is_total).collect();
    let sure = bases.len() == 1 && totals.len() == 1 && figures[k].divided <= Break::Comma;
    for &&total in &totals {
        for &&base in bases.iter().filter(|b| ***b != total) {
            let claim = quotient(k, total, base, figures, text);
            out.extend(claim.map(|c| Claim { sure, ..c }));
        }
    }
}

/// Figures of the same sentence before `k`, nearest first.
fn near(figures: &[Figure<'_>], k: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for i in (k.saturating_sub(REACH)..k).rev() {
        if figures[i + 1].divided >= Break::Semicolon {
            break;
        }
        if figures[i].bracket == figures[k].bracket && !figures[i].is_change() {
            out.push(i);
        }
    }
    out
}

/// The figure counts what the average is reckoned per: 3期 for 每期, 5天 for 日均.
fn counts(figure: &Figure<'_>, per: &str, text: &str) -> bool {
    let core = figure.statistic.core.of(text);
    let whole = figure.is_amount() || figure.statistic.kind == StatKind::Duration;
    let units: &[&str] = match per {
        "人" | "名" => &["人", "名", "位"],
        "日" | "天" => &["天", "日"],
        "月" | "个月" => &["个月"],
        "户" => &["户", "户家庭"],
        "年" => &["年"],
        "家" => &["家"],
        other => return whole && core.ends_with(other),
    };
    whole && figure.stated.is_some() && units.iter().any(|u| core.ends_with(u))
}

fn quotient(
    k: usize,
    total: usize,
    base: usize,
    figures: &[Figure<'_>],
    text: &str,
) -> Option<Claim> {
    let (said, t, b) = (
        figures[k].stated?,
        figures[total].stated?,
        figures[base].stated?,
    );
    Some(Claim {
        kind: CheckKind::Rate,
        stated: Some(k),
        given: vec![total, base],
        value: said.value,
        range: said.computed(),
        actual: t.value.checked_div(b.value)?,
        allowed: t.range.over(b.range)?,
        formula: joined(&[total, base], "÷", figures, text),
        sure: false,
    })
}
