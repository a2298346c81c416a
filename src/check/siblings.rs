//! Several counts and their shares of one whole that is not written: 8000亿元，占32%；11924亿元，占47%.

use super::{
    CheckKind,
    claim::Claim,
    cues::Cues,
    figure::{Break, Figure},
    portion::{is_part, opens, whole_words},
    rate::is_share,
};
use crate::extract::StatKind;

/// The most shares of one whole that are held against one another.
const MOST: usize = 12;

/// A count and the share that it is told to be.
#[derive(Debug, Clone, Copy)]
struct Portion<'a> {
    part: usize,
    rate: usize,
    /// The words that name the whole.
    of: &'a str,
}

/// Counts and shares of one whole that is not written: all give the same whole.
pub(super) fn find(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    let mut group: Vec<Portion<'_>> = Vec::new();
    for rate in 0..figures.len() {
        let Some(next) = portion(figures, cues, rate) else {
            continue;
        };
        let fits = group.last().is_some_and(|last| {
            let near = (last.rate + 1..=next.part).all(|k| figures[k].divided < Break::Paragraph);
            let stop = (last.rate + 1..=next.part).any(|k| figures[k].divided == Break::Stop);
            let same = figures[last.part].unit == figures[next.part].unit && last.of == next.of;
            let bare = bracketed(figures, rate).is_some();
            let list = !bare
                || figures[last.rate + 1..=rate]
                    .iter()
                    .all(|f| f.divided < Break::Semicolon);
            near && same && list && !(stop && next.of.is_empty()) && rate - last.rate <= 6
        });
        if !fits || group.len() >= MOST {
            agree(&group, figures, cues, text, out);
            group.clear();
        }
        group.push(next);
    }
    agree(&group, figures, cues, text, out);
}

/// 181万人，占全县人口的18.1%.
fn portion<'a>(figures: &[Figure<'a>], cues: &Cues, rate: usize) -> Option<Portion<'a>> {
    let here = &figures[rate];
    let level = here.is_percent() && !here.is_change() && !here.is_start() && here.stated.is_some();
    let bare = bracketed(figures, rate).filter(|_| level);
    if bare.is_some() {
        return bare;
    }
    let part = rate.checked_sub(1)?;
    let words = cues.share_of(here.label()).filter(|_| opens(here))?;
    let close = here.divided <= Break::Comma && figures[part].is_amount() && level;
    let of = whole_words(words, cues);
    // 630人、65个职位，占总人数的63%、总职位数的65%: two counts, two wholes.
    let crossed = figures
        .get(rate + 1)
        .is_some_and(|f| f.is_percent() && f.divided == Break::Enumeration);
    (close && !crossed).then_some(Portion { part, rate, of })
}

/// 32%（8000亿元）, 308万亩（27.7%）: nothing but a bracket between them.
fn bracketed<'a>(figures: &[Figure<'a>], rate: usize) -> Option<Portion<'a>> {
    let beside = |k: usize| matches!(figures[k].gap, "(" | "（");
    let counts = |f: &Figure<'_>| f.is_amount() && f.statistic.kind != StatKind::Duration;
    let inside = |k: usize| figures.get(k).is_some_and(counts) && beside(k);
    let part = if inside(rate + 1) {
        rate + 1
    } else {
        rate.checked_sub(1)
            .filter(|&k| beside(rate) && counts(&figures[k]))?
    };
    Some(Portion { part, rate, of: "" })
}

/// One claim for every portion of a group but the one it is measured by. A mismatch counts when
/// the whole has a name, or when it is one against two and more that agree.
fn agree(
    group: &[Portion<'_>],
    figures: &[Figure<'_>],
    cues: &Cues,
    text: &str,
    out: &mut Vec<Claim>,
) {
    let agreeing = |a: &Portion<'_>| {
        let same = group.iter().filter(|b| {
            let claim = proportion(a, b, figures, text);
            b.part != a.part && claim.is_some_and(|c| c.range.meets(c.allowed))
        });
        same.count()
    };
    let Some(base) = group.iter().rev().max_by_key(|a| agreeing(a)) else {
        return;
    };
    let right = agreeing(base);
    let most = right + 2 >= group.len() && right >= 1;
    // Two may agree by chance where no word says that they are shares.
    if base.of.is_empty() && right < 2 && group.iter().any(|p| bracketed(figures, p.rate).is_some())
    {
        return;
    }
    // Income and expenditure each have a budget of their own.
    let one = !base.of.is_empty() && !cues.is_target(base.of);
    let named = group.len() == 2 && one && right == 0 && is_one_time(group, figures);
    for other in group.iter().filter(|p| p.part != base.part) {
        let claim = proportion(base, other, figures, text);
        let sure = |c: &Claim| most && is_part(c) || named && is_share(c, 2);
        out.extend(claim.map(|c| Claim {
            sure: sure(&c),
            ..c
        }));
    }
}

/// Nothing between two portions says that their whole is not the same: another year, another
/// sentence.
fn is_one_time(group: &[Portion<'_>], figures: &[Figure<'_>]) -> bool {
    let [first, last] = group else {
        return false;
    };
    let between = || (first.rate + 1..=last.part).map(|k| &figures[k]);
    let stop = between().any(|f| f.divided >= Break::Stop);
    !stop && !between().any(|f| f.gap.contains(['年', '月', '期', '季', '和']))
}

/// `other` as a share of the whole that `base` gives.
fn proportion(
    base: &Portion<'_>,
    other: &Portion<'_>,
    figures: &[Figure<'_>],
    text: &str,
) -> Option<Claim> {
    let stated = |k: usize| figures[k].stated;
    let (a, share, b) = (stated(base.part)?, stated(base.rate)?, stated(other.part)?);
    let said = stated(other.rate)?;
    let core = |k: usize| figures[k].statistic.core.of(text);
    Some(Claim {
        kind: CheckKind::Rate,
        stated: Some(other.rate),
        given: vec![base.part, base.rate, other.part],
        value: said.value,
        range: said.computed(),
        actual: b.value.checked_mul(share.value)?.checked_div(a.value)?,
        allowed: b.range.times(share.computed())?.over(a.range)?,
        formula: format!(
            "{}÷（{}÷{}）",
            core(other.part),
            core(base.part),
            core(base.rate)
        ),
        sure: false,
    })
}
