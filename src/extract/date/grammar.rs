//! Reads one point of calendar time at a place in the text: year, then what lies within the
//! year, month, day, part of the day and clock, each optional, in this order.

use super::{
    clock, field, numeric,
    partial::{Day, Edge, Month, Part, Partial, Year},
    words::{Kind, Word, Words},
};
use field::{Field, Style};

/// A text and the words to read it with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grammar<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a Words,
    /// The text was written in Traditional characters: bare three-digit years are ROC years.
    pub(super) roc: bool,
    /// The century that 本世纪 means.
    pub(super) century: i32,
}

/// Marks between two ends of a range, longest first.
const CONNECTORS: &[&str] = &[
    "——",
    "--",
    "—",
    "–",
    "-",
    "~",
    "～",
    "〜",
    "－",
    "─",
    "起至",
    "开始至",
    "开始到",
    "至",
    "到",
    "直到",
    "一直到",
];

impl<'a> Grammar<'a> {
    /// What follows `at`.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// The character before `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// The character at `at`.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// `at`, or the place after one or two spaces there.
    pub(super) fn skip(&self, at: usize) -> usize {
        let spaces = self.rest(at).bytes().take(2).take_while(|&b| b == b' ');
        at + spaces.count()
    }

    /// True where a line of the text starts.
    pub(super) fn opens_line(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or("").trim_end_matches(' ');
        before.is_empty() || before.ends_with('\n')
    }

    /// True where a line of the text ends, its closing mark aside.
    pub(super) fn closes_line(&self, at: usize) -> bool {
        let rest = self.rest(at);
        let rest = rest
            .strip_prefix(['。', '，', '；', ';', ',', '：'])
            .unwrap_or(rest)
            .trim_start_matches(' ');
        rest.is_empty() || rest.starts_with('\n')
    }

    /// The end of the first of `any` that stands at `at`.
    pub(super) fn eat(&self, at: usize, any: &[&str]) -> Option<usize> {
        let rest = self.rest(at);
        any.iter()
            .find(|mark| rest.starts_with(**mark))
            .map(|mark| at + mark.len())
    }

    /// A word of one kind at `at`.
    pub(super) fn word(&self, at: usize, kind: Kind) -> Option<(Word, usize)> {
        self.words.find(self.text, at, |k| k == kind)
    }

    /// The end of a range mark at `at`, spaces around it included.
    pub(super) fn connector(&self, at: usize) -> Option<usize> {
        self.eat(self.skip(at), CONNECTORS)
            .map(|end| self.skip(end))
    }

    /// A number with one of `units` after it. The unit may be left out before a range mark and
    /// a number that has it (7至9月); then the end is the number's.
    pub(super) fn unit(&self, at: usize, units: &[&str]) -> Option<(Field, usize)> {
        let (number, end) = field::read(self.text, at)?;
        if let Some(end) = self.eat(self.skip(end), units) {
            return Some((number, end));
        }
        let second = self.connector(end)?;
        // 一直到12月底 is no 一至12月
        if self.rest(end).starts_with('直') {
            return None;
        }
        let (_, after) = field::read(self.text, second)?;
        self.eat(self.skip(after), units)?;
        Some((number, end))
    }

    /// Reads the longest point at `at` and where it ends.
    pub(super) fn point(&self, at: usize) -> Option<(Partial, usize)> {
        let (partial, end) = match numeric::date(self, at) {
            Some(found) => self.time_of_day(found.0, found.1),
            None => self.words_point(at)?,
        };
        let end = at + self.text.get(at..end)?.trim_end_matches(' ').len();
        Some((partial, end))
    }

    /// The same behind a range mark.
    pub(super) fn end_point(&self, at: usize) -> Option<(Partial, usize)> {
        match numeric::at_end_of_range(self, at) {
            Some(found) => Some(self.time_of_day(found.0, found.1)),
            None => self.words_point(at),
        }
    }

