//! The Chinese lunar calendar, 1900 to 2099, from the table `calendar_lunar.txt`.

use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use jiff::{ToSpan as _, civil::Date};

/// A lunar year: its first day, its leap month (0: none) and the lengths of its months in
/// order, the leap month in its place.
#[derive(Debug, Clone)]
struct Year {
    first: Date,
    leap: u8,
    lengths: Vec<u8>,
}

/// The years of the table in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Lunar {
    first_year: i32,
    years: Vec<Year>,
}

impl Lunar {
    /// Loads the table.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let (text, path) = dicts.read("calendar_lunar.txt")?;
        let mut lunar = Lunar::default();
        for (n, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = || {
                Error::dictionary(format!("not `year MM-DD leap lengths`: {line}"))
                    .at_path(&path)
                    .at_line(n as u64 + 1)
            };
            let (number, year) = parse(line).ok_or_else(bad)?;
            if lunar.years.is_empty() {
                lunar.first_year = number;
            } else if number != lunar.first_year + lunar.years.len() as i32 {
                return Err(bad());
            }
            lunar.years.push(year);
        }
        Ok(lunar)
    }

    fn year(&self, year: i32) -> Option<&Year> {
        self.years
            .get(usize::try_from(year.checked_sub(self.first_year)?).ok()?)
    }

    /// The solar day of day `day` of month `month` of the lunar year `year`; of the month
    /// before the leap month of the same number.
    pub(super) fn to_solar(&self, year: i32, month: u8, day: u8) -> Option<Date> {
        let year = self.year(year)?;
        let months = usize::from(month.checked_sub(1)?);
        let before = months + usize::from(year.leap != 0 && month > year.leap);
        let length = *year.lengths.get(before)?;
        if month > 12 || day == 0 || day > length {
            return None;
        }
        let days: i32 = year.lengths[..before].iter().map(|&d| i32::from(d)).sum();
        year.first
            .checked_add((days + i32::from(day) - 1).days())
            .ok()
    }

    /// The same for the leap month behind month `month`, if the year has it.
    pub(super) fn leap_to_solar(&self, year: i32, month: u8, day: u8) -> Option<Date> {
        let table = self.year(year)?;
        if month == 0 || table.leap != month || day > *table.lengths.get(usize::from(month))? {
            return None;
        }
        let first = self.to_solar(year, month, 1)?;
        let before = i32::from(*table.lengths.get(usize::from(month) - 1)?);
        first.checked_add((before + i32::from(day) - 1).days()).ok()
    }

    /// First and last day of a lunar month.
    pub(super) fn month(&self, year: i32, month: u8, leap: bool) -> Option<(Date, Date)> {
        let day = |day| match leap {
            true => self.leap_to_solar(year, month, day),
            false => self.to_solar(year, month, day),
        };
        Some((day(1)?, day(30).or_else(|| day(29))?))
    }

    /// The eve of the lunar new year that falls in the solar year `year`.
    pub(super) fn eve(&self, year: i32) -> Option<Date> {
        self.to_solar(year, 1, 1)?.yesterday().ok()
    }
}

fn parse(line: &str) -> Option<(i32, Year)> {
    let mut fields = line.split_whitespace();
    let number: i16 = fields.next()?.parse().ok()?;
    let (month, day) = fields.next()?.split_once('-')?;
    let first = Date::new(number, month.parse().ok()?, day.parse().ok()?).ok()?;
    let leap = fields.next()?.parse().ok()?;
    let lengths: Vec<u8> = fields
        .next()?
        .bytes()
        .map(|b| 29 + (b - b'0').min(1))
        .collect();
    let complete = lengths.len() == 12 + usize::from(leap != 0);
    complete.then_some((
        i32::from(number),
        Year {
            first,
            leap,
            lengths,
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lunar_days_fall_on_their_solar_days() {
        let lunar = Lunar::new(&Dicts::builtin()).unwrap();
        for (year, month, day, solar) in [
            (1900, 1, 1, date(1900, 1, 31)),
            (2020, 5, 5, date(2020, 6, 25)), // after the leap fourth month
            (2023, 1, 1, date(2023, 1, 22)),
            (2023, 8, 15, date(2023, 9, 29)), // after the leap second month
            (2024, 12, 29, date(2025, 1, 28)),
        ] {
            assert_eq!(
                lunar.to_solar(year, month, day),
                Some(solar),
                "{year}-{month}-{day}"
            );
        }
        assert_eq!(lunar.to_solar(2024, 12, 30), None);
        assert_eq!(lunar.to_solar(1899, 1, 1), None);
        assert_eq!(lunar.eve(2024), Some(date(2024, 2, 9)));
        let leap = (date(2020, 5, 23), date(2020, 6, 20));
        assert_eq!(lunar.month(2020, 4, true), Some(leap));
        assert_eq!(lunar.month(2020, 5, true), None);
    }

    #[test]
    fn every_year_ends_where_the_next_begins() {
        let lunar = Lunar::new(&Dicts::builtin()).unwrap();
        for pair in lunar.years.windows(2) {
            let days: i32 = pair[0].lengths.iter().map(|&d| i32::from(d)).sum();
            assert_eq!(
                pair[0].first.checked_add(days.days()).unwrap(),
                pair[1].first
            );
        }
        assert_eq!(lunar.years.len(), 200);
    }
}
