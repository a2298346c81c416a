//! Words around a quantity that bound it: 约, 近, 超过, 至少, 左右, 以上. Longest word wins;
//! the words are data, what each does to the bounds is code.

mod result;
mod spread;

use super::around;
use crate::{
    error::{Error, Result},
    extract::{Approx, Context, StatKind, Statistic},
    lexicon::Dicts,
    span::Span,
};
use result::Tenses;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Nouns between a threshold and its 以上: 人口规模, 产值.
    threshold_nouns: Vec<String>,
    left: Vec<Entry>,
    right: Vec<Entry>,
    /// Words at the head of the clause, before what the figure is a part of.
    distant: Vec<Entry>,
    /// Adverbs that bound the figure behind the verb after them.
    adverb: Vec<Entry>,
    /// What tells a result from a plan.
    tenses: Tenses,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    approx: String,
    words: Vec<String>,
    /// Characters before (left) or after (right) the word that make it part of another.
    #[serde(default)]
    not: String,
    /// Only after (left) one of these characters.
    #[serde(default)]
    only: String,
    /// Only before a bare multiplier (上千).
    #[serde(default)]
    bare: bool,
    /// Only where no Han character follows (5公里多).
    #[serde(default)]
    closed: bool,
    /// Things of which the word (left) is the verb when they stand after the figure.
    #[serde(default)]
    verb_of: Vec<String>,
}

/// One word.
#[derive(Debug)]
struct Word {
    word: Box<str>,
    /// None: the word belongs to the expression and leaves it exact (等于).
    approx: Option<Approx>,
    not: Box<str>,
    only: Box<str>,
    bare: bool,
    closed: bool,
    verb_of: Box<[String]>,
}

/// The words, longest first.
#[derive(Debug)]
pub(super) struct Modifiers {
    left: Vec<Word>,
    /// Last characters of these, sorted: most figures stand behind none of them.
    left_ends: Vec<char>,
    right: Vec<Word>,
    distant: Vec<Word>,
    adverbs: Vec<Word>,
    nouns: Vec<String>,
    tenses: Tenses,
}

fn approx(name: &str) -> Result<Option<Approx>> {
    let all = [
        Approx::About,
        Approx::Nearly,
        Approx::Over,
        Approx::AtLeast,
        Approx::AtMost,
        Approx::Several,
    ];
    let found = all.into_iter().find(|a| a.name() == name);
    if found.is_none() && name != "exact" {
        let why = format!("unknown approximation {name}");
        return Err(Error::dictionary(why).at_path("approx.toml"));
    }
    Ok(found)
}

fn words(entries: Vec<Entry>) -> Result<Vec<Word>> {
    let mut out = Vec::new();
    for entry in entries {
        let approx = approx(&entry.approx)?;
        for word in &entry.words {
            out.push(Word {
                word: word.as_str().into(),
                approx,
                not: entry.not.as_str().into(),
                only: entry.only.as_str().into(),
                bare: entry.bare,
                closed: entry.closed,
                verb_of: entry.verb_of.as_slice().into(),
            });
        }
    }
    out.sort_by_key(|w| std::cmp::Reverse(w.word.len()));
    Ok(out)
}

impl Word {
    /// Where the word starts that ends `head`; spaces inside it do not count.
    fn ends(&self, head: &str) -> Option<usize> {
        let mut rest = head;
        for c in self.word.chars().rev().filter(|&c| c != ' ') {
            rest = rest.strip_suffix(c).or_else(|| {
                let spaced = rest.len() < head.len();
                spaced.then(|| rest.trim_end_matches(' ').strip_suffix(c))?
            })?;
        }
        let before = rest.chars().next_back();
        let clear = before.is_none_or(|c| !self.not.contains(c));
        let lawful = self.only.is_empty() || before.is_some_and(|c| self.only.contains(c));
        (clear && lawful).then_some(rest.len())
    }

    /// Whether the word starts `rest`.
    fn starts(&self, rest: &str) -> bool {
        rest.strip_prefix(&*self.word).is_some_and(|tail| {
            let next = tail.chars().next();
            let han = |c| crate::chars::is_han(c) && !"的高长宽深远重厚后前来以".contains(c);
            next.is_none_or(|c| !(self.not.contains(c) || self.closed && han(c)))
        })
    }
}

