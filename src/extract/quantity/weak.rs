//! Weak numerals (一, 三, 百, 千万): word boundaries decide whether they are numbers, and the
//! context whether an 一个 counts anything.

use super::{around, read::Scene};
use crate::{
    extract::{StatKind, Statistic},
    numeral::Numeral,
    span::Span,
};

/// Whether the segmenter cuts the unit at `start..end` off from what follows.
pub(super) fn unit_is_cut(
    scene: &Scene<'_, '_>,
    numeral: &Numeral,
    start: usize,
    end: usize,
) -> bool {
    let tokens = scene.context.tokens;
    let Some(i) = tokens.at(start) else {
        return true;
    };
    let span = tokens.tokens[i].span;
    span.to() == end && (span.from() == start || span.from() == numeral.span.from())
}

/// The rule by which a weak numeral with its unit is no statistic; none when it is one.
pub(super) fn doubt(
    scene: &Scene<'_, '_>,
    numeral: &Numeral,
    stat: &Statistic,
) -> Option<&'static str> {
    let text = scene.context.text();
    if numeral.bare && is_unit(text, stat.core) {
        return Some("lexical.unit");
    }
    if among_names(scene, stat.core) {
        return Some("name.place");
    }
    // 八五折: the guard of the unit has read the surroundings already.
    let discount = stat.rule == "percent.zhe" && numeral.span.of(text).chars().nth(1).is_some();
    // 一三七个缔约国: a row of digits that is a figure
    let row =
        numeral.span.of(text).chars().count() >= 3 && !numeral.bare && numeral.vague.is_none();
    if row && stat.kind == StatKind::Count && numeral.span.of(text) != "一二三" {
        return None;
    }
    if around::is_alone(text, stat.core) || discount || stat.rule == "count.打" {
        return None;
    }
    if !is_word(scene, numeral, stat.core) {
        return Some("lexical.word");
    }
    let one = numeral.span.of(text) == "一" && stat.kind == StatKind::Count;
    (one && !is_stressed(scene, stat)).then_some("lexical.indefinite")
}

/// Whether the segmenter sees the numeral, or the numeral with its unit, as a word.
pub(super) fn is_word(scene: &Scene<'_, '_>, numeral: &Numeral, core: Span) -> bool {
    let tokens = scene.context.tokens;
    let Some(i) = tokens.at(numeral.span.from()) else {
        return true;
    };
    let token = tokens.tokens[i];
    let ends = [numeral.span.to(), core.to()];
    // 近千名, 翻了一番: a word of the dictionary with its modifier inside
    let lead = text_between(scene, token.span.from(), numeral.span.from());
    if ends.contains(&token.span.to()) && LEADS.contains(&lead) {
        return true;
    }
    is_row(scene, numeral, core)
        || is_split(scene, numeral, core)
        || token.span.from() == numeral.span.from() && ends.contains(&token.span.to())
        || token.pos.class() == b'm'
            && token.span.from() <= numeral.span.from()
            && ends.contains(&token.span.to())
}

/// 四个|百分点, 十|亿元, 三宗|地: a number of the dictionary opens it, and it ends with a word.
fn is_split(scene: &Scene<'_, '_>, numeral: &Numeral, core: Span) -> bool {
    let tokens = scene.context.tokens;
    let from = numeral.span.from();
    let first = tokens.at(from).map(|i| tokens.tokens[i]);
    let opens = first
        .is_some_and(|t| t.span.from() == from && t.pos.class() == b'm' && t.span.to() < core.to());
    // 周明六|一起: a row of digits is none
    let written = numeral.span.of(scene.context.text());
    let row = numeral.vague.is_none()
        && written.chars().nth(1).is_some()
        && !written.contains(['十', '百', '千', '万', '亿']);
    opens && !row && core.to() > numeral.span.to() && around::is_cut(scene.context, core.to())
}

/// 两|三轮, 三|四轮: the segmenter cuts between the figures of a range, and nothing else.
fn is_row(scene: &Scene<'_, '_>, numeral: &Numeral, core: Span) -> bool {
    let tokens = scene.context.tokens;
    let written = numeral.span.of(scene.context.text());
    let vague = numeral.vague.is_some() && written.len() > 3 && written != "一二";
    let mut at = numeral.span.from();
    for token in tokens.at(at).map_or(&[][..], |i| &tokens.tokens[i..]) {
        if token.span.from() != at || token.pos.class() != b'm' || at >= core.to() {
            break;
        }
        at = token.span.to();
    }
    vague && at == core.to()
}

