//! The blocks of the chosen box as text: paragraphs in lines, a table's row in one line.

use super::{
    choose::Choice,
    soup::{Block, Soup},
    words,
};
use crate::day;

/// A cell of a table of figures is not longer than this, in characters; others lay a page out.
const CELL: usize = 300;
/// So many lines at the top may together be the title.
const TITLE_LINES: usize = 5;
/// A dateline above the text is not longer than this, in bytes.
const DATELINE: usize = 90;
/// A line after the last running text is not longer than this, in characters.
const SIGNATURE: usize = 60;

/// A line of the article.
#[derive(Debug)]
struct Line {
    text: String,
    running: bool,
    linked: bool,
}

/// The article's text without its title.
pub(super) fn text(soup: &Soup, choice: &Choice, title: &str) -> String {
    let mut lines = lines(soup, choice);
    let first = lines.iter().position(|l| l.running).unwrap_or(0);
    let last = lines.iter().rposition(|l| l.running).map_or(0, |i| i + 1);
    let end = last + tail(&lines[last.min(lines.len())..]);
    lines.truncate(end);
    let start = head(&lines, first, title);
    let mut out = String::new();
    for (i, line) in lines.iter().enumerate().skip(start) {
        let linked = line.linked && !is_attachment(&line.text);
        let above = i < first && is_dateline(&line.text);
        if !(linked || above || words::is_edge(&line.text)) {
            out.push_str(&line.text);
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Where the article begins: behind the title, the dateline and the links above it.
fn head(lines: &[Line], first: usize, title: &str) -> usize {
    let bare = words::bare(title);
    for start in 0..=first.min(lines.len()) {
        let (mut rest, mut taken) = (bare.as_str(), 0);
        for line in lines[start..].iter().take(TITLE_LINES) {
            let line = words::bare(&line.text);
            match rest.strip_prefix(line.as_str()) {
                Some(after) if !line.is_empty() => (rest, taken) = (after, taken + 1),
                _ => break,
            }
        }
        if rest.is_empty() && taken > 0 {
            return start + taken;
        }
    }
    // Without a title in the box: short lines right above the first running text may be headings
    // or the number of a document.
    let plain = |l: &&Line| !l.linked && !words::is_edge(&l.text);
    first
        - lines[..first.min(lines.len())]
            .iter()
            .rev()
            .take_while(plain)
            .count()
}

/// How many lines after the last running text belong to the article: a signature, a table.
fn tail(lines: &[Line]) -> usize {
    let own = |l: &&Line| {
        (!l.linked || is_attachment(&l.text))
            && !words::is_edge(&l.text)
            && l.text.chars().take(SIGNATURE + 1).count() <= SIGNATURE
    };
    lines.iter().take_while(own).count()
}

/// A day and little else, above the text.
fn is_dateline(line: &str) -> bool {
    line.len() <= DATELINE && day::find(line, false).is_some()
}

fn is_attachment(line: &str) -> bool {
    let line = line.trim_end_matches(['》', '）', ')']);
    line.starts_with("附件")
        || [
            ".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".zip", ".rar",
        ]
        .iter()
        .any(|e| line.ends_with(e))
}

fn lines(soup: &Soup, choice: &Choice) -> Vec<Line> {
    let chosen = &soup.boxes[choice.index];
    let mut out = Vec::new();
    let mut at = chosen.first;
    let all: f64 = choice.running[chosen.first..chosen.last.max(chosen.first)]
        .iter()
        .sum();
    let mut read = 0.0;
    while at < chosen.last {
        let row = soup.blocks[at].row;
        let inside = |b: &&Block| b.row == row;
        let length = match row {
            0 => 1,
            _ => soup.blocks[at..chosen.last]
                .iter()
                .take_while(inside)
                .count(),
        };
        let range = at..at + length;
        at += length;
        if row <= choice.index || !is_row(&soup.blocks[range.clone()]) {
            for i in range.clone() {
                out.extend(line(soup, choice, i));
            }
        } else if let Some(line) = joined(soup, choice, range.clone()) {
            out.push(line);
        }
        // Half of the running text must have come: a dateline may begin with such a word too.
        read += choice.running[range].iter().sum::<f64>();
        let ends = |l: &Line| {
            read * 2.0 > all && words::ends_article(&l.text)
                || read > 0.0 && words::opens_comments(&l.text)
        };
        if out.last().is_some_and(ends) {
            out.pop();
            break;
        }
    }
    out
}

fn line(soup: &Soup, choice: &Choice, i: usize) -> Option<Line> {
    let block = &soup.blocks[i];
    let holder = &soup.boxes[block.holder];
    let aside = choice.index != block.holder && !soup.boxes[choice.index].other && holder.other;
    if aside && !is_prose(block) || holder.hidden && choice.running[i] == 0.0 {
        return None;
    }
    Some(Line {
        text: soup.of(block).to_owned(),
        running: choice.running[i] > 0.0,
        linked: block.is_link(),
    })
}

/// Sentences, wherever they stand.
fn is_prose(block: &Block) -> bool {
    block.marks >= 2 && block.chars >= 40 && !block.is_link()
}

/// True for the row of a table that says something: several cells, none of them a page.
fn is_row(blocks: &[Block]) -> bool {
    let mut cells = 1;
    let mut chars = 0;
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 && block.cell != blocks[i - 1].cell {
            cells += 1;
            chars = 0;
        }
        chars += block.chars;
        if chars > CELL {
            return false;
        }
    }
    cells > 1
}

fn joined(soup: &Soup, choice: &Choice, range: std::ops::Range<usize>) -> Option<Line> {
    let mut text = String::new();
    let (mut cell, mut linked, mut chars) = (0, 0, 0);
    for i in range.clone() {
        let block = &soup.blocks[i];
        if i > range.start && block.cell != cell {
            text.push('\t');
        }
        cell = block.cell;
        text.push_str(soup.of(block));
        linked += block.linked;
        chars += block.chars;
    }
    (!text.is_empty()).then(|| Line {
        running: range.clone().any(|i| choice.running[i] > 0.0),
        linked: linked * 2 > chars,
        text,
    })
}