    fn words_point(&self, at: usize) -> Option<(Partial, usize)> {
        let mut partial = Partial::default();
        let mut end = self.year(&mut partial, at);
        if let Some(end) = self.same_period(&mut partial, end) {
            return Some((partial, end));
        }
        end = self.within_year(&mut partial, end, at);
        end = self.month(&mut partial, end, at);
        end = self.within_month(&mut partial, end, at);
        end = self.day(&mut partial, end, at);
        end = self.weekday_aside(&partial, end);
        let (partial, end) = self.time_of_day(partial, end);
        (!partial.is_empty()).then_some((partial, end))
    }

    /// Part of the day and clock after what was read.
    pub(super) fn time_of_day(&self, mut partial: Partial, end: usize) -> (Partial, usize) {
        let end = clock::read(self, &mut partial, end);
        (partial, end)
    }

    fn year(&self, partial: &mut Partial, at: usize) -> usize {
        if let Some((year, end)) = super::bracket::year(self, at) {
            partial.year = year;
            return end;
        }
        let word = self.words.find(self.text, at, |k| {
            matches!(k, Kind::Year | Kind::ContextYear | Kind::Era)
        });
        if let Some((word, end)) = word
            && let Some(end) = self.year_word(partial, word, end)
        {
            return end;
        }
        if let Some((span, end)) = super::span::read(self, at) {
            partial.year = Year::Span(span.0, span.1);
            return self.skip(end);
        }
        self.year_number(partial, at).unwrap_or(at)
    }

    fn year_word(&self, partial: &mut Partial, word: Word, end: usize) -> Option<usize> {
        match word.kind {
            Kind::Year => {
                partial.year = Year::Relative(word.value);
                Some(end)
            }
            Kind::ContextYear => {
                partial.year = Year::Context(word.value);
                Some(end)
            }
            _ => {
                // 元年 is the first year of an era.
                if let Some(end) = self.eat(end, &["元年"]) {
                    partial.year = Year::Number(word.value.max(1));
                    return Some(end);
                }
                let (year, end) = self.unit(self.skip(end), &["年"])?;
                partial.year = Year::Number(match word.value {
                    0 => 1 - year.value,
                    first => first + year.value - 1,
                });
                Some(end)
            }
        }
    }

    /// `去年同期`, `上年同一时期`.
    fn same_period(&self, partial: &mut Partial, at: usize) -> Option<usize> {
        let told = match partial.year {
            Year::Relative(shift) | Year::Context(shift) => shift < 0,
            // 去(113)年同期, 2019年同期
            Year::Number(_) => true,
            _ => false,
        };
        let end = self.eat(
            self.eat(at, &["的"]).unwrap_or(at),
            &["同期", "同一时期", "同时期"],
        );
        partial.same_period = told && end.is_some();
        end.filter(|_| told)
    }

    fn year_number(&self, partial: &mut Partial, at: usize) -> Option<usize> {
        // 一百零五年 is a length.
        if self
            .before(at)
            .is_some_and(|c| field::starts_chinese(c) || matches!(c, '百' | '千' | '万'))
        {
            return None;
        }
        if let Some((year, end)) = self.listed_year(at) {
            partial.year = Year::Number(year);
            return Some(end);
        }
        if let Some((year, end)) = self.whole_year(at).or_else(|| self.year_of_quarter(at)) {
            partial.year = Year::Number(year);
            return Some(end);
        }
        let (number, end) = self.unit(at, &["年度", "年份", "学年", "年"])?;
        let year = self.calendar_year(number, at, end)?;
        partial.year = year;
        let next = self.skip(end);
        let goes_on = field::read(self.text, next).is_some() || self.within(next);
        Some(if goes_on { next } else { end })
    }

    /// `1980、1981年`: the first of two years that share their 年.
    fn listed_year(&self, at: usize) -> Option<(i32, usize)> {
        let year = |at: usize| {
            let (number, end) = field::read(self.text, at)?;
            let four = number.digits == 4 && number.style == Style::Arabic;
            (four && (1900..=2100).contains(&number.value)).then_some((number.value, end))
        };
        let (first, end) = year(at)?;
        let (second, after) = year(self.eat(end, &["、", "和", "与", "及"])?)?;
        (second == first + 1 && self.eat(after, &["年"]).is_some()).then_some((first, end))
    }

