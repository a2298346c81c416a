//! What speaks for a run of words: every piece of evidence is put into one of a few bins,
//! and the model has a weight for each bin. `docs/phrases.md` explains each.

use super::{
    background::Background,
    classes::Class,
    gaps::Gaps,
    grams::{Gram, Scratch},
    items::{DEEPEST, OPENS_BOOK, OPENS_QUOTE, Quotation},
    queue::Candidate,
    ranks::{Ranks, weight},
};

const PLACES: usize = 4;
const NEIGHBOURS: usize = Class::COUNT + 3;
const GAPS: usize = 12;
const TEARS: usize = 6;
/// A quotation of more words and marks is speech, and names nothing.
const SPEECH: u32 = 16;

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
    ("inside", 5),
];

/// Where the bins of each feature begin among the bins of all.
pub(super) const STARTS: [u16; FEATURES.len()] = {
    let mut starts = [0; FEATURES.len()];
    let mut i = 1;
    while i < FEATURES.len() {
        starts[i] = starts[i - 1] + FEATURES[i - 1].1 as u16;
        i += 1;
    }
    starts
};

/// So many bins there are.
pub(super) const BINS: usize = STARTS[FEATURES.len() - 1] as usize + FEATURES[FEATURES.len() - 1].1;

/// The bin of every feature of one candidate, numbered among the bins of all.
pub(super) type Bins = [u16; FEATURES.len()];

/// The features of gaps.
pub(super) const GAP_FEATURES: [&str; 3] = ["gap_before", "gap_after", "gap_inside"];

/// Buffers of [`View`], used again for every document.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    ranks: Ranks,
    gaps: Gaps,
}

/// One article with what is asked of it for every candidate.
pub(super) struct View<'a> {
    scratch: &'a Scratch,
    background: &'a Background,
    body: &'a str,
    buffers: Buffers,
    /// Bin of its length in words.
    length: usize,
    /// Bin of the share of names.
    names: usize,
    /// Bin of the words of its title.
    title_words: usize,
}

impl<'a> View<'a> {
    /// Weighs the words of an article.
    pub(super) fn new(
        scratch: &'a Scratch,
        background: &'a Background,
        body: &'a str,
        mut buffers: Buffers,
    ) -> Self {
        buffers.ranks.weigh(scratch);
        buffers.gaps.clear(scratch.items.len());
        View {
            scratch,
            background,
            body,
            buffers,
            length: step(scratch.items.len() as u32, &[60, 120, 250, 500, 1200]),
            names: step(scratch.names, &[2, 5, 9, 15]),
            title_words: step(scratch.title_words, &[1, 4, 6, 8, 10, 13, 17, 22]),
        }
    }

    /// The buffers, to be used again.
    pub(super) fn into_buffers(self) -> Buffers {
        self.buffers
    }

    /// The bins of [`GAP_FEATURES`]: before the run, after it, the weakest inside. They need
    /// the background, which is slow to reach.
    pub(super) fn gaps(&mut self, id: u32) -> [usize; 3] {
        let gram = &self.scratch.grams[id as usize];
        let first = gram.first as usize;
        let last = first + gram.words as usize - 1;
        let mut gap = |left: usize| {
            let (scratch, background, body) = (self.scratch, self.background, self.body);
            self.buffers.gaps.after(left, scratch, background, body)
        };
        [
            first.checked_sub(1).map_or(0, &mut gap),
            gap(last),
            (first..last).map(gap).min().unwrap_or(0),
        ]
    }

    /// The evidence for a run with these gaps.
    pub(super) fn bins(&self, candidate: Candidate, gaps: [usize; 3]) -> Bins {
        let scratch = self.scratch;
        let (id, chars) = (candidate.gram, usize::from(candidate.chars));
        let gram = &scratch.grams[id as usize];
        let (first, words) = (gram.first as usize, gram.words as usize);
        let last = first + words - 1;
        let place = self.place(gram);
        let in_place = |bins: usize, bin: usize| place * bins + bin;
        let inner = self.inner(gram);
        let count = step(gram.count, &[1, 2, 3, 4, 6, 9, 16]);
        let df = (gram.known.df as usize).div_ceil(4).min(16);
        let weight = weight(gram);
        let bins: [usize; FEATURES.len()] = [
            count,
            chars.min(11),
            words.min(5),
            place,
            df,
            self.singles(first, words),
            self.weak(first, last),
            self.title_words * 6 + words.min(5),
            self.length * 8 + count,
            in_place(8, count),
            in_place(12, chars.min(11)),
            in_place(6, words.min(5)),
            in_place(3, quoted(gram)),
            in_place(17, df),
            self.classes(first, last),
            self.title_from(gram),
            self.title_share(gram),
            in_place(NEIGHBOURS, self.before(first)),
            in_place(NEIGHBOURS, self.after(first + words)),
            gaps[0],
            gaps[1],
            gaps[2],
            inner.rarest,
            inner.commonest,
            known(gram, gram.known.lead),
            known(gram, gram.known.again),
            branch(gram, 0),
            branch(gram, 1),
            self.cohesion(id),
            step(scratch.items[first].sentence, &[1, 2, 3, 5, 9, 20]),
            self.spread(gram),
            (self.buffers.ranks.share(weight) * 9.0) as usize,
            rival(gram, inner.least),
            self.tear(first.checked_sub(1), first),
            self.tear(Some(last), last),
            self.names * 6 + words.min(5),
            self.length * 6 + words.min(5),
            self.title_rank(gram, weight),
            self.rank(gram, weight),
            self.inside(gram),
        ];
        // A loop: `map` moves a large array one by one.
        let mut numbered = STARTS;
        for (numbered, bin) in numbered.iter_mut().zip(bins) {
            *numbered += bin as u16;
        }
        numbered
    }

