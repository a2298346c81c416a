//! Numbers inside names that their surroundings give away: the term of a glossary
//! (﹝15﹞一核三心三支点：…), a telephone number, a unit or body with a serial number (第三野战军).

use super::{
    super::lists::{Lists, starts, within},
    Scene, Verdict, around, phone,
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
    if digits && (phone::is_service(scene, numeral) || phone::is_extension(text, from)) {
        return Some((StatKind::Identifier, "id.number"));
    }
    if numeral.arabic && (citation(text, from, to) || standard(text, from, to)) {
        return Some((StatKind::Identifier, "id.reference"));
    }
    if digits && postal(text, from, to) || address(text, from, to) {
        return Some((StatKind::Identifier, "id.address"));
    }
    // 第64条之2
    if text[..from].ends_with("条之") {
        return Some((StatKind::Lexical, "name.article"));
    }
    if office(&text[to..]) && numeral.form == crate::numeral::Form::Plain {
        return Some((StatKind::Lexical, "name.serial"));
    }
    // 三十四中学: without 第 and measure word
    let school = ["中学", "小学", "中职"]
        .iter()
        .any(|w| text[to..].starts_with(w));
    let counted = super::series::is_whole_region(&text[..from]);
    if school && !counted && numeral.form == crate::numeral::Form::Plain {
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
    // 第一家研究所 is counted
    let counted = name.starts_with(['家', '个', '所', '座', '批', '期', '次', '届']);
    starts(rest, &lists.serial_bodies) || !counted && within(name, &lists.serial_tails)
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

/// 永华路2段6号, 中山路二段: a stretch of a street in an address.
fn address(text: &str, from: usize, to: usize) -> bool {
    text[to..].starts_with('段')
        && (text[..from].ends_with(['路', '街']) || text[..from].ends_with("大道"))
}

/// 地址：708台南市: the postal code before the city.
fn postal(text: &str, from: usize, to: usize) -> bool {
    let head = around::before(text, from, 6);
    let said = ["地址", "地点", "住址"].iter().any(|w| head.contains(w));
    let city = around::after(text, to, 4);
    let named = ["台南市", "台北市", "台中市", "高雄市", "新北市", "桃园市"];
    let said = said || matches!(to - from, 3 | 5) && starts_any(&text[to..], &named);
    said && matches!(to - from, 3 | 5 | 6) && city.contains(['市', '县', '省', '区'])
}

/// 三处处长, 二科副科长: the number of an office before its head.
fn office(rest: &str) -> bool {
    let mut chars = rest.chars();
    let kind = chars.next().unwrap_or(' ');
    if !"处科室股局部".contains(kind) {
        return false;
    }
    let head = chars.as_str().trim_start_matches('副');
    starts_any(head, &["处长", "科长", "股长", "局长", "部长", "主任"]) && head.starts_with(kind)
        || starts_any(head, &["四级调研员", "一级调研员", "主任科员"])
}

fn starts_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.starts_with(w))
}

/// 1999,12(3):45-47: year, volume, issue and pages of a journal.
fn citation(text: &str, from: usize, to: usize) -> bool {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let issue = |rest: &str| {
        let inner = rest.strip_prefix(['(', '（'])?;
        let number = digits(inner);
        let tail = inner.get(number..)?.strip_prefix([')', '）'])?;
        let tail = tail.strip_prefix([':', '：'])?.trim_start_matches(' ');
        (number > 0 && digits(tail) > 0).then_some(())
    };
    let volume = |rest: &str| {
        let rest = rest.strip_prefix([',', '，'])?.trim_start_matches(' ');
        let number = digits(rest);
        (number > 0).then(|| issue(&rest[number..]))?
    };
    let head = around::before(text, from, 6);
    let pages = head.trim_end_matches([':', '：']);
    let listed = pages.len() < head.len()
        && pages.ends_with([')', '）'])
        && pages
            .trim_end_matches([')', '）'])
            .ends_with(|c: char| c.is_ascii_digit());
    issue(&text[to..]).or_else(|| volume(&text[to..])).is_some() || listed
}

/// GB/T 31526—2025, ISO 9001: the number of a standard and its year.
fn standard(text: &str, from: usize, to: usize) -> bool {
    let code = |head: &str| {
        let head = head.trim_end_matches(' ');
        head.ends_with("/T")
            || [
                "GB", "ISO", "IEC", "JGJ", "HJ", "SL", "YY", "DL", "JTG", "CJJ",
            ]
            .iter()
            .any(|w| head.ends_with(w))
    };
    let head = around::before(text, from, 24);
    let year = head.strip_suffix(['—', '-', '–', '－']).map(|h| {
        let number = h.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        number.len() < h.len() && code(number)
    });
    let dated = text[to..].starts_with(['—', '-', '–', '－', '.']);
    year.unwrap_or(false) || code(head) && (dated || to - from >= 4)
}
