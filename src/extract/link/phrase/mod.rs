//! Noun phrases in a row of items: [`before`] reads the one that ends before a place,
//! [`after`] the one that starts after it, [`head`] tells which of its nouns counts.

mod after;
mod before;
mod clause;
mod head;
mod share;

pub(super) use after::after;
pub(super) use before::before;
pub(super) use share::ticker;

/// A phrase is looked for over at most so many items.
const REACH: usize = 32;

/// Items `first..=last` of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// How the phrase after a figure is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The measure word, which tells the right head from its neighbours.
    pub(super) measure: &'a str,
    /// A single thing (一座在山崖上雕刻的佛像): its attribute may be long, the head last.
    pub(super) single: bool,
    /// Happenings (次, 轮, 场) may have a verb as their head.
    pub(super) happening: bool,
    /// An area or a length: of land, buildings, roads, not of the work done to them.
    pub(super) area: bool,
    /// Another figure follows that may measure the end of the phrase.
    pub(super) measured: bool,
    /// A small number with no measure word (三部门), which counts the first noun.
    pub(super) bare: bool,
}
