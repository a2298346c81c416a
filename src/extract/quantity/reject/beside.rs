//! What stands right beside a numeral and makes it a part of a name or identifier: signs,
//! letters, hyphens, the noun that is called by a number.

use super::{
    super::lists::{ends, starts},
    Scene, Verdict, around, id, lexical,
};
use crate::{
    extract::StatKind,
    numeral::{Form, Numeral},
};
use rust_decimal::Decimal;

/// 〔2014〕5号, No.5, 12号楼, 国道204线.
pub(super) fn number_sign(text: &str, numeral: &Numeral) -> Verdict {
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let head = around::prev(text, from);
    let tail = around::after(text, to, 2);
    if matches!(head, Some('〔' | '﹝'))
        || matches!(head, Some('〕' | '﹞')) && tail.starts_with('号')
    {
        return id("id.document");
    }
    if matches!(head, Some('#' | '№' | '@' | '＠' | '_' | '©' | '®')) {
        return id("id.sign");
    }
    // 检刑不诉[2023]162号
    let close = text[to..].strip_prefix([']', '］', '）', ')', '】', '}']);
    // （2022）冀0824执995号: court and kind stand between
    let record = close.is_some_and(|r| {
        let mark = r.char_indices().take(14).find(|(_, c)| *c == '号');
        let number = mark.map_or("", |(i, _)| &r[..i]);
        let whole = number
            .chars()
            .all(|c| crate::chars::is_han(c) || c.is_ascii_digit());
        whole && number.ends_with(|c: char| c.is_ascii_digit())
    });
    if record && matches!(head, Some('[' | '［' | '（' | '(' | '【' | '{')) {
        return id("id.document");
    }
    let floor = tail.starts_with('楼') && !tail.starts_with("楼盘") && !tail.starts_with("楼宇");
    if floor && numeral.arabic && numeral.value.is_some_and(|v| v < Decimal::from(200)) {
        return id("id.floor");
    }
    // 第9号台风 is the ninth of its year
    let storm = head == Some('第') && text[to..].starts_with("号台风");
    if !storm && (tail.starts_with('号') || tail.starts_with('#')) {
        return id("id.number");
    }
    if text[..from].ends_with("号-") && numeral.arabic {
        return id("id.record");
    }
    if ["国道", "省道", "县道", "乡道", "路", "线"]
        .iter()
        .any(|w| tail.starts_with(w))
        && numeral.arabic
    {
        return id("id.road");
    }
    let road = ["国道", "省道", "县道"]
        .iter()
        .any(|w| text[..from].ends_with(w));
    road.then_some((StatKind::Identifier, "id.road"))
}

/// What stands right beside a number in Arabic digits makes it a part of a name: 京A·88888,
/// iPhone 15, 歼-20, 110报警, 沪深300指数, 90后, 501室, 1+N, 7×24小时.
pub(super) fn neighbour(scene: &Scene<'_, '_>, numeral: &Numeral) -> Verdict {
    let (text, lists) = (scene.context.text(), &scene.finder.lists);
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let written = numeral.span.of(text);
    if !written.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let tail = &text[to..];
    let mut before = text[..from].chars().rev();
    let (last, first) = (before.next(), before.next());
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let plate = last == Some('·') && latin(first);
    let hull = last == Some('-') && first.is_some_and(|c| lists.hulls.contains(c));
    if plate || hull {
        return id("id.model");
    }
    let index = tail.starts_with("指数") && last.is_some_and(crate::chars::is_han);
    if starts(tail, &lists.numbered) && (3..=5).contains(&written.len())
        || index && written.len() == 2
        || tail.starts_with('室') && written.len() >= 3
        || tail.starts_with("单元") && last.is_some_and(|c| "楼栋幢座号区".contains(c))
    {
        return id("id.number");
    }
    // 贵州茅台（600519）
    let share = written.len() == 6
        && matches!(last, Some('(' | '（'))
        && tail.starts_with([')', '）'])
        && first.is_some_and(crate::chars::is_han);
    // [投标厂商1], 经历1：
    let label = written.len() <= 2
        && last.is_some_and(crate::chars::is_han)
        && (tail.starts_with([']', '］'])
            || tail
                .strip_prefix(['：', ':'])
                .is_some_and(|t| !t.starts_with(|c: char| c.is_ascii_digit())))
        && is_named(scene, from);
    if share || label {
        return id("id.number");
    }
    // 双11
    if last == Some('双') && matches!(written, "11" | "12") {
        return lexical("name.serial");
    }
    // 张某1, 12进8
    if last == Some('某') || versus(&text[..from], tail) {
        return lexical("name.serial");
    }
    let generation = written.len() == 2 && tail.starts_with('后') && !tail.starts_with("后来");
    if generation {
        return lexical("name.generation");
    }
    let formula = tail
        .strip_prefix(['+', '×', 'x', 'X', '*'])
        .is_some_and(|t| {
            // 7×24小时, 5×8小时: when a service is open
            let hours = t.trim_start_matches(|c: char| c.is_ascii_digit());
            t.starts_with(|c: char| c.is_ascii_uppercase() || c == '+')
                || hours.len() < t.len() && hours.starts_with("小时")
        });
    let added = last == Some('+') && first.is_some_and(|c| c.is_ascii_alphanumeric());
    if formula || added && tail.starts_with(['+', '模', '政', '工', '体']) {
        return lexical("name.formula");
    }
    None
}

