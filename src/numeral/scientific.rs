//! Powers of a number in Arabic digits: `1.2e10`, `12.32E+14`, `2^5`, `1.1^+23`. They are
//! read where a plain number ends; the value is exact as far as 28 digits go.

use super::atom::Atom;
use rust_decimal::Decimal;

/// A larger exponent is a part of a code, no figure of a text.
const LARGEST: u32 = 60;

/// The value of `base` with the exponent that follows it, and where that ends. None when none
/// follows.
pub(super) fn read(text: &str, base: &Atom, led: bool) -> Option<(Decimal, usize)> {
    let mark = *text.as_bytes().get(base.end)?;
    let plain = base.arabic && base.vague.is_none() && base.scale == Decimal::ONE;
    if !plain || !matches!(mark, b'e' | b'E' | b'^') || (led && mark != b'^') {
        return None;
    }
    let (value, upper) = base.bounds?;
    let (negative, exponent, end) = exponent(text, base.end + 1)?;
    let free = text
        .as_bytes()
        .get(end)
        .is_none_or(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'-' | b'.'));
    if !free || value != upper {
        return None;
    }
    let value = if mark == b'^' {
        power(value, exponent, negative)
    } else {
        scaled(value, exponent, negative)
    };
    Some((value?, end))
}

/// Sign and digits of an exponent.
fn exponent(text: &str, at: usize) -> Option<(bool, u32, usize)> {
    let bytes = text.as_bytes();
    let sign = bytes.get(at).filter(|b| matches!(b, b'+' | b'-'));
    let from = at + usize::from(sign.is_some());
    let digits = bytes.get(from..)?.iter().take(3);
    let len = digits.take_while(|b| b.is_ascii_digit()).count();
    let value: u32 = text.get(from..from + len)?.parse().ok()?;
    (len < 3 && value <= LARGEST).then_some((sign == Some(&b'-'), value, from + len))
}

/// `value` times ten to the power.
fn scaled(value: Decimal, exponent: u32, negative: bool) -> Option<Decimal> {
    let ten = power(Decimal::TEN, exponent, false)?;
    if negative {
        value.checked_div(ten)
    } else {
        value.checked_mul(ten)
    }
}

/// `base` to the power; none when it does not fit.
fn power(base: Decimal, exponent: u32, negative: bool) -> Option<Decimal> {
    let value = (0..exponent).try_fold(Decimal::ONE, |v, _| v.checked_mul(base))?;
    if negative {
        Decimal::ONE.checked_div(value)
    } else {
        Some(value)
    }
}

/// The thousands, millions and billions that a whole input may be written in: `-2.5 M`, `15 G`
/// (`m` and `g` are units). In running text a letter after a number names a model.
pub(super) fn letter(text: &str, start: usize, end: usize) -> Option<(Decimal, usize)> {
    if text.len() - end > 4 || !text.get(..start)?.trim().is_empty() {
        return None;
    }
    let times = match text.get(end..)?.trim() {
        "k" | "K" => 1_000,
        "M" => 1_000_000,
        "G" => 1_000_000_000,
        "T" => 1_000_000_000_000_i64,
        _ => return None,
    };
    Some((Decimal::from(times), text.trim_end().len()))
}
