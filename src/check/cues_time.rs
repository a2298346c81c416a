//! Cue words about time: how long something lasts, when it began, growth by the year.

use super::cues::{Cues, ends_any, holds_any};

impl Cues {
    /// 历时, 为期 right before a duration.
    pub(super) fn lasts(&self, label: &str) -> bool {
        ends_any(self.without_links(label), &self.words.lasting)
    }

    /// 连续: a duration within the time told.
    pub(super) fn is_unbroken(&self, label: &str) -> bool {
        ends_any(self.without_links(label), &self.words.unbroken)
    }

    /// 三年行动计划: years that a plan has.
    pub(super) fn is_planned(&self, tail: &str) -> bool {
        holds_any(tail, &self.words.planned)
    }

    /// 开工, 启动.
    pub(super) fn begins(&self, words: &str) -> bool {
        holds_any(words, &self.words.begins)
    }

    /// 竣工, 结束.
    pub(super) fn stops(&self, words: &str) -> bool {
        holds_any(words, &self.words.stops)
    }

    /// 成立, 创办.
    pub(super) fn is_founded(&self, words: &str) -> bool {
        holds_any(words, &self.words.founded)
    }

    /// 享年 right before an age.
    pub(super) fn is_age(&self, label: &str) -> bool {
        ends_any(self.without_links(label), &self.words.aged)
    }

    /// 出生, 生于.
    pub(super) fn is_born(&self, words: &str) -> bool {
        holds_any(words, &self.words.born) || words == "生"
    }

    /// 去世, 逝世.
    pub(super) fn is_dead(&self, words: &str) -> bool {
        holds_any(words, &self.words.dead)
    }

    /// The words before a yearly growth name no subject of their own.
    pub(super) fn goes_on_yearly(&self, label: &str) -> bool {
        let bare = self
            .words
            .yearly
            .iter()
            .fold(label.to_owned(), |l, w| l.replace(w.as_str(), ""));
        let mut bare = bare.trim().trim_start_matches(['，', ',']);
        let words = self
            .words
            .rise
            .iter()
            .chain(&self.words.fall)
            .chain(&self.words.go_on);
        let mut words: Vec<&str> = words
            .map(String::as_str)
            .chain(["速度", "增速", "长", "超过", "约"])
            .collect();
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        while let Some(rest) = words.iter().find_map(|w| bare.strip_prefix(w)) {
            bare = rest;
        }
        bare.is_empty()
    }

    /// 可比价, 不变价: not reckoned on the levels told.
    pub(super) fn is_not_comparable_price(&self, text: &str) -> bool {
        let words = [
            "可比",
            "不变价",
            "剔除",
            "扣除",
            "实际",
            "同口径",
            "按美元",
            "名义",
        ];
        words.iter().any(|w| text.contains(w))
    }

    /// 年均, 每年: the growth is that of one year of several.
    pub(super) fn is_yearly(&self, label: &str) -> bool {
        holds_any(label, &self.words.yearly)
    }
}
