//! One article for a reader: what does not add up first, then the figures with what they
//! count, dates, masks in their context, phrases.

use super::{
    Align, BAD, FAINT, GOOD, Look, NUMBER, STRONG, THING, Table,
    table::{cut, one_line},
};
use crate::{
    pipeline::Analysis,
    report::{self, ArticleRecord, CheckRecord, DateRecord, MaskRecord, StatisticRecord},
};
use unicode_width::UnicodeWidthStr;

/// Title, and under it date, publisher, size and identifier.
pub(super) fn heading(analysis: &Analysis<'_>, look: Look, out: &mut Vec<u8>) {
    let document = analysis.document;
    let id = one_line(&document.id);
    let title = document.title.as_ref().map(|t| one_line(&t.text));
    let title = title.unwrap_or_else(|| id.clone());
    line(look, STRONG, &cut(&title, look.width), out);
    let mut facts: Vec<String> = Vec::new();
    facts.extend(document.published.map(|d| d.to_string()));
    facts.extend(document.publisher.as_deref().map(one_line));
    facts.push(format!("{} characters", document.original.chars().count()));
    if document.source.encoding != "UTF-8" {
        facts.push(one_line(&document.source.encoding));
    }
    if id != title {
        facts.push(id);
    }
    line(look, FAINT, &cut(&facts.join(" · "), look.width), out);
}

/// The whole summary.
pub(super) fn summary(analysis: &Analysis<'_>, look: Look, out: &mut Vec<u8>) {
    let record = report::article(analysis);
    heading(analysis, look, out);
    for warning in record.warnings {
        line(look, BAD, &format!("! {}", one_line(warning)), out);
    }
    checks(&record, look, out);
    statistics(analysis, &record, look, out);
    dates(&record, look, out);
    masks(&record, look, out);
    phrases(&record, look, out);
    out.push(b'\n');
}

fn line(look: Look, style: anstyle::Style, text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(look.paint(style, text).as_bytes());
    out.push(b'\n');
}

fn section(look: Look, name: &str, count: usize, out: &mut Vec<u8>) {
    out.push(b'\n');
    line(look, STRONG, &format!("{name} ({count})"), out);
}

fn checks(record: &ArticleRecord<'_>, look: Look, out: &mut Vec<u8>) {
    if record.checks.is_empty() {
        return;
    }
    section(look, "Arithmetic", record.checks.len(), out);
    let (holds, failed): (Vec<_>, Vec<_>) = record.checks.iter().partition(|c| c.holds);
    for check in failed {
        check_line(check, "✗", BAD, look, out);
    }
    for check in holds {
        check_line(check, "✓", GOOD, look, out);
    }
}

fn check_line(
    check: &CheckRecord<'_>,
    sign: &str,
    style: anstyle::Style,
    look: Look,
    out: &mut Vec<u8>,
) {
    let room = look.width.saturating_sub(4);
    let text = cut(&one_line(check.explanation), room);
    out.extend_from_slice(format!("  {} {text}\n", look.paint(style, sign)).as_bytes());
}

fn statistics(analysis: &Analysis<'_>, record: &ArticleRecord<'_>, look: Look, out: &mut Vec<u8>) {
    if record.statistics.is_empty() {
        return;
    }
    section(look, "Statistics", record.statistics.len(), out);
    let align = vec![
        Align::Left,
        Align::Right,
        Align::Left,
        Align::Left,
        Align::Left,
    ];
    let plain = anstyle::Style::new();
    let mut table = Table::new(align).styled(&[NUMBER, plain, THING, FAINT, FAINT]);
    for s in &record.statistics {
        let around = analysis.sentence_text(s.sentence);
        table.row(vec![
            format!("  {}", s.text),
            value(s),
            s.of.as_ref().map(|o| o.text.to_owned()).unwrap_or_default(),
            notes(s, &record.dates),
            around.to_owned(),
        ]);
    }
    table.write(look, out);
}

