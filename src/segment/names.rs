//! Place names joined with their administrative suffix: 西乡 + 街道 → 西乡街道. No dictionary
//! can hold them all; the suffix rule needs only the name's tag.

use super::{Pos, Token, TokenKind};
use crate::{error::Result, lexicon::Dicts};
use rustc_hash::FxHashSet;

/// The suffix nouns.
#[derive(Debug)]
pub(super) struct PlaceNames {
    suffixes: FxHashSet<Box<str>>,
}

impl PlaceNames {
    /// Loads `place_suffixes.txt`: one noun a line, `#` starts a comment line.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let (text, _) = dicts.read("place_suffixes.txt")?;
        let words = text
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with('#'));
        Ok(PlaceNames {
            suffixes: words.map(Box::from).collect(),
        })
    }

    /// Joins a place name and the suffix right after it, in place.
    pub(super) fn join(&self, text: &str, tokens: &mut Vec<Token>) {
        tokens.dedup_by(|next, name| {
            let joins = name.pos == Pos::new("ns")
                && next.kind == TokenKind::Word
                && name.span.end == next.span.start
                && self.suffixes.contains(next.span.of(text));
            if joins {
                name.span = name.span.cover(next.span);
            }
            joins
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Tokenizer, Tokens};

    #[test]
    fn a_place_takes_its_suffix_and_a_common_noun_does_not() {
        let tokenizer = Tokenizer::new(&Dicts::builtin(), false).unwrap();
        let text = "西乡街道走访辖区社区，深圳市宝安区有街道十个";
        let mut out = Tokens::default();
        tokenizer.tokenize(text, &[], &mut out);
        let words: Vec<_> = out.tokens.iter().map(|t| t.span.of(text)).collect();
        assert!(words.contains(&"西乡街道"), "{words:?}");
        assert!(words.contains(&"社区"), "{words:?}");
        assert!(words.contains(&"宝安区"), "{words:?}");
        assert_eq!(words.concat(), text);
    }
}
