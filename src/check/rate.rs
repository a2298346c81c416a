//! Rates with a noun of their own: 整改率, 到会率, 出生率 from their counts.

use super::{
    CheckKind,
    claim::{Claim, joined},
    cues::{Cues, holds_any},
    figure::{Break, Figure},
    interval::Interval,
    lists::holds_plainly,
    tables::RateNoun,
};
use rust_decimal::Decimal;

/// How many figures before a rate its counts may stand.
const REACH: usize = 7;

/// What changing one digit may do, where nothing else is meant.
pub(super) const FAR: i64 = 20;

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
        let noun = cues.without_reached(here.label());
        if !here.is_percent() || here.is_change() || !noun.ends_with('率') {
            continue;
        }
        let near = near(figures, rate);
        match cues.rate(noun) {
            Some(rule) => match rule.slack {
                Some(slack) => of_mean(rule, slack, rate, figures, text, out),
                None => named(rule, rate, &near, figures, text, out),
            },
            None if cues.is_not_a_share(noun) => {}
            None => stemmed(noun, rate, &near, figures, cues, text, out),
        }
    }
}

/// Levels of the same sentence and bracket before the rate, nearest first.
pub(super) fn near(figures: &[Figure<'_>], rate: usize) -> Vec<usize> {
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
    let bears = |k: usize, words: &[String]| {
        let around = words_of(&figures[k]);
        around
            .iter()
            .any(|a| words.iter().any(|w| holds_plainly(a, w)))
    };
    let Some(&part) = near.iter().find(|&&k| bears(k, &rule.numerator)) else {
        return;
    };
    let wholes: Vec<_> = near
        .iter()
        .copied()
        .filter(|&k| fits(figures, part, k) && !bears(k, &rule.numerator))
        .filter(|&k| !figures[k].tail().contains('率'))
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

/// 出生率: the counts stand anywhere in the paragraph, the denominator is a little off.
fn of_mean(
    rule: &RateNoun,
    slack: u32,
    rate: usize,
    figures: &[Figure<'_>],
    text: &str,
    out: &mut Vec<Claim>,
) {
    let bears = |k: &usize, words: &[String]| {
        let label = figures[*k].label();
        figures[*k].is_amount() && holds_any(label, words) && !holds_any(label, &rule.except)
    };
    let (before, after) = paragraph(figures, rate);
    let part = before.clone().find(|k| bears(k, &rule.numerator));
    let whole = before
        .chain(after)
        .find(|k| bears(k, &rule.denominator) && !holds_any(figures[*k].label(), &rule.numerator));
    let (Some(part), Some(whole)) = (part, whole) else {
        return;
    };
    let other = holds_any(figures[rate].label(), &rule.except);
    if other || figures[part].unit != figures[whole].unit {
        return;
    }
    let slack = Decimal::new(i64::from(slack), 3);
    let room = Interval::between(Decimal::ONE - slack, Decimal::ONE + slack);
    let claim = share(rate, part, whole, figures, text);
    out.extend(claim.and_then(|c| {
        let allowed = c.allowed.times(room)?;
        Some(Claim {
            allowed,
            sure: is_share(&c, 3),
            ..c
        })
    }));
}

/// Figures of the same paragraph: before `rate`, nearest first, and after it.
fn paragraph(
    figures: &[Figure<'_>],
    rate: usize,
) -> (
    impl Iterator<Item = usize> + Clone,
    impl Iterator<Item = usize> + Clone,
) {
    const FAR: usize = 12;
    let before = (rate.saturating_sub(FAR)..rate)
        .rev()
        .take_while(|&k| figures[k + 1].divided < Break::Paragraph);
    let after = (rate + 1..figures.len().min(rate + FAR))
        .take_while(|&k| figures[k].divided < Break::Paragraph);
    (before, after)
}

/// 整改率: its numerator stands with 整改, the nearest count before that is the whole.
fn stemmed(
    noun: &str,
    rate: usize,
    near: &[usize],
    figures: &[Figure<'_>],
    cues: &Cues,
    text: &str,
    out: &mut Vec<Claim>,
) {
    let Some(stem) = stem(noun).filter(|s| !cues.is_fall(s)) else {
        return;
    };
    let bears = |k: usize| words_of(&figures[k]).iter().any(|w| holds_plainly(w, stem));
    let Some(&part) = near.iter().find(|&&k| bears(k)) else {
        return;
    };
    // 交付19万套，…交付10万套、交付率…: what bears the stem itself is another numerator.
    let rival = |k: usize| {
        let label = figures[k].label();
        // 新增1802户, 消除944户: not all that there were.
        let new = label.contains("新增") && !figures[part].label().contains("新增");
        let same = holds_plainly(label, stem) && !cues.is_due(label);
        same || new || figures[k].tail().contains('率')
    };
    let before = |k: &usize| *k < part && fits(figures, part, *k) && !rival(*k);
    let wholes: Vec<_> = near.iter().copied().filter(before).collect();
    let known = out.len();
    push(rate, part, &wholes, figures, text, out);
    // 高校毕业生就业率 beside 转移就业3万人: a rate of something that is not counted here.
    let subject = &noun[..noun.len() - "率".len() - stem.len()];
    let told = wholes
        .iter()
        .any(|&whole| is_told(subject, part, whole, figures));
    for claim in &mut out[known..] {
        claim.sure &= told;
    }
}

/// What the rate is of stands at one of its counts as well, and both count the same things.
fn is_told(subject: &str, part: usize, whole: usize, figures: &[Figure<'_>]) -> bool {
    let counts = [&figures[part], &figures[whole]];
    let words = counts.iter().flat_map(|f| words_of(f));
    subject.is_empty() || pairs(subject).all(|pair| words.clone().any(|w| w.contains(pair)))
}

/// Every two neighbouring characters of a text.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.char_indices().map(|(i, c)| i + c.len_utf8()).skip(1);
    text.char_indices()
        .zip(ends)
        .map(|((from, _), to)| &text[from..to])
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
        let sure = |c: &Claim| {
            let (a, b) = (&figures[part], &figures[whole]);
            wholes.len() == 1
                && is_share(c, FAR)
                && are_one_thing(a, b, figures[rate].label(), text)
        };
        out.extend(claim.map(|c| Claim {
            sure: sure(&c),
            ..c
        }));
    }
}

/// 合格 of 合格率.
fn is_stem(word: &str, rate: &str) -> bool {
    let noun = rate.rfind('率').map_or("", |at| &rate[..at]);
    !word.is_empty() && noun.ends_with(word)
}

/// Nothing says that the two count different things (14个设区市, 13个断面); the words of the
/// rate itself say nothing.
fn are_one_thing(a: &Figure<'_>, b: &Figure<'_>, rate: &str, text: &str) -> bool {
    match (a.named(text), b.named(text)) {
        // 合格451批次: the word of the rate, no thing.
        (Some(a), Some(_)) if is_stem(a, rate) => true,
        (Some(a), Some(b)) => {
            a == b || pairs(a).any(|pair| b.contains(pair) && !rate.contains(pair))
        }
        _ => true,
    }
}

/// No part is more than its whole, nor is a rate over a hundred one of them (完成率 of a plan);
/// and a rate that is more than `factor` times what its counts give, or less than that, is one of
/// something else.
pub(super) fn is_share(claim: &Claim, factor: i64) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    let within = |a: Decimal, b: Decimal| {
        let most = a.checked_mul(Decimal::from(factor));
        most.is_some_and(|most| most >= b)
    };
    claim.actual <= hundred
        && claim.value <= hundred
        && within(claim.actual, claim.value)
        && within(claim.value, claim.actual)
}

pub(super) fn fits(figures: &[Figure<'_>], part: usize, whole: usize) -> bool {
    part != whole && figures[part].unit == figures[whole].unit
}

/// The words right before and after a figure.
pub(super) fn words_of<'a>(figure: &Figure<'a>) -> [&'a str; 2] {
    [figure.label(), figure.tail()]
}
