//! Which box of a page holds the article: the one with the most running text among the least
//! else. Sums over blocks are differences of running totals, so every box costs the same.

use super::{
    soup::{Block, Soup},
    words,
};

/// Text without marks is running text from so many characters on.
const LONG: usize = 40;
/// What a container known by name counts for.
const KNOWN: f64 = 3.0;
/// What is found in comments and footers counts so much less.
const ELSEWHERE: f64 = 0.2;
/// A box around the chosen one is taken when it has so much more running text …
const MORE: f64 = 1.15;
/// … and so much of its text is running text.
const PURE: f64 = 0.6;

/// The article's box, and for every block how much running text it is.
pub(super) struct Choice {
    pub(super) index: usize,
    pub(super) running: Vec<f64>,
}

/// Chooses.
pub(super) fn choose(soup: &Soup) -> Choice {
    let hidden = hidden_counts(soup);
    // From the heading of the readers' comments on, whatever they are called.
    let mut readers = false;
    let weight = |b: &Block| {
        readers |= !b.is_link() && words::opens_comments(soup.of(b));
        running(soup, b, hidden) * if readers { ELSEWHERE } else { 1.0 }
    };
    let running: Vec<f64> = soup.blocks.iter().map(weight).collect();
    let sums = Sums::new(soup, &running, hidden);
    let mut best = (0.0, 0);
    for (i, holder) in soup.boxes.iter().enumerate() {
        let (mass, purity) = sums.of(holder.first, holder.last);
        let known = if holder.hint.body && !holder.other {
            KNOWN
        } else {
            1.0
        };
        let score = mass * purity * purity * known;
        if score > best.0 {
            best = (score, i);
        }
    }
    Choice {
        index: widened(soup, &sums, best.1),
        running,
    }
}

/// A box around the chosen one that holds more of the same: an article in several parts.
fn widened(soup: &Soup, sums: &Sums, chosen: usize) -> usize {
    let (mut at, mut taken) = (chosen, chosen);
    while at > 0 && !soup.boxes[taken].hint.body {
        at = soup.boxes[at].parent;
        let (outer, inner) = (&soup.boxes[at], &soup.boxes[taken]);
        let (mass, purity) = sums.of(outer.first, outer.last);
        if mass > sums.of(inner.first, inner.last).0 * MORE && purity > PURE {
            taken = at;
        }
    }
    taken
}

/// True when hidden text counts: there is hardly any other (the page shows it by script).
fn hidden_counts(soup: &Soup) -> bool {
    let (mut shown, mut hidden) = (0, 0);
    for block in soup.blocks.iter().filter(|b| b.marks > 0 && !b.is_link()) {
        match soup.boxes[block.holder].hidden {
            true => hidden += block.chars,
            false => shown += block.chars,
        }
    }
    shown * 4 < hidden
}

fn running(soup: &Soup, block: &Block, hidden: bool) -> f64 {
    let holder = &soup.boxes[block.holder];
    let own = block.chars - block.linked;
    let plain = block.marks == 0 && own < LONG;
    if block.is_link() || plain || (holder.hidden && !hidden) || words::is_page_text(soup.of(block))
    {
        return 0.0;
    }
    own as f64 * if holder.other { ELSEWHERE } else { 1.0 }
}

/// Running totals over the blocks: of running text and of all text.
struct Sums(Vec<(f64, f64)>);

impl Sums {
    fn new(soup: &Soup, running: &[f64], hidden: bool) -> Self {
        let mut sums = Vec::with_capacity(soup.blocks.len() + 1);
        let mut at = (0.0, 0.0);
        sums.push(at);
        for (block, running) in soup.blocks.iter().zip(running) {
            let seen = hidden || !soup.boxes[block.holder].hidden;
            at.0 += running;
            at.1 += if seen { block.chars as f64 } else { 0.0 };
            sums.push(at);
        }
        Sums(sums)
    }

    /// Running text and its share among the blocks `first..last`.
    fn of(&self, first: usize, last: usize) -> (f64, f64) {
        let (from, to) = (self.0[first], self.0[last.max(first)]);
        let mass = to.0 - from.0;
        (mass, mass / (to.1 - from.1).max(1.0))
    }
}
