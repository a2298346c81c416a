//! Word vectors by negative sampling: a word is told from others by the words around it, each
//! place with weights of its own, and by the other words of its document.

use crate::corpus::Corpus;
use crate::ngrams::Symbols;
use std::collections::HashMap;
use tonggao::mask::model::{Model, SPREAD, Symbol, VECTORED, dot, key, telling};

/// Vectors as they are written.
pub(crate) struct Trained {
    /// For each symbol, then each string of two to [`VECTORED`] characters: its vector.
    pub(crate) numbers: Vec<u16>,
    pub(crate) dimensions: usize,
    pub(crate) count: usize,
    places: Vec<f32>,
    square: Vec<f32>,
    contexts: Vec<f32>,
    words: Vec<f32>,
}

const NEGATIVE: usize = 7;
const EPOCHS: usize = 3;
const RATE: f32 = 0.04;
/// Commoner words are read less often.
const COMMON: f64 = 3e-4;

/// A word's number in the training, or [`NONE`].
const NONE: u32 = u32::MAX;

/// Learns the vectors of the `most` commonest words; `model` is the one without vectors.
pub(crate) fn train(
    corpus: &Corpus,
    symbols: &Symbols,
    model: &Model,
    most: usize,
    dimensions: usize,
) -> Trained {
    let (documents, vocabulary) = cut(corpus, symbols, model, most);
    let mut net = Net::new(vocabulary.counts.len(), dimensions);
    let noise = noise(&vocabulary.counts);
    let total: f64 = vocabulary.counts.iter().map(|&c| f64::from(c)).sum();
    let keep: Vec<f64> = vocabulary
        .counts
        .iter()
        .map(|&c| (COMMON * total / f64::from(c)).sqrt().min(1.0))
        .collect();
    let telling: Vec<f32> = vocabulary
        .counts
        .iter()
        .map(|&c| telling((c as f32).log2()))
        .collect();
    let world = World {
        noise: &noise,
        keep: &keep,
        telling: &telling,
    };
    for epoch in 0..EPOCHS {
        for (i, document) in documents.iter().enumerate() {
            let done = (epoch * documents.len() + i) as f32 / (EPOCHS * documents.len()) as f32;
            net.document(document, &world, RATE * (1.0 - done).max(0.002));
        }
        let loss = net.loss / net.seen;
        eprintln!("vectors: {} of {EPOCHS}, loss {loss:.4}", epoch + 1);
        (net.loss, net.seen) = (0.0, 0.0);
    }
    Trained {
        numbers: vocabulary.numbers,
        dimensions,
        count: vocabulary.counts.len(),
        places: net.places,
        square: net.square,
        contexts: net.contexts,
        words: net.words,
    }
}

impl Trained {
    /// The section of the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out: Vec<u8> = self.numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        let step = |t: &[f32]| t.iter().fold(0f32, |m, v| m.max(v.abs())).min(4.0) / 127.0;
        let steps = [step(&self.contexts), step(&self.words)];
        let floats = steps.iter().chain(&self.places).chain(&self.square);
        out.extend(floats.flat_map(|f| f.to_le_bytes()));
        for (table, step) in [(&self.contexts, steps[0]), (&self.words, steps[1])] {
            out.extend(
                table
                    .iter()
                    .map(|v| ((v / step).round().clamp(-127.0, 127.0) as i8) as u8),
            );
        }
        out
    }
}

struct Vocabulary {
    numbers: Vec<u16>,
    counts: Vec<u32>,
}

