//! Short quotations and book-title marks: what stands inside is a name.

use crate::span::Span;

/// Enclosed spans of a text, in order, without overlap.
#[derive(Debug, Default)]
pub(super) struct Enclosed {
    spans: Vec<(Span, bool)>,
}

/// Longest quotation that is taken for a name, in characters.
const QUOTE: usize = 14;
/// Longest title.
const TITLE: usize = 60;

impl Enclosed {
    /// Finds them in one pass.
    pub(super) fn of(text: &str) -> Self {
        let mut out = Enclosed::default();
        let mut quote = None;
        let mut title = None;
        for (i, c) in text.char_indices() {
            match c {
                '“' | '「' | '『' => quote = Some(i + c.len_utf8()),
                '《' if title.is_none() => title = Some(i + c.len_utf8()),
                '\n' => (quote, title) = (None, None),
                '”' | '」' | '』' => out.close(text, quote.take(), i, false),
                '》' => out.close(text, title.take(), i, true),
                _ => {}
            }
        }
        out.spans.sort_unstable_by_key(|s| s.0);
        out
    }

    fn close(&mut self, text: &str, open: Option<usize>, at: usize, title: bool) {
        let Some(open) = open else { return };
        let inner = &text[open..at];
        let max = if title { TITLE } else { QUOTE };
        let sentence = |c| matches!(c, '，' | '。' | '；' | '！' | '？' | ',');
        if inner.chars().nth(max).is_none() && (title || !inner.contains(sentence)) {
            self.spans.push((Span::new(open, at), title));
        }
    }

    /// The enclosure around `span`, and whether it is a title.
    pub(super) fn around(&self, span: Span) -> Option<(Span, bool)> {
        let after = self.spans.partition_point(|s| s.0.start <= span.start);
        self.spans[..after]
            .iter()
            .rev()
            .take(4)
            .find(|s| s.0.contains(span))
            .copied()
    }
}
