//! What a page says of its article: title, publish date, source; in its metadata first, then
//! where a reader sees it, near the text.

use super::{
    choose::Choice,
    soup::{Block, Soup},
    words,
};
use crate::{chars, day};

/// Metadata that holds the title alone.
const TITLE_META: &[&str] = &["articletitle", "og:title", "twitter:title", "headline"];
/// Metadata that holds the publish date.
const DATE_META: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "og:release_date",
    "release_date",
    "weibo:article:create_at",
    "firstpublishedtime",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "_pubtime",
    "publishtime",
    "publish_time",
    "article:create_time",
    "og:time",
    "bytedance:published_time",
    "date",
];
/// Metadata that holds the source.
const SOURCE_META: &[&str] = &[
    "contentsource",
    "source",
    "mediaid",
    "og:article:source",
    "publishsource",
];
/// A label of the title.
const TITLE_LABELS: &[&str] = &["标题", "名称"];
/// Labels of the publish date, and what stands in a line with it.
const DATE_LABELS: &[&str] = &[
    "发布时间",
    "发布日期",
    "发稿时间",
    "发表时间",
    "时间",
    "日期",
    "发布",
    "来源",
    "稿源",
    "更新时间",
    "编辑",
    "作者",
    "字号",
    "浏览",
    "点击",
    "阅读",
    "参与评论",
    "字体",
    "评论",
];
/// Labels of the source, the strongest first.
const SOURCE_LABELS: &[&str] = &[
    "来源",
    "稿源",
    "信息来源",
    "发布机构",
    "发布单位",
    "发文机关",
    "供稿",
];
/// Labels that may follow a source.
const NEXT: &[&str] = &[
    "作者",
    "编辑",
    "责任编辑",
    "时间",
    "日期",
    "发布",
    "字号",
    "浏览",
    "更新",
    "点击",
    "阅读",
];
/// Dates that are not the day of publishing.
const OTHER_DATES: &[&str] = &[
    "成文日期",
    "今天是",
    "星期",
    "截止",
    "有效期",
    "生效",
    "实施日期",
    "施行日期",
];
/// A line with a date is not longer than this, in characters.
const DATE_LINE: usize = 120;
/// So many blocks before the text are looked at, and so many after it.
const NEAR: [usize; 2] = [60, 25];
/// So many blocks of a page are searched for the label of a title.
const LABELLED: usize = 3000;
/// The longest title, in characters.
const TITLE: usize = 90;

/// What is known of an article.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) date_is_meta: bool,
    pub(super) publisher: Option<String>,
}

pub(super) fn find(soup: &Soup, choice: &Choice) -> Facts {
    let near = Near::new(soup, choice);
    let meta = date_in_meta(soup);
    Facts {
        title: title(soup, &near),
        date_is_meta: meta.is_some(),
        date: meta.or_else(|| near.date()),
        publisher: meta_value(soup, SOURCE_META)
            .and_then(|value| {
                name(
                    value
                        .split_once(['：', ':'])
                        .map_or(value.as_str(), |v| v.1.trim()),
                )
            })
            .or_else(|| near.publisher()),
    }
}

fn meta_value(soup: &Soup, names: &[&str]) -> Option<String> {
    let of = |name: &&str| soup.meta.iter().find(|(key, _)| key == name);
    let (_, value) = names.iter().find_map(of)?;
    Some(value.clone())
}

fn date_in_meta(soup: &Soup) -> Option<String> {
    let dated = |value: &str| day::find(value, false).map(|_| value.to_owned());
    let named = |name: &&str| {
        let mut fields = soup.meta.iter().filter(|(key, _)| key == name);
        fields.find_map(|(_, value)| dated(value))
    };
    DATE_META.iter().find_map(named).or_else(|| {
        let (_, rest) = soup.data.split_once("\"datePublished\"")?;
        dated(chars::head(rest.trim_start_matches([':', ' ', '"']), 40))
    })
}

/// The blocks around the beginning and end of the article's running text.
struct Near<'a> {
    soup: &'a Soup,
    before: std::ops::Range<usize>,
    after: std::ops::Range<usize>,
}

impl<'a> Near<'a> {
    fn new(soup: &'a Soup, choice: &Choice) -> Self {
        let chosen = &soup.boxes[choice.index];
        let inside = chosen.first..chosen.last.max(chosen.first);
        let is_running = |i: &usize| choice.running[*i] > 0.0;
        let first = inside.clone().find(is_running).unwrap_or(inside.start);
        let last = inside.rev().find(is_running).unwrap_or(first);
        let most = soup.blocks.len();
        Near {
            soup,
            // The dateline may look like running text itself.
            before: first.saturating_sub(NEAR[0])..(first + 2).min(most),
            after: (last + 1).min(most)..(last + 1 + NEAR[1]).min(most),
        }
    }

