//! The lexer: what must stay whole is taken first, the segmenter gets the text between.
//!
//! Whole are: mask runs, strong numerals with 第 before and % after, dates and times of day
//! in digits (2014年11月12日, 2014-11-12, 17:30), Latin words, model names and addresses.

use super::{Pos, Segmenter, Token, TokenKind, Tokens};
use crate::{
    chars,
    numeral::{Form, Numeral},
    span::Span,
};

/// Fills `out.tokens`; `out.numerals` is there already.
pub(super) fn lex(text: &str, masks: &[Span], segmenter: &dyn Segmenter, out: &mut Tokens) {
    let numerals = std::mem::take(&mut out.numerals);
    let mut masks = masks.iter().copied().peekable();
    let mut locks = Locks {
        text,
        numerals: &numerals,
        n: 0,
    };
    let mut lock = locks.next_from(0);
    let mut at = 0;
    while at < text.len() {
        while masks.peek().is_some_and(|m| m.from() < at) {
            masks.next();
        }
        if lock.is_some_and(|l| l.span.from() < at) {
            lock = locks.next_from(at);
        }
        if let Some(mask) = masks.next_if(|m| m.from() == at) {
            at = push(out, mask, TokenKind::Mask, "x");
        } else if let Some(l) =
            lock.filter(|l| l.span.from() == at && masks.peek().is_none_or(|m| !m.overlaps(l.span)))
        {
            at = push(out, l.span, l.kind, l.pos);
        } else {
            let number = lock.map(|l| l.span.from()).filter(|&from| from > at);
            let stop = [number, masks.peek().map(|m| m.from())];
            let stop = stop.into_iter().flatten().min().unwrap_or(text.len());
            at = run(text, at, stop, segmenter, out);
        }
    }
    out.numerals = numerals;
}

fn push(out: &mut Tokens, span: Span, kind: TokenKind, pos: &str) -> usize {
    out.tokens.push(Token {
        span,
        kind,
        pos: Pos::new(pos),
    });
    span.to()
}

/// A stretch that stays whole.
#[derive(Clone, Copy)]
struct Lock {
    span: Span,
    kind: TokenKind,
    pos: &'static str,
}

/// The stretches that numerals open, in order.
struct Locks<'a> {
    text: &'a str,
    numerals: &'a [Numeral],
    n: usize,
}

