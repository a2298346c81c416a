//! Conditions on the surroundings of units that mean several things: 度 (electricity,
//! temperature), 级 (earthquake, wind), 点, 分, 成, 折, 番, 大. Their words are data
//! (`dicts/guards.toml`); what else they ask is told here, one [`Test`] each.

use super::around;
use crate::{
    error::{Error, Result},
    extract::Context,
    lexicon::Dicts,
    numeral::Numeral,
};
use rust_decimal::Decimal;
use serde::Deserialize;

/// The file that holds the words.
const FILE: &str = "guards.toml";
/// So many characters before and after are near, and so many before are in reach.
const NEAR: (usize, usize) = (14, 4);
const REACH: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    guard: Vec<Guard>,
}

/// A named condition; `guard = "…"` in the unit files.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guard {
    name: String,
    #[serde(default)]
    test: Test,
    /// One of these stands near.
    #[serde(default)]
    near: Vec<String>,
    /// Or one of these farther before it.
    #[serde(default)]
    before: Vec<String>,
    /// Or one of these characters right before it.
    #[serde(default)]
    after: String,
    /// None of these characters follows.
    #[serde(default)]
    not_next: String,
}

/// What a guard asks beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Test {
    /// Nothing: one of its words stands there.
    #[default]
    Words,
    /// Nothing, not even its words, only what may not follow.
    Free,
    /// Or the figure is negative: 度 of temperature.
    Negative,
    /// Or the figure has a fraction: 级 of an earthquake.
    Fractional,
    /// No digit follows: 点 of an index.
    NoDigit,
    /// At most ten: 成.
    Tenths,
    /// Below a hundred: 折.
    Discount,
    /// Written in digits, or its words follow, or stand near a plain numeral: 方.
    Bulk,
    /// An even number of quotation marks before, and no word after: `"`.
    Inch,
    /// Paid, not a piece of something: 块.
    Coin,
    /// Its word stands before it: 番.
    Before,
    /// Written in words, or in digits and cut off by the segmenter: 十大工程.
    Spelled,
}

impl Guard {
    /// Loads all guards.
    ///
    /// # Errors
    /// A file that is missing or malformed.
    pub(super) fn load(dicts: &Dicts) -> Result<Vec<Self>> {
        let guards = dicts.toml::<File>(FILE)?.guard;
        let idle = |g: &&Guard| g.test == Test::Words && g.near.is_empty() && g.before.is_empty();
        match guards.iter().find(idle) {
            Some(guard) => {
                let why = format!("guard {} has no words to look for", guard.name);
                Err(Error::dictionary(why).at_path(FILE))
            }
            None => Ok(guards),
        }
    }

    /// The guard of that name.
    pub(super) fn named(guards: &[Self], name: &str) -> std::result::Result<Self, String> {
        let found = guards.iter().find(|guard| guard.name == name);
        found
            .cloned()
            .ok_or_else(|| format!("unknown guard {name}"))
    }

    /// Whether it holds for a unit that ends at `end` after `numeral`.
    pub(super) fn holds(&self, context: &Context<'_>, numeral: &Numeral, end: usize) -> bool {
        let place = Place {
            context,
            numeral,
            end,
        };
        let next = place.next();
        // 5大类 in digits asks the segmenter instead
        let digits = self.test == Test::Spelled && numeral.arabic;
        let prizes = self.test == Test::Spelled && place.tail().starts_with("奖项");
        if self.not_next.contains(next) && !digits && !prizes {
            return false;
        }
        let most = numeral.hi.or(numeral.lo);
        // 突破千万大关, but 三大关口
        let mark = next == '关' && most.is_some_and(|v| v >= Decimal::ONE_THOUSAND);
        match self.test {
            Test::Words => self.said(place),
            Test::Free => true,
            Test::Negative => self.said(place) || numeral.lo.is_some_and(|v| v.is_sign_negative()),
            Test::Fractional => self.said(place) || numeral.value.is_some_and(|v| !v.is_integer()),
            Test::NoDigit => self.said(place) && !next.is_ascii_digit(),
            Test::Tenths => most.is_some_and(|v| v <= Decimal::TEN),
            Test::Discount => most.is_some_and(|v| v < Decimal::ONE_HUNDRED),
            Test::Bulk => {
                let near = |window: &str| any(window, &self.near);
                numeral.arabic || near(place.tail()) || !numeral.weak && near(place.head(NEAR.0))
            }
            Test::Inch => {
                let quotes = place.head(200).matches('"').count();
                quotes.is_multiple_of(2) && !crate::chars::is_han(next)
            }
            Test::Coin => is_coin(context, numeral, end),
            Test::Before => any(place.head(NEAR.0), &self.near),
            Test::Spelled => !mark && (!numeral.arabic || around::is_cut(context, end)),
        }
    }

    /// Whether one of its words stands where it should.
    fn said(&self, place: Place<'_>) -> bool {
        let head = place.head(NEAR.0);
        any(head, &self.near)
            || any(place.tail(), &self.near)
            || head.ends_with(|c| self.after.contains(c))
            || !self.before.is_empty() && any(place.head(REACH), &self.before)
    }
}

/// Where a unit stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    context: &'a Context<'a>,
    numeral: &'a Numeral,
    /// Where the unit ends.
    end: usize,
}

impl<'a> Place<'a> {
    /// So many characters before the numeral.
    fn head(&self, max: usize) -> &'a str {
        around::before(self.context.text(), self.numeral.span.from(), max)
    }

    /// The characters right after the unit.
    fn tail(&self) -> &'a str {
        around::after(self.context.text(), self.end, NEAR.1)
    }

    /// The character after the unit, or a space.
    fn next(&self) -> char {
        around::next(self.context.text(), self.end).unwrap_or(' ')
    }
}

fn any(window: &str, words: &[String]) -> bool {
    words.iter().any(|word| window.contains(word.as_str()))
}

/// 三块五, 花了两块, 十块一斤; not 一块土地, 三块展板, 切成三块.
fn is_coin(context: &Context<'_>, numeral: &Numeral, end: usize) -> bool {
    let text = context.text();
    let head = around::before(text, numeral.span.from(), 4);
    let next = around::next(text, end).filter(|c| crate::chars::is_han(*c));
    let paid =
        head.ends_with(['卖', '花', '付', '收', '值', '价', '给', '要']) || head.ends_with("花了");
    // 1000多块“户外大屏”
    if around::next(text, end) == Some('“') {
        return false;
    }
    let token = context.tokens.at(end).map(|i| context.tokens.tokens[i]);
    let noun =
        token.is_some_and(|t| t.pos.is_noun() || matches!(t.pos.class(), b'a' | b'b' | b'z'));
    match next {
        Some(c) if "一二两三四五六七八九半多左上以".contains(c) => true,
        Some(_) if noun || numeral.span.of(text) == "一" => false,
        Some(_) => true,
        None => {
            paid || around::is_alone(text, crate::span::Span::new(numeral.span.from(), end))
                || !(numeral.span.of(text) == "一"
                    || head.ends_with(['成', '为', '作', '这', '那']))
        }
    }
}
