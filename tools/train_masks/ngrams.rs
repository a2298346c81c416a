//! Counts of characters and n-grams.

use crate::{
    corpus::Corpus,
    prune::{self, Counts},
};
use std::collections::HashMap;
use tonggao::mask::model::{Symbol, class, key, level_of};

/// The characters of the model.
pub(crate) struct Symbols {
    /// Code points in ascending order.
    pub(crate) points: Vec<char>,
    /// Counts, symbol 0 first.
    pub(crate) counts: Vec<u32>,
    index: HashMap<char, Symbol>,
}

impl Symbols {
    /// The `most` commonest characters.
    pub(crate) fn count(corpus: &Corpus, most: usize) -> Self {
        let mut counts: HashMap<char, u32> = HashMap::new();
        for document in &corpus.documents {
            for c in stream(document) {
                *counts.entry(c).or_default() += 1;
            }
        }
        let mut ranked: Vec<(char, u32)> = counts.iter().map(|(&c, &n)| (c, n)).collect();
        ranked.sort_by_key(|&(c, n)| (std::cmp::Reverse(n), c));
        let rest = ranked.iter().skip(most).map(|r| r.1).sum();
        ranked.truncate(most);
        ranked.sort_unstable();
        let index = ranked
            .iter()
            .enumerate()
            .map(|(i, r)| (r.0, (i + 1) as Symbol))
            .collect();
        Symbols {
            points: ranked.iter().map(|r| r.0).collect(),
            counts: std::iter::once(rest)
                .chain(ranked.iter().map(|r| r.1))
                .collect(),
            index,
        }
    }

    /// The symbol of a character.
    pub(crate) fn symbol(&self, c: char) -> Symbol {
        self.index.get(&class(c)).copied().unwrap_or(0)
    }

    /// A document as symbols.
    pub(crate) fn encode(&self, document: &str) -> Vec<Symbol> {
        stream(document)
            .map(|c| self.index.get(&c).copied().unwrap_or(0))
            .collect()
    }
}

/// Classes of a document's characters, spaces in a row as one.
pub(crate) fn stream(document: &str) -> impl Iterator<Item = char> {
    let mut before = '\n';
    document.chars().map(class).filter(move |&c| {
        let keep = c != '\n' || before != '\n';
        before = c;
        keep
    })
}

/// The n-grams that the model keeps.
pub(crate) struct Table {
    /// Pairs with their levels, sorted by key.
    pub(crate) pairs: Vec<(u64, u8)>,
    /// Keys and levels of the longer ones, sorted by key.
    pub(crate) kept: Vec<(u64, u8)>,
    /// For each order from 2 and each level of the context: the share of the context's
    /// count that its kept continuations make up.
    pub(crate) shares: Vec<[f32; 64]>,
}

/// N-grams of each order from 2 with their counts: the most that any budget keeps.
pub(crate) struct Counted<'a> {
    symbols: &'a Symbols,
    orders: Vec<Counts>,
}

/// The most n-grams of one order.
const MOST: usize = 6_000_000;
/// Pairs that are kept.
const PAIRS: usize = 700_000;

impl<'a> Counted<'a> {
    /// Counts n-grams up to `order`.
    pub(crate) fn new(corpus: &Corpus, symbols: &'a Symbols, order: usize) -> Self {
        let encoded: Vec<Vec<Symbol>> =
            corpus.documents.iter().map(|d| symbols.encode(d)).collect();
        let most = |n| if n == 2 { PAIRS } else { MOST };
        let orders = (2..=order).map(|n| frequent(&encoded, n, most(n)));
        Counted {
            symbols,
            orders: orders.collect(),
        }
    }

    /// All pairs, and the `room` longer n-grams that are worth most.
    pub(crate) fn kept(&self, room: usize, strength: f32) -> Table {
        let counts = &self.symbols.counts;
        let all = shares(&self.orders, counts);
        let gains = |kept| prune::gains(&self.orders, counts, &all, kept, strength);
        // What is left out raises what the rest is worth: the second time that is known.
        let first = self.above(&gains(&all), room);
        let kept = self.above(&gains(&shares(&first, counts)), room);
        for (i, list) in kept.iter().enumerate() {
            eprintln!("order {}: {} n-grams", i + 2, list.len());
        }
        let levels = |list: &Counts| {
            list.iter()
                .map(|&(k, c)| (k, level_of(c as f32)))
                .collect::<Vec<_>>()
        };
        let mut longer: Vec<(u64, u8)> = kept.iter().skip(1).flat_map(levels).collect();
        longer.sort_unstable();
        Table {
            pairs: kept.first().map(levels).unwrap_or_default(),
            kept: longer,
            shares: shares(&kept, counts),
        }
    }