impl Modifiers {
    /// Loads `approx.toml`.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let file: File = dicts.toml("approx.toml")?;
        let left = words(file.left)?;
        let mut left_ends: Vec<char> = left.iter().filter_map(|w| w.word.chars().last()).collect();
        left_ends.sort_unstable();
        left_ends.dedup();
        Ok(Modifiers {
            left,
            left_ends,
            right: words(file.right)?,
            distant: words(file.distant)?,
            adverbs: words(file.adverb)?,
            nouns: file.threshold_nouns,
            tenses: file.tenses,
        })
    }

    /// Reads the words around every quantity.
    pub(super) fn read(&self, context: &Context<'_>, found: &mut [Statistic]) {
        let text = context.text();
        for stat in found
            .iter_mut()
            .filter(|s| s.kind.is_statistic() && s.kind != StatKind::Ordinal)
        {
            self.left(text, stat);
            compared(text, stat);
            self.right(context, stat);
            self.distant(text, stat);
            self.adverb(text, stat);
        }
        spread::distribute(text, found);
        spread::pass_on(text, found);
    }

    fn left(&self, text: &str, stat: &mut Statistic) {
        let window = around::before(text, stat.span.from(), 10);
        let plain = window.trim_end_matches(' ');
        // a line break in a cell of a table
        if plain.ends_with("<br>") {
            return;
        }
        let bound = plain.trim_end_matches(LINKS);
        let bare = stat
            .number
            .of(text)
            .chars()
            .all(|c| "十百千万亿".contains(c));
        let hit = |head: &str| {
            let last = head.chars().next_back()?;
            self.left_ends.binary_search(&last).ok()?;
            let fits = self.left.iter().filter(|w| !w.bare || bare);
            fits.into_iter()
                .find_map(|w| w.ends(head).map(|from| (w, from)))
        };
        // 约每斤5元: what it is reckoned per stands between
        let rate = plain
            .rfind('每')
            .map_or(plain, |i| match plain[i..].chars().count() {
                2..=3 => &plain[..i],
                _ => plain,
            });
        let long = |head: &str| hit(head).filter(|(w, _)| w.word.len() > 3 || &*w.word == "约");
        let found = hit(plain)
            .or_else(|| long(rate).filter(|(w, _)| rate != plain && !w.word.ends_with('为')))
            .or_else(|| long(bound).filter(|_| bound != plain));
        let Some((word, from)) = found else { return };
        // 突破61项关键技术
        let object = around::clause_after(text, stat.span.to(), 8);
        if word.verb_of.iter().any(|w| object.contains(w.as_str())) {
            return;
        }
        let from = stat.span.from() - window.len() + from;
        let recent = is_recent(text, stat, word, from);
        stat.span = Span::new(from, stat.span.to());
        if recent {
            return;
        }
        // 近200多名: what is written inside says more
        let inner = stat.approx == Some(Approx::Over);
        let rough = |a: &Approx| matches!(a, Approx::About | Approx::Nearly);
        if let Some(approx) = word.approx.filter(|a| !(inner && rough(a))) {
            set(stat, approx);
        }
    }

    fn right(&self, context: &Context<'_>, stat: &mut Statistic) {
        let text = context.text();
        let end = stat.span.to();
        let at = skip_inclusive(text, end);
        let hit = [end, at]
            .into_iter()
            .find_map(|i| Some((i, self.right.iter().find(|w| w.starts(&text[i..]))?)));
        let Some((at, word)) = hit else {
            return self.threshold(text, stat);
        };
        let end = at + word.word.len();
        stat.span = Span::new(stat.span.from(), end);
        let Some(approx) = word.approx else { return };
        if stat.lo != stat.hi && stat.value.is_none() && !matches!(approx, Approx::About) {
            return;
        }
        let result = approx == Approx::AtLeast && word.word.contains("以上");
        let said = match approx {
            Approx::AtLeast if result && self.tenses.is_result(context, stat, end) => Approx::Over,
            other => other,
        };
        if stat.approx.is_none()
            || matches!(stat.approx, Some(Approx::About | Approx::Over)) && approx != Approx::About
        {
            set(stat, said);
        }
    }

    /// 五百人口规模以上村, 2000万元产值以上企业: a noun stands between the figure and 以上.
    fn threshold(&self, text: &str, stat: &mut Statistic) {
        // the 人 of 五百人口规模以上 is no unit
        let end = stat.span.to();
        let people = text[..end].ends_with('人') && text[end..].starts_with('口');
        let rest = &text[end - if people { '人'.len_utf8() } else { 0 }..];
        let noun = self.nouns.iter().find(|n| rest.starts_with(n.as_str()));
        let Some(noun) = noun.filter(|_| stat.approx.is_none()) else {
            return;
        };
        match &rest[noun.len()..] {
            r if r.starts_with("以上") => set(stat, Approx::AtLeast),
            r if r.starts_with("以下") || r.starts_with("以内") => set(stat, Approx::AtMost),
            _ => {}
        }
    }

    /// 至少排放30年, 最多只能购买5张, 大概用了4年: a verb stands between the word and the figure.
    fn adverb(&self, text: &str, stat: &mut Statistic) {
        let clause = around::clause_before(text, stat.span.from(), 10);
        let Some(last) = clause.chars().next_back().filter(|_| stat.approx.is_none()) else {
            return;
        };
        if !crate::chars::is_han(last) {
            return;
        }
        let between = |word: &Word| {
            let at = clause.rfind(&*word.word)?;
            let rest = clause.get(at + word.word.len()..)?;
            let opens = rest.chars().next()?;
            let bound = word.only.is_empty() || word.only.contains(opens);
            let plain = |c: char| crate::chars::is_han(c) && !OTHER.contains(c);
            (bound && rest.chars().count() <= 5 && rest.chars().all(plain)).then_some(word.approx?)
        };
        if let Some(approx) = self.adverbs.iter().find_map(between) {
            set(stat, approx);
        }
    }

    /// 不得低于普通线的75%, 约占全省总量的三成: the word stands at the head of the clause, what
    /// the figure is a part of between the two.
    fn distant(&self, text: &str, stat: &mut Statistic) {
        use StatKind::{Fraction, Multiple, Percent};
        if stat.approx.is_some() {
            return;
        }
        let share = matches!(stat.kind, Percent | Multiple | Fraction);
        let clause = around::clause_before(text, stat.span.from(), 24);
        let Some(head) = clause.strip_suffix('的') else {
            return;
        };
        let near = head.rfind(['、', '%']).map_or(head, |i| &head[i..]);
        let lawful =
            |w: &&Word| share || w.word.starts_with('不') && w.approx != Some(Approx::Nearly);
        let words = self.distant.iter().filter(lawful);
        let hit = words.into_iter().find(|w| near.contains(&*w.word));
        if let Some(approx) = hit.and_then(|w| w.approx) {
            set(stat, approx);
        }
    }
}