    /// `2022全年`: a year that shares its 年.
    fn whole_year(&self, at: usize) -> Option<(i32, usize)> {
        let (number, end) = field::read(self.text, at)?;
        let four = number.digits == 4 && number.style == Style::Arabic;
        let end = self.eat(self.skip(end), &["全年"])?;
        (four && (1900..=2100).contains(&number.value)).then_some((number.value, end))
    }

    /// `2023Q2`: a year without 年.
    fn year_of_quarter(&self, at: usize) -> Option<(i32, usize)> {
        let (number, end) = field::read(self.text, at)?;
        let four = number.digits == 4 && number.style == Style::Arabic;
        let quarter = self.eat(end, &["Q1", "Q2", "Q3", "Q4"]).is_some();
        (four && quarter && (1900..=2100).contains(&number.value)).then_some((number.value, end))
    }

    fn within(&self, at: usize) -> bool {
        self.eat(at, &["第", "的"]).is_some()
    }

    /// Tells a calendar year from a number of years.
    fn calendar_year(&self, number: Field, at: usize, end: usize) -> Option<Year> {
        let value = number.value;
        let followed = field::read(self.text, self.skip(end))
            .is_some_and(|(_, after)| self.eat(self.skip(after), &["月"]).is_some());
        let unit = self.text[at..end].ends_with("年度");
        match number.digits {
            4 if number.style != Style::Composed => (1000..=2200)
                .contains(&value)
                .then_some(Year::Number(value)),
            4 if value == 2000 => Some(Year::Number(value)),
            2 if value == 2000 && number.style == Style::Composed => Some(Year::Number(value)),
            3 if self.roc && (90..=140).contains(&value) => Some(Year::Number(value + 1911)),
            3 if number.style != Style::Composed && (followed || self.before(at) == Some('在')) => {
                Some(Year::Number(value))
            }
            2 if self.roc && value >= 38 && (followed || unit) => Some(Year::Number(value + 1911)),
            2 if number.style != Style::Composed => self.short_year(number, at, end, followed),
            _ if self.roc && (90..=140).contains(&value) => Some(Year::Number(value + 1911)),
            _ => None,
        }
    }

    /// `09年`, `98年4月`, `三三年`: a short year, or a length of two digits.
    fn short_year(&self, number: Field, at: usize, end: usize, followed: bool) -> Option<Year> {
        let value = number.value;
        let (first, second) = (value / 10, value % 10);
        let zero = first == 0;
        // 三五年, 七八年 are lengths.
        let guess =
            number.style == Style::Digits && (second == first + 1 || (first, second) == (3, 5));
        let calendar = self.words.find(self.text, self.skip(end), |k| {
            matches!(
                k,
                Kind::Half | Kind::Quarter | Kind::Festival | Kind::NewYearsEve
            )
        });
        // 14年前三季度; 15年前 is so long ago
        let first = self
            .eat(end, &["前"])
            .is_some_and(|end| field::read(self.text, self.skip(end)).is_some());
        let week = self.eat(end, &["第"]).is_some() || first;
        let digits = number.style == Style::Digits && !guess;
        let marked = zero || followed || calendar.is_some() || digits || (week && value > 12);
        (marked && self.before(at) != Some('第')).then_some(Year::Short(value))
    }

    /// Half, quarter, so many months, edge or season of a year.
    fn within_year(&self, partial: &mut Partial, at: usize, start: usize) -> usize {
        let has_year = partial.year != Year::None;
        let mut end = at;
        if has_year && self.rest(end).starts_with('的') {
            end = self.skip(end + "的".len());
        }
        super::part::of_year(self, partial, end, start)
            .filter(|_| !partial.is_empty())
            .unwrap_or(at)
    }

