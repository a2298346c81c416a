//! X and x: a letter, a name, or a mask.

use super::{MaskKind, Site, Verdict, people, removed};
use crate::chars;

/// Judges a run of X; none where it is a letter.
pub(super) fn classify(site: &Site<'_>) -> Option<Verdict> {
    if site.run.length == 1 {
        return single(site);
    }
    if latin(site) {
        return None;
    }
    if let Some(rule) = people::named(site) {
        return Some(removed(MaskKind::Person, rule));
    }
    Some(frame(site).unwrap_or_else(|| removed(MaskKind::Template, "mask-repeated")))
}

/// The kind that the neighbours tell, for marks that are known or likely to be masks.
pub(super) fn frame(site: &Site<'_>) -> Option<Verdict> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if site.run.length >= 2 && (digit(site.prev()) || digit(site.next())) {
        return Some(removed(MaskKind::Identifier, "mask-identifier-digits"));
    }
    let left = [MaskKind::Template, MaskKind::Identifier];
    let left = left
        .iter()
        .find_map(|&k| Some(removed(k, site.left_cue(k)?)));
    let right = [
        MaskKind::Identifier,
        MaskKind::Number,
        MaskKind::Organisation,
    ];
    let right = right
        .iter()
        .find_map(|&k| Some(removed(k, site.right_cue(k)?)));
    left.or(right)
}

/// Latin words, sizes and Roman numerals: 3XL, XXL码, 型号XX-1.
fn latin(site: &Site<'_>) -> bool {
    let part = |c: Option<char>| {
        c.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '.' | '@'))
    };
    part(site.prev()) || part(site.next()) || (site.opens_line && site.next() == Some(' '))
}

/// A single X masks inside a name only: 马X三, X先生, 甘肃X县, X月X日.
fn single(site: &Site<'_>) -> Option<Verdict> {
    let next = site.next()?;
    if !chars::is_han(next) || site.right_cue(MaskKind::Symbol).is_some() {
        return None;
    }
    let surname = site.data.surname(site.left);
    if let Some(rule) = people::named(site).filter(|_| surname.is_some()) {
        return Some(removed(MaskKind::Person, rule));
    }
    let again = site.left.contains('X') || site.right.contains('X');
    let date = matches!(next, '年' | '月' | '日') && again;
    let place = matches!(next, '县' | '村' | '镇' | '乡' | '省' | '市')
        && site.prev().is_some_and(chars::is_han);
    let call = ["先生", "女士", "某"]
        .iter()
        .any(|w| site.right.starts_with(w));
    match (date, place, call) {
        (true, _, _) => Some(removed(MaskKind::Number, "mask-date-letters")),
        (_, true, _) => Some(removed(MaskKind::Organisation, "mask-place-letter")),
        (_, _, true) => Some(removed(MaskKind::Person, "mask-person-letter")),
        _ => None,
    }
}
