//! A run of Arabic digits: thousands commas, groups set apart by thin spaces, a decimal point.

use super::peek;
use rust_decimal::Decimal;

/// A run of Arabic digits with thousands commas and a decimal point.
pub(super) struct Digits {
    /// One past the last byte.
    pub(super) end: usize,
    /// None with several points, or too long to be exact.
    pub(super) value: Option<Decimal>,
    /// Several points.
    pub(super) dotted: bool,
    /// No point.
    pub(super) whole: bool,
}

/// Reads Arabic digits at `at`; `.5` counts as 0.5.
pub(super) fn read(text: &str, at: usize) -> Option<Digits> {
    let bytes = text.as_bytes();
    let run = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let first = run(at);
    let mut end = at + first;
    if first == 0 && !(bytes.get(at) == Some(&b'.') && run(at + 1) > 0) {
        return None;
    }
    let mut commas = false;
    if (1..=3).contains(&first) {
        while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            end += 4;
            commas = true;
        }
    }
    if !commas && (1..=3).contains(&first) && wide_comma(text, at, end) {
        end += '，'.len_utf8() + 3;
        commas = true;
    }
    let spaced = !commas && (1..=3).contains(&first);
    let spaced = spaced
        .then(|| spaced_groups(text, at, end).or_else(|| letter_spaced(text, at, end)))
        .flatten();
    end = spaced.unwrap_or(end);
    let mut points = 0;
    while bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        end += 1 + run(end + 1);
        points += 1;
    }
    let written = &text[at..end];
    let value = match points {
        2.. => None,
        _ if written.len() > 40 => None,
        _ if commas || spaced.is_some() => written.replace(is_group_mark, "").parse().ok(),
        _ => written.parse().ok(),
    };
    Some(Digits {
        end,
        value,
        dotted: points > 1,
        whole: points == 0,
    })
}

/// 收入26，530元: a full-width comma before just three digits and a sum's unit, where the digits
/// before it would have none.
fn wide_comma(text: &str, at: usize, end: usize) -> bool {
    let Some(rest) = text[end..].strip_prefix('，') else {
        return false;
    };
    let three = rest.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3;
    let led = text[..at].ends_with(|c: char| crate::chars::is_han(c) && !"第之到至比".contains(c));
    three
        && led
        && rest
            .get(3..)
            .is_some_and(|r| r.starts_with('元') || r.starts_with("万元"))
}

/// What separates groups of three digits: the comma, the thin spaces of GB/T 15835.
fn is_group_mark(c: char) -> bool {
    matches!(
        c,
        ',' | '，' | ' ' | '\u{A0}' | '\u{2006}' | '\u{2009}' | '\u{202F}'
    )
}

/// Where groups of three digits end that stand apart by single spaces: `1 015 986亿元`. Only
/// before a Han character or a decimal point, and not in a row of other numbers.
fn spaced_groups(text: &str, at: usize, first: usize) -> Option<usize> {
    let before = text[..at].chars().next_back().unwrap_or('，');
    let apart = text[..at]
        .trim_end_matches(is_group_mark)
        .chars()
        .next_back();
    if apart.is_some_and(|c| c.is_ascii_digit()) || matches!(before, '第' | '表' | '图') {
        return None;
    }
    let group = |end: usize| {
        let mark = peek(text, end).filter(|&c| !matches!(c, ',' | '，') && is_group_mark(c))?;
        let from = end + mark.len_utf8();
        let digits = text.as_bytes()[from..].iter().take(4);
        (digits.take_while(|b| b.is_ascii_digit()).count() == 3).then_some(from + 3)
    };
    let mut end = first;
    for _ in 0..5 {
        let Some(next) = group(end) else { break };
        end = next;
    }
    let mut rest = text[end..].chars();
    let closed = match rest.next() {
        Some('.') => rest.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => crate::chars::is_han(c),
        None => false,
    };
    (end > first && closed && text.as_bytes()[at] != b'0').then_some(end)
}

/// Where two digits end that stand apart like all characters of a short input: `7 2 折`.
fn letter_spaced(text: &str, at: usize, end: usize) -> Option<usize> {
    let short = at == 0 && end == 1 && text.len() <= 12;
    let mut rest = text.get(end..).filter(|_| short)?.chars();
    let spaced = rest.next() == Some(' ')
        && rest.next().is_some_and(|c| c.is_ascii_digit())
        && rest.next() == Some(' ')
        && rest.next().is_some_and(crate::chars::is_han);
    spaced.then_some(end + 2)
}
