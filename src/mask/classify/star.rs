//! Stars: a filter's mark, and a dozen other things.

use super::{MaskKind, Site, Verdict, kept, people, removed};
use crate::chars;

/// Judges a run of stars.
pub(super) fn classify(site: &Site<'_>) -> Verdict {
    let questions: [fn(&Site<'_>) -> Option<Verdict>; 11] = [
        symbol, keypad, alone, delimiter, arithmetic, noted, digits, framed, markdown, line_start,
        foreign,
    ];
    let answer = questions.iter().find_map(|ask| ask(site));
    answer.unwrap_or_else(|| inside(site))
}

fn symbol(site: &Site<'_>) -> Option<Verdict> {
    if site.run.length != 1 {
        return None;
    }
    let rule = site.data.symbol(site.left, site.right)?;
    Some(kept(MaskKind::Symbol, rule))
}

/// A key of the telephone: *123#, *#06#, 按*键.
fn keypad(site: &Site<'_>) -> Option<Verdict> {
    let code = |c: char| c.is_ascii_digit() || c == '#' || c == '*';
    let typed = site.right.trim_start_matches(code);
    let dialled = site.right.len() - typed.len();
    let ends = dialled > 0 && dialled <= 24 && site.right[..dialled].ends_with('#');
    let bare = typed.trim_start();
    let key = ["号键", "键"].iter().any(|w| bare.starts_with(w));
    let pressed = key && !bare.starts_with("键盘") && (dialled > 0 || pressed(site.left));
    let star = site.run.length == 1 && site.run.mark == super::Mark::Star;
    (star && (ends || pressed)).then(|| kept(MaskKind::Symbol, "mask-keypad"))
}

/// What one does to a key stands before it: 按, 按下“.
fn pressed(left: &str) -> bool {
    let left = left.trim_end_matches(chars::opens);
    ["按", "按下", "拨", "键入", "输入"]
        .iter()
        .any(|w| left.ends_with(w))
}

/// Stars that have a line to themselves, or are escaped.
fn alone(site: &Site<'_>) -> Option<Verdict> {
    let ruler = site.opens_line && site.ends_line;
    let escaped = site.prev() == Some('\\');
    (ruler || escaped).then(|| kept(MaskKind::Markdown, "mask-markdown"))
}

/// In a Markdown document, a run that a line's end or a space bounds.
fn delimiter(site: &Site<'_>) -> Option<Verdict> {
    let space = |c: Option<char>| c.is_none_or(chars::is_space);
    let bound = site.opens_line || site.ends_line || space(site.prev()) || space(site.next());
    (site.markdown() && bound && site.run.length > 1)
        .then(|| kept(MaskKind::Markdown, "mask-markdown"))
}

/// Figures and formulas on both sides.
fn arithmetic(site: &Site<'_>) -> Option<Verdict> {
    if site.run.length != 1 {
        return None;
    }
    if phone_extension(site) {
        return Some(kept(MaskKind::PhoneExtension, "mask-phone-extension"));
    }
    let product = if site.sparse() {
        site.between_factors() || site.in_formula() || between_symbols(site) || beside_product(site)
    } else {
        site.between_factors() && !dated(site)
    };
    if product {
        return Some(kept(MaskKind::Multiplication, "mask-product"));
    }
    (mathematics(site) && !site.masked()).then(|| kept(MaskKind::Other, "mask-mathematics"))
}

/// Brackets or Latin letters on both sides: (cm3/mol)*s-1.
fn between_symbols(site: &Site<'_>) -> bool {
    let left = site
        .prev()
        .is_some_and(|c| c == ')' || c == '）' || c.is_ascii_alphabetic());
    let right = site
        .next()
        .is_some_and(|c| c == '(' || c == '（' || c.is_ascii_alphabetic());
    left && right
}

/// Another star in the line multiplies figures (10天*7人): so does this one.
fn beside_product(site: &Site<'_>) -> bool {
    let figures = |before: &str, after: &str| {
        let near = before.chars().rev().take(2).any(|c| c.is_ascii_digit());
        near && after.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut before = site.left.match_indices('*');
    let mut after = site.right.match_indices('*');
    before.any(|(i, _)| figures(&site.left[..i], &site.left[i + 1..]))
        || after.any(|(i, _)| figures(&site.right[..i], &site.right[i + 1..]))
}

/// The document says what its star means (表中加注*的为…): all its single stars refer to that. Or
/// the label of a field that must be filled in: 姓名*：.
fn noted(site: &Site<'_>) -> Option<Verdict> {
    let label = matches!(site.next(), Some(':' | '：')) && !site.masked();
    let refers = (site.evidence.noted || label) && site.run.length == 1;
    let said = || site.left_cue(MaskKind::Footnote);
    refers.then(|| kept(MaskKind::Footnote, said().unwrap_or("mask-footnote")))
}

/// A year or month on the left and a month or day on the right: 年 or 月 was removed.
fn dated(site: &Site<'_>) -> bool {
    let right = site.right.trim_start_matches(|c: char| c.is_ascii_digit());
    right.starts_with(['月', '日'])
}

/// Six digits or more on the left, three to five on the right.
fn phone_extension(site: &Site<'_>) -> bool {
    let right = site.right.bytes().take_while(u8::is_ascii_digit).count();
    let phone = site.left.bytes().rev();
    let phone = phone.take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b')' | b'('));
    let digits = phone.filter(u8::is_ascii_digit).count();
    (3..=5).contains(&right) && (7..=12).contains(&digits) && !site.left.ends_with(')')
}

