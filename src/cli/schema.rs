//! `tonggao schema`: the form of the records. Flat rows are described from their columns;
//! the nested records in `schema/*.json`.

use super::args::{Schema, SchemaForm};
use crate::{
    error::{Error, Result},
    report::rows::{Column, Kind, Type},
};
use serde_json::{Map, Value, json};

/// Runs the command; its exit status.
pub(super) fn run(args: &Schema) -> Result<u8> {
    let Some(name) = &args.record else {
        let list: String = Kind::ITEMS
            .iter()
            .map(|k| format!("{}\n", k.schema()))
            .collect();
        return super::print(|out| out.write_all(list.as_bytes()));
    };
    let kind = Kind::ITEMS.into_iter().find(|k| {
        let full = k.schema();
        full == name || full.split('/').next() == Some(name)
    });
    let kind = kind.ok_or_else(|| unknown(name))?;
    let columns = kind.columns(&[]);
    let text = match args.form {
        SchemaForm::JsonSchema => format!("{:#}\n", json_schema(kind, &columns)),
        SchemaForm::Duckdb => duckdb(&columns),
        SchemaForm::Spark => spark(&columns),
    };
    super::print(|out| out.write_all(text.as_bytes()))
}

fn unknown(name: &str) -> Error {
    let known: Vec<_> = Kind::ITEMS.iter().map(|k| k.schema()).collect();
    Error::usage(format!(
        "schema {name}: not described; there are {}",
        known.join(", ")
    ))
}

/// JSON Schema, draft 2020-12.
fn json_schema(kind: Kind, columns: &[Column]) -> Value {
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
        Type::Text => json!("string"),
        Type::Integer => json!("integer"),
        Type::OptionalInteger => json!(["integer", "null"]),
        Type::Decimal | Type::Float => json!(["number", "null"]),
        Type::Bool => json!("boolean"),
        Type::Any => json!(true),
    }
}

/// A struct for `read_json(…, columns = …)`.
fn duckdb(columns: &[Column]) -> String {
    let lines: Vec<_> = columns
        .iter()
        .map(|c| format!("  \"{}\": '{}'", c.name, engine_type(c.kind, "VARCHAR")))
        .collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// A DDL string for `spark.read.schema(…)`.
fn spark(columns: &[Column]) -> String {
    let lines: Vec<_> = columns
        .iter()
        .map(|c| format!("`{}` {}", c.name, engine_type(c.kind, "STRING")))
        .collect();
    format!("{}\n", lines.join(",\n"))
}

fn engine_type(kind: Type, text: &'static str) -> &'static str {
    match kind {
        Type::Text | Type::Any => text,
        Type::Integer | Type::OptionalInteger => "BIGINT",
        Type::Decimal | Type::Float => "DOUBLE",
        Type::Bool => "BOOLEAN",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_required_and_typed() {
        for kind in Kind::ITEMS {
            let columns = kind.columns(&[]);
            let schema = json_schema(kind, &columns);
            assert_eq!(
                schema["required"].as_array().map(Vec::len),
                Some(columns.len())
            );
            assert_eq!(schema["properties"]["schema"]["const"], kind.schema());
            assert_eq!(duckdb(&columns).lines().count(), columns.len() + 2);
            assert_eq!(spark(&columns).lines().count(), columns.len());
        }
    }

    #[test]
    fn a_value_is_a_number_or_null() {
        let columns = Kind::Statistic.columns(&[]);
        let schema = json_schema(Kind::Statistic, &columns);
        assert_eq!(
            schema["properties"]["value"]["type"],
            json!(["number", "null"])
        );
        assert!(duckdb(&columns).contains("\"value\": 'DOUBLE'"));
        assert!(spark(&columns).contains("`of_start` BIGINT"));
    }
}
