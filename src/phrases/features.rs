//! What speaks for a run of words: every piece of evidence is put into one of a few bins,
//! and the model has a weight for each bin. `docs/phrases.md` explains each.

use super::{
    background::{Background, Entry},
    classes::Class,
    grams::{Gram, NONE, Scratch},
    items::{OPENS_BOOK, OPENS_QUOTE},
};

const PLACES: usize = 4;
const NEIGHBOURS: usize = Class::COUNT + 3;
const GAPS: usize = 12;
const TEARS: usize = 6;

/// Names of the features and how many bins each has.
pub(super) const FEATURES: &[(&str, usize)] = &[
    ("count", 8),
    ("chars", 12),
    ("words", 6),
    ("place", PLACES),
    ("df", 17),
    ("singles", 32),
    ("weak", 8),
    ("size_words", 9 * 6),
    ("length_count", 6 * 8),
    ("place_count", PLACES * 8),
    ("place_chars", PLACES * 12),
    ("place_words", PLACES * 6),
    ("place_quoted", PLACES * 3),
    ("place_df", PLACES * 17),
    ("classes", Class::COUNT * (Class::COUNT + 1)),
    ("title_from", 7),
    ("title_share", 9),
    ("before", PLACES * NEIGHBOURS),
    ("after", PLACES * NEIGHBOURS),
    ("gap_before", GAPS),
    ("gap_after", GAPS),
    ("gap_inside", GAPS),
    ("rarest_word", 9),
    ("commonest_word", 9),
    ("lead", 9),
    ("again", 9),
    ("branch_left", 6),
    ("branch_right", 6),
    ("cohesion", 7),
    ("sentence", 7),
    ("spread", 6),
    ("weight", 10),
    ("rival", 12),
    ("tear_before", TEARS),
    ("tear_after", TEARS),
    ("names_words", 5 * 6),
    ("length_words", 6 * 6),
    ("title_rank", 8),
    ("rank", 8),
];

/// The bin of every feature of one candidate.
pub(super) type Bins = [u16; FEATURES.len()];

/// One article with what is asked of it for every candidate.
pub(super) struct View<'a> {
    scratch: &'a Scratch,
    background: &'a Background,
    body: &'a str,
    /// Weights of the words of the article, the heaviest first.
    heavy: Vec<f32>,
    /// Weights of the words of the title.
    title: Vec<f32>,
}

/// The heaviest first.
fn descending(weights: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut weights: Vec<f32> = weights.collect();
    weights.sort_unstable_by(|a, b| b.total_cmp(a));
    weights
}

/// How many of the sorted weights are above `own`.
fn above(weights: &[f32], own: f32) -> usize {
    weights.partition_point(|w| *w > own)
}

impl<'a> View<'a> {
    /// Weighs the words of an article.
    pub(super) fn new(scratch: &'a Scratch, background: &'a Background, body: &'a str) -> Self {
        let words = || scratch.grams.iter().filter(|g| g.words == 1);
        View {
            scratch,
            background,
            body,
            title: descending(words().filter(|g| g.title > 0).map(weight)),
            heavy: descending(words().map(weight)),
        }
    }

    /// The evidence for a run of so many characters.
    pub(super) fn bins(&self, gram: &Gram, chars: usize) -> Bins {
        let (first, words) = (gram.first as usize, gram.words as usize);
        let scratch = self.scratch;
        let place = self.place(gram);
        let in_place = |bins: usize, bin: usize| place * bins + bin;
        let classes = match words {
            1 => scratch.items[first].class as usize,
            _ => {
                let last = scratch.items[first + words - 1].class as usize;
                Class::COUNT * (1 + scratch.items[first].class as usize) + last
            }
        };
        let (rare, common) = self.words(gram);
        let count = step(gram.count, &[1, 2, 3, 4, 6, 9, 16]);
        let df = (gram.known.df as usize).div_ceil(4).min(16);
        let bins: [usize; FEATURES.len()] = [
            count,
            chars.min(11),
            words.min(5),
            place,
            df,
            self.singles(first, words),
            self.weak(gram),
            step(scratch.title_words, &[1, 4, 6, 8, 10, 13, 17, 22]) * 6 + words.min(5),
            step(scratch.items.len() as u32, &[60, 120, 250, 500, 1200]) * 8 + count,
            in_place(8, count),
            in_place(12, chars.min(11)),
            in_place(6, words.min(5)),
            in_place(3, quoted(gram)),
            in_place(17, df),
            classes,
            self.title_from(gram),
            self.title_share(gram),
            in_place(NEIGHBOURS, self.before(first)),
            in_place(NEIGHBOURS, self.after(first + words)),
            self.gap(first.checked_sub(1)),
            self.gap(Some(first + words - 1)),
            self.inside(gram),
            rare,
            common,
            if gram.known.df == 0 {
                8
            } else {
                gram.known.lead as usize
            },
            if gram.known.df == 0 {
                8
            } else {
                gram.known.again as usize
            },
            branch(gram, 0),
            branch(gram, 1),
            self.cohesion(gram),
            step(scratch.items[first].sentence, &[1, 2, 3, 5, 9, 20]),
            self.spread(gram),
            (weight(gram) / self.heavy.first().map_or(1.0, |w| w.max(1.0)) * 9.0) as usize,
            self.rival(gram),
            self.tear(first.checked_sub(1), first),
            self.tear(Some(first + words - 1), first + words - 1),
            step(scratch.names, &[2, 5, 9, 15]) * 6 + words.min(5),
            step(scratch.items.len() as u32, &[60, 120, 250, 500, 1200]) * 6 + words.min(5),
            self.title_rank(gram),
            self.rank(gram),
        ];
        bins.map(|bin| bin as u16)
    }

