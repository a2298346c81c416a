//! Numbers that measure nothing: markers, identifiers, names, slogans, idioms. Structure
//! decides first (marks, neighbours, position); the list of words only where it cannot.

mod beside;
mod listed;
mod marker;
mod named;
mod phone;
mod series;

use super::{
    around,
    lists::{ends, starts, within},
    read::Scene,
    weak as words,
};
use crate::{
    extract::{StatKind, Statistic, ratio},
    numeral::Numeral,
    segment::TokenKind,
};
pub(super) use listed::Rejects;
use rust_decimal::Decimal;

pub(super) type Verdict = Option<(StatKind, &'static str)>;

const fn id(rule: &'static str) -> Verdict {
    Some((StatKind::Identifier, rule))
}

const fn lexical(rule: &'static str) -> Verdict {
    Some((StatKind::Lexical, rule))
}

/// What the marks and neighbours of a numeral say before it is read.
pub(super) fn structure(scene: &Scene<'_, '_>, numeral: &Numeral) -> Verdict {
    let text = scene.context.text();
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let tokens = scene.context.tokens;
    let token = tokens.at(from).map(|i| tokens.tokens[i]);
    if !is_figure(scene, numeral)
        && (numeral.glued || token.is_some_and(|t| t.kind == TokenKind::Latin))
    {
        return id("id.latin");
    }
    let next = around::next(text, to);
    let latin = next.is_some_and(|c| c.is_ascii_alphabetic());
    if numeral.arabic && latin && scene.finder.units.at(&text[to..]).next().is_none() {
        return id("id.model");
    }
    marker::find(scene, numeral)
        .or_else(|| beside::number_sign(text, numeral))
        .or_else(|| beside::neighbour(scene, numeral))
        .or_else(|| beside::version(scene, numeral))
        .or_else(|| named::find(scene, numeral))
        .or_else(|| beside::chain(text, numeral).filter(|_| !beside::measures(scene, numeral)))
        .or_else(|| scene.finder.rejects.find(text, digit_start(text, numeral)))
}

/// GDP1960亿元, CPI2.1%: letters before a sum of money or a percentage are what it measures.
fn is_figure(scene: &Scene<'_, '_>, numeral: &Numeral) -> bool {
    let text = scene.context.text();
    let head = &text[..numeral.span.from()];
    let letters = head.len()
        - head
            .trim_end_matches(|c: char| c.is_ascii_uppercase())
            .len();
    let tail = &text[numeral.span.to()..];
    let large = numeral.span.of(text).ends_with(['万', '亿']);
    let rate = ["%", "‰", "个百分点"].iter().any(|w| tail.starts_with(w));
    letters >= 2 && (large || rate)
}

/// Where the numeral starts without its sign.
fn digit_start(text: &str, numeral: &Numeral) -> usize {
    let written = numeral.span.of(text);
    let sign = if written.starts_with('负') {
        '负'.len_utf8()
    } else {
        0
    };
    numeral.span.from() + sign
}

/// Inside a book title or a short quotation.
pub(super) fn inside(scene: &Scene<'_, '_>, numeral: &Numeral, stat: &Statistic) -> Verdict {
    if !stat.kind.is_statistic() {
        return None;
    }
    let (span, title) = scene.enclosed.around(stat.core)?;
    if title {
        return lexical("name.title");
    }
    use StatKind::{Measure, Money, Percent, PercentPoint, Permille};
    let hard = matches!(
        stat.kind,
        Measure | Money | Percent | PercentPoint | Permille
    );
    let alone = span == stat.core && stat.unit_text.is_some();
    // “翻一番”: no name
    let text = scene.context.text();
    let quoted = span.of(text).trim_start_matches('翻');
    let doubled =
        stat.kind == StatKind::Multiple && stat.core.of(text).trim_start_matches('翻') == quoted;
    if numeral.arabic && (hard || alone) || doubled {
        None
    } else {
        lexical("name.quoted")
    }
}

/// A bare number: is it an id, a year, a part of a word?
pub(super) fn bare(scene: &Scene<'_, '_>, numeral: &Numeral) -> Verdict {
    let text = scene.context.text();
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let written = numeral.span.of(text);
    let digits = numeral.arabic && written.bytes().all(|b| b.is_ascii_digit());
    let head = around::before(text, from, 8);
    if digits && within(head, &scene.finder.lists.id_nouns) {
        return id("id.digits");
    }
    if digits && written.len() >= 3 && is_case(&text[..from]) {
        return id("id.case");
    }
    if let Some(rule) = series::find(scene, numeral) {
        return id(rule);
    }
    if let Some(verdict) = beside::reference(scene, numeral).filter(|_| numeral.arabic) {
        return Some(verdict);
    }
    let whole = text.trim().len() == numeral.span.len();
    // 一、二、三产业: a lone character before a mark of enumeration is no figure
    let listed = numeral.weak && !whole && text[to..].starts_with('、');
    if digits && !whole && names_year(text, numeral, head) {
        return id("id.year");
    }
    let model = digits && written.len() < 5 && named(text, from);
    if model {
        return id("id.model");
    }
    if !listed
        && around::is_alone(text, numeral.span)
        && !(numeral.arabic && numeral.span.len() > 9)
    {
        return None;
    }
    let next = around::next(text, to).unwrap_or(' ');
    if numeral.weak {
        return weak(scene, numeral, next).or_else(|| {
            let street = scene.finder.lists.street_tails.contains(next);
            street.then_some((StatKind::Lexical, "name.street"))
        });
    }
    if next == '强' {
        return lexical("name.rank");
    }
    // 2型糖尿病, 60 pro: one of several kinds or models
    let edition = [
        "pro", "Pro", "PRO", "plus", "Plus", "max", "Max", "ultra", "Ultra", "mini",
    ];
    let rest = text[to..].trim_start_matches(' ');
    if digits && (next == '型' || edition.iter().any(|w| rest.starts_with(w))) {
        return id("id.model");
    }
    // 2位数 is a size, no count
    if text[to..].starts_with("位数") {
        return lexical("name.size");
    }
    if digits && written.len() >= 7 {
        return id("id.digits");
    }
    // 东桥12街
    if scene.finder.lists.street_tails.contains(next) {
        return lexical("name.street");
    }
    // 公2公园
    let plan = ends(&text[..from], &scene.finder.lists.plan_codes)
        && starts(&text[to..], &scene.finder.lists.plan_places);
    if digits && plan {
        return id("id.plan");
    }
    let year = digits && written.len() == 4 && matches!(written.as_bytes()[0], b'1' | b'2');
    // 预计2023 上映
    let apart = rest.starts_with(crate::chars::is_han)
        && (1900..=2100).contains(&written.parse().unwrap_or(0));
    if year && (crate::chars::is_han(next) || apart) {
        return id("id.year");
    }
    None
}

/// 案18264, 案18264、18270: patients and cases are called by numbers, with no unit.
fn is_case(head: &str) -> bool {
    let window = around::before(head, head.len(), 24);
    let first = window.trim_end_matches(|c: char| c.is_ascii_digit() || "、和及與与".contains(c));
    first.ends_with('案')
        && (first.len() == window.len() || window.ends_with(['、', '和', '及', '与']))
}

/// A year without 年: alone, 奋战2023、喜迎2024，, Vol.18 1998, J. Geol. 12 (1998).
fn names_year(text: &str, numeral: &Numeral, head: &str) -> bool {
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let written = numeral.span.of(text);
    let year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
    let mark = |c: char| around::is_clause_mark(c) || "、—“《".contains(c);
    let word = |c: char| crate::chars::is_han(c) && !"为是至到达约超计共过近有余".contains(c);
    let spoken =
        around::next(text, to).is_some_and(mark) && around::prev(text, from).is_some_and(word);
    let enclosed = head.ends_with(['(', '（']) && text[to..].starts_with([')', '）']);
    let issue = head.contains("Vol") || head.contains("No.");
    year && (around::is_alone(text, numeral.span) || spoken || enclosed || issue)
}

/// A Latin word and a space stand before: `Windows 11`, `iPhone 15`.
fn named(text: &str, from: usize) -> bool {
    let head = text[..from].strip_suffix(' ').unwrap_or("");
    let word = head.len()
        - head
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .len();
    word > 2
}

/// A weak numeral without a unit: 上千, 为零, 是五; otherwise a part of a word.
fn weak(scene: &Scene<'_, '_>, numeral: &Numeral, next: char) -> Verdict {
    let text = scene.context.text();
    let head = around::prev(text, numeral.span.from()).unwrap_or(' ');
    let written = numeral.span.of(text);
    let large =
        numeral.bare && "上近逾超过破达越".contains(head) && !written.ends_with(['拾', '佰', '仟']);
    let other = "不而却这还和或也".contains(next) && head == '是';
    let closed = !crate::chars::is_han(next) && !next.is_ascii_alphanumeric();
    let stated = (closed || other)
        && "是为于到达至".contains(head)
        && words::is_word(scene, numeral, numeral.span);
    if head == '前' && (next == '的' || !crate::chars::is_han(next)) {
        let lead = around::before(text, numeral.span.from(), 9);
        if around::any(
            lead,
            &[
                "排名", "位居", "位列", "居", "跻身", "进入", "稳居", "名列", "冲进",
            ],
        ) {
            return None;
        }
    }
    // 北部五县区, 两幼童: counted without a measure word
    if written != "一"
        && starts(&text[numeral.span.to()..], &scene.finder.lists.counted_bare)
        && around::is_cut(scene.context, numeral.span.from())
    {
        return None;
    }
    let bounded = ["以上", "以下", "以内"]
        .iter()
        .any(|w| text[numeral.span.to()..].starts_with(w));
    if large || stated || bounded && !numeral.bare {
        None
    } else {
        lexical("lexical.word")
    }
}

/// 第四十五条规定, 《安全生产法》第三条, 第二条　本办法: an article of a law, between `from` and
/// `to` the ordinal without its noun; true where it opens the article's own text and marks it.
/// 第一条高速公路 cites nothing.
pub(super) fn article(text: &str, from: usize, to: usize) -> Option<bool> {
    let noun = around::next(text, to).filter(|c| "条款项章节编目".contains(*c))?;
    let rest = &text[to + noun.len_utf8()..];
    let apart = rest.starts_with(['第', '之', ' ', '\u{3000}']) || rest.starts_with("规定");
    let before = around::prev(text, from).unwrap_or('\n');
    let opens = before.is_whitespace() || matches!(before, '。' | '；' | '\u{3000}');
    let lawful = [
        "为", "本", "凡", "总则", "附则", "各", "国家", "县级", "省", "市", "任何", "违反",
    ];
    // 第二十七条当事人就…: an article after the first opens with anything
    let later = text
        .get(from..to)
        .is_some_and(|n| n.trim_start_matches('第') != "一");
    let own = opens && "条章节编".contains(noun) && (later || apart || starts_any(rest, &lawful));
    if own {
        return Some(true);
    }
    (apart || text[..from].ends_with('》')).then_some(false)
}

fn starts_any(rest: &str, words: &[&str]) -> bool {
    words.iter().any(|w| rest.starts_with(w))
}

/// A ratio that is a time of day which no date has claimed.
pub(super) fn clock(scene: &Scene<'_, '_>, numeral: &Numeral) -> Option<&'static str> {
    let text = scene.context.text();
    let written = numeral.span.of(text);
    let (hour, minute) = written
        .split_once([':', '：'])
        .filter(|_| !written.contains('.'))?;
    let plausible = minute.len() == 2
        && numeral
            .ratio
            .is_some_and(|(h, m)| h < Decimal::from(25) && m < Decimal::from(60));
    let head = around::before(text, numeral.span.from(), 8);
    let score = around::any(head, &["比分", "战胜", "击败", "负于", "以"]);
    let ratio = score || ratio::is_told(&text[..numeral.span.from()]);
    (plausible && !hour.is_empty() && !ratio || numeral.ratio.is_none() && !ratio)
        .then_some("id.clock")
}
