//! What the figures of a table are of: the head of their column names it (产量（万吨）), else the first
//! cell of their row; under 比上年增长% stands the change of what the column before it tells.

use super::{cues::Cues, view::names_thing};
use crate::{
    extract::{
        Base, Change, ChangeRole, Direction, Statistic,
        table::{Table, plain},
    },
    span::Span,
};
use serde::Deserialize;

/// Words of the heads of columns, from `cues_change.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Heads {
    /// A column under one of these tells changes.
    growth: Vec<String>,
    /// Those that compare with the year before, and with the period before.
    yearly: Vec<String>,
    monthly: Vec<String>,
    /// Heads that name nothing: what their figures are of stands in the first cell of the row.
    general: Vec<String>,
    /// Heads of what is no figure.
    aside: Vec<String>,
    /// What opens the first cell of a part (其中：).
    part: Vec<String>,
}

impl Heads {
    /// The base that a word of a head tells by itself.
    fn base(&self, head: &str) -> Option<Base> {
        let said = |words: &[String]| words.iter().any(|w| head.contains(w.as_str()));
        match (said(&self.yearly), said(&self.monthly)) {
            (true, _) => Some(Base::Yoy),
            (_, true) => Some(Base::Mom),
            _ => None,
        }
    }
}

/// What the head of a column says.
#[derive(Debug, Clone, Copy)]
enum Column {
    /// It names the thing.
    Thing(Span),
    /// The row does.
    Row,
    /// It tells changes of what another column names, against a base told by the words.
    Growth {
        of: Option<Span>,
        base: Option<Base>,
        words: Span,
    },
    /// It holds no figures.
    Aside,
}

/// Links the figures that fill a cell.
pub(super) fn link(text: &str, tables: &[Table], cues: &Cues, statistics: &mut [Statistic]) {
    for table in tables {
        let columns = columns(text, table, cues);
        for row in &table.rows {
            let label = label(text, row, &cues.table, statistics);
            for (i, cell) in row.iter().enumerate() {
                let n = whole(statistics, *cell);
                let statistic = n.and_then(|n| statistics.get_mut(n));
                let column = columns.get(i).or(columns.last());
                if let Some((statistic, column)) = statistic.zip(column) {
                    fill(column, label, statistic);
                }
            }
        }
    }
}

/// Which statistic fills a cell.
fn whole(statistics: &[Statistic], cell: Span) -> Option<usize> {
    let n = statistics.partition_point(|s| s.core.start < cell.start);
    let statistic = statistics.get(n)?;
    (statistic.core == cell && names_thing(statistic.kind)).then_some(n)
}

/// Fills one statistic of a column.
fn fill(column: &Column, label: Option<Span>, statistic: &mut Statistic) {
    let row = label.filter(|label| !label.is_empty()).or(statistic.of);
    match column {
        Column::Thing(span) => statistic.of = Some(*span),
        Column::Row => statistic.of = row,
        Column::Aside => {}
        Column::Growth { of, base, words } => {
            statistic.of = of.or(row);
            let direction = statistic.value.map(|v| match v {
                v if v.is_zero() => Direction::Flat,
                v if v.is_sign_negative() => Direction::Down,
                _ => Direction::Up,
            });
            statistic.change = Some(Change {
                direction,
                role: ChangeRole::By,
                base: *base,
                base_text: base.map(|_| *words),
                pair: None,
            });
        }
    }
}

/// What the columns hold. The first names the rows.
fn columns(text: &str, table: &Table, cues: &Cues) -> Vec<Column> {
    let mut before = None;
    let mut out = vec![Column::Aside];
    let mut said = None;
    for i in 1..table.width() {
        // a wide cell is read once for all its columns
        let same = said.filter(|_| table.same(i));
        let mut column = same.unwrap_or_else(|| column(text, table, cues, i));
        said = Some(column);
        match &mut column {
            Column::Thing(span) => before = Some(*span),
            Column::Row => before = None,
            Column::Growth { of, .. } => *of = before,
            Column::Aside => {}
        }
        out.push(column);
    }
    out
}

/// What the head of column `i` says; its last line that names something counts.
fn column(text: &str, table: &Table, cues: &Cues, i: usize) -> Column {
    let mut said = Column::Row;
    for cell in table.heads(i) {
        let words = named(text, cell);
        let name = plain(words.of(text));
        let growth = cues.table.growth.iter().any(|w| name.contains(w.as_str()));
        said = if growth {
            Column::Growth {
                of: None,
                base: base(cues, &name),
                words,
            }
        } else if cues.table.aside.contains(&name) {
            Column::Aside
        } else if name.is_empty() || cues.table.general.contains(&name) {
            said
        } else {
            Column::Thing(words)
        };
    }
    said
}

/// What a head compares with.
fn base(cues: &Cues, head: &str) -> Option<Base> {
    let named = cues.table.base(head).or_else(|| cues.earlier(head));
    named.or_else(|| head.contains(['比', '较']).then_some(Base::Other))
}

/// A head without its unit: 企业数<br>（家）.
fn named(text: &str, cell: Span) -> Span {
    let words = cell.of(text);
    let end = words.find(['（', '(', '%']).unwrap_or(words.len());
    let name = words.get(..end).unwrap_or(words).trim_end();
    let name = name.strip_suffix("<br>").unwrap_or(name).trim_end();
    Span::new(cell.from(), cell.from() + name.len())
}

/// The first cell of a row that says something, without what opens it (其中：城镇). A figure does not
/// say what the others are of.
fn label(text: &str, row: &[Span], heads: &Heads, statistics: &[Statistic]) -> Option<Span> {
    let cell = *row.iter().find(|cell| !cell.is_empty())?;
    let words = cell.of(text);
    if !words.contains(char::is_alphabetic) || whole(statistics, cell).is_some() {
        return None;
    }
    let part = heads.part.iter().find(|p| words.starts_with(p.as_str()));
    let from = cell.from() + part.map_or(0, String::len);
    Some(Span::new(from, cell.to()))
}
