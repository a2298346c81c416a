//! Which of the nouns of a phrase is the one that a number counts.

use super::Reading;
use crate::extract::link::{
    cues::{Cues, Roles},
    view::{Class, View},
};

/// Possible heads, in order.
#[derive(Debug, Default)]
pub(super) struct Ends {
    pub(super) at: [usize; 8],
    pub(super) len: usize,
    /// Where the phrase starts.
    pub(super) first: usize,
}

impl Ends {
    /// None yet of a phrase that starts at item `first`.
    pub(super) fn from(first: usize) -> Self {
        Ends {
            first,
            ..Ends::default()
        }
    }

    /// True when no more is kept.
    pub(super) fn full(&self) -> bool {
        self.len == self.at.len()
    }

    pub(super) fn push(&mut self, i: usize) {
        self.at[self.len] = i;
        self.len += 1;
    }

    /// The last possible head that is counted with the measure word; the last of all when
    /// none is, or when nothing is known of the word.
    pub(super) fn head(&self, view: &View<'_>, reading: Reading<'_>, cues: &Cues) -> Option<usize> {
        let kept = Ends {
            at: self.at,
            len: self.without_size(view, reading, cues),
            first: self.first,
        };
        let ends = &kept.at[..kept.len];
        let last = ends.len().checked_sub(1)?;
        let head = kept.bearer(view, reading, cues);
        let head = head.or_else(|| kept.known(view, reading, cues));
        let head = head.or_else(|| kept.thing(view, reading)).unwrap_or(last);
        // 中心|村: a single character belongs to the word before it.
        let next = ends.get(head + 1).copied().unwrap_or(usize::MAX);
        let kind = Roles::ENDING.with(Roles::PLACE_KIND);
        let noun = view.roles(next).any(kind) || cues.heads.countable(view.word(next));
        let tail = next == ends[head] + 1 && single(view, next) && noun;
        Some(if tail { next } else { ends[head] })
    }

    /// How many of the possible heads are left without the sizes and qualities told of the
    /// things at the end: 31个监测断面化学需氧量浓度, 五大主导产业规模.
    fn without_size(&self, view: &View<'_>, reading: Reading<'_>, cues: &Cues) -> usize {
        let size = |i: usize| {
            let word = view.word(i);
            let told = word.ends_with(['率', '额', '度', '量', '值'])
                || view.roles(i).any(Roles::GENERIC.with(Roles::ASPECT));
            told && view.class(i) == Class::Noun && !cues.heads.countable(word)
        };
        let mut len = self.len;
        if reading.measured {
            len = self.without_indicator(view);
        }
        while !reading.happening && len > 1 && size(self.at[len - 1]) {
            len -= 1;
        }
        // 6个中心镇建设水平: nor is what is done a thing
        // 116个出境断面Ⅳ类水质比例: nor is a mark of their kind
        let mark = |i: usize| single(view, i) && !view.word(i).chars().all(crate::chars::is_han);
        let act = |i: usize| view.class(i) == Class::VerbNoun || mark(i);
        while len < self.len && len > 1 && act(self.at[len - 1]) {
            len -= 1;
        }
        // a verb left over is no thing: 4个检测能力
        let left = self.at[len.saturating_sub(1)];
        let named = view.class(left) == Class::Noun && !view.word(left).ends_with('性');
        if named { len } else { self.len }
    }

    /// 90%的村集体年收入超过10万元: what the next figure measures is told of what this one counts.
    fn without_indicator(&self, view: &View<'_>) -> usize {
        let told = |i: usize| {
            view.roles(i).any(Roles::INDICATOR) || view.word(i).ends_with(['率', '额', '量', '值'])
        };
        let mut len = self.len;
        while len > 1 && told(self.at[len - 1]) {
            len -= 1;
        }
        len
    }

    /// 103个县农村小学生, 三部门负责人: people are counted with other measure words, so what they
    /// belong to is counted.
    fn bearer(&self, view: &View<'_>, reading: Reading<'_>, cues: &Cues) -> Option<usize> {
        let ends = &self.at[..self.len];
        let (&last, before) = ends.split_last()?;
        let person = |i: usize| cues.heads.fits("名", view.word(i)) == Some(true);
        let people = matches!(reading.measure, "名" | "位" | "人" | "");
        let place = |i: usize| view.roles(i).any(Roles::PLACE_KIND);
        let owns =
            |&i: &usize| place(i) || cues.heads.fits(reading.measure, view.word(i)) == Some(true);
        let found = before.iter().rposition(|i| owns(i) && !person(*i));
        let works = self.without_work(view, reading, cues).len() < self.len;
        // 781个村电力设施建设
        // 2个档次新型研发机构: what they are sorted by is counted
        let kind = |i: usize| {
            let graded = view.word(i + 1) == "级";
            view.roles(i).any(Roles::GRADE) && self.first == i && !graded
        };
        let open = before.first();
        let own = cues.heads.fits(reading.measure, view.word(last)) == Some(true)
            && view.class(last) == Class::Noun;
        let open = open.filter(|&&i| works && !own && place(i) && single(view, i) || kind(i));
        // 三部门负责人, 五县区特色工业区
        let bare = before.first().filter(|&&i| reading.bare && place(i));
        let open = open.or(bare);
        let found = found.filter(|_| person(last) && !people);
        // 518万人次中外人员出入境: people are counted, not what they do
        let crowd = matches!(reading.measure, "人" | "人次") && !person(last);
        let found = found.or_else(|| before.iter().rposition(|&i| person(i)).filter(|_| crowd));
        found.or(open.and(Some(0)))
    }

