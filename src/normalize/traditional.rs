//! Traditional characters folded to Simplified ones, so that rules and dictionaries know
//! one spelling only. Only characters of the same length in UTF-8 are exchanged: offsets
//! stay parallel.

use rustc_hash::FxHashMap;

/// First character of the table.
const FIRST: u32 = 0x2E80;
/// One past its last.
const END: u32 = 0xFB00;
/// A text is Traditional when at least one Han character in so many has a Simplified
/// counterpart. Taiwanese news has one in three, Simplified text with a company's name less
/// than one in a hundred.
const SHARE: usize = 20;
/// So many bytes of a text are looked at to tell.
const SAMPLE: usize = 16 << 10;

/// The table of `dicts/traditional.txt`.
#[derive(Debug, Clone)]
pub struct Folder {
    /// By character: its Simplified form, 0 for none.
    table: Vec<u16>,
    /// Characters that Simplified text uses too.
    doubtful: FxHashMap<char, Doubtful>,
}

/// A character that is folded only in Traditional text, and there only in or outside of
/// certain words.
#[derive(Debug, Clone)]
struct Doubtful {
    to: char,
    /// The words.
    words: Vec<String>,
    /// True when the character is folded in the words, false when outside of them.
    inside: bool,
}

impl Folder {
    /// Reads the table: lines of from, tab, to, and for doubtful characters a third column
    /// (see the head of the file).
    ///
    /// # Errors
    /// The line, counted from 1, and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, (u64, String)> {
        let mut folder = Folder {
            table: vec![0; (END - FIRST) as usize],
            doubtful: FxHashMap::default(),
        };
        for (number, line) in text.lines().enumerate() {
            if !line.is_empty() && !line.starts_with('#') {
                let added = folder.add(line);
                added.map_err(|why| (number as u64 + 1, why.to_owned()))?;
            }
        }
        Ok(folder)
    }

    fn add(&mut self, line: &str) -> Result<(), &'static str> {
        let mut columns = line.split('\t');
        let mut one = || {
            let mut chars = columns.next()?.chars();
            chars.next().filter(|_| chars.next().is_none())
        };
        let (Some(from), Some(to)) = (one(), one()) else {
            return Err("two single characters with a tab between are due");
        };
        if from.len_utf8() != 3 || to.len_utf8() != 3 {
            return Err("both characters must take three bytes in UTF-8");
        }
        match columns.next() {
            Some(words) => _ = self.doubtful.insert(from, Doubtful::new(to, words)),
            None => {
                let slot = slot(from).and_then(|i| self.table.get_mut(i));
                *slot.ok_or("the character is no Han character")? = to as u16;
            }
        }
        Ok(())
    }

    /// The Simplified form of a character that has only one reading.
    #[inline]
    #[must_use]
    pub fn fold(&self, c: char) -> Option<char> {
        let to = *self.table.get(slot(c)?)?;
        char::from_u32(u32::from(to)).filter(|_| to != 0)
    }

    /// The Simplified form of the doubtful character at `at` in a Traditional text.
    #[must_use]
    pub fn fold_doubtful(&self, text: &str, at: usize, c: char) -> Option<char> {
        let doubtful = self.doubtful.get(&c)?;
        let within = |word: &String| {
            word.match_indices(c).any(|(i, _)| {
                let from = at.checked_sub(i);
                from.is_some_and(|from| text.as_bytes()[from..].starts_with(word.as_bytes()))
            })
        };
        (doubtful.words.iter().any(within) == doubtful.inside).then_some(doubtful.to)
    }

    /// True for a text written in Traditional characters.
    #[must_use]
    pub fn is_traditional(&self, text: &str) -> bool {
        let (mut han, mut folded) = (0, 0);
        let mut at = 0;
        for c in text.chars().take_while(|c| {
            at += c.len_utf8();
            at <= SAMPLE
        }) {
            if matches!(c, '\u{4E00}'..='\u{9FFF}') {
                han += 1;
                folded += usize::from(self.fold(c).is_some());
            }
        }
        folded > 1 && folded * SHARE >= han
    }
}

impl Doubtful {
    fn new(to: char, words: &str) -> Self {
        let listed = words.strip_prefix("+ ");
        let all = listed.unwrap_or(words).split(' ');
        Doubtful {
            to,
            words: all.filter(|w| *w != "-").map(str::to_owned).collect(),
            inside: listed.is_some(),
        }
    }
}

#[inline]
fn slot(c: char) -> Option<usize> {
    (c as u32).checked_sub(FIRST).map(|i| i as usize)
}
