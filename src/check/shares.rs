//! Shares of one whole: 分别占50%、30%、20% and 三次产业结构为8.6:34.2:57.2 make 100.

use super::{
    CheckKind,
    claim::{Claim, joined},
    cues::Cues,
    figure::{Break, Figure},
    interval::Interval,
};
use crate::extract::StatKind;
use rust_decimal::Decimal;

/// Claims about shares.
pub(super) fn find(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    let mut k = 0;
    while k < figures.len() {
        let mut run = run(figures, k);
        if figures[k].statistic.kind == StatKind::Ratio {
            out.extend(ratio(figures, cues, text, k));
        } else if run == 1 && figures[k].is_percent() {
            let listed = clauses(figures, cues, k);
            run = run.max(listed.last().map_or(1, |last| last + 1 - k));
            out.extend(spread(figures, cues, text, listed));
        } else if run > 1 && cues.share_of(figures[k].clause()).is_some() {
            out.extend(enumerated(figures, cues, text, k, run));
        }
        k += run.max(1);
    }
}

/// How many figures one enumeration of percentages takes from `k` on, with those in brackets
/// behind them: 32%（8000亿元）、47%（11924亿元）.
fn run(figures: &[Figure<'_>], k: usize) -> usize {
    if !figures[k].is_percent() {
        return 1;
    }
    let level = figures[k].bracket;
    let joined = |f: &&Figure<'_>| {
        let short = f.gap.chars().count() <= 3 && f.divided <= Break::Enumeration;
        short && (f.bracket != level || f.is_percent())
    };
    1 + figures[k + 1..].iter().take(40).take_while(joined).count()
}

/// The percentages from `k` on that say in a clause of their own what share they are:
/// 青年比重为25.4%，中年比重为67.7%.
fn clauses(figures: &[Figure<'_>], cues: &Cues, k: usize) -> Vec<usize> {
    let fits = |f: &&Figure<'_>| {
        let label = f.label();
        let share = cues.share_of(label).is_some() || label.contains("比重");
        f.is_percent() && !f.is_change() && share && f.bracket == figures[k].bracket
    };
    if !fits(&&figures[k]) {
        return Vec::new();
    }
    // 15—64岁人口比重为67.7%: the age is a part of the name.
    let near = (k + 1..figures.len().min(k + 16))
        .take_while(|&i| figures[i].divided <= Break::Semicolon)
        .filter(|&i| figures[i].statistic.kind != StatKind::Age);
    let parts = near.take_while(|&i| fits(&&figures[i]));
    std::iter::once(k).chain(parts).collect()
}

