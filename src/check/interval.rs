//! Exact intervals: what a stated figure may really have been before it was rounded, and
//! what follows for sums, quotients and products of such figures.
//!
//! An operation that would leave the 96 bits of a [`Decimal`] gives `None`: no check is
//! better than a wrong one.

use rust_decimal::Decimal;

/// A closed interval, `lo <= hi`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    /// Lower end.
    pub(super) lo: Decimal,
    /// Upper end.
    pub(super) hi: Decimal,
}

impl Interval {
    /// The interval between two numbers, whichever is the smaller.
    pub(super) fn between(a: Decimal, b: Decimal) -> Self {
        Interval {
            lo: a.min(b),
            hi: a.max(b),
        }
    }

    /// One exact number.
    pub(super) fn point(value: Decimal) -> Self {
        Self::between(value, value)
    }

    /// From `below` under the value to `above` over it.
    pub(super) fn around(value: Decimal, below: Decimal, above: Decimal) -> Option<Self> {
        let (lo, hi) = (value.checked_sub(below)?, value.checked_add(above)?);
        Some(Self::between(lo, hi))
    }

    /// All sums of a member of each.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        Some(Interval {
            lo: self.lo.checked_add(other.lo)?,
            hi: self.hi.checked_add(other.hi)?,
        })
    }

    /// All differences.
    pub(super) fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// All members with their sign changed.
    pub(super) fn negated(self) -> Self {
        Self::between(-self.lo, -self.hi)
    }

    /// All products.
    pub(super) fn times(self, other: Self) -> Option<Self> {
        let a = Self::corner(self.lo, other, Decimal::checked_mul)?;
        let b = Self::corner(self.hi, other, Decimal::checked_mul)?;
        Some(a.cover(b))
    }

    /// All quotients; none when the divisor may be zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        if other.lo <= Decimal::ZERO && other.hi >= Decimal::ZERO {
            return None;
        }
        let a = Self::corner(self.lo, other, Decimal::checked_div)?;
        let b = Self::corner(self.hi, other, Decimal::checked_div)?;
        Some(a.cover(b))
    }

    /// The smallest interval that holds both.
    pub(super) fn cover(self, other: Self) -> Self {
        Interval {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
        }
    }

    /// True when some number lies in both. Quotients are cut off after 28 digits, so the
    /// ends are compared to 12 decimals.
    pub(super) fn meets(self, other: Self) -> bool {
        let cut = |x: Decimal| x.round_dp(12);
        cut(self.lo) <= cut(other.hi) && cut(other.lo) <= cut(self.hi)
    }

    fn corner(
        end: Decimal,
        other: Self,
        op: fn(Decimal, Decimal) -> Option<Decimal>,
    ) -> Option<Self> {
        Some(Self::between(op(end, other.lo)?, op(end, other.hi)?))
    }
}

#[cfg(test)]
mod tests {
    use super::Interval;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn decimal() -> impl Strategy<Value = Decimal> {
        (-1_000_000i64..1_000_000, 0u32..4).prop_map(|(n, scale)| Decimal::new(n, scale))
    }

    /// An interval and a member of it.
    fn with_member() -> impl Strategy<Value = (Interval, Decimal)> {
        (decimal(), decimal(), 0i64..=100).prop_map(|(a, b, share)| {
            let range = Interval::between(a, b);
            let inside = range.lo + (range.hi - range.lo) * Decimal::new(share, 2);
            (range, inside)
        })
    }

    fn holds(range: Interval, x: Decimal) -> bool {
        range.meets(Interval::point(x))
    }

    proptest! {
        #[test]
        fn results_hold_every_result((a, x) in with_member(), (b, y) in with_member()) {
            prop_assert!(holds(a.plus(b).unwrap(), x + y));
            prop_assert!(holds(a.minus(b).unwrap(), x - y));
            prop_assert!(holds(a.times(b).unwrap(), x * y));
            if let Some(quotient) = a.over(b) {
                prop_assert!(holds(quotient, x / y));
            }
        }

        #[test]
        fn meeting_is_mutual((a, _) in with_member(), (b, _) in with_member()) {
            prop_assert_eq!(a.meets(b), b.meets(a));
            prop_assert!(a.meets(a));
        }
    }

    #[test]
    fn a_divisor_around_zero_gives_nothing() {
        let one = Interval::point(Decimal::ONE);
        assert_eq!(
            one.over(Interval::between(-Decimal::ONE, Decimal::ONE)),
            None
        );
        assert_eq!(one.over(Interval::point(Decimal::ZERO)), None);
    }

    #[test]
    fn too_large_is_no_result() {
        let max = Interval::point(Decimal::MAX);
        assert_eq!(max.plus(max), None);
        assert_eq!(max.times(max), None);
    }
}