    fn month(&self, partial: &mut Partial, at: usize, start: usize) -> usize {
        if partial.part != Part::None || partial.day != Day::None || partial.edge != Edge::None {
            return at;
        }
        let lunar = self.word(at, Kind::LunarMark);
        let from = lunar.map_or(at, |(_, end)| self.skip(end));
        let found = self.month_at(from, at == start && lunar.is_none());
        let Some((month, end)) = found else {
            return at;
        };
        partial.lunar |= lunar.is_some() || matches!(month, Month::Lunar(_) | Month::Leap(_));
        partial.month = month;
        let next = self.skip(end);
        if field::read(self.text, next).is_some() {
            next
        } else {
            end
        }
    }

    fn month_at(&self, at: usize, bare: bool) -> Option<(Month, usize)> {
        if let Some(found) = super::bracket::month(self, at) {
            return Some(found);
        }
        let word = self.words.find(self.text, at, |k| {
            matches!(k, Kind::Month | Kind::ContextMonth | Kind::LunarMonth)
        });
        if let Some((word, end)) = word {
            let month = match word.kind {
                Kind::Month => Month::Relative(word.value),
                Kind::ContextMonth => Month::Context(word.value),
                _ => Month::Lunar(word.value as u8),
            };
            return Some((month, end));
        }
        let whole = self.text.get(..at).is_some_and(|t| t.ends_with("整个"));
        if bare && !whole && matches!(self.before(at), Some('第' | '个' | '.' | '每')) {
            return None;
        }
        let leap = self.eat(at, &["闰"]);
        let (number, end) = self.unit(leap.unwrap_or(at), &["月份", "月"])?;
        if leap.is_some() {
            let month = (1..=12).contains(&number.value) && number.digits <= 2;
            return month.then_some((Month::Leap(number.value as u8), end));
        }
        let plausible = (1..=12).contains(&number.value) && number.digits <= 2;
        // 两月一次 is no February
        if self.rest(at).starts_with('两') {
            return None;
        }
        // 近一月时间 is a length
        let near = self.before(at) == Some('近') && !self.text[..at].ends_with("临近");
        if bare && near && number.style != Style::Arabic {
            return None;
        }
        // 5月当月 is that month.
        let end = self.eat(end, &["当月"]).unwrap_or(end);
        let age = matches!(
            self.after(end),
            Some('龄' | '嫂' | '饼' | '球' | '租' | '薪' | '均')
        );
        (plausible && !age).then_some((Month::Number(number.value as u8), end))
    }

    /// Third, edge, half or week of a month.
    fn within_month(&self, partial: &mut Partial, at: usize, start: usize) -> usize {
        if partial.month == Month::None && at != start {
            return at;
        }
        super::part::of_month(self, partial, at).unwrap_or(at)
    }

    fn day(&self, partial: &mut Partial, at: usize, start: usize) -> usize {
        let free =
            partial.part == Part::None && partial.edge == Edge::None && partial.day == Day::None;
        if !free {
            return at;
        }
        super::day::read(self, partial, at, start).unwrap_or(at)
    }

    /// `（星期三）`, `，星期一` after a day adds nothing but belongs to it.
    fn weekday_aside(&self, partial: &Partial, at: usize) -> usize {
        if partial.day == Day::None || matches!(partial.day, Day::Weekday(..)) {
            return at;
        }
        let inside = |from: usize| {
            let (_, end) = self.word(from, Kind::WeekUnit)?;
            let (_, end) = super::day::weekday(self, end)?;
            Some(end)
        };
        if let Some(open) = self.eat(at, &["（", "("]) {
            // 6月6日(六)
            let short = || super::day::weekday(self, open).map(|(_, end)| end);
            return inside(open)
                .or_else(short)
                .and_then(|end| self.eat(end, &["）", ")"]))
                .unwrap_or(at);
        }
        let from = self
            .eat(at, &["，", ", ", ","])
            .map_or(at, |e| self.skip(e));
        inside(self.skip(from)).unwrap_or(at)
    }
}