/// What may not stand between an adverb and its figure: another figure, an attribute.
const OTHER: &str = "的一二三四五六七八九十百千万亿两几数半每";

/// 近三年新增80家: the years before now, where no verb stands before the word.
fn is_recent(text: &str, stat: &Statistic, word: &Word, from: usize) -> bool {
    let before = around::prev(text, from);
    let opens = before.is_none_or(|c| !crate::chars::is_han(c) || "为是在从".contains(c));
    // 已过三年: gone by
    let recent = &*word.word == "近" && opens || &*word.word == "过";
    stat.kind == StatKind::Duration && recent
}

/// What may stand between the word and the figure: 约有, 约占, 超过了, 不足为.
const LINKS: &[char] = &[
    '了', '有', '还', '只', '为', '是', '到', '达', '于', '占', '需', '合', '计', '出', '可', '能',
];

/// 比三十大, 比 170 低: the bound is told by a comparison.
fn compared(text: &str, stat: &mut Statistic) {
    use StatKind::{Fraction, Number, Percent};
    if !matches!(stat.kind, Number | Fraction | Percent) || stat.span != stat.core {
        return;
    }
    let head = text[..stat.core.from()].trim_end_matches(' ');
    let rest = text[stat.core.to()..].trim_start_matches(' ');
    if !head.ends_with('比') || stat.core.from() - head.len() > 2 {
        return;
    }
    let mut after = rest.chars();
    let Some(word) = after.next() else { return };
    let approx = match word {
        '大' | '高' | '多' | '长' | '重' | '贵' => Approx::Over,
        '小' | '低' | '少' | '短' | '轻' => Approx::AtMost,
        _ => return,
    };
    if after
        .next()
        .is_some_and(|c| c.is_ascii_digit() || "出了于".contains(c))
    {
        return;
    }
    let end = text.len() - rest.len() + word.len_utf8();
    stat.span = Span::new(head.len() - '比'.len_utf8(), end);
    set(stat, approx);
}

/// （含）, spaces and 或 / 及 before 以上.
fn skip_inclusive(text: &str, at: usize) -> usize {
    // 90万头（只）以上: a second measure word in brackets
    let other = text[at..]
        .strip_prefix('（')
        .and_then(|r| r.split_once('）'));
    if let Some((word, rest)) = other
        && (1..=2).contains(&word.chars().count())
        && word.chars().all(crate::chars::is_han)
        && rest.starts_with("以")
    {
        return text.len() - rest.len();
    }
    let rest = text[at..].trim_start_matches(' ');
    if text.len() - at - rest.len() > 3 {
        return at;
    }
    let mut rest = rest;
    for word in ["（含）", "(含)", "（含本数）", "或者", "或", "及"] {
        if let Some(after) = rest.strip_prefix(word) {
            rest = after;
            break;
        }
    }
    text.len() - rest.len()
}

/// The bounds that an approximation leaves.
fn set(stat: &mut Statistic, approx: Approx) {
    stat.approx = Some(approx);
    let Some(value) = stat.value else { return };
    (stat.lo, stat.hi) = match approx {
        Approx::Over | Approx::AtLeast => (Some(value), None),
        Approx::Nearly | Approx::AtMost => (None, Some(value)),
        Approx::About | Approx::Several => (stat.lo, stat.hi),
    };
}
