//! CSV and TSV: the columns of the flat rows, a header line, `\n` line ends, quotes where
//! needed. Error records have other columns and therefore no place here.

use super::{Renderer, Rows, View, with_point};
use crate::{
    pipeline::Analysis,
    report::{
        ErrorRecord,
        rows::{self, Cell},
    },
};

/// Rows with a separator between the cells.
#[derive(Debug)]
pub struct SeparatedRenderer {
    view: View,
    separator: u8,
    mark: bool,
}

impl SeparatedRenderer {
    /// Comma-separated; with a byte order mark before the header (`--csv-bom`), by which
    /// spreadsheets know UTF-8.
    #[must_use]
    pub fn csv(view: View, mark: bool) -> Self {
        SeparatedRenderer {
            view,
            separator: b',',
            mark,
        }
    }

    /// Tab-separated.
    #[must_use]
    pub fn tsv(view: View) -> Self {
        SeparatedRenderer {
            view,
            separator: b'\t',
            mark: false,
        }
    }

    fn writer<'o>(&self, out: &'o mut Vec<u8>) -> csv::Writer<&'o mut Vec<u8>> {
        csv::WriterBuilder::new()
            .delimiter(self.separator)
            .flexible(true)
            .from_writer(out)
    }
}

impl Renderer for SeparatedRenderer {
    fn begin(&self, out: &mut Vec<u8>) {
        if self.mark {
            out.extend_from_slice("\u{FEFF}".as_bytes());
        }
        let names = self.view.columns().map(|c| c.name);
        // Writing into a vector does not fail.
        let _ = self.writer(out).write_record(names);
    }

    fn document(&self, analysis: &Analysis<'_>, out: &mut Vec<u8>) {
        self.rows(&|emit| rows::each(self.view.kind, analysis, emit), out);
    }

    fn rows(&self, rows: Rows<'_>, out: &mut Vec<u8>) {
        let mut writer = self.writer(out);
        rows(&mut |cells| {
            let picked = self.view.picked.iter().filter_map(|&i| cells.get(i));
            let _ = writer.write_record(picked.map(cell_text));
        });
        let _ = writer.flush();
    }

    fn error(&self, _error: &ErrorRecord, _out: &mut Vec<u8>) -> bool {
        false
    }
}

/// A cell without quotes; absent is empty.
pub(super) fn cell_text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => text.clone().into_owned(),
        Cell::Integer(number) => number.map(|n| n.to_string()).unwrap_or_default(),
        Cell::Decimal(number) => number.as_deref().map(with_point).unwrap_or_default(),
        Cell::Float(score) => score.map(|s| format!("{s:?}")).unwrap_or_default(),
        Cell::Bool(value) => value.to_string(),
        Cell::Json(serde_json::Value::Null) => String::new(),
        Cell::Json(serde_json::Value::String(text)) => text.clone(),
        Cell::Json(value) => value.to_string(),
    }
}