    /// The last of the possible heads that is commonly counted with the measure word. A plain
    /// noun after it is the head all the same (15个先进制造业集群), unless the measure word is
    /// one of few things (100户困难家庭住房), or that noun tells what is done (项目建设) or is
    /// counted with no measure word at all (6个中心镇建设水平, 10台机组商运).
    fn known(&self, view: &View<'_>, reading: Reading<'_>, cues: &Cues) -> Option<usize> {
        let ends = self.without_work(view, reading, cues);
        let end = *ends.last()?;
        let measure = reading.measure;
        // 4次轨道调整: what is done is counted
        let times = cues.roles(measure).any(Roles::TIMES);
        let open = cues.roles(measure).any(Roles::STRICT)
            || eventive(view, end)
            || view.class(end) != Class::QuoteClose && !countable(view, end, cues);
        let open = open && !times;
        let fits = |&i: &usize| {
            view.class(i) != Class::Place && cues.heads.fits(measure, view.word(i)) == Some(true)
        };
        let work = ends.len() < self.len;
        let last = ends.len() - 1;
        let found = ends.iter().rposition(fits).filter(|_| open || work);
        // 3个水厂改造任务: without the work the last noun is the head
        let sure = countable(view, ends[last], cues);
        let found = found.filter(|_| open || !sure);
        found.or(work.then_some(last))
    }

    /// 2个水厂改造任务: the possible heads without the work that is done to them.
    fn without_work(&self, view: &View<'_>, reading: Reading<'_>, cues: &Cues) -> &[usize] {
        let ends = &self.at[..self.len];
        let Some((&work, rest)) = ends.split_last() else {
            return ends;
        };
        let acts = |i: usize| matches!(view.class(i), Class::Verb | Class::VerbNoun);
        // 高标准农田|建设工程
        let whole = reading.area && view.word(work).chars().nth(3).is_some() && {
            let word = view.word(work);
            let cut = word.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
            cues.roles(&word[cut..]).any(Roles::WORK)
        };
        let works = whole || acts(work.saturating_sub(1)) || acts(work) && reading.area;
        let counts = !reading.happening || reading.area;
        if !counts || !works || !(whole || view.roles(work).any(Roles::WORK)) {
            return ends;
        }
        // 输电工程及电网改造工程: the work is one of several things
        let joined = |i: usize| matches!(view.class(i), Class::Conjunction | Class::List);
        if (ends[0]..work).any(joined) && reading.area {
            return ends;
        }
        let mut things = rest;
        while let Some((&last, before)) = things.split_last() {
            let quality = view.word(last).ends_with('性');
            let noun = view.class(last) == Class::Noun && countable(view, last, cues);
            let thing = noun || reading.area && !acts(last) && !quality;
            if thing || before.is_empty() {
                break;
            }
            things = before;
        }
        let person = |i: usize| cues.heads.fits("名", view.word(i)) == Some(true);
        let counted = |&i: &usize| {
            countable(view, i, cues) && !person(i) || reading.area && view.class(i) == Class::Noun
        };
        if things.last().is_some_and(counted) {
            things
        } else {
            ends
        }
    }

    /// The last plain noun of a phrase that ends with what is done.
    fn thing(&self, view: &View<'_>, reading: Reading<'_>) -> Option<usize> {
        let ends = &self.at[..self.len];
        let last = ends.len().checked_sub(1)?;
        let done = last > 0 && !reading.happening && view.class(ends[last]) == Class::VerbNoun;
        let noun = |&n: &usize| view.class(ends[n]) == Class::Noun;
        (0..last)
            .rev()
            .find(noun)
            .filter(|&n| done && !single(view, ends[n]))
    }
}

/// A noun that is counted with some measure word, or ends as such nouns do (集聚区, 展示厅).
fn countable(view: &View<'_>, i: usize, cues: &Cues) -> bool {
    let word = view.word(i);
    let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
    let kind = Roles::ENDING.with(Roles::PLACE_KIND);
    let named = view.class(i) == Class::Noun && !view.roles(i).any(Roles::PLACE);
    cues.heads.countable(word) || named && last > 0 && cues.roles(&word[last..]).any(kind)
}

fn single(view: &View<'_>, i: usize) -> bool {
    view.word(i).chars().nth(1).is_none()
}

/// The end of a phrase that tells what is done (改造) or a rate of it (消除率) rather than
/// what is counted.
fn eventive(view: &View<'_>, i: usize) -> bool {
    let indicator = view.word(i).ends_with(['率', '额', '度', '量']);
    view.class(i) == Class::VerbNoun || indicator
}
