//! A line cut into words of the model's list, the likeliest way; and the words that a filled mask
//! is part of, which may reach over its ends (居【民意】见).

use super::{Model, Symbol};

/// Characters of the longest word that is cut.
const LONGEST: usize = 4;
/// Words on either side of a filling that are told.
const AROUND: usize = super::SPREAD;

/// A word in a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cut {
    /// Place of its first symbol.
    pub from: usize,
    /// Symbols.
    pub length: usize,
    /// Number of its vector.
    pub vector: Option<u16>,
    /// Logarithm (base 2) of its count.
    pub weight: f32,
}

/// The best way to reach one place: its cost, and the last word.
#[derive(Debug, Clone, Copy)]
struct Step {
    cost: f32,
    weight: f32,
    length: usize,
    vector: Option<u16>,
}

const UNREACHED: Step = Step {
    cost: f32::MAX,
    weight: 0.0,
    length: 0,
    vector: None,
};

impl Model {
    /// The words of a line.
    #[must_use]
    pub fn cut(&self, line: &[Symbol]) -> Vec<Cut> {
        let steps = self.steps(line);
        let mut words: Vec<Cut> = back(&steps, line.len()).collect();
        words.reverse();
        words
    }

    /// The best way to each place of a line.
    fn steps(&self, line: &[Symbol]) -> Vec<Step> {
        let mut steps = vec![UNREACHED; line.len() + 1];
        steps[0].cost = 0.0;
        for from in 0..line.len() {
            let so_far = steps[from].cost;
            for length in 1..=LONGEST.min(line.len() - from) {
                let Some(word) = self.step(&line[from..from + length]) else {
                    continue;
                };
                let cost = so_far + word.cost;
                if cost < steps[from + length].cost {
                    steps[from + length] = Step { cost, ..word };
                }
            }
        }
        steps
    }

    /// A word by itself.
    fn step(&self, symbols: &[Symbol]) -> Option<Step> {
        let total = self.words;
        let length = symbols.len();
        let entry = self.word(symbols).filter(|w| w.is_word());
        let weight = match (&entry, symbols) {
            (Some(word), _) => word.weight(),
            (None, &[one]) if self.is_mark(one) => self.unigram(one).max(1.0).log2(),
            (None, [_]) => 0.0,
            _ => return None,
        };
        let vector = match symbols {
            &[one] => self.vectors.of_symbol(one),
            _ => self.vectors.of_word(length, entry?.place()),
        };
        Some(Step {
            cost: total - weight,
            weight,
            length,
            vector,
        })
    }

    /// No Han character.
    fn is_mark(&self, symbol: Symbol) -> bool {
        self.character(symbol)
            .is_some_and(|c| !crate::chars::is_han(c))
    }
}

/// The words that lead to a place, the last one first.
fn back(steps: &[Step], mut to: usize) -> impl Iterator<Item = Cut> {
    std::iter::from_fn(move || {
        let step = steps.get(to).filter(|s| s.length > 0)?;
        to = to.checked_sub(step.length)?;
        Some(Cut {
            from: to,
            length: step.length,
            vector: step.vector,
            weight: step.weight,
        })
    })
}

/// The words of one place of a line whatever fills it.
#[derive(Debug)]
pub struct Cutter<'a> {
    model: &'a Model,
    left: Vec<Symbol>,
    right: Vec<Symbol>,
    before: Vec<Step>,
    /// The right side backwards: the best way from each place to the end.
    behind: Vec<Step>,
}

/// A filling in its line: the words it is part of, and the words around.
#[derive(Debug, Default)]
pub struct Filled {
    /// How unlikely the whole is, in bits.
    pub cost: f32,
    /// Vectors of the words that the filling is part of.
    pub words: Vec<Option<u16>>,
    /// Vectors of the words before, nearest first, and behind.
    pub before: Vec<Option<u16>>,
    /// Behind, nearest first.
    pub behind: Vec<Option<u16>>,
}

impl<'a> Cutter<'a> {
    /// Between these sides.
    #[must_use]
    pub fn new(model: &'a Model, left: Vec<Symbol>, right: Vec<Symbol>) -> Self {
        let before = model.steps(&left);
        let behind = model.steps_back(&right);
        Cutter {
            model,
            left,
            right,
            before,
            behind,
        }
    }

    /// The words before and behind, nearest first, when a word fills the whole place.
    #[must_use]
    pub fn around(&self) -> (Vec<Option<u16>>, Vec<Option<u16>>) {
        (self.words_before(self.left.len()), self.words_behind(0))
    }

    /// Cuts the line with this filling.
    #[must_use]
    pub fn fill(&self, filling: &[Symbol]) -> Filled {
        let reach = LONGEST - 1;
        let from = self.left.len().saturating_sub(reach);
        let to = self.right.len().min(reach);
        let line = [&self.left[from..], filling, &self.right[..to]].concat();
        let (start, end) = (
            self.left.len() - from,
            self.left.len() - from + filling.len(),
        );
        let mut steps = vec![UNREACHED; line.len() + 1];
        for (i, step) in steps.iter_mut().enumerate().take(start + 1) {
            step.cost = self.before[from + i].cost;
        }
        for i in 0..end {
            let so_far = steps[i].cost;
            // Words that touch the filling: the others are known.
            let shortest = if i < start { start - i + 1 } else { 1 };
            for length in shortest..=LONGEST.min(line.len() - i) {
                let Some(word) = self.model.step(&line[i..i + length]) else {
                    continue;
                };
                let cost = so_far + word.cost;
                if cost < steps[i + length].cost {
                    steps[i + length] = Step { cost, ..word };
                }
            }
        }
        let whole = |i: &usize| steps[*i].cost + self.behind[i - end].cost;
        let ends = (end..=end + to).filter(|i| steps[*i].length > 0);
        let Some(last) = ends.min_by(|a, b| whole(a).total_cmp(&whole(b))) else {
            return Filled::default();
        };
        let mut first = last;
        let mut words = Vec::new();
        for word in back(&steps, last) {
            first = word.from;
            words.push(word.vector);
        }
        words.reverse();
        Filled {
            cost: whole(&last),
            words,
            before: self.words_before(from + first),
            behind: self.words_behind(last - end),
        }
    }

    fn words_before(&self, at: usize) -> Vec<Option<u16>> {
        back(&self.before, at)
            .map(|w| w.vector)
            .take(AROUND)
            .collect()
    }

    fn words_behind(&self, mut at: usize) -> Vec<Option<u16>> {
        let mut out = Vec::with_capacity(AROUND);
        while let Some(step) = self.behind.get(at).filter(|s| s.length > 0) {
            out.push(step.vector);
            at += step.length;
            if out.len() == AROUND {
                break;
            }
        }
        out
    }
}

impl Model {
    /// The best way from each place of a line to its end.
    fn steps_back(&self, line: &[Symbol]) -> Vec<Step> {
        let mut steps = vec![UNREACHED; line.len() + 1];
        steps[line.len()].cost = 0.0;
        for from in (0..line.len()).rev() {
            for length in 1..=LONGEST.min(line.len() - from) {
                let Some(word) = self.step(&line[from..from + length]) else {
                    continue;
                };
                let cost = steps[from + length].cost + word.cost;
                if cost < steps[from].cost {
                    steps[from] = Step { cost, ..word };
                }
            }
        }
        steps
    }
}
