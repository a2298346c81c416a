//! The candidates, the best first, scored no more exactly than it takes to find them.
//!
//! A candidate enters with a score that it cannot exceed. Only when it comes to the front is
//! it scored for good, and put back: of hundreds a few dozen are.

use super::model::Sum;
use std::{cmp::Ordering, collections::BinaryHeap};

/// What the models say of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exact {
    /// Log odds that an editor writes it down.
    pub(super) score: f32,
    /// Logarithm of the chance that a reader strikes it out.
    pub(super) doubt: f32,
}

/// A run that may be a phrase; the greatest is the best, the first of equals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Log odds that it is a phrase …
    pub(super) score: f32,
    /// … or no less than these.
    pub(super) bound: bool,
    /// Chance that it is struck out, once it is known.
    pub(super) doubt: f32,
    /// What speaks for it, with the best gaps.
    pub(super) sum: Sum,
    /// The run.
    pub(super) gram: u32,
    /// Its characters.
    pub(super) chars: u8,
}

impl Candidate {
    /// A run that was not looked at yet.
    pub(super) fn new(gram: u32, chars: u8) -> Self {
        Candidate {
            score: f32::INFINITY,
            bound: true,
            doubt: 0.0,
            sum: Sum::default(),
            gram,
            chars,
        }
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let score = self.score.total_cmp(&other.score);
        score.then(other.gram.cmp(&self.gram))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate {}

/// Candidates in order. A heap: few of them are taken.
pub(super) struct Queue<F> {
    heap: BinaryHeap<Candidate>,
    /// What the models say of a run.
    exact: F,
}

impl<F: FnMut(Candidate) -> Exact> Queue<F> {
    pub(super) fn new(candidates: Vec<Candidate>, exact: F) -> Self {
        Queue {
            heap: candidates.into(),
            exact,
        }
    }

    /// The best that is left, when it scores `least` or more.
    pub(super) fn next(&mut self, least: f32) -> Option<Candidate> {
        loop {
            let mut best = self.heap.peek_mut().filter(|best| best.score >= least)?;
            if !best.bound {
                return Some(std::collections::binary_heap::PeekMut::pop(best));
            }
            // Changed in place, it sinks to where it belongs.
            Exact {
                score: best.score,
                doubt: best.doubt,
            } = (self.exact)(*best);
            best.bound = false;
        }
    }

    /// The buffer, to be used again.
    pub(super) fn into_vec(self) -> Vec<Candidate> {
        self.heap.into_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_made_exact_only_at_the_front() {
        let bounds = [3.0, 5.0, 4.0, 4.0, -1.0];
        let exact = [2.5, 1.0, 4.0, 4.0, -1.0];
        let candidates = (0..).zip(bounds);
        let candidates = candidates.map(|(gram, score)| Candidate {
            score,
            ..Candidate::new(gram, 2)
        });
        let mut asked = Vec::new();
        let mut queue = Queue::new(candidates.collect(), |candidate| {
            asked.push(candidate.gram);
            Exact {
                score: exact[candidate.gram as usize],
                doubt: 0.0,
            }
        });
        let mut taken = Vec::new();
        while let Some(best) = queue.next(0.0) {
            taken.push(best.gram);
        }
        assert_eq!(taken, [2, 3, 0, 1]);
        assert_eq!(asked, [1, 2, 3, 0]);
    }
}
