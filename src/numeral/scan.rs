//! Numerals in running text: signs, ranges, fractions, parts per hundred, ratios around the
//! numbers that `atom` reads.

use super::{
    Form, Numeral,
    atom::{self, Atom, Bounds, Vague},
    digit, scientific,
};
use crate::span::Span;
use rust_decimal::Decimal;

/// Finds the numerals of `text` in order.
pub(super) fn scan(text: &str, out: &mut Vec<Numeral>) {
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        match numeral(text, start, out.last().map_or(0, |n| n.span.to())) {
            Some(numeral) => {
                at = numeral.span.to();
                out.push(numeral);
            }
            None => at = start + text[start..].chars().next().map_or(1, char::len_utf8),
        }
    }
}

/// The next character from `at` that can open a number.
fn next_start(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let found = rest.char_indices().find(|&(i, c)| {
        c.is_ascii_digit()
            || (c == '.' && point_opens(text, at + i))
            || (c > '\u{3000}' && digit::opens(c))
            || c == '○'
    });
    found.map(|(i, _)| at + i)
}

/// `.5` with no letter, digit, point or closing mark before it: 《…》.1999 is a full stop.
fn point_opens(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        && !(at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.'))
        && !text[..at].ends_with(['》', '”', '］', ']', '志', '报', '刊'])
}

/// The numeral that starts at `start`, with a sign before it not reaching before `floor`.
fn numeral(text: &str, start: usize, floor: usize) -> Option<Numeral> {
    if ["零下", "零上", "零售", "零食", "零部", "零件"]
        .iter()
        .any(|w| text[start..].starts_with(w))
    {
        return None;
    }
    if floor == start && start > 0 && text[start..].starts_with(['千', '百', '兆', '两']) {
        return None;
    }
    let (sign, from) = sign(text, start, floor);
    let first = raised(text, atom::read(text, start)?, from);
    let glued = from == start && is_glued(text, start);
    let plain = Plain {
        from,
        start,
        atom: first,
        negative: sign,
    };
    let mut numeral = parts(text, &plain)
        .or_else(|| ratio(text, &plain).filter(|_| !glued))
        .or_else(|| slash(text, &plain).filter(|_| !glued))
        .or_else(|| range(text, &plain).filter(|_| !glued))
        .unwrap_or_else(|| plain.numeral());
    numeral.weak &= !text[..from].ends_with('第');
    numeral.glued = glued;
    Some(numeral)
}

/// The number with its power or letter: `2e5`, `1.1^+23`, `-2.5 M`.
fn raised(text: &str, mut atom: Atom, from: usize) -> Atom {
    let led = text[..from].ends_with(|c: char| c.is_ascii_alphabetic() || c == '-');
    if let Some((value, end)) = scientific::read(text, &atom, led) {
        (atom.bounds, atom.end) = (Some((value, value)), end);
    } else if let Some((times, end)) =
        scientific::letter(text, from, atom.end).filter(|_| atom.arabic && !atom.dotted)
    {
        atom.bounds = atom.bounds.and_then(|b| atom::times(b, times));
        atom.end = end;
    }
    atom
}

/// A Latin letter, or a letter and a hyphen, right before: `PM2.5`, `F-18`.
fn is_glued(text: &str, start: usize) -> bool {
    let before = &text.as_bytes()[..start];
    let digit = text.as_bytes()[start].is_ascii_digit();
    match before {
        _ if !digit => false,
        [head @ .., a, b'-'] => a.is_ascii_alphabetic() && !ends_in_unit(head),
        [.., a] => a.is_ascii_alphabetic(),
        [] => false,
    }
}

/// `1.6m-3.9m`: the letters before the hyphen are a unit, a digit stands right before them.
fn ends_in_unit(head: &[u8]) -> bool {
    let letters = head.iter().rev().take(3);
    let run = letters.take_while(|b| b.is_ascii_alphabetic()).count();
    let digit = |i: usize| head.get(i).is_some_and(u8::is_ascii_digit);
    head.len().checked_sub(run + 1).is_some_and(digit)
}

/// A number with its sign.
#[derive(Clone, Copy)]
struct Plain {
    from: usize,
    start: usize,
    atom: Atom,
    negative: bool,
}

impl Plain {
    fn bounds(&self) -> Option<Bounds> {
        let (lo, hi) = self.atom.bounds?;
        Some(if self.negative { (-hi, -lo) } else { (lo, hi) })
    }

    fn numeral(&self) -> Numeral {
        let mut numeral = Numeral::new(
            Span::new(self.from, self.atom.end),
            self.bounds(),
            Form::Plain,
        );
        numeral.weak = self.atom.weak && self.from == self.start;
        numeral.vague = self.atom.vague;
        numeral.bare = self.atom.bare;
        numeral.arabic = self.atom.arabic;
        if self.atom.dotted {
            numeral.form = Form::Dotted;
        }
        if matches!(self.atom.vague, Some(Vague::Over)) {
            numeral.hi = None;
        }
        numeral
    }
}

/// The sign before `start`: 负, 零下, `-`, `±`. Whether it is negative, and where it starts.
fn sign(text: &str, start: usize, floor: usize) -> (bool, usize) {
    let trimmed = text[floor..start].trim_end_matches(' ');
    let before = &text[floor..start];
    for word in ["零下", "负"] {
        // 企业税负5700亿元 owes nothing.
        let other = [
            "减负", "降负", "自负", "税负", "担负", "肩负", "胜负", "背负", "抱负", "欠负",
        ]
        .iter()
        .any(|w| trimmed.ends_with(w));
        if trimmed.ends_with(word) && !other {
            return (true, floor + trimmed.len() - word.len());
        }
    }
    let arabic = text.as_bytes()[start].is_ascii_digit() || text.as_bytes()[start] == b'.';
    for mark in ["-", "−", "－"] {
        let Some(head) = before.strip_suffix(mark).filter(|_| arabic) else {
            continue;
        };
        if head
            .chars()
            .next_back()
            .or_else(|| text[..floor].chars().next_back())
            .is_none_or(lets_minus)
        {
            return (true, start - mark.len());
        }
    }
    match before.strip_suffix('±') {
        Some(_) => (false, start - '±'.len_utf8()),
        None => (false, start),
    }
}

/// What may stand before a minus sign; after anything else it is a dash or a hyphen.
fn lets_minus(c: char) -> bool {
    c.is_whitespace() || "，。：:（(、；;=为是达至到约于在温由从自长速幅率比增降额涨跌".contains(c)
}

/// 百分之五, 千分之一百, 三分之二, 三又五分之一.
fn parts(text: &str, first: &Plain) -> Option<Numeral> {
    let mut whole = None;
    let mut below = first.atom;
    let after = atom::skip_spaces(text, below.end);
    if text[after..].starts_with('又') {
        let from = atom::skip_spaces(text, after + '又'.len_utf8());
        whole = Some(below.bounds?.0);
        below = atom::read(text, from)?;
    }
    let at = fen_zhi(text, below.end)?;
    let (negative, at) = match text[at..].strip_prefix('负') {
        Some(_) => (true, at + '负'.len_utf8()),
        None => (false, at),
    };
    let start = at;
    let above = atom::read(text, at)?;
    let above = Plain {
        from: start,
        start,
        atom: above,
        negative: negative != first.negative && whole.is_none(),
    };
    let figure = range(text, &above).unwrap_or_else(|| above.numeral());
    let bottom = below.bounds.map(|b| b.0).filter(|d| !d.is_zero())?;
    let span = Span::new(first.from, figure.span.to());
    let hundredths = below.bare && whole.is_none() && bottom >= Decimal::ONE_HUNDRED;
    let mut numeral = if hundredths {
        percent(&figure, bottom)
    } else {
        fraction(&figure, whole, bottom)
    };
    if whole.is_some() && first.negative {
        let minus = |v: Option<Decimal>| v.map(|v| -v);
        numeral.value = minus(numeral.value);
        (numeral.lo, numeral.hi) = (minus(numeral.hi), minus(numeral.lo));
    }
    numeral.span = span;
    numeral.vague = figure.vague;
    Some(numeral)
}

/// 分之, spaces allowed; returns where the numerator starts.
fn fen_zhi(text: &str, at: usize) -> Option<usize> {
    let at = atom::skip_spaces(text, at);
    let at = at + text[at..].strip_prefix('分').map(|_| '分'.len_utf8())?;
    let rest = &text[at..];
    // 百分三十, as it is spoken
    let spoken = text[..at].ends_with("百分")
        && rest.starts_with(|c| c != '百' && digit::opens(c))
        && !rest.starts_with(['数', '几', '一', '两']);
    if spoken {
        return Some(at);
    }
    let at = atom::skip_spaces(text, at);
    let at = at + text[at..].strip_prefix('之').map(|_| '之'.len_utf8())?;
    Some(atom::skip_spaces(text, at))
}

/// 百分之, 千分之, 万分之, 百万分之: in percent.
fn percent(figure: &Numeral, bottom: Decimal) -> Numeral {
    let scale = |v: Decimal| v.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(bottom);
    Numeral {
        value: figure.value.and_then(scale),
        lo: figure.lo.and_then(scale),
        hi: figure.hi.and_then(scale),
        form: Form::Percent,
        weak: false,
        ..figure.clone()
    }
}

fn fraction(figure: &Numeral, whole: Option<Decimal>, bottom: Decimal) -> Numeral {
    let scale = |v: Decimal| {
        v.checked_div(bottom)?
            .checked_add(whole.unwrap_or_default())
    };
    Numeral {
        value: figure.value.and_then(scale),
        lo: figure.lo.and_then(scale),
        hi: figure.hi.and_then(scale),
        form: Form::Fraction,
        ratio: figure
            .value
            .filter(|_| whole.is_none())
            .map(|top| (top, bottom)),
        weak: false,
        ..figure.clone()
    }
}

/// `2/3`, `1 1/2`: Arabic, not a part of a date, path or id.
fn slash(text: &str, first: &Plain) -> Option<Numeral> {
    if !first.atom.arabic || text[..first.from].ends_with('/') {
        return None;
    }
    let at = atom::skip_spaces(text, first.atom.end);
    if at > first.atom.end && text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
        let second = Plain {
            from: at,
            start: at,
            atom: atom::read(text, at)?,
            negative: false,
        };
        let mut numeral = slash_at(text, &second, second.atom.end)?;
        let whole = first.bounds()?.0;
        let sum = |v: Decimal| v.checked_add(whole);
        numeral.value = numeral.value.and_then(sum);
        (numeral.lo, numeral.hi, numeral.ratio) = (numeral.value, numeral.value, None);
        numeral.span = Span::new(first.from, numeral.span.to());
        return Some(numeral);
    }
    slash_at(text, first, first.atom.end)
}

