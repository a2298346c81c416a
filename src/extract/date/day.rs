//! The day: its number, a word for it, a weekday, or a day of the lunar calendar.

use super::{
    field::{self, Field, Style},
    grammar::Grammar,
    partial::{Day, Month, Part, Partial, Year},
    words::Kind,
};

/// Reads a day at `at`; `start` is where the whole point starts. Returns its end.
pub(super) fn read(
    g: &Grammar<'_>,
    partial: &mut Partial,
    at: usize,
    start: usize,
) -> Option<usize> {
    if at == start {
        return super::bracket::day(g, partial, at)
            .or_else(|| word(g, partial, at))
            .or_else(|| bare(g, partial, at));
    }
    if partial.month == Month::None {
        return None;
    }
    of_month(g, partial, at)
}

/// 今天, 昨晚, 次日, 上周三, 周末.
fn word(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    if let Some((shift, end)) = on(g, at) {
        partial.day = Day::Relative(shift);
        return Some(end);
    }
    let (word, end) = g.words.find(g.text, at, |k| {
        matches!(
            k,
            Kind::Day
                | Kind::ContextDay
                | Kind::Week
                | Kind::Weekend
                | Kind::WeekUnit
                | Kind::HalfWeek
                | Kind::Not
        )
    })?;
    match word.kind {
        Kind::Day => partial.day = Day::Relative(word.value),
        Kind::ContextDay => partial.day = Day::Context(word.value),
        Kind::Weekend => partial.part = Part::Weekend(word.value),
        Kind::HalfWeek => partial.part = Part::HalfWeek(word.value as u8),
        Kind::Week => return week(g, partial, word.value, end),
        Kind::WeekUnit => {
            let (day, end) = weekday(g, end).filter(|f| is_weekday(g, f.1))?;
            partial.day = Day::Weekday(None, day);
            return Some(end);
        }
        _ => return None,
    }
    partial.day_part = word.day_part;
    Some(end)
}

/// 明起降温, 今起放假: one character for the day, where nothing makes it the end of a word.
fn on(g: &Grammar<'_>, at: usize) -> Option<(i32, usize)> {
    let (shift, word) = [(0, "今"), (1, "明")]
        .into_iter()
        .find(|(_, word)| g.rest(at).starts_with(word))?;
    let end = at + word.len();
    g.eat(end, &["起"])?;
    let free = g.before(at).is_none_or(|c| match shift {
        0 => !"如当古至而迄现到于方".contains(c),
        _ => !crate::chars::is_han(c) || "从自日天".contains(c),
    });
    free.then_some((shift, end))
}

fn week(g: &Grammar<'_>, partial: &mut Partial, week: i32, end: usize) -> Option<usize> {
    // 下周周六 is 下周六.
    let repeated = g.word(end, Kind::WeekUnit).map(|(_, end)| end);
    if let Some((day, end)) = weekday(g, repeated.unwrap_or(end)).filter(|f| is_weekday(g, f.1)) {
        partial.day = Day::Weekday(Some(week), day);
        return Some(end);
    }
    partial.part = Part::Week(week);
    Some(end)
}

/// 周三 is no weekday in 周三十 or 周一围.
fn is_weekday(g: &Grammar<'_>, end: usize) -> bool {
    let next = g.rest(end).chars().nth(1).unwrap_or(' ');
    // 周二一份文件
    let one = g.after(end) == Some('一') && !field::starts_chinese(next) && !"岁年".contains(next);
    (one || !g.after(end).is_some_and(field::starts_chinese))
        && g.eat(
            end,
            &[
                "岁", "年", "个", "期", "生", "刊", "报", "版", "天", "次", "节", "小时", "直",
                "般", "定", "些", "样",
            ],
        )
        .is_none()
}

/// The day after 周 or 星期.
pub(super) fn weekday(g: &Grammar<'_>, at: usize) -> Option<(u8, usize)> {
    let c = g.after(at)?;
    let day = match c {
        '一' | '1' => 1,
        '二' | '2' => 2,
        '三' | '3' => 3,
        '四' | '4' => 4,
        '五' | '5' => 5,
        '六' | '6' => 6,
        '日' | '天' | '七' => 7,
        _ => return None,
    };
    let digit = c.is_ascii_digit() && g.rest(at + 1).starts_with(|c: char| c.is_ascii_digit());
    (!digit).then_some((day, at + c.len_utf8()))
}

