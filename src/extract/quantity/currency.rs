//! Currency names and signs before the figure: 人民币5000万元, 港币2960元, $20, ￥300.

use crate::{
    extract::{Context, StatKind, Statistic},
    span::Span,
};

/// Names and signs, longest first where one is a part of another, with their ISO codes.
const PREFIXES: &[(&str, &str)] = &[
    ("人民币", "CNY"),
    ("RMB", "CNY"),
    ("CNY", "CNY"),
    ("￥", "CNY"),
    ("¥", "CNY"),
    ("新台币", "TWD"),
    ("NT$", "TWD"),
    ("HK$", "HKD"),
    ("港币", "HKD"),
    ("港元", "HKD"),
    ("US$", "USD"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("USD", "USD"),
    ("$", "USD"),
    ("＄", "USD"),
    ("欧元", "EUR"),
    ("€", "EUR"),
    ("英镑", "GBP"),
    ("£", "GBP"),
    ("日元", "JPY"),
];

/// Names of Taiwan's government and of its currency, as they stand in texts in Traditional
/// characters; the search runs on simplified text.
const TAIWAN: &[&str] = &[
    "台湾",
    "台北",
    "新北",
    "台中",
    "台南",
    "高雄",
    "基隆",
    "桃园",
    "新竹",
    "苗栗",
    "彰化",
    "南投",
    "云林",
    "嘉义",
    "屏东",
    "花莲",
    "台东",
    "宜兰",
    "澎湖",
    "金门县",
    "行政院",
    "立法院",
    "新台币",
];

/// In a text in Traditional characters that names Taiwan or its places, a bare 元 is the New
/// Taiwan dollar; 人民币 before or after the figure still says otherwise. Hong Kong's articles
/// are in Traditional characters as well and name none of these.
fn taiwanese(context: &Context<'_>) -> bool {
    let text = context.text();
    context.document.normal.traditional && TAIWAN.iter().any(|w| text.contains(w))
}

/// Reads the prefixes of sums of money and of bare numbers.
pub(super) fn read(context: &Context<'_>, found: &mut [Statistic]) {
    let text = context.text();
    let mut end = 0;
    let local = taiwanese(context);
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
        let hit = PREFIXES.iter().find(|(word, _)| trimmed.ends_with(word));
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
