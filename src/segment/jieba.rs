//! jieba-rs behind [`Segmenter`], with the government-terms dictionary and the user's.

use super::{Pos, Segmenter};
use crate::{
    error::{Error, Result},
    lexicon::Dicts,
};
use rustc_hash::FxHashMap;
use std::path::Path;

/// jieba with our words added.
#[derive(Debug)]
pub struct Jieba {
    engine: jieba_rs::Jieba,
    hmm: bool,
    /// Words whose tag an added entry changes: the engine keeps the first tag of a word.
    tags: FxHashMap<Box<str>, Pos>,
}

impl Jieba {
    /// Loads jieba's dictionary (over 100 ms), then the government terms and the tags that it
    /// has wrong, then the user's files in order; a later entry wins.
    ///
    /// # Errors
    /// A file that cannot be read, or a line that is no entry, with file and line.
    pub fn new(dicts: &Dicts, hmm: bool) -> Result<Self> {
        let mut jieba = Jieba {
            engine: jieba_rs::Jieba::new(),
            hmm,
            tags: FxHashMap::default(),
        };
        let (text, path) = dicts.read("words.txt")?;
        jieba.load(&text, &path)?;
        let (text, path) = dicts.read("word_tags.txt")?;
        jieba.retag(&text, &path)?;
        for path in dicts.user_words() {
            let text = std::fs::read_to_string(path)
                .map_err(|e| Error::dictionary(e.to_string()).at_path(path))?;
            jieba.load(&text, path)?;
        }
        Ok(jieba)
    }

    /// Adds the entries of one file: `word [frequency] [tag]` a line, `#` starts a comment line.
    fn load(&mut self, text: &str, path: &Path) -> Result<()> {
        for (n, line) in lines(text) {
            let bad = |why: String| Error::dictionary(why).at_path(path).at_line(n);
            let (word, frequency, tag) = parse(line).map_err(bad)?;
            if let Some(tag) = tag.filter(|_| self.engine.has_word(word)) {
                self.tags.insert(word.into(), Pos::new(tag));
            }
            self.engine.add_word(word, frequency, tag);
        }
        Ok(())
    }

    /// Gives known words other tags: `tag word word …` a line.
    fn retag(&mut self, text: &str, path: &Path) -> Result<()> {
        for (n, line) in lines(text) {
            let bad = |why: String| Error::dictionary(why).at_path(path).at_line(n);
            let mut fields = line.split_whitespace();
            let tag = fields.next().filter(|tag| is_tag(tag));
            let tag = tag.ok_or_else(|| bad(format!("not `tag word word …`: {line}")))?;
            for word in fields {
                if !self.engine.has_word(word) {
                    return Err(bad(format!("{word}: no word of the dictionary")));
                }
                self.tags.insert(word.into(), Pos::new(tag));
            }
        }
        Ok(())
    }
}

/// The lines of a dictionary file that are neither empty nor comments, numbered from 1.
fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let numbered = (1..).zip(text.trim_start_matches('\u{FEFF}').lines().map(str::trim));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// One entry. jieba's own format: frequency and tag may be absent, either may stand alone.
fn parse(line: &str) -> std::result::Result<(&str, Option<usize>, Option<&str>), String> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let number = |s: &str| s.parse::<usize>().ok();

    match fields[..] {
        [word] => Ok((word, None, None)),
        [word, f] if number(f).is_some() => Ok((word, number(f), None)),
        [word, t] if is_tag(t) => Ok((word, None, Some(t))),
        [word, f, t] if number(f).is_some() && is_tag(t) => Ok((word, number(f), Some(t))),
        _ => Err(format!("not `word [frequency] [tag]`: {line}")),
    }
}

/// A tag of the segmenter's kind: `n`, `vn`.
fn is_tag(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic()) && text.len() <= 8
}

