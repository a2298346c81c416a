//! Parts that stand right after their total with no word that says so (公开信息累计612条，工作动态345条，
//! …): three and more figures of one unit, each with a name of its own, that come to it exactly.
//! Only what comes out right shows that the text means it, so nothing here contradicts.

use super::{
    CheckKind,
    claim::Claim,
    figure::{Break, Figure},
    sum,
};
use crate::extract::StatKind;
use rust_decimal::Decimal;

/// Fewer parts come to a total by chance.
const FEWEST: usize = 3;
const MOST: usize = 40;
/// And small numbers by chance as well.
const LEAST: i128 = 10;

/// Claims of such lists that no other rule has found.
pub(super) fn find(figures: &[Figure<'_>], text: &str, out: &mut Vec<Claim>) {
    let mut from = 0;
    while from < figures.len() {
        let Some(parts) = parts(figures, from) else {
            from += 1;
            continue;
        };
        let known = |c: &Claim| c.kind == CheckKind::Sum && c.stated == Some(from);
        if !out.iter().any(known) {
            out.extend(sum::claim(from, &parts, figures, text));
        }
        from += parts.len();
    }
}

/// The figures after the one at `total` that come to it.
fn parts(figures: &[Figure<'_>], total: usize) -> Option<Vec<usize>> {
    let whole = exact(figures.get(total)?).filter(|v| v.normalize().mantissa() >= LEAST)?;
    let mut parts = Vec::new();
    let mut sum = Decimal::ZERO;
    for (i, figure) in figures.iter().enumerate().skip(total + 1).take(MOST) {
        let told = figure.divided < Break::Stop
            && !figure.stray
            && figure.bracket == figures[total].bracket;
        let named = figure.label().chars().any(crate::chars::is_han);
        if !(told && named && figure.unit == figures[total].unit) {
            return None;
        }
        sum = sum.checked_add(exact(figure)?)?;
        parts.push(i);
        if sum >= whole {
            break;
        }
    }
    (sum == whole && parts.len() >= FEWEST).then_some(parts)
}

/// The value of a level that is stated exactly.
fn exact(figure: &Figure<'_>) -> Option<Decimal> {
    use StatKind::{Age, Duration};
    let statistic = figure.statistic;
    let lasts = matches!(statistic.kind, Duration | Age);
    let level = figure.is_amount() && !figure.is_start() && !lasts && statistic.approx.is_none();
    figure
        .statistic
        .value
        .filter(|v| level && *v > Decimal::ZERO)
}