    /// Where the date stands: after its label, with the time of day, next to the text.
    fn date(&self) -> Option<String> {
        let before = self.before.clone().rev().map(|i| (self.dated(i), i));
        let best = before
            .filter_map(|(d, i)| d.map(|(score, text)| (score, i, text)))
            .max_by_key(|(score, i, _)| (*score, *i));
        let mut after = self.after.clone().filter_map(|i| self.dated(i));
        best.map(|(_, _, text)| text)
            .or_else(|| after.find(|(score, _)| *score >= 2).map(|(_, text)| text))
    }

    /// A block's date and how much speaks for it.
    fn dated(&self, i: usize) -> Option<(u32, String)> {
        let block = &self.soup.blocks[i];
        let text = self.soup.of(block);
        if block.chars > DATE_LINE
            || self.is_list(block)
            || OTHER_DATES.iter().any(|w| text.contains(w))
        {
            return None;
        }
        let roc = text.contains('發');
        let day = day::find(text, roc)?;
        let rest = text[day.end..].trim_start_matches([' ', 'T', '\u{3000}']);
        let clock = rest.chars().take(3).any(|c| c == ':' || c == '：');
        let label = self.label(i, day.start);
        let labelled = DATE_LABELS
            .iter()
            .any(|l| text.contains(l) || label.contains(l));
        if OTHER_DATES.iter().any(|w| label.contains(w)) || text.contains("。") && !labelled {
            return None;
        }
        let published = ["发布", "发稿", "发表"]
            .iter()
            .any(|l| text.contains(l) || label.contains(l));
        let alone = day.start == 0 && rest.is_empty();
        let score = u32::from(published) * 2
            + u32::from(labelled) * 2
            + u32::from(clock) * 2
            + u32::from(alone);
        (score > 0).then(|| (score, text[day.start..].to_owned()))
    }

    /// An entry in a list of other articles.
    fn is_list(&self, block: &Block) -> bool {
        block.is_link() || block.linked > 24 || self.soup.boxes[block.holder].hidden
    }

    /// The label before a value that has a cell of its own.
    fn label(&self, i: usize, start: usize) -> String {
        let before = i
            .checked_sub(1)
            .filter(|_| start < 4)
            .map(|j| self.soup.of(&self.soup.blocks[j]));
        let label = before.filter(|l| l.ends_with(['：', ':']) && l.len() <= 40);
        label.map_or_else(String::new, |l| {
            l.chars().filter(|c| !chars::is_space(*c)).collect()
        })
    }

    fn publisher(&self) -> Option<String> {
        let all = self.before.clone().rev().chain(self.after.clone());
        SOURCE_LABELS.iter().find_map(|label| {
            let mut blocks = all.clone();
            blocks.find_map(|i| self.valued(i, label))
        })
    }

    /// The value of a label, in the same block or alone in the next one.
    fn valued(&self, i: usize, label: &str) -> Option<String> {
        let block = &self.soup.blocks[i];
        let text = self.soup.of(block);
        if block.chars > DATE_LINE {
            return None;
        }
        let squeezed: String;
        let text = if text.ends_with(['：', ':']) && block.chars <= 12 {
            squeezed = text.chars().filter(|c| !chars::is_space(*c)).collect();
            &squeezed
        } else {
            text
        };
        let (before, rest) = text.split_once(label)?;
        if before.chars().next_back().is_some_and(chars::is_han) {
            return None;
        }
        let rest = rest
            .trim_start_matches(chars::is_space)
            .strip_prefix(['：', ':'])?;
        let rest = rest.trim_start_matches(chars::is_space);
        match rest.is_empty() {
            false => name(rest),
            true => name(self.soup.of(self.soup.blocks.get(i + 1)?)),
        }
    }
}

/// The name at the start of a value: up to a space, a date or the next label.
fn name(value: &str) -> Option<String> {
    let stop =
        |c: char| chars::is_space(c) || matches!(c, '(' | '（' | '|' | '，' | '。' | '[' | '【');
    let value = &value[..day::find(value, false).map_or(value.len(), |d| d.start)];
    let end = value.find(stop).unwrap_or(value.len());
    let next = NEXT
        .iter()
        .filter_map(|l| value[..end].find(l).filter(|at| *at > 0));
    let end = next.min().unwrap_or(end);
    let name = value[..end].trim_matches(|c: char| !c.is_alphanumeric() && c != '《' && c != '》');
    let length = name.chars().count();
    (2..=30).contains(&length).then(|| name.to_owned())
}

