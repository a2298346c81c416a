//! Units of time and what their words look like without being one.

use crate::numeral::{Numeral, Vague};
use rust_decimal::Decimal;

/// A unit of time by one of its words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) word: &'static str,
    /// The letter of ISO 8601.
    pub(super) letter: char,
    /// Behind the T.
    pub(super) time: bool,
    /// So many of the letter's unit (刻 is 15 minutes).
    pub(super) times: u32,
    /// Decimal places of `times` (毫秒: 3).
    scale: u32,
    /// Coarser units rank higher.
    pub(super) rank: u8,
    pub(super) age: bool,
    pub(super) symbol: &'static str,
    pub(super) rule: &'static str,
}

const fn unit(word: &'static str, letter: char, times: u32, rank: u8) -> Unit {
    let time = rank < 3;
    let (symbol, rule) = match rank {
        0 => ("s", "duration.second"),
        1 => ("min", "duration.minute"),
        2 => ("h", "duration.hour"),
        3 => ("d", "duration.day"),
        4 => ("wk", "duration.week"),
        5 => ("mo", "duration.month"),
        _ => ("a", "duration.year"),
    };
    Unit {
        word,
        letter,
        time,
        times,
        scale: 0,
        rank,
        age: false,
        symbol,
        rule,
    }
}

/// A fraction of a second, so many decimal places down.
const fn split(word: &'static str, scale: u32) -> Unit {
    Unit {
        scale,
        ..unit(word, 'S', 1, 0)
    }
}

const fn age(word: &'static str) -> Unit {
    Unit {
        age: true,
        ..unit(word, 'Y', 1, 6)
    }
}

/// All units; a longer word before its beginning.
pub(super) const UNITS: &[Unit] = &[
    age("周岁"),
    age("岁"),
    // 年近七旬
    Unit {
        times: 10,
        ..age("旬")
    },
    unit("周年", 'Y', 1, 6),
    unit("个年头", 'Y', 1, 6),
    unit("个公历年度", 'Y', 1, 6),
    unit("个会计年度", 'Y', 1, 6),
    unit("个财政年度", 'Y', 1, 6),
    unit("个纳税年度", 'Y', 1, 6),
    unit("个自然年度", 'Y', 1, 6),
    unit("个预算年度", 'Y', 1, 6),
    unit("个年度", 'Y', 1, 6),
    unit("个学年", 'Y', 1, 6),
    unit("年", 'Y', 1, 6),
    unit("载", 'Y', 1, 6),
    unit("个季度", 'M', 3, 5),
    unit("个多月", 'M', 1, 5),
    unit("个月", 'M', 1, 5),
    unit("月半", 'M', 1, 5),
    unit("月", 'M', 1, 5),
    unit("个多星期", 'W', 1, 4),
    unit("个星期", 'W', 1, 4),
    unit("个礼拜", 'W', 1, 4),
    unit("多星期", 'W', 1, 4),
    unit("星期", 'W', 1, 4),
    unit("周", 'W', 1, 4),
    unit("个工作日", 'D', 1, 3),
    unit("个工作天", 'D', 1, 3),
    unit("个日历天", 'D', 1, 3),
    unit("个交易日", 'D', 1, 3),
    unit("个自然日", 'D', 1, 3),
    unit("工作日", 'D', 1, 3),
    unit("工作天", 'D', 1, 3),
    unit("日历天", 'D', 1, 3),
    unit("交易日", 'D', 1, 3),
    unit("昼夜", 'D', 1, 3),
    unit("天", 'D', 1, 3),
    unit("日", 'D', 1, 3),
    unit("个多小时", 'H', 1, 2),
    unit("个小时", 'H', 1, 2),
    unit("个钟头", 'H', 1, 2),
    unit("小时", 'H', 1, 2),
    unit("钟头", 'H', 1, 2),
    unit("个钟", 'H', 1, 2),
    unit("粒钟", 'H', 1, 2),
    unit("刻钟", 'M', 15, 1),
    unit("分钟", 'M', 1, 1),
    split("毫秒", 3),
    split("微秒", 6),
    unit("秒钟", 'S', 1, 0),
    unit("秒", 'S', 1, 0),
];

/// Words that are units only after a coarser one.
pub(super) const SHORT: &[Unit] = &[unit("时", 'H', 1, 2), unit("分", 'M', 1, 1)];

impl Unit {
    /// How much of the letter's unit one of this is.
    pub(super) fn factor(&self) -> Decimal {
        Decimal::new(i64::from(self.times), self.scale)
    }

    /// True where number and word are something else (三年级, 一周岁, 2014年).
    pub(super) fn is_excluded(&self, numeral: &Numeral, before: Option<char>, rest: &str) -> bool {
        let one = numeral.value == Some(Decimal::ONE) && !numeral.arabic;
        let next = |any: &[&str]| any.iter().any(|w| rest.starts_with(w));
        match self.word {
            // 数月, 近一月; any other 三月 is that month
            "月" => {
                let several = numeral.vague == Some(Vague::Several) && numeral.value.is_none();
                let near = matches!(before, Some('近' | '满' | '逾' | '超'));
                let length = several && numeral.lo == Some(Decimal::TWO) || near;
                numeral.arabic
                    || !length
                    || next(&["份", "底", "初", "末", "中", "上", "下", "球", "饼"])
            }
            "旬" => {
                let decade = numeral
                    .value
                    .is_some_and(|v| v >= Decimal::from(5) && v <= Decimal::from(9));
                numeral.arabic || !decade
            }
            "岁" | "周岁" => numeral.lo.is_some_and(|v| v >= Decimal::from(200)),
            "年" => {
                let is_year = |v: Decimal| v >= Decimal::from(1900) && v <= Decimal::from(2100);
                let calendar = numeral.lo.is_some_and(is_year) && numeral.arabic;
                calendar || next(&["级", "代", "度", "产", "均", "生"])
            }
            // 四周用石块围成
            "周" if !numeral.arabic && numeral.value == Some(Decimal::from(4)) => !next(&[
                "内", "后", "前", "以", "时", "多", "来", "之", "的时", "岁", "半", "，", "。",
            ]),
            "周" => {
                next(&["边", "围", "岁", "末", "刊", "报", "密", "全"])
                    || (one && next(&["一", "二"]))
            }
            "日" => {
                let paper = next(&["报"])
                    && !next(&[
                        "报备", "报告", "报送", "报名", "报到", "报请", "报省", "报市", "报县",
                        "报区", "报经",
                    ]);
                paper || one || next(&["均", "产", "常", "元", "本", "益", "游", "语", "志"])
            }
            "天" => {
                next(&["然", "气", "津", "安", "下", "府", "河"])
                    || (one && next(&["到", "比", "天"]))
            }
            "星期" => next(&["一", "二", "三", "四", "五", "六", "日", "天"]),
            "载" => !next(&["春", "寒", "来", "耕", "风"]) || numeral.bare,
            "秒" => next(&["杀"]),
            _ => false,
        }
    }
}