/// Documents as numbers of words, and the words.
fn cut(
    corpus: &Corpus,
    symbols: &Symbols,
    model: &Model,
    most: usize,
) -> (Vec<Vec<u32>>, Vocabulary) {
    let mut ids: HashMap<u64, u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut documents: Vec<Vec<u32>> = Vec::new();
    for document in &corpus.documents {
        let line = collapsed(&symbols.encode(document), symbols);
        let words = model.cut(&line).into_iter().map(|w| {
            let word = &line[w.from..w.from + w.length];
            if word == [0] {
                return NONE;
            }
            let next = ids.len() as u32;
            let id = *ids.entry(key(word)).or_insert(next);
            if id as usize == counts.len() {
                counts.push(0);
            }
            counts[id as usize] += 1;
            id
        });
        documents.push(words.collect());
    }
    let mut ranked: Vec<(u32, u64, u32)> = ids
        .iter()
        .map(|(&k, &id)| (counts[id as usize], k, id))
        .collect();
    ranked.sort_unstable_by_key(|&(c, k, _)| (std::cmp::Reverse(c), k));
    ranked.truncate(most);
    let mut place = vec![NONE; counts.len()];
    for (i, r) in ranked.iter().enumerate() {
        place[r.2 as usize] = i as u32;
    }
    for word in documents.iter_mut().flatten().filter(|w| **w != NONE) {
        *word = place[*word as usize];
    }
    let number = |k: u64| {
        ids.get(&k).map_or(u16::MAX, |&id| {
            u16::try_from(place[id as usize]).unwrap_or(u16::MAX)
        })
    };
    let mut numbers: Vec<u16> = (0..=model.symbols())
        .map(|s| number(key(&[s as Symbol])))
        .collect();
    for length in 2..=VECTORED {
        numbers.extend(
            model
                .words(length)
                .map(|w| number(key(&w.symbols().collect::<Vec<_>>()))),
        );
    }
    let counts = ranked.iter().map(|r| r.0).collect();
    (documents, Vocabulary { numbers, counts })
}

/// Figures and Latin words as one symbol each.
fn collapsed(line: &[Symbol], symbols: &Symbols) -> Vec<Symbol> {
    let runs = [symbols.symbol('0'), symbols.symbol('a')];
    let mut out = line.to_vec();
    out.dedup_by(|a, b| a == b && runs.contains(a));
    out
}

/// A table to draw words from, as often as their counts to the power of three quarters.
fn noise(counts: &[u32]) -> Vec<u32> {
    const SIZE: f64 = 4e6;
    let weights: Vec<f64> = counts.iter().map(|&c| f64::from(c).powf(0.75)).collect();
    let total: f64 = weights.iter().sum();
    let times = |w: &f64| (w / total * SIZE).ceil() as usize;
    (0..)
        .zip(&weights)
        .flat_map(|(i, w)| std::iter::repeat_n(i, times(w)))
        .collect()
}

struct Net {
    dimensions: usize,
    places: Vec<f32>,
    square: Vec<f32>,
    contexts: Vec<f32>,
    words: Vec<f32>,
    random: u64,
    loss: f64,
    seen: f64,
}

impl Net {
    fn new(count: usize, dimensions: usize) -> Self {
        let mut net = Net {
            dimensions,
            places: vec![0.3; 2 * SPREAD * dimensions],
            square: (0..dimensions * dimensions)
                .map(|i| f32::from(u8::from(i % (dimensions + 1) == 0)))
                .collect(),
            contexts: Vec::new(),
            words: vec![0.0; count * dimensions],
            random: 7,
            loss: 0.0,
            seen: 0.0,
        };
        net.contexts = (0..count * dimensions)
            .map(|_| ((net.draw() >> 40) as f32 / 16_777_216.0 - 0.5) / dimensions as f32)
            .collect();
        net
    }

    fn draw(&mut self) -> u64 {
        self.random = self
            .random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.random
    }

    fn row(table: &[f32], word: u32, n: usize) -> &[f32] {
        &table[word as usize * n..(word as usize + 1) * n]
    }

    /// Reads a document: each word is told from others, and the vectors around it learn of it.
    fn document(&mut self, words: &[u32], world: &World<'_>, rate: f32) {
        let n = self.dimensions;
        let matter = self.matter(words, world.telling);
        let mut slope = vec![0f32; n * n];
        let (mut hidden, mut own, mut error) = (vec![0f32; n], vec![0f32; n], vec![0f32; n]);
        for (i, &target) in words.iter().enumerate() {
            let drawn = |net: &mut Self| (net.draw() >> 11) as f64 / (1u64 << 53) as f64;
            if target == NONE || drawn(self) > world.keep[target as usize] {
                continue;
            }
            self.without(&matter, target, &mut own);
            for (h, row) in hidden.iter_mut().zip(self.square.chunks_exact(n)) {
                *h = dot(row, &own);
            }
            for (place, word) in around(words, i) {
                let weights = &self.places[place * n..(place + 1) * n];
                let vector = Self::row(&self.contexts, word, n);
                for (h, (v, p)) in hidden.iter_mut().zip(vector.iter().zip(weights)) {
                    *h += v * p;
                }
            }
            self.tell(target, &hidden, world.noise, rate, &mut error);
            for (row, e) in slope.chunks_exact_mut(n).zip(&error) {
                for (s, o) in row.iter_mut().zip(&own) {
                    *s += e * o;
                }
            }
            self.pass_on(words, i, &error);
        }
        for (s, d) in self.square.iter_mut().zip(&slope) {
            *s += 0.05 * d;
        }
    }