    /// Words of one character at its edges and beside it: there a word may have been cut.
    fn singles(&self, first: usize, words: usize) -> usize {
        let single = |i: Option<usize>| {
            let item = i.and_then(|i| self.scratch.items.get(i));
            usize::from(item.is_some_and(|i| i.class != Class::Break && i.span.len() <= 4))
        };
        let bits = [
            usize::from(words > 1),
            single(Some(first)),
            single(Some(first + words - 1)),
            single(first.checked_sub(1)),
            single(Some(first + words)),
        ];
        bits.iter().fold(0, |sum, bit| sum * 2 + bit)
    }

    /// Whether it begins or ends with a word that says nothing alone.
    fn weak(&self, gram: &Gram) -> usize {
        let (first, words) = (gram.first as usize, gram.words as usize);
        let weak = |i: usize| {
            let id = self.scratch.levels[0][i] as usize;
            usize::from(self.scratch.grams.get(id).is_some_and(|g| g.weak))
        };
        usize::from(words > 1) * 4 + weak(first) * 2 + weak(first + words - 1)
    }

    /// 0 no title, 1 in title and body, 2 in the title alone, 3 in the body alone.
    fn place(&self, gram: &Gram) -> usize {
        match () {
            () if self.scratch.title_items < 2 => 0,
            () if gram.title > 0 && gram.count > 0 => 1,
            () if gram.title > 0 => 2,
            () => 3,
        }
    }

    fn title_from(&self, gram: &Gram) -> usize {
        match gram.title {
            0 => 0,
            _ if gram.first == 0 => 6,
            _ => 1 + (gram.first as usize * 5 / self.scratch.title_items.max(1)).min(4),
        }
    }

    fn title_share(&self, gram: &Gram) -> usize {
        match gram.title {
            0 => 0,
            _ => 1 + (gram.words as usize * 8 / self.scratch.title_items.max(1)).min(7),
        }
    }

    /// What stands before an item.
    fn before(&self, first: usize) -> usize {
        first.checked_sub(1).map_or(0, |i| self.neighbour(i))
    }

    fn after(&self, next: usize) -> usize {
        if next < self.scratch.items.len() {
            self.neighbour(next)
        } else {
            0
        }
    }

    /// Break: 0 an edge, 1 a mark or number, 2 a function word; else the class.
    fn neighbour(&self, item: usize) -> usize {
        let item = &self.scratch.items[item];
        match item.class {
            Class::Break if item.span.is_empty() => 0,
            Class::Break if item.word => 2,
            Class::Break => 1,
            class => 3 + class as usize,
        }
    }

    /// How firmly the words on both sides of a gap hold together in the background.
    fn gap(&self, left: Option<usize>) -> usize {
        let words = &self.scratch.levels[0];
        let Some((i, [a, b])) = left.and_then(|i| Some((i, [*words.get(i)?, *words.get(i + 1)?])))
        else {
            return 0;
        };
        if a == NONE || b == NONE {
            return 0;
        }
        let both = match self.scratch.levels[1].get(i) {
            Some(&id) if id != NONE => self.scratch.grams[id as usize].known,
            _ => self.background.get(super::table::hash(
                self.scratch.text(self.body, i, i + 2).as_bytes(),
            )),
        };
        let [a, b] = [a, b].map(|id| self.scratch.grams[id as usize].known);
        association(a, b, both)
    }

    /// Whether the article itself ties the word at the edge (`inner`) to its neighbour across
    /// the gap: 0 no neighbour, 1 seen once, then by the share of the word's occurrences.
    fn tear(&self, left: Option<usize>, inner: usize) -> usize {
        let id = |level: usize, item: usize| self.scratch.levels[level].get(item).copied();
        let both = left.and_then(|left| id(1, left));
        let grams = &self.scratch.grams;
        let all = |id: Option<u32>| grams.get(id.unwrap_or(NONE) as usize).map(Gram::all);
        match (all(both), all(id(0, inner))) {
            (None, _) | (_, None) => 0,
            (Some(1), Some(word)) => 1 + usize::from(word > 1),
            (Some(both), Some(word)) => 3 + (both * 2 / word.max(1)).min(2) as usize,
        }
    }