fn slash_at(text: &str, first: &Plain, at: usize) -> Option<Numeral> {
    let rest = text[at..]
        .strip_prefix('/')
        .or_else(|| text[at..].strip_prefix('／'))?;
    let start = text.len() - rest.len();
    let second = atom::read(text, start).filter(|a| a.arabic)?;
    let (top, bottom) = (first.bounds()?.0, second.bounds?.0);
    let small = |d: Decimal| d.is_integer() && d.abs() <= Decimal::ONE_THOUSAND && !d.is_zero();
    let zero = |at: usize| text.as_bytes()[at] == b'0';
    if !small(top) || !small(bottom) || zero(first.start) || zero(start) {
        return None;
    }
    if text[second.end..].starts_with(['/', '／', '-']) {
        return None;
    }
    let value = top.checked_div(bottom)?;
    let mut numeral = Numeral::new(
        Span::new(first.from, second.end),
        Some((value, value)),
        Form::Fraction,
    );
    numeral.ratio = Some((top, bottom));
    numeral.arabic = true;
    Some(numeral)
}

/// `35.5:64.5`, `3∶1`, 三比一, `1:2:3`.
fn ratio(text: &str, first: &Plain) -> Option<Numeral> {
    let at = first.atom.end;
    let mark = text[at..]
        .chars()
        .next()
        .filter(|&c| matches!(c, ':' | '：' | '∶' | '比'))?;
    let start = at + mark.len_utf8();
    let mut second = atom::read(text, start)?;
    let (top, bottom) = (first.bounds()?, second.bounds?);
    if first.atom.vague.is_some() || second.vague.is_some() || (mark != '比' && !second.arabic) {
        return None;
    }
    if mark == '比' && first.atom.weak != second.weak {
        return None;
    }
    let mut count = 2;
    while let Some(more) = text[second.end..].strip_prefix(mark).filter(|_| count < 9) {
        let Some(next) = atom::read(text, text.len() - more.len()).filter(|a| a.arabic) else {
            break;
        };
        second = next;
        count += 1;
    }
    let mut numeral = Numeral::new(Span::new(first.from, second.end), None, Form::Ratio);
    numeral.ratio = (count == 2).then_some((top.0, bottom.0));
    numeral.arabic = first.atom.arabic;
    Some(numeral)
}

