//! The time of day: part of the day, then hours, minutes, seconds.

use super::{
    field::{self, Field, Style},
    grammar::Grammar,
    partial::{Clock, Day, DayPart, Partial},
    words::Kind,
};

/// Reads part of the day and clock at `at` into `partial`; returns where they end, `at` when
/// there are none.
pub(super) fn read(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> usize {
    let alone = partial.is_empty();
    let dated = partial.day != Day::None;
    if !alone && !dated {
        return at;
    }
    let from = g.skip(at);
    let (part, after) = day_part(g, partial, from, dated);
    let mark = g
        .eat(after, &["-", "的", "，"])
        .filter(|_| dated && part.is_none());
    let clock = clock(g, g.skip(after), part.is_some() || dated)
        .or_else(|| mark.and_then(|m| digital(g, m)));
    match (part, clock) {
        (None, None) => at,
        // A part of the day alone says nothing, but in a line of its own.
        (Some(part), None) if alone => {
            let line = g.opens_line(at) && g.closes_line(after);
            if after - at > "晚".len() && (line || opens_range(g, after)) {
                partial.day_part = Some(part);
                return after;
            }
            at
        }
        (Some(part), None) => {
            partial.day_part = Some(part);
            after
        }
        (part, Some((clock, end))) => {
            partial.day_part = part.or(partial.day_part);
            partial.clock = Some(clock);
            end
        }
    }
}

/// 夜间至次日上午: a part of the day from which a range leads to another day.
fn opens_range(g: &Grammar<'_>, at: usize) -> bool {
    g.connector(at).is_some_and(|from| {
        let day = |k| matches!(k, Kind::Day | Kind::ContextDay);
        g.words.find(g.text, from, day).is_some()
    })
}

fn day_part(
    g: &Grammar<'_>,
    partial: &Partial,
    at: usize,
    dated: bool,
) -> (Option<DayPart>, usize) {
    let Some((word, end)) = g.word(at, Kind::DayPart) else {
        return (None, at);
    };
    let single = end - at == "早".len();
    let followed = field::read(g.text, end).is_some();
    // 早 and 晚 begin other words (晚会, 早稻).
    let other = single && dated && !followed && begins_a_word(g, at, end);
    if (single && !dated && !followed) || other || (partial.day_part.is_some() && !followed) {
        return (None, at);
    }
    (word.day_part, end)
}

fn begins_a_word(g: &Grammar<'_>, at: usize, end: usize) -> bool {
    let next = match g.after(end) {
        Some(c) => c,
        None => return false,
    };
    match g.after(at) {
        Some('早') => matches!(
            next,
            '稻' | '餐' | '报' | '饭' | '点' | '已' | '就' | '期' | '日' | '春' | '教'
        ),
        Some('晨') => matches!(next, '报' | '练' | '会' | '跑' | '检'),
        Some('夜') => matches!(next, '市' | '班' | '校' | '景' | '游' | '经' | '间'),
        _ => matches!(
            next,
            '会' | '宴'
                | '餐'
                | '报'
                | '饭'
                | '礼'
                | '于'
                | '稻'
                | '年'
                | '期'
                | '点'
                | '婚'
                | '育'
                | '间'
        ),
    }
}

/// The clock at `at`, where what stands before leaves no doubt that there is one.
pub(super) fn marked(g: &Grammar<'_>, at: usize) -> Option<(Clock, usize)> {
    clock(g, at, true)
}

/// Hours and what follows. `marked`: a day or a part of the day stands before.
fn clock(g: &Grammar<'_>, at: usize, marked: bool) -> Option<(Clock, usize)> {
    digital(g, at)
        .or_else(|| spoken(g, at, marked))
        .or_else(|| shared(g, at).filter(|_| marked))
}

/// `3日20至7日20时`: the hour that leaves its unit to the second end of the range.
fn shared(g: &Grammar<'_>, at: usize) -> Option<(Clock, usize)> {
    let (hour, end) = field::read(g.text, at)?;
    let plain = hour.style == Style::Arabic && hour.digits <= 2 && hour.value <= 24;
    let (day, next) = field::read(g.text, g.connector(end).filter(|_| plain)?)?;
    let next = g.eat(next, &["日"]).filter(|_| day.value <= 31)?;
    let (_, unit) = field::read(g.text, next)?;
    g.eat(unit, &["时"])?;
    let clock = Clock {
        hour: u8::try_from(hour.value).ok()?,
        minute: None,
        second: None,
    };
    Some((clock, end))
}

/// `17:30`, `9：00`, `09:36:46`, `11:00时`, `3:15pm`.
pub(super) fn digital(g: &Grammar<'_>, at: usize) -> Option<(Clock, usize)> {
    let (hour, end) =
        field::read(g.text, at).filter(|f| f.0.style == Style::Arabic && f.0.digits <= 2)?;
    if let Some((shift, end)) = meridiem(g, end, false) {
        return (1..=12)
            .contains(&hour.value)
            .then(|| (noon(hour.value, shift, None), end));
    }
    let (minute, end) = two_digits(g, g.eat(end, &[":", "："])?)?;
    let second = g.eat(end, &[":", "："]).and_then(|e| two_digits(g, e));
    let (second, end) = second.map_or((None, end), |(s, e)| (Some(s), e));
    if hour.value > 24 || minute > 59 || second.is_some_and(|s| s > 60) {
        return None;
    }
    let end = g.eat(end, &["时", "分"]).unwrap_or(end);
    if let Some((shift, end)) = meridiem(g, end, true) {
        return Some((noon(hour.value, shift, Some(minute)), end));
    }
    let clock = Clock {
        hour: hour.value as u8,
        minute: Some(minute),
        second,
    };
    Some((clock, end))
}

fn noon(hour: i32, afternoon: bool, minute: Option<u8>) -> Clock {
    Clock {
        hour: (hour % 12) as u8 + if afternoon { 12 } else { 0 },
        minute,
        second: None,
    }
}

fn two_digits(g: &Grammar<'_>, at: usize) -> Option<(u8, usize)> {
    let (number, end) = field::read(g.text, at)?;
    let two = number.digits == 2 && number.style == Style::Arabic;
    two.then_some((number.value as u8, end))
}

/// `am`, `pm`, `a.m.`, after minutes `p`; true after noon.
fn meridiem(g: &Grammar<'_>, at: usize, minutes: bool) -> Option<(bool, usize)> {
    let from = g.skip(at);
    let rest = g.rest(from).as_bytes();
    let half = rest.first()?.to_ascii_lowercase();
    if !matches!(half, b'a' | b'p') {
        return None;
    }
    let len = match rest.get(1..) {
        Some([b'.', m, b'.', ..]) if m.eq_ignore_ascii_case(&b'm') => 4,
        Some([m, ..]) if m.eq_ignore_ascii_case(&b'm') => 2,
        _ if half == b'p' && minutes => 1,
        _ => return None,
    };
    let free = rest.get(len).is_none_or(|b| !b.is_ascii_alphanumeric());
    free.then_some((half == b'p', from + len))
}

/// `17时30分`, `8点`, `零点一刻`, `九点零九`, `六点半`.
fn spoken(g: &Grammar<'_>, at: usize, marked: bool) -> Option<(Clock, usize)> {
    let (hour, end) = g.unit(at, &["点钟", "时整", "点整", "时", "点"])?;
    if hour.value > 24 || hour.digits > 3 || goes_on(g, at) {
        return None;
    }
    let unit = g.before(end)?;
    let implied = !matches!(unit, '点' | '时' | '钟' | '整');
    let (minute, second, after) = if implied {
        (None, None, end)
    } else {
        minutes(g, end)
    };
    let sure = marked || minute.is_some() || implied || matches!(unit, '钟' | '整');
    if !sure && !stands_free(g, hour, unit, at, end) {
        return None;
    }
    if g.eat(end, &["期", "代", "间", "度", "段", "候", "空", "常", "速"])
        .is_some()
    {
        return None;
    }
    let clock = Clock {
        hour: hour.value as u8,
        minute,
        second,
    };
    Some((clock, g.eat(after, &["整"]).unwrap_or(after)))
}

/// The hour is the tail of a longer number: 一万零一十八点一五, 百分之二点五.
fn goes_on(g: &Grammar<'_>, at: usize) -> bool {
    let head = g.text.get(..at).unwrap_or("");
    let head = head.strip_suffix(' ').unwrap_or(head);
    head.ends_with(|c| field::starts_chinese(c) || "百千万亿".contains(c)) || head.ends_with("分之")
}

/// An hour alone: `17时`, `13点` are times, `3点建议`, `十点要求`, `27点3` are not.
fn stands_free(g: &Grammar<'_>, hour: Field, unit: char, at: usize, end: usize) -> bool {
    // 8天20时 is a length.
    let length = g.before(at) == Some('天')
        && g.before(at - "天".len())
            .is_some_and(|c| c.is_ascii_digit() || field::digit(c).is_some());
    if length {
        return false;
    }
    if matches!(
        g.before(at),
        Some(
            '了' | '出'
                | '有'
                | '为'
                | '成'
                | '列'
                | '好'
                | '第'
                | '这'
                | '几'
                | '每'
                | '共'
                | '.'
                | '高'
                | '低'
                | '减'
                | '升'
        )
    ) {
        return false;
    }
    // 一点 is a little.
    if unit == '点' && hour.value == 1 && hour.style != Style::Arabic {
        return false;
    }
    let next = g.after(g.skip(end));
    let number = next.is_some_and(|c| c.is_ascii_digit() || field::starts_chinese(c));
    match unit {
        '时' => hour.style == Style::Arabic && !number,
        _ => {
            let words = [
                "之间", "以后", "之后", "以前", "之前", "左右", "许", "前", "后", "起", "的", "过",
                "到", "至", "开",
            ];
            !number
                && (next.is_none_or(|c| !crate::chars::is_han(c)) || g.eat(end, &words).is_some())
        }
    }
}

/// 零点 before `at`.
fn zero_hour(g: &Grammar<'_>, at: usize) -> bool {
    g.text.get(..at).is_some_and(|t| t.ends_with("零点"))
}

/// Minutes and seconds after the hour's unit.
fn minutes(g: &Grammar<'_>, at: usize) -> (Option<u8>, Option<u8>, usize) {
    if let Some(end) = g.eat(at, &["半"]) {
        return (Some(30), None, end);
    }
    let Some((number, end)) = field::read(g.text, at) else {
        return (None, None, at);
    };
    let value = number.value;
    if let Some(end) = g.eat(end, &["刻"]).filter(|_| (1..=3).contains(&value)) {
        return (Some(value as u8 * 15), None, end);
    }
    if !(0..=59).contains(&value) {
        return (None, None, at);
    }
    let Some(after) = g.eat(end, &["分钟", "分"]) else {
        // 九点零九, 三点十五: two characters or more, and no other unit.
        let free = g
            .after(end)
            .is_none_or(|c| !crate::chars::is_han(c) && !matches!(c, '.' | '%' | ':'))
            || g.eat(
                end,
                &["的", "到", "至", "定", "开", "在", "准时", "出发", "集合"],
            )
            .is_some();
        // 一点零零五六 and 零点零一 are decimals.
        let row = number.style == Style::Digits;
        let decimal = row && (number.digits > 2 || g.before(at) == Some('点') && zero_hour(g, at));
        let minute = number.digits >= 2 && free && !decimal;
        return if minute {
            (Some(value as u8), None, end)
        } else {
            (None, None, at)
        };
    };
    let second = field::read(g.text, after)
        .filter(|(s, _)| (0..=60).contains(&s.value))
        .and_then(|(s, e)| Some((s.value as u8, g.eat(e, &["秒"])?)));
    match second {
        Some((second, end)) => (Some(value as u8), Some(second), end),
        None => (Some(value as u8), None, after),
    }
}
