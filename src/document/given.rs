//! What the container (record, page, front matter) said of the article.

use super::Input;
use crate::input::DateFrom;

/// Title, date and publisher as the container gave them.
#[derive(Debug, Default)]
pub(super) struct Given {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    /// Where the date comes from.
    pub(super) date_from: DateFrom,
    pub(super) publisher: Option<String>,
}

impl Given {
    /// Takes the values out of `input`; empty ones count as absent.
    pub(super) fn take(input: &mut Input) -> Self {
        let filled = |value: Option<String>| value.filter(|v| !v.trim().is_empty());
        Given {
            title: filled(input.title.take()),
            date: filled(input.date.take()),
            date_from: input.date_from,
            publisher: filled(input.publisher.take()),
        }
    }

    /// Adds what front matter says, where the container said nothing.
    pub(super) fn add(&mut self, pairs: &[(&str, &str)]) {
        for (key, value) in pairs {
            let (slot, is_date) = match key.to_ascii_lowercase().as_str() {
                "title" | "标题" => (&mut self.title, false),
                "date" | "published" | "pubdate" | "日期" | "发布时间" => {
                    (&mut self.date, true)
                }
                "source" | "publisher" | "来源" => (&mut self.publisher, false),
                _ => continue,
            };
            if slot.is_none() && !value.is_empty() {
                *slot = Some((*value).to_owned());
                if is_date {
                    self.date_from = DateFrom::Meta;
                }
            }
        }
    }
}
