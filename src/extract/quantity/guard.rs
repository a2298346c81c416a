//! Conditions on the surroundings of units that mean several things: 度 (electricity,
//! temperature), 级 (earthquake, wind), 点, 分, 成, 折, 番, 大.

use super::around;
use crate::{extract::Context, numeral::Numeral};
use rust_decimal::Decimal;

/// A named condition; `guard = "…"` in the unit files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// 度 of electricity.
    Degree,
    /// 度 of temperature.
    Temperature,
    /// 级 of an earthquake.
    Magnitude,
    /// 级 of wind.
    Wind,
    /// 点 of an index.
    Index,
    /// 分 of a score.
    Score,
    /// 成: a tenth.
    Tenth,
    /// 折: what is left after a discount, in tenths.
    Discount,
    /// 番: doublings.
    Fan,
    /// 层 of a building.
    Floor,
    /// 级 of a stair.
    Step,
    /// 大: 十大工程.
    Big,
    /// 方: a cubic metre, not a party or a direction.
    Cubic,
    /// 打: a dozen, not a verb.
    Dozen,
    /// `"`: an inch, no quotation mark.
    Inch,
    /// 度 of an angle, a latitude.
    Angle,
    /// 块 of money, not a piece of something.
    Coin,
}

impl Guard {
    /// The guard of that name.
    pub(super) fn named(name: &str) -> Result<Self, String> {
        Ok(match name {
            "degree" => Guard::Degree,
            "temperature" => Guard::Temperature,
            "magnitude" => Guard::Magnitude,
            "wind" => Guard::Wind,
            "index" => Guard::Index,
            "score" => Guard::Score,
            "tenth" => Guard::Tenth,
            "discount" => Guard::Discount,
            "fan" => Guard::Fan,
            "floor" => Guard::Floor,
            "step" => Guard::Step,
            "big" => Guard::Big,
            "cubic" => Guard::Cubic,
            "dozen" => Guard::Dozen,
            "inch" => Guard::Inch,
            "coin" => Guard::Coin,
            "angle" => Guard::Angle,
            other => return Err(format!("unknown guard {other}")),
        })
    }

    /// Whether it holds for a unit that ends at `end` after `numeral`.
    pub(super) fn holds(self, context: &Context<'_>, numeral: &Numeral, end: usize) -> bool {
        let text = context.text();
        let start = numeral.span.from();
        let head = || around::before(text, start, 14);
        let tail = || around::after(text, end, 4);
        let near = |words: &[&str]| around::any(head(), words) || around::any(tail(), words);
        let next = || around::next(text, end).unwrap_or(' ');
        match self {
            Guard::Degree => near(&["电", "能耗"]),
            Guard::Temperature => {
                near(&["温", "热", "冷", "零下", "℃"])
                    || numeral.lo.is_some_and(|v| v.is_sign_negative())
            }
            Guard::Magnitude => near(&["震"]) || numeral.value.is_some_and(|v| !v.is_integer()),
            Guard::Wind => near(&["风", "浪"]),
            Guard::Index => {
                near(&[
                    "指数", "收", "报", "涨", "跌", "股", "沪", "点位", "盘中", "大盘", "冲高",
                    "失守", "关口",
                ]) && !next().is_ascii_digit()
            }
            Guard::Score => {
                let head = head();
                let given = head.ends_with(['占', '扣', '记', '得', '满', '获', '考', '评'])
                    || around::any(
                        around::before(text, start, 40),
                        &[
                            "总分", "满分", "中考", "高考", "测试", "考核", "赋分", "计分", "评分",
                            "分值",
                        ],
                    );
                (given
                    || near(&[
                        "分数",
                        "得分",
                        "总分",
                        "评分",
                        "满分",
                        "成绩",
                        "均分",
                        "考试",
                        "高考",
                        "中考",
                        "统考",
                        "月考",
                        "联考",
                        "考了",
                        "考得",
                        "考取",
                        "考出",
                        "考到",
                        "比分",
                        "以上的成",
                        "测评",
                    ]))
                    && !matches!(
                        next(),
                        '之' | '钟' | '别' | '为' | '成' | '类' | '局' | '公'
                    )
            }
            Guard::Tenth => {
                let value = numeral.hi.or(numeral.lo);
                value.is_some_and(|v| v <= Decimal::TEN)
                    && !"为功立员果本长绩就效都分品人套熟型交语年千器".contains(next())
            }
            Guard::Discount => {
                let value = numeral.hi.or(numeral.lo);
                value.is_some_and(|v| v < Decimal::ONE_HUNDRED)
                    && !"叠旧射算返合腾回扣中".contains(next())
            }
            Guard::Cubic => {
                let bulk = &[
                    "土", "石", "砂", "沙", "木", "混凝", "水", "气", "挖", "填", "渣", "淤", "料",
                    "垃圾",
                ];
                (numeral.arabic || around::any(tail(), bulk) || !numeral.weak && near(bulk))
                    && !"面便向案式法位言阵针正圆才可".contains(next())
            }
            Guard::Dozen => {
                !"三造破拐不仗击开扮造压通工印下包赢败听架响动卡理算猎球住".contains(next())
            }
            Guard::Inch => {
                let quotes = around::before(text, start, 200).matches('"').count();
                quotes.is_multiple_of(2) && !crate::chars::is_han(next())
            }
            Guard::Angle => near(&[
                "北纬", "南纬", "东经", "西经", "纬度", "经度", "夹角", "倾角", "坡度", "旋转",
                "倾斜",
            ]),
            Guard::Coin => is_coin(context, numeral, end),
            Guard::Fan => head().contains('翻'),
            Guard::Floor => !"面次级出".contains(next()),
            Guard::Step => near(&["台阶", "阶梯", "石阶"]),
            Guard::Big => {
                !numeral.arabic
                    && !"学会队厦桥道楼类型量批额院陆致约雨雪气家小力豆米赛半权".contains(next())
                    || numeral.arabic && around::is_cut(context, end)
            }
        }
    }
}

/// 三块五, 花了两块, 十块一斤; not 一块土地, 三块展板, 切成三块.
fn is_coin(context: &Context<'_>, numeral: &Numeral, end: usize) -> bool {
    let text = context.text();
    let head = around::before(text, numeral.span.from(), 4);
    let next = around::next(text, end).filter(|c| crate::chars::is_han(*c));
    let paid =
        head.ends_with(['卖', '花', '付', '收', '值', '价', '给', '要']) || head.ends_with("花了");
    let token = context.tokens.at(end).map(|i| context.tokens.tokens[i]);
    let noun =
        token.is_some_and(|t| t.pos.is_noun() || matches!(t.pos.class(), b'a' | b'b' | b'z'));
    match next {
        Some(c) if "一二两三四五六七八九半多左上以".contains(c) => true,
        Some(_) if noun || numeral.span.of(text) == "一" => false,
        Some(_) => true,
        None => {
            paid || around::is_alone(text, crate::span::Span::new(numeral.span.from(), end))
                || !(numeral.span.of(text) == "一"
                    || head.ends_with(['成', '为', '作', '这', '那']))
        }
    }
}
