//! What is vague in a written number: 几, 数, 余, 多, 来, 一两 and 两三.

use super::{Reader, Vague, peek, skip_spaces};
use crate::numeral::digit::{Class, class};
use rust_decimal::Decimal;

/// What may follow 来 in a round number: 十来个, 二十来岁, 三百来斤. Before other characters it
/// is the verb.
const ROUGHLY: &str = "个名位人岁年天里万亿家户次件斤米亩元块所项条座间张头只本台辆艘架棵株吨公\
                       平分度趟场批种组队支部句页篇字秒小倍层桌口处份";

/// Units of time before which 数 is several.
const TIMES: &[&str] = &["分钟", "小时", "天", "日", "周", "个月", "月", "年"];

/// Measure words before which 数 is several: 数名, 数家, but 数位 (digital), 数字.
const MEASURES: &str = "名家户起辆架艘枚座栋幢处条项台场轮批件次个支只种类份篇所段宗间张款颗";

/// Characters with which 数 makes a word: 人数, 指数, 少数, 整数, 无数, 如数家珍, 倒数.
const NUMBERS: &str = "人次总指倍基点分系参件户岁个张位小整奇偶负代函复无少多大单双高常半票天年期例\
                       度层页字股场尾序读因约辆床门株头只架座支份本篇条块变算命招路质虚底余辈悉充\
                       可如历细倒名额";

/// What shows that 数 with such a unit was the end of a word: 指数周二, 总数年化, 人数只有.
const ENDED: &[&str] = &[
    "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周跌", "周涨", "年化", "年均", "年轻",
    "年龄", "月均", "日均", "日报", "只有", "只是", "只能", "只占", "个个", "次于", "名列", "条件",
    "处于", "处在", "类似", "起来", "家庭", "项目", "场所", "位居", "台湾", "份额", "所有", "所在",
];

/// What happens to 数人, which is 人数 read backwards elsewhere.
const HURT: &[char] = &[
    '受', '死', '遇', '被', '重', '轻', '失', '获', '伤', '中', '送', '丧',
];

impl Reader<'_> {
    /// 一两个, 一两百: the 两 at `at` is a digit, not the weight, before a multiplier or a
    /// measure word.
    pub(super) fn one_or_two(&mut self, at: usize) -> bool {
        let rest = self.text[at..].strip_prefix('两');
        let next = rest.and_then(|r| r.chars().next());
        let counts = next.is_some_and(|c| {
            matches!(class(c), Class::Small(_) | Class::Big(_)) || ROUGHLY.contains(c)
        });
        if counts {
            self.end = at + '两'.len_utf8();
            self.vague = Some(Vague::Pair);
            self.hanzi_digit = true;
            self.sum.push((Decimal::ONE, Decimal::TWO));
        }
        counts
    }

    /// 几: 几十, 十几, 几个.
    pub(super) fn several(&mut self, at: usize, c: char) -> bool {
        let low = if self.sum.started { 1 } else { 2 };
        self.sum.push((low.into(), 9.into()));
        self.vague = Some(Vague::Several);
        self.hanzi_digit = false;
        self.take(at, c);
        true
    }

    /// 数 before a multiplier: 数十, 数百, 数万.
    pub(super) fn number(&mut self, at: usize, c: char) -> bool {
        let next = peek(self.text, at + c.len_utf8()).map_or(Class::Other, class);
        let before = self.text[..at].chars().next_back().unwrap_or(' ');
        let multiplied =
            !NUMBERS.contains(before) && matches!(next, Class::Small(_) | Class::Big(_));
        (multiplied || self.few(at + c.len_utf8(), before)) && self.several(at, c)
    }

    /// 历时数小时, 数架战机, 致数人死亡: 数 that ends at `end`, before a unit of time or a measure
    /// word. Whether a measure word is one the segmenter tells: the numeral is weak.
    fn few(&self, end: usize, before: char) -> bool {
        let rest = &self.text[end..];
        let hurt = rest.strip_prefix('人').is_some_and(|r| r.starts_with(HURT));
        if hurt {
            return !crate::chars::is_han(before)
                || "了致成有获伤救等与由被派抓毁及和".contains(before);
        }
        let timed = TIMES.iter().any(|w| rest.starts_with(w));
        let counts = timed || rest.starts_with(|n| MEASURES.contains(n));
        counts && !NUMBERS.contains(before) && !ENDED.iter().any(|w| rest.starts_with(w))
    }

    /// 两: two at the start or before a multiplier; else it is the unit 两.
    pub(super) fn pair(&mut self, at: usize, c: char) -> bool {
        let next = peek(self.text, skip_spaces(self.text, at + c.len_utf8()));
        let next = next.unwrap_or(' ');
        let multiplier = matches!(class(next), Class::Small(_) | Class::Big(_));
        if self.sum.started && !multiplier {
            return false;
        }
        self.take(at, c);
        if let Class::Digit(3) = class(next) {
            // 两三个
            self.take(self.end, next);
            self.vague = Some(Vague::Pair);
            self.sum.push((2.into(), 3.into()));
        } else {
            self.sum.push((2.into(), 2.into()));
        }
        true
    }

    /// 余, 多, 来 inside: after a round number, before a multiplier, a unit or a noun.
    pub(super) fn vague_part(&mut self, at: usize, c: char) -> bool {
        let next = peek(self.text, at + c.len_utf8()).unwrap_or(' ');
        let round = match self.sum.pending {
            Some((lo, hi)) => {
                self.arabic
                    && lo == hi
                    && lo >= Decimal::from(10)
                    && (lo % Decimal::from(10)).is_zero()
            }
            None => true,
        };
        // 2484余万元
        let round = round || c == '余' && self.arabic && matches!(class(next), Class::Big(_));
        // 1000余款产品; 50万余款 may be the rest of a sum
        let kinds = next == '款' && self.sum.last == 0;
        let word = match c {
            '余' => {
                !kinds
                    && matches!(
                        next,
                        '额' | '下' | '款' | '粮' | '热' | '杭' | '姚' | '地' | '力' | '震' | '波'
                    )
            }
            '多' => matches!(next, '于' | '党' | '边' | '媒' | '功' | '维' | '彩'),
            _ => !ROUGHLY.contains(next),
        };
        if self.vague.is_some() || self.decimals || !round || word {
            return false;
        }
        self.vague = Some(if c == '来' {
            Vague::About
        } else {
            Vague::Over
        });
        self.take(at, c);
        true
    }

    /// Whether a Chinese numeral may as well be a part of a word: 一, 三四, 百, 万一, 十一.
    pub(super) fn vague_word(&self, bare: bool) -> bool {
        let written = &self.text[self.start..self.end];
        let first = written.chars().next().map_or(Class::Other, class);
        let led = matches!(first, Class::Small(2..) | Class::Big(_));
        let plain = self.sum.last == 0 && !self.sum.implied && !self.decimals;
        let short = plain && (self.row == 0 || self.row < 4);
        short || bare || (led && self.vague.is_none()) || written == "十一"
    }
}
