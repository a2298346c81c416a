//! Points and intervals of calendar time.
//!
//! Two steps. The grammar ([`expression`], [`grammar`] and the files below them) reads what
//! the words say, with no thought of today. The resolver ([`resolve`], [`memory`]) gives it a
//! place in the calendar from the publish day and the dates before; the clock is never asked.

mod bracket;
mod clock;
mod clock_of;
mod day;
mod expression;
mod festival;
mod field;
mod grammar;
mod lunar;
mod memory;
mod moment;
mod neighbours;
mod numeric;
mod part;
mod partial;
mod range;
mod resolve;
mod section;
mod shift;
mod shift_of;
mod span;
mod words;

#[cfg(test)]
mod tests;

use super::{Context, DateKind, DateMention, Precision};
use crate::{chars, document::Role, error::Result, lexicon::Dicts, span::Span};
use expression::Found;
use grammar::Grammar;
use memory::{Memory, Place};
use partial::Meaning;
use section::Sections;
use words::Words;

/// Finds dates.
#[derive(Debug)]
pub(super) struct DateFinder {
    words: Words,
}

impl DateFinder {
    /// Loads the calendar words.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        Ok(DateFinder {
            words: Words::new(dicts)?,
        })
    }

    /// Finds the dates of the title and the content part of a document, in text order.
    pub(super) fn find(&self, context: &Context<'_>, out: &mut Vec<DateMention>) {
        let text = context.text();
        let document = context.document;
        let mut memory = Memory::new(&self.words, document.published, document.published_time);
        if document.published.is_none() {
            memory.titled = section::title_year(document);
        }
        let this = memory.this_year();
        let grammar = Grammar {
            text,
            words: &self.words,
            roc: is_traditional(&document.original),
            century: this.map_or(21, |year| (year - 1) / 100 + 1),
        };
        let mut sections = Sections::new(document);
        let mut at = 0;
        while let Some(found) = self.next(&grammar, at) {
            at = found.span.1.max(found.core.1);
            let Some(sentence) = document.sentence_at(found.core.0) else {
                continue;
            };
            let place = document.sentences[sentence];
            let wanted = place.role.is_content()
                || place.role == Role::Title
                || self.words.tells_when(place.span.of(text));
            if !wanted || !starts_a_word(context, &found) {
                continue;
            }
            memory.section = sections.year(place.paragraph, this);
            memory.place = Place {
                paragraph: place.paragraph,
                sentence: sentence as u32,
                compared: is_compared(text, found.core),
                opens: text[..found.span.0]
                    .trim_end_matches([' ', '\u{3000}'])
                    .ends_with('\n'),
            };
            out.extend(mention(&found, &mut memory, sentence as u32));
        }
    }

    /// The next expression at or after `at`.
    fn next(&self, grammar: &Grammar<'_>, mut at: usize) -> Option<Found> {
        let text = grammar.text;
        while let Some(c) = text[at..].chars().next() {
            if self.may_open(text, at, c)
                && let Some(found) = expression::read(grammar, at)
            {
                return Some(found);
            }
            at += match c {
                _ if c.is_ascii_digit() => digits(text, at),
                '《' => title(text, at),
                _ => c.len_utf8(),
            };
        }
        None
    }
}

impl DateFinder {
    /// A cheap look at what stands at `at`, before the grammar is tried: it must be no number that
    /// a measure word follows, and a character that only opens words must open one.
    fn may_open(&self, text: &str, at: usize, c: char) -> bool {
        if c.is_ascii_digit() || field::starts_chinese(c) {
            !field::is_counted(text, at) || self.words.opens(text, at)
        } else {
            opens(c) || self.words.starts(c) && (shifts(c) || self.words.opens(text, at))
        }
    }
}

/// Characters that open words and other expressions too: lengths (近三年, 前5天), quarters (第三季度),
/// years of the Republic in brackets (去(113)年), 新世纪.
fn shifts(c: char) -> bool {
    const ALSO: &str = "近过再未今最接之此还前后上下头每这本当同半数几两第新明去昨翌次隔首末元";
    ALSO.contains(c)
}

