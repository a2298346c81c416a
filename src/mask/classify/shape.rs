//! Rings, squares and discs: numerals, bullets, boxes to tick, and now and then a mask.

use super::{Mark, MaskKind, Site, Verdict, kept, people, removed};
use crate::chars;

/// Judges a run of shapes.
pub(super) fn classify(site: &Site<'_>) -> Verdict {
    match site.run.mark {
        Mark::Ring => ring(site),
        _ => square(site),
    }
}

fn ring(site: &Site<'_>) -> Verdict {
    // A day or month left open: 二〇二〇年五月○日.
    let unit = |c: Option<char>, units: &str| c.is_some_and(|c| units.contains(c));
    if unit(site.prev(), "年月第") && unit(site.next(), "月日号次") {
        return removed(MaskKind::Number, "mask-number-ring");
    }
    let numeral = |c: Option<char>| c.is_some_and(|c| "一二三四五六七八九十〇○零、·".contains(c));
    if numeral(site.prev()) || (numeral(site.next()) && !site.opens_line && site.run.length <= 2) {
        let listed = site.prev() == Some('、') && !numeral(site.next());
        if !listed {
            return kept(MaskKind::Zero, "mask-zero");
        }
    }
    let opener = site.opens_line && site.run.length == 1;
    if opener || site.next().is_some_and(|c| c.is_ascii_digit()) {
        return kept(MaskKind::Bullet, "mask-bullet");
    }
    if let Some(rule) = people::named(site) {
        return removed(MaskKind::Person, rule);
    }
    match super::letter::frame(site) {
        Some(verdict) if site.run.length > 1 => verdict,
        _ if site.run.length > 1 && site.inside_words() => {
            removed(MaskKind::Template, "mask-repeated")
        }
        _ => kept(MaskKind::Bullet, "mask-bullet"),
    }
}

fn square(site: &Site<'_>) -> Verdict {
    let quoted = site.prev().is_some_and(chars::opens) && site.next().is_some_and(chars::is_han);
    let words = site.prev().is_some_and(chars::is_han) && site.next().is_some_and(chars::is_han);
    if (words || quoted) && site.run.length >= 2 && !site.evidence.bullets {
        return removed(MaskKind::Censored, "mask-lacuna");
    }
    kept(MaskKind::Bullet, "mask-bullet")
}