/// The exact value with its canonical unit.
fn value(s: &StatisticRecord<'_>) -> String {
    let number = match (&s.value, &s.lo, &s.hi) {
        _ if s.ratio.is_some() => s.ratio.unwrap_or_default().to_owned(),
        (Some(value), _, _) => value.clone(),
        (None, Some(lo), Some(hi)) => format!("{lo}…{hi}"),
        (None, Some(lo), None) => format!("≥ {lo}"),
        (None, None, Some(hi)) => format!("≤ {hi}"),
        (None, None, None) => String::new(),
    };
    match s.unit {
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

/// Change, rate and date in a few words.
fn notes(s: &StatisticRecord<'_>, dates: &[DateRecord<'_>]) -> String {
    let mut notes = Vec::new();
    if let Some(change) = &s.change {
        let arrow = match change.direction {
            Some("up") => "↑",
            Some("down") => "↓",
            Some(_) => "→",
            None => "±",
        };
        notes.push(format!(
            "{arrow}{}",
            change.base_text.unwrap_or(change.role)
        ));
    }
    notes.extend(s.per.map(|per| format!("/{per}")));
    let date = s.date.and_then(|n| dates.get(n.checked_sub(1)?));
    notes.extend(date.and_then(|d| d.iso).map(str::to_owned));
    notes.join(" ")
}

fn dates(record: &ArticleRecord<'_>, look: Look, out: &mut Vec<u8>) {
    if record.dates.is_empty() {
        return;
    }
    section(look, "Dates", record.dates.len(), out);
    let each = record.dates.iter().map(|d| match d.iso {
        Some(iso) => format!("{} {}", one_line(d.text), look.paint(NUMBER, iso)),
        None => one_line(d.text),
    });
    wrapped(each, look, out);
}

fn masks(record: &ArticleRecord<'_>, look: Look, out: &mut Vec<u8>) {
    let removed: Vec<_> = record.masks.iter().filter(|m| m.removed).collect();
    if removed.is_empty() {
        return;
    }
    section(look, "Masked", removed.len(), out);
    let aside = removed
        .iter()
        .map(|m| one_line(m.left).width())
        .max()
        .unwrap_or(0);
    for mask in removed {
        out.extend_from_slice(mask_line(mask, aside, look).as_bytes());
    }
}

fn mask_line(m: &MaskRecord<'_>, aside: usize, look: Look) -> String {
    let (left, right) = (one_line(m.left), one_line(m.right));
    let space = " ".repeat(aside.saturating_sub(left.width()) + 2);
    let fillings: Vec<_> = m
        .candidates
        .iter()
        .take(3)
        .map(|c| format!("{} {:.0}%", one_line(c.text), c.score * 100.0))
        .collect();
    let fillings = if fillings.is_empty() {
        look.paint(FAINT, m.kind)
    } else {
        look.paint(THING, &fillings.join(", "))
    };
    let mark = look.paint(BAD, &one_line(m.text));
    let used = aside + right.width() + m.text.width();
    let gap = " ".repeat(30_usize.saturating_sub(used - aside).max(2));
    format!("{space}{left}{mark}{right}{gap}{fillings}\n")
}

fn phrases(record: &ArticleRecord<'_>, look: Look, out: &mut Vec<u8>) {
    if record.phrases.is_empty() {
        return;
    }
    section(look, "Key phrases", record.phrases.len(), out);
    wrapped(record.phrases.iter().map(|p| one_line(p.text)), look, out);
}

/// Items on as many lines as needed, three spaces between.
fn wrapped(items: impl Iterator<Item = String>, look: Look, out: &mut Vec<u8>) {
    let mut used = 0;
    for item in items {
        // Styles take no columns.
        let width = anstream::adapter::strip_str(&item).to_string().width();
        if used > 0 && used + 3 + width > look.width {
            out.push(b'\n');
            used = 0;
        }
        let gap = if used == 0 { "  " } else { "   " };
        out.extend_from_slice(format!("{gap}{item}").as_bytes());
        used += gap.len() + width;
    }
    out.push(b'\n');
}
