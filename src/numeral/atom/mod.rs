//! One written number without sign, range or fraction: `1,234.5`, `1.2万`, `1万2千`,
//! `三千五百`, `二〇一四`, `十几`, `2000余`. Exact value, linear time.
//!
//! A Chinese numeral is a sum of groups (亿), each a sum of sections (万), each a sum of
//! digits times 千, 百, 十. [`Sum`] holds what is added so far; every value is a pair of
//! bounds, so that 三四百 and 几十 need no grammar of their own.

mod digits;
mod sum;
mod vague;

use super::digit::{Class, class};
use rust_decimal::Decimal;
pub(super) use sum::{Bounds, times};
use sum::{Sum, ZERO, add, power};

/// Vagueness written inside a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vague {
    /// 余, 多: more than the figure.
    Over,
    /// 来: about the figure.
    About,
    /// 几, 数: any figure of the kind.
    Several,
    /// 三四, 十七八: between two figures, both told.
    Pair,
}

/// A number as read, with what later steps need to know of its spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Atom {
    /// One past its last byte.
    pub(super) end: usize,
    /// Bounds; none when the number is too long to be exact.
    pub(super) bounds: Option<Bounds>,
    /// 余 多 来 几 数.
    pub(super) vague: Option<Vague>,
    /// The outermost multiplier at its end (万 in 三十万), 1 when there is none: the first
    /// number of 3到5万 takes it over.
    pub(super) scale: Decimal,
    /// Starts with an Arabic digit.
    pub(super) arabic: bool,
    /// Several dots (`2014.11.12`, `1.2.3`).
    pub(super) dotted: bool,
    /// A bare multiplier: 百, 千, 万, 亿, 百万.
    pub(super) bare: bool,
    /// As likely a part of a word as a number.
    pub(super) weak: bool,
}

/// Spaces inside a numeral, at most three: `1000 万`, `一百 五 十`.
pub(super) fn skip_spaces(text: &str, at: usize) -> usize {
    let spaces = text[at..]
        .chars()
        .take(3)
        .take_while(|&c| matches!(c, ' ' | '\u{3000}' | '\u{A0}'));
    at + spaces.map(char::len_utf8).sum::<usize>()
}

fn peek(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Reads one number.
struct Reader<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    sum: Sum,
    vague: Option<Vague>,
    arabic: bool,
    dotted: bool,
    /// The pending digit is a single Chinese one (两千六 is possible).
    hanzi_digit: bool,
    /// The value is a plain row of digits (一七二〇).
    row: usize,
    /// A space was crossed to reach the last part.
    spaced: bool,
    decimals: bool,
}

/// Reads the number at `at`. None when there is none, or when what stands there is the
/// prefix of a unit (千 in 千瓦).
pub(super) fn read(text: &str, at: usize) -> Option<Atom> {
    let mut reader = Reader {
        text,
        start: at,
        end: at,
        sum: Sum::new(),
        vague: None,
        arabic: false,
        dotted: false,
        hanzi_digit: false,
        row: 0,
        spaced: false,
        decimals: false,
    };
    while reader.part() {}
    (reader.end > at).then(|| reader.finish())
}

