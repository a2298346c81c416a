//! The Chinese lunar calendar, 1900 to 2100.

use jiff::civil::Date;

/// The day of the solar calendar that is day `day` of lunar month `month` of lunar year
/// `year`; the month before a leap month of the same number.
pub(super) fn to_solar(_year: i32, _month: u8, _day: u8) -> Option<Date> {
    None
}