    /// The rank of a word of the title among the words of the title, by weight.
    fn title_rank(&self, gram: &Gram) -> usize {
        if gram.title == 0 || gram.words != 1 {
            return 0;
        }
        1 + above(&self.title, weight(gram)).min(6)
    }

    /// The rank of a word among the words of the article, by weight.
    fn rank(&self, gram: &Gram) -> usize {
        if gram.words != 1 {
            return 0;
        }
        let above = above(&self.heavy, weight(gram));
        1 + step(above as u32, &[1, 3, 6, 12, 24, 48])
    }

    /// The weakest gap inside.
    fn inside(&self, gram: &Gram) -> usize {
        let (first, words) = (gram.first as usize, gram.words as usize);
        let gaps = (first..first + words - 1).map(|i| self.gap(Some(i)));
        gaps.min().unwrap_or(0)
    }

    /// The rarest and the commonest word.
    fn words(&self, gram: &Gram) -> (usize, usize) {
        let (first, words) = (gram.first as usize, gram.words as usize);
        let ids = self.scratch.levels[0][first..first + words].iter();
        let known = ids.filter_map(|id| self.scratch.grams.get(*id as usize));
        let (mut least, mut most) = (u8::MAX, 0);
        for word in known {
            least = least.min(word.known.df);
            most = most.max(word.known.df);
        }
        let bin = |df: u8| usize::from(df).div_ceil(8).min(8);
        (bin(least), bin(most))
    }

    /// Occurrences as a share of those of its more frequent half.
    fn cohesion(&self, gram: &Gram) -> usize {
        if gram.words < 2 {
            return 0;
        }
        let half = |id: u32| self.scratch.grams.get(id as usize).map_or(1, Gram::all);
        let most = gram.halves.map(half).into_iter().max().unwrap_or(1).max(1);
        if most == 1 {
            6
        } else {
            1 + (gram.all() * 4 / most).min(4) as usize
        }
    }

    /// The part of the article between first and last occurrence.
    fn spread(&self, gram: &Gram) -> usize {
        if gram.count < 2 {
            return 0;
        }
        let from = (gram.first as usize).max(self.scratch.title_items);
        let length = (self.scratch.items.len() - self.scratch.title_items).max(1);
        1 + ((gram.last as usize).saturating_sub(from) * 5 / length).min(4)
    }

    /// How its words fare alone: its frequency beside that of its rarest word.
    fn rival(&self, gram: &Gram) -> usize {
        if gram.words < 2 {
            let longer = gram.longer[0].max(gram.longer[1]);
            return if gram.all() == 1 {
                0
            } else {
                1 + (longer * 4 / gram.all().max(1)).min(4) as usize
            };
        }
        let (first, words) = (gram.first as usize, gram.words as usize);
        let ids = self.scratch.levels[0][first..first + words].iter();
        let counts = ids
            .filter_map(|id| self.scratch.grams.get(*id as usize))
            .map(Gram::all);
        let least = counts.min().unwrap_or(1).max(1);
        if least == 1 {
            6
        } else {
            7 + (gram.all() * 4 / least).min(4) as usize
        }
    }
}

/// Frequency times rarity.
fn weight(gram: &Gram) -> f32 {
    if gram.words != 1 {
        return 0.0;
    }
    gram.all() as f32 * (16.0 - gram.known.log_df().max(2.0))
}

/// 0 no background for it, 1–3 never together though common, else by association.
fn association(a: Entry, b: Entry, both: Entry) -> usize {
    let alone = a.log_df().max(2.5) + b.log_df().max(2.5);
    if both.df == 0 {
        return 1 + 3 - step(alone as u32, &[9, 14, 20]);
    }
    let lift = both.log_df() + 15.4 - alone;
    5 + step((lift.max(0.0) * 2.0) as u32, &[1, 4, 7, 10, 14, 18])
}

fn quoted(gram: &Gram) -> usize {
    match gram.quoted {
        q if q & OPENS_QUOTE != 0 => 1,
        q if q & OPENS_BOOK != 0 => 2,
        _ => 0,
    }
}

/// How far the run is fixed to one neighbour on a side: 5 when it occurs but once.
fn branch(gram: &Gram, side: usize) -> usize {
    match gram.all() {
        0 | 1 => 5,
        all => (gram.longer[side] * 4 / all).min(4) as usize,
    }
}

/// How many of the thresholds `n` reaches.
fn step(n: u32, thresholds: &[u32]) -> usize {
    thresholds.iter().take_while(|t| n >= **t).count()
}
