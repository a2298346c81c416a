//! The fillings of one mask with their features and scores.

use super::{
    super::{
        memory::Known,
        model::{Model, Symbol, Word},
    },
    context::{Context, Filling},
    document::{Elsewhere, Evidence},
    ends::Ends,
    features::{FEATURES, Vector, Weights, place},
    meaning::Meaning,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// A filling with its score.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    pub(super) symbols: Filling,
    pub(super) features: Vector,
    pub(super) score: f32,
}

impl Scored {
    /// What speaks for it.
    pub(super) fn evidence(&self) -> Vec<&'static str> {
        let has = |feature: usize| self.features[feature] > 0.0;
        let agrees = self.features[place::AGREEMENT] >= 1.0;
        let all = [
            (has(place::WORD), "dictionary"),
            (
                agrees || has(place::TITLE) || self.features[place::VOTES] > 0.4,
                "document",
            ),
            (true, "model"),
            (has(place::LEARNT) || has(place::MISSED), "folder"),
        ];
        let spoken = all
            .into_iter()
            .filter_map(|(yes, name)| yes.then_some(name));
        spoken.collect()
    }
}

/// Best first; equal scores by their symbols.
pub(super) fn sort(pool: &mut [Scored]) {
    pool.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.symbols.cmp(&b.symbols))
    });
}

/// The share of each filling among all of them.
pub(super) fn shares(pool: &[Scored]) -> Vec<f32> {
    let best = pool.iter().map(|s| s.score).fold(f32::MIN, f32::max);
    let parts: Vec<f32> = pool.iter().map(|s| (s.score - best).exp()).collect();
    let sum: f32 = parts.iter().sum();
    parts.into_iter().map(|p| p / sum.max(1e-9)).collect()
}

/// Words as the model's symbols, in order; what it does not know is left out.
pub(super) fn encoded(model: &Model, words: &[String]) -> Vec<Filling> {
    let encode = |w: &String| w.chars().map(|c| model.symbol(c)).collect::<Filling>();
    let mut all: Vec<Filling> = words
        .iter()
        .map(encode)
        .filter(|f| !f.contains(&0))
        .collect();
    all.sort_unstable();
    all
}

/// What is known of the publisher's filter, as the model's symbols.
#[derive(Debug, Default)]
pub(super) struct Learnt(FxHashMap<Filling, Known>);

impl Learnt {
    pub(super) fn new<'a>(
        model: &Model,
        known: impl Iterator<Item = (&'a String, &'a Known)>,
    ) -> Self {
        let encoded = known.map(|(f, k)| (f.chars().map(|c| model.symbol(c)).collect(), *k));
        Learnt(
            encoded
                .filter(|(f, _): &(Filling, _)| !f.contains(&0))
                .collect(),
        )
    }

    /// All fillings, in order.
    pub(super) fn fillings(&self) -> Vec<Filling> {
        let mut all: Vec<Filling> = self.0.keys().cloned().collect();
        all.sort_unstable();
        all
    }

    fn features(&self, symbols: &[Symbol], out: &mut Vector) {
        let Some(known) = self.0.get(symbols) else {
            return;
        };
        // Once a word is known to be removed, how often it was tells nothing of a single mask.
        let enough = |count: f32| (1.0 + count).ln().min(ENOUGH);
        out[place::LEARNT] = enough(known.votes as f32 / 1000.0);
        out[place::DOCUMENTS] = enough(known.documents as f32);
        let missed = known.expected.saturating_sub(50 * known.unmasked);
        out[place::MISSED] = enough(missed as f32);
        out[place::UNMASKED] = (1.0 + known.unmasked as f32).ln();
    }
}

