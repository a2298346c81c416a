//! The sum of a numeral's digits, 十 百 千, 万 and 亿, as far as it is read. Every value is a
//! pair of bounds, so that 三四百 and 几十 need no grammar of their own.

use rust_decimal::Decimal;

/// Lower and upper bound of a value.
pub(in crate::numeral) type Bounds = (Decimal, Decimal);

pub(super) fn add(a: Bounds, b: Bounds) -> Option<Bounds> {
    Some((a.0.checked_add(b.0)?, a.1.checked_add(b.1)?))
}

/// `a` times a decimal.
pub(in crate::numeral) fn times(a: Bounds, factor: Decimal) -> Option<Bounds> {
    Some((a.0.checked_mul(factor)?, a.1.checked_mul(factor)?))
}

pub(super) fn power(exponent: u32) -> Decimal {
    Decimal::from(10_i64.pow(exponent))
}

pub(super) const ZERO: Bounds = (Decimal::ZERO, Decimal::ZERO);

/// The sum so far.
pub(super) struct Sum {
    /// Groups closed by 亿 or 兆.
    groups: Bounds,
    /// Closed by 万 since.
    section: Bounds,
    /// Below 万.
    units: Bounds,
    /// A digit waiting for its multiplier.
    pub(super) pending: Option<Bounds>,
    /// Exponent of the last 十 百 千 of this section; the next must be smaller.
    small: u32,
    /// Exponent of the last 亿 or 兆.
    group: u32,
    /// Exponent of the multiplier just read, for 两千六.
    pub(super) last: u32,
    /// 零 stands before the pending digit.
    pub(super) filled: bool,
    pub(super) scale: Decimal,
    /// Something was read.
    pub(super) started: bool,
    /// A digit, 几 or 数 was read: not only multipliers.
    pub(super) digit: bool,
    /// The last digit was raised: 两千六.
    pub(super) implied: bool,
    pub(super) overflow: bool,
}

const OPEN: u32 = 99;

impl Sum {
    pub(super) fn new() -> Self {
        Sum {
            groups: ZERO,
            section: ZERO,
            units: ZERO,
            pending: None,
            small: OPEN,
            group: OPEN,
            last: 0,
            filled: false,
            scale: Decimal::ONE,
            started: false,
            digit: false,
            implied: false,
            overflow: false,
        }
    }

    pub(super) fn keep(&mut self, value: Option<Bounds>) -> Bounds {
        self.overflow |= value.is_none();
        value.unwrap_or(ZERO)
    }

    /// 十 百 千; false when it cannot stand here.
    pub(super) fn small(&mut self, exponent: u32) -> bool {
        let fresh = self.units == ZERO && (!self.started || self.last >= 4 || self.filled);
        if exponent >= self.small || (self.pending.is_none() && exponent > 1 && !fresh) {
            return false;
        }
        let lone = self.units == ZERO && self.section == ZERO && self.groups == ZERO;
        let digit = self.pending.take().unwrap_or((Decimal::ONE, Decimal::ONE));
        let value = times(digit, power(exponent)).and_then(|v| add(self.units, v));
        self.units = self.keep(value);
        self.scale = if lone { power(exponent) } else { Decimal::ONE };
        self.multiplied(exponent);
        self.small = exponent;
        true
    }

    fn multiplied(&mut self, exponent: u32) {
        self.last = exponent;
        self.filled = false;
        self.started = true;
    }

    /// 万 亿 兆; false when it cannot stand here.
    pub(super) fn big(&mut self, exponent: u32) -> bool {
        let digit = self.pending.unwrap_or(ZERO);
        let open = add(self.units, digit);
        let mut open = self.keep(open);
        let bare = !self.started;
        if exponent == 4 {
            let again = self.last == 4 && open == ZERO && self.group == OPEN;
            if !(bare || (open != ZERO && self.section == ZERO) || again) {
                return false;
            }
            open = if again { self.section } else { open };
            self.section = self.raised(open, bare, exponent);
        } else if self.squares(exponent, open) {
            let raised = times(self.groups, power(exponent));
            self.groups = self.keep(raised);
        } else {
            let all = add(open, self.section);
            open = self.keep(all);
            if exponent >= self.group || !(bare || open != ZERO) {
                return false;
            }
            let raised = self.raised(open, bare, exponent);
            let groups = add(self.groups, raised);
            self.groups = self.keep(groups);
            self.section = ZERO;
            self.group = exponent;
        }
        let lone =
            self.last < 4 || (self.last == 4 && self.pending.is_none() && self.units == ZERO);
        let outer = if self.last >= 4 && lone {
            self.scale
        } else {
            Decimal::ONE
        };
        self.scale = outer.checked_mul(power(exponent)).unwrap_or(Decimal::ONE);
        self.pending = None;
        self.units = ZERO;
        self.small = OPEN;
        self.multiplied(exponent);
        true
    }

    /// 亿亿 in 9.3亿亿次: the second 亿 right after the first.
    fn squares(&self, exponent: u32, open: Bounds) -> bool {
        let closed = open == ZERO && self.section == ZERO && self.groups != ZERO;
        exponent == self.group && self.last == exponent && closed && self.digit
    }

    fn raised(&mut self, value: Bounds, bare: bool, exponent: u32) -> Bounds {
        let value = if bare {
            (Decimal::ONE, Decimal::ONE)
        } else {
            value
        };
        let raised = times(value, power(exponent));
        self.keep(raised)
    }

    /// A digit or a pair of bounds waits for its multiplier.
    pub(super) fn push(&mut self, digit: Bounds) {
        self.pending = Some(digit);
        self.scale = Decimal::ONE;
        self.started = true;
        self.digit = true;
    }

    /// The last digit of 两千六 is worth hundreds.
    pub(super) fn imply(&mut self, hanzi: bool) {
        if let Some(digit) = self
            .pending
            .filter(|_| hanzi && self.last >= 2 && !self.filled)
        {
            let raised = times(digit, power(self.last - 1));
            self.pending = Some(self.keep(raised));
            self.implied = true;
            self.last = 0;
        }
    }

    pub(super) fn total(&mut self) -> Option<Bounds> {
        let total = add(self.groups, self.section)
            .and_then(|t| add(t, self.units))
            .and_then(|t| add(t, self.pending.unwrap_or(ZERO)));
        total.filter(|_| !self.overflow)
    }
}
