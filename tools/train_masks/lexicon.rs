//! The strings that may fill a mask: words that jieba cuts, runs of words that stand
//! together often, and pairs of characters.

use crate::{corpus::Corpus, ngrams::Symbols};
use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
};
use tonggao::mask::model::{MAX_WORD, Symbol};

/// Strings as symbols with their byte of information, sorted.
pub(crate) type List = Vec<(Vec<Symbol>, u8)>;

/// Most words of a run.
const RUN: usize = 3;

/// The lists of lengths 1 to [`MAX_WORD`]; `scale` divides the counts asked for.
pub(crate) fn lists(corpus: &Corpus, symbols: &Symbols, scale: f64) -> Vec<List> {
    let jieba = jieba_rs::Jieba::new();
    let hasher: BuildHasherDefault<DefaultHasher> = BuildHasherDefault::default();
    let mut hashes: Vec<u64> = Vec::new();
    for document in &corpus.documents {
        runs(&jieba, document, |text, _| {
            hashes.push(hasher.hash_one(text))
        });
    }
    hashes.sort_unstable();
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for run in hashes.chunk_by(|a, b| a == b).filter(|r| r.len() >= 12) {
        counts.insert(run[0], run.len() as u32);
    }
    drop(hashes);
    let mut strings: BTreeMap<String, (u32, bool)> = BTreeMap::new();
    for document in &corpus.documents {
        runs(&jieba, document, |text, words| {
            if let Some(&count) = counts.get(&hasher.hash_one(text)) {
                let known = strings.entry(text.to_owned()).or_insert((count, false));
                known.1 |= words == 1;
            }
        });
    }
    let mut out = vec![List::new(); MAX_WORD];
    for (text, (count, word)) in strings {
        let encoded: Vec<Symbol> = text.chars().map(|c| symbols.symbol(c)).collect();
        let n = encoded.len();
        let wanted = if word {
            [1, 12, 14, 14, 25, 25, 25, 25][n - 1]
        } else {
            [1, 120, 150, 130, 140, 100, 110, 90][n - 1]
        };
        if f64::from(count) >= f64::from(wanted) / scale && !encoded.contains(&0) {
            let weight = (f64::from(count).log2() * 3.0).round().min(63.0) as u8;
            out[n - 1].push((encoded, weight | if word { 64 } else { 0 }));
        }
    }
    for list in &mut out {
        list.sort();
    }
    out
}

/// Calls `found` for every run of one to three words of Han characters, with the number of
/// its words.
fn runs(jieba: &jieba_rs::Jieba, document: &str, mut found: impl FnMut(&str, usize)) {
    for line in document.split(|c: char| !tonggao::chars::is_han(c)) {
        if line.is_empty() {
            continue;
        }
        let words = jieba.cut(line, false);
        let mut starts: Vec<usize> = Vec::with_capacity(words.len() + 1);
        let mut at = 0;
        for word in &words {
            starts.push(at);
            at += word.word.len();
        }
        starts.push(at);
        for from in 0..words.len() {
            for to in from + 1..=(from + RUN).min(words.len()) {
                let text = &line[starts[from]..starts[to]];
                if text.chars().count() <= MAX_WORD {
                    found(text, to - from);
                }
            }
        }
    }
}