impl Segmenter for Jieba {
    fn segment(&self, text: &str, emit: &mut dyn FnMut(std::ops::Range<usize>, Pos)) {
        for tag in self.engine.tag(text, self.hmm) {
            let pos = self.tags.get(tag.word).copied();
            let pos = pos.unwrap_or_else(|| Pos::new(tag.tag));
            emit(tag.byte_start..tag.byte_end, pos);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of `text` with their tags, as `word/tag`.
    fn cut(jieba: &Jieba, text: &str) -> String {
        let mut words = Vec::new();
        jieba.segment(text, &mut |range, pos| {
            words.push(format!("{}/{}", &text[range], pos.name()));
        });
        words.join(" ")
    }

    #[test]
    fn words_of_todays_news_are_whole() {
        let jieba = Jieba::new(&Dicts::builtin(), false).unwrap();
        for (text, words) in [
            ("房企与车企", "房企/n 与/p 车企/n"),
            ("该博主走红", "该/r 博主/n 走红/v"),
            ("一名女网红", "一名/m 女/b 网红/n"),
            ("在其官网上", "在/p 其/r 官网/n 上/f"),
            ("建绿道", "建/v 绿道/n"),
            ("集聚区节会", "集聚区/n 节会/n"),
            ("普惠托育", "普惠/b 托育/vn"),
            ("供水管网与步道", "供水管网/n 与/p 步道/n"),
            ("工信部将公布", "工信部/nt 将/d 公布/v"),
        ] {
            assert_eq!(cut(&jieba, text), words);
        }
    }

    /// A word that is one in most places must not tear its neighbours in the others.
    #[test]
    fn whole_words_leave_their_neighbours_whole() {
        let jieba = Jieba::new(&Dicts::builtin(), false).unwrap();
        for (text, inside) in [
            ("两名中专班毕业生", "中专班/"),
            ("参保人员缴费", "参保/v 人员/n"),
            ("用全新材料制成", "全新/b 材料/n"),
            ("放大模型", "放大/v 模型/n"),
            ("特色街区开街", "街区/n"),
            ("现代化强省会", "省会/n"),
            ("所募资金到账", "资金/n"),
            ("初入职场", "职场/n"),
            ("对台军售", "军售/"),
            ("人社部门发布", "人社部门/n"),
            ("秦安县医院", "秦安县/"),
            ("美股指走低", "股指/n"),
        ] {
            let words = cut(&jieba, text);
            assert!(words.contains(inside), "{words}");
        }
    }

    #[test]
    fn nouns_that_look_like_amounts_are_nouns() {
        let jieba = Jieba::new(&Dicts::builtin(), false).unwrap();
        for word in [
            "一把手",
            "二把手",
            "三部曲",
            "终点站",
            "少数派",
            "大部头",
            "大个子",
            "零部件",
            "层次",
            "良种",
        ] {
            assert_eq!(cut(&jieba, word), format!("{word}/n"));
        }
        for word in ["二线", "二手", "多维"] {
            assert_eq!(cut(&jieba, word), format!("{word}/b"));
        }
        assert_eq!(cut(&jieba, "十分"), "十分/d");
    }

    #[test]
    fn tags_say_what_a_word_is_in_the_news() {
        let jieba = Jieba::new(&Dicts::builtin(), false).unwrap();
        for (text, words) in [
            ("回国过夜", "回国/v 过夜/v"),
            ("台湾大连", "台湾/ns 大连/ns"),
            ("京东英特尔", "京东/nz 英特尔/nz"),
            ("正常水位", "正常/a 水位/n"),
            ("新一轮降雨", "新一轮/b 降雨/n"),
            ("红绿灯与雷达", "红绿灯/n 与/p 雷达/n"),
            ("力争完成", "力争/v 完成/v"),
        ] {
            assert_eq!(cut(&jieba, text), words);
        }
    }

    #[test]
    fn pieces_across_words_are_cut() {
        let jieba = Jieba::new(&Dicts::builtin(), false).unwrap();
        assert_eq!(cut(&jieba, "人数最多"), "人数/n 最/d 多/m", "not 人|数最多");
        assert_eq!(cut(&jieba, "粮价格上涨"), "粮/n 价格/n 上涨/v");
        assert_eq!(cut(&jieba, "十米左右"), "十米/m 左右/m");
    }
}
