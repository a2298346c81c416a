//! Currency names and signs before the figure: 人民币5000万元, 港币2960元, $20, ￥300.

use crate::{
    error::Result,
    extract::{Context, StatKind, Statistic},
    lexicon::{Dicts, intern},
    span::Span,
};
use serde::Deserialize;

/// `currencies.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prefix: Vec<Prefix>,
    taiwan: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Prefix {
    word: String,
    code: String,
}

/// Names and signs before a sum, longest first where one is a part of another, and the names by
/// which a text is known to reckon in New Taiwan dollars.
#[derive(Debug)]
pub(super) struct Currencies {
    prefixes: Vec<(String, &'static str)>,
    taiwan: Vec<String>,
}

impl Currencies {
    /// Loads `currencies.toml`.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml("currencies.toml")?;
        let prefixes = file.prefix.into_iter().map(|p| (p.word, intern(&p.code)));
        Ok(Currencies {
            prefixes: prefixes.collect(),
            taiwan: file.taiwan,
        })
    }
}

/// In a text in Traditional characters that names Taiwan or its places, a bare 元 is the New
/// Taiwan dollar; 人民币 before or after the figure still says otherwise. Hong Kong's articles
/// are in Traditional characters as well and name none of these.
fn taiwanese(context: &Context<'_>, names: &[String]) -> bool {
    let text = context.text();
    context.document.normal.traditional && names.iter().any(|w| text.contains(w.as_str()))
}

/// Reads the prefixes of sums of money and of bare numbers.
pub(super) fn read(currencies: &Currencies, context: &Context<'_>, found: &mut [Statistic]) {
    let text = context.text();
    let mut end = 0;
    let local = taiwanese(context, &currencies.taiwan);
    for stat in found.iter_mut() {
        let bare = |word: Span| word.of(text).starts_with(['元', '圆', '块']) && word.len() < 9;
        if local && stat.unit == Some("CNY") && stat.unit_text.is_none_or(bare) {
            stat.unit = Some("TWD");
        }
        let floor = end;
        end = stat.core.to();
        let sign =
            matches!(stat.kind, StatKind::Number | StatKind::Identifier) && stat.unit.is_none();
        let yuan = stat.kind == StatKind::Money && matches!(stat.unit, Some("CNY" | "TWD"));
        if !(sign || yuan) {
            continue;
        }
        let head = &text[floor.min(stat.core.from())..stat.core.from()];
        let trimmed = head.trim_end_matches(' ');
        if head.len() - trimmed.len() > 3 {
            continue;
        }
        let hit = currencies
            .prefixes
            .iter()
            .find(|(word, _)| trimmed.ends_with(word.as_str()));
        let Some((word, code)) = hit.filter(|_| stat.value.is_some() || stat.lo.is_some()) else {
            continue;
        };
        let name = !word.is_ascii() && word.chars().count() > 1;
        if stat.kind == StatKind::Number
            && name
            && stat.value.is_some_and(|v| v < rust_decimal::Decimal::TEN)
        {
            continue;
        }
        let from = stat.core.from() - (head.len() - trimmed.len()) - word.len();
        stat.span = Span::new(from, stat.span.to());
        stat.unit = Some(code);
        if stat.kind != StatKind::Money {
            (stat.kind, stat.rule) = (StatKind::Money, "money.sign");
        }
    }
}
