//! Tables: a bare figure in a cell has the unit of its column's head (实际使用金额（亿美元）,
//! 比上年增长%), of the cell under 单位 in its row, or of the line above the table (单位：亿元).

use super::units::{UnitKind, UnitTable};
use crate::{
    extract::{
        StatKind, Statistic,
        table::{Table, plain},
    },
    span::Span,
};
use rust_decimal::Decimal;

/// What a figure of a column is.
#[derive(Debug, Clone, Copy)]
struct Scale {
    kind: StatKind,
    unit: Option<&'static str>,
    factor: Decimal,
}

/// Gives the bare figures in cells of tables their units.
pub(super) fn read(units: &UnitTable, text: &str, tables: &[Table], found: &mut [Statistic]) {
    for table in tables {
        let heads = Heads::new(units, text, table);
        for row in &table.rows {
            heads.fill(units, text, row, found);
        }
    }
}

/// What the head of a table says of its columns.
struct Heads {
    columns: Vec<Option<Scale>>,
    /// The column 单位.
    units: Option<usize>,
    all: Option<Scale>,
}

impl Heads {
    fn new(units: &UnitTable, text: &str, table: &Table) -> Self {
        let above = tail(table.above.of(text));
        let caption = above
            .rsplit_once("单位：")
            .or_else(|| above.rsplit_once("单位:"));
        let named = |i: usize, name: &str| table.heads(i).any(|cell| plain(cell.of(text)) == name);
        let unit = |i: &usize| named(*i, "单位") || named(*i, "计量单位");
        let column = |i: usize| {
            let scales = table
                .heads(i)
                .map(|cell| of_head(units, &plain(cell.of(text))));
            scales.flatten().last()
        };
        let mut columns = Vec::with_capacity(table.width());
        for i in 0..table.width() {
            // a wide cell is read once for all its columns
            let before = columns.last().copied().filter(|_| table.same(i));
            columns.push(before.unwrap_or_else(|| column(i)));
        }
        Heads {
            columns,
            units: (0..table.width()).find(|i| !table.same(*i) && unit(i)),
            all: caption.and_then(|(_, unit)| scale(units, unit.trim_end_matches([')', '）']))),
        }
    }

    /// Gives the figures of one row their units.
    fn fill(&self, units: &UnitTable, text: &str, row: &[Span], found: &mut [Statistic]) {
        let own = self.units.and_then(|i| row.get(i));
        let own = own.and_then(|cell| scale(units, &plain(cell.of(text))));
        for (i, cell) in row.iter().enumerate() {
            let head = self.columns.get(i).copied().flatten();
            let Some(scale) = head.or(own).or(self.all) else {
                continue;
            };
            let n = found.partition_point(|s| s.core.start < cell.start);
            if let Some(stat) = found.get_mut(n).filter(|s| s.core == *cell) {
                apply(stat, scale);
            }
        }
    }
}

/// The end of a line, where its unit stands: many tables may have one long line above them.
fn tail(line: &str) -> &str {
    let mut from = line.len().saturating_sub(100);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    line.get(from..).unwrap_or_default()
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