/// A day of the month that was read before.
fn of_month(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    if let Some(end) = lunar(g, partial, at) {
        return Some(end);
    }
    if let Some((number, end)) = numbered(g, at)
        && (1..=31).contains(&number.value)
        && number.digits <= 3
    {
        partial.day = day_number(partial, number);
        return Some(end);
    }
    let (number, end) = field::read(g.text, at)?;
    let valid = (1..=31).contains(&number.value) && number.digits <= 3;
    (valid && is_bare_day(g, partial, number, end)).then(|| {
        partial.day = bare_number(partial, number);
        end
    })
}

/// A number with 日 or 号; where the mark is left to the second end of a range, that end must
/// be a day as well (`30~90日` is a length).
fn numbered(g: &Grammar<'_>, at: usize) -> Option<(Field, usize)> {
    // 国发〔2014〕5号 numbers a document.
    let closed = matches!(g.before(at), Some('〕' | '﹞' | ']' | '】'));
    let (number, end) = g.unit(at, &["日", "号"])?;
    if closed && !g.text[at..end].ends_with('日') {
        return None;
    }
    if !g.text[at..end].ends_with(['日', '号']) {
        let (second, _) = field::read(g.text, g.connector(end)?)?;
        // 1-2日元旦假期: the second number is a day when the range ends here as well.
        return (1..=31).contains(&second.value).then_some((number, end));
    }
    Some((number, end))
}

fn day_number(partial: &Partial, number: Field) -> Day {
    if partial.lunar {
        Day::Lunar(number.value as u8)
    } else {
        Day::Number(number.value as u8)
    }
}

/// 八月十五 without 日 is the festival's day of the lunar calendar.
fn bare_number(partial: &mut Partial, number: Field) -> Day {
    let mid_autumn = partial.month == Month::Number(8) && number.value == 15;
    partial.lunar |= mid_autumn && number.style == Style::Composed && partial.year_is_near();
    day_number(partial, number)
}

/// A number after a month without 日: a day when nothing countable follows.
fn is_bare_day(g: &Grammar<'_>, partial: &Partial, number: Field, end: usize) -> bool {
    let next = g.after(end);
    let closed = next.is_none_or(|c| {
        !crate::chars::is_han(c) && !c.is_ascii_alphanumeric() && c != '.' && c != '%'
    });
    let time = g.word(end, Kind::DayPart).is_some();
    let lunar = partial.lunar;
    let chinese = number.style == Style::Composed && number.digits >= 2;
    // 10月22出生, 10月22在…
    let arabic = number.style == Style::Arabic && number.digits == 2 && number.value > 12;
    let verb = g.eat(
        end,
        &["出生", "举行", "召开", "开幕", "发布", "在", "凌晨", "晚"],
    );
    (closed && (chinese || lunar || g.rest(end).is_empty()))
        || (time && (chinese || lunar))
        || arabic && verb.is_some()
}

/// `初八`, `廿九` and, in a lunar month, a bare number.
fn lunar(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    let first = g.eat(at, &["初"]);
    let (number, end) = field::read(g.text, first.unwrap_or(at))?;
    let twenty = matches!(g.after(at), Some('廿' | '卅'));
    let day = match first {
        Some(_) => (1..=10).contains(&number.value),
        None => twenty && (20..=30).contains(&number.value),
    };
    if !day {
        return None;
    }
    partial.lunar = true;
    partial.day = Day::Lunar(number.value as u8);
    Some(end)
}

/// Where the 日 or 号 ends that a number at the start of a range shares with its second end.
fn marked_end(g: &Grammar<'_>, end: usize) -> usize {
    if g.text[..end].ends_with(['日', '号']) {
        return end;
    }
    let second = g.connector(end).and_then(|from| field::read(g.text, from));
    second
        .and_then(|(_, after)| g.eat(g.skip(after), &["日", "号"]))
        .unwrap_or(end)
}

/// A bare 12号 is a day after 在, 于 or a mark, or before a part of the day; behind a name it
/// is a number (金鼓江12号泊位).
fn says_day(g: &Grammar<'_>, at: usize, end: usize) -> bool {
    let before = g.before(at);
    let name = before.is_some_and(|c| {
        crate::chars::is_han(c)
            && !matches!(
                c,
                '在' | '于'
                    | '月'
                    | '到'
                    | '从'
                    | '自'
                    | '是'
                    | '至'
                    | '定'
                    | '的'
                    | '了'
                    | '我'
                    | '你'
                    | '他'
            )
    });
    let list = matches!(before, Some('、' | '－')) || g.eat(end, &["、"]).is_some();
    !(name || list) || g.word(end, Kind::DayPart).is_some()
}

/// What lasts so many days when a number of days follows.
const DETAINED: &[&str] = &[
    "最长", "时长", "全长", "拘留", "停职", "公示", "隔离", "为期", "历时", "停产", "整顿", "停课",
    "延长", "放假", "逾期", "最多", "提前", "连续",
];

