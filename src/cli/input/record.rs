//! One line of NDJSON to one [`Input`].

use crate::{
    cli::settings::Keys,
    error::{Error, Result},
    input::{Input, Source},
};
use serde_json::{Map, Value};

/// What a record holds.
pub(super) enum Body {
    /// Text.
    Text(String),
    /// A web page.
    Html(String),
}

/// A record, its text not yet in its place.
pub(super) struct Record {
    pub(super) input: Input,
    pub(super) body: Body,
}

/// Reads a line. `fallback` is the identifier of a record that has none.
///
/// # Errors
/// No JSON object (`json`), no UTF-8 (`encoding`), a field that is missing or of another
/// type (`field`), nothing in it (`empty`); with the identifier if there is one.
pub(super) fn parse(line: &[u8], keys: &Keys, fallback: &str) -> Result<Record, (String, Error)> {
    let mut fields = object(line).map_err(|e| (fallback.to_owned(), e))?;
    let id = match identifier(&fields, &keys.id) {
        Ok(id) => id.unwrap_or_else(|| fallback.to_owned()),
        Err(error) => return Err((fallback.to_owned(), error)),
    };
    record(&mut fields, keys, id.clone(), line.len()).map_err(|error| (id, error))
}

fn object(line: &[u8]) -> Result<Map<String, Value>> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::empty("an empty line"));
    }
    let text = std::str::from_utf8(line).map_err(|e| {
        Error::encoding(format!(
            "no UTF-8 from byte {} of the line on",
            e.valid_up_to() + 1
        ))
    })?;
    match serde_json::from_str(text.trim_start_matches('\u{FEFF}')) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Error::json("no JSON object")),
        // The line within the line says nothing.
        Err(e) => Err(Error::json(
            e.to_string().replace(" at line 1 column ", " at column "),
        )),
    }
}

fn identifier(fields: &Map<String, Value>, key: &str) -> Result<Option<String>> {
    Ok(match fields.get(key) {
        None | Some(Value::Null) => None,
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        Some(_) => return Err(wrong(key, "a string or a number")),
    })
}

fn wrong(key: &str, wanted: &str) -> Error {
    Error::field(format!("`{key}` is not {wanted}"))
}

fn record(
    fields: &mut Map<String, Value>,
    keys: &Keys,
    id: String,
    bytes: usize,
) -> Result<Record> {
    let kept = |key: &&'static str| {
        (
            (*key).to_owned(),
            fields.get(*key).cloned().unwrap_or_default(),
        )
    };
    let keep = keys.keep.iter().map(kept).collect();
    let mut string = |key: &str| match fields.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(wrong(key, "a string")),
    };
    let title = string(&keys.title)?;
    let date = match string(&keys.date)? {
        // What `pack` and `analyze` write can be read again.
        None if keys.date == "date" => string("published")?,
        date => date,
    };
    let publisher = string("publisher")?;
    let (text, html) = (string(&keys.text)?, string("html")?);
    let body = match (text, html) {
        (Some(text), _) => Body::Text(text),
        (None, Some(html)) => Body::Html(html),
        (None, None) => {
            return Err(Error::field(format!("neither `{}` nor `html`", keys.text)));
        }
    };
    let source = Source {
        format: "ndjson".to_owned(),
        encoding: "UTF-8".to_owned(),
        bytes: bytes as u64,
        replaced: 0,
    };
    let filled = |text: &String| !text.trim().is_empty();
    Ok(Record {
        input: Input {
            id,
            title: title.filter(filled),
            date: date.filter(filled),
            publisher: publisher.filter(filled),
            source,
            keep,
            ..Input::default()
        },
        body,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys {
            id: "id".into(),
            text: "text".into(),
            title: "title".into(),
            date: "date".into(),
            keep: vec!["url", "none"],
        }
    }

    #[test]
    fn a_record_with_everything() {
        let line = r#"{"id":7,"text":"全市17宗。","date":"2014-11-12","publisher":"","url":["x"]}"#;
        let record = parse(line.as_bytes(), &keys(), "-:1").ok().unwrap();
        assert_eq!(record.input.id, "7");
        assert_eq!(record.input.date.as_deref(), Some("2014-11-12"));
        assert_eq!(record.input.publisher, None);
        let keep = serde_json::to_string(&record.input.keep).unwrap();
        assert_eq!(keep, r#"{"url":["x"],"none":null}"#);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, id, code) in [
            (&b"{\"id\":\"a\"}"[..], "a", "field"),
            (b"{\"id\":\"a\",\"text\":3}", "a", "field"),
            (b"{\"id\":[],\"text\":\"x\"}", "-:1", "field"),
            (b"[1]", "-:1", "json"),
            (b"{\"id\":\"a\",", "-:1", "json"),
            (b"{\"text\":\"\\ud800\"}", "-:1", "json"),
            (b"  \t", "-:1", "empty"),
            (b"{\"text\":\"\xff\"}", "-:1", "encoding"),
        ] {
            let (found, error) = parse(line, &keys(), "-:1").err().unwrap();
            assert_eq!((found.as_str(), error.code()), (id, code), "{error}");
        }
    }
}
