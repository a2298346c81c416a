//! Tables in Markdown: a bare figure in a cell has the unit of its column's head
//! (实际使用金额（亿美元）, 比上年增长%), of the cell under 单位 in its row, or of the line above
//! the table (单位：亿元).

use super::units::{UnitKind, UnitTable};
use crate::extract::{Context, StatKind, Statistic};
use rust_decimal::Decimal;

/// What a figure of a column is.
#[derive(Debug, Clone, Copy)]
struct Scale {
    kind: StatKind,
    unit: Option<&'static str>,
    factor: Decimal,
}

/// Gives the bare figures in cells of tables their units.
pub(super) fn read(units: &UnitTable, context: &Context<'_>, found: &mut [Statistic]) {
    let text = context.text();
    if !text.contains('|') {
        return;
    }
    let mut table: Option<Table> = None;
    // the last line with text before a table, and lines that may be its head
    let (mut above, mut heads) = ("", Vec::new());
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, row) = (at, line.trim());
        at += line.len();
        if !row.starts_with('|') {
            table = None;
            heads.clear();
            above = if row.is_empty() { above } else { row };
        } else if let Some(table) = &table {
            table.fill(units, (start, line), found);
        } else if is_rule(row) {
            table = Some(Table::new(units, &heads, above));
        } else if heads.len() < 3 {
            heads.push(row);
        }
    }
}

/// `| --- | :---: |`: the line under the head.
fn is_rule(row: &str) -> bool {
    row.contains("--") && row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The cells of a line, with their places in it.
fn cells(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let cells = line.split('|').map(move |cell| {
        let start = at;
        at += cell.len() + 1;
        (start, cell)
    });
    cells.skip(1)
}

/// What the head of a table says of its columns.
struct Table {
    columns: Vec<Option<Scale>>,
    /// The column 单位.
    units: Option<usize>,
    all: Option<Scale>,
}

impl Table {
    fn new(units: &UnitTable, heads: &[&str], above: &str) -> Self {
        let mut table = Table {
            columns: Vec::new(),
            units: None,
            all: None,
        };
        let caption = above
            .rsplit_once("单位：")
            .or_else(|| above.rsplit_once("单位:"));
        table.all = caption.and_then(|(_, unit)| scale(units, unit.trim_end_matches([')', '）'])));
        for head in heads {
            for (i, (_, cell)) in cells(head).enumerate() {
                let name = plain(cell);
                if name == "单位" || name == "计量单位" {
                    table.units = Some(i);
                }
                if table.columns.len() <= i {
                    table.columns.push(None);
                }
                if let (Some(slot), Some(scale)) = (table.columns.get_mut(i), of_head(units, &name))
                {
                    *slot = Some(scale);
                }
            }
        }
        table
    }

    /// Gives the figures of one row their units.
    fn fill(&self, units: &UnitTable, (start, line): (usize, &str), found: &mut [Statistic]) {
        let own = self.units.and_then(|i| cells(line).nth(i));
        let own = own.and_then(|(_, cell)| scale(units, &plain(cell)));
        for (i, (at, cell)) in cells(line).enumerate() {
            let head = self.columns.get(i).copied().flatten();
            let Some(scale) = head.or(own).or(self.all) else {
                continue;
            };
            let written = cell.trim_start().trim_start_matches("<br>").trim_start();
            let from = start + at + cell.len() - written.len();
            let to = from + written.trim_end().len();
            let n = found.partition_point(|s| s.core.from() < from);
            let whole = |s: &&mut Statistic| s.core.from() == from && s.core.to() == to;
            if let Some(stat) = found.get_mut(n).filter(whole) {
                apply(stat, scale);
            }
        }
    }
}

/// The text of a cell without line breaks and spaces.
fn plain(cell: &str) -> String {
    let cell = cell.replace("<br>", "").replace("<br/>", "");
    cell.chars().filter(|c| !c.is_whitespace()).collect()
}

/// 企业数（家）, 比上年增长%
fn of_head(units: &UnitTable, name: &str) -> Option<Scale> {
    if name.ends_with('%') {
        return scale(units, "%");
    }
    let inner = name.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    scale(units, inner[open..].trim_start_matches(['（', '(']))
}

/// 亿美元, 万吨, 家, %
fn scale(units: &UnitTable, written: &str) -> Option<Scale> {
    let (mut rest, mut factor) = (written.trim(), Decimal::ONE);
    for _ in 0..3 {
        let whole = units.at(rest).find(|f| f.len == rest.len());
        if let Some(found) = whole {
            let UnitKind::Stat(kind) = found.unit.kind else {
                return None;
            };
            let factor = factor.checked_mul(found.unit.factor)?;
            let unit = Some(found.unit.symbol).filter(|s| !s.is_empty());
            return Some(Scale { kind, unit, factor });
        }
        let c = rest.chars().next()?;
        let zeros = match c {
            '十' => 1,
            '百' => 2,
            '千' => 3,
            '万' => 4,
            '亿' => 8,
            _ => return None,
        };
        factor = factor.checked_mul(Decimal::from(10_u64.pow(zeros)))?;
        rest = &rest[c.len_utf8()..];
    }
    None
}

fn apply(stat: &mut Statistic, scale: Scale) {
    if stat.kind != StatKind::Number || stat.unit.is_some() {
        return;
    }
    let times = |v: Option<Decimal>| v.and_then(|v| v.checked_mul(scale.factor));
    (stat.value, stat.lo, stat.hi) = (times(stat.value), times(stat.lo), times(stat.hi));
    (stat.kind, stat.unit, stat.rule) = (scale.kind, scale.unit, "table.head");
}
