//! Tables aligned by terminal columns: a Chinese character takes two. What does not fit is
//! cut between grapheme clusters.

use super::{FAINT, Look};
use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// On which side of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Left.
    Left,
    /// Right.
    Right,
}

/// Columns of space between two cells.
const GAP: usize = 2;
/// No column is squeezed below this.
const NARROWEST: usize = 6;

/// A table under construction.
#[derive(Debug)]
pub(super) struct Table {
    align: Vec<Align>,
    styles: Vec<Style>,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(align: Vec<Align>) -> Self {
        let styles = vec![Style::new(); align.len()];
        Table {
            align,
            styles,
            head: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Styles of the columns, in order.
    pub(super) fn styled(mut self, styles: &[Style]) -> Self {
        self.styles = styles.to_vec();
        self
    }

    pub(super) fn head<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        self.head = names.map(str::to_owned).collect();
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|c| one_line(c)).collect());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the table, empty columns left out, the widest columns cut until all fit.
    pub(super) fn write(&self, look: Look, out: &mut Vec<u8>) {
        let mut widths: Vec<usize> = (0..self.align.len()).map(|i| self.width(i)).collect();
        fit(&mut widths, look.width);
        if !self.head.is_empty() {
            let line = self.line(&self.head, &widths, |_, text| look.paint(FAINT, text));
            out.extend_from_slice(line.as_bytes());
        }
        for row in &self.rows {
            let style = |i: usize, text: &str| {
                look.paint(self.styles.get(i).copied().unwrap_or_default(), text)
            };
            out.extend_from_slice(self.line(row, &widths, style).as_bytes());
        }
    }

    /// Width of the widest cell; 0 when all cells are empty, whatever the heading.
    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|r| r.get(column));
        match cells.map(|c| c.width()).max().unwrap_or(0) {
            0 => 0,
            widest => widest.max(self.head.get(column).map_or(0, |h| h.width())),
        }
    }

    fn line(
        &self,
        cells: &[String],
        widths: &[usize],
        paint: impl Fn(usize, &str) -> String,
    ) -> String {
        let mut line = String::new();
        let mut pending = 0;
        for (i, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            if width == 0 {
                continue;
            }
            let text = cut(cell, width);
            let space = width.saturating_sub(text.width());
            let right = self.align.get(i) == Some(&Align::Right);
            let (before, after) = if right { (space, 0) } else { (0, space) };
            if !text.is_empty() {
                line.extend(std::iter::repeat_n(' ', pending + before));
                line.push_str(&paint(i, &text));
                pending = after + GAP;
            } else {
                pending += width + GAP;
            }
        }
        line.push('\n');
        line
    }
}

/// Takes columns from the widest until all fit into `total`.
fn fit(widths: &mut [usize], total: usize) {
    let shown = widths.iter().filter(|w| **w > 0).count();
    let room = total.saturating_sub(GAP * shown.saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let over = widths.iter().sum::<usize>() - room;
        let Some(widest) = widths.iter_mut().max() else {
            return;
        };
        if *widest <= NARROWEST {
            return;
        }
        *widest -= over.min((*widest - NARROWEST).div_ceil(4)).max(1);
    }
}

/// Line ends and runs of space as one space; control characters, which would command the
/// terminal, taken out.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c == '\u{3000}' {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if !c.is_control() {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// `text` cut to `width` columns with `…` where something is missing.
pub(super) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        used += cluster.width();
        if used + 1 > width {
            break;
        }
        out.push_str(cluster);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look {
        width: 20,
        color: false,
        preview: false,
    };

    fn written(table: &Table) -> String {
        let mut out = Vec::new();
        table.write(PLAIN, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn chinese_takes_two_columns() {
        let mut table = Table::new(vec![Align::Left, Align::Right]);
        table.row(vec!["西乡".into(), "7".into()]);
        table.row(vec!["ab".into(), "1000".into()]);
        assert_eq!(written(&table), "西乡     7\nab    1000\n");
    }

    #[test]
    fn an_empty_column_is_left_out() {
        let mut table = Table::new(vec![Align::Left; 3]);
        table.head(["a", "b", "c"].into_iter());
        table.row(vec!["1".into(), String::new(), "3".into()]);
        assert_eq!(written(&table), "a  c\n1  3\n");
    }

    #[test]
    fn the_widest_column_is_cut_between_clusters() {
        let mut table = Table::new(vec![Align::Left, Align::Left]);
        table.row(vec!["n".into(), "全市处理欠薪逃匿案件十七宗".into()]);
        let line = written(&table);
        assert!(
            line.ends_with("…\n") && line.trim_end().width() <= 20,
            "{line:?}"
        );
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(cut("👩‍👩‍👧中", 3), "👩‍👩‍👧…");
    }

    #[test]
    fn a_cell_cannot_command_the_terminal() {
        assert_eq!(one_line("a\u{1b}[31m\n\u{3000}b\r\n"), "a[31m b");
    }
}
