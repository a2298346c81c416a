//! The rules of `dicts/boilerplate.toml`: which lines belong to the page and not to the
//! article.

use super::Role;
use crate::{
    chars,
    error::{Error, Result},
    lexicon::{Dicts, intern},
};
use daachorse::CharwiseDoubleArrayAhoCorasick;
use serde::Deserialize;

/// The file.
const FILE: &str = "boilerplate.toml";

/// All rules, and one automaton over all their cues.
pub(super) struct Rules {
    rules: Vec<Rule>,
    cues: CharwiseDoubleArrayAhoCorasick<u32>,
    /// By cue: rule and the condition it serves.
    owners: Vec<(u16, Part)>,
    /// No rule looks at a longer text, in bytes.
    longest: usize,
}

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rules").field("rules", &self.rules).finish()
    }
}

/// A rule as the stages use it.
#[derive(Debug)]
pub(super) struct Rule {
    /// Its stable name.
    pub(super) id: &'static str,
    /// What the text is for.
    pub(super) role: Role,
    /// What follows to the end is footer as well.
    pub(super) footer: bool,
    tail: bool,
    plain: bool,
    place: Place,
    then: Then,
    max: usize,
    /// Which conditions it names.
    parts: u8,
}

/// Where in the article a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Place {
    /// Before the first running text.
    Head,
    /// After the last.
    End,
    /// Between them; for a rule: anywhere.
    #[default]
    Any,
    /// For a rule: head or end.
    Edge,
}

/// What must follow a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Then {
    #[default]
    Any,
    Colon,
    Sep,
}

/// A condition that cues serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Starts = 1,
    Contains = 2,
    Ends = 4,
    Whole = 8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(default)]
    role: RoleName,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    contains: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    then: Then,
    #[serde(default)]
    place: Place,
    #[serde(default = "default_max")]
    max: usize,
    #[serde(default)]
    plain: bool,
    #[serde(default)]
    tail: bool,
    #[serde(default)]
    footer: bool,
    #[serde(default, rename = "accept")]
    _accept: Vec<String>,
    #[serde(default, rename = "reject")]
    _reject: Vec<String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RoleName {
    #[default]
    Boilerplate,
    Metadata,
}

fn default_max() -> usize {
    60
}

impl Entry {
    fn cues(&self) -> impl Iterator<Item = (&String, Part)> {
        let with = |part| move |cue| (cue, part);
        let starts = self.starts.iter().map(with(Part::Starts));
        let contains = self.contains.iter().map(with(Part::Contains));
        let ends = self.ends.iter().map(with(Part::Ends));
        let whole = self.whole.iter().map(with(Part::Whole));
        starts.chain(contains).chain(ends).chain(whole)
    }

    fn rule(&self) -> Rule {
        Rule {
            id: intern(&self.id),
            role: match self.role {
                RoleName::Boilerplate => Role::Boilerplate,
                RoleName::Metadata => Role::Metadata,
            },
            footer: self.footer,
            tail: self.tail,
            plain: self.plain,
            place: self.place,
            then: self.then,
            max: self.max,
            parts: self.cues().fold(0, |parts, (_, part)| parts | part as u8),
        }
    }
}