/// Two numbers with 至, 到 or a dash between, the second with the multiplier for both.
fn range(text: &str, first: &Plain) -> Option<Numeral> {
    let (start, dash) = connector(text, first.atom.end)?;
    // -0.6 -0.9: cells of a table
    if first.negative && dash && text[first.atom.end..].starts_with(' ') {
        return None;
    }
    let second = atom::read(text, start)?;
    // 百分之五至百分之八: the second number has a denominator of its own
    let other = fen_zhi(text, second.end).is_some();
    if other || dash && !dash_joins(text, first, &second, start) {
        return None;
    }
    let (mut low, high) = (first.bounds()?, second.bounds?);
    if first.atom.scale < second.scale {
        let mantissa = high.0.checked_div(second.scale)?;
        if low.0 < mantissa {
            low = atom::times(low, second.scale)?;
        }
    }
    if low.0 >= high.1 || first.atom.dotted || second.dotted {
        return None;
    }
    let span = Span::new(first.from, second.end);
    let mut numeral = Numeral::new(span, Some((low.0, high.1)), Form::Range);
    numeral.value = None;
    numeral.arabic = first.atom.arabic;
    numeral.vague = second.vague.filter(|v| *v == Vague::Over);
    Some(numeral)
}

/// Where the second number of a range starts, and whether a dash joins the two.
fn connector(text: &str, end: usize) -> Option<(usize, bool)> {
    let at = atom::skip_spaces(text, end);
    let c = text[at..].chars().next()?;
    let mut next = at + c.len_utf8();
    match c {
        '至' | '到' => Some((atom::skip_spaces(text, next), false)),
        '~' | '～' | '-' | '–' | '—' | '−' | '－' | '―' | '─' | '∼' => {
            if text[next..].starts_with(c) {
                next += c.len_utf8();
            }
            Some((
                atom::skip_spaces(text, next),
                matches!(c, '-' | '–' | '−' | '－'),
            ))
        }
        _ => None,
    }
}

/// A hyphen joins a range only between short numbers that are no id, phone or date.
fn dash_joins(text: &str, first: &Plain, second: &Atom, start: usize) -> bool {
    let bytes = text.as_bytes();
    let led = |at: usize| bytes[at] == b'0' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let before = text[..first.from].chars().next_back();
    let after = text[second.end..].chars().next();
    !led(first.start)
        && !led(start)
        && !before.is_some_and(|c| c == '-' || c.is_ascii_alphabetic())
        && after.is_none_or(|c| c != '-')
}
