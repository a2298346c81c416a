//! The numbers inside dates: `2014`, `09`, `二〇一四`, `十二`, `廿九`. A date's numbers are not
//! numerals like others: `二〇一四` is read digit by digit, `三五` is no range, a leading
//! zero counts, and nothing beyond 9999 occurs; so they are read here.

/// How a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `2014`
    Arabic,
    /// `二〇一四`
    Digits,
    /// `二十四`, `三十`
    Composed,
}

/// A number inside a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) value: i32,
    /// Characters that it is written with.
    pub(super) digits: u8,
    pub(super) style: Style,
}

/// More characters than this are no field of a date.
const LONGEST: usize = 8;

/// The value of a digit character.
pub(super) fn digit(c: char) -> Option<i32> {
    let value = match c {
        '〇' | '零' | '○' | '0' | 'O' | 'o' | '◯' => 0,
        '一' | '元' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}

/// A character that a Chinese field may start with.
pub(super) fn starts_chinese(c: char) -> bool {
    matches!(c, '〇' | '零' | '十' | '廿' | '卅') || (digit(c).is_some_and(|d| d > 0) && c != '元')
}

fn multiplier(c: char) -> Option<i32> {
    match c {
        '十' => Some(10),
        '廿' => Some(20),
        '卅' => Some(30),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// True when a character follows the number at `at` that counts or measures and stands behind no
/// field of a date: 3件, 十名, 20%.
pub(super) fn is_counted(text: &str, at: usize) -> bool {
    let inside = |c: &char| c.is_ascii_digit() || digit(*c).is_some() || multiplier(*c).is_some();
    // What is longer is no field, and must not be read again from each of its characters.
    let mut rest = text[at..].chars().take(2 * LONGEST).skip_while(inside);
    rest.next().is_some_and(|c| COUNTING.contains(c))
}

/// Measure words and what else follows counts, no unit of time among them.
const COUNTING: &str = "万亿元%％名项家件户人次所处条座台辆位米公亩吨倍种批套宗部本张只头棵株届类方面带路体些定切样律同线款支组间层架艘幢栋";

/// Reads the field that starts at `at` and where it ends. None for a decimal, and for what is
/// longer than any field.
pub(super) fn read(text: &str, at: usize) -> Option<(Field, usize)> {
    let rest = text.get(at..)?;
    match rest.chars().next()? {
        c if c.is_ascii_digit() => arabic(rest, at),
        c if starts_chinese(c) => chinese(rest, at),
        _ => None,
    }
}

fn arabic(rest: &str, at: usize) -> Option<(Field, usize)> {
    let bytes = rest.as_bytes();
    let len = bytes
        .iter()
        .take(LONGEST + 1)
        .take_while(|b| b.is_ascii_digit())
        .count();
    let decimal =
        bytes.get(len) == Some(&b'.') && bytes.get(len + 1).is_some_and(u8::is_ascii_digit);
    if len > LONGEST || decimal {
        return None;
    }
    let field = Field {
        value: rest[..len].parse().ok()?,
        digits: len as u8,
        style: Style::Arabic,
    };
    Some((field, at + len))
}

fn chinese(rest: &str, at: usize) -> Option<(Field, usize)> {
    let mut end = 0;
    let mut digits = 0_u8;
    let mut composed = false;
    for c in rest.chars() {
        if digit(c).is_none_or(|_| c == '元') && multiplier(c).is_none() {
            break;
        }
        composed |= multiplier(c).is_some();
        digits += 1;
        end += c.len_utf8();
        if usize::from(digits) > LONGEST {
            return None;
        }
    }
    let run = &rest[..end];
    let value = if composed {
        compose(run)?
    } else {
        run.chars()
            .try_fold(0_i32, |sum, c| sum.checked_mul(10)?.checked_add(digit(c)?))?
    };
    let style = if composed {
        Style::Composed
    } else {
        Style::Digits
    };
    let field = Field {
        value,
        digits,
        style,
    };
    Some((field, at + end))
}

/// `二十四` → 24, `一百零三` → 103, `廿九` → 29. None when it is no well-formed number.
fn compose(run: &str) -> Option<i32> {
    let (mut total, mut pending, mut scale) = (0, None, i32::MAX);
    for c in run.chars() {
        if let Some(times) = multiplier(c) {
            let unit = if times < 100 { 10 } else { times };
            let count = match pending.take() {
                Some(0) | None if unit == 10 => 1,
                Some(count) if times == unit => count,
                _ => return None,
            };
            if unit >= scale {
                return None;
            }
            scale = unit;
            total += count * times;
        } else {
            let value = digit(c)?;
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            pending = Some(value);
        }
    }
    Some(total + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read() {
        for (text, value, digits) in [
            ("2014年", 2014, 4),
            ("09年", 9, 2),
            ("二〇一四年", 2014, 4),
            ("二○一四年", 2014, 4),
            ("二OO九年", 2009, 4),
            ("二0一0年", 2010, 4),
            ("零八年", 8, 2),
            ("十二月", 12, 2),
            ("二十三日", 23, 3),
            ("三十日", 30, 2),
            ("廿九", 29, 2),
            ("两千年", 2000, 2),
            ("一百零三年", 103, 4),
            ("一百一十二年", 112, 5),
        ] {
            let (field, end) = read(text, 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((field.value, field.digits), (value, digits), "{text}");
            assert_eq!(
                text[end..].chars().count(),
                text.chars().count() - usize::from(digits)
            );
        }
    }

    #[test]
    fn what_is_no_field() {
        for text in ["2.5年", "123456789", "年", "十十", "", "一一一一一一一一一"] {
            assert_eq!(read(text, 0), None, "{text}");
        }
    }
}
