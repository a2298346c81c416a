//! Where a line end is no paragraph's end: lines wrapped by a program at a fixed width, and
//! headings whose characters are set apart by spaces. What is named here is left out of the
//! normalized text, so that the stages see whole sentences; offsets lead back over it.

use crate::{chars, span::Span};

/// Columns by which wrapped lines may differ: a mark that must not start a line, a word
/// that is not broken.
const RAGGED: usize = 6;
/// The narrowest and widest column at which programs wrap.
const COLUMNS: std::ops::RangeInclusive<usize> = 24..=160;
/// So many lines must end at the column before wrapping is believed.
const WITNESSES: usize = 4;
/// A verse is narrower than this, running text wider.
const VERSE: usize = 20;

/// A line of the original: its text without the space around it, and how wide it is.
#[derive(Debug, Clone, Copy)]
struct Line {
    from: usize,
    to: usize,
    indent: usize,
    column: usize,
}

/// The bytes of `text` that stand between the parts of a broken sentence or spaced word,
/// in order.
pub(super) fn removed(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let lines = lines(text);
    let column = Column::of(text, &lines);
    let mut joined = false;
    for (i, line) in lines.iter().enumerate() {
        spaced(text, line, &mut out);
        let Some(next) = lines.get(i + 1) else { break };
        let after = lines.get(i + 2);
        joined = joins(text, line, next, &column) || (!joined && is_inset(text, line, next, after));
        if joined {
            out.extend(gap(text, line.to, next.from));
        }
    }
    out
}

fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_matches(chars::is_space);
        let lead = line.len() - line.trim_start_matches(chars::is_space).len();
        let from = start + if content.is_empty() { 0 } else { lead };
        let indent = width(&text[start..from]);
        out.push(Line {
            from,
            to: from + content.len(),
            indent,
            column: indent + width(content),
        });
        start += line.len();
    }
    out
}

/// Columns that a text takes in a fixed-width font.
fn width(text: &str) -> usize {
    let wide = |c: char| if (c as u32) < 0x1100 { 1 } else { 2 };
    text.chars().filter(|c| *c != '\n').map(wide).sum()
}

/// The column at which the document is wrapped, if it is, and the indentation of the lines
/// that go on with a sentence.
#[derive(Debug, Default)]
struct Column {
    at: Option<usize>,
    indent: usize,
}

impl Column {
    fn of(text: &str, lines: &[Line]) -> Self {
        let pairs = lines.windows(2).map(|w| (w[0], w[1]));
        let broken: Vec<_> = pairs
            .filter(|(a, b)| is_open(text, a) && b.to > b.from)
            .collect();
        let mut columns: Vec<usize> = broken.iter().map(|(a, _)| a.column).collect();
        columns.sort_unstable();
        let Some(&at) = columns.get(columns.len().saturating_sub(1) * 9 / 10) else {
            return Column::default();
        };
        let full = broken.iter().filter(|(a, _)| near(a.column, at));
        let mut indents: Vec<usize> = full.map(|(_, b)| b.indent).collect();
        let enough = indents.len() >= WITNESSES && indents.len() * 5 >= broken.len() * 3;
        indents.sort_unstable();
        Column {
            at: (enough && COLUMNS.contains(&at)).then_some(at),
            // Most of the lines that follow a full one go on with the sentence.
            indent: indents.get(indents.len() / 2).copied().unwrap_or(0),
        }
    }
}

fn near(column: usize, at: usize) -> bool {
    column + RAGGED > at && column <= at + RAGGED
}

/// True for a line that stops without closing mark.
fn is_open(text: &str, line: &Line) -> bool {
    let last = text[line.from..line.to].chars().next_back();
    last.is_some_and(|c| !chars::ends_sentence(c) && !chars::closes(c) && !matches!(c, '：' | ':'))
}

/// True when `next` goes on with the sentence of `line`.
fn joins(text: &str, line: &Line, next: &Line, column: &Column) -> bool {
    if line.from == line.to || next.from == next.to || is_item(&text[next.from..next.to]) {
        return false;
    }
    let first = text[next.from..].chars().next().unwrap_or(' ');
    let last = text[line.from..line.to].chars().next_back().unwrap_or(' ');
    if cannot_start(first) && !is_rule(&text[next.from..next.to]) {
        return true;
    }
    if last.is_ascii_digit() && goes_on_number(&text[next.from..next.to]) {
        return line.column >= VERSE;
    }
    if matches!(last, '，' | '、' | '（' | '《' | '“' | '〔') {
        return line.column >= VERSE;
    }
    column.at.is_some_and(|at| near(line.column, at))
        && is_open(text, line)
        && next.indent <= column.indent + 1
}