/// | 纱 | 万吨 |, 产量（万吨）, 单位：亿元、万吨: a unit alone in its cell, in a bracket, or named as one.
fn is_unit(text: &str, core: Span) -> bool {
    let blank = [' ', '\u{3000}'];
    let before = text[..core.from()].trim_end_matches(blank);
    let before = before.trim_end_matches("<br>").trim_end_matches(blank);
    let after = text[core.to()..].trim_start_matches(blank);
    let within =
        |open: [char; 2], close: [char; 2]| before.ends_with(open) && after.starts_with(close);
    let head = around::before(text, core.from(), 16);
    let list = head
        .rfind(['，', '。', '；', ' '])
        .map_or(head, |i| &head[i..]);
    within(['|', '\t'], ['|', '\t'])
        || within(['（', '('], ['）', ')'])
        || around::any(list, &["单位：", "单位:"])
}

/// 江油、三台、游仙: between names that hold no number, a number with nothing counted after it
/// is a name too.
fn among_names(scene: &Scene<'_, '_>, core: Span) -> bool {
    let text = scene.context.text();
    let digit = |c: char| "一二两三四五六七八九十百千万几数".contains(c) || c.is_ascii_digit();
    let Some(head) = text[..core.from()].strip_suffix('、') else {
        return false;
    };
    let before = around::before(head, head.len(), 3);
    let member = before
        .rsplit(|c: char| !crate::chars::is_han(c))
        .next()
        .unwrap_or("");
    let rest = text[core.to()..].strip_prefix(['、', '和']);
    let next = rest.and_then(|r| r.chars().next());
    let named = |c: char| crate::chars::is_han(c) && !digit(c);
    let short = core.of(text).chars().count() == 2;
    short && member.chars().count() >= 2 && member.chars().all(named) && next.is_some_and(named)
}

/// What may stand before the numeral in the same word of the dictionary.
const LEADS: &[&str] = &[
    "近", "上", "逾", "超", "约", "过", "达", "共", "仅", "翻", "翻了",
];

fn text_between<'a>(scene: &Scene<'a, '_>, from: usize, to: usize) -> &'a str {
    scene.context.text().get(from..to).unwrap_or("")
}

/// 仅一名, 一名死亡, 一个县、三个区: an 一 that counts.
fn is_stressed(scene: &Scene<'_, '_>, stat: &Statistic) -> bool {
    let text = scene.context.text();
    let head = around::before(text, stat.core.from(), 3);
    let tail = around::clause_after(text, stat.core.to(), 10);
    let lead = [
        "仅",
        "只有",
        "唯一",
        "共",
        "各",
        "合计",
        "不超过",
        "至少",
        "最多",
        "超过",
    ];
    lead.iter().any(|w| head.ends_with(w))
        || text[stat.core.to()..].starts_with('：')
        || around::any(tail, &["死亡", "遇难", "受伤", "牺牲", "失踪", "失联"])
        || is_contrasted(scene, stat)
        || is_shared_out(scene, stat)
}

/// 两名专职人员，一名负责…，一名负责…: the units of a count before it, one by one.
fn is_shared_out(scene: &Scene<'_, '_>, stat: &Statistic) -> bool {
    let text = scene.context.text();
    let Some(unit) = stat.unit_text.map(|s| s.of(text)) else {
        return false;
    };
    let one = format!("一{unit}");
    let sentence = scene.context.document.sentences[stat.sentence as usize].span;
    let head = around::before(text, stat.core.from(), 60);
    let from = (stat.core.from() - head.len()).max(sentence.from());
    let head = text.get(from..stat.core.from()).unwrap_or("");
    let tail = around::after(text, stat.core.to(), 40);
    let several = ["两", "二", "2", "三", "3", "四", "4"];
    let whole = several.iter().any(|n| {
        head.match_indices(n)
            .any(|(i, _)| head[i + n.len()..].starts_with(unit))
    });
    whole && (head.contains(&one) || tail.contains(&one))
}

/// Another count with the same measure word close by: 一个省会、四个市.
fn is_contrasted(scene: &Scene<'_, '_>, stat: &Statistic) -> bool {
    let text = scene.context.text();
    let Some(unit) = stat.unit_text.map(|s| s.of(text)) else {
        return false;
    };
    let numerals = &scene.context.tokens.numerals;
    let i = numerals.partition_point(|n| n.span.start < stat.core.start);
    let near = |n: &&Numeral| n.span.of(text) != "一" && text[n.span.to()..].starts_with(unit);
    let list = |a: usize, b: usize| {
        text.get(a..b)
            .is_some_and(|s| s.len() <= 36 && s.contains('、'))
    };
    numerals
        .get(i + 1)
        .filter(near)
        .is_some_and(|n| list(stat.core.to(), n.span.from()))
        || i > 0
            && numerals
                .get(i - 1)
                .filter(near)
                .is_some_and(|n| list(n.span.to(), stat.core.from()))
}
