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
            sure: is_share(&c),
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
    let bears = |k: usize| words_of(&figures[k]).iter().any(|w| w.contains(stem));
    let Some(&part) = near.iter().find(|&&k| bears(k)) else {
        return;
    };
    let before = |k: &usize| *k < part && fits(figures, part, *k);
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
fn pairs(text: &str) -> impl Iterator<Item = &str> {
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
            wholes.len() == 1 && is_share(c) && are_one_thing(a, b, figures[rate].label(), text)
        };
        out.extend(claim.map(|c| Claim {
            sure: sure(&c),
            ..c
        }));
    }
}

/// Nothing says that the two count different things (14个设区市, 13个断面); the words of the
/// rate itself say nothing.
fn are_one_thing(a: &Figure<'_>, b: &Figure<'_>, rate: &str, text: &str) -> bool {
    match (a.named(text), b.named(text)) {
        (Some(a), Some(b)) => {
            a == b || pairs(a).any(|pair| b.contains(pair) && !rate.contains(pair))
        }
        _ => true,
    }
}

/// No part is more than its whole, nor is a rate over a hundred one of them (完成率 of a plan);
/// and a rate that is twice or half of what its counts give is one of something else.
fn is_share(claim: &Claim) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    let twice = |a: Decimal, b: Decimal| a.checked_mul(Decimal::TWO).is_some_and(|a| a >= b);
    claim.actual <= hundred
        && claim.value <= hundred
        && twice(claim.actual, claim.value)
        && twice(claim.value, claim.actual)
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
            let listed = of_list(rate, words, figures, lists, cues, text, out);
            if !listed && here.label().trim_start().starts_with('占') {
                of_level(rate, words, figures, cues, text, out);
            }
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
) -> bool {
    let part = rate - 1;
    if !figures[part].is_amount() || figures[rate].divided > Break::Comma {
        return false;
    }
    let of = whole_words(words, cues);
    let known = out.len();
    for list in lists
        .iter()
        .filter(|l| l.tie != Tie::Bracket && l.parts.contains(&part))
    {
        // 小学50人、初中40人，占…: the share may be that of both.
        let alone = figures[rate].divided == Break::None || list.parts.first() == Some(&part);
        let own = figures[rate].divided == Break::Enumeration;
        let told =
            of.is_empty() || cues.means_whole(of) && is_named(cues, of, &figures[list.total]);
        let sure = alone && !own && told;
        let claim = share(rate, part, list.total, figures, text);
        out.extend(claim.map(|c| Claim { sure, ..c }));
    }
    out.len() > known
}

/// The words after 占 that name the whole.
fn whole_words<'a>(words: &'a str, cues: &Cues) -> &'a str {
    let of = cues.without_links(words).trim_end_matches(['的', '之']);
    let ends = ["比重", "比例", "份额", "比"];
    let of = ends
        .iter()
        .fold(of, |w, end| w.strip_suffix(end).unwrap_or(w));
    of.trim_end_matches('的')
}

/// 全村320户，…脱贫户80户，占总户数的25%: a level before the part, with no list around them.
fn of_level(
    rate: usize,
    words: &str,
    figures: &[Figure<'_>],
    cues: &Cues,
    text: &str,
    out: &mut Vec<Claim>,
) {
    let part = rate - 1;
    if !figures[part].is_amount() || figures[rate].divided > Break::Comma {
        return;
    }
    let of = whole_words(words, cues);
    let level =
        |k: &usize| fits(figures, part, *k) && figures[*k].is_amount() && !figures[*k].is_start();
    let wholes: Vec<_> = near(figures, rate)
        .into_iter()
        .filter(level)
        .filter(|&k| k < part)
        .collect();
    let told = |k: usize| of.is_empty() || cues.means_whole(of) && is_named(cues, of, &figures[k]);
    for &whole in &wholes {
        let claim = share(rate, part, whole, figures, text);
        // 53公顷，占56%；27公顷，占28%: both are parts of something else.
        let sibling = figures[whole + 1].is_percent()
            && whole + 1 != rate
            && cues.share_of(figures[whole + 1].label()).is_some();
        let alone = wholes.len() == 1 && !sibling;
        let sure = |c: &Claim| alone && is_share(c) && told(whole);
        out.extend(claim.map(|c| Claim {
            sure: sure(&c),
            ..c
        }));
    }
}

/// What the whole is called stands at the figure too (占总投资的 beside 总投资50亿元).
fn is_named(cues: &Cues, words: &str, figure: &Figure<'_>) -> bool {
    let around = words_of(figure);
    let name = cues.without_whole(words);
    pairs(name).all(|pair| around.iter().any(|a| a.contains(pair)))
}