/// What makes a number of days a length when it stands right before it.
const COUNTING: &[char] = &[
    '第', '每', '近', '满', '共', '约', '续', '达', '.', '足', '超', '过', '/', '-', '了',
];

/// Where in a street a number in 号 stands, and what a document's or a vessel's number follows.
const NUMBERING: &[char] = &[
    '段', '路', '街', '巷', '弄', '道', '栋', '幢', '楼', '座', '院', '〕', '﹞', '］', ']', '】',
    ')', '）',
];

/// What makes a number of days a length when it stands right after it.
const LENGTHS: &[&str] = &[
    "内", "之内", "以内", "以上", "以下", "游", "龄", "元", "后", "之后", "以后",
];

/// `9日`, `12号` with neither year nor month.
fn bare(g: &Grammar<'_>, partial: &mut Partial, at: usize) -> Option<usize> {
    // 二十日 may be a length: its 十日 is none of its own.
    if g.before(at)
        .is_some_and(|c| field::starts_chinese(c) || c.is_ascii_digit())
    {
        return None;
    }
    let (number, end) = numbered(g, at)?;
    let valid = (1..=31).contains(&number.value) && number.digits <= 3;
    let part = g.word(end, Kind::DayPart).is_some();
    // 6日晚 is a day behind a name with 超 as well
    let counted = is_counted(g, at) && !(part && matches!(g.before(at), Some('超' | '满' | '达')));
    if !valid || partial.year != Year::None || counted || is_numbering(g, at, end) {
        return None;
    }
    let small = number.style != Style::Arabic && number.value < 10 && !part;
    let length = g.eat(end, LENGTHS).is_some() && !g.rest(end).starts_with("元旦");
    if small || is_house(g, at, end) || length {
        return None;
    }
    partial.day = Day::Number(number.value as u8);
    Some(end)
}

/// The days before `at` are counted, not named: 近9日, 拘留5日. 12月3日-6日 ends a range.
fn is_counted(g: &Grammar<'_>, at: usize) -> bool {
    let before = g.before(at);
    let closes_range = before == Some('-') && {
        let head = &g.text[..at - 1];
        head.ends_with(['日', '号']) || head.ends_with(|c: char| c.is_ascii_digit())
    };
    let head = listed(g.text[..at].trim_end());
    let ahead = head.ends_with('前') && !["此前", "目前", "日前"].iter().any(|w| head.ends_with(w));
    let bounded = [
        "少于", "低于", "多于", "高于", "长于", "短于", "早于", "晚于",
    ];
    before.is_some_and(|c| COUNTING.contains(&c)) && !closes_range
        || ahead
        || bounded.iter().any(|w| head.ends_with(w))
        || DETAINED.iter().any(|word| head.ends_with(word))
}

/// `提前1日和2日`: what stands before the first of two numbers of days.
fn listed(head: &str) -> &str {
    let digit = |c: char| c.is_ascii_digit() || field::starts_chinese(c);
    let first = head
        .strip_suffix(['和', '或', '、', '及', '与', '至'])
        .and_then(|h| h.strip_suffix(['日', '天']));
    first.map_or(head, |h| h.trim_end_matches(digit))
}

/// 〔2019〕9号, “渤海2号”, 永华路二段6号.
fn is_numbering(g: &Grammar<'_>, at: usize, end: usize) -> bool {
    let number = g.text[at..end].ends_with('号');
    let named = g.before(at).is_some_and(|c| NUMBERING.contains(&c));
    let mark = marked_end(g, end);
    let house = g.text[at..mark].ends_with('号') && !says_day(g, at, mark);
    number && (named || g.eat(end, &["”"]).is_some()) || house
}

/// What a number in 号 is of when it stands right after it: 3号楼, 5号线.
const PLACES: &str =
    "楼院线馆门厅库机坑舱井口码站床房仓路桥文种位车厂棚公地教宿店柜桌墓灶炉泊台厕营矿";

/// 6号楼: a number before a noun that is no time of the day.
fn is_house(g: &Grammar<'_>, at: usize, end: usize) -> bool {
    let goes_on = ["至", "到", "起", "前", "开", "举", "的", "将", "下"];
    // 在24号结束
    let told = matches!(g.before(at), Some('在' | '于'))
        && !g.after(end).is_some_and(|c| PLACES.contains(c));
    !told
        && g.text[at..end].ends_with('号')
        && g.rest(end).chars().next().is_some_and(crate::chars::is_han)
        && g.word(end, Kind::DayPart).is_none()
        && g.eat(end, &goes_on).is_none()
}
