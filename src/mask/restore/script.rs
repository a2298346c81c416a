//! Fillings as the article writes: the model knows Simplified characters, an article in
//! Traditional ones gets its own back.

use crate::{document::Document, lexicon::Dicts};
use rustc_hash::{FxHashMap, FxHashSet};

/// Which Traditional characters stand for a Simplified one, the table's order.
#[derive(Debug, Default)]
pub(super) struct Script(FxHashMap<char, Vec<char>>);

impl Script {
    /// Turns the table of `dicts/traditional.txt` around; what is doubtful there stays as it is.
    pub(super) fn new(dicts: &Dicts) -> Self {
        let mut script = Script::default();
        let table = dicts.read("traditional.txt").map(|t| t.0);
        for line in table.as_deref().unwrap_or("").lines() {
            let mut columns = line.split('\t').map(|c| c.chars().next());
            let pair = columns.next().flatten().zip(columns.next().flatten());
            let common = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
            if let Some((from, to)) = pair.filter(|p| columns.next().is_none() && common(p.0)) {
                script.0.entry(to).or_default().push(from);
            }
        }
        script
    }

    /// How the article writes; none when it is Simplified.
    pub(super) fn of<'a>(&'a self, document: &Document) -> Option<Spelling<'a>> {
        document.normal.traditional.then(|| Spelling {
            script: self,
            letters: document.original.chars().collect(),
        })
    }
}

/// The characters of an article.
#[derive(Debug)]
pub(super) struct Spelling<'a> {
    script: &'a Script,
    letters: FxHashSet<char>,
}

impl Spelling<'_> {
    /// The filling in the article's characters: of several Traditional forms the one that stands
    /// in the article.
    pub(super) fn spell(&self, filling: &str) -> String {
        let spelt = |c: char| {
            let forms = self.script.0.get(&c).map_or(&[][..], Vec::as_slice);
            let own = forms.iter().find(|f| self.letters.contains(f));
            own.or_else(|| forms.first().filter(|_| !self.letters.contains(&c)))
                .copied()
                .unwrap_or(c)
        };
        filling.chars().map(spelt).collect()
    }
}
