//! JSON: one object a line, or one array. U+2028, U+2029 and U+0085 are escaped: some
//! readers take them for line ends.

use super::{Renderer, Rows, View};
use crate::{
    pipeline::Analysis,
    report::{
        self, ErrorRecord,
        rows::{self, Cell, Kind},
    },
};
use serde::{Serialize, ser::SerializeMap};
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io::{self, Write};

/// Writes `record` and a line end.
///
/// # Errors
/// The writer's.
pub fn write_json<T: Serialize>(out: &mut impl Write, record: &T) -> io::Result<()> {
    object(out, record)?;
    out.write_all(b"\n")
}

fn object<T: Serialize + ?Sized>(out: &mut impl Write, record: &T) -> io::Result<()> {
    record.serialize(&mut Serializer::with_formatter(out, LineSafe))?;
    Ok(())
}

/// One object a line.
#[derive(Debug)]
pub struct NdjsonRenderer(
    /// What is written.
    pub View,
);

impl Renderer for NdjsonRenderer {
    fn begin(&self, _out: &mut Vec<u8>) {}

    fn document(&self, analysis: &Analysis<'_>, out: &mut Vec<u8>) {
        objects(&self.0, analysis, b"\n", out);
    }

    fn rows(&self, rows: Rows<'_>, out: &mut Vec<u8>) {
        flat(&self.0, rows, b"\n", out);
    }

    fn error(&self, error: &ErrorRecord, out: &mut Vec<u8>) -> bool {
        write_json(out, error).is_ok()
    }
}

impl JsonRenderer {
    /// Takes away the separator behind the last object.
    fn trim(&self, before: usize, out: &mut Vec<u8>) {
        if out.len() > before {
            out.truncate(out.len() - self.separator().len());
        }
    }
}

/// One array of objects, one a line.
#[derive(Debug)]
pub struct JsonRenderer(
    /// What is written.
    pub View,
);

impl Renderer for JsonRenderer {
    fn begin(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"[\n");
    }

    fn document(&self, analysis: &Analysis<'_>, out: &mut Vec<u8>) {
        let before = out.len();
        objects(&self.0, analysis, self.separator(), out);
        self.trim(before, out);
    }

    fn rows(&self, rows: Rows<'_>, out: &mut Vec<u8>) {
        let before = out.len();
        flat(&self.0, rows, self.separator(), out);
        self.trim(before, out);
    }

    fn error(&self, error: &ErrorRecord, out: &mut Vec<u8>) -> bool {
        object(out, error).is_ok()
    }

    fn separator(&self) -> &'static [u8] {
        b",\n"
    }

    fn end(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\n]\n");
    }
}

/// Writes every object of an analysis, each with `after` behind it. Writing into a vector
/// does not fail.
fn objects(view: &View, analysis: &Analysis<'_>, after: &[u8], out: &mut Vec<u8>) {
    let written = match view.kind {
        Kind::Article => nested(view, &report::article(analysis), out),
        Kind::Pack => nested(view, &report::pack(analysis), out),
        kind => return flat(view, &|emit| rows::each(kind, analysis, emit), after, out),
    };
    if written.is_ok() {
        out.extend_from_slice(after);
    }
}

/// Writes every row, each with `after` behind it.
fn flat(view: &View, rows: Rows<'_>, after: &[u8], out: &mut Vec<u8>) {
    rows(&mut |cells| {
        let row = Row { view, cells };
        if object(out, &row).is_ok() {
            out.extend_from_slice(after);
        }
    });
}

fn nested<T: Serialize>(view: &View, record: &T, out: &mut Vec<u8>) -> io::Result<()> {
    if view.fields.is_empty() {
        return object(out, record);
    }
    let whole = serde_json::to_value(record)?;
    let field = |name: &String| (name.clone(), whole.get(name).cloned().unwrap_or_default());
    let picked: serde_json::Map<_, _> = view.fields.iter().map(field).collect();
    object(out, &picked)
}

/// A row as an object.
struct Row<'a> {
    view: &'a View,
    cells: &'a [Cell<'a>],
}

impl Serialize for Row<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.view.picked.len()))?;
        for &i in &self.view.picked {
            if let (Some(column), Some(cell)) = (self.view.columns.get(i), self.cells.get(i)) {
                map.serialize_entry(column.name, &Value(cell))?;
            }
        }
        map.end()
    }
}

/// A cell as a JSON value.
struct Value<'a>(&'a Cell<'a>);

impl Serialize for Value<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Integer(number) => number.serialize(serializer),
            Cell::Decimal(number) => Point(number.as_deref()).serialize(serializer),
            Cell::Float(score) => score.serialize(serializer),
            Cell::Bool(value) => serializer.serialize_bool(*value),
            Cell::Json(value) => value.serialize(serializer),
        }
    }
}

/// A decimal as a JSON number that always has a point: readers that guess types from the
/// first rows must not take a column for whole numbers.
struct Point<'a>(Option<&'a str>);

impl Serialize for Point<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(text) = self.0 else {
            return serializer.serialize_none();
        };
        let raw = serde_json::value::RawValue::from_string(super::with_point(text));
        raw.map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

/// Compact, with the three line separators escaped.
struct LineSafe;

impl Formatter for LineSafe {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        let mut rest = text;
        while let Some(at) = rest.find(['\u{2028}', '\u{2029}', '\u{85}']) {
            CompactFormatter.write_string_fragment(out, &rest[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            write!(out, "\\u{:04x}", c as u32)?;
            rest = &rest[at + c.len_utf8()..];
        }
        CompactFormatter.write_string_fragment(out, rest)
    }
}
