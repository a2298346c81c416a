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
}

impl Ends {
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
        let ends = &self.at[..self.without_size(view, reading, cues)];
        let last = ends.len().checked_sub(1)?;
        let head = self.known(view, reading, cues);
        let head = head.or_else(|| self.thing(view, reading)).unwrap_or(last);
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
            let told =
                word.ends_with(['率', '额', '度', '量', '值']) || view.roles(i).any(Roles::GENERIC);
            told && view.class(i) == Class::Noun && !cues.heads.countable(word)
        };
        let mut len = self.len;
        while !reading.happening && len > 1 && size(self.at[len - 1]) {
            len -= 1;
        }
        // a verb left over is no thing: 4个检测能力
        let named = view.class(self.at[len.saturating_sub(1)]) == Class::Noun;
        if named { len } else { self.len }
    }

    /// The last of the possible heads that is commonly counted with the measure word. A plain
    /// noun after it is the head all the same (15个先进制造业集群), unless the measure word is
    /// one of few things (100户困难家庭住房), or that noun tells what is done (项目建设) or is
    /// counted with no measure word at all (6个中心镇建设水平, 10台机组商运).
    fn known(&self, view: &View<'_>, reading: Reading<'_>, cues: &Cues) -> Option<usize> {
        let ends = self.without_work(view, reading, cues);
        let end = *ends.last()?;
        let measure = reading.measure;
        let open = cues.roles(measure).any(Roles::STRICT)
            || eventive(view, end)
            || view.class(end) != Class::QuoteClose && !countable(view, end, cues);
        let fits = |&i: &usize| {
            view.class(i) != Class::Place && cues.heads.fits(measure, view.word(i)) == Some(true)
        };
        let work = ends.len() < self.len;
        let last = ends.len() - 1;
        let found = ends.iter().rposition(fits).filter(|_| open || work);
        // 3个水厂改造任务: without the work the last noun is the head
        found.or(work.then_some(last))
    }

    /// 2个水厂改造任务: the possible heads without the work that is done to them.
    fn without_work(&self, view: &View<'_>, reading: Reading<'_>, cues: &Cues) -> &[usize] {
        let ends = &self.at[..self.len];
        let Some((&work, rest)) = ends.split_last() else {
            return ends;
        };
        let done = work.saturating_sub(1);
        let acts = matches!(view.class(done), Class::Verb | Class::VerbNoun);
        if reading.happening || !acts || !view.roles(work).any(Roles::WORK) {
            return ends;
        }
        let things = rest.strip_suffix(&[done]).unwrap_or(rest);
        let named = things.last().is_some_and(|&i| countable(view, i, cues));
        if named { things } else { ends }
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
