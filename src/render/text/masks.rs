//! Masks for a reader: each in its sentence with the best fillings beside it, and the article
//! with its fillings, marked so that nobody takes them for its own words.

use super::{
    BAD, FAINT, Look, THING,
    article::heading,
    table::{cut, one_line},
};
use crate::{mask::Mask, pipeline::Analysis, span::Span};
use std::collections::BTreeMap;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A filling is printed into the article from this score on.
const SURE: f64 = 0.5;
/// Fillings shown beside a mask.
const SHOWN: usize = 3;
/// Columns for the fillings.
const ASIDE: usize = 36;

/// The article, its masks filled where the best filling is likely.
pub(super) fn preview(analysis: &Analysis<'_>, look: Look, out: &mut Vec<u8>) {
    heading(analysis, look, out);
    let document = analysis.document;
    let (mut at, mut filled, mut removed) = (0, 0, 0);
    for mask in analysis.masks.iter().filter(|m| m.removed) {
        let place = document.normal.map.original(mask.span);
        out.extend_from_slice(&document.original.as_bytes()[at..place.from()]);
        let likely = mask.candidates.first().filter(|c| c.score >= SURE);
        let shown = match likely {
            Some(best) => look.paint(THING, &format!("⟦{}⟧", best.text)),
            None => look.paint(BAD, place.of(&document.original)),
        };
        out.extend_from_slice(shown.as_bytes());
        at = place.to();
        removed += 1;
        filled += usize::from(likely.is_some());
    }
    out.extend_from_slice(&document.original.as_bytes()[at..]);
    let note = format!(
        "\n\n{filled} of {removed} places filled; what stands in ⟦⟧ is a guess and not the article's"
    );
    out.extend_from_slice(look.paint(FAINT, &note).as_bytes());
    out.extend_from_slice(b"\n\n");
}

/// Every mask in its sentence, and how many look-alikes there are.
pub(super) fn list(analysis: &Analysis<'_>, look: Look, out: &mut Vec<u8>) {
    if analysis.masks.is_empty() {
        return;
    }
    heading(analysis, look, out);
    let mut others: BTreeMap<&str, usize> = BTreeMap::new();
    for mask in analysis.masks {
        if mask.removed {
            out.extend_from_slice(mask_line(analysis, mask, look).as_bytes());
        } else {
            *others.entry(mask.kind.name()).or_default() += 1;
        }
    }
    if !others.is_empty() {
        let each: Vec<_> = others
            .iter()
            .map(|(kind, n)| format!("{n} {kind}"))
            .collect();
        let line = format!("  nothing removed: {}\n", each.join(", "));
        out.extend_from_slice(look.paint(FAINT, &line).as_bytes());
    }
    out.push(b'\n');
}

fn mask_line(analysis: &Analysis<'_>, mask: &Mask, look: Look) -> String {
    let original = &analysis.document.original;
    let place = analysis.document.normal.map.original(mask.span);
    let sentence = sentence(analysis, mask, place);
    let room = look.width.saturating_sub(ASIDE + 4) / 2;
    let left = ending(&one_line(&original[sentence.from()..place.from()]), room);
    let right = cut(&one_line(&original[place.to()..sentence.to()]), room);
    let mark = one_line(place.of(original));
    let space = " ".repeat(room.saturating_sub(left.width()) + 2);
    let gap = " ".repeat((room + 2).saturating_sub(right.width() + mark.width()) + 2);
    let mark = look.paint(BAD, &mark);
    format!("{space}{left}{mark}{right}{gap}{}\n", fillings(mask, look))
}

fn fillings(mask: &Mask, look: Look) -> String {
    let best = mask.candidates.iter().take(SHOWN);
    let shown: Vec<_> = best
        .map(|c| format!("{} {:.0}%", one_line(&c.text), c.score * 100.0))
        .collect();
    if shown.is_empty() {
        look.paint(FAINT, mask.kind.name())
    } else {
        look.paint(THING, &shown.join("  "))
    }
}

/// The sentence of a mask in the original text.
fn sentence(analysis: &Analysis<'_>, mask: &Mask, place: Span) -> Span {
    let document = analysis.document;
    let number = document.sentence_at(mask.span.from());
    let span = number.and_then(|n| document.sentences.get(n));
    span.map_or(place, |s| document.normal.map.original(s.span).cover(place))
}

/// The end of `text` in `width` columns, with `…` where something is missing.
fn ending(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    let kept: Vec<char> = text.chars().rev().take_while(fits).collect();
    std::iter::once('…').chain(kept.into_iter().rev()).collect()
}
