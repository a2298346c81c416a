//! Credits at the end of a paragraph: `成功率达90%。      文、图/孙某`, `图为社区。（受访者供图）`.

use super::{
    Boilerplate, Role, Sentence,
    rules::{Place, Rules},
};
use crate::{chars, span::Span};

/// At most so many sentences at a paragraph's end are looked at.
const SENTENCES: usize = 2;

/// Looks at the last sentences of a paragraph, the ones from `first` on: what is a credit
/// becomes boilerplate, cut off from its sentence where spaces or a bracket set it apart.
pub(super) fn mark(
    text: &str,
    rules: &Rules,
    first: usize,
    sentences: &mut Vec<Sentence>,
    left_out: &mut Vec<Boilerplate>,
) {
    for back in 1..=SENTENCES {
        let Some(i) = sentences.len().checked_sub(back).filter(|i| *i >= first) else {
            return;
        };
        let sentence = sentences[i];
        // The whole paragraph has been looked at as a line.
        let whole = i == first && i + 1 == sentences.len();
        let rule = rules
            .find(sentence.span.of(text), Place::Any, true)
            .filter(|_| !whole);
        if let Some(rule) = rule {
            sentences[i].role = Role::Boilerplate;
            left_out.push(Boilerplate {
                span: sentence.span,
                rule: rule.id,
            });
            continue;
        }
        if let Some((at, rule)) = set_apart(text, sentence.span, rules) {
            sentences[i].span = Span::new(sentence.span.from(), at);
            let tail = Span::new(at, sentence.span.to());
            sentences.insert(
                i + 1,
                Sentence {
                    span: tail,
                    role: Role::Boilerplate,
                    ..sentence
                },
            );
            left_out.push(Boilerplate { span: tail, rule });
        }
        return;
    }
}

/// Where a credit at the end of a sentence begins: after the last run of spaces, or at the
/// last bracket.
fn set_apart(text: &str, sentence: Span, rules: &Rules) -> Option<(usize, &'static str)> {
    let body = sentence.of(text);
    let mut cuts = [after_spaces(body), last_bracket(body)]
        .into_iter()
        .flatten();
    cuts.find_map(|at| {
        let rule = rules.find(&body[at..], Place::Any, true)?;
        (!body[..at].trim_matches(chars::is_space).is_empty())
            .then_some((sentence.from() + at, rule.id))
    })
}

/// What follows the last run of two or more spaces or an ideographic one.
fn after_spaces(body: &str) -> Option<usize> {
    let mut run = 0;
    for (i, c) in body.char_indices().rev() {
        let wide = match c {
            '\u{3000}' => 2,
            c if chars::is_space(c) => 1,
            _ => 0,
        };
        if wide == 0 && run >= 2 {
            let gap = body[i + c.len_utf8()..].trim_start_matches(chars::is_space);
            return Some(body.len() - gap.len());
        }
        run = if wide == 0 { 0 } else { run + wide };
    }
    None
}

fn last_bracket(body: &str) -> Option<usize> {
    let body = body.trim_end_matches(['。', ' ']);
    body.ends_with(['）', ')', '】', ']'])
        .then(|| body.rfind(['（', '(', '【', '[']))?
}
