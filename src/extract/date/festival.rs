//! Festivals and solar terms: which day they fall on.

use super::{
    grammar::Grammar,
    lunar,
    partial::{Day, Partial},
    words::{Kind, Word},
};
use jiff::civil::Date;

/// Reads what follows a festival's name.
pub(super) fn read(
    _g: &Grammar<'_>,
    partial: &mut Partial,
    word: Word,
    end: usize,
) -> Option<usize> {
    partial.day = match word.kind {
        Kind::Festival => Day::Festival(word.value as u8),
        Kind::SolarTerm => Day::SolarTerm(word.value as u8),
        _ => Day::NewYearsEve,
    };
    Some(end)
}

/// The day of the festival `index` in `year`.
pub(super) fn day(_index: u8, _year: i32) -> Option<Date> {
    None
}

/// The day of the solar term in `year`.
pub(super) fn solar_term(_index: u8, _year: i32) -> Option<Date> {
    None
}

/// The last day of the lunar year `year`.
pub(super) fn new_years_eve(year: i32) -> Option<Date> {
    lunar::to_solar(year + 1, 1, 1)?.yesterday().ok()
}
