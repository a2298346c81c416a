//! Who published the article: `来源：新海日报`, `发稿单位：民政局`, an agency's dateline.

use super::{Document, Role};
use crate::{chars, span::Span};

/// Labels of the publisher, the strongest first.
const LABELS: [&[&str]; 2] = [
    &[
        "来源",
        "稿源",
        "本文来源",
        "文章来源",
        "信息来源",
        "稿件来源",
        "新闻来源",
    ],
    &["发稿单位", "发布单位", "发布机构", "发文机关", "供稿单位"],
];
/// Labels that may follow in the same line, and end the name.
const NEXT: [&str; 20] = [
    "作者",
    "编辑",
    "责任编辑",
    "责编",
    "时间",
    "日期",
    "发布时间",
    "发布日期",
    "字号",
    "浏览",
    "浏览次数",
    "点击",
    "阅读",
    "打印",
    "记者",
    "分享",
    "发稿时间",
    "发稿日期",
    "发稿人",
    "发稿人员",
];
/// Agencies and what their datelines open with.
const AGENCIES: [(&str, &str); 6] = [
    ("新华社", "新华社"),
    ("新华网", "新华网"),
    ("中新社", "中新社"),
    ("中新网", "中新网"),
    ("央视网消息", "央视网"),
    ("人民网", "人民网"),
];
/// A publisher's name is not longer than this, in characters.
const LONGEST: usize = 30;

/// The publisher named in the text, as it is written there.
pub(super) fn find(document: &Document) -> Option<String> {
    let span = LABELS.iter().find_map(|labels| labelled(document, labels));
    let written = |span: Span| {
        document
            .normal
            .map
            .original(span)
            .of(&document.original)
            .to_owned()
    };
    span.map(written).or_else(|| agency(document))
}

fn labelled(document: &Document, labels: &[&str]) -> Option<Span> {
    let text = document.text();
    let said = document
        .left_out
        .iter()
        .filter(|b| b.rule.starts_with("meta-") || b.rule == "boiler-source");
    said.map(|b| b.span)
        .find_map(|span| value(text, span, labels))
}

/// What follows one of `labels` and its colon inside `span`.
fn value(text: &str, span: Span, labels: &[&str]) -> Option<Span> {
    let line = span.of(text);
    for label in labels {
        for (at, _) in line.match_indices(label) {
            // 图片来源, 资料来源: another thing's source.
            let before = line[..at].chars().next_back();
            let rest = line[at + label.len()..].trim_start_matches(chars::is_space);
            if before.is_some_and(chars::is_han) || !rest.starts_with(['：', ':']) {
                continue;
            }
            let rest = rest.trim_start_matches(|c| matches!(c, '：' | ':') || chars::is_space(c));
            let start = span.to() - rest.len();
            let name = name(rest);
            if !name.is_empty() && name.chars().count() <= LONGEST {
                return Some(Span::new(start, start + name.len()));
            }
        }
    }
    None
}

/// The name at the start of `rest`: up to a space, a bracket or the next label.
fn name(rest: &str) -> &str {
    let stop = |c: char| {
        chars::is_space(c)
            || chars::closes(c)
            || matches!(
                c,
                '（' | '(' | '|' | '丨' | '｜' | '，' | ',' | '。' | '；' | '_' | '*'
            )
    };
    let end = rest.find(stop).unwrap_or(rest.len());
    let labelled = |next: &&str| {
        let at = rest[..end].find(*next).filter(|at| *at > 0)?;
        rest[at + next.len()..]
            .trim_start_matches(chars::is_space)
            .starts_with(['：', ':'])
            .then_some(at)
    };
    let end = NEXT.iter().filter_map(labelled).min().unwrap_or(end);
    &rest[..end]
}

/// An agency whose dateline opens the running text.
fn agency(document: &Document) -> Option<String> {
    let text = document.text();
    let body = document
        .paragraphs
        .iter()
        .filter(|p| p.role == Role::Body)
        .take(2);
    for paragraph in body {
        let line = paragraph
            .span
            .of(text)
            .trim_start_matches(['（', '(', '【', '[']);
        let line = chars::head(line, 90);
        let dateline = line.contains('电') || line.contains('讯') || line.contains("消息");
        let found = AGENCIES
            .iter()
            .find(|(open, _)| dateline && line.starts_with(open));
        if let Some((_, name)) = found {
            return Some((*name).to_owned());
        }
    }
    None
}
