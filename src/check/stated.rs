//! How exactly a figure is stated: its value, the worth of its last written digit, and the
//! interval of the numbers that a writer would have written so.

use super::interval::Interval;
use crate::extract::{Approx, StatKind, Statistic};
use rust_decimal::Decimal;

/// A figure as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stated {
    /// Its value.
    pub(super) value: Decimal,
    /// The worth of its last written digit: 0.1亿 in 12.5亿元.
    pub(super) unit: Decimal,
    /// Decimals as written: 1 in 12.5亿元.
    pub(super) decimals: u32,
    /// What it may have been before it was rounded.
    pub(super) range: Interval,
}

impl Stated {
    /// Reads the precision of a statistic from its surface. None for what has no single
    /// value, for 几 and for bounds (至少, 不超过), which no computation can contradict.
    pub(super) fn of(statistic: &Statistic, text: &str) -> Option<Self> {
        let value = statistic.value?;
        if matches!(
            statistic.approx,
            Some(Approx::AtLeast | Approx::AtMost | Approx::Several)
        ) {
            return None;
        }
        // 七成 is told in tens.
        let tenths = statistic.core.of(text).ends_with('成');
        let surface = if tenths {
            statistic.core
        } else {
            statistic.number
        };
        let (unit, decimals) = last_digit(surface.of(text), value);
        let slack = if is_counted(statistic) && unit <= Decimal::ONE && value.fract().is_zero() {
            Decimal::ZERO
        } else {
            unit.checked_mul(half())?
        };
        let (below, above) = widened(statistic.approx, value.abs(), slack)?;
        let range = Interval::around(value, below, above)?;
        Some(Stated {
            value,
            unit,
            decimals,
            range,
        })
    }

    /// The same as a figure that was set, not measured: a target is not rounded.
    pub(super) fn exact(self) -> Self {
        Stated {
            range: Interval::point(self.value),
            ..self
        }
    }

    /// The same beside another figure of its scale that is written with decimals: 1万元 beside
    /// 1.61万元 is 1.00万元.
    pub(super) fn beside(self, other: Self) -> Self {
        let scale = |s: &Self| s.unit.checked_mul(power_of_ten(s.decimals)?);
        let alike = scale(&self) == scale(&other) && self.decimals == 0 && other.decimals > 0;
        let short = self.unit.checked_mul(Decimal::ONE_HUNDRED);
        let rounded = self.range == self.rounded_range();
        match other.unit.checked_mul(half()) {
            Some(slack) if alike && rounded && short.is_some_and(|s| self.value.abs() < s) => {
                let range = Interval::around(self.value, slack, slack);
                Stated {
                    range: range.unwrap_or(self.range),
                    ..self
                }
            }
            _ => self,
        }
    }

    /// What rounding alone allows.
    fn rounded_range(&self) -> Interval {
        let slack = self.unit.checked_mul(half()).unwrap_or(self.unit);
        Interval::around(self.value, slack, slack).unwrap_or(self.range)
    }

    /// The interval for a figure that was computed from others (a rate, an average): the
    /// last digit may also have been cut off instead of rounded.
    pub(super) fn computed(&self) -> Interval {
        let cut = self.value.checked_add(self.unit).unwrap_or(self.range.hi);
        Interval {
            lo: self.range.lo,
            hi: self.range.hi.max(cut),
        }
    }
}

fn power_of_ten(n: u32) -> Option<Decimal> {
    10i64.checked_pow(n).map(Decimal::from)
}

fn half() -> Decimal {
    Decimal::new(5, 1)
}

/// Whole things are counted exactly; what is measured or reckoned is rounded.
fn is_counted(statistic: &Statistic) -> bool {
    matches!(statistic.kind, StatKind::Count | StatKind::Number)
}

/// How far below and above the value the true number may lie.
fn widened(approx: Option<Approx>, size: Decimal, slack: Decimal) -> Option<(Decimal, Decimal)> {
    let tenth = size.checked_mul(Decimal::new(1, 1))?;
    let wide = tenth.max(trailing_unit(size)).max(slack);
    Some(match approx {
        None => (slack, slack),
        Some(Approx::About) => (tenth.max(slack), tenth.max(slack)),
        Some(Approx::Nearly) => (wide, slack),
        Some(Approx::Over) => (slack, wide),
        Some(_) => return None,
    })
}

/// The worth of the last digit written, and the number of decimals written.
fn last_digit(surface: &str, value: Decimal) -> (Decimal, u32) {
    let written = digits(surface);
    let decimals = written.split_once('.').map_or(0, |(_, d)| d.len() as u32);
    let plain = written.parse::<Decimal>().ok().filter(|d| !d.is_zero());
    let scale = plain.and_then(|p| value.abs().checked_div(p));
    match scale.map(|s| s.normalize()) {
        Some(scale) if decimals <= 20 && is_power_of_ten(scale) => {
            let unit = scale.checked_mul(Decimal::new(1, decimals));
            (unit.unwrap_or(Decimal::ONE), decimals)
        }
        _ => (spoken_unit(surface, value), 0),
    }
}

/// The leading Arabic number of `surface` without thousands commas.
fn digits(surface: &str) -> String {
    let number = surface.trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let end = number.find(|c| !is_part(c)).unwrap_or(number.len());
    number[..end.min(40)].replace(',', "")
}

fn is_power_of_ten(x: Decimal) -> bool {
    let mut mantissa = x.mantissa();
    while mantissa > 1 && mantissa % 10 == 0 {
        mantissa /= 10;
    }
    mantissa == 1
}

