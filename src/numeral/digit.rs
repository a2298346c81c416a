//! Which characters write numbers, and what each is worth.

/// What a character is in a Chinese numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// 〇 一 … 九 and the formal 零 壹 … 玖.
    Digit(u32),
    /// 十 百 千 廿 卅: exponent of ten. 廿 and 卅 carry their own digit.
    Small(u32),
    /// 廿 (2) and 卅 (3).
    Tens(u32),
    /// 万 亿 兆: exponent of ten.
    Big(u32),
    /// 几: one to nine.
    Several,
    /// 数: two to nine, only before a multiplier.
    Number,
    /// 两: two, before a multiplier or a measure word.
    Pair,
    /// Not part of a numeral.
    Other,
}

/// The class of `c`.
pub(super) fn class(c: char) -> Class {
    match c {
        '〇' | '零' | '○' => Class::Digit(0),
        '一' | '壹' => Class::Digit(1),
        '二' | '贰' => Class::Digit(2),
        '三' | '叁' => Class::Digit(3),
        '四' | '肆' => Class::Digit(4),
        '五' | '伍' => Class::Digit(5),
        '六' | '陆' => Class::Digit(6),
        '七' | '柒' => Class::Digit(7),
        '八' | '捌' => Class::Digit(8),
        '九' | '玖' => Class::Digit(9),
        '十' | '拾' => Class::Small(1),
        '百' | '佰' => Class::Small(2),
        '千' | '仟' => Class::Small(3),
        '廿' => Class::Tens(2),
        '卅' => Class::Tens(3),
        '万' | '萬' => Class::Big(4),
        '亿' | '億' => Class::Big(8),
        '兆' => Class::Big(12),
        '几' => Class::Several,
        '数' => Class::Number,
        '两' => Class::Pair,
        _ => Class::Other,
    }
}

/// True for characters that open a Chinese numeral: a cheap test for the scanner.
pub(super) fn opens(c: char) -> bool {
    class(c) != Class::Other
}
