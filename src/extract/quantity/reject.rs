//! Numbers that measure nothing: markers, identifiers, names, slogans, idioms. Structure
//! decides first (marks, neighbours, position); the list of words only where it cannot.

use super::{around, named, read::Scene};
use crate::{
    error::Result,
    extract::{StatKind, Statistic},
    lexicon::{Dicts, intern},
    numeral::{self, Form, Numeral},
    segment::TokenKind,
};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;

pub(super) type Verdict = Option<(StatKind, &'static str)>;

const fn id(rule: &'static str) -> Verdict {
    Some((StatKind::Identifier, rule))
}

const fn lexical(rule: &'static str) -> Verdict {
    Some((StatKind::Lexical, rule))
}

/// The listed words, by the first character of each numeral in them.
#[derive(Debug)]
pub(super) struct Rejects {
    words: FxHashMap<char, Vec<Listed>>,
}

/// A word, and where in it the numeral stands.
#[derive(Debug)]
struct Listed {
    word: Box<str>,
    offset: usize,
    verdict: (StatKind, &'static str),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reject: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(default)]
    identifier: bool,
    words: Vec<String>,
    #[serde(default, rename = "accept")]
    _accept: Vec<String>,
    #[serde(default, rename = "reject")]
    _reject: Vec<String>,
}

impl Rejects {
    /// Loads `rejects.toml`.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml("rejects.toml")?;
        let mut words: FxHashMap<char, Vec<Listed>> = FxHashMap::default();
        let mut numerals = Vec::new();
        for entry in file.reject {
            let kind = if entry.identifier {
                StatKind::Identifier
            } else {
                StatKind::Lexical
            };
            let verdict = (kind, intern(&entry.id));
            for word in entry.words {
                numerals.clear();
                numeral::scan(&word, &mut numerals);
                for numeral in &numerals {
                    let offset = numeral.span.from();
                    let Some(first) = word[offset..].chars().next() else {
                        continue;
                    };
                    let word = word.as_str().into();
                    words.entry(first).or_default().push(Listed {
                        word,
                        offset,
                        verdict,
                    });
                }
            }
        }
        Ok(Rejects { words })
    }

    /// The listed word that the numeral at `at` is a part of.
    fn find(&self, text: &str, at: usize) -> Verdict {
        let first = around::next(text, at)?;
        let listed = self.words.get(&first)?;
        let hit = listed.iter().find(|l| {
            let from = at.checked_sub(l.offset);
            from.and_then(|from| text.get(from..))
                .is_some_and(|t| t.starts_with(&*l.word))
        });
        hit.map(|l| l.verdict)
    }
}

/// What the marks and neighbours of a numeral say before it is read.
pub(super) fn structure(scene: &Scene<'_, '_>, numeral: &Numeral) -> Verdict {
    let text = scene.context.text();
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let tokens = scene.context.tokens;
    let token = tokens.at(from).map(|i| tokens.tokens[i]);
    if numeral.glued || token.is_some_and(|t| t.kind == TokenKind::Latin) {
        return id("id.latin");
    }
    let next = around::next(text, to);
    let latin = next.is_some_and(|c| c.is_ascii_alphabetic());
    if numeral.arabic && latin && scene.finder.units.at(&text[to..]).next().is_none() {
        return id("id.model");
    }
    marker(scene, numeral)
        .or_else(|| number_sign(text, numeral))
        .or_else(|| neighbour(text, numeral))
        .or_else(|| named::find(text, numeral))
        .or_else(|| chain(text, numeral).filter(|_| !measures(scene, numeral)))
        .or_else(|| scene.finder.rejects.find(text, digit_start(text, numeral)))
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

/// 一、 （二） 1. ① at the start of a line or sentence; 一是, 其二, 第一，.
fn marker(scene: &Scene<'_, '_>, numeral: &Numeral) -> Verdict {
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
    if open && matches!(next, '）' | ')' | ']' | '］' | '】' | '〕' | '﹞') {
        return id("marker.bracket");
    }
    let spaced = line.is_empty() && matches!(next, ' ' | '\u{3000}') && spaced_heading(scene, to);
    let point = matches!(next, '、' | '．' | '.' | ')' | '）' | '·');
    if start && (spaced || point) && !(next == '、' && lists(text, numeral)) {
        return id("marker.line");
    }
    enumeration(text, numeral, start || head == Some('，'), next)
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

/// 〔2014〕5号, No.5, 12号楼, 国道204线.
fn number_sign(text: &str, numeral: &Numeral) -> Verdict {
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let head = around::prev(text, from);
    let tail = around::after(text, to, 2);
    if head == Some('〔') || (head == Some('〕') && tail.starts_with('号')) {
        return id("id.document");
    }
    if matches!(head, Some('#' | '№' | '@' | '＠' | '_' | '©' | '®')) {
        return id("id.sign");
    }
    if tail.starts_with('号') || tail.starts_with('#') {
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
fn neighbour(text: &str, numeral: &Numeral) -> Verdict {
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
    let hull = last == Some('-') && first.is_some_and(|c| HULLS.contains(c));
    if plate || hull {
        return id("id.model");
    }
    if NUMBERED.iter().any(|w| tail.starts_with(w)) && (3..=5).contains(&written.len())
        || tail.starts_with('室') && written.len() >= 3
        || tail.starts_with("单元") && last.is_some_and(|c| "楼栋幢座号区".contains(c))
    {
        return id("id.number");
    }
    let generation = written.len() == 2 && tail.starts_with('后') && !tail.starts_with("后来");
    if generation {
        return lexical("name.generation");
    }
    let formula = tail.strip_prefix(['+', '×', 'x', 'X']).is_some_and(|t| {
        t.starts_with(|c: char| c.is_ascii_uppercase() || c == '+') || t.starts_with("24")
    });
    let added = last == Some('+') && first.is_some_and(|c| c.is_ascii_alphanumeric());
    if formula || added && tail.starts_with(['+', '模', '政', '工', '体']) {
        return lexical("name.formula");
    }
    None
}

/// Classes of aircraft, spacecraft and rockets, which take a hyphen and a number.
const HULLS: &str = "歼运轰直舟征歌鹰龙星号鸟剑风雷";

/// What is called by a number: a hotline, an index.
const NUMBERED: &[&str] = &[
    "报警",
    "接警",
    "接处警",
    "指挥中心",
    "急救",
    "热线",
    "电话",
    "专线",
    "平台",
    "指数",
];

/// 0755-27788888, 400-800-1234, 2014-11: digits joined to digits by hyphens.
fn chain(text: &str, numeral: &Numeral) -> Verdict {
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
fn measures(scene: &Scene<'_, '_>, numeral: &Numeral) -> bool {
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
    if numeral.arabic && (hard || alone) {
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
    if digits && around::any(head, ID_NOUNS) {
        return id("id.digits");
    }
    let whole = text.trim().len() == numeral.span.len();
    // 一、二、三产业: a lone character before a mark of enumeration is no figure
    let listed = numeral.weak && !whole && text[to..].starts_with('、');
    let year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
    if digits && year && !whole && around::is_alone(text, numeral.span) {
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
        return weak(scene, numeral, next);
    }
    if next == '强' {
        return lexical("name.rank");
    }
    if digits && written.len() >= 7 {
        return id("id.digits");
    }
    let year = digits && written.len() == 4 && matches!(written.as_bytes()[0], b'1' | b'2');
    if year && crate::chars::is_han(next) {
        return id("id.year");
    }
    None
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

/// Nouns whose number is an identifier.
const ID_NOUNS: &[&str] = &[
    "电话", "热线", "邮编", "QQ", "微信", "账号", "帐号", "编号", "编码", "代码", "证号", "尾号",
    "车牌", "传真", "手机", "专线", "分机", "密码", "门牌", "型号", "拨打", "致电", "拨通",
];

/// A weak numeral without a unit: 上千, 为零, 是五; otherwise a part of a word.
fn weak(scene: &Scene<'_, '_>, numeral: &Numeral, next: char) -> Verdict {
    let text = scene.context.text();
    let head = around::prev(text, numeral.span.from()).unwrap_or(' ');
    let written = numeral.span.of(text);
    let large =
        numeral.bare && "上近逾超过破达".contains(head) && !written.ends_with(['拾', '佰', '仟']);
    let other = "不而却这还和或也".contains(next) && head == '是';
    let closed = !crate::chars::is_han(next) && !next.is_ascii_alphanumeric();
    let stated = (closed || other)
        && "是为于到达至".contains(head)
        && super::weak::is_word(scene, numeral, numeral.span);
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
/// `to` the ordinal without its noun. 第一条高速公路 cites nothing.
pub(super) fn cites(text: &str, from: usize, to: usize) -> bool {
    let Some(noun) = around::next(text, to).filter(|c| "条款项章节编目".contains(*c)) else {
        return false;
    };
    let rest = &text[to + noun.len_utf8()..];
    let opens = rest.starts_with(['第', '之', ' ', '\u{3000}']) || rest.starts_with("规定");
    opens || text[..from].ends_with('》')
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
    let ratio = around::any(
        head,
        &[
            "比分",
            "比例",
            "比为",
            "配比",
            "大比分",
            "之比",
            "战胜",
            "击败",
            "负于",
            "以",
        ],
    );
    (plausible && !hour.is_empty() && !ratio || numeral.ratio.is_none() && !ratio)
        .then_some("id.clock")
}
