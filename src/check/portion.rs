//! Shares of one count in another: 占…的N%, with the whole stated before or inside, or one
//! unwritten whole for several parts.

use super::{
    claim::Claim,
    cues::Cues,
    figure::{Break, Figure},
    interval::Interval,
    lists::{PartList, Tie},
    rate::{FAR, fits, is_share, near, pairs, share, words_of},
};
use rust_decimal::Decimal;

/// Claims of 占.
pub(super) fn find(
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
        if let Some(part) = reached(figures, cues, rate) {
            of_part(rate, part, figures, lists, text, out);
        } else if let Some(part) = inline(figures, cues, rate) {
            let claim = share(rate, part, rate - 1, figures, text);
            out.extend(claim.map(|c| Claim { sure: true, ..c }));
        } else if let Some(words) = cues.share_of(here.label()) {
            let listed = of_list(rate, words, figures, lists, cues, text, out);
            if !listed && opens(here) {
                of_level(rate, words, figures, cues, text, out);
            }
        }
    }
}

/// 新能源装机587万千瓦，占比由37.5%提高到38.9%: the part of the second share.
fn reached(figures: &[Figure<'_>], cues: &Cues, rate: usize) -> Option<usize> {
    let (first, part) = (rate - 1, rate.checked_sub(2)?);
    let from = &figures[first];
    let pair = from.is_percent() && from.is_start() && figures[rate].divided == Break::None;
    let share = cues.share_of(from.label()).is_some() && opens(from);
    let tied = from.divided <= Break::Comma && figures[part].is_amount();
    (pair && share && tied && cues.reaches(figures[rate].gap)).then_some(part)
}

/// The share of a part in the total of its list.
fn of_part(
    rate: usize,
    part: usize,
    figures: &[Figure<'_>],
    lists: &[PartList],
    text: &str,
    out: &mut Vec<Claim>,
) {
    let with = |l: &&PartList| l.tie != Tie::Bracket && l.parts.first() == Some(&part);
    for list in lists.iter().filter(with) {
        let claim = share(rate, part, list.total, figures, text);
        out.extend(claim.map(|c| Claim {
            sure: is_part(&c) && !loosely(&c, figures),
            ..c
        }));
    }
}

/// 5亿元，为全年计划8亿元的62.5%; 45亿元，完成年度计划50亿元的90%: the part before a whole
/// that is stated inside.
fn inline(figures: &[Figure<'_>], cues: &Cues, rate: usize) -> Option<usize> {
    let whole = rate - 1;
    let words = figures[rate].gap;
    let label = figures[whole].label();
    let inside = words.starts_with('的') && figures[rate].divided == Break::None;
    let tied = inside && (cues.share_of(label).is_some() || cues.is_measured_by(label));
    let part = whole.checked_sub(1)?;
    let near =
        figures[whole].divided <= Break::Comma && figures[part].bracket == figures[whole].bracket;
    let fits =
        figures[part].is_amount() && figures[whole].is_amount() && fits(figures, part, whole);
    (tied && near && fits).then_some(part)
}

/// The share speaks of the figure right before it: no other subject stands between (投资占比).
pub(super) fn opens(rate: &Figure<'_>) -> bool {
    let label = rate.label().trim_start();
    let label =
        label.trim_start_matches(['约', '仅', '只', '各', '均', '已', '共', '所', '就', '可']);
    let within = label.starts_with('在') && label.contains("中占");
    within || ["占", "比重", "比例"].iter().any(|w| label.starts_with(w))
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
        let mut earlier = list.parts.iter().take_while(|&&k| k < part);
        let alone =
            figures[rate].divided == Break::None || earlier.all(|&k| has_share(k, figures, cues));
        let own = figures[rate].divided == Break::Enumeration;
        let told = of.is_empty() || is_told(cues, of, &figures[list.total]);
        // 老年人口26亿，占18.9%，其中65岁以上20亿，占14.2%: both of a whole that is not there.
        let outer = has_share(list.total, figures, cues);
        let sure = alone && !own && told && !outer && opens(&figures[rate]);
        let claim = share(rate, part, list.total, figures, text);
        out.extend(claim.map(|c| Claim {
            sure: sure && is_part(&c) && !loosely(&c, figures),
            ..c
        }));
    }
    out.len() > known
}

/// 其中78万件 of 39万件, told as 71.9%: more than its whole is a slip of the pen, where the text
/// itself says that it is a part.
pub(super) fn is_part(claim: &Claim) -> bool {
    let most = claim.value.checked_mul(Decimal::from(FAR));
    let slip = most.is_some_and(|most| claim.actual <= most);
    let more = claim.actual > Decimal::ONE_HUNDRED && claim.value <= Decimal::ONE_HUNDRED;
    more && slip || is_share(claim, FAR)
}

/// The figure is itself told as a share of something.
fn has_share(k: usize, figures: &[Figure<'_>], cues: &Cues) -> bool {
    // 604万人，比上年减少5万人，占总人口的60.4%: its changes may stand between.
    let after = figures[k + 1..].iter().take(3);
    let mut after = after
        .take_while(|f| f.divided <= Break::Comma)
        .skip_while(|f| f.is_change());
    after
        .next()
        .is_some_and(|f| f.is_percent() && cues.share_of(f.label()).is_some())
}

/// A figure of three digits and more that ends in zero may be rounded to tens (750万吨): the
/// share holds if that is so.
fn loosely(claim: &Claim, figures: &[Figure<'_>]) -> bool {
    let wide = |k: usize| -> Option<Interval> {
        let s = figures[k].stated?;
        let digits = s.value.checked_div(s.unit)?.normalize();
        let round = digits.fract().is_zero()
            && digits >= Decimal::ONE_HUNDRED
            && (digits / Decimal::TEN).fract().is_zero()
            && s.unit > Decimal::ONE;
        let slack = s.unit.checked_mul(Decimal::from(5))?;
        if round {
            Interval::around(s.value, slack, slack)
        } else {
            Some(s.range)
        }
    };
    let [part, whole] = claim.given[..] else {
        return false;
    };
    let ranges = wide(part).zip(wide(whole));
    let allowed = ranges.and_then(|(a, b)| a.over(b)?.times(Interval::point(Decimal::ONE_HUNDRED)));
    allowed.is_some_and(|a| claim.range.meets(a))
}

/// The words after 占 that name the whole.
pub(super) fn whole_words<'a>(words: &'a str, cues: &Cues) -> &'a str {
    let mut of = cues.without_links(words);
    for reached in ["达到", "高达", "达", "为", "约"] {
        of = of.strip_suffix(reached).unwrap_or(of);
    }
    let of = of.trim_end_matches(['的', '之']);
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
    let listed = cues.among_end(figures[part].gap).is_some();
    let told = |k: usize| {
        let total = cues.is_total(figures[k].label()) || listed;
        let mean = figures[k].label().contains('均') && !figures[part].label().contains('均');
        let named = !of.is_empty() && is_told(cues, of, &figures[k]) && (listed || !mean);
        named || of.is_empty() && total
    };
    let named = wholes.iter().filter(|&&k| told(k)).count();
    for &whole in &wholes {
        let claim = share(rate, part, whole, figures, text);
        // 53公顷，占56%；27公顷，占28%: both are parts of something else.
        let nearest = listed && wholes.first() == Some(&whole);
        let alone = wholes.len() == 1 || nearest || named == 1 && !of.is_empty();
        let alone = alone && !has_share(whole, figures, cues);
        let sure = |c: &Claim| alone && is_share(c, 2) && told(whole) && !loosely(c, figures);
        out.extend(claim.map(|c| Claim {
            sure: sure(&c),
            ..c
        }));
    }
}

/// The words after 占 mean this figure: its own words, or 总数, 全部.
fn is_told(cues: &Cues, of: &str, figure: &Figure<'_>) -> bool {
    let own = cues.without_whole(of).chars().count() > 1;
    (own || cues.means_whole(of)) && is_named(cues, of, figure)
}

/// What the whole is called stands at the figure too (占总投资的 beside 总投资50亿元).
fn is_named(cues: &Cues, words: &str, figure: &Figure<'_>) -> bool {
    let around = words_of(figure);
    let name: Vec<_> = pairs(cues.without_whole(words)).collect();
    // Every character stands in a pair that is there: 监测的330个城市 for 监测城市.
    let there = |pair: &str| around.iter().any(|a| a.contains(pair));
    let covered = |i: usize| {
        let beside = [i.checked_sub(1), Some(i)];
        let mut beside = beside.into_iter().flatten().filter_map(|k| name.get(k));
        beside.any(|pair| there(pair))
    };
    (0..=name.len()).all(|i| name.is_empty() || covered(i))
}
