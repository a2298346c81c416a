//! What the article itself says: the neighbours of a mask standing unmasked elsewhere in
//! it or in its title. One pass a mask length, whatever the number of masks.

use crate::{
    chars,
    document::{Document, Role},
    span::Span,
};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// A document as characters, with its masks' places.
#[derive(Debug)]
pub(super) struct Evidence {
    pub(super) chars: Vec<char>,
    /// First character and number of characters of each target.
    pub(super) targets: Vec<(usize, usize)>,
    /// Places of strings of a length between two characters.
    between: FxHashMap<(char, char, usize), Vec<usize>>,
    /// Character ranges of the title, said again or not.
    titles: Vec<std::ops::Range<usize>>,
    /// Hashes of what stands unmasked in the body and how often, and in the title, as long as a
    /// mask.
    body: FxHashMap<u64, u32>,
    title: FxHashSet<u64>,
    /// Places of different strings in the body, by length.
    strings: FxHashMap<usize, Vec<usize>>,
    /// Places of each character of the document, the first [`BESIDE`].
    places: FxHashMap<char, Vec<usize>>,
}

/// What the article says of the fillings of one mask: where else they stand, and beside what.
#[derive(Debug, Default)]
pub(super) struct Elsewhere<'a> {
    /// What stands between the mask's neighbours, and how many characters agree there.
    between: Vec<(&'a [char], usize)>,
    /// What stands beside one of them: how many characters agree in the title before and behind,
    /// and in the body.
    beside: FxHashMap<&'a [char], [u8; 4]>,
}

impl<'a> Elsewhere<'a> {
    /// Strings that have a neighbour on either side, or two on one.
    pub(super) fn strings(&self) -> impl Iterator<Item = &'a [char]> {
        let two = self.beside.iter().filter(|b| b.1.iter().any(|&n| n > 1));
        self.between.iter().map(|b| b.0).chain(two.map(|b| *b.0))
    }

    /// The most characters that agree around the string.
    pub(super) fn agreement(&self, string: &[char]) -> usize {
        let same = self.between.iter().filter(|b| b.0 == string);
        same.map(|b| b.1).max().unwrap_or(0)
    }

    /// How many characters agree in the title before the string and behind it, and in the body.
    pub(super) fn beside(&self, string: &[char]) -> [f32; 4] {
        let found = self.beside.get(string).copied();
        found.unwrap_or_default().map(f32::from)
    }
}

/// Strings remembered of one length.
const STRINGS: usize = 3000;
/// Places remembered for one pair of neighbours...
const PLACES: usize = 24;
/// ...and for one character.
const BESIDE: usize = 64;
/// Characters that are compared on either side.
const COMPARED: usize = 4;

impl Evidence {
    /// Reads the document once for every length of mask in it.
    pub(super) fn gather(document: &Document, masks: &[(Span, usize)]) -> Self {
        let text = document.text();
        let mut targets = Vec::with_capacity(masks.len());
        let mut chars: Vec<char> = Vec::with_capacity(text.len() / 2);
        let mut next = masks.iter().peekable();
        let mut titles = Vec::new();
        let of_title = document.paragraphs.iter();
        let mut spans = of_title
            .filter(|p| p.role == Role::Title)
            .map(|p| p.span)
            .peekable();
        for (at, c) in text.char_indices() {
            while let Some((_, length)) = next.next_if(|m| m.0.from() == at) {
                targets.push((chars.len(), *length));
            }
            if let Some(span) = spans.next_if(|s| s.from() <= at) {
                let length = span.of(text).chars().count();
                titles.push(chars.len()..chars.len() + length);
            }
            chars.push(c);
        }
        if let Some(title) = document.title.as_ref().filter(|t| t.span.is_none()) {
            chars.push('\n');
            let from = chars.len();
            chars.extend(title.text.chars());
            titles.push(from..chars.len());
        }
        let mut evidence = Evidence {
            chars,
            targets,
            between: FxHashMap::default(),
            titles,
            body: FxHashMap::default(),
            title: FxHashSet::default(),
            strings: FxHashMap::default(),
            places: FxHashMap::default(),
        };
        evidence.index();
        evidence
    }

    fn index(&mut self) {
        for (at, &c) in self.chars.iter().enumerate() {
            let places = self.places.entry(c).or_default();
            if places.len() < BESIDE {
                places.push(at);
            }
        }
        let mut lengths = [false; 16];
        for &(at, length) in &self.targets {
            lengths[length.min(15)] = true;
            if let Some(key) = self.key(at, length) {
                self.between.entry(key).or_default();
            }
        }
        for n in (1..15).filter(|&n| lengths[n]) {
            for at in 1..self.chars.len().saturating_sub(n) {
                let Some(key) = self.key(at, n) else { continue };
                let unmasked = || self.chars[at..at + n].iter().all(|&c| chars::is_han(c));
                let places = self.between.get(&key);
                if places.is_some_and(|p| p.len() < PLACES) && unmasked() {
                    self.between.entry(key).or_default().push(at);
                }
            }
            self.strings(n);
        }
    }

