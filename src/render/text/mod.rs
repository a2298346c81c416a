//! For readers at a terminal: title and date, failed checks first, then what was found, in
//! tables aligned by terminal columns.

mod article;
mod masks;
mod table;

use super::{Renderer, Rows, View};
use crate::{
    pipeline::Analysis,
    report::{
        ErrorRecord,
        rows::{self, Kind, Type},
    },
};
use anstyle::{AnsiColor, Style};
use table::{Align, Table};

/// How the terminal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether colours are written.
    pub color: bool,
    /// Print articles with the best fillings of their masks, not their summary.
    pub preview: bool,
}

impl Look {
    /// `text` in a style, or as it is when colours are off.
    fn paint(self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const BAD: Style = AnsiColor::Red.on_default().bold();
const GOOD: Style = AnsiColor::Green.on_default();
const NUMBER: Style = AnsiColor::Cyan.on_default();
const THING: Style = AnsiColor::Yellow.on_default();

/// The readable form.
#[derive(Debug)]
pub struct TextRenderer {
    view: View,
    look: Look,
}

impl TextRenderer {
    /// A renderer for one look.
    #[must_use]
    pub fn new(view: View, look: Look) -> Self {
        TextRenderer { view, look }
    }

    fn table(&self, rows: Rows<'_>) -> Table {
        let numeric = |kind| !matches!(kind, Type::Text | Type::Bool | Type::Any);
        let columns: Vec<usize> = self.columns();
        let align = columns.iter().filter_map(|&i| self.view.columns.get(i));
        let mut table = Table::new(
            align
                .map(|c| {
                    if numeric(c.kind) {
                        Align::Right
                    } else {
                        Align::Left
                    }
                })
                .collect(),
        );
        table.head(
            columns
                .iter()
                .filter_map(|&i| Some(self.view.columns.get(i)?.name)),
        );
        rows(&mut |cells| {
            let picked = columns.iter().filter_map(|&i| cells.get(i));
            table.row(picked.map(super::separated::cell_text).collect());
        });
        table
    }

    /// The columns asked for, or a choice that fits a terminal.
    fn columns(&self) -> Vec<usize> {
        if !self.view.fields.is_empty() {
            return self.view.picked.clone();
        }
        let names = short(self.view.kind);
        let place = |name: &&str| self.view.columns.iter().position(|c| c.name == *name);
        names.iter().filter_map(place).collect()
    }
}

/// What is shown of a row when nothing was asked for.
fn short(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Article | Kind::Pack => &["id", "published", "title"],
        Kind::Statistic => &[
            "n",
            "kind",
            "text",
            "value",
            "unit",
            "of",
            "change_direction",
            "change_base",
            "per",
            "date_iso",
            "sentence_text",
        ],
        Kind::Date => &["n", "text", "iso", "precision", "anchored", "sentence_text"],
        Kind::Check => &["n", "kind", "holds", "stated", "actual", "explanation"],
        Kind::Phrase => &["n", "text", "score", "count", "in_title"],
        Kind::Corpus => &[
            "by",
            "group",
            "n",
            "text",
            "documents",
            "articles",
            "occurrences",
        ],
        Kind::Mask => &[
            "n",
            "kind",
            "removed",
            "left",
            "text",
            "right",
            "pattern",
            "candidates",
        ],
        Kind::Token => &["n", "text", "pos", "type", "start", "end"],
    }
}

impl Renderer for TextRenderer {
    fn begin(&self, _out: &mut Vec<u8>) {}

    fn document(&self, analysis: &Analysis<'_>, out: &mut Vec<u8>) {
        match self.view.kind {
            Kind::Article if self.look.preview => masks::preview(analysis, self.look, out),
            Kind::Mask if self.view.fields.is_empty() => masks::list(analysis, self.look, out),
            Kind::Article if self.view.fields.is_empty() => {
                article::summary(analysis, self.look, out);
            }
            Kind::Pack => {
                article::heading(analysis, self.look, out);
                out.extend_from_slice(analysis.document.original.as_bytes());
                out.extend_from_slice(b"\n\n");
            }
            kind => {
                let table = self.table(&|emit| rows::each(kind, analysis, emit));
                if !table.is_empty() {
                    article::heading(analysis, self.look, out);
                    table.write(self.look, out);
                    out.push(b'\n');
                }
            }
        }
    }

    fn rows(&self, rows: Rows<'_>, out: &mut Vec<u8>) {
        let table = self.table(rows);
        if !table.is_empty() {
            table.write(self.look, out);
        }
    }

    fn error(&self, _error: &ErrorRecord, _out: &mut Vec<u8>) -> bool {
        false
    }
}
