//! For `tools/mask_train.py`: the fillings that were weighed for each mask, with their features.
//!
//! `cargo run --example mask_features -- [--model FILE] [--memory FILE] [--weights FOLDER] <
//! trial.ndjson` prints one object a line: `id`, `masks` (first byte in the text, fillings with
//! their features). `names` prints the features, `parts` what a probability is made of.

use serde_json::{Value, json};
use std::{
    io::{BufRead, Error, Write},
    sync::Arc,
};
use tonggao::{
    Input,
    document::{Published, Structure},
    lexicon::Dicts,
    mask::{Explained, FEATURES, MaskFinder, Memory, Model, PARTS, Restoring},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (what, names) in [("names", &FEATURES[..]), ("parts", &PARTS[..])] {
        if arguments == [what] {
            writeln!(out, "{}", names.join("\n"))?;
            return Ok(());
        }
    }
    let mut restoring = Restoring::default();
    let mut dicts = Dicts::builtin();
    for pair in arguments.chunks(2) {
        match pair {
            [name, value] if name == "--model" => {
                restoring.model = Some(Arc::new(Model::open(std::fs::read(value)?)?));
            }
            [name, value] if name == "--memory" => {
                restoring.memory = Some(Arc::new(Memory::parse(&std::fs::read(value)?)?));
            }
            [name, value] if name == "--weights" => dicts = dicts.with_folder(value)?,
            _ => return Err(Error::other("names | [--model FILE] [--memory FILE]").into()),
        }
    }
    let structure = Structure::new(&dicts)?;
    let finder = MaskFinder::new(&dicts, &restoring)?;
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = |key: &str| row[key].as_str().map(str::to_owned);
        let input = Input {
            text: text("text").unwrap_or_default(),
            title: text("title").filter(|t| !t.is_empty()),
            publisher: text("publisher"),
            ..Input::default()
        };
        let document = structure.document(input, Published::None);
        let masks = finder.explain(&document);
        let rounded = |v: &Vec<f32>| -> Vec<f64> {
            v.iter()
                .map(|&x| (f64::from(x) * 1e3).round() / 1e3)
                .collect()
        };
        let fillings = |m: &Explained| -> Vec<_> {
            m.fillings
                .iter()
                .map(|(t, f)| json!([t, rounded(f)]))
                .collect()
        };
        let masks: Vec<_> = masks
            .iter()
            .map(|m| json!([m.start, fillings(m), rounded(&m.certainty)]))
            .collect();
        writeln!(out, "{}", json!({"id": row["id"], "masks": masks}))?;
    }
    Ok(())
}
