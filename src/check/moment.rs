//! A day, month or year as the span of days that it may mean, and how long it is from one to
//! another.

use super::interval::Interval;
use crate::extract::DateMention;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// From the first to the last day meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    first: Date,
    last: Date,
}

impl Moment {
    /// The moment of a date that is no interval.
    pub(super) fn of(date: &DateMention, text: &str) -> Option<Self> {
        match date.iso.as_deref() {
            Some(iso) => Self::parse(iso),
            None => Self::month_and_day(date.core.of(text), None).map(|(m, _)| m),
        }
    }

    /// `2014`, `2014-08`, `2014-08-18` or `2014-08-18T17:30`.
    pub(super) fn parse(iso: &str) -> Option<Self> {
        let number = |from: usize, to: usize| iso.get(from..to).and_then(|d| d.parse::<i8>().ok());
        let year: i16 = iso.get(..4)?.parse().ok()?;
        let (first, last) = match iso.len() {
            4 => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            7 => {
                let first = Date::new(year, number(5, 7)?, 1).ok()?;
                (first, first.last_of_month())
            }
            _ if iso.len() == 10 || iso.as_bytes().get(10) == Some(&b'T') => {
                let day = Date::new(year, number(5, 7)?, number(8, 10)?).ok()?;
                (day, day)
            }
            _ => return None,
        };
        Some(Moment { first, last })
    }

    /// 5月10日至12日 where no year is known: the lengths of months do not need it.
    pub(super) fn pair(words: &str) -> Option<(Self, Self)> {
        let (start, rest) = Self::month_and_day(words, None)?;
        let (end, _) = Self::month_and_day(rest, Some(start.first.month()))?;
        (start.first <= end.first).then_some((start, end))
    }

    /// The first N月N日 (or N日, within `month`) and the words after it.
    fn month_and_day(words: &str, month: Option<i8>) -> Option<(Self, &str)> {
        let at = words.find(|c: char| c.is_ascii_digit())?;
        let (number, rest) = leading_number(&words[at..])?;
        let (month, number, rest) = match rest.strip_prefix('月') {
            Some(rest) => {
                let (day, rest) = leading_number(rest)?;
                (number, day, rest)
            }
            None => (month?, number, rest),
        };
        let rest = rest.strip_prefix(['日', '号'])?;
        let day = Date::new(2023, month, number).ok()?;
        Some((
            Moment {
                first: day,
                last: day,
            },
            rest,
        ))
    }

    /// The year it begins in.
    pub(super) fn year(self) -> i16 {
        self.first.year()
    }

    /// How long it may be from here to the end of `other`, in days (`D`), weeks, months or years.
    pub(super) fn until(self, other: Self, unit: char) -> Option<Interval> {
        let (least, most) = self.days(other)?;
        let half = Decimal::new(5, 1);
        let part = |days: i64, of: i64| Decimal::from(days).checked_div(Decimal::from(of));
        let (lo, hi) = match unit {
            'D' => (Decimal::from(least), Decimal::from(most)),
            'W' => (
                part(least, 7)? - Decimal::ONE,
                part(most, 7)? + Decimal::ONE,
            ),
            'M' => (part(least, 31)? - half, part(most, 28)? + half),
            'Y' => {
                // Each year that it touches may be counted.
                let most = part(most, 365)? + half;
                (part(least, 366)? - half, most.max(self.touched(other)))
            }
            _ => return None,
        };
        Some(Interval::between(lo.max(Decimal::ZERO), hi))
    }

    /// How many calendar years it touches.
    pub(super) fn touched(self, other: Self) -> Decimal {
        let years = i64::from(other.last.year()) - i64::from(self.first.year());
        Decimal::from(years + 1)
    }

    /// The same as one number.
    pub(super) fn about(self, other: Self, unit: char) -> Option<Decimal> {
        let (least, most) = self.days(other)?;
        let days = match unit {
            'D' => return Some(Decimal::from(most)),
            _ => Decimal::from(least + most) / Decimal::TWO,
        };
        let of = match unit {
            'W' => Decimal::from(7),
            'M' => Decimal::new(3044, 2),
            _ => Decimal::new(36525, 2),
        };
        days.checked_div(of)
    }

    /// The fewest and the most days from here to `other`, its last day included.
    fn days(self, other: Self) -> Option<(i64, i64)> {
        let between = |a: Date, b: Date| i64::from(a.until(b).ok()?.get_days()).into();
        let least: Option<i64> = between(self.last, other.first);
        let most: Option<i64> = between(self.first, other.last);
        let (least, most) = (least?, most?.checked_add(1)?);
        (most > 0 && self.first <= other.first).then_some((least.max(0), most))
    }
}

/// The number that `words` begin with.
fn leading_number(words: &str) -> Option<(i8, &str)> {
    let end = words
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(words.len());
    Some((words[..end].parse().ok()?, &words[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn until(a: &str, b: &str, unit: char) -> String {
        let range = Moment::parse(a)
            .unwrap()
            .until(Moment::parse(b).unwrap(), unit)
            .unwrap();
        format!(
            "{}..{}",
            range.lo.round_dp(1).normalize(),
            range.hi.round_dp(1).normalize()
        )
    }

    #[test]
    fn from_one_to_another() {
        assert_eq!(until("2014-05-10", "2014-05-12", 'D'), "2..3");
        assert_eq!(until("2014-08-18", "2014-09-30", 'M'), "0.9..2.1");
        assert_eq!(until("2012-03", "2014-09", 'Y'), "1.9..3.1");
        assert_eq!(until("2008", "2013", 'Y'), "3.5..6.5");
    }

    #[test]
    fn months_and_days_without_a_year() {
        let (a, b) = Moment::pair("5月10日至12日").unwrap();
        assert_eq!(a.until(b, 'D'), Some(Interval::between(2.into(), 3.into())));
        assert_eq!(Moment::pair("5月10日"), None);
        assert_eq!(Moment::pair("12月30日至1月2日"), None);
    }

    proptest! {
        /// A time of whole days lies in the interval of its first and last day.
        #[test]
        fn days_are_sound(offset in 0i64..20_000, length in 0i64..2_000) {
            let start = Date::constant(1960, 1, 1).checked_add(jiff::Span::new().days(offset)).unwrap();
            let end = start.checked_add(jiff::Span::new().days(length)).unwrap();
            let moment = |d: Date| Moment::parse(&d.to_string()).unwrap();
            let range = moment(start).until(moment(end), 'D').unwrap();
            prop_assert!(range.lo <= Decimal::from(length) && Decimal::from(length) <= range.hi);
        }
    }
}