/// True for characters that open an expression and are neither digits nor the first of a word.
fn opens(c: char) -> bool {
    matches!(
        c,
        'Q' | '“' | '半' | '仨' | '俩' | '未' | '过' | '之' | '还' | '再' | '接' | '闰'
    )
}

/// 比2012年, 与上年相比, 自去年11月27日停火以来: what is compared with or looked back on is not
/// what the text goes on to speak of.
fn is_compared(text: &str, (start, end): (usize, usize)) -> bool {
    let head = text[..start].trim_end();
    let mark = |c: char| matches!(c, '，' | '。' | '；' | '、' | '\n');
    let since = || {
        let mut rest = text[end..].char_indices().take(LOOK);
        let to = rest.find(|(_, c)| mark(*c)).map_or(end, |(i, _)| end + i);
        text[end..to].contains("以来")
    };
    head.ends_with(['比', '较', '由', '与'])
        || text[end..].starts_with("相比")
        || head.ends_with(['自', '从']) && since()
}

/// 自…以来 is looked for over so many characters.
const LOOK: usize = 24;

/// Length of the run of digits at `at`.
fn digits(text: &str, at: usize) -> usize {
    text.as_bytes()[at..]
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .count()
}

/// Length of a title in book-title marks: its dates are part of a name.
fn title(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = rest.char_indices().take(60).find(|(_, c)| *c == '》');
    end.map_or('《'.len_utf8(), |(i, c)| i + c.len_utf8())
}

/// True when the original is written in Traditional characters.
fn is_traditional(original: &str) -> bool {
    const TRADITIONAL: &str = "國學會與為個數體臺灣東對應說時這來發開關長門間點產業經濟區縣";
    const SIMPLIFIED: &str = "国学会与为个数体台湾东对应说时这来发开关长门间点产业经济区县";
    let (mut traditional, mut simplified) = (0, 0);
    for c in original.chars().filter(|c| chars::is_han(*c)).take(3000) {
        traditional += usize::from(TRADITIONAL.contains(c));
        simplified += usize::from(SIMPLIFIED.contains(c));
    }
    traditional > simplified
}

/// A date word inside another word (盲目前往) is none.
fn starts_a_word(context: &Context<'_>, found: &Found) -> bool {
    let at = found.core.0;
    let single = found.rule.starts_with("festival") || found.rule == "date.edge";
    let word = single || matches!(found.meaning, Meaning::Vague | Meaning::Now);
    let tokens = &context.tokens.tokens;
    !word
        || context
            .tokens
            .at(at)
            .is_none_or(|i| tokens[i].span.from() == at)
}

fn mention(found: &Found, memory: &mut Memory<'_>, sentence: u32) -> Option<DateMention> {
    let outcome = range::resolve(&found.meaning, memory);
    let span = |(start, end)| Span::new(start, end);
    let mut mention = DateMention {
        kind: DateKind::Date,
        span: span(found.span),
        core: span(found.core),
        iso: None,
        precision: Precision::Vague,
        anchored: false,
        sentence,
        rule: found.rule,
        flags: Vec::new(),
    };
    match outcome {
        Ok(Some(resolved)) => {
            memory.speak(&resolved.period);
            mention.kind = kind(&resolved.period);
            mention.iso = Some(resolved.period.iso());
            mention.precision = resolved.period.precision;
            mention.anchored = resolved.anchored;
        }
        Ok(None) if found.meaning == Meaning::Recurring => mention.flags.push("recurring"),
        Ok(None) => {}
        Err(resolve::Failure::NoAnchor) => {
            mention.precision = range::precision(&found.meaning);
            mention.anchored = true;
            mention.flags.push("no_anchor");
        }
        // 2月30日 is written as a day, and there is none.
        Err(resolve::Failure::Impossible) if range::is_day(&found.meaning) => {
            mention.precision = Precision::Day;
            mention.flags.push("no_such_day");
        }
        Err(resolve::Failure::Impossible) => return None,
    }
    Some(mention)
}

fn kind(period: &moment::Period) -> DateKind {
    match period.from {
        Some(from) if period.is_point() && from.grain > moment::Grain::Day => DateKind::Time,
        Some(from) if period.is_point() && from.grain == moment::Grain::Day => DateKind::Date,
        Some(_) if period.is_point() => DateKind::Date,
        _ => DateKind::Interval,
    }
}