    /// Remembers every string of `n` characters, in the body and in the title.
    fn strings(&mut self, n: usize) {
        let mut titles = self.titles.iter().peekable();
        let mut strings = Vec::new();
        for (at, string) in self.chars.windows(n).enumerate() {
            while titles.next_if(|t| t.end < at + n).is_some() {}
            let titled = titles.peek().is_some_and(|t| t.start <= at);
            if titled {
                self.title.insert(hash(string));
            } else {
                let count = self.body.entry(hash(string)).or_default();
                *count += 1;
                if *count == 1
                    && strings.len() < STRINGS
                    && string.iter().all(|&c| chars::is_han(c))
                {
                    strings.push(at);
                }
            }
        }
        self.strings.insert(n, strings);
    }

    /// How often the string stands unmasked in the body.
    pub(super) fn in_body(&self, string: &[char]) -> u32 {
        self.body.get(&hash(string)).copied().unwrap_or(0)
    }

    /// The different strings of `n` Chinese characters in the body, the first [`STRINGS`].
    pub(super) fn of_body(&self, n: usize) -> impl Iterator<Item = &[char]> {
        let places = self.strings.get(&n).into_iter().flatten();
        places.filter_map(move |&at| self.chars.get(at..at + n))
    }

    /// True when the character stands anywhere in the document.
    pub(super) fn has(&self, c: char) -> bool {
        self.places.contains_key(&c)
    }

    /// True when the string stands in the title.
    pub(super) fn in_title(&self, string: &[char]) -> bool {
        self.title.contains(&hash(string))
    }

    /// The strings of `n` Chinese characters in the title.
    pub(super) fn of_title(&self, n: usize) -> impl Iterator<Item = &[char]> {
        let titles = self.titles.iter().filter_map(|t| self.chars.get(t.clone()));
        let strings = titles.flat_map(move |t| t.windows(n));
        strings.filter(|s| s.iter().all(|&c| chars::is_han(c)))
    }

    /// The characters on both sides of `n` characters at `at`.
    fn key(&self, at: usize, n: usize) -> Option<(char, char, usize)> {
        let left = *self.chars.get(at.checked_sub(1)?)?;
        let right = *self.chars.get(at + n)?;
        (left != '*' && right != '*').then_some((left, right, n))
    }

    /// What stands beside the neighbours of target `i` elsewhere.
    pub(super) fn elsewhere(&self, i: usize) -> Elsewhere<'_> {
        let (at, n) = self.targets[i];
        let places = self.key(at, n).and_then(|k| self.between.get(&k));
        let around = |&p: &usize| {
            let agreement = self.before(at, p) + self.behind(at + n, p + n);
            (&self.chars[p..p + n], agreement)
        };
        Elsewhere {
            between: places.into_iter().flatten().map(around).collect(),
            beside: self.beside(at, n),
        }
    }

    fn beside(&self, at: usize, n: usize) -> FxHashMap<&[char], [u8; 4]> {
        let mut beside: FxHashMap<&[char], [u8; 4]> = FxHashMap::default();
        let mut note = |from: usize, side: usize, agreeing: usize| {
            let string = self.chars.get(from..from + n);
            let Some(string) = string.filter(|s| s.iter().all(|&c| chars::is_han(c))) else {
                return;
            };
            let within = |t: &std::ops::Range<usize>| t.start <= from && from + n <= t.end;
            let titled = self.titles.iter().any(within);
            let most = &mut beside.entry(string).or_default()[side + if titled { 0 } else { 2 }];
            *most = agreeing.max(usize::from(*most)) as u8;
        };
        for before in self.like(at.checked_sub(1)) {
            note(before + 1, 0, self.before(at, before + 1));
        }
        for behind in self.like(Some(at + n)) {
            if let Some(from) = behind.checked_sub(n) {
                note(from, 1, self.behind(at + n, behind));
            }
        }
        beside
    }

    /// Where else the character of a place stands.
    fn like(&self, at: Option<usize>) -> impl Iterator<Item = usize> {
        let c = at.and_then(|at| self.chars.get(at)).filter(|c| **c != '*');
        let places = c.and_then(|c| self.places.get(c)).into_iter().flatten();
        places.copied().filter(move |&p| Some(p) != at)
    }

    /// How many characters before both places are the same.
    fn before(&self, a: usize, b: usize) -> usize {
        let before = |d: usize| Some((a.checked_sub(d)?, b.checked_sub(d)?));
        let same = |d: &usize| before(*d).is_some_and(|(a, b)| self.same(a, b));
        (1..=COMPARED).take_while(same).count()
    }

    /// How many characters from both places on are the same.
    fn behind(&self, a: usize, b: usize) -> usize {
        (0..COMPARED)
            .take_while(|d| self.same(a + d, b + d))
            .count()
    }

    fn same(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.chars.get(a), self.chars.get(b));
        a.is_some() && a == b && a != Some(&'*')
    }
}

fn hash(string: &[char]) -> u64 {
    let mut hasher = FxHasher::default();
    string.hash(&mut hasher);
    hasher.finish()
}
