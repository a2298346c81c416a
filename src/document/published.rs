//! The publish day: from the option, the record's field, the page's metadata, or the
//! dateline and byline in the text. Never from the clock.

use super::{Document, Paragraph, Published, PublishedFrom, Role, given::Given};
use crate::{chars, day, input::DateFrom};
use jiff::civil::{Date, Time};

/// So many paragraphs at each end are searched for a dateline.
const EDGE: usize = 8;
/// A sentence is not shorter than this, in characters.
const SENTENCE: usize = 16;
/// A dateline or signature is not longer than this, in bytes.
const SHORT: usize = 200;

/// Sets the publish day and where it came from.
pub(super) fn find(document: &mut Document, given: &Given, published: Published) {
    let found = match published {
        Published::None => None,
        Published::Day(day) => Some((day, PublishedFrom::Option)),
        Published::Auto => field(document, given).or_else(|| {
            let day = dateline(document)?;
            Some((day, PublishedFrom::Dateline))
        }),
    };
    document.published = found.map(|(day, _)| day);
    if found.is_some_and(|(_, from)| from != PublishedFrom::Option) {
        document.published_time = given.date.as_deref().and_then(time);
    }
    document.published_from = found.map(|(_, from)| from);
}

fn field(document: &Document, given: &Given) -> Option<(Date, PublishedFrom)> {
    let roc = document.normal.traditional;
    let day = day::find(given.date.as_deref()?, roc)?;
    let from = match given.date_from {
        DateFrom::Field => PublishedFrom::Field,
        DateFrom::Meta => PublishedFrom::Meta,
        DateFrom::Line => PublishedFrom::Dateline,
    };
    Some((day.date, from))
}

/// The time of day behind the day of a field: `2014-11-12T10:20:30`, `2014-11-12 10:20`.
/// Midnight on the second is how a field without a time is padded.
fn time(field: &str) -> Option<Time> {
    let day = day::find(field, false)?;
    let rest = field[day.end..].trim_start_matches(['T', 't', ' ']);
    let mut numbers = rest.splitn(3, ':').map(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        part[..digits.min(2)].parse::<i8>().ok()
    });
    let (hour, minute) = (numbers.next()??, numbers.next()??);
    let second = numbers.next().flatten().unwrap_or(0);
    Time::new(hour, minute, second.min(59), 0)
        .ok()
        .filter(|t| *t != Time::midnight())
}

/// The day that a line of metadata, the line under the title, the title's brackets or the
/// signature names; in this order.
fn dateline(document: &Document) -> Option<Date> {
    let all = &document.paragraphs;
    let head = &all[..all.len().min(EDGE)];
    let tail = &all[all.len().saturating_sub(EDGE)..];
    let metadata = |p: &&Paragraph| p.role == Role::Metadata;
    let mut labelled = head.iter().filter(metadata);
    labelled
        .find_map(|p| in_line(document, p))
        .or_else(|| head.iter().find_map(|p| opening(document, p)))
        .or_else(|| {
            tail.iter()
                .rev()
                .filter(metadata)
                .find_map(|p| in_line(document, p))
        })
        .or_else(|| {
            // What is quoted is signed too: the article goes on behind it.
            let mut ends = tail.iter().rev().take_while(|p| !goes_on(document, p));
            ends.find_map(|p| signature(document, p))
        })
}

/// A paragraph of sentences that is no note below the signature.
fn goes_on(document: &Document, paragraph: &Paragraph) -> bool {
    let text = paragraph.span.of(document.text());
    let note = text.starts_with(['（', '(', '注', '[', '【']) || text.starts_with("附件");
    paragraph.role == Role::Body
        && !note
        && text.ends_with(chars::ends_sentence)
        && text.chars().count() >= SENTENCE
}

fn in_line(document: &Document, paragraph: &Paragraph) -> Option<Date> {
    let line = paragraph.span.of(document.text());
    let day = day::find(
        line.get(..SHORT).unwrap_or(line),
        document.normal.traditional,
    )?;
    Some(day.date)
}

/// The day of a speech (`——2017年1月16日在…会议上`, a title's `（2017年1月16日 …）`) or of an
/// agency's report (`新华社北京2014年11月12日电`).
fn opening(document: &Document, paragraph: &Paragraph) -> Option<Date> {
    let text = paragraph.span.of(document.text());
    let day = day::find(chars::head(text, SHORT), document.normal.traditional)?;
    let before = text[..day.start].trim_end();
    let after = &text[day.end..];
    let speech = text.len() <= SHORT
        && after.starts_with('在')
        && text.trim_end().ends_with(['上', '）', ')']);
    let bracketed = text.len() <= SHORT && before.ends_with(['（', '(', '—']);
    let agency = after.starts_with('电') || after.starts_with("讯") || after.starts_with("消息");
    (speech || bracketed || (agency && day.start <= 60)).then_some(day.date)
}

/// A day alone in its line at the end of the text, under the name of an office.
fn signature(document: &Document, paragraph: &Paragraph) -> Option<Date> {
    let line = paragraph.span.of(document.text());
    if line.len() > SHORT || paragraph.role == Role::Boilerplate {
        return None;
    }
    let day = day::find(line, document.normal.traditional)?;
    // The name of an office may stand before it; a reference to another paper may not.
    let named =
        |c: char| chars::is_han(c) || chars::is_space(c) || matches!(c, '（' | '(' | '）' | ')');
    let before = line[..day.start].trim_end();
    (line[day.end..].trim_matches(['）', ')', ' ']).is_empty()
        && before.chars().all(named)
        && !before.contains('至'))
    .then_some(day.date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_field_is_kept_unless_it_is_padding() {
        let shown = |text: &str| time(text).map(|t| t.to_string());
        assert_eq!(shown("2014-11-12T10:20:31").as_deref(), Some("10:20:31"));
        assert_eq!(shown("2014-11-12 08:05").as_deref(), Some("08:05:00"));
        assert_eq!(
            shown("2014-11-12T10:20:31.5+08:00").as_deref(),
            Some("10:20:31")
        );
        for text in [
            "2014-11-12",
            "2014-11-12T00:00:00",
            "2014年11月12日 来源：某报",
            "2014-11-12 25:00",
            "",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