impl Rules {
    /// Loads the rules.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml(FILE)?;
        let mut patterns: Vec<(&str, u32)> = Vec::new();
        let mut owners = Vec::new();
        let mut by_cue: std::collections::BTreeMap<&str, Vec<(u16, Part)>> = Default::default();
        for (i, entry) in file.rule.iter().enumerate() {
            for (cue, part) in entry.cues().filter(|(cue, _)| !cue.is_empty()) {
                by_cue.entry(cue).or_default().push((i as u16, part));
            }
        }
        for (cue, served) in by_cue {
            // A cue of several rules stands once in the automaton; its owners follow one
            // another, the last one marked by the rule number of another cue.
            patterns.push((cue, owners.len() as u32));
            owners.extend(served);
            owners.push((u16::MAX, Part::Whole));
        }
        let cues = CharwiseDoubleArrayAhoCorasick::with_values(patterns)
            .map_err(|e| Error::dictionary(format!("{FILE}: {e}")))?;
        let rules: Vec<Rule> = file.rule.iter().map(Entry::rule).collect();
        let longest = rules.iter().map(|r| r.max * 4).max().unwrap_or(0);
        Ok(Rules {
            rules,
            cues,
            owners,
            longest,
        })
    }

    /// The rule that a paragraph, or with `tail` a paragraph's tail, falls under.
    pub(super) fn find(&self, text: &str, place: Place, tail: bool) -> Option<&Rule> {
        if text.len() > self.longest {
            return None;
        }
        let view = View::new(text);
        let mut met = vec![0_u8; self.rules.len()];
        for hit in self.cues.find_overlapping_iter(text) {
            let owners = self.owners[hit.value() as usize..].iter();
            for &(rule, part) in owners.take_while(|(rule, _)| *rule != u16::MAX) {
                let then = self.rules[rule as usize].then;
                if view.serves(part, hit.start(), hit.end(), then) {
                    met[rule as usize] |= part as u8;
                }
            }
        }
        let holds = |(rule, met): &(&Rule, u8)| {
            *met != 0 && *met == rule.parts && rule.allows(&view, place, tail)
        };
        let mut rules = self.rules.iter().zip(met);
        rules.find(holds).map(|(rule, _)| rule)
    }
}

impl Rule {
    fn allows(&self, view: &View<'_>, place: Place, tail: bool) -> bool {
        let here = match self.place {
            Place::Any => true,
            Place::Edge => place != Place::Any,
            only => place == only,
        };
        here && (!tail || self.tail) && view.chars <= self.max && !(self.plain && view.is_prose)
    }
}

/// A text and what the conditions ask of it.
struct View<'a> {
    text: &'a str,
    /// The text without brackets, bullets and spaces at its ends.
    core: std::ops::Range<usize>,
    chars: usize,
    is_prose: bool,
}

impl<'a> View<'a> {
    fn new(text: &'a str) -> Self {
        let start = text.len() - text.trim_start_matches(is_ornament).len();
        let end = start + text[start..].trim_end_matches(is_ornament).len();
        let prose = |c| matches!(c, '。' | '，' | '；' | '！' | '？');
        View {
            text,
            core: start..end,
            chars: text.chars().count(),
            is_prose: text[start..end].contains(prose),
        }
    }

    /// True when the cue at `start..end` meets a condition.
    fn serves(&self, part: Part, start: usize, end: usize, then: Then) -> bool {
        match part {
            Part::Contains => true,
            Part::Starts => start == self.core.start && self.follows(end, then),
            // A cue may open with a space that the text's edge is trimmed by.
            Part::Ends => end == self.core.end,
            Part::Whole => start == self.core.start && end == self.core.end,
        }
    }

    fn follows(&self, end: usize, then: Then) -> bool {
        let rest = &self.text[end..];
        let bare = rest.trim_start_matches(chars::is_space);
        let colon = bare.starts_with(is_colon);
        match then {
            Then::Any => true,
            Then::Colon => colon,
            Then::Sep => colon || bare.is_empty() || bare.len() < rest.len(),
        }
    }
}

/// What stands between a label and its value.
fn is_colon(c: char) -> bool {
    matches!(
        c,
        '：' | ':' | '︰' | '∶' | '/' | '|' | '｜' | '丨' | '︱' | '】' | ']' | '〕'
    )
}

/// Marks around a line that say nothing.
fn is_ornament(c: char) -> bool {
    chars::is_space(c)
        || (chars::opens(c) && !matches!(c, '“' | '‘' | '「' | '《'))
        || (chars::closes(c) && !matches!(c, '”' | '’' | '」' | '》'))
        || matches!(
            c,
            '。' | '*'
                | '_'
                | '#'
                | '>'
                | '-'
                | '—'
                | '–'
                | '·'
                | '•'
                | '●'
                | '■'
                | '◆'
                | '▲'
                | '△'
                | '▼'
                | '↑'
                | '↓'
                | '|'
                | '｜'
                | '丨'
        )
}
