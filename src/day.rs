//! Calendar days as metadata writes them: `2014-11-12 10:20`, `2014年11月12日`,
//! `二〇一四年十一月十二日`, and in Taiwanese text `111年9月29日`, `110/12/30`.
//!
//! Only whole days count here; dates inside running text are `extract`'s work.

use jiff::civil::Date;

/// A day and where it stands in its text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The first whole day in `text`. With `roc`, years of two or three digits are those of the
/// Republic of China.
pub(crate) fn find(text: &str, roc: bool) -> Option<Day> {
    let mut before = '\0';
    for (start, c) in text.char_indices() {
        if digit(c).is_some()
            && digit(before).is_none()
            && let Some((date, end)) = parse(&text[start..], roc || ends_roc(&text[..start]))
        {
            return Some(Day {
                date,
                start,
                end: start + end,
            });
        }
        before = c;
    }
    None
}

fn ends_roc(before: &str) -> bool {
    before.trim_end().ends_with("民国")
}

/// A day at the start of `text`, and its length.
fn parse(text: &str, roc: bool) -> Option<(Date, usize)> {
    let (year, digits, mut at) = number(text)?;
    if digits == 8 {
        let date = Date::new(
            (year / 10_000) as i16,
            (year / 100 % 100) as i8,
            (year % 100) as i8,
        );
        return date
            .ok()
            .filter(|d| plausible(d.year().into()))
            .map(|d| (d, at));
    }
    let year = if digits == 4 { year } else { year + 1911 };
    if !(digits == 4 || (roc && (2..=3).contains(&digits))) || !plausible(year.into()) {
        return None;
    }
    let separator = text[at..].chars().next()?;
    let chinese = separator == '年';
    if !chinese && !matches!(separator, '-' | '/' | '.' | '—') {
        return None;
    }
    at += separator.len_utf8();
    let (month, _, used) = number(text[at..].trim_start())?;
    at = text.len() - text[at..].trim_start().len() + used;
    let second = text[at..].chars().next()?;
    if second != if chinese { '月' } else { separator } {
        return None;
    }
    at += second.len_utf8();
    let (day, _, used) = number(text[at..].trim_start())?;
    at = text.len() - text[at..].trim_start().len() + used;
    at += ["日", "号"]
        .iter()
        .find(|m| text[at..].starts_with(**m))
        .map_or(0, |m| m.len());
    let date = Date::new(
        year as i16,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    Some((date.ok()?, at))
}

fn plausible(year: i64) -> bool {
    (1900..=2199).contains(&year)
}

/// A number of Arabic or Chinese digits at the start of `text`: value, digits, length.
fn number(text: &str) -> Option<(u32, usize, usize)> {
    let (mut value, mut digits, mut end) = (0_u32, 0, 0);
    let mut tens = false;
    for c in text.chars().take(9) {
        if c == '十' && digits < 2 {
            value = value.max(1) * 10;
            tens = true;
        } else {
            let Some(digit) = digit(c) else { break };
            value = if tens {
                value + digit
            } else {
                value * 10 + digit
            };
        }
        digits += 1;
        end += c.len_utf8();
    }
    (digits > 0 && digits < 9).then_some((value, digits, end))
}

fn digit(c: char) -> Option<u32> {
    const CHINESE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '○' | '零' | 'Ｏ' => Some(0),
        // 十月十二日: the month has no digit before 十.
        '十' => Some(10),
        _ => CHINESE.iter().position(|d| *d == c).map(|d| d as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, roc: bool) -> Option<String> {
        find(text, roc).map(|d| d.date.to_string())
    }

    #[test]
    fn every_spelling() {
        for text in [
            "2014-11-12来源 : 互联网",
            "发布时间：2014/11/12 10:22",
            "2014.11.12",
            "时间：2014年11月12日08:00",
            "二〇一四年十一月十二日",
            "20141112",
            "（2014年11月12日 王某）",
            "2014年 11月 12日",
            "电话12345 2014-11-12",
        ] {
            assert_eq!(day(text, false).as_deref(), Some("2014-11-12"), "{text}");
        }
        assert_eq!(
            day("二○二三年十月二十日", false).as_deref(),
            Some("2023-10-20")
        );
    }

    #[test]
    fn years_of_the_republic_only_where_they_are_due() {
        assert_eq!(
            day("发稿日期：111年9月29日", true).as_deref(),
            Some("2022-09-29")
        );
        assert_eq!(
            day("公告日：110/12/30", true).as_deref(),
            Some("2021-12-30")
        );
        assert_eq!(
            day("中华民国108年11月18日", false).as_deref(),
            Some("2019-11-18")
        );
        assert_eq!(day("111年9月29日", false), None);
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "2014-13-40",
            "共2014家",
            "2014年",
            "2014年11月",
            "14-15",
            "99999999",
            "0-0-0",
            "2014-11",
        ] {
            assert_eq!(day(text, false), None, "{text}");
        }
    }
}
