//! The date that governs a figure: of its clause, else of the nearest clause of the
//! sentence that opens with one, else of the section.

use super::view::{Class, View};
use crate::{
    document::{Document, Role},
    extract::{DateMention, Precision},
};

/// A date opens a sentence when it starts within so many bytes (其中，, ——, 报告显示，).
const LEAD: u32 = 24;

/// The date of the figure at item `at` in its own sentence.
pub(super) fn in_sentence(
    view: &View<'_>,
    clause: usize,
    at: usize,
    dates: &[DateMention],
) -> Option<usize> {
    let told = |i: usize| {
        let item = view.items[i];
        (item.class == Class::Date && dates.get(item.index).is_some_and(|d| d.iso.is_some()))
            .then_some(item.index)
    };
    let opens = |i: &usize| {
        i.checked_sub(1)
            .is_none_or(|b| matches!(view.class(b), Class::Break | Class::Space))
    };
    let floor = at.saturating_sub(200);
    (clause..at)
        .rev()
        .find_map(told)
        .or_else(|| (floor..clause).rev().filter(opens).find_map(told))
        .or_else(|| (floor..clause).rev().find_map(told))
}

/// The date under which the sentences of a section stand.
#[derive(Debug, Default)]
pub(super) struct Section {
    date: Option<usize>,
    next_date: usize,
    next_sentence: usize,
    paragraph: u32,
}

impl Section {
    /// Moves on to sentence `sentence` and returns the date that holds before it begins.
    pub(super) fn advance(
        &mut self,
        document: &Document,
        dates: &[DateMention],
        sentence: usize,
    ) -> Option<usize> {
        while self.next_sentence < sentence {
            self.pass(document, dates);
            self.next_sentence += 1;
        }
        self.enter(document, dates, sentence);
        self.date
    }

    /// A heading, or for a single day a new paragraph, ends what was said before.
    fn enter(&mut self, document: &Document, dates: &[DateMention], sentence: usize) {
        let Some(sentence) = document.sentences.get(sentence) else {
            return;
        };
        let day = |d: usize| dates.get(d).is_some_and(|d| d.precision >= Precision::Week);
        let moved = sentence.paragraph != self.paragraph;
        if sentence.role != Role::Body || moved && self.date.is_some_and(day) {
            self.date = None;
        }
        self.paragraph = sentence.paragraph;
    }

    fn pass(&mut self, document: &Document, dates: &[DateMention]) {
        self.enter(document, dates, self.next_sentence);
        let Some(sentence) = document.sentences.get(self.next_sentence) else {
            return;
        };
        let span = sentence.span;
        while let Some(date) = dates.get(self.next_date) {
            if date.span.start >= span.end {
                break;
            }
            if date.span.start >= span.start
                && date.span.start - span.start <= LEAD
                && date.iso.is_some()
            {
                self.date = Some(self.next_date);
            }
            self.next_date += 1;
        }
    }
}