    /// All pairs, and the `room` longer n-grams of the highest gain.
    fn above(&self, gains: &[Vec<f32>], room: usize) -> Vec<Counts> {
        let mut ranked: Vec<f32> = gains.iter().skip(1).flatten().copied().collect();
        ranked.sort_unstable_by(|a, b| b.total_cmp(a));
        let least = ranked.get(room).copied().unwrap_or(0.0).max(0.0);
        let lists = self.orders.iter().zip(gains).enumerate();
        let chosen = lists.map(|(i, (list, gains))| {
            let worth = list.iter().zip(gains).filter(|e| i == 0 || *e.1 > least);
            worth.map(|e| *e.0).collect()
        });
        chosen.collect()
    }
}

/// The commonest `most`. Of those that are as common as the last one, the first in the order of
/// keys.
fn commonest(list: &[(u64, u32)], most: usize) -> Counts {
    let mut counts: Vec<u32> = list.iter().map(|e| e.1).collect();
    counts.sort_unstable_by_key(|&c| std::cmp::Reverse(c));
    let least = counts.get(most.min(counts.len()).saturating_sub(1));
    let least = least.copied().unwrap_or(0);
    let above = counts.partition_point(|&c| c > least);
    let mut equal = most.saturating_sub(above);
    let kept = list.iter().filter(|e| {
        let tie = e.1 == least && equal > 0;
        equal -= usize::from(tie);
        e.1 > least || tie
    });
    kept.copied().collect()
}

/// The n-grams of `n` symbols that stand there three times or more, the commonest `most`.
fn frequent(encoded: &[Vec<Symbol>], n: usize, most: usize) -> Vec<(u64, u32)> {
    let mut keys: Vec<u64> = Vec::new();
    for document in encoded {
        keys.extend(document.windows(n).filter(|w| !w.contains(&0)).map(key));
    }
    keys.sort_unstable();
    let mut list: Vec<(u64, u32)> = Vec::new();
    for run in keys.chunk_by(|a, b| a == b) {
        if run.len() >= 3 {
            list.push((run[0], run.len() as u32));
        }
    }
    drop(keys);
    commonest(&list, most)
}

/// The key of an n-gram's first n − 1 symbols.
pub(crate) fn context_key(k: u64, n: usize) -> u64 {
    let packed = k & ((1 << 60) - 1);
    (packed >> 12) | (((n - 1) as u64) << 60)
}

/// The key of an n-gram's last `n` symbols.
pub(crate) fn tail_key(k: u64, n: usize) -> u64 {
    (k & ((1 << (12 * n)) - 1)) | ((n as u64) << 60)
}

/// For each order and each level of the context: the share of its count that the n-grams make up.
fn shares(counted: &[Counts], singles: &[u32]) -> Vec<[f32; 64]> {
    let mut out = Vec::new();
    for (i, list) in counted.iter().enumerate() {
        let n = i + 2;
        let mut sums = [(0f64, 0f64); 64];
        for group in list.chunk_by(|a, b| context_key(a.0, n) == context_key(b.0, n)) {
            let context = context_key(group[0].0, n);
            let count = match i {
                0 => singles[(context & 0xfff) as usize],
                _ => counted[i - 1]
                    .binary_search_by_key(&context, |e| e.0)
                    .map_or(0, |at| counted[i - 1][at].1),
            };
            let level = usize::from(level_of(count as f32));
            sums[level].0 += group.iter().map(|e| f64::from(e.1)).sum::<f64>();
        }
        let contexts: Box<dyn Iterator<Item = u32>> = match i {
            0 => Box::new(singles.iter().copied()),
            _ => Box::new(counted[i - 1].iter().map(|e| e.1)),
        };
        for count in contexts {
            sums[usize::from(level_of(count as f32))].1 += f64::from(count);
        }
        out.push(sums.map(|(kept, all)| {
            if all > 0.0 {
                (kept / all).min(1.0) as f32
            } else {
                0.0
            }
        }));
    }
    out
}