impl Locks<'_> {
    /// The next one that starts at `at` or later.
    fn next_from(&mut self, at: usize) -> Option<Lock> {
        while let Some(numeral) = self.numerals.get(self.n) {
            if numeral.span.from() >= at
                && let Some(lock) = self.lock(self.n, at)
            {
                return Some(lock);
            }
            self.n += 1;
        }
        None
    }

    fn lock(&self, n: usize, at: usize) -> Option<Lock> {
        let numeral = &self.numerals[n];
        if numeral.glued {
            return None;
        }
        if let Some(span) = self.date(n) {
            return Some(Lock {
                span,
                kind: TokenKind::Date,
                pos: "t",
            });
        }
        if numeral.weak {
            return None;
        }
        if let Some(end) = self.model(numeral) {
            return Some(Lock {
                span: Span::new(numeral.span.from(), end),
                kind: TokenKind::Latin,
                pos: "eng",
            });
        }
        let mut span = numeral.span;
        let head = &self.text[at..span.from()];
        if head.ends_with('第') {
            span = Span::new(span.from() - '第'.len_utf8(), span.to());
        }
        let rest = &self.text[span.to()..];
        if let Some(sign) = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '%' | '‰' | '％'))
        {
            span = Span::new(span.from(), span.to() + sign.len_utf8());
        }
        Some(Lock {
            span,
            kind: TokenKind::Number,
            pos: "m",
        })
    }

    /// A model name that starts with a digit: 5G, 4K, 3D. Units end a number, no name.
    fn model(&self, numeral: &Numeral) -> Option<usize> {
        let rest = &self.text[numeral.span.to()..];
        let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = numeral.arabic
            && len > 0
            && numeral.form == Form::Plain
            && !UNITS.contains(&&rest[..len]);
        name.then(|| numeral.span.to() + len)
    }

    /// A date or time of day in digits that starts at numeral `n`.
    fn date(&self, n: usize) -> Option<Span> {
        let first = &self.numerals[n];
        let (from, text) = (first.span.from(), self.text);
        let written = first.span.of(text);
        match first.form {
            Form::Ratio => is_clock(written).then_some(first.span),
            Form::Dotted => is_dotted_day(written).then_some(first.span),
            Form::Plain => {
                let end = self.parts(n).or_else(|| self.dashes(n))?;
                Some(Span::new(from, end))
            }
            _ => None,
        }
    }

    /// 2014年11月12日, 2014年, 8月18日: numerals with their calendar units.
    fn parts(&self, n: usize) -> Option<usize> {
        let first = &self.numerals[n];
        let unit = self.unit(first)?;
        let written = first.span.of(self.text).chars().count();
        let mut end = first.span.to() + unit.len_utf8();
        let mut last = unit;
        let mut count = 1;
        if unit == '年' && written != 4 || !matches!(unit, '年' | '月') {
            return None;
        }
        for numeral in &self.numerals[n + 1..] {
            let follows = match last {
                '年' => "月",
                '月' => "日号",
                _ => "",
            };
            let next = self
                .unit(numeral)
                .filter(|u| numeral.span.from() == end && follows.contains(*u));
            let Some(unit) = next else { break };
            end = numeral.span.to() + unit.len_utf8();
            last = unit;
            count += 1;
        }
        (count > 1 || unit == '年').then_some(end)
    }

    fn unit(&self, numeral: &Numeral) -> Option<char> {
        let plain = numeral.form == Form::Plain && numeral.value.is_some();
        let next = self.text[numeral.span.to()..]
            .chars()
            .next()
            .filter(|_| plain)?;
        matches!(next, '年' | '月' | '日' | '号').then_some(next)
    }

    /// 2014-11-12, 2014/11/12.
    fn dashes(&self, n: usize) -> Option<usize> {
        let parts = self.numerals.get(n..n + 3)?;
        let bytes = self.text.as_bytes();
        let mark = *bytes.get(parts[0].span.to())?;
        let joined = parts.windows(2).all(|p| {
            bytes.get(p[0].span.to()) == Some(&mark) && p[1].span.from() == p[0].span.to() + 1
        });
        let widths =
            parts[0].span.len() == 4 && parts[1].span.len() <= 2 && parts[2].span.len() <= 2;
        (matches!(mark, b'-' | b'/') && joined && widths).then(|| parts[2].span.to())
    }
}

/// Latin symbols that are units: after a number they are no part of a name.
const UNITS: &[&str] = &[
    "km", "KM", "m", "cm", "CM", "mm", "MM", "um", "nm", "m2", "km2", "cm2", "ha", "hm2", "m3",
    "km3", "L", "ml", "mL", "ML", "t", "kg", "KG", "Kg", "g", "mg", "ug", "tce", "kWh", "KWh",
    "kwh", "KWH", "kW", "KW", "kw", "MWh", "MW", "MWp", "GWh", "GW", "TWh", "TW", "W", "V", "kV",
    "KV", "kv", "kVA", "KVA", "MVA", "Hz", "kHz", "MHz", "GHz", "Mbps", "Gbps", "Kbps", "KB", "MB",
    "GB", "TB", "PB", "EB", "kB", "ppm", "ppb", "Pa", "hPa", "kPa", "MPa", "dB", "PFLOPS",
    "EFLOPS", "TEU", "h", "min", "s", "USD", "RMB", "CNY", "HKD", "EUR", "kcal", "ft", "feet",
    "cc", "CC", "mi", "in", "yd", "hp", "mAh", "Ah", "kJ", "MJ", "GJ", "mmHg", "rpm", "lb", "lbs",
    "foot", "feets", "foots", "inch", "inches", "mile", "miles", "ng", "kt", "Mt", "N", "kN",
    "mol", "Wh", "mV", "mph", "NTU", "CFU", "IU", "DPI", "dpi", "fps", "TPS", "mSv", "kgce", "gce",
    "Tbps", "kbps", "mm2", "kL", "ul",
];

