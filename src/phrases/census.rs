//! Phrases of a whole folder: in how many documents each is a key phrase, altogether, by
//! month and by publisher.
//!
//! Memory is bounded: a table that is full forgets the rarest half of what it holds
//! (lossy counting). What it forgot is bounded too: [`Row::missed`] says how many documents
//! a count may lack at most, and is 0 until a table was ever full. The counts depend on
//! the order of the documents alone.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Entries of a table before the rarest are forgotten.
const CAPACITY: usize = 1 << 18;

/// One document with its key phrases, as the census takes it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ballot {
    /// The document's identifier.
    pub id: String,
    /// `2014-11`; empty when the day is not known.
    pub month: String,
    /// Empty when it is not known.
    pub publisher: String,
    /// Text, occurrences and score.
    pub phrases: Vec<(String, u32, f64)>,
}

/// What is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// All documents.
    All,
    /// Those of one month.
    Month,
    /// Those of one publisher.
    Publisher,
}

impl Group {
    /// Its name in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Group::All => "all",
            Group::Month => "month",
            Group::Publisher => "publisher",
        }
    }
}

/// One phrase of one group.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the group is.
    pub by: Group,
    /// The month or publisher.
    pub group: String,
    /// Documents of the group.
    pub articles: u64,
    /// 1, 2, … within the group.
    pub n: usize,
    /// The phrase.
    pub text: String,
    /// Documents of which it is a key phrase.
    pub documents: u64,
    /// Documents that may be missing from that count, at most.
    pub missed: u64,
    /// Occurrences in these documents.
    pub occurrences: u64,
    /// Mean score in these documents.
    pub score: f64,
    /// The first of these documents.
    pub first: String,
}

#[derive(Debug, Clone, Default)]
struct Count {
    documents: u64,
    missed: u64,
    occurrences: u64,
    score: f64,
    first: String,
}

/// Counts by group and phrase, and forgets the rarest when it is full.
#[derive(Debug)]
struct Table {
    counts: FxHashMap<(String, String), Count>,
    capacity: usize,
    forgotten: u64,
}

impl Table {
    fn new(capacity: usize) -> Self {
        Table {
            counts: FxHashMap::default(),
            capacity,
            forgotten: 0,
        }
    }

    fn add(&mut self, group: &str, phrase: &(String, u32, f64), id: &str) {
        let (text, occurrences, score) = phrase;
        let key = (group.to_owned(), text.clone());
        let missed = self.forgotten;
        let count = self.counts.entry(key).or_insert_with(|| Count {
            missed,
            first: id.to_owned(),
            ..Count::default()
        });
        count.documents += 1;
        count.occurrences += u64::from(*occurrences);
        count.score += score;
        if self.counts.len() > self.capacity {
            self.forget();
        }
    }

    /// Drops every entry that may have been seen no more often than the median.
    fn forget(&mut self) {
        let bound = |c: &Count| c.documents + c.missed;
        let mut bounds: Vec<u64> = self.counts.values().map(bound).collect();
        let middle = bounds.len() / 2;
        let (_, median, _) = bounds.select_nth_unstable(middle);
        self.forgotten = *median;
        self.counts.retain(|_, c| bound(c) > self.forgotten);
    }

    /// The best `top` of every group; groups and phrases in a fixed order.
    fn best(&self, by: Group, top: usize, articles: &BTreeMap<String, u64>) -> Vec<Row> {
        let mut all: Vec<_> = self.counts.iter().collect();
        all.sort_unstable_by(|((ga, ta), a), ((gb, tb), b)| {
            ga.cmp(gb)
                .then(b.documents.cmp(&a.documents))
                .then(b.occurrences.cmp(&a.occurrences))
                .then(ta.cmp(tb))
        });
        let mut rows: Vec<Row> = Vec::new();
        let mut n = 0;
        for ((group, text), count) in all {
            n = match rows.last() {
                Some(last) if last.group == *group => n + 1,
                _ => 1,
            };
            if n <= top {
                let articles = articles.get(group).copied().unwrap_or(0);
                rows.push(count.row(by, (group, articles), n, text));
            }
        }
        rows
    }
}

