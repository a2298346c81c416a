//! The title: the first line that reads like one, its other lines, or the beginning of a line
//! that lost its end; and the place of a title that the container gave.

use super::{Paragraph, Role, roles::is_running};
use crate::{chars, day, span::Span};

/// A title is not longer than this, in characters, in Simplified and Traditional text.
const LONGEST: [usize; 2] = [60, 90];
/// One without commas may be: several headlines in a line.
const SEVERAL: usize = 120;
/// A line of a title that takes several is not longer than this, in characters.
const PIECE: usize = 40;
/// A title takes so many lines at most.
const PIECES: usize = 4;
/// What an official document's title ends with: what kind of document it is.
const KINDS: [&str; 27] = [
    "通知", "意见", "办法", "规定", "决定", "批复", "复函", "函", "公告", "通告", "规划", "方案",
    "条例", "报告", "细则", "汇报", "请示", "通报", "指南", "命令", "决议", "纲要", "要点", "措施",
    "计划", "公报", "令",
];

/// Marks the title that stands in the text, if running text follows it.
pub(super) fn recognise(text: &str, traditional: bool, paragraphs: &mut Vec<Paragraph>) {
    let content = |p: &Paragraph| p.role.is_content();
    let Some(at) = paragraphs.iter().position(content) else {
        return;
    };
    let line = paragraphs[at].span;
    let follows = paragraphs[at + 1..]
        .iter()
        .any(|p| p.role == Role::Body && is_running(p.span.of(text)));
    if follows && is_title(line.of(text), traditional) {
        paragraphs[at].role = Role::Title;
        pieces(text, &mut paragraphs[at..]);
    } else if let Some(end) = glued(line.of(text)) {
        split(paragraphs, at, text, line.from() + end);
    }
}

/// The other lines of a document's title: `国务院办公厅` / `关于促进就业` / `工作的若干意见`.
fn pieces(text: &str, paragraphs: &mut [Paragraph]) {
    let Some(first) = paragraphs.first().map(|p| p.span.of(text)) else {
        return;
    };
    let piece = |p: &&Paragraph| {
        let line = p.span.of(text);
        p.role.is_content()
            && line.chars().take(PIECE + 1).count() <= PIECE
            && !line.contains(['。', '：', ':', '；', '，', '〔'])
    };
    let opens = first.contains("关于") || is_office(first);
    if ends_document(first) || !opens || first.chars().count() > PIECE {
        return;
    }
    let more = paragraphs[1..].iter().take(PIECES - 1).take_while(piece);
    let mut lines = more.map(|p| p.span.of(text));
    let Some(last) = lines.position(ends_document) else {
        return;
    };
    let about = paragraphs[..last + 2]
        .iter()
        .any(|p| p.span.of(text).contains("关于"));
    if about {
        paragraphs[1..last + 2]
            .iter_mut()
            .for_each(|p| p.role = Role::Title);
    }
}

fn ends_document(line: &str) -> bool {
    let bare = match line.rfind(['（', '(']) {
        Some(at) if line.ends_with(['）', ')']) => &line[..at],
        _ => line,
    };
    KINDS.iter().any(|k| bare.ends_with(k))
}

fn is_office(line: &str) -> bool {
    let ends = ["院", "厅", "府", "委", "局", "部", "会", "办公室", "室"];
    line.chars()
        .all(|c| chars::is_han(c) || chars::is_space(c) || c == '、')
        && ends.iter().any(|e| line.ends_with(e))
}

/// Where a document's title ends in a line that lost its end: `…关于印发方案的通知各市人民政府：…`.
fn glued(line: &str) -> Option<usize> {
    let head = chars::head(line, 400);
    let about = head.find("关于").filter(|at| *at <= 90)?;
    let stop = head
        .find(['。', '：', ':', '，', '；'])
        .unwrap_or(head.len());
    // A sentence that ended before is no title's beginning.
    let title = head.get(about..stop)?;
    let ends = KINDS.iter().filter_map(|kind| {
        let of = format!("的{kind}");
        title.find(&of).map(|at| about + at + of.len())
    });
    let end = ends.min()?;
    let end = end + bracketed(&head[end..]);
    // An addressee or the document's number follows, and not the rest of a sentence.
    let rest = &head[end..];
    let near = chars::head(rest, 200);
    let addressed = near
        .find('：')
        .is_some_and(|at| !near[..at].contains(['。', '；', '的']));
    let numbered = near.find(['〔', '［', '﹝']).is_some_and(|at| at <= 30);
    let begins = rest
        .starts_with(|c: char| chars::is_han(c) && !matches!(c, '的' | '和' | '等' | '要' | '》'));
    (begins && (addressed || numbered) && !head[..end].contains("现将")).then_some(end)
}

/// Length of `（试行）` and its like at the start of `rest`.
fn bracketed(rest: &str) -> usize {
    let closes = rest
        .find(['）', ')'])
        .filter(|at| rest.starts_with(['（', '(']) && *at <= 30);
    closes.map_or(0, |at| {
        at + rest[at..].chars().next().map_or(0, char::len_utf8)
    })
}

