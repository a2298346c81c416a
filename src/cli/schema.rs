//! `tonggao schema`: the form of the records. Flat rows are described from their columns, so
//! that the two cannot differ; the nested records stand in `schema/*.json`.

use super::args::{Schema, SchemaForm};
use crate::{
    error::{Error, Result},
    report::rows::{Column, Kind, Type},
};
use serde_json::{Map, Value, json};

/// The nested records, with their JSON Schemas.
const NESTED: [(&str, &str); 4] = [
    ("article/1", include_str!("../../schema/article.json")),
    ("pack/1", include_str!("../../schema/pack.json")),
    ("error/1", include_str!("../../schema/error.json")),
    ("summary/1", include_str!("../../schema/summary.json")),
];

/// Runs the command; its exit status.
pub(super) fn run(args: &Schema) -> Result<u8> {
    let text = match &args.record {
        None => names().map(|n| format!("{n}\n")).collect(),
        Some(name) => written(&described(name)?, args.form),
    };
    super::print(|out| out.write_all(text.as_bytes()))
}

/// Every record that has a schema.
fn names() -> impl Iterator<Item = &'static str> {
    let nested = NESTED.iter().map(|&(name, _)| name);
    nested.chain(Kind::ITEMS.iter().map(|k| k.schema()))
}

/// The JSON Schema (draft 2020-12) of a record named with or without its version.
fn described(name: &str) -> Result<Value> {
    let is = |full: &str| full == name || full.split('/').next() == Some(name);
    if let Some((full, text)) = NESTED.iter().find(|(full, _)| is(full)) {
        return serde_json::from_str(text)
            .map_err(|e| Error::internal(format!("schema {full}: {e}")));
    }
    let row = Kind::ITEMS.into_iter().find(|k| is(k.schema()));
    row.map(|k| flat(k, &k.columns(&[]))).ok_or_else(|| {
        let known: Vec<_> = names().collect();
        Error::usage(format!(
            "schema {name}: not described; there are {}",
            known.join(", ")
        ))
    })
}

/// The schema of a flat row.
fn flat(kind: Kind, columns: &[Column]) -> Value {
    let property = |c: &Column| {
        let mut form = json!({"type": json_type(c.kind), "description": c.about});
        if c.name == "schema" {
            form["const"] = kind.schema().into();
        }
        (c.name.to_owned(), form)
    };
    let properties: Map<_, _> = columns.iter().map(property).collect();
    let names: Vec<_> = columns.iter().map(|c| c.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.schema(),
        "type": "object",
        "required": names,
        "properties": properties,
    })
}

fn json_type(kind: Type) -> Value {
    match kind {
        Type::Text | Type::Any => json!("string"),
        Type::Integer => json!("integer"),
        Type::OptionalInteger => json!(["integer", "null"]),
        Type::Decimal | Type::Float => json!(["number", "null"]),
        Type::Bool => json!("boolean"),
    }
}

fn written(schema: &Value, form: SchemaForm) -> String {
    match form {
        SchemaForm::JsonSchema => format!("{schema:#}\n"),
        SchemaForm::Duckdb => duckdb(schema),
        SchemaForm::Spark => spark(schema),
    }
}

/// A struct for `read_json(…, columns = …)`.
fn duckdb(schema: &Value) -> String {
    let lines: Vec<_> = properties(schema)
        .map(|(name, form)| format!("  \"{name}\": '{}'", Engine::DUCKDB.column(form)))
        .collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// A DDL string for `spark.read.schema(…)`.
fn spark(schema: &Value) -> String {
    let lines: Vec<_> = properties(schema)
        .map(|(name, form)| format!("`{name}` {}", Engine::SPARK.column(form)))
        .collect();
    format!("{}\n", lines.join(",\n"))
}

fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema["properties"].as_object().into_iter().flatten()
}

/// How an engine writes column types.
struct Engine {
    text: &'static str,
    list: fn(&str) -> String,
    table: fn(&str) -> String,
    row: fn(&[String]) -> String,
    field: fn(&str, &str) -> String,
}

impl Engine {
    const DUCKDB: Engine = Engine {
        text: "VARCHAR",
        list: |item| format!("{item}[]"),
        table: |value| format!("MAP(VARCHAR, {value})"),
        row: |fields| format!("STRUCT({})", fields.join(", ")),
        field: |name, kind| format!("\"{name}\" {kind}"),
    };
    const SPARK: Engine = Engine {
        text: "STRING",
        list: |item| format!("ARRAY<{item}>"),
        table: |value| format!("MAP<STRING, {value}>"),
        row: |fields| format!("STRUCT<{}>", fields.join(", ")),
        field: |name, kind| format!("`{name}`: {kind}"),
    };

    /// The column type of a property.
    fn column(&self, form: &Value) -> String {
        match kind(form) {
            "integer" => "BIGINT".to_owned(),
            "number" => "DOUBLE".to_owned(),
            "boolean" => "BOOLEAN".to_owned(),
            "array" => (self.list)(&self.column(&form["items"])),
            "object" if form["additionalProperties"].is_object() => {
                (self.table)(&self.column(&form["additionalProperties"]))
            }
            "object" => {
                let fields: Vec<_> = properties(form)
                    .map(|(name, form)| (self.field)(name, &self.column(form)))
                    .collect();
                (self.row)(&fields)
            }
            _ => self.text.to_owned(),
        }
    }
}

/// The type of a property, null set aside.
fn kind(form: &Value) -> &str {
    match &form["type"] {
        Value::Array(all) => all.first().and_then(Value::as_str).unwrap_or_default(),
        one => one.as_str().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(name: &str) -> usize {
        described(name).unwrap()["properties"]
            .as_object()
            .unwrap()
            .len()
    }

    #[test]
    fn every_record_is_described_in_every_form() {
        for name in names() {
            let schema = described(name).unwrap();
            assert_eq!(schema["title"], name);
            assert_eq!(schema["properties"]["schema"]["const"], name);
            assert_eq!(duckdb(&schema).lines().count(), columns(name) + 2);
            assert_eq!(spark(&schema).lines().count(), columns(name));
        }
    }

    #[test]
    fn every_column_of_a_row_is_required() {
        for kind in Kind::ITEMS {
            let schema = described(kind.schema()).unwrap();
            let required = schema["required"].as_array().map(Vec::len);
            assert_eq!(required, Some(columns(kind.schema())));
        }
    }

    #[test]
    fn a_value_is_a_number_or_null() {
        let schema = described("statistic").unwrap();
        let value = &schema["properties"]["value"]["type"];
        assert_eq!(value, &json!(["number", "null"]));
        assert!(duckdb(&schema).contains("\"value\": 'DOUBLE'"));
        assert!(spark(&schema).contains("`of_start` BIGINT"));
    }

    #[test]
    fn nested_records_have_nested_types() {
        let schema = described("article").unwrap();
        assert!(duckdb(&schema).contains("\"core\" BIGINT[]"));
        assert!(spark(&schema).contains("`source` STRUCT<`format`: STRING"));
        let summary = described("summary").unwrap();
        assert!(duckdb(&summary).contains("MAP(VARCHAR, BIGINT)"));
    }

    #[test]
    fn a_record_that_does_not_exist_is_an_error_with_the_list() {
        let error = described("articles").unwrap_err();
        assert!(error.message().contains("article/1, pack/1"));
    }
}