/// The unit of a number in words: 三百五十 is exact to ten only when it is large.
fn spoken_unit(surface: &str, value: Decimal) -> Decimal {
    let rough = surface.contains(['万', '亿', '成', '半']) || value >= Decimal::from(10_000);
    if rough {
        trailing_unit(value.abs())
    } else {
        Decimal::new(1, value.scale())
    }
}

/// The worth of the last digit that is not zero: 100 for 2300, 0.1 for 2.5, 1 for 0.
fn trailing_unit(value: Decimal) -> Decimal {
    let value = value.normalize();
    let mut mantissa = value.mantissa().unsigned_abs();
    if value.scale() > 0 || mantissa == 0 {
        return Decimal::new(1, value.scale());
    }
    let mut unit = Decimal::ONE;
    while mantissa.is_multiple_of(10) {
        mantissa /= 10;
        unit *= Decimal::TEN;
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use proptest::prelude::*;

    /// A statistic whose text is `surface` alone.
    fn statistic(
        surface: &str,
        value: Decimal,
        kind: StatKind,
        approx: Option<Approx>,
    ) -> Statistic {
        let span = Span::new(0, surface.len());
        Statistic {
            kind,
            span,
            core: span,
            number: span,
            value: Some(value),
            lo: Some(value),
            hi: Some(value),
            iso: None,
            ratio: None,
            approx,
            unit: None,
            unit_text: None,
            of: None,
            change: None,
            per: None,
            date: None,
            sentence: 0,
            rule: "test",
            flags: Vec::new(),
        }
    }

    fn range(surface: &str, value: &str, kind: StatKind, approx: Option<Approx>) -> String {
        let s = statistic(surface, value.parse().unwrap(), kind, approx);
        let range = Stated::of(&s, surface).unwrap().range;
        format!("{}..{}", range.lo.normalize(), range.hi.normalize())
    }

    #[test]
    fn precision_is_read_from_the_surface() {
        use StatKind::*;
        let cases = [
            ("29", "29", Count, "29..29"),
            ("1,268", "1268", Count, "1268..1268"),
            ("2.5万", "25000", Count, "24500..25500"),
            ("3万", "30000", Count, "25000..35000"),
            ("12.5", "1250000000", Money, "1245000000..1255000000"),
            ("12.50亿", "1250000000", Money, "1249500000..1250500000"),
            ("90", "90", Percent, "89.5..90.5"),
            ("93.80", "93.80", Percent, "93.795..93.805"),
            ("0", "0", Count, "0..0"),
            ("十三", "13", Count, "13..13"),
            ("三百五十", "350", Count, "350..350"),
            ("三百五十万", "3500000", Money, "3450000..3550000"),
            ("三成", "30", Percent, "25..35"),
            ("-5.75", "-5.75", Permille, "-5.755..-5.745"),
        ];
        for (surface, value, kind, expected) in cases {
            assert_eq!(range(surface, value, kind, None), expected, "{surface}");
        }
    }

    #[test]
    fn approximate_figures_are_wider() {
        let count = |surface, value, approx| range(surface, value, StatKind::Count, Some(approx));
        assert_eq!(count("170", "170", Approx::Over), "170..187");
        assert_eq!(count("2000", "2000", Approx::Over), "2000..3000");
        assert_eq!(count("500", "500", Approx::Nearly), "400..500");
        assert_eq!(count("2.5万", "25000", Approx::About), "22500..27500");
    }

    #[test]
    fn bounds_contradict_nothing() {
        for approx in [Approx::AtLeast, Approx::AtMost, Approx::Several] {
            let s = statistic("90", Decimal::from(90), StatKind::Percent, Some(approx));
            assert_eq!(Stated::of(&s, "90"), None);
        }
    }

    proptest! {
        /// Whatever is rounded to some decimals lies in the interval of what is written.
        #[test]
        fn rounding_is_sound(n in 1i64..1_000_000_000, places in 0u32..6) {
            let truth = Decimal::new(n, 6);
            let written = truth.round_dp_with_strategy(
                places, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
            let surface = format!("{written:.0$}", places as usize);
            let s = statistic(&surface, written, StatKind::Percent, None);
            if let Some(stated) = Stated::of(&s, &surface).filter(|s| !s.value.is_zero()) {
                prop_assert!(stated.range.meets(Interval::point(truth)), "{surface} {stated:?}");
                prop_assert!(stated.computed().meets(Interval::point(truth)));
            }
        }

        /// 1.5万元 and 15000元 to the same digit have the same interval.
        #[test]
        fn scale_changes_nothing(n in 1i64..100_000) {
            let value = Decimal::new(n, 1) * Decimal::from(10_000);
            let surface = format!("{:.1}", Decimal::new(n, 1));
            let with_scale = statistic(&surface, value, StatKind::Money, None);
            let joined = format!("{surface}万");
            let with_word = statistic(&joined, value, StatKind::Money, None);
            prop_assert_eq!(Stated::of(&with_scale, &surface), Stated::of(&with_word, &joined));
        }

        #[test]
        fn any_surface_is_survived(surface in "[0-9.,万亿千百十一二〇-]{0,60}", n in any::<i64>()) {
            let s = statistic(&surface, Decimal::new(n, 3), StatKind::Money, Some(Approx::Over));
            let _ = Stated::of(&s, &surface);
        }
    }
}
