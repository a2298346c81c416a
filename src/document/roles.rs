//! What every paragraph is for: title, metadata, heading, body or boilerplate.

use super::{
    Boilerplate, Document, Paragraph, Role,
    rules::{Place, Rule, Rules},
    title,
};
use crate::{chars, day};

/// Rule of what follows the first line of a footer.
const FOOTER_REST: &str = "boiler-footer";
/// Rule of a line that holds a date and little else.
const DATE_LINE: &str = "meta-date-line";
/// Rule of the way to a page: 首页 > 新闻中心 > 区县动态.
const TRAIL: &str = "boiler-trail";
/// Rule of a comment that a converter left standing.
const COMMENT: &str = "meta-comment";

/// A heading is not longer than this, in characters.
const HEADING: usize = 40;
/// A paragraph without closing mark is running text from so many characters on.
const LONG: usize = 80;

/// Finds the role of every paragraph, and what is no content. `title` is the title that the
/// container gave, folded.
pub(super) fn assign(document: &mut Document, rules: &Rules, title: Option<&str>) {
    let text = &document.normal.text;
    let traditional = document.normal.traditional;
    let paragraphs = &mut document.paragraphs;
    let found = recognise(text, traditional, rules, paragraphs);
    for (paragraph, found) in paragraphs.iter_mut().zip(&found) {
        if let Some(found) = found {
            paragraph.role = found.role;
            document.left_out.push(Boilerplate {
                span: paragraph.span,
                rule: found.rule,
            });
        } else if paragraph.role == Role::Body && is_heading(paragraph.span.of(text)) {
            paragraph.role = Role::Heading;
        }
    }
    if title.is_none() {
        title::recognise(text, traditional, paragraphs);
    }
    title::repeated(text, paragraphs);
}

/// What every paragraph falls under, if anything.
fn recognise(text: &str, roc: bool, rules: &Rules, paragraphs: &[Paragraph]) -> Vec<Option<Found>> {
    // A single line is somebody's text, whatever it says.
    if paragraphs.len() < 2 {
        return vec![None; paragraphs.len()];
    }
    let lines = paragraphs.iter().map(|p| line(text, p, rules, roc));
    let mut found: Vec<Option<Found>> = lines.collect();
    let running = |(p, f): (&Paragraph, &Option<Found>)| {
        f.is_none() && p.role == Role::Body && is_running(p.span.of(text))
    };
    let mut all = paragraphs.iter().zip(&found);
    let first = all.clone().position(running);
    let last = all.rposition(running);
    if let (Some(first), Some(last)) = (first, last) {
        edges((text, roc), rules, paragraphs, first..last + 1, &mut found);
        footer(last + 1, &mut found);
    }
    found
}

/// What a paragraph was recognised as.
#[derive(Debug, Clone, Copy)]
struct Found {
    role: Role,
    rule: &'static str,
    footer: bool,
}

impl Found {
    fn metadata(rule: &'static str) -> Self {
        Found {
            role: Role::Metadata,
            rule,
            footer: false,
        }
    }

    fn boilerplate(rule: &'static str) -> Self {
        Found {
            role: Role::Boilerplate,
            rule,
            footer: false,
        }
    }
}

impl From<&Rule> for Found {
    fn from(rule: &Rule) -> Self {
        Found {
            role: rule.role,
            rule: rule.id,
            footer: rule.footer,
        }
    }
}

/// What a paragraph is wherever it stands.
fn line(text: &str, paragraph: &Paragraph, rules: &Rules, roc: bool) -> Option<Found> {
    let line = paragraph.span.of(text);
    if paragraph.role != Role::Body {
        return None;
    }
    if line.starts_with("<!--") && line.ends_with("-->") {
        return Some(Found::metadata(COMMENT));
    }
    if let Some(DateLine::Labelled) = date_line(line, roc) {
        return Some(Found::metadata(DATE_LINE));
    }
    rules.find(line, Place::Any, false).map(Found::from)
}