/// A noun of at least two characters ends at `at`.
fn is_named(scene: &Scene<'_, '_>, at: usize) -> bool {
    let tokens = scene.context.tokens;
    let last = tokens.at(at).and_then(|i| i.checked_sub(1));
    let long = |span: crate::span::Span| span.of(scene.context.text()).chars().nth(1).is_some();
    last.map(|i| tokens.tokens[i])
        .is_some_and(|t| t.span.to() == at && t.pos.is_noun() && long(t.span))
}

/// 12进8, 8进4: a round of a contest.
fn versus(head: &str, tail: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    tail.strip_prefix('进')
        .is_some_and(|t| t.starts_with(digit))
        || head.strip_suffix('进').is_some_and(|h| h.ends_with(digit))
}

/// 0755-27788888, 400-800-1234, 2014-11: digits joined to digits by hyphens.
pub(super) fn chain(text: &str, numeral: &Numeral) -> Verdict {
    if !numeral.arabic || numeral.form != Form::Plain {
        return None;
    }
    let bytes = text.as_bytes();
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let digit = |i: Option<usize>| {
        i.and_then(|i| bytes.get(i))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    let mark = |b: u8| matches!(b, b'-' | b'/' | b'_' | b'.');
    // 3·15, 7·20
    let dot = '·'.len_utf8();
    let dotted = |at: usize| text.get(at..).is_some_and(|t| t.starts_with('·'));
    let day = text[..from].ends_with('·') && digit(from.checked_sub(dot + 1))
        || dotted(to) && digit(Some(to + dot));
    if day {
        return id("id.chain");
    }
    let before = from > 0 && mark(bytes[from - 1]) && digit(from.checked_sub(2));
    let after = bytes.get(to).is_some_and(|b| mark(*b)) && digit(Some(to + 1));
    if before || after {
        return id("id.chain");
    }
    let written = numeral.span.of(text);
    let led = written.len() > 2
        && written.starts_with('0')
        && written.bytes().all(|b| b.is_ascii_digit());
    led.then_some((StatKind::Identifier, "id.leading_zero"))
}

/// `1.6m-3.9m`: the hyphen before the numeral stands after another measure.
pub(super) fn measures(scene: &Scene<'_, '_>, numeral: &Numeral) -> bool {
    let text = scene.context.text();
    let numerals = &scene.context.tokens.numerals;
    let from = numeral.span.from();
    let i = numerals.partition_point(|n| n.span.from() < from);
    let Some(last) = i.checked_sub(1).and_then(|i| numerals.get(i)) else {
        return false;
    };
    let unit = text.get(last.span.to()..from).unwrap_or("");
    let word = unit.strip_suffix(['-', '~']).unwrap_or("");
    let whole = |len: usize| len == word.len() && len > 0;
    let after = &text[numeral.span.to()..];
    !last.glued
        && scene.finder.units.at(unit).any(|f| whole(f.len))
        && scene
            .finder
            .units
            .at(after)
            .any(|f| after.starts_with(word) && whole(f.len))
}

/// 2.0版, 数字政府3.0, 工业4.0时代: a version, not an amount.
pub(super) fn version(scene: &Scene<'_, '_>, numeral: &Numeral) -> Verdict {
    let text = scene.context.text();
    let (whole, part) = numeral.span.of(text).split_once('.')?;
    let digits = |s: &str, max: usize| s.len() <= max && s.bytes().all(|b| b.is_ascii_digit());
    if !(digits(whole, 2) && digits(part, 1) && !whole.is_empty()) {
        return None;
    }
    let tail = text[numeral.span.to()..].trim_start_matches(' ');
    if tail.starts_with('版') || text[..numeral.span.from()].ends_with('版') {
        return lexical("name.version");
    }
    let head = around::prev(text, numeral.span.from());
    let named = head.is_some_and(|c| {
        (crate::chars::is_han(c) || "”」』》 ".contains(c) || c.is_ascii_alphabetic())
            && !"为是至到达约超近于涨降升跌增减率值数均在和与及".contains(c)
    });
    // 23.0 22.8: cells of a table
    let cell = head == Some(' ')
        && (tail.is_empty()
            || tail.starts_with(|c: char| c.is_ascii_digit() || "|\n-".contains(c)));
    let measured = cell
        || tail.starts_with(['、', '和', '与', '至', '-', '—', '~', '～', '%', '‰'])
        || scene.finder.units.at(tail).next().is_some();
    let named = named || starts(tail, &scene.finder.lists.versioned);
    let version = part == "0" && named && !measured;
    version.then_some((StatKind::Lexical, "name.version"))
}

/// 附件1, 表3-2, 专栏5: a part of the document that the number refers to.
pub(super) fn reference(scene: &Scene<'_, '_>, numeral: &Numeral) -> Verdict {
    let lists = &scene.finder.lists;
    let head = around::before(scene.context.text(), numeral.span.from(), 4);
    let whole = numeral.value.or(numeral.hi).is_some_and(|v| v.is_integer());
    let refers = whole && ends(head, &lists.references) && !ends(head, &lists.references_not);
    refers.then_some((StatKind::Identifier, "id.reference"))
}