    /// The class of its only word, or those of its first and last.
    fn classes(&self, first: usize, last: usize) -> usize {
        let class = |i: usize| self.scratch.items[i].class as usize;
        if first == last {
            return class(first);
        }
        Class::COUNT * (1 + class(first)) + class(last)
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
    fn weak(&self, first: usize, last: usize) -> usize {
        let weak = |i| usize::from(self.scratch.word(i).is_some_and(|g| g.lists.weak()));
        usize::from(first < last) * 4 + weak(first) * 2 + weak(last)
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

    /// Whether the article itself ties the word at the edge (`inner`) to its neighbour across
    /// the gap: 0 no neighbour, 1 seen once, then by the share of the word's occurrences.
    fn tear(&self, left: Option<usize>, inner: usize) -> usize {
        let both = left.and_then(|left| self.scratch.pair(left));
        match (both.map(Gram::all), self.scratch.word(inner).map(Gram::all)) {
            (None, _) | (_, None) => 0,
            (Some(1), Some(word)) => 1 + usize::from(word > 1),
            (Some(both), Some(word)) => 3 + share(both, word, 2, 2),
        }
    }

    /// The rank of a word of the title among the words of the title, by weight.
    fn title_rank(&self, gram: &Gram, weight: f32) -> usize {
        if gram.title == 0 || gram.words != 1 {
            return 0;
        }
        1 + self.buffers.ranks.title_rank(weight)
    }

    /// The rank of a word among the words of the article, by weight.
    fn rank(&self, gram: &Gram, weight: f32) -> usize {
        if gram.words != 1 {
            return 0;
        }
        1 + self.buffers.ranks.rank(weight)
    }

    /// Whether it is first seen as a part of a quotation or of the title of a work, which names
    /// something as a whole: 0 no, then by mark and whether it comes again.
    fn inside(&self, gram: &Gram) -> usize {
        let (first, next) = (gram.first, gram.first + u32::from(gram.words));
        let quotations = &self.scratch.quotations;
        let before = quotations.partition_point(|q| q.opens < first);
        let mut around = quotations[..before].iter().rev().take(DEEPEST);
        let ends = |q: &Quotation| q.closes.unwrap_or(0);
        let holds = around.find(|q| ends(q) >= next && ends(q) - q.opens <= SPEECH);
        match holds.filter(|_| gram.quoted == 0) {
            Some(q) => 1 + 2 * usize::from(q.mark == OPENS_BOOK) + usize::from(gram.all() > 1),
            None => 0,
        }
    }

    /// What its words are by themselves.
    fn inner(&self, gram: &Gram) -> Inner {
        let (first, words) = (gram.first as usize, gram.words as usize);
        let (mut rarest, mut commonest, mut least) = (u8::MAX, 0, u32::MAX);
        for word in (first..first + words).filter_map(|i| self.scratch.word(i)) {
            rarest = rarest.min(word.known.df);
            commonest = commonest.max(word.known.df);
            least = least.min(word.all());
        }
        let bin = |df: u8| usize::from(df).div_ceil(8).min(8);
        Inner {
            rarest: bin(rarest),
            commonest: bin(commonest),
            least,
        }
    }

    /// Occurrences as a share of those of its more frequent half.
    fn cohesion(&self, id: u32) -> usize {
        let Some(halves) = self.scratch.halves(id) else {
            return 0;
        };
        let grams = &self.scratch.grams;
        let half = |id: u32| grams.get(id as usize).map_or(1, Gram::all);
        let most = halves.map(half).into_iter().max().unwrap_or(1).max(1);
        if most == 1 {
            6
        } else {
            1 + share(grams[id as usize].all(), most, 4, 4)
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
}

/// The words of a run by themselves.
struct Inner {
    /// Bins of the background frequency of the rarest and the commonest.
    rarest: usize,
    commonest: usize,
    /// Occurrences of the one that occurs least.
    least: u32,
}

/// How its words fare alone: its frequency beside that of its rarest word.
fn rival(gram: &Gram, least: u32) -> usize {
    let (all, longer) = (gram.all(), gram.longer[0].max(gram.longer[1]));
    match () {
        () if gram.words < 2 && all == 1 => 0,
        () if gram.words < 2 => 1 + share(longer, all, 4, 4),
        () if least == 1 => 6,
        () => 7 + share(all, least, 4, 4),
    }
}

/// A share that the background tells, 8 where it knows nothing.
fn known(gram: &Gram, share: u8) -> usize {
    match gram.known.df {
        0 => 8,
        _ => share as usize,
    }
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
        all => share(gram.longer[side], all, 4, 4),
    }
}

/// How many of the thresholds `n` reaches: all are compared, so that there is nothing for
/// the processor to guess.
#[inline]
pub(super) fn step(n: u32, thresholds: &[u32]) -> usize {
    thresholds.iter().map(|t| usize::from(n >= *t)).sum()
}

/// `part / whole` in so many steps for a whole, at most `most`; compared, not divided.
#[inline]
fn share(part: u32, whole: u32, steps: u32, most: u32) -> usize {
    let (part, whole) = (part * steps, whole.max(1));
    (1..=most).map(|n| usize::from(part >= n * whole)).sum()
}
