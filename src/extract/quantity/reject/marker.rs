//! List markers: 一、 （二） 1. at the start of a line or sentence, 一是, 其二, 第一，.

use super::{Scene, Verdict, around, id};
use crate::{
    extract::StatKind,
    numeral::{Form, Numeral},
};
use rust_decimal::Decimal;

/// 一、 （二） 1. ① at the start of a line or sentence; 一是, 其二, 第一，.
pub(super) fn find(scene: &Scene<'_, '_>, numeral: &Numeral) -> Verdict {
    let text = scene.context.text();
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let head = around::prev(text, from);
    let line = around::before(text, from, 3).trim_start();
    let start =
        line.is_empty() || head.is_some_and(|c| "。；：！？;:”".contains(c) || c.is_whitespace());
    let next = around::next(text, to).unwrap_or('\n');
    let item = |v: Decimal| v < Decimal::ONE_HUNDRED && !v.is_sign_negative() && v.is_integer();
    let small = numeral.form == Form::Plain && numeral.value.is_some_and(item);
    if !small {
        return None;
    }
    let open = head.is_some_and(|c| matches!(c, '（' | '(' | '[' | '［' | '【' | '〔' | '﹝'));
    let next_mark = text[to..].trim_start_matches(' ').chars().next();
    let next = next_mark.filter(|_| open).unwrap_or(next);
    if open && matches!(next, '）' | ')' | ']' | '］' | '】' | '〕' | '﹞') {
        return id("marker.bracket");
    }
    let spaced = line.is_empty() && matches!(next, ' ' | '\u{3000}') && spaced_heading(scene, to);
    let point = matches!(next, '、' | '．' | '.' | ')' | '）' | '·');
    let run =
        matches!(next, '.' | '．') && runs(text, numeral) || next == '、' && heads(text, numeral);
    if (start && (spaced || point) || run) && !(next == '、' && lists(text, numeral)) {
        return id("marker.line");
    }
    enumeration(text, numeral, start || head == Some('，'), next)
}

/// 3月26日1.审批表2.名册3.计分表: items of a list that lost its line ends. A number with a point
/// and a word after it, and the number before or after it near by in the same line.
fn runs(text: &str, numeral: &Numeral) -> bool {
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let word = text[to..]
        .chars()
        .nth(1)
        .is_some_and(|c| crate::chars::is_han(c) || matches!(c, '《' | '“'));
    let apart = around::prev(text, from).is_none_or(|c| !c.is_ascii_alphanumeric() && c != '.');
    let value = numeral.value.and_then(|v| u32::try_from(v).ok());
    let Some(value) = value.filter(|_| numeral.arabic && word && apart) else {
        return false;
    };
    match value {
        0 => false,
        1 => around::after(text, to, 300).contains("2."),
        _ => around::before(text, from, 300).contains(&format!("{}.", value - 1)),
    }
}

/// 符合以下条件1、热爱祖国；2、身体健康: the first item of a list right behind the words before it.
fn heads(text: &str, numeral: &Numeral) -> bool {
    let to = numeral.span.to();
    let word = text[to..].chars().nth(1).is_some_and(crate::chars::is_han);
    let first = numeral.arabic && numeral.span.of(text) == "1" && word;
    let second = ["。2、", "；2、", ";2、", "。 2、", "； 2、", "\n2、"];
    first && around::any(around::after(text, to, 300), &second)
}

/// Words follow the spaces, no unit: `3 总体要求`.
fn spaced_heading(scene: &Scene<'_, '_>, to: usize) -> bool {
    let rest = around::after(scene.context.text(), to, 8).trim_start();
    rest.starts_with(crate::chars::is_han) && scene.finder.units.at(rest).next().is_none()
}

/// 5、6、7名: the mark after the numeral separates numbers, it marks no item. 一、2022年 and
/// 1、2022年 do.
fn lists(text: &str, numeral: &Numeral) -> bool {
    let rest = &text[numeral.span.to() + '、'.len_utf8()..];
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    numeral.arabic && digits > 0 && !(digits == 4 && after.starts_with('年'))
}

/// 一是, 二要, 其一, 第一，
fn enumeration(text: &str, numeral: &Numeral, start: bool, next: char) -> Verdict {
    let (from, to) = (numeral.span.from(), numeral.span.to());
    // “421”体系：4是指…，2是指…
    if start && ["是指", "指的是"].iter().any(|w| text[to..].starts_with(w)) {
        return id("marker.meaning");
    }
    if numeral.arabic {
        return None;
    }
    let head = around::prev(text, from);
    if head == Some('其') && matches!(next, '，' | '、' | '是') {
        return id("marker.qi");
    }
    if head == Some('第') {
        let at = from - '第'.len_utf8();
        let opens =
            around::prev(text, at).is_none_or(|c| around::is_clause_mark(c) || c.is_whitespace());
        return if opens && matches!(next, '，' | '、' | '：') {
            id("marker.di")
        } else {
            None
        };
    }
    let verb = next == '是' || (next == '要' && start);
    let after = around::next(text, to + next.len_utf8());
    (numeral.weak && start && verb && after != Some('一'))
        .then_some((StatKind::Identifier, "marker.shi"))
}