/// Rules that hold before or after the running text only.
fn edges(
    document: (&str, bool),
    rules: &Rules,
    paragraphs: &[Paragraph],
    body: std::ops::Range<usize>,
    found: &mut [Option<Found>],
) {
    let (text, roc) = document;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if found[i].is_some() || paragraph.role != Role::Body || body.contains(&i) {
            continue;
        }
        let line = paragraph.span.of(text);
        let place = if i < body.start {
            Place::Head
        } else {
            Place::End
        };
        found[i] = rules.find(line, place, false).map(Found::from);
        if found[i].is_none() && place == Place::Head && is_trail(line) {
            found[i] = Some(Found::boilerplate(TRAIL));
        }
        // A date under the title is metadata; one at the end signs the text and belongs to it.
        if found[i].is_none() && place == Place::Head && date_line(line, roc).is_some() {
            found[i] = Some(Found::metadata(DATE_LINE));
        }
    }
}

/// After the first line of a footer behind all running text, everything is footer.
fn footer(after: usize, found: &mut [Option<Found>]) {
    let is_footer = |f: &Option<Found>| f.is_some_and(|f| f.footer);
    let Some(start) = found[after..].iter().position(is_footer) else {
        return;
    };
    for found in found[after + start..].iter_mut().filter(|f| f.is_none()) {
        *found = Some(Found {
            role: Role::Boilerplate,
            rule: FOOTER_REST,
            footer: true,
        });
    }
}

/// A line that holds a day and little else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateLine {
    /// The day, and perhaps the time.
    Bare,
    /// A source, an author or a counter besides.
    Labelled,
}

/// Labels that may follow the day.
const LABELS: [&str; 13] = [
    "来源",
    "稿源",
    "作者",
    "编辑",
    "责任编辑",
    "字号",
    "浏览",
    "点击",
    "阅读",
    "发布",
    "打印",
    "我要评论",
    "分享",
];

/// Recognises `2014-11-12 10:20 来源：…`; a web address may stand before the day.
fn date_line(line: &str, roc: bool) -> Option<DateLine> {
    let day = day::find(line, roc).filter(|_| line.len() <= 200)?;
    let is_mark = |c: char| !chars::is_han(c) && !c.is_alphanumeric();
    let is_clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '：') || chars::is_space(c);
    let before = line[..day.start].trim_matches(is_mark);
    let rest = line[day.end..]
        .trim_start_matches(is_clock)
        .trim_start_matches(is_mark);
    let labelled = LABELS.iter().any(|l| is_label(rest, l));
    match (before.is_empty(), rest.is_empty()) {
        (true, true) => Some(DateLine::Bare),
        _ => (labelled && before.is_ascii()).then_some(DateLine::Labelled),
    }
}

/// True when `rest` opens with the label and its colon.
fn is_label(rest: &str, label: &str) -> bool {
    let value = rest.strip_prefix(label);
    let value = value.map(|v| v.trim_start_matches(chars::is_space));
    value.is_some_and(|v| v.is_empty() || v.starts_with([':', '：', '】', ']', '于']))
}

/// The names of pages with arrows between them. The last may be the title or missing.
fn is_trail(line: &str) -> bool {
    let mut pages = line.split(['>', '＞', '»', '›']).map(str::trim);
    let last = pages.next_back().is_some_and(|p| p.chars().count() <= 60);
    let short = |p: &str| p.chars().count() <= 12 && !p.contains(['，', '。', '；']);
    let first = pages.next().filter(|p| short(p));
    let rest: Vec<_> = pages.filter(|p| !p.is_empty()).collect();
    let home = first.is_some_and(|p| p.ends_with("首页") || p.ends_with("主页"));
    last && first.is_some() && rest.iter().all(|p| short(p)) && (home || !rest.is_empty())
}

/// Running text: sentences, not labels or cells.
pub(super) fn is_running(line: &str) -> bool {
    let chars = line.chars().take(LONG).count();
    chars == LONG
        || (chars >= 30 && line.contains(['。', '，', ',', '；']))
        || (chars >= 12 && line.ends_with('。'))
}

/// A short line without closing mark.
fn is_heading(line: &str) -> bool {
    let last = line.chars().next_back().unwrap_or(' ');
    line.chars().take(HEADING + 1).count() <= HEADING
        && !chars::ends_sentence(last)
        && !matches!(last, '，' | ',' | '、' | '：' | ':')
        && !line.contains('。')
}