/// Shares in clauses of their own: worth saying when they do make a hundred, or when they are
/// those of a known whole.
fn spread(figures: &[Figure<'_>], cues: &Cues, text: &str, parts: Vec<usize>) -> Option<Claim> {
    let (actual, allowed) = total(figures, &parts).filter(|_| parts.len() > 2)?;
    let formula = joined(&parts, "＋", figures, text);
    let names: Vec<_> = parts.iter().map(|&k| figures[k].label()).collect();
    let five = Decimal::from(5);
    let next = figures.get(parts.last()? + 1);
    let next = next.filter(|f| f.divided < Break::Stop);
    let ends = !next.is_some_and(|f| f.is_percent() && !f.is_change());
    // Too little may leave some out.
    let more = actual - Decimal::ONE_HUNDRED;
    let near = more > Decimal::ZERO && more <= five;
    let sure = super::lists::is_whole(cues, &names) || ends && near && is_one_whole(cues, &names);
    let told = sure || more.abs() <= Decimal::ONE;
    told.then(|| hundred(parts, actual, allowed, formula, sure))
}

/// Not more than one whole is named after 占.
fn is_one_whole(cues: &Cues, names: &[&str]) -> bool {
    let of = names.iter().filter_map(|name| cues.share_of(name));
    let mut of: Vec<_> = of
        .map(|of| of.trim_end_matches(['的', '比', '重', '例']))
        .collect();
    of.retain(|of| !of.is_empty());
    of.dedup();
    of.len() <= 1
}

/// The sum of some figures and its interval.
fn total(figures: &[Figure<'_>], parts: &[usize]) -> Option<(Decimal, Interval)> {
    let (mut actual, mut allowed) = (Decimal::ZERO, Interval::point(Decimal::ZERO));
    for &part in parts {
        let part = figures[part].stated?;
        actual = actual.checked_add(part.value)?;
        allowed = allowed.plus(part.range)?;
    }
    Some((actual, allowed))
}

/// 占比分别为50%、30%、20%: no more than 100; less when some parts are not named.
fn enumerated(
    figures: &[Figure<'_>],
    cues: &Cues,
    text: &str,
    k: usize,
    run: usize,
) -> Option<Claim> {
    let parts: Vec<_> = (k..k + run).filter(|&i| figures[i].is_percent()).collect();
    let clause = figures[k].clause();
    if !clause.contains("分别") || figures[k].is_change() || cues.compares(clause) {
        return None;
    }
    let (actual, allowed) = total(figures, &parts)?;
    let formula = joined(&parts, "＋", figures, text);
    // Shares of different wholes add up to anything; those of one come near a hundred.
    // Too little may leave some out.
    let more = actual - Decimal::ONE_HUNDRED;
    let near = more > Decimal::ZERO && more <= Decimal::from(5);
    // 其他厂商占3.8%: a share that follows, or one for each count before (分别占总数的).
    let next = figures.get(k + run).filter(|f| f.divided < Break::Stop);
    let goes_on =
        next.is_some_and(Figure::is_percent) || cues.is_open_end(figures[k + run - 1].tail());
    let shares = parts.len();
    let counts = (k.saturating_sub(shares)..k).filter(|&i| figures[i].is_amount());
    let each = counts.count() == shares && shares <= k;
    let sure = shares >= 3 && near && !goes_on && !each;
    let told = sure || more.abs() <= Decimal::ONE;
    told.then(|| hundred(parts, actual, allowed, formula, sure))
}

/// 三次产业结构调整为8.6:34.2:57.2.
fn ratio(figures: &[Figure<'_>], cues: &Cues, text: &str, k: usize) -> Option<Claim> {
    let here = &figures[k];
    let written = here.statistic.ratio.as_deref()?;
    let shares: Option<Vec<Decimal>> = written.split(':').map(|s| s.parse().ok()).collect();
    let shares = shares.filter(|s| s.len() >= 3 && s.len() <= 8)?;
    if !cues.is_structure(here.clause()) && !cues.is_structure(before(figures, k)) {
        return None;
    }
    let (mut actual, mut allowed) = (Decimal::ZERO, Interval::point(Decimal::ZERO));
    // 45 beside 8.2 and 46.8 is 45.0.
    let scale = shares.iter().map(Decimal::scale).max()?;
    for &share in &shares {
        let slack = Decimal::new(5, scale + 1);
        actual = actual.checked_add(share)?;
        allowed = allowed.plus(Interval::around(share, slack, slack)?)?;
    }
    // 62. 6: a number that is cut.
    if here.rest.starts_with(['.', '．']) {
        return None;
    }
    // 1:2:1 is a proportion, not shares of a hundred.
    let sure = actual > Decimal::from(50) && actual < Decimal::from(200);
    let formula = here
        .statistic
        .core
        .of(text)
        .replace([':', '：', '∶', '比'], "＋");
    Some(hundred(vec![k], actual, allowed, formula, sure))
}

/// The clause of the ratio that 由…调整为 starts from.
fn before<'a>(figures: &[Figure<'a>], k: usize) -> &'a str {
    let previous = k.checked_sub(1).map(|i| &figures[i]);
    let ratio = previous.filter(|f| f.statistic.kind == StatKind::Ratio);
    ratio.map_or("", Figure::clause)
}

fn hundred(
    given: Vec<usize>,
    actual: Decimal,
    allowed: Interval,
    formula: String,
    sure: bool,
) -> Claim {
    let value = Decimal::ONE_HUNDRED;
    Claim {
        kind: CheckKind::Sum,
        stated: None,
        given,
        value,
        range: Interval::point(value),
        actual,
        allowed,
        formula,
        sure,
    }
}