/// A line that opens with the unit of the number before it and goes on with words: 100 / 元以下
/// 罚款, 2023 / 年2月10日. A unit alone is a cell of a table.
fn goes_on_number(next: &str) -> bool {
    let units = [
        "万亿",
        "亿",
        "万",
        "多万",
        "余万",
        "多亿",
        "余亿",
        "元",
        "年",
        "月",
        "日",
        "个百分点",
        "%",
        "人",
        "余人",
        "多人",
        "家",
        "户",
        "个",
        "名",
        "公里",
        "平方",
        "亩",
        "吨",
        "倍",
        "小时",
        "分钟",
        "岁",
    ];
    units.iter().any(|u| {
        next.strip_prefix(u)
            .is_some_and(|rest| rest.chars().count() >= 4)
    })
}

/// True when `next` is a piece torn out of its sentence by a link: the line after it goes on
/// with a mark that starts no line.
fn is_inset(text: &str, line: &Line, next: &Line, after: Option<&Line>) -> bool {
    let Some(after) = after.filter(|a| a.from < a.to && next.from < next.to) else {
        return false;
    };
    let first = text[after.from..].chars().next().unwrap_or(' ');
    line.from < line.to
        && line.column >= VERSE
        && is_open(text, line)
        && matches!(first, '。' | '，' | '、' | '；' | '”' | '》' | '）')
        && next.column < 2 * VERSE
        && !is_item(&text[next.from..next.to])
}

/// A mark that typesetting never puts at the start of a line.
fn cannot_start(c: char) -> bool {
    matches!(
        c,
        '。' | '，'
            | '、'
            | '；'
            | '！'
            | '？'
            | '）'
            | '》'
            | '”'
            | '’'
            | '】'
            | '」'
            | '』'
            | '％'
    )
}

/// A line of nothing but marks.
fn is_rule(line: &str) -> bool {
    !line.contains(|c: char| chars::is_han(c) || c.is_alphanumeric())
}

/// A line that opens with a list marker, a bullet or Markdown.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    if matches!(
        first,
        '●' | '○'
            | '■'
            | '□'
            | '◆'
            | '▲'
            | '★'
            | '•'
            | '·'
            | '—'
            | '－'
            | '-'
            | '*'
            | '#'
            | '>'
            | '|'
            | '【'
    ) {
        return true;
    }
    let numeral =
        |c: char| c.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９".contains(c);
    let bare = line.trim_start_matches(['（', '(']);
    let rest = bare.trim_start_matches(numeral);
    let marked = bare.len() - rest.len();
    let next = rest.chars().nth(1).unwrap_or(' ');
    (1..=9).contains(&marked)
        && rest.starts_with(['、', '.', '．', '）', ')'])
        && !next.is_ascii_digit()
        && !matches!(next, '０'..='９')
        || (first == '第'
            && line
                .chars()
                .take(8)
                .any(|c| matches!(c, '条' | '條' | '章' | '节')))
}

/// What to leave out between two lines: all, or between two Latin words all but a space.
fn gap(text: &str, from: usize, to: usize) -> Option<Span> {
    let before = text[..from].chars().next_back().unwrap_or(' ');
    let after = text[to..].chars().next().unwrap_or(' ');
    if !(before.is_ascii_alphabetic() && after.is_ascii_alphabetic()) {
        return Some(Span::new(from, to));
    }
    let newline = text[from..to].find('\n').map(|i| from + i)?;
    match text[newline + 1..to].starts_with(' ') {
        true => Some(Span::new(newline, newline + 1)),
        false => text[from..newline]
            .ends_with(' ')
            .then(|| Span::new(newline, to)),
    }
}

/// The spaces inside a heading set like `政 府 工 作 报 告`.
fn spaced(text: &str, line: &Line, out: &mut Vec<Span>) {
    let content = &text[line.from..line.to];
    // Cheap tests first: few lines are short and have a space after their first character.
    let mut chars = content.chars();
    if content.len() > 200
        || !chars.next().is_some_and(chars::is_han)
        || !chars.next().is_some_and(chars::is_space)
    {
        return;
    }
    let words = content.split(chars::is_space).filter(|w| !w.is_empty());
    let (mut count, mut single) = (0, true);
    for word in words {
        count += 1;
        single &= word.chars().count() == 1
            && word
                .chars()
                .all(|c| chars::is_han(c) || c.is_alphanumeric());
    }
    if count < 3 || !single {
        return;
    }
    let mut at = line.from;
    for (i, c) in content.char_indices().filter(|(_, c)| !chars::is_space(*c)) {
        if line.from + i > at {
            out.push(Span::new(at, line.from + i));
        }
        at = line.from + i + c.len_utf8();
    }
}
