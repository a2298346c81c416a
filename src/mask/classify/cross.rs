//! `×`: multiplication and partnership by rule, a mask by exception.

use super::{MaskKind, Site, Verdict, kept, people, removed};
use crate::chars;

/// Judges a run of crosses.
pub(super) fn classify(site: &Site<'_>) -> Verdict {
    if site.run.length == 1 && (site.between_factors() || site.in_formula()) {
        return kept(MaskKind::Multiplication, "mask-product");
    }
    if let Some(rule) = people::named(site) {
        return removed(MaskKind::Person, rule);
    }
    let frame = super::letter::frame(site);
    match frame {
        Some(verdict) if site.run.length > 1 || single(site) => verdict,
        _ if site.run.length > 1 => removed(MaskKind::Template, "mask-repeated"),
        _ => kept(MaskKind::Separator, "mask-separator"),
    }
}

/// A single cross is a mask only where no word touches it on the left, or another cross
/// stands in the same frame: ×年×月×日, ××省×县.
fn single(site: &Site<'_>) -> bool {
    let again = site.left.contains('×') || site.right.contains('×');
    let unit = site
        .next()
        .is_some_and(|c| matches!(c, '年' | '月' | '日' | '省' | '市' | '县' | '村' | '号'));
    let free = site
        .prev()
        .is_none_or(|c| !chars::is_han(c) && !c.is_ascii_digit());
    unit && (again || free)
}