/// A variable with a star: Latin or Greek letters, primes and operators around it.
fn mathematics(site: &Site<'_>) -> bool {
    let letter = |c: char| matches!(c, 'α'..='ω' | 'Α'..='Ω' | '′' | '+' | '<' | '>' | '∈' | '|' | '}' | '∞');
    let mut left = site.left.chars().rev();
    let variable = left.next().is_some_and(|c| c.is_ascii_uppercase())
        && left.next().is_none_or(|c| !c.is_ascii_alphanumeric());
    let latin = site.prev().is_some_and(|c| c.is_ascii_alphanumeric());
    let quoted = site.prev().is_some_and(chars::opens) && site.next().is_some_and(chars::closes);
    let unfinished = latin && !site.next().is_some_and(chars::is_han);
    let small = site.prev().is_some_and(|c| c.is_ascii_lowercase());
    variable
        || unfinished
        || small
        || quoted
        || site.prev().is_some_and(letter)
        || site.next().is_some_and(letter)
}

/// Digits or letters beside it: a number of somebody or something.
fn digits(site: &Site<'_>) -> Option<Verdict> {
    let side = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let both = side(site.prev()) && side(site.next());
    let long = site.run.length >= 4 && (side(site.prev()) || side(site.next()));
    (site.run.length >= 2 && (both || (long && !site.markdown() && !site.masked())))
        .then(|| removed(MaskKind::Identifier, "mask-identifier-digits"))
}

/// People, places, forms: frames that hold even in a Markdown document.
fn framed(site: &Site<'_>) -> Option<Verdict> {
    if let Some(rule) = people::named(site) {
        return Some(removed(MaskKind::Person, rule));
    }
    if site.opens_line || site.ends_line || (site.markdown() && site.run.length.is_multiple_of(2)) {
        return None;
    }
    if site.masked() {
        return None;
    }
    if let Some(rule) = site.left_cue(MaskKind::Template) {
        return Some(removed(MaskKind::Template, rule));
    }
    let kinds = [
        MaskKind::Identifier,
        MaskKind::Organisation,
        MaskKind::Number,
    ];
    if let Some(rule) = site.left_cue(MaskKind::Identifier) {
        return Some(removed(MaskKind::Identifier, rule));
    }
    // “*人计划”: in quotation marks a number does not open a name's first word.
    let counted = site
        .next()
        .is_some_and(|c| matches!(c, '人' | '个' | '名' | '件'));
    let quoted = site.prev().is_some_and(chars::opens);
    let named = quoted && counted && !site.right_ends_after_unit();
    let right = kinds
        .iter()
        .filter(|&&k| !(named && k == MaskKind::Number))
        .find_map(|&k| Some(removed(k, site.right_cue(k)?)));
    let profanity = || {
        Some(removed(
            MaskKind::Profanity,
            site.left_cue(MaskKind::Profanity)?,
        ))
    };
    right.or_else(profanity)
}