/// The title: what the page's own title and a heading on it agree upon, else the better of both.
fn title(soup: &Soup, near: &Near<'_>) -> Option<String> {
    let exact = meta_value(soup, &TITLE_META[..1]);
    let of_page = meta_value(soup, &TITLE_META[1..]).unwrap_or_else(|| soup.title.clone());
    let of_page = of_page.split_whitespace().collect::<Vec<_>>().join(" ");
    let chosen = exact
        .or_else(|| agreed(soup, near, &[&of_page, &soup.title]))
        .or_else(|| labelled(soup))
        .or_else(|| Some(without_site(&of_page)).filter(|t| t.chars().count() >= 2))
        .or_else(|| headings(soup, near).next().map(str::to_owned))?;
    let chosen = without_medium(&chosen);
    (!chosen.is_empty()).then(|| chosen.to_owned())
}

/// Headings and titles on the page that stand before the text, the nearest first.
fn headings<'a>(soup: &'a Soup, near: &Near<'a>) -> impl Iterator<Item = &'a str> {
    let blocks = soup.blocks[..near.before.end].iter().rev();
    let titled = |b: &&Block| {
        let holder = &soup.boxes[b.holder];
        (matches!(holder.heading, 1..=3)
            || holder.hint.title
            || soup.boxes[holder.parent].hint.title)
            && !holder.hidden
            && (4..=TITLE).contains(&b.chars)
    };
    let mut found: Vec<_> = blocks.filter(titled).collect();
    found.sort_by_key(|b| match soup.boxes[b.holder].heading {
        1 => 0,
        _ if soup.boxes[b.holder].hint.title => 1,
        _ => 2,
    });
    found.into_iter().map(|b| soup.of(b))
}

/// The longest block before the text that the page's title holds or is the beginning of.
fn agreed(soup: &Soup, near: &Near<'_>, titles: &[&str]) -> Option<String> {
    let said: Vec<String> = titles.iter().map(|t| words::bare(t)).collect();
    let mut best: Option<(usize, &str)> = None;
    let candidates =
        headings(soup, near).chain(soup.blocks[near.before.clone()].iter().map(|b| soup.of(b)));
    for candidate in candidates {
        let bare = words::bare(candidate);
        let length = bare.chars().count();
        let holds = |said: &String| {
            let whole = said.chars().count();
            length >= 4 && length * 3 >= whole && said.starts_with(bare.as_str())
                || length >= 6 && length * 2 >= whole && said.contains(bare.as_str())
                || whole >= 8 && bare.starts_with(said.as_str()) && length < whole * 2
        };
        if length <= TITLE && said.iter().any(holds) && best.is_none_or(|(most, _)| length > most) {
            best = Some((length, candidate));
        }
    }
    best.map(|(_, text)| text.to_owned())
}

fn labelled(soup: &Soup) -> Option<String> {
    for i in 0..soup.blocks.len().min(LABELLED) {
        let label: String = soup
            .of(&soup.blocks[i])
            .chars()
            .filter(|c| !chars::is_space(*c))
            .take(6)
            .collect();
        let label = label.trim_end_matches(['：', ':']);
        let value = soup.blocks.get(i + 1).map(|b| soup.of(b));
        if TITLE_LABELS.contains(&label) {
            return value.filter(|v| v.chars().count() >= 4).map(str::to_owned);
        }
    }
    None
}

/// A page's title without the names of site and section behind it.
fn without_site(title: &str) -> String {
    let mut title = title.trim();
    for mark in [
        "_", "|", "｜", "--", " - ", "-", "—", "–", ">", "<", "«", "·",
    ] {
        while let Some(at) = title.rfind(mark).filter(|at| *at > 0) {
            let rest = title[at + mark.len()..].trim();
            let site = rest.chars().count() <= 16 && !rest.contains(['，', '。', '：', '？', '“']);
            let left = title[..at].trim_end_matches([' ', '_', '-', '|', '—']);
            if !site
                || left.chars().count() < if is_site(rest) { 2 } else { 6 }
                || (mark == "-" || mark == "—" || mark == "·") && !is_site(rest)
            {
                break;
            }
            title = left;
        }
    }
    title.to_owned()
}

/// A name that a site or section would have.
fn is_site(name: &str) -> bool {
    let ends = [
        "网",
        "报",
        "频道",
        "新闻",
        "政府",
        "门户",
        "在线",
        "客户端",
        "com",
        "cn",
        "委员会",
        "局",
        "厅",
        "动态",
        "要闻",
        "中心",
        "之窗",
        "社",
        "平台",
    ];
    ends.iter().any(|e| name.ends_with(e)) || name.contains("网")
}

/// A title without the mark of its medium: `[视频]`, `（图）`.
fn without_medium(title: &str) -> &str {
    let mut title = title.trim();
    for (open, close) in [('[', ']'), ('【', '】'), ('（', '）'), ('(', ')')] {
        for word in ["视频", "图", "组图", "图文", "直播", "高清组图", "多图"] {
            let mark = format!("{open}{word}{close}");
            title = title.strip_prefix(&mark).unwrap_or(title).trim_start();
            title = title.strip_suffix(&mark).unwrap_or(title).trim_end();
        }
    }
    title
}
