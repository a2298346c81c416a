//! Tables in the text: lines of cells between `|` (Markdown) or parted by tabs (as they come from
//! a page), with the lines of their head. What a cell's figure is (`quantity/table.rs`) and what
//! it is of (`link/table.rs`) is read from the head of its column.

use crate::span::Span;

/// So many lines at most are the head of a table.
const HEADS: usize = 3;

/// A longer cell is no head. It may span many columns, and each of them reads it.
const LONGEST: usize = 200;

/// One table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The last line with text before it.
    pub(super) above: Span,
    /// What parts its cells.
    mark: char,
    /// How many cells its head has without the empty ones at its end.
    named: usize,
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

    /// Whether the head says of column `i` what it says of the one before.
    pub(super) fn same(&self, i: usize) -> bool {
        let before = i.checked_sub(1);
        before.is_some_and(|before| self.heads(before).eq(self.heads(i)))
    }

    /// How many columns the head has.
    pub(super) fn width(&self) -> usize {
        self.heads.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Whether each cell of a row stands under its own head. A page gives no tab for an empty
    /// cell, so a row with more or fewer cells than the head may be shifted anywhere; Markdown
    /// writes the empty cells.
    fn fits(&self, row: &[Span]) -> bool {
        let head = self.heads.first().map_or(0, Vec::len);
        self.mark == '|' || (row.len() >= self.named && filled(row) <= head)
    }
}

/// The tables of `text`, in order.
pub(super) fn tables(text: &str) -> Vec<Table> {
    if !text.contains(['|', '\t']) {
        return Vec::new();
    }
    let mut reader = Reader {
        text,
        above: Span::new(0, 0),
        heads: Vec::new(),
        open: None,
        found: Vec::new(),
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        reader.line(Span::new(at, at + line.len()));
        at += line.len();
    }
    let mut found = reader.found;
    found.extend(reader.open);
    found.retain(|table| !table.heads.is_empty());
    let heads = found.iter_mut().flat_map(|table| &mut table.heads);
    heads.for_each(|line| spread(line));
    found
}

/// Goes through the lines of a text.
struct Reader<'a> {
    text: &'a str,
    /// The last line with text that is no line of a table.
    above: Span,
    /// Lines of bars that no rule (`|---|`) has followed yet.
    heads: Vec<Vec<Span>>,
    open: Option<Table>,
    found: Vec<Table>,
}

impl Reader<'_> {
    fn line(&mut self, whole: Span) {
        let span = trimmed(self.text, whole);
        let row = span.of(self.text);
        let bars = row.starts_with('|');
        if !bars && !is_tabbed(whole.of(self.text), row, self.open.is_some()) {
            self.found.extend(self.open.take());
            self.heads.clear();
            self.above = if row.is_empty() { self.above } else { span };
            return;
        }
        let mark = if bars { '|' } else { '\t' };
        if self.open.as_ref().is_some_and(|table| table.mark != mark) {
            self.found.extend(self.open.take());
        }
        if !bars {
            self.heads.clear();
        }
        let rule = bars && is_rule(row);
        // a tab at an end of the line parts an empty cell from the others
        let cells = cells(self.text, if bars { span } else { whole }, mark);
        match &mut self.open {
            Some(table) if table.fits(&cells) => table.rows.push(cells),
            Some(_) => {}
            None if rule => {
                let heads = std::mem::take(&mut self.heads);
                self.start(mark, heads, 0);
            }
            None if bars && self.heads.len() < HEADS => self.heads.push(cells),
            None if bars => {}
            None => {
                let named = filled(&cells);
                let has_head = !cells.iter().any(|cell| is_figure(cell.of(self.text)));
                self.start(mark, has_head.then_some(cells).into_iter().collect(), named);
            }
        }
    }

    fn start(&mut self, mark: char, heads: Vec<Vec<Span>>, named: usize) {
        self.open = Some(Table {
            above: self.above,
            mark,
            named,
            heads,
            rows: Vec::new(),
        });
    }
}

/// A table whose first line holds figures has no head.
fn is_figure(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit() || c == '-')
}

/// An empty cell of a head belongs to the one before it, which spans columns.
fn spread(line: &mut [Span]) {
    let mut before = None;
    for cell in line {
        match before {
            Some(before) if cell.is_empty() => *cell = before,
            _ => {
                if cell.len() > LONGEST {
                    *cell = Span::new(cell.from(), cell.from());
                }
                before = Some(*cell);
            }
        }
    }
}

/// How many cells a line has without the empty ones at its end.
fn filled(line: &[Span]) -> usize {
    let last = line.iter().rposition(|cell| !cell.is_empty());
    last.map_or(0, |i| i + 1)
}

/// Whether tabs part a line, which is `row` without the spaces around, into cells. A tab before
/// the text alone indents a paragraph; in a table, one behind it parts off an empty cell.
fn is_tabbed(line: &str, row: &str, within: bool) -> bool {
    let line = line.trim_end_matches(['\n', '\r', ' ', '\u{3000}']);
    row.contains('\t') || within && line.ends_with('\t')
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<&str>> {
        let tables = tables(text);
        let lines = tables.iter().flat_map(|t| t.heads.iter().chain(&t.rows));
        lines
            .map(|line| line.iter().map(|cell| cell.of(text)).collect())
            .collect()
    }

    #[test]
    fn empty_cells_keep_their_place() {
        let text = "\t产量\t增幅\n煤炭\t31.7\t2.6\n\t8.4\t1.9\n水泥\t9.3\t\n";
        let want = [
            ["", "产量", "增幅"],
            ["煤炭", "31.7", "2.6"],
            ["", "8.4", "1.9"],
            ["水泥", "9.3", ""],
        ];
        assert_eq!(rows(text), want);
    }

    #[test]
    fn a_row_that_may_be_shifted_is_left_out() {
        let text = "品名\t产量\t增幅\n8.4\t1.9\n煤炭\t31.7\t2.6\t5\n水泥\t9.3\t0.2\t\n";
        let want = [vec!["品名", "产量", "增幅"], vec!["水泥", "9.3", "0.2", ""]];
        assert_eq!(rows(text), want);
    }

    #[test]
    fn an_indented_paragraph_is_no_table() {
        assert!(rows("\t今年雨水偏多。\n\t\t各地忙于秋收。\n\t\n").is_empty());
        let text = "品名\t产量\n煤炭\t31.7\n\t各地忙于秋收。\n水泥\t9.3\n";
        assert_eq!(rows(text).len(), 2, "the paragraph ends the table");
    }

    #[test]
    fn tabs_and_bars_do_not_mix() {
        let text = "| 甲 | 乙 |\n品名\t产量\n煤炭\t31.7\n| 丙 |\n| -- |\n| 6 |\n";
        let want = [
            vec!["品名", "产量"],
            vec!["煤炭", "31.7"],
            vec!["丙", "丙"],
            vec!["6", ""],
        ];
        assert_eq!(rows(text), want);
    }

    #[test]
    fn a_long_cell_is_no_head() {
        let text = format!("{}\t\t产量\n煤炭\t31.7\t2.6\n", "长".repeat(LONGEST));
        assert_eq!(rows(&text).first(), Some(&vec!["", "", "产量"]));
    }
}