/// Emphasis.
fn markdown(site: &Site<'_>) -> Option<Verdict> {
    let length = site.run.length;
    let emphasis = kept(MaskKind::Markdown, "mask-markdown");
    if site.markdown() {
        let delimiter = length.is_multiple_of(2) || length == 3 || !site.inside_words();
        return delimiter.then_some(emphasis);
    }
    if site.masked() {
        return None;
    }
    let edge = site.opens_line || site.ends_line;
    if site.opens_line && length >= 4 && length.is_multiple_of(2) {
        return Some(emphasis);
    }
    let spaced = |c: Option<char>| c.is_none_or(chars::is_space);
    let beside_space = spaced(site.prev()) || spaced(site.next());
    let after_stop = site.prev().is_some_and(|c| "。，？！；".contains(c));
    let long = length >= 6 && after_stop;
    let bracketed = site.next().is_some_and(|c| "「《【（“".contains(c));
    let delimiter = if site.few() {
        edge || beside_space || long || bracketed || paired_later(site)
    } else {
        (edge || beside_space) && paired_later(site)
    };
    (length.is_multiple_of(2) && delimiter).then_some(emphasis)
}

/// The line goes on with a closing run of the same length before a space: `**…** `.
fn paired_later(site: &Site<'_>) -> bool {
    let mark = "*".repeat(site.run.length.min(8));
    let Some(close) = site.right.find(&mark) else {
        return false;
    };
    let after = site.right[close..].trim_start_matches('*').chars().next();
    after.is_none_or(chars::is_space) || after == Some('\\')
}

/// A footnote at the start of a line or the mark that refers to it, a list item.
fn line_start(site: &Site<'_>) -> Option<Verdict> {
    let note = kept(MaskKind::Footnote, "mask-footnote");
    if site.opens_line {
        if let Some(rule) = site.right_cue(MaskKind::Footnote) {
            return Some(kept(MaskKind::Footnote, rule));
        }
        let spaced = site.next().is_some_and(chars::is_space);
        return (spaced || (site.few() && site.run.length <= 3)).then_some(note);
    }
    if site.run.length > 3 {
        return None;
    }
    if let Some(rule) = site.left_cue(MaskKind::Footnote).filter(|_| site.sparse()) {
        return Some(kept(MaskKind::Footnote, rule));
    }
    let after_stop = site.prev().is_some_and(|c| "。！？_”》）".contains(c));
    let spaced = site.next().is_some_and(chars::is_space) && site.evidence.stars == 1;
    let loose = ((after_stop || spaced) && site.few()) || (site.ends_line && !site.masked());
    loose.then_some(note)
}

/// First and last name of a foreigner, or parts of equal rank in a title.
fn foreign(site: &Site<'_>) -> Option<Verdict> {
    if site.run.length != 1 || !site.sparse() {
        return None;
    }
    let spells = |c: &char| site.data.transliterates(*c);
    let left = site.left.chars().rev().take_while(spells).take(2).count();
    let right = site.right.chars().take_while(spells).take(2).count();
    let series = || equal_parts(site);
    ((left == 2 && right == 2) || series()).then(|| kept(MaskKind::Separator, "mask-separator"))
}

/// Pieces of the same two to four characters with single stars between them (文创*观光*行销): all
/// inner ones alike, and one at an end; or just two of them in quotation marks.
fn equal_parts(site: &Site<'_>) -> bool {
    let before: Vec<usize> = pieces(site.left.chars().rev()).collect();
    let behind: Vec<usize> = pieces(site.right.chars()).collect();
    let (Some(&first), Some(&last)) = (before.last(), behind.last()) else {
        return false;
    };
    let inner = before
        .iter()
        .rev()
        .skip(1)
        .chain(behind.iter().rev().skip(1));
    let mut inner = inner.copied();
    let Some(length) = inner.next() else {
        let opened = site.left.chars().rev().nth(first).is_some_and(chars::opens);
        let closed = site.right.chars().nth(last).is_some_and(chars::closes);
        return opened && closed && first == last && (2..=4).contains(&first);
    };
    let ends = first.min(last) >= length && (first == length || last == length);
    (2..=4).contains(&length) && inner.all(|n| n == length) && ends
}

/// The characters of the words up to the next star, the one after it and so on; a mask's own
/// neighbour first, the end of the series last.
fn pieces(mut chars: impl Iterator<Item = char>) -> impl Iterator<Item = usize> {
    let mut over = false;
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        let mut length = 0;
        let next = loop {
            match chars.next() {
                Some(c) if chars::is_han(c) => length += 1,
                other => break other,
            }
        };
        over = next != Some('*') || length == 0;
        Some(length)
    })
}

/// In running text.
fn inside(site: &Site<'_>) -> Verdict {
    let space = |c: Option<char>| c.is_none_or(chars::is_space);
    if !site.masked() && space(site.prev()) && space(site.next()) {
        return kept(MaskKind::Other, "mask-loose");
    }
    removed(MaskKind::Censored, "mask-inside-words")
}