    /// What a document is about: the sum of its words' vectors, and the weight of each word.
    fn matter(&self, words: &[u32], telling: &[f32]) -> Matter {
        let mut counts: HashMap<u32, f32> = HashMap::new();
        for &word in words.iter().filter(|w| **w != NONE) {
            *counts.entry(word).or_default() += 1.0;
        }
        let weigh = |(&w, &c): (&u32, &f32)| (w, telling[w as usize] * (1.0 + c).ln());
        let mut parts: Vec<(u32, f32)> = counts.iter().map(weigh).collect();
        parts.sort_unstable_by_key(|p| p.0);
        let mut sum = vec![0f32; self.dimensions];
        let mut all = 0.0;
        for &(word, weight) in &parts {
            let vector = Self::row(&self.contexts, word, self.dimensions);
            for (s, v) in sum.iter_mut().zip(vector) {
                *s += v * weight;
            }
            all += weight;
        }
        let weights = parts.into_iter().collect();
        Matter { sum, all, weights }
    }

    /// The mean of a document's words but for one.
    fn without(&self, matter: &Matter, word: u32, out: &mut [f32]) {
        let mine = matter.weights[&word];
        let rest = (matter.all - mine).max(1.0);
        let vector = Self::row(&self.contexts, word, self.dimensions);
        for (o, (s, v)) in out.iter_mut().zip(matter.sum.iter().zip(vector)) {
            *o = (s - v * mine) / rest;
        }
    }

    /// Tells a word from some that are drawn; `error` is what the words around should learn.
    fn tell(&mut self, target: u32, hidden: &[f32], noise: &[u32], rate: f32, error: &mut [f32]) {
        let n = self.dimensions;
        error.fill(0.0);
        for k in 0..=NEGATIVE {
            let drawn = |net: &mut Self| noise[(net.draw() >> 33) as usize % noise.len()];
            let word = if k == 0 { target } else { drawn(self) };
            if k > 0 && word == target {
                continue;
            }
            let label = f32::from(u8::from(k == 0));
            let row = &mut self.words[word as usize * n..(word as usize + 1) * n];
            let p = 1.0 / (1.0 + (-dot(row, hidden)).exp());
            self.loss -= f64::from((1.0 - (label - p).abs()).max(1e-7).ln());
            let g = rate * (label - p);
            for ((e, r), h) in error.iter_mut().zip(row.iter_mut()).zip(hidden) {
                *e += g * *r;
                *r += g * h;
            }
        }
        self.seen += 1.0;
    }

    /// The words around learn, and the weights of their places.
    fn pass_on(&mut self, words: &[u32], i: usize, error: &[f32]) {
        let n = self.dimensions;
        for (place, word) in around(words, i) {
            let weights = &mut self.places[place * n..(place + 1) * n];
            let vector = &mut self.contexts[word as usize * n..(word as usize + 1) * n];
            for ((v, p), e) in vector.iter_mut().zip(weights.iter_mut()).zip(error) {
                let old = *v;
                *v += e * *p;
                *p += 0.02 * e * old;
            }
        }
    }
}

/// What a document is about.
struct Matter {
    sum: Vec<f32>,
    all: f32,
    weights: HashMap<u32, f32>,
}

/// What is the same for all documents: words to draw from, how often each word is read, and how
/// much it tells of a document.
struct World<'a> {
    noise: &'a [u32],
    keep: &'a [f64],
    telling: &'a [f32],
}

/// The words around a place, by their distance: before it, then behind it.
fn around(words: &[u32], i: usize) -> impl Iterator<Item = (usize, u32)> {
    (0..2 * SPREAD).filter_map(move |place| {
        let at = if place < SPREAD {
            i.checked_sub(place + 1)
        } else {
            i.checked_add(place - SPREAD + 1)
        };
        let word = at.and_then(|at| words.get(at)).copied();
        word.filter(|&w| w != NONE).map(|w| (place, w))
    })
}