impl Count {
    fn row(&self, by: Group, (group, articles): (&str, u64), n: usize, text: &str) -> Row {
        Row {
            by,
            group: group.to_owned(),
            articles,
            n,
            text: text.to_owned(),
            documents: self.documents,
            missed: self.missed,
            occurrences: self.occurrences,
            score: self.score / self.documents.max(1) as f64,
            first: self.first.clone(),
        }
    }
}

/// Counts the key phrases of many documents.
#[derive(Debug)]
pub struct Census {
    tables: [(Group, Table, BTreeMap<String, u64>); 3],
}

impl Default for Census {
    fn default() -> Self {
        Census::new(CAPACITY)
    }
}

impl Census {
    /// A census whose tables hold at most `capacity` entries each.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        let table = |group| (group, Table::new(capacity.max(2)), BTreeMap::new());
        Census {
            tables: [Group::All, Group::Month, Group::Publisher].map(table),
        }
    }

    /// Counts one document.
    pub fn add(&mut self, ballot: &Ballot) {
        for (by, table, articles) in &mut self.tables {
            let group = match by {
                Group::All => "",
                Group::Month => &ballot.month,
                Group::Publisher => &ballot.publisher,
            };
            if *by != Group::All && group.is_empty() {
                continue;
            }
            // Publishers are as many as there are names; months and 'all' are few.
            if articles.len() < table.capacity || articles.contains_key(group) {
                *articles.entry(group.to_owned()).or_default() += 1;
            }
            for phrase in &ballot.phrases {
                table.add(group, phrase, &ballot.id);
            }
        }
    }

    /// The best `top` phrases of every group, the whole first.
    #[must_use]
    pub fn rows(&self, top: usize) -> Vec<Row> {
        let tables = self.tables.iter();
        tables
            .flat_map(|(by, table, articles)| table.best(*by, top, articles))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballot(n: usize, month: &str, phrases: &[&str]) -> Ballot {
        Ballot {
            id: format!("{n}.txt"),
            month: month.to_owned(),
            publisher: String::new(),
            phrases: phrases.iter().map(|p| ((*p).to_owned(), 2, 0.5)).collect(),
        }
    }

    #[test]
    fn documents_are_counted_by_group() {
        let mut census = Census::default();
        census.add(&ballot(1, "2023-07", &["背街小巷", "调解室"]));
        census.add(&ballot(2, "2023-08", &["背街小巷"]));
        census.add(&ballot(3, "", &["调解室", "背街小巷"]));
        let rows = census.rows(1);
        let seen: Vec<_> = rows
            .iter()
            .map(|r| (r.by.name(), r.group.as_str(), r.documents, r.articles))
            .collect();
        let expected = [
            ("all", "", 3, 3),
            ("month", "2023-07", 1, 1),
            ("month", "2023-08", 1, 1),
        ];
        assert_eq!(seen, expected);
        assert_eq!(rows[0].text, "背街小巷");
        assert_eq!((rows[0].occurrences, rows[0].missed), (6, 0));
        assert_eq!(rows[0].first, "1.txt");
    }

    #[test]
    fn a_full_table_keeps_the_frequent_and_says_what_it_may_lack() {
        let mut census = Census::new(100);
        for n in 0..2050 {
            let rare = format!("孤例{n}");
            let phrases: &[&str] = if n % 2 == 0 {
                &["常见词", &rare]
            } else {
                &[&rare]
            };
            census.add(&ballot(n, "", phrases));
        }
        assert!(census.tables[0].1.counts.len() <= 100);
        let best = &census.rows(1)[0];
        assert_eq!(best.text, "常见词");
        assert_eq!((best.documents, best.missed), (1025, 0));
        let last = census.rows(200).pop().unwrap();
        assert!(last.documents <= 1 && last.missed > 0);
    }
}
