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
    /// Characters of the document.
    letters: FxHashSet<char>,
}

/// Strings remembered of one length.
const STRINGS: usize = 3000;
/// Places remembered for one pair of neighbours.
const PLACES: usize = 24;

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
            letters: FxHashSet::default(),
        };
        evidence.letters.extend(&evidence.chars);
        evidence.index();
        evidence
    }

    fn index(&mut self) {
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
        self.letters.contains(&c)
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

    /// What stands between the neighbours of target `i` elsewhere, with the number of
    /// characters that agree around it.
    pub(super) fn fillings(&self, i: usize) -> Vec<(&[char], usize)> {
        let (at, n) = self.targets[i];
        let places = self.key(at, n).and_then(|k| self.between.get(&k));
        let filling = |&p: &usize| (&self.chars[p..p + n], self.agreement(at, p, n));
        places.into_iter().flatten().map(filling).collect()
    }

    fn agreement(&self, a: usize, b: usize, n: usize) -> usize {
        let same = |x: usize, y: usize| {
            let (x, y) = (self.chars.get(x), self.chars.get(y));
            x.is_some() && x == y && x != Some(&'*')
        };
        let left = (1..=4)
            .take_while(|&d| d <= a && d <= b && same(a - d, b - d))
            .count();
        let right = (0..4).take_while(|&d| same(a + n + d, b + n + d)).count();
        left + right
    }
}

fn hash(string: &[char]) -> u64 {
    let mut hasher = FxHasher::default();
    string.hash(&mut hasher);
    hasher.finish()
}
