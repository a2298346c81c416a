//! Lists of parts and the total they belong to: after 其中, in a bracket, or named by the
//! words of a known partition (出口, 进口).

use super::{
    cues::{Cues, holds_any},
    figure::{Break, Figure},
    tables::Partition,
};

/// How the text ties parts to their total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// 其中: some of the parts.
    Among,
    /// A bracket right after the total.
    Bracket,
    /// The words of a partition: all of the parts.
    Partition,
}

/// A total and its parts, as places in the row of figures.
#[derive(Debug, Clone)]
pub(super) struct PartList {
    /// The total.
    pub(super) total: usize,
    /// The parts in text order.
    pub(super) parts: Vec<usize>,
    /// What ties them.
    pub(super) tie: Tie,
    /// True when nothing in or after the list suggests further or overlapping parts.
    pub(super) clean: bool,
    /// The figures that 其中 may mean as well: the sum of all parts must exceed all of them
    /// together before it contradicts any.
    pub(super) rivals: Vec<usize>,
}

/// The longest list looked at, and how far before its parts the total may stand.
const LONGEST: usize = 40;
const REACH: usize = 6;

/// All part lists, in the order of their first part.
pub(super) fn lists(figures: &[Figure<'_>], cues: &Cues) -> Vec<PartList> {
    let mut out = Vec::new();
    for i in 0..figures.len() {
        out.extend(among(figures, cues, i));
        out.extend(bracketed(figures, cues, i));
        out.extend(partitioned(figures, cues, i));
    }
    out
}

/// The list that 其中 before figure `i` opens.
fn among(figures: &[Figure<'_>], cues: &Cues, i: usize) -> Option<PartList> {
    let gap = figures[i].gap;
    let after = &gap[cues.among_end(gap)?..];
    if super::figure::strongest(after) >= Break::Stop || cues.is_aside(figures[i].label()) {
        return None;
    }
    let first = (i..figures.len().min(i + 3)).find(|&k| figures[k].is_amount())?;
    let mut rivals = totals_before(figures, cues, i, first).into_iter();
    let total = rivals.next()?;
    if cues.is_not_additive(figures[total].label()) {
        return None;
    }
    let mut list = collect(figures, cues, first, total);
    list.tie = Tie::Among;
    // 其中 speaks of something else first (其中…比例提高到70%，…标准提高到600元).
    list.clean &= first == i;
    list.rivals = rivals.collect();
    named(figures, cues, &mut list);
    Some(list)
}

/// The levels before `i` with the unit of `first`, nearest first.
fn totals_before(figures: &[Figure<'_>], cues: &Cues, i: usize, first: usize) -> Vec<usize> {
    let (mut stops, mut out) = (0, Vec::new());
    for j in (i.saturating_sub(REACH)..i).rev() {
        let next = &figures[j + 1];
        let stop = next.divided >= Break::Semicolon;
        stops += usize::from(stop);
        // A figure between the stop and 其中: the total stands after the stop or nowhere.
        let past = stop && j + 1 < i;
        if next.divided == Break::Paragraph || stops > 1 || past {
            break;
        }
        let here = &figures[j];
        let outside = here.bracket == 0 || here.bracket == figures[first].bracket;
        let level = here.is_amount() && !here.is_start() && !cues.is_earlier(here.label());
        if outside && level && here.unit == figures[first].unit {
            out.push(j);
        }
    }
    out
}

/// The list in a bracket that opens right after a figure and before figure `i`.
fn bracketed(figures: &[Figure<'_>], cues: &Cues, i: usize) -> Option<PartList> {
    let (total, here) = (figures.get(i.checked_sub(1)?)?, &figures[i]);
    let open = here.gap.find(['(', '（'])?;
    let (before, inside) = here.gap.split_at(open);
    let direct = super::figure::strongest(before) == Break::None && !before.contains(')');
    let fits = total.is_amount() && here.is_amount() && total.unit == here.unit;
    let inner = here.bracket != 0 && here.bracket != total.bracket;
    if !(direct && fits && inner) || cues.among_end(inside).is_some() || cues.is_aside(here.label())
    {
        return None;
    }
    let list = collect(figures, cues, i, i - 1);
    (list.parts.len() > 1).then_some(list)
}

/// Collects the parts from figure `first` on that fit the total.
fn collect(figures: &[Figure<'_>], cues: &Cues, first: usize, total: usize) -> PartList {
    let mut list = PartList {
        total,
        parts: vec![first],
        tie: Tie::Bracket,
        clean: is_part(&figures[first], &figures[total], cues),
        rivals: Vec::new(),
    };
    let level = figures[first].bracket;
    let (mut mark, mut named) = (Break::None, false);
    for k in first + 1..figures.len().min(first + LONGEST) {
        let here = &figures[k];
        if here.divided >= Break::Stop {
            break;
        }
        if here.bracket != level {
            mark = mark.max(Break::None);
            continue;
        }
        // A list with 、 ends at the comma after it.
        let ends = list.parts.len() > 1 && mark == Break::Enumeration && here.divided > mark;
        if ends || cues.among_end(here.gap).is_some() {
            list.clean &= ends;
            break;
        }
        // What stands after a semicolon may be another sentence altogether.
        list.clean &= here.divided < Break::Semicolon;
        // 突破300亿元、达到301.9亿元: one thing told twice.
        let again = cues.arrives(here.label());
        list.clean &= !again;
        if !here.is_amount() || here.is_start() || again {
            continue;
        }
        // 二期4.7亿元: a number that names the figure right behind it.
        let names = figures.get(k + 1).is_some_and(|next| next.gap.is_empty());
        if here.unit != figures[total].unit && names {
            named = true;
            continue;
        }
        if here.unit != figures[total].unit || cues.is_aside(here.label()) {
            list.clean = false;
            continue;
        }
        list.clean &= is_part(here, &figures[total], cues) && !is_same_name(figures, total, k);
        list.clean &= (is_divided(here) || named) && !here.stray;
        named = false;
        mark = mark.max(here.divided);
        list.parts.push(k);
    }
    list.clean &= !list
        .parts
        .iter()
        .any(|&k| cues.is_open_end(figures[k].tail()));
    list
}

/// A part of a list has a name; what is done is told in a clause of its own. What ends like the
/// name of the total is a name (专职网格员 of 网格员).
fn is_part(figure: &Figure<'_>, total: &Figure<'_>, cues: &Cues) -> bool {
    let name = cues.without_links(figure.label());
    let tail = name
        .char_indices()
        .rev()
        .nth(1)
        .map_or("", |(i, _)| &name[i..]);
    let named = !tail.is_empty() && total.label().contains(tail);
    let each = name.ends_with(['各', '均']) || name.starts_with(['对', '向', '赴']);
    let sum = cues.is_total(name) && name.chars().count() <= 2 || cues.opens_total(name);
    (!figure.acts || named) && !each && !sum && !cues.is_not_additive(name)
}

/// A mark or an 和 stands before the part: otherwise its figure is no item of a list (被超过100只
/// 基金持有的只有5只).
fn is_divided(figure: &Figure<'_>) -> bool {
    figure.divided > Break::None || figure.gap.contains(['和', '及', '与'])
}

/// The part bears the very name of the total: two series take turns (申报5件、揭露4件).
fn is_same_name(figures: &[Figure<'_>], total: usize, k: usize) -> bool {
    let (a, b) = (figures[total].label().trim(), figures[k].label().trim());
    !a.is_empty() && a == b
}

/// Turns a list whose parts bear the words of a partition, or whose last part is 其他, into one
/// that must add up.
fn named(figures: &[Figure<'_>], cues: &Cues, list: &mut PartList) {
    let name = |k: &usize| {
        cues.without_among(figures[*k].clause())
            .trim_start_matches('、')
    };
    let names: Vec<_> = list.parts.iter().map(name).collect();
    let of = figures[list.total].label();
    let only = |p: &Partition| p.only.is_empty() || holds_any(of, &p.only);
    let fits = |p: &&Partition| only(p) && names.len() >= p.parts.len() && is_partition(p, &names);
    if let Some(partition) = cues.partitions().iter().find(fits) {
        list.parts.truncate(partition.parts.len());
        list.tie = Tie::Partition;
    } else if list.clean && names.iter().any(|n| cues.is_rest(n)) {
        list.tie = Tie::Partition;
    }
}

/// The first names of a list are those of the partition, and but for its words they are one:
/// 男选手, 女选手.
fn is_partition(partition: &Partition, names: &[&str]) -> bool {
    let names = &names[..partition.parts.len()];
    let mut others = Vec::new();
    for words in &partition.parts {
        let mut bearing = names.iter().filter_map(|n| without_any(n, words));
        let (Some(other), None) = (bearing.next(), bearing.next()) else {
            return false;
        };
        others.push(other);
    }
    others
        .windows(2)
        .all(|o| o[0] == o[1] || o[0].len() > 6 && is_alike(&o[0], &o[1]))
}

/// Two names that begin and end with the same two characters (一般公共预算收入, 一般公共预算本级收入).
fn is_alike(a: &str, b: &str) -> bool {
    let ends = |t: &str| {
        let cs: Vec<char> = t.chars().collect();
        (cs.len() > 2).then(|| (cs[..2].to_vec(), cs[cs.len() - 2..].to_vec()))
    };
    ends(a).is_some_and(|e| ends(b) == Some(e))
}

/// `label` without the first of `words` that it holds.
fn without_any(label: &str, words: &[String]) -> Option<String> {
    let word = words.iter().find(|w| holds_plainly(label, w))?;
    Some(label.replacen(word.as_str(), "", 1).trim().to_owned())
}

/// The parts of a total that a partition names (进出口: 出口, 进口).
fn partitioned(figures: &[Figure<'_>], cues: &Cues, total: usize) -> Option<PartList> {
    let here = &figures[total];
    if !here.is_amount() {
        return None;
    }
    let of_total = |p: &&Partition| holds_any(here.label(), &p.whole);
    let partition = cues.partitions().iter().find(of_total)?;
    let all = |find: Find| -> Option<Vec<usize>> {
        let parts = partition.parts.iter();
        parts
            .map(|words| find(figures, total, partition, words))
            .collect()
    };
    let mut parts = all(part).or_else(|| all(part_before))?;
    parts.sort_unstable();
    parts.dedup();
    let all = parts.len() == partition.parts.len();
    all.then_some(PartList {
        total,
        parts,
        tie: Tie::Partition,
        clean: true,
        rivals: Vec::new(),
    })
}

type Find = fn(&[Figure<'_>], usize, &Partition, &[String]) -> Option<usize>;

/// The nearest figure before `total` in its sentence whose label is one of `words` and little
/// else.
fn part_before(
    figures: &[Figure<'_>],
    total: usize,
    _of: &Partition,
    words: &[String],
) -> Option<usize> {
    for k in (total.saturating_sub(6)..total).rev() {
        let here = &figures[k];
        if figures[k + 1].divided >= Break::Stop {
            return None;
        }
        let fits = here.is_amount() && here.unit == figures[total].unit;
        if fits && words.iter().any(|w| is_little_more(here.label(), w)) {
            return Some(k);
        }
    }
    None
}

/// The first figure after `total` whose label is one of `words` and little else.
fn part(figures: &[Figure<'_>], total: usize, of: &Partition, words: &[String]) -> Option<usize> {
    let mut stops = 0;
    for k in total + 1..figures.len().min(total + 9) {
        let here = &figures[k];
        stops += usize::from(here.divided == Break::Stop);
        let again = here.is_amount() && holds_any(here.label(), &of.whole);
        if here.divided == Break::Paragraph || stops > 1 || again {
            return None;
        }
        let fits = here.is_amount() && here.unit == figures[total].unit;
        if fits && words.iter().any(|w| is_little_more(here.label(), w)) {
            return Some(k);
        }
    }
    None
}

/// `label` holds `word` and at most four other characters, none of which narrows it.
fn is_little_more(label: &str, word: &str) -> bool {
    let narrows = label.contains(['对', '自', '向', '从', '比']);
    holds_plainly(label, word) && !narrows && label.chars().count() <= word.chars().count() + 4
}

/// `label` holds `word`, not its contrary (不合格 for 合格).
pub(super) fn holds_plainly(label: &str, word: &str) -> bool {
    let at = label.find(word);
    at.is_some_and(|at| !label[..at].ends_with(['不', '未', '非']))
}

/// The names are those of all parts of a known whole (第一产业…, 第二产业…, 第三产业…).
pub(super) fn is_whole(cues: &Cues, names: &[&str]) -> bool {
    let mut partitions = cues.partitions().iter();
    partitions.any(|p| {
        let each =
            |(name, words): (&&str, &Vec<String>)| words.iter().any(|w| name.contains(w.as_str()));
        p.parts.len() == names.len() && names.len() > 2 && names.iter().zip(&p.parts).all(each)
    })
}
