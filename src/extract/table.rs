//! Tables in the text: lines of cells between `|` (Markdown) or parted by tabs (as they come from
//! a page), with the lines of their head. What a cell's figure is (`quantity/table.rs`) and what
//! it is of (`link/table.rs`) is read from the head of its column.

use crate::span::Span;

/// So many lines at most are the head of a table.
const HEADS: usize = 3;

/// One table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The last line with text before it.
    pub(super) above: Span,
    /// The lines of its head, and its rows, in cells.
    heads: Vec<Vec<Span>>,
    pub(super) rows: Vec<Vec<Span>>,
}

impl Table {
    /// What the head says of column `i`, line by line.
    pub(super) fn heads(&self, i: usize) -> impl Iterator<Item = Span> + '_ {
        let own = move |line: &Vec<Span>| line.get(i).or(line.last()).copied();
        self.heads.iter().filter_map(own)
    }

    /// How many columns the head has.
    pub(super) fn width(&self) -> usize {
        self.heads.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// The tables of `text`, in order.
pub(super) fn tables(text: &str) -> Vec<Table> {
    let mut found = Vec::new();
    if !text.contains(['|', '\t']) {
        return found;
    }
    let mut open: Option<Table> = None;
    let (mut above, mut at) = (Span::new(0, 0), 0);
    let mut heads = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = trimmed(text, Span::new(at, at + line.len()));
        at += line.len();
        let row = span.of(text);
        let bars = row.starts_with('|');
        if !bars && !line.trim_end_matches(['\n', '\r']).contains('\t') {
            found.extend(open.take());
            heads.clear();
            above = if row.is_empty() { above } else { span };
            continue;
        }
        let mark = if bars { '|' } else { '\t' };
        match &mut open {
            Some(table) => table.rows.push(cells(text, span, mark)),
            None if bars && is_rule(row) => {
                open = Some(Table {
                    above,
                    heads: std::mem::take(&mut heads),
                    rows: Vec::new(),
                })
            }
            None if bars && heads.len() < HEADS => heads.push(cells(text, span, mark)),
            None if !bars => {
                let head = cells(text, span, mark);
                let named = |cell: &Span| {
                    !cell
                        .of(text)
                        .starts_with(|c: char| c.is_ascii_digit() || c == '-')
                };
                // a table whose first line holds figures has no head
                let heads = if head.iter().all(named) {
                    vec![head]
                } else {
                    Vec::new()
                };
                open = Some(Table {
                    above,
                    heads,
                    rows: Vec::new(),
                });
            }
            None => {}
        }
    }
    found.extend(open);
    found.retain(|table| !table.heads.is_empty());
    let heads = found.iter_mut().flat_map(|table| &mut table.heads);
    heads.for_each(|line| spread(line));
    found
}

/// An empty cell of a head belongs to the one before it, which spans columns.
fn spread(line: &mut [Span]) {
    let mut before = None;
    for cell in line {
        match before {
            Some(before) if cell.is_empty() => *cell = before,
            _ => before = Some(*cell),
        }
    }
}

/// `| --- | :---: |`: the line under the head.
fn is_rule(row: &str) -> bool {
    row.contains("--") && row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The cells of a line.
fn cells(text: &str, line: Span, mark: char) -> Vec<Span> {
    let mut at = line.from();
    let one = |cell: &str| {
        let span = Span::new(at, at + cell.len());
        at += cell.len() + mark.len_utf8();
        trimmed(text, span)
    };
    let row = line.of(text);
    row.split(mark)
        .map(one)
        .skip(usize::from(mark == '|'))
        .collect()
}

/// Without the spaces and line breaks around.
fn trimmed(text: &str, span: Span) -> Span {
    let (mut from, mut to) = (span.from(), span.to());
    loop {
        let rest = text.get(from..to).unwrap_or_default();
        let inner = rest.trim();
        from += rest.len() - rest.trim_start().len();
        to = from + inner.len();
        match (inner.strip_prefix("<br>"), inner.strip_suffix("<br>")) {
            (Some(_), _) => from += "<br>".len(),
            (None, Some(_)) => to -= "<br>".len(),
            (None, None) => return Span::new(from, to),
        }
    }
}

/// The text of a cell without line breaks and spaces.
pub(super) fn plain(cell: &str) -> String {
    let cell = cell.replace("<br>", "").replace("<br/>", "");
    cell.chars().filter(|c| !c.is_whitespace()).collect()
}
