//! Parts that a point of view opens (分产业看，第一产业…；第二产业…), and the parts of a rise or a
//! fall (贷款增加2000亿元，其中短期贷款增加1200亿元，中长期贷款增加800亿元).

use super::{
    claim::Claim,
    cues::Cues,
    figure::{Break, Figure},
    sum::{claim, is_nearly_all, is_within, one_digit_off},
};

/// The longest list looked at, and how far before it the total may stand.
const LONGEST: usize = 40;
const REACH: usize = 12;

/// What opens a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opener {
    /// A point of view under which all parts are told.
    Whole,
    /// A point of view under which some may be left out.
    Some,
    /// 其中.
    Among,
}

/// Claims about such parts.
pub(super) fn find(figures: &[Figure<'_>], cues: &Cues, text: &str, out: &mut Vec<Claim>) {
    for first in 1..figures.len() {
        let Some(opener) = opener(&figures[first], cues) else {
            continue;
        };
        let parts = parts(figures, cues, first, opener);
        let total = total_before(figures, cues, first, &parts, text);
        if let Some(total) = total.filter(|&t| !cues.is_not_additive(figures[t].label())) {
            out.extend(judged(figures, total, &parts, opener, text));
        }
    }
}

/// The opener in the words before a figure: levels after 其中 are what `lists` reads.
fn opener(first: &Figure<'_>, cues: &Cues) -> Option<Opener> {
    if !is_part(first) {
        return None;
    }
    match cues.view(first.gap) {
        // 按消费类型分，8月份，…: the parts are of another time than the total.
        Some(true) if !since_stop(first.gap).contains(['年', '月', '季']) => Some(Opener::Whole),
        Some(_) => Some(Opener::Some),
        None => {
            let among = first.is_change() && cues.among_end(first.gap).is_some();
            let named = first.divided < Break::Semicolon && !cues.is_aside(first.label());
            (among && named).then_some(Opener::Among)
        }
    }
}

/// The words of a gap after its last full stop.
fn since_stop(gap: &str) -> &str {
    gap.rsplit('。').next().unwrap_or(gap)
}

/// A level, or the amount of a rise or fall, that can be added.
fn is_part(figure: &Figure<'_>) -> bool {
    figure.unit.is_some() && figure.stated.is_some() && !figure.is_start()
}

/// Both levels, or both amounts of change, of one unit and on one level of brackets.
fn is_alike(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    is_part(b) && a.unit == b.unit && a.is_change() == b.is_change() && a.bracket == b.bracket
}

/// The figure that the list is the parts of: one of the paragraph that they come to; else the
/// nearest in the sentence of the list or the one before, not what another time is told of
/// (同比多增300亿元).
fn total_before(
    figures: &[Figure<'_>],
    cues: &Cues,
    first: usize,
    parts: &[usize],
    text: &str,
) -> Option<usize> {
    let (mut stops, mut nearest) = (0, None);
    for k in (first.saturating_sub(REACH)..first).rev() {
        let next = &figures[k + 1];
        stops += usize::from(next.divided >= Break::Stop);
        if next.divided == Break::Paragraph {
            break;
        }
        let here = &figures[k];
        if !is_alike(&figures[first], here) || is_compared(here, cues) {
            continue;
        }
        let all = claim(k, parts, figures, text);
        if all.is_some_and(|c| c.range.meets(c.allowed)) {
            return Some(k);
        }
        nearest = nearest.or_else(|| Some(k).filter(|_| stops < 2));
    }
    nearest
}

fn is_compared(figure: &Figure<'_>, cues: &Cues) -> bool {
    cues.is_earlier(figure.label()) || figure.is_change() && cues.compares(figure.label())
}

/// The parts from figure `first` on. Under a point of view a part may have parts of its own after
/// 其中, up to the next semicolon.
fn parts(figures: &[Figure<'_>], cues: &Cues, first: usize, opener: Opener) -> Vec<usize> {
    let mut parts = vec![first];
    let mut inner = false;
    let end = match opener {
        Opener::Among => Break::Semicolon,
        _ => Break::Stop,
    };
    for (k, here) in figures.iter().enumerate().skip(first + 1).take(LONGEST) {
        if here.divided >= end {
            break;
        }
        let among = cues.among_end(here.gap).is_some();
        if among && opener == Opener::Among {
            break;
        }
        inner = among || inner && here.divided < Break::Semicolon;
        let told = is_alike(&figures[first], here) && !is_compared(here, cues);
        if told && !inner && !cues.arrives(here.label()) {
            parts.push(k);
        }
    }
    parts
}

/// The list that adds up, all of it or its beginning; else the whole list, a contradiction when
/// nothing can be missing or when one digit would mend it.
fn judged(
    figures: &[Figure<'_>],
    total: usize,
    parts: &[usize],
    opener: Opener,
    text: &str,
) -> Option<Claim> {
    let heads = (2..=parts.len()).rev();
    let mut heads = heads.filter_map(|n| claim(total, &parts[..n], figures, text));
    let whole = heads.next()?;
    let right = std::iter::once(whole.clone())
        .chain(heads)
        .find(|c| c.range.meets(c.allowed));
    let exact = figures[total].statistic.approx.is_none();
    let complete = opener == Opener::Whole && is_nearly_all(&whole) && is_within(&whole, 2);
    let slip = one_digit_off(total, parts, &whole, figures);
    let plain = parts.iter().all(|&k| !figures[k].stray);
    Some(right.unwrap_or(Claim {
        sure: exact && plain && (complete || slip),
        ..whole
    }))
}
