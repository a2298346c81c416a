//! Numbers of a series that name what they stand by: lines and machines that share their 号
//! (地铁1、2号线), lists of years, codes of forms, roads, numbers of sections.

use super::{super::lists::ends, Scene, around, phone};
use crate::numeral::{Form, Numeral};
use rust_decimal::Decimal;

/// The rule by which a number without a unit names something.
pub(super) fn find(scene: &Scene<'_, '_>, numeral: &Numeral) -> Option<&'static str> {
    let text = scene.context.text();
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let (written, tail) = (numeral.span.of(text), &text[to..]);
    if is_section(text, numeral) {
        return Some("marker.section");
    }
    if !numeral.arabic {
        return chinese(scene, numeral);
    }
    if is_life(text, numeral) {
        return Some("id.year");
    }
    if ends_code(&text[..from]) {
        return Some("id.code");
    }
    if text[..from].ends_with("PM ") {
        return Some("id.model");
    }
    if !written.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if is_listed_year(&text[..from], written, tail) {
        return Some("id.year");
    }
    if phone::is_hotline(scene, numeral) || phone::is_emergency(scene, numeral) {
        return Some("id.number");
    }
    if shares_number(text, from, to) {
        return Some("id.number");
    }
    if is_next_reference(scene, &text[..from]) {
        return Some("id.reference");
    }
    let form = around::before(text, from, 24).contains("标的分类");
    if form && (2..=4).contains(&written.len()) || written.len() == 2 && written.starts_with('0') {
        return Some("id.code");
    }
    is_road(&text[..from]).then_some("id.road")
}

/// 地铁1、2号线, 3、4号机组: the number stands before others and their 号. Days have dates.
fn shares_number(text: &str, from: usize, to: usize) -> bool {
    let tail = around::after(text, to, 20);
    let others = tail.trim_start_matches(|c: char| c.is_ascii_digit() || "、和及与".contains(c));
    let listed = others.len() < tail.len() && !tail.starts_with(|c: char| c.is_ascii_digit());
    let day = text[..from].ends_with(['月', '日']);
    listed && others.starts_with('号') && !day
}

/// 附件1、2、3: the numbers after the first one that a part of the document has.
fn is_next_reference(scene: &Scene<'_, '_>, head: &str) -> bool {
    let lists = &scene.finder.lists;
    let window = around::before(head, head.len(), 16);
    let first = window.trim_end_matches(|c: char| c.is_ascii_digit() || "、和及与".contains(c));
    let listed = first.len() < window.len() && window.ends_with(['、', '和', '及', '与']);
    listed && ends(first, &lists.references) && !ends(first, &lists.references_not)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// 1956、1958、1961: a year before or after a year.
fn is_listed_year(head: &str, written: &str, tail: &str) -> bool {
    let first = |s: &str| {
        let end = s.bytes().take_while(u8::is_ascii_digit).count();
        is_year(&s[..end])
    };
    let last = |s: &str| {
        let digits = s
            .bytes()
            .rev()
            .take(5)
            .take_while(u8::is_ascii_digit)
            .count();
        is_year(&s[s.len() - digits..])
    };
    is_year(written)
        && (tail.strip_prefix('、').is_some_and(first) || head.strip_suffix('、').is_some_and(last))
}

/// （1898—1949）: two years in brackets.
fn is_life(text: &str, numeral: &Numeral) -> bool {
    let year = |v: Option<Decimal>| {
        v.is_some_and(|v| v.is_integer() && (1000..=2100).contains(&i64::try_from(v).unwrap_or(0)))
    };
    let bracketed = around::prev(text, numeral.span.from())
        .is_some_and(|c| matches!(c, '(' | '（'))
        && around::next(text, numeral.span.to()).is_some_and(|c| matches!(c, ')' | '）'));
    numeral.form == Form::Range && bracketed && year(numeral.lo) && year(numeral.hi)
}

/// [机关代码]3.95
fn ends_code(head: &str) -> bool {
    head.trim_end_matches([']', '］', '：', ':'])
        .ends_with("代码")
}

/// G 325, S 282
fn is_road(head: &str) -> bool {
    let letters = head.strip_suffix(' ').unwrap_or("");
    let mut before = letters.chars().rev();
    let road = before.next().is_some_and(|c| matches!(c, 'G' | 'S'));
    road && before.next().is_none_or(|c| !c.is_ascii_alphanumeric())
}

/// Last characters of the places that number their schools and hospitals.
const REGIONS: [char; 5] = ['市', '县', '区', '州', '省'];

/// 全市三医院 are three of them, 广州市三医院 is one.
pub(super) fn is_whole_region(head: &str) -> bool {
    head.strip_suffix(REGIONS)
        .is_some_and(|r| r.ends_with(['全', '本', '各', '该', '我', '两', '几']))
}

/// 神十九 (a spacecraft), 十五运会 (games), 市十七中 (a school).
fn chinese(scene: &Scene<'_, '_>, numeral: &Numeral) -> Option<&'static str> {
    let text = scene.context.text();
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let (head, written, tail) = (&text[..from], numeral.span.of(text), &text[to..]);
    let tens = written.starts_with(['十', '二', '三', '四', '五']) && written.chars().count() <= 3;
    let craft = head.ends_with('神') && !head.ends_with("精神") && written.contains('十');
    // 十运输企业 has no games: 运 must be a word there
    let word = tail.starts_with('运') && around::is_cut(scene.context, to + '运'.len_utf8());
    let games = tens && (word || tail.starts_with("运会"));
    let next = tail.chars().nth(1).unwrap_or(' ');
    let whole = is_whole_region(head);
    let place = head.ends_with(REGIONS) && !whole;
    let school = tail.starts_with(['中', '小', '幼'])
        && (!crate::chars::is_han(next) || place || "和与及女男学的校等".contains(next));
    let clinic = place && tail.starts_with("医院");
    let named = craft || games || tens && school && !whole || clinic && written != "两";
    named.then_some("name.serial")
}

/// A number of at most two digits, or a Chinese one, that fills its line between paragraphs.
fn is_section(text: &str, numeral: &Numeral) -> bool {
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let blank = |c: char| c == ' ' || c == '\u{3000}';
    let head = text[..from].trim_end_matches(blank);
    let tail = text[to..].trim_start_matches(blank);
    let item = |v: Decimal| v.is_integer() && v > Decimal::ZERO && v < Decimal::from(40);
    if !head.ends_with('\n') || !tail.starts_with('\n') || !numeral.value.is_some_and(item) {
        return false;
    }
    // cells of a table stand in lines of their own as well
    let before = head.trim_end().lines().next_back().unwrap_or("");
    let after = tail.trim_start().lines().next().unwrap_or("");
    let paragraph = |line: &str| line.chars().nth(20).is_some();
    paragraph(before) && paragraph(after)
}
