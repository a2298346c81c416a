//! Half a unit of time: `半年`, `半个月`, `半小时`. 半 is no numeral (上半年, 一半, 半数), so these
//! are looked for by their words.

use super::{Component, DateMention, Statistic, build, unit::UNITS};
use crate::{extract::Context, span::Span};
use rust_decimal::Decimal;

/// Words after 半 that make it a length, and what may not follow them.
const WORDS: &[(&str, &str, &str)] = &[
    ("年", "年", "度报会线级刊夜制价轮"),
    ("个多月", "个月", ""),
    ("个月", "个月", ""),
    ("个小时", "个小时", ""),
    ("个多小时", "个小时", ""),
    ("个钟头", "个钟头", ""),
    ("个钟", "个钟头", "头"),
    ("小时", "小时", ""),
    ("个星期", "个星期", ""),
    ("分钟", "分钟", ""),
    ("天", "天", "然空"),
];

/// 半月 is a length only before these (半月谈, 半月板, 半月刊).
const AFTER_MOON: &[&str] = &["内", "以", "之", "前", "后", "来", "有余", "多", "时间"];

/// What stands before a half that is none: 上半年, 一年半, 两个半月.
const NOT_AFTER: &str = "上下前后大小多夜一每各两二三四五六七八九十几数个";

/// Adds the halves of the content part to `out`, in their places.
pub(super) fn find(context: &Context<'_>, dates: &[DateMention], out: &mut Vec<Statistic>) {
    let text = context.text();
    let before = out.len();
    let mut date = 0;
    for (at, _) in text.match_indices('半') {
        while dates.get(date).is_some_and(|d| d.core.to() <= at) {
            date += 1;
        }
        let dated = dates.get(date).is_some_and(|d| d.core.from() <= at);
        let Some(half) = half(text, at).filter(|_| !dated) else {
            continue;
        };
        let Some(sentence) = context.document.sentence_at(at) else {
            continue;
        };
        if context.document.sentences[sentence].role.is_content() {
            out.push(build(text, &[half], &[], sentence as u32));
        }
    }
    if out.len() > before {
        out.sort_by_key(|s| s.core.from());
    }
}

fn half(text: &str, at: usize) -> Option<Component> {
    let blocked = |c: char| NOT_AFTER.contains(c) || c.is_ascii_digit();
    if text[..at].chars().next_back().is_some_and(blocked) {
        return None;
    }
    let start = at + "半".len();
    let rest = &text[start..];
    let (word, unit) = WORDS
        .iter()
        .find(|(word, _, not)| {
            let after = rest.strip_prefix(word);
            after.is_some_and(|r| !r.starts_with(|c| not.contains(c)))
        })
        .map(|(word, unit, _)| (*word, *unit))
        .or_else(|| {
            let after = rest.strip_prefix('月')?;
            let length = AFTER_MOON.iter().any(|w| after.starts_with(w));
            length.then_some(("月", "个月"))
        })?;
    let lo = Decimal::new(5, 1);
    Some(Component {
        lo,
        hi: Some(lo),
        exact: true,
        vague: word.contains('多').then_some(crate::numeral::Vague::Over),
        unit: UNITS.iter().find(|u| u.word == unit)?,
        start: at,
        number: Span::new(at, start),
        end: start + word.len(),
    })
}
