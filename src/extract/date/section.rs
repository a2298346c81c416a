//! The year that a part of the document speaks of: a report's 一、2013年工作回顾 and
//! 二、2014年工作安排, and the title of an undated report.

use super::field;
use crate::{
    chars,
    document::{Document, Role},
};

/// A heading is not longer than this, in bytes.
const LONGEST: usize = 120;

/// Goes through the headings of a document along with its dates.
#[derive(Debug)]
pub(super) struct Sections<'a> {
    document: &'a Document,
    /// The next paragraph to look at.
    next: usize,
    /// The year of the section reached.
    year: Option<i32>,
}

impl<'a> Sections<'a> {
    /// At the start of `document`.
    pub(super) fn new(document: &'a Document) -> Self {
        Sections {
            document,
            next: 0,
            year: None,
        }
    }

    /// The year of the section that holds `paragraph`; to be asked in text order.
    pub(super) fn year(&mut self, paragraph: u32, this: Option<i32>) -> Option<i32> {
        let all = &self.document.paragraphs;
        while self.next <= paragraph as usize
            && let Some(next) = all.get(self.next)
        {
            self.next += 1;
            let line = next.span.of(self.document.text()).trim();
            if next.role.is_content() && opens_section(line, next.role) {
                self.year = heading_year(line, this, self.in_spring());
            }
        }
        self.year
    }

    /// Reports of the last year are given until March.
    fn in_spring(&self) -> bool {
        self.document.published.is_some_and(|d| d.month() <= 3)
    }
}

/// `一、…`, `第一部分 …`, and headings that speak of work.
fn opens_section(line: &str, role: Role) -> bool {
    if line.is_empty() || line.len() > LONGEST || line.contains(['。', '；', '！']) {
        return false;
    }
    let rest = line.strip_prefix('第').unwrap_or(line);
    let number = field::read(rest, 0).filter(|_| rest.starts_with(field::starts_chinese));
    let numbered = number.is_some_and(|(_, end)| {
        let rest = &rest[end..];
        rest.starts_with(['、', '．']) || rest.starts_with("部分")
    });
    numbered || (role == Role::Heading && SUBJECTS.iter().any(|s| line.contains(s)))
}

/// What headings with a year are about.
const SUBJECTS: &[&str] = &["回顾", "总结", "工作", "安排", "任务", "计划", "目标"];

fn heading_year(line: &str, this: Option<i32>, spring: bool) -> Option<i32> {
    let mut years = line.match_indices('年').filter_map(|(at, _)| {
        let digits = line[..at].trim_end().get(..)?;
        let start = digits.len().checked_sub(4)?;
        let year: i32 = digits.get(start..)?.parse().ok()?;
        (1900..=2100).contains(&year).then_some(year)
    });
    if let Some(year) = years.next() {
        return years.all(|other| other == year).then_some(year);
    }
    let any = |words: &[&str]| words.iter().any(|w| line.contains(w));
    let review = any(&["回顾", "总结"]);
    if any(&["过去一年", "过去的一年", "去年", "上年"])
        || (spring && review && line.contains("一年来"))
    {
        return Some(this? - 1);
    }
    if any(&["今年", "本年"]) {
        return this;
    }
    None
}

/// The year in the title of an undated report: 2018年政府工作报告.
pub(super) fn title_year(document: &Document) -> Option<i32> {
    let text = document.text();
    let first = document.paragraphs.first().map(|p| p.span.of(text));
    let title = document.title.as_ref().map(|t| t.text.as_str());
    [title, first].into_iter().flatten().find_map(|line| {
        let line = chars::head(line.trim(), LONGEST);
        let report = ["工作报告", "工作要点", "工作计划", "工作安排"];
        let year: i32 = line.get(..4)?.parse().ok()?;
        let about = report.iter().any(|r| line.contains(r));
        (about && line[4..].starts_with('年') && (1900..=2100).contains(&year)).then_some(year)
    })
}