impl Reader<'_> {
    /// Reads one more part of the number; false at its end.
    fn part(&mut self) -> bool {
        let at = if self.end == self.start {
            self.end
        } else {
            skip_spaces(self.text, self.end)
        };
        let spaced = at > self.end;
        let Some(c) = peek(self.text, at) else {
            return false;
        };
        let open = self.sum.pending.is_none() && !self.decimals;
        let went = match class(c) {
            _ if c.is_ascii_digit() || c == '.' => {
                open && (!spaced || self.goes_on(at)) && self.arabic_part(at)
            }
            Class::Digit(_) if self.sum.started && spaced && !self.continues(at) => false,
            Class::Digit(digit) => open && self.digit_part(at, digit),
            Class::Tens(digit) => open && !self.sum.started && self.tens(at, c, digit),
            Class::Several => open && self.several(at, c),
            Class::Number => !self.sum.started && self.number(at, c),
            Class::Pair => open && self.pair(at, c),
            Class::Small(exponent) => !self.is_prefix(at, c) && self.small_part(at, c, exponent),
            Class::Big(exponent) => !self.is_prefix(at, c) && self.big_part(at, c, exponent),
            Class::Other => match c {
                '点' => self.point(at),
                '余' | '多' | '来' => self.vague_part(at, c),
                '个' => self.hundreds_of_millions(at),
                'k' | 'K' | 'w' => self.letter(at, c),
                _ => false,
            },
        };
        self.spaced = went && spaced;
        went
    }

    /// After a space a digit goes on only before a multiplier, or in letter-spaced text.
    fn continues(&self, at: usize) -> bool {
        let mut rest = self.text[at..].chars();
        rest.next();
        let next = rest.find(|c| *c != ' ').map_or(Class::Other, class);
        self.sum.last > 0 && (self.spaced || matches!(next, Class::Small(_) | Class::Big(_)))
    }

    /// After a space Arabic digits go on only before a multiplier: `7万 5千`.
    fn goes_on(&self, at: usize) -> bool {
        let mut rest = self.text[at..]
            .chars()
            .skip(1)
            .take(4)
            .skip_while(char::is_ascii_digit);
        let next = rest.next().map_or(Class::Other, class);
        self.sum.last > 0 && matches!(next, Class::Small(_) | Class::Big(_))
    }

    fn take(&mut self, at: usize, c: char) {
        self.end = at + c.len_utf8();
    }

    fn arabic_part(&mut self, at: usize) -> bool {
        if self.vague.is_some() || (self.sum.started && peek(self.text, at) == Some('.')) {
            return false;
        }
        let Some(digits) = digits::read(self.text, at) else {
            return false;
        };
        // 1万5,000: the commas of a group are no places
        let written = &self.text[at..digits.end];
        let width = written.bytes().filter(u8::is_ascii_digit).count();
        if self.sum.started && !(digits.whole && width <= self.sum.last as usize) {
            return false;
        }
        self.arabic |= !self.sum.started;
        self.dotted = digits.dotted;
        self.hanzi_digit = self.sum.started && width == 1;
        self.sum.overflow |= digits.value.is_none();
        let value = digits.value.unwrap_or_default();
        self.sum.push((value, value));
        self.end = digits.end;
        !digits.dotted
    }

    /// A run of Chinese digits: one digit, a pair of bounds (三四), or a row (一七二〇).
    fn digit_part(&mut self, at: usize, first: u32) -> bool {
        let mut run = self.text[at..].chars().map_while(|c| match class(c) {
            Class::Digit(d) => Some((d, c.len_utf8())),
            _ => None,
        });
        let (_, width) = run.next().unwrap_or((first, 0));
        if first == 1 && self.one_or_two(at + width) {
            return true;
        }
        let Some((second, width2)) = run.next() else {
            let tens = || peek(self.text, at + width).map(class) == Some(Class::Small(1));
            self.end = at + width;
            if first == 0 && (self.sum.started || tens()) {
                self.sum.filled = true;
                return true;
            }
            self.hanzi_digit = true;
            self.sum.push((first.into(), first.into()));
            return true;
        };
        let third = run.next();
        if first == 0 && self.sum.started {
            self.end = at + width;
            self.sum.filled = true;
            return true;
        }
        let neighbours = second == first + 1 || (first == 3 && second == 5);
        if third.is_none() && first > 0 && neighbours && self.pairs(at + width + width2) {
            self.end = at + width + width2;
            self.vague = Some(Vague::Pair);
            self.hanzi_digit = true;
            self.sum.push((first.into(), second.into()));
            return true;
        }
        if self.sum.started {
            // 两千六一 is no number: the row starts one of its own
            return false;
        }
        self.row(at)
    }

    /// Whether two neighbouring digits that end at `end` are a pair of bounds: not when
    /// the row goes on as a decimal.
    fn pairs(&self, end: usize) -> bool {
        !self.text[end..].starts_with('点')
    }

    fn row(&mut self, at: usize) -> bool {
        let mut value = Some(Decimal::ZERO);
        let ten = Decimal::from(10);
        for c in self.text[at..].chars() {
            let Class::Digit(d) = class(c) else { break };
            value = value
                .and_then(|v| v.checked_mul(ten))
                .and_then(|v| v.checked_add(d.into()));
            self.row += 1;
            self.take(self.end, c);
        }
        self.sum.overflow |= value.is_none();
        let value = value.unwrap_or_default();
        self.sum.push((value, value));
        self.hanzi_digit = false;
        true
    }

    fn tens(&mut self, at: usize, c: char, digit: u32) -> bool {
        self.sum.push((digit.into(), digit.into()));
        self.take(at, c);
        self.sum.small(1)
    }

    /// 千 and 兆 that belong to the unit: 千瓦, 千克, 兆赫.
    fn is_prefix(&self, at: usize, c: char) -> bool {
        let next = || peek(self.text, at + c.len_utf8()).unwrap_or(' ');
        match c {
            '千' | '仟' if self.sum.started => match next() {
                '克' | '瓦' | '伏' | '卡' | '帕' | '焦' | '赫' | '牛' | '字' | '比' | '安' => {
                    true
                }
                '米' | '升' | '乏' | '欧' => self.sum.last > 0 || self.arabic,
                _ => false,
            },
            '百' if self.arabic => next() == '帕',
            '兆' => matches!(
                next(),
                '瓦' | '赫' | '帕' | '字' | '比' | '焦' | '伏' | '欧' | '头'
            ),
            _ => false,
        }
    }

    fn small_part(&mut self, at: usize, c: char, exponent: u32) -> bool {
        // 二〇一四 is a row; 35百 and 1.5千 are rare but written
        let went = self.row == 0 && !(self.decimals && exponent < 3) && self.sum.small(exponent);
        if went {
            self.take(at, c);
        }
        went
    }

    fn big_part(&mut self, at: usize, c: char, exponent: u32) -> bool {
        let went = self.sum.big(exponent);
        if went {
            self.decimals = false;
            self.take(at, c);
        }
        went
    }

    /// 点 and the decimals after it.
    fn point(&mut self, at: usize) -> bool {
        if self.decimals || self.vague.is_some() || !self.sum.digit && self.sum.last == 0 {
            return false;
        }
        let mut end = at + '点'.len_utf8();
        let mut value = Some(Decimal::ZERO);
        let mut unit = Decimal::ONE;
        let mut count = 0;
        loop {
            let next = skip_spaces(self.text, end);
            let Some(c) = peek(self.text, next) else {
                break;
            };
            let digit = match class(c) {
                Class::Digit(d) => d,
                Class::Small(1 | 2) if count > 0 => return false,
                _ => match c.to_digit(10) {
                    Some(d) => d,
                    None => break,
                },
            };
            count += 1;
            unit = unit.checked_div(Decimal::from(10)).unwrap_or_default();
            value = value.and_then(|v| v.checked_add(unit.checked_mul(digit.into())?));
            end = next + c.len_utf8();
        }
        if count == 0 {
            return false;
        }
        self.sum.imply(self.hanzi_digit);
        self.hanzi_digit = false;
        let value = value.filter(|_| count <= 26).unwrap_or_default();
        self.sum.overflow |= count > 26;
        let whole = self.sum.pending.unwrap_or(ZERO);
        let value = add(whole, (value, value));
        let value = self.sum.keep(value);
        self.sum.push(value);
        self.decimals = true;
        self.row = 0;
        self.end = end;
        true
    }

    /// 3个亿, 5个多亿: the measure word before the multiplier adds nothing.
    fn hundreds_of_millions(&mut self, at: usize) -> bool {
        let rest = &self.text[at + '个'.len_utf8()..];
        let (more, after) = match rest.strip_prefix('多') {
            Some(after) => (true, after),
            None => (false, rest),
        };
        let free = self.sum.pending.is_some() && self.vague.is_none() && !self.decimals;
        // 275个亿元以上项目, 5个亿级园区 count them
        let rest = after.strip_prefix('亿');
        if !free || rest.is_none_or(|r| r.starts_with(|c| "万元级吨斤人美港户".contains(c)))
        {
            return false;
        }
        let end = self.text.len() - after.len();
        let went = self.big_part(end, '亿', 8);
        self.vague = self.vague.or((went && more).then_some(Vague::Over));
        went
    }

    /// 40k, 30w.
    fn letter(&mut self, at: usize, c: char) -> bool {
        let next = self.text.as_bytes().get(at + 1);
        if !self.arabic || at != self.end || next.is_some_and(|b| b.is_ascii_alphanumeric()) {
            return false;
        }
        let name = c == 'K'
            && self.text[at + 1..]
                .starts_with(|n| crate::chars::is_han(n) && !"以左上至到元块起多的、".contains(n));
        if self.sum.last > 0 || name {
            return false;
        }
        let digit = self.sum.pending.take().unwrap_or(ZERO);
        let exponent = if c == 'w' { 4 } else { 3 };
        let value = times(digit, power(exponent));
        let value = self.sum.keep(value);
        self.sum.push(value);
        self.sum.scale = power(exponent);
        self.decimals = true;
        self.take(at, c);
        true
    }

    fn finish(mut self) -> Atom {
        self.sum.imply(self.hanzi_digit);
        let bounds = self.sum.total().filter(|_| !self.dotted);
        let bare = !self.sum.digit && self.vague.is_none();
        let weak = !self.arabic && self.vague_word(bare);
        Atom {
            end: self.end,
            bounds,
            vague: self.vague,
            scale: self.sum.scale,
            arabic: self.arabic,
            dotted: self.dotted,
            bare,
            weak,
        }
    }
}
