//! Numbers inside names that their surroundings give away: the term of a glossary
//! (﹝15﹞一核三心三支点：…), a hotline (12345政务服务热线), an extension, a unit or body with a
//! serial number (第三野战军).

use super::{
    super::lists::{Lists, starts, within},
    Scene, Verdict, around,
};
use crate::{extract::StatKind, numeral::Numeral};

/// What the name around `numeral` says of it.
pub(super) fn find(scene: &Scene<'_, '_>, numeral: &Numeral) -> Verdict {
    let text = scene.context.text();
    let (from, to) = (numeral.span.from(), numeral.span.to());
    if glossary_term(text, numeral) {
        return Some((StatKind::Lexical, "name.glossary"));
    }
    let written = numeral.span.of(text);
    let digits = written.bytes().all(|b| b.is_ascii_digit());
    if digits && (hotline(text, to, written) || extension(text, from)) {
        return Some((StatKind::Identifier, "id.number"));
    }
    // 三十四中学: without 第 and measure word
    let school = ["中学", "小学", "中职"]
        .iter()
        .any(|w| text[to..].starts_with(w));
    if school && numeral.form == crate::numeral::Form::Plain {
        return Some((StatKind::Lexical, "name.serial"));
    }
    let serial = text[..from].ends_with('第') && is_body(&scene.finder.lists, &text[to..]);
    serial.then_some((StatKind::Lexical, "name.serial"))
}

/// 第三野战军, 第一汽车制造厂: `rest` is what follows the ordinal.
fn is_body(lists: &Lists, rest: &str) -> bool {
    let name = around::after(rest, 0, 10);
    let end =
        name.find(|c: char| !crate::chars::is_han(c) || matches!(c, '的' | '和' | '与' | '及'));
    let name = end.map_or(name, |i| &name[..i]);
    starts(rest, &lists.serial_bodies) || within(name, &lists.serial_tails)
}

/// In the term of a note or glossary: between the bracketed number that opens the line and
/// the colon that opens the explanation. Figures in digits with a unit of their own may
/// stand in outlines too, so only the brackets of notes count, not （一）.
fn glossary_term(text: &str, numeral: &Numeral) -> bool {
    let head = around::before(text, numeral.span.from(), 24);
    let start = numeral.span.from() - head.len();
    let opens = start == 0 || text[..start].ends_with('\n');
    let line = head.trim_start();
    let Some(rest) = line
        .strip_prefix(['﹝', '〔', '[', '［', '【'])
        .filter(|_| opens)
    else {
        return false;
    };
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let term = number.strip_prefix(['﹞', '〕', ']', '］', '】']);
    let Some(term) = term.filter(|_| number.len() < rest.len()) else {
        return false;
    };
    let tail = around::after(text, numeral.span.to(), 24);
    let end = tail.find(['：', ':', '。', '，']);
    !term.contains(['：', ':', '。', '，'])
        && end.is_some_and(|i| tail[i..].starts_with(['：', ':']))
}

/// 12345政务服务便民热线: the noun stands at the end of the name.
fn hotline(text: &str, to: usize, written: &str) -> bool {
    let short = matches!(written.len(), 3 | 5) && written.starts_with(['1', '9']);
    if !short {
        return false;
    }
    let tail = around::after(text, to, 12);
    let name = tail
        .find(|c| !crate::chars::is_han(c) || c == '的')
        .map_or(tail, |i| &tail[..i]);
    ["热线", "专线", "客服", "举报电话"]
        .iter()
        .any(|w| name.contains(w))
}

/// 06-2991111转7965、7966: after a telephone number and 转, and the numbers listed with it.
fn extension(text: &str, from: usize) -> bool {
    let head = around::before(text, from, 24);
    let listed =
        head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '、' | '或' | ' '));
    let Some(phone) = listed
        .strip_suffix('转')
        .or_else(|| listed.strip_suffix("转接"))
    else {
        return false;
    };
    let digits = phone.len()
        - phone
            .trim_end_matches(|c: char| c.is_ascii_digit() || c == '-')
            .len();
    digits >= 6
}