/// `17:30`, `9：05`, `17:30:00`.
fn is_clock(written: &str) -> bool {
    let mut parts = written.split([':', '：']);
    let hour = parts
        .next()
        .and_then(|h| h.parse::<u8>().ok())
        .is_some_and(|h| h <= 24);
    let rest: Vec<&str> = parts.take(3).collect();
    let sixty = |p: &&str| p.len() == 2 && p.parse::<u8>().is_ok_and(|m| m < 60);
    hour && (1..=2).contains(&rest.len()) && rest.iter().all(sixty)
}

/// `2014.11.12`.
fn is_dotted_day(written: &str) -> bool {
    let parts: Vec<&str> = written.split('.').take(4).collect();
    parts.len() == 3 && parts[0].len() == 4 && parts[1].len() <= 2 && parts[2].len() <= 2
}

/// A class of characters that run together.
#[derive(PartialEq, Clone, Copy)]
enum Class {
    Han,
    Latin,
    Space,
    Other,
}

fn class(c: char) -> Class {
    match c {
        _ if chars::is_han(c) => Class::Han,
        _ if chars::is_word_ascii(c) || (c.is_alphabetic() && !chars::is_han(c)) => Class::Latin,
        _ if chars::is_space(c) => Class::Space,
        _ => Class::Other,
    }
}

/// One run of characters of the same class from `at`, not beyond `stop`; returns its end.
fn run(text: &str, at: usize, stop: usize, segmenter: &dyn Segmenter, out: &mut Tokens) -> usize {
    let rest = &text[at..stop];
    let mut chars = rest.char_indices();
    let first = chars.next().map_or(Class::Other, |(_, c)| class(c));
    let next = chars.next().map_or(rest.len(), |(i, _)| i);
    let end = match first {
        Class::Other => next,
        Class::Latin => latin(rest).max(address(&text[at..])),
        _ => rest.find(|c| class(c) != first).unwrap_or(rest.len()),
    };
    let span = Span::new(at, at + end);
    match first {
        Class::Han => segmenter.segment(&text[span.range()], &mut |range, pos| {
            let span = Span::new(at + range.start, at + range.end);
            out.tokens.push(Token {
                span,
                kind: TokenKind::Word,
                pos,
            });
        }),
        Class::Latin => _ = push(out, span, TokenKind::Latin, "eng"),
        Class::Space => _ = push(out, span, TokenKind::Space, "x"),
        Class::Other => _ = push(out, span, TokenKind::Punctuation, "x"),
    }
    span.to()
}

/// Length of the address at the start of `rest`, numbers in it included; 0 when there is none.
fn address(rest: &str) -> usize {
    let opens = ["http://", "https://", "ftp://", "www."];
    if !opens.iter().any(|w| rest.starts_with(w)) {
        return 0;
    }
    let inner = |c: char| c.is_ascii_alphanumeric() || ".-_~:/?#[]@!$&'()*+,;=%".contains(c);
    let len = rest.find(|c| !inner(c)).unwrap_or(rest.len());
    rest[..len]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\''])
        .len()
}

/// Length of the Latin word, model name or address at the start of `rest`.
fn latin(rest: &str) -> usize {
    let word = |c: char| class(c) == Class::Latin;
    let mut end = rest.find(|c| !word(c)).unwrap_or(rest.len());
    let address = rest[end..].starts_with("://") || rest.starts_with("www.");
    let inner = |c: char| match c {
        '.' | '-' | '_' | '@' | '\'' => true,
        '/' | ':' | '?' | '=' | '&' | '%' | '#' | '+' | '~' | ';' | ',' | '!' => address,
        _ => false,
    };
    loop {
        let marks = rest[end..]
            .bytes()
            .take(3)
            .take_while(|&b| inner(b as char))
            .count();
        let after = &rest[end + marks..];
        let ascii = after.starts_with(|c: char| c.is_ascii_alphanumeric());
        if marks == 0 || !ascii || (marks > 1 && !address) {
            return if address { end + marks } else { end };
        }
        end += marks
            + after
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(after.len());
    }
}
