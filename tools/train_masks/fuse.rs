//! The model file: header, lists, and the binary fuse filter of the n-grams.

use crate::{
    lexicon::List,
    ngrams::{Symbols, Table},
    vectors::Trained,
};
use tonggao::mask::model::{Filter, MAGIC, PAIR, pair_bits, put_bits, slot_bits};

/// What a model is made of.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) symbols: &'a Symbols,
    pub(crate) lists: &'a [List],
    pub(crate) table: &'a Table,
    pub(crate) order: usize,
    pub(crate) strength: f64,
    pub(crate) vectors: Option<&'a Trained>,
}

/// The bytes of the model.
pub(crate) fn write(parts: &Parts<'_>) -> Vec<u8> {
    let (symbols, table) = (parts.symbols, parts.table);
    let (filter, seed, slots) = build(&table.kept);
    let (segments, segment) = shape(table.kept.len());
    let mut out = MAGIC.to_vec();
    let mut put = |v: u32| out.extend(v.to_le_bytes());
    let header = [
        symbols.points.len() as u32,
        parts.order as u32,
        segments,
        segment,
        slots,
        seed,
        (parts.strength * 100.0) as u32,
        table.pairs.len() as u32,
        parts.vectors.map_or(0, |v| v.count as u32),
        parts.vectors.map_or(0, |v| v.dimensions as u32),
    ];
    header.into_iter().for_each(&mut put);
    table.shares.iter().flatten().for_each(|s| put(s.to_bits()));
    symbols.points.iter().for_each(|&c| put(c as u32));
    symbols.counts.iter().for_each(|&c| put(c));
    for list in parts.lists {
        out.extend((list.len() as u32).to_le_bytes());
        for (string, info) in list {
            out.extend(string.iter().flat_map(|s| s.to_le_bytes()));
            out.push(*info);
        }
    }
    out.extend(pairs(table, symbols.points.len() + 1));
    out.extend(parts.vectors.map_or(Vec::new(), Trained::bytes));
    out.extend(filter);
    out
}

/// The pairs: how many follow each symbol, then what follows.
fn pairs(table: &Table, symbols: usize) -> Vec<u8> {
    let mut counts = vec![0u16; symbols];
    let mut entries = vec![0u8; (table.pairs.len() * PAIR).div_ceil(8) + 4];
    for (i, &(key, level)) in table.pairs.iter().enumerate() {
        counts[(key >> 12 & 0xfff) as usize] += 1;
        put_bits(
            &mut entries,
            i * PAIR,
            pair_bits((key & 0xfff) as u16, level),
        );
    }
    let counts = counts.into_iter().flat_map(u16::to_le_bytes);
    counts.chain(entries).collect()
}

/// Number and length of the segments for `n` keys (Graf and Lemire, Binary Fuse Filters).
fn shape(n: usize) -> (u32, u32) {
    let n = n.max(2) as f64;
    let segment = 1u32 << ((n.ln() / 3.33f64.ln() + 2.25).floor() as u32).min(18);
    let factor = (0.875 + 0.25 * 1e6f64.ln() / n.ln()).max(1.125);
    let slots = (n * factor).ceil();
    let segments = ((slots / f64::from(segment)).ceil() as u32)
        .saturating_sub(2)
        .max(1);
    (segments, segment)
}

/// The slots, the seed that worked, and how many there are.
fn build(kept: &[(u64, u8)]) -> (Vec<u8>, u32, u32) {
    let (segments, segment) = shape(kept.len());
    let slots = (segments + 2) * segment;
    for seed in 1.. {
        let filter = Filter::new(0, segments, segment, slots);
        if let Some(order) = peel(kept, &filter, u64::from(seed), slots as usize) {
            let mut values = vec![0u16; slots as usize];
            for &(entry, place) in order.iter().rev() {
                let (key, level) = kept[entry as usize];
                let others = filter.places(key, u64::from(seed));
                let sum = others
                    .iter()
                    .filter(|&&p| p != place)
                    .fold(0, |s, &p| s ^ values[p as usize]);
                values[place as usize] = sum ^ slot_bits(key, u64::from(seed), level);
            }
            let mut bytes = vec![0u8; filter.end()];
            for (place, &bits) in values.iter().enumerate() {
                Filter::put(&mut bytes, place as u32, bits);
            }
            return (bytes, seed, slots);
        }
    }
    unreachable!("some seed works")
}

/// The order in which entries can be placed: each with the slot that is its own.
fn peel(kept: &[(u64, u8)], filter: &Filter, seed: u64, slots: usize) -> Option<Vec<(u32, u32)>> {
    let mut degree = vec![0u32; slots];
    let mut sum = vec![0u32; slots];
    for (entry, &(key, _)) in kept.iter().enumerate() {
        for place in filter.places(key, seed) {
            degree[place as usize] += 1;
            sum[place as usize] ^= entry as u32;
        }
    }
    let mut free: Vec<u32> = (0..slots as u32)
        .filter(|&p| degree[p as usize] == 1)
        .collect();
    let mut order = Vec::with_capacity(kept.len());
    while let Some(place) = free.pop() {
        if degree[place as usize] != 1 {
            continue;
        }
        let entry = sum[place as usize];
        order.push((entry, place));
        for other in filter.places(kept[entry as usize].0, seed) {
            degree[other as usize] -= 1;
            sum[other as usize] ^= entry;
            if degree[other as usize] == 1 {
                free.push(other);
            }
        }
    }
    (order.len() == kept.len()).then_some(order)
}
