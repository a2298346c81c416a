//! The way back from the normalized text to the original.

use crate::span::Span;

/// Byte offsets of the normalized text mapped to byte offsets of the original: a list of
/// the places where the distance between the two changes.
#[derive(Debug, Clone, Default)]
pub struct Map {
    steps: Vec<Step>,
}

/// From `normal` on, offsets run in parallel with the original from `start` on. What stood
/// before ended at `end` in the original; `end < start` where characters were taken out.
#[derive(Debug, Clone, Copy)]
struct Step {
    normal: u32,
    end: u32,
    start: u32,
}

impl Map {
    /// The original span of a normalized one. Characters taken out at its edges stay outside.
    #[must_use]
    pub fn original(&self, span: Span) -> Span {
        let start = self.start(span.start);
        Span {
            start,
            end: self.end(span.end).max(start),
        }
    }

    /// Where the character at `normal` starts in the original.
    #[must_use]
    pub fn start(&self, normal: u32) -> u32 {
        let at = self.steps.partition_point(|s| s.normal <= normal);
        match at.checked_sub(1) {
            Some(i) => self.steps[i].start + (normal - self.steps[i].normal),
            None => normal,
        }
    }

    /// Where the character before `normal` ends in the original.
    #[must_use]
    pub fn end(&self, normal: u32) -> u32 {
        let at = self.steps.partition_point(|s| s.normal < normal);
        match self.steps.get(at) {
            Some(step) if step.normal == normal => step.end,
            _ => match at.checked_sub(1) {
                Some(i) => self.steps[i].start + (normal - self.steps[i].normal),
                None => normal,
            },
        }
    }

    /// The normalized offset of a byte of the original; inside something taken out, the
    /// offset of what follows.
    #[must_use]
    pub fn normal(&self, original: u32) -> u32 {
        let at = self.steps.partition_point(|s| s.start <= original);
        let ahead = self.steps.get(at).map_or(u32::MAX, |s| s.normal);
        match at.checked_sub(1) {
            Some(i) => (self.steps[i].normal + (original - self.steps[i].start)).min(ahead),
            None => original.min(ahead),
        }
    }

    /// True when the two texts run in parallel throughout.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.steps.is_empty()
    }

    /// From `normal` on the texts run in parallel again from `start`; the original had come
    /// to `end`.
    pub(super) fn push(&mut self, normal: usize, end: usize, start: usize) {
        let step = Step {
            normal: normal as u32,
            end: end as u32,
            start: start as u32,
        };
        match self.steps.last_mut() {
            // Two removals in a row: one longer removal.
            Some(last) if last.normal == step.normal => last.start = step.start,
            _ => self.steps.push(step),
        }
    }
}
