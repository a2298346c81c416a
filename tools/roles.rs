//! Prints what every paragraph of texts or pages is taken for, with the rule: for reading
//! what is left out and what is not. `cargo run --example roles FILE…`
#![allow(clippy::print_stdout, reason = "a developer's tool prints")]

use tonggao::{
    Input, Published, decode,
    document::{Role, Structure},
    html,
    lexicon::Dicts,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let structure = Structure::new(&Dicts::builtin())?;
    for path in std::env::args().skip(1) {
        let (text, _) = decode::decode(&std::fs::read(&path)?, None);
        let text = match html::is_page(&text) {
            true => html::read(&text).text,
            false => text,
        };
        let input = Input {
            text,
            ..Input::default()
        };
        let document = structure.document(input, Published::Auto);
        println!("== {path}");
        for sentence in &document.sentences {
            let rule = document
                .left_out
                .iter()
                .rfind(|b| b.span.contains(sentence.span));
            let role = match sentence.role {
                Role::Body => "body",
                Role::Heading => "HEADING",
                Role::Title => "TITLE",
                Role::Metadata => "METADATA",
                Role::Boilerplate => "BOILERPLATE",
            };
            let rule = rule.map_or("", |b| b.rule);
            println!(
                "{role:11} {rule:18} {}",
                sentence.span.of(document.text()).trim_end()
            );
        }
    }
    Ok(())
}
