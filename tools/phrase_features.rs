//! For `tools/phrase_train.py`: the candidates of articles with their features, or the
//! phrases that a folder of dictionaries gives.
//!
//! `cargo run --example phrase_features -- names` prints the features and their bins;
//! `… -- features < articles.ndjson` one object a line: `id`, `candidates` (text, bins);
//! `… -- rank FOLDER < articles.ndjson` one object a line: `id`, `phrases` (text).

use serde_json::{Value, json};
use std::io::{BufRead, Error, Write};
use tonggao::{
    Input,
    document::{Published, Structure},
    lexicon::Dicts,
    phrases::{PhraseRanker, Scratch, features},
    segment::{Tokenizer, Tokens},
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let dicts = match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["names"] => {
            for (name, bins) in features() {
                writeln!(out, "{name}\t{bins}")?;
            }
            return Ok(());
        }
        ["features"] => Dicts::builtin(),
        ["rank", folder] => Dicts::builtin().with_folder(folder)?,
        _ => return Err(Error::other("arguments: names | features | rank FOLDER").into()),
    };
    let tool = Tool {
        structure: Structure::new(&dicts)?,
        tokenizer: Tokenizer::new(&dicts, false)?,
        ranker: PhraseRanker::new(&dicts)?,
    };
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let answer = tool.article(&row, arguments[0] == "rank");
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

struct Tool {
    structure: Structure,
    tokenizer: Tokenizer,
    ranker: PhraseRanker,
}

impl Tool {
    fn article(&self, row: &Value, rank: bool) -> Value {
        let text = |key: &str| row[key].as_str().map(str::to_owned);
        let input = Input {
            text: text("text").unwrap_or_default(),
            title: text("title").filter(|t| !t.is_empty()),
            ..Input::default()
        };
        let document = self.structure.document(input, Published::None);
        let (mut title, mut tokens) = (Tokens::default(), Tokens::default());
        if let Some(outside) = document.title.as_ref().filter(|t| t.span.is_none()) {
            self.tokenizer.tokenize(&outside.text, &[], &mut title);
        }
        self.tokenizer.tokenize(document.text(), &[], &mut tokens);
        let mut scratch = Scratch::default();
        if rank {
            let mut out = Vec::new();
            let ranker = &self.ranker;
            ranker.rank(&document, &title, &tokens, 10, &mut scratch, &mut out);
            let phrases = out
                .iter()
                .map(|p| json!({"text": p.text, "score": p.score}));
            return json!({"id": row["id"], "phrases": phrases.collect::<Vec<_>>()});
        }
        let candidates = self
            .ranker
            .explain(&document, &title, &tokens, &mut scratch);
        json!({"id": row["id"], "candidates": candidates})
    }
}
