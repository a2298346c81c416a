//! What must hold for every input whatever: spans are surfaces, tokens give the text back,
//! nothing panics, every claim of a record points into its own text.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use std::sync::LazyLock;
use tonggao::{Analyzer, Input, Options, Worker, decode, report};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
    Analyzer::new(Options {
        all_numbers: true,
        with_tokens: true,
        ..Options::default()
    })
    .unwrap()
});

/// Pieces that news is made of, so that random joins hit the grammar and not only noise.
const PIECES: &[&str] = &[
    "全市",
    "处理",
    "案件",
    "17宗",
    "，同比下降26%",
    "。",
    "\n",
    "　　",
    "今年",
    "3月",
    "去年同期",
    "2014年11月12日",
    "约2.5万",
    "游客",
    "近20倍",
    "1",
    "2",
    "0",
    "３",
    "％",
    "百分之",
    "二十",
    "三",
    "万",
    "亿",
    "元",
    "、",
    "（",
    "）",
    "“",
    "”",
    "*",
    "**",
    "整*行动",
    "《",
    "》",
    "其中",
    "共",
    "由",
    "增至",
    "个",
    "至",
    "-",
    "—",
    "~",
    ".",
    ",",
    ":",
    "年",
    "月",
    "日",
    "時",
    "臺南",
    "萬",
    "第",
    "十",
    "几",
    "多",
    "余",
    "以上",
    "左右",
    "人均",
    "每",
    "/",
    "平方米",
    "http://a.cn/1",
    "\u{200b}",
    "\u{2028}",
    "\u{feff}",
    "🀄",
    "é",
    "来源：",
    "责任编辑：王某",
    "粤ICP备12号",
    "\t",
    " ",
    "1,234.5",
    "〇",
    "○",
    "×",
    "□",
    "为了",
    "增长",
    "下降",
    "率",
    "达",
    "分别",
    "和",
    "截至",
    "底",
    "上午",
    "17:30",
    "十四五",
    "春节",
    "农历",
    "正月",
];

fn article() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|p| p.concat())
}

fn check(text: &str) {
    let mut worker = Worker::new(&ANALYZER);
    let input = Input {
        text: text.to_owned(),
        ..Input::default()
    };
    let analysis = worker.analyze(input);
    let record = report::article(&analysis);
    let chars: Vec<char> = text.chars().collect();
    let surface = |start: usize, end: usize| chars[start..end].iter().collect::<String>();
    for s in &record.statistics {
        assert_eq!(surface(s.start, s.end), s.text);
        assert!(
            s.start <= s.core[0] && s.core[1] <= s.end,
            "core outside {s:?}"
        );
        assert!(
            s.core[0] <= s.number[0] && s.number[1] <= s.core[1],
            "number outside {s:?}"
        );
        if let Some(of) = &s.of {
            assert_eq!(surface(of.start, of.end), of.text);
        }
        assert!(s.sentence >= 1 && s.sentence <= record.sentences);
        assert!(s.date.is_none_or(|d| d >= 1 && d <= record.dates.len()));
    }
    let starts: Vec<_> = record.statistics.iter().map(|s| s.core).collect();
    assert!(
        starts.windows(2).all(|w| w[0][0] <= w[1][0]),
        "statistics out of order: {starts:?}"
    );
    assert!(
        starts.windows(2).all(|w| w[0][1] <= w[1][0]),
        "statistics overlap: {starts:?}"
    );
    for d in &record.dates {
        assert_eq!(surface(d.start, d.end), d.text);
    }
    for m in &record.masks {
        assert_eq!(surface(m.start, m.end), m.text);
        assert!(
            surface(0, m.start).ends_with(m.left)
                && surface(m.end, chars.len()).starts_with(m.right)
        );
    }
    for p in &record.phrases {
        assert!(p.spans.len() == p.count && p.count > 0);
        assert!(p.spans.iter().all(|s| s[0] < s[1] && s[1] <= chars.len()));
    }
    let tokens = record.tokens.unwrap();
    assert_eq!(tokens.iter().map(|t| t.text).collect::<String>(), text);
    assert!(tokens.iter().all(|t| surface(t.start, t.end) == t.text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn spans_are_surfaces_in_news(text in article()) {
        check(&text);
    }

    #[test]
    fn spans_are_surfaces_in_any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_bytes_decode(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let (text, source) = decode::decode(&bytes, None);
        prop_assert_eq!(source.bytes, bytes.len() as u64);
        prop_assert!(!text.contains('\r'));
        check(&text);
    }
}

/// Inputs that make a careless scanner quadratic; each must end well within a test's patience.
#[test]
fn long_inputs_end() {
    let n = 40_000;
    for piece in [
        "1",
        "万",
        "一",
        "（",
        "“",
        "*",
        "1,",
        "3-",
        "百分之",
        "年",
        "共1个（",
        "a",
        "十",
        "其中1人、",
        "　",
        "。",
    ] {
        let start = std::time::Instant::now();
        check(&piece.repeat(n));
        let spent = start.elapsed();
        assert!(spent.as_secs() < 20, "{piece} × {n}: {spent:?}");
    }
}
