//! Shares of one count in another: 整改率, 到会率 from their counts, and 占…的N%.

use super::{
    CheckKind,
    claim::{Claim, joined},
    cues::{Cues, RateNoun, holds_any},
    figure::{Break, Figure},
    interval::Interval,
    lists::{PartList, Tie},
};
use rust_decimal::Decimal;

/// How many figures before a rate its counts may stand.
const REACH: usize = 7;

/// `stated` = `part` ÷ `whole` × 100 (or × 1000 for ‰).
pub(super) fn share(
    stated: usize,
    part: usize,
    whole: usize,
    figures: &[Figure<'_>],
    text: &str,
) -> Option<Claim> {
    let (said, a, b) = (
        figures[stated].stated?,
        figures[part].stated?,
        figures[whole].stated?,
    );
    let permille = figures[stated].statistic.kind == crate::extract::StatKind::Permille;
    let hundred = Decimal::from(if permille { 1000 } else { 100 });
    Some(Claim {
        kind: CheckKind::Rate,
        stated: Some(stated),
        given: vec![part, whole],
        value: said.value,
        range: said.computed(),
        actual: a.value.checked_div(b.value)?.checked_mul(hundred)?,
        allowed: a.range.over(b.range)?.times(Interval::point(hundred))?,
        formula: joined(&[part, whole], "÷", figures, text),
        sure: false,
    })
}

/// Claims of rate nouns.
pub(super) fn of_nouns(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    for rate in 0..figures.len() {
        let here = &figures[rate];
        let noun = cues.without_links(here.label());
        if !here.is_percent()
            || here.is_change()
            || !noun.ends_with('率')
            || cues.is_not_a_share(noun)
        {
            continue;
        }
        let near = near(figures, rate);
        match cues.rate(noun) {
            Some(rule) => named(rule, rate, &near, figures, text, out),
            None => stemmed(noun, rate, &near, figures, text, out),
        }
    }
}

/// Levels of the same sentence and bracket before the rate, nearest first.
fn near(figures: &[Figure<'_>], rate: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for k in (rate.saturating_sub(REACH)..rate).rev() {
        if figures[k + 1].divided >= Break::Stop {
            break;
        }
        if figures[k].is_amount() && figures[k].bracket == figures[rate].bracket {
            out.push(k);
        }
    }
    out
}

/// A rate whose numerator (and denominator) bear words of their own.
fn named(
    rule: &RateNoun,
    rate: usize,
    near: &[usize],
    figures: &[Figure<'_>],
    text: &str,
    out: &mut Vec<Claim>,
) {
    let bears =
        |k: usize, words: &[String]| words_of(&figures[k]).iter().any(|w| holds_any(w, words));
    let Some(&part) = near.iter().find(|&&k| bears(k, &rule.numerator)) else {
        return;
    };
    let wholes: Vec<_> = near
        .iter()
        .copied()
        .filter(|&k| fits(figures, part, k))
        .collect();
    let told: Vec<_> = wholes
        .iter()
        .copied()
        .filter(|&k| bears(k, &rule.denominator))
        .collect();
    push(
        rate,
        part,
        if told.is_empty() { &wholes } else { &told },
        figures,
        text,
        out,
    );
}

/// 整改率: its numerator stands with 整改, the nearest count before that is the whole.
fn stemmed(
    noun: &str,
    rate: usize,
    near: &[usize],
    figures: &[Figure<'_>],
    text: &str,
    out: &mut Vec<Claim>,
) {
    let Some(stem) = stem(noun) else { return };
    let bears = |k: usize| words_of(&figures[k]).iter().any(|w| w.contains(stem));
    let Some(&part) = near.iter().find(|&&k| bears(k)) else {
        return;
    };
    let before = |k: &usize| *k < part && fits(figures, part, *k);
    let wholes: Vec<_> = near.iter().copied().filter(before).collect();
    push(rate, part, &wholes, figures, text, out);
}

/// The two characters before 率.
fn stem(noun: &str) -> Option<&str> {
    let body = noun.strip_suffix('率')?;
    let (at, _) = body.char_indices().rev().nth(1)?;
    let stem = &body[at..];
    stem.chars().all(crate::chars::is_han).then_some(stem)
}

/// Claims against every count that may be the whole; a mismatch counts when there is one.
fn push(
    rate: usize,
    part: usize,
    wholes: &[usize],
    figures: &[Figure<'_>],
    text: &str,
    out: &mut Vec<Claim>,
) {
    for &whole in wholes {
        let claim = share(rate, part, whole, figures, text);
        let sure = wholes.len() == 1;
        out.extend(claim.map(|c| Claim { sure, ..c }));
    }
}

fn fits(figures: &[Figure<'_>], part: usize, whole: usize) -> bool {
    part != whole && figures[part].unit == figures[whole].unit
}

/// The words right before and after a figure.
fn words_of<'a>(figure: &Figure<'a>) -> [&'a str; 2] {
    [figure.label(), figure.tail()]
}

/// Claims of 占.
pub(super) fn of_shares(
    figures: &[Figure<'_>],
    lists: &[PartList],
    cues: &Cues,
    text: &str,
    out: &mut Vec<Claim>,
) {
    for rate in 1..figures.len() {
        let here = &figures[rate];
        if !here.is_percent() || here.is_change() {
            continue;
        }
        if let Some(part) = inline(figures, cues, rate) {
            out.extend(
                share(rate, part, rate - 1, figures, text).map(|c| Claim { sure: true, ..c }),
            );
        } else if let Some(words) = cues.share_of(here.label()) {
            of_list(rate, words, figures, lists, cues, text, out);
        }
    }
}

/// 12.5亿元，占全年计划20亿元的62.5%: the part before a whole that is stated inside.
fn inline(figures: &[Figure<'_>], cues: &Cues, rate: usize) -> Option<usize> {
    let whole = rate - 1;
    let words = figures[rate].gap;
    let tied = words.starts_with('的')
        && figures[rate].divided == Break::None
        && cues.share_of(figures[whole].label()).is_some();
    let part = whole.checked_sub(1)?;
    let near =
        figures[whole].divided <= Break::Comma && figures[part].bracket == figures[whole].bracket;
    let fits =
        figures[part].is_amount() && figures[whole].is_amount() && fits(figures, part, whole);
    (tied && near && fits).then_some(part)
}

/// 其中本省游客24.68万人次，占59.8%: the part is in a list, the list's total is the whole.
fn of_list(
    rate: usize,
    words: &str,
    figures: &[Figure<'_>],
    lists: &[PartList],
    cues: &Cues,
    text: &str,
    out: &mut Vec<Claim>,
) {
    let part = rate - 1;
    if !figures[part].is_amount() || figures[rate].divided > Break::Comma {
        return;
    }
    let of = cues.without_links(words).trim_end_matches(['的', '之']);
    let of = ["比重", "比例", "份额"]
        .iter()
        .fold(of, |w, end| w.strip_suffix(end).unwrap_or(w));
    let of = of.trim_end_matches('的');
    for list in lists
        .iter()
        .filter(|l| l.tie != Tie::Bracket && l.parts.contains(&part))
    {
        let sure = of.is_empty() || cues.means_whole(of) && shares_word(of, &figures[list.total]);
        let claim = share(rate, part, list.total, figures, text);
        out.extend(claim.map(|c| Claim { sure, ..c }));
    }
}

/// Two neighbouring characters of `words` stand at the figure too.
fn shares_word(words: &str, figure: &Figure<'_>) -> bool {
    let ends: Vec<_> = words
        .char_indices()
        .map(|(i, c)| (i, i + c.len_utf8()))
        .collect();
    let around = words_of(figure);
    ends.windows(2)
        .any(|w| around.iter().any(|a| a.contains(&words[w[0].0..w[1].1])))
}
