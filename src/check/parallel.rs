//! Two lists of levels and one of their changes: 分别由2.9万元、1.1万元提高到4万元、1.6万元，
//! 增长37.9%、45.5%.

use super::{
    claim::Claim,
    cues::Cues,
    figure::{Break, Figure},
    growth::{Pair, is_one_of_several, is_real, percent, same_measure},
    yearly,
};
use crate::extract::DateMention;

/// The longest list looked at.
const MOST: usize = 6;

/// Claims about lists of changes.
pub(super) fn find(
    figures: &[Figure<'_>],
    dates: &[DateMention],
    cues: &Cues,
    text: &str,
    out: &mut Vec<Claim>,
) {
    for k in 2..figures.len() {
        let reached = cues.reaches(figures[k].gap) && figures[k].divided <= Break::Comma;
        let Some(n) = Some(list_after(figures, k)).filter(|&n| reached && n > 1) else {
            continue;
        };
        let Some(first) = k.checked_sub(n).filter(|&f| list_after(figures, f) == n) else {
            continue;
        };
        let rates = k + n;
        let fits = same_measure(&figures[first], &figures[k]) && !figures[k].is_percent();
        let said = figures
            .get(rates)
            .is_some_and(|f| f.is_percent() && f.divided <= Break::Comma);
        if fits && said && list_after(figures, rates) == n {
            each(first, k, rates, n, figures, dates, cues, text, out);
        }
    }
}

/// How many figures of one measure stand in one enumeration from `k` on.
fn list_after(figures: &[Figure<'_>], k: usize) -> usize {
    let next = figures.iter().skip(k + 1).take(MOST);
    let joined = |f: &&Figure<'_>| same_measure(&figures[k], f) && is_one_of_several(f);
    1 + next.take_while(joined).count()
}

/// One claim for every item of the lists.
#[allow(
    clippy::too_many_arguments,
    reason = "three lists and what they are read with"
)]
fn each(
    first: usize,
    second: usize,
    rates: usize,
    n: usize,
    figures: &[Figure<'_>],
    dates: &[DateMention],
    cues: &Cues,
    text: &str,
    out: &mut Vec<Claim>,
) {
    let label = figures[rates].label();
    for i in 0..n {
        let pair = Pair {
            old: first + i,
            new: second + i,
            last: second + n - 1,
            yoy: false,
        };
        let rate = rates + i;
        if cues.is_yearly(label) {
            let all = Pair {
                old: first,
                new: second,
                ..pair
            };
            for (years, sure) in yearly::years_of(all, rate, figures, dates) {
                let claim = yearly::growth(pair, rate, years, figures, text);
                let real = is_real(pair, rate, figures, cues);
                out.extend(claim.map(|c| Claim {
                    sure: !real && (sure || yearly::is_far_off(&c)),
                    ..c
                }));
            }
        } else if figures[rates].is_change() && cues.goes_on(label) && !cues.compares(label) {
            let claim = percent(pair, rate, figures, text);
            let fair = !is_real(pair, rate, figures, cues) && !cues.is_not_comparable(label);
            out.extend(claim.map(|c| Claim { sure: fair, ..c }));
        }
    }
}
