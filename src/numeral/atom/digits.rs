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
    if !commas && (1..=3).contains(&first) {
        let wide = wide_commas(text, at, end);
        commas = wide > end;
        end = wide;
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

/// 收入26，530元, 上缴37，200，500元: where the figure ends whose full-width commas stand
/// before just three digits; a sum's or amount's unit follows. 120，130，150人 is a list: its
/// first number has three digits, and none of the others starts with 0.
fn wide_commas(text: &str, at: usize, end: usize) -> usize {
    let led = text[..at].ends_with(|c: char| crate::chars::is_han(c) && !"第之至比年".contains(c));
    // Asked first: a long row of numbers is walked from its head alone.
    if !led {
        return end;
    }
    let (mut stop, mut zero) = (end, false);
    while let Some(rest) = text[stop..].strip_prefix('，')
        && rest.bytes().take(4).take_while(u8::is_ascii_digit).count() == 3
    {
        zero |= rest.starts_with('0');
        stop += '，'.len_utf8() + 3;
    }
    let money = text[stop..].starts_with('元') || text[stop..].starts_with("万元");
    let unit = text[stop..].starts_with(|c: char| UNITS.contains(c));
    let short = end - at < 3 || zero;
    if stop > end && (money && stop == end + '，'.len_utf8() + 3 || short && (money || unit)) {
        stop
    } else {
        end
    }
}

/// What amounts of more than three digits are told in.
const UNITS: &str = "元万亿多余吨人户套亩公平立千个家名辆台件项头只米棵株";

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