/// What the fillings of a document's masks are judged by.
pub(super) struct Bench<'a> {
    pub(super) model: &'a Model,
    pub(super) weights: &'a Weights,
    pub(super) evidence: &'a Evidence,
    pub(super) meaning: Meaning<'a>,
    pub(super) learnt: &'a Learnt,
    /// What filters are known to remove, in order.
    suspects: &'a [Filling],
    /// That and every learnt filling, in order.
    known: Vec<Filling>,
    /// The strings of the body, by length.
    body: FxHashMap<usize, Vec<Filling>>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(
        model: &'a Model,
        weights: &'a Weights,
        evidence: &'a Evidence,
        learnt: &'a Learnt,
        suspects: &'a [Filling],
    ) -> Self {
        let mut known = learnt.fillings();
        known.extend(suspects.iter().cloned());
        known.sort_unstable();
        known.dedup();
        let mut body: FxHashMap<usize, Vec<Filling>> = FxHashMap::default();
        for &(_, n) in &evidence.targets {
            body.entry(n).or_insert_with(|| {
                let encode = |s: &[char]| s.iter().map(|&c| model.symbol(c)).collect();
                evidence.of_body(n).map(encode).collect()
            });
        }
        Bench {
            model,
            weights,
            evidence,
            meaning: Meaning::new(model, evidence),
            known,
            suspects,
            learnt,
            body,
        }
    }

    /// The best fillings of a mask, each mask by itself.
    pub(super) fn pool(&self, context: &Context<'_>, target: usize, most: usize) -> Vec<Scored> {
        let ends = Ends::new(context);
        let elsewhere = self.evidence.elsewhere(target);
        let expected = self.meaning.expected(&context.line);
        let meaning = |word: &Word<'_>| self.meaning.fits(word, context.length, &expected);
        let mut strings = ends.listed(&self.known, meaning);
        let same_length = |f: &&Filling| f.len() == context.length;
        strings.extend(self.known.iter().filter(same_length).cloned());
        strings.extend(self.of_document(context.length, &ends, &elsewhere));
        let mut seen = FxHashSet::default();
        strings.retain(|s| seen.insert(s.clone()));
        let strings = strings.into_iter();
        let mut pool: Vec<Scored> = strings.map(|s| self.read(s, context, &elsewhere)).collect();
        sort(&mut pool);
        pool.truncate(READ);
        for one in &mut pool {
            self.weigh(one, context);
        }
        sort(&mut pool);
        pool.truncate(most);
        pool
    }

    /// Strings of the document: between the same neighbours, in the title, in the body.
    fn of_document(
        &self,
        length: usize,
        ends: &Ends<'_>,
        elsewhere: &Elsewhere<'_>,
    ) -> Vec<Filling> {
        let encode = |f: &[char]| f.iter().map(|&c| self.model.symbol(c)).collect::<Filling>();
        let mut out: Vec<Filling> = elsewhere.strings().map(encode).collect();
        out.sort_unstable();
        out.extend(self.evidence.of_title(length).map(encode));
        let strings = self.body.get(&length).into_iter().flatten();
        let mut body: Vec<(f32, &Filling)> = strings.map(|s| (ends.fit(s), s)).collect();
        body.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        out.extend(body.into_iter().take(BODY).map(|b| b.1.clone()));
        out.retain(|s| !s.contains(&0));
        out
    }

    /// A filling with what speaks for it by itself.
    pub(super) fn scored(
        &self,
        symbols: Filling,
        context: &Context<'_>,
        elsewhere: &Elsewhere<'_>,
    ) -> Scored {
        let mut one = self.read(symbols, context, elsewhere);
        self.weigh(&mut one, context);
        one
    }

    /// Adds what the words around and the article say.
    fn weigh(&self, one: &mut Scored, context: &Context<'_>) {
        let f = &mut one.features;
        [f[place::CUT], f[place::NEAR], f[place::TOPIC]] =
            self.meaning.of(&context.line, &one.symbols);
        one.score = self.weights.alone(f, context.length);
    }

    /// A filling with what speaks for it but for the meaning of words.
    fn read(&self, symbols: Filling, context: &Context<'_>, elsewhere: &Elsewhere<'_>) -> Scored {
        let mut f: Vector = [0.0; FEATURES.len()];
        [
            f[place::INSIDE],
            f[place::AFTER],
            f[place::INSIDE3],
            f[place::AFTER3],
        ] = context.fit(&symbols);
        if let Some(word) = self.model.word(&symbols) {
            f[place::WORD] = f32::from(word.is_word());
            f[place::LISTED] = 1.0;
            f[place::FREQUENCY] = word.weight() * std::f32::consts::LN_2;
        } else {
            f[place::JOINED] = 1.0;
        }
        let characters = symbols.iter().map(|&s| self.model.character(s));
        let string: Vec<char> = characters.flatten().collect();
        self.in_document(&string, elsewhere, &mut f);
        self.learnt.features(&symbols, &mut f);
        f[place::SUSPECT] = f32::from(self.suspects.binary_search(&symbols).is_ok());
        let score = self.weights.alone(&f, context.length);
        Scored {
            symbols,
            features: f,
            score,
        }
    }

    fn in_document(&self, string: &[char], elsewhere: &Elsewhere<'_>, f: &mut Vector) {
        let agreement = elsewhere.agreement(string);
        f[place::AGREEMENT] = agreement.saturating_sub(1).min(5) as f32;
        let body = self.evidence.in_body(string);
        if body > 0 {
            f[place::BODY] = 1.0;
            f[place::BODY_COUNT] = (body as f32).ln();
        } else if self.evidence.in_title(string) {
            f[place::TITLE] = 1.0;
            f[place::TITLE_LENGTH] = string.len() as f32;
            f[place::TITLED] = f32::from(agreement >= 3);
        }
        [
            f[place::TITLE_BEFORE],
            f[place::TITLE_BEHIND],
            f[place::BODY_BEFORE],
            f[place::BODY_BEHIND],
        ] = elsewhere.beside(string);
        let familiar = string.iter().filter(|c| self.evidence.has(**c)).count();
        f[place::FAMILIAR] = familiar as f32 / string.len().max(1) as f32;
    }
}

/// Fillings whose meaning is looked at.
const READ: usize = 140;
/// Strings of the body that the model reads in full.
const BODY: usize = 60;
/// Logarithm of a folder's count beyond which more is no more evidence: about five.
const ENOUGH: f32 = 1.8;