/// The title said again at the top, as converters do.
pub(super) fn repeated(text: &str, paragraphs: &mut [Paragraph]) {
    let mut top = paragraphs.iter_mut().take(6);
    let Some(title) = top.find(|p| p.role == Role::Title).map(|p| p.span.of(text)) else {
        return;
    };
    for again in top.filter(|p| p.role.is_content() && p.span.of(text) == title) {
        again.role = Role::Title;
    }
}

fn is_title(line: &str, traditional: bool) -> bool {
    let most = match line.contains(['，', ',']) {
        true => LONGEST[usize::from(traditional)],
        false => SEVERAL,
    };
    let length = line.chars().take(most + 1).count();
    let last = line.chars().next_back().unwrap_or(' ');
    (4..=most).contains(&length)
        && !matches!(last, '。' | '；' | ';' | '：' | ':' | '，' | ',' | '、')
        && !line.contains(['。', '；'])
        && line.contains(chars::is_han)
        && !opens_otherwise(line)
}

/// List markers, dashes and datelines open no title.
fn opens_otherwise(line: &str) -> bool {
    let bare = line.trim_start_matches(['（', '(']);
    let rest =
        bare.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    let marker = rest.len() < bare.len()
        && rest.starts_with(['、', '.', '）', ')'])
        // 1.5亿元 opens a title.
        && !rest.chars().take(2).all(|c| c == '.' || c.is_ascii_digit());
    marker
        || line.starts_with([
            '—', '-', '●', '■', '★', '▲', '◆', '·', '•', '↑', '△', '*', '|', '<',
        ])
        || ["图为", "第一章", "各位"]
            .iter()
            .any(|w| line.starts_with(w))
        || is_dateline(line)
}

/// An agency's dateline: `新华社北京8月18日电`. `新华社：火灾敲警钟` is a title.
fn is_dateline(line: &str) -> bool {
    let agencies = [
        "新华社",
        "新华网",
        "中新社",
        "中新网",
        "本报讯",
        "本报",
        "央视网消息",
        "人民网",
    ];
    let head = chars::head(line, 120);
    agencies.iter().any(|a| line.starts_with(a))
        && ["电", "讯", "消息", "记者"]
            .iter()
            .any(|w| head.contains(w))
}

/// A title without what converters and speakers put behind it: a footnote's mark, the day and
/// place of a speech.
pub(super) fn bare(title: &str) -> &str {
    let title = title.trim_end();
    let footnote = title.strip_suffix(']').and_then(|t| t.rsplit_once('['));
    let title = match footnote {
        Some((before, mark)) if !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit()) => {
            before
        }
        _ => title,
    };
    let speech = title
        .strip_suffix(['）', ')'])
        .and_then(|t| t.rsplit_once(['（', '(']));
    match speech {
        Some((before, place)) if !before.is_empty() && is_speech(place) => before.trim_end(),
        _ => title,
    }
}

/// `2021年1月27日在新海省第五届人民代表大会上`.
fn is_speech(place: &str) -> bool {
    day::find(place, false).is_some_and(|d| place[d.end..].trim_start().starts_with('在'))
}

/// Marks the place of a title that the container gave, if it stands at the top of the text:
/// a whole line, or the beginning of one (a lost line end).
pub(super) fn place(text: &str, title: &str, paragraphs: &mut Vec<Paragraph>) {
    let top = paragraphs.iter().take(6).enumerate();
    let mut placed = top.filter_map(|(i, p)| Some((i, p.span, opening(text, p.span, title)?)));
    let Some((at, _, end)) = placed.next() else {
        return;
    };
    split(paragraphs, at, text, end);
}

/// Makes the beginning of a paragraph the title, and its rest, if any, a paragraph.
fn split(paragraphs: &mut Vec<Paragraph>, at: usize, text: &str, end: usize) {
    let line = paragraphs[at].span;
    paragraphs[at] = Paragraph {
        span: Span::new(line.from(), end),
        role: Role::Title,
    };
    let rest = text[end..line.to()].trim_start_matches(chars::is_space);
    if !rest.is_empty() {
        let span = Span::new(line.to() - rest.len(), line.to());
        let role = Role::Body;
        paragraphs.insert(at + 1, Paragraph { span, role });
    }
}

/// Where `title` ends in a line that it fills or, if it is long enough to tell, opens.
/// Spaces do not count.
fn opening(text: &str, line: Span, title: &str) -> Option<usize> {
    let visible = |(_, c): &(usize, char)| !chars::is_space(*c);
    let mut found = line.of(text).char_indices().filter(visible);
    let (mut end, mut length) = (line.from(), 0);
    for (_, c) in title.char_indices().filter(visible) {
        let (i, _) = found.next().filter(|(_, f)| *f == c)?;
        end = line.from() + i + c.len_utf8();
        length += 1;
    }
    let fills = found.next().is_none();
    (length > 0 && (fills || length >= 8)).then_some(end)
}
