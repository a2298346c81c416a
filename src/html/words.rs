//! Words by which a page's own lines are told from the article's. They decide what leaves the
//! page with its menus; what stays is looked at once more by `dicts/boilerplate.toml`.

use crate::chars;

/// A line that holds one of these speaks of the site.
const SITE: &[&str] = &[
    "版权所有",
    "ICP备",
    "ICP证",
    "公网安备",
    "信息服务许可证",
    "Copyright",
    "copyright",
    "All Rights",
    "未经授权",
    "转载请注明",
    "免责声明",
    "JavaScript",
    "Javascript",
    "文明上网",
    "发表评论",
    "发布评论",
    "网友评论",
    "扫描左侧",
    "扫描二维码",
    "扫一扫",
    "不良信息举报",
    "网站标识码",
    "建议使用",
    "本站声明",
    "凡本网",
    "仅代表作者",
    "不代表本网",
    "友情链接",
    "网站地图",
    "设为首页",
    "加入收藏",
    "忘记密码",
];
/// A line that holds two of these does.
const SITE_TWICE: &[&str] = &[
    "浏览器",
    "登录",
    "注册",
    "密码",
    "客户端",
    "主办",
    "承办",
    "联系我们",
    "关于我们",
    "无障碍",
    "分辨率",
    "举报电话",
    "热线",
    "地址",
    "邮编",
    "电话",
    "传真",
    "许可证",
    "首页",
    "APP",
];
/// A line is not longer than this when those words decide, in bytes.
const SITE_LINE: usize = 300;

/// True for a line of the site's own.
pub(super) fn is_page_text(line: &str) -> bool {
    let twice = || {
        let mut found = SITE_TWICE.iter().filter(|w| line.contains(**w));
        !line.contains('。') && found.by_ref().nth(1).is_some()
    };
    line.len() <= SITE_LINE && (SITE.iter().any(|w| line.contains(w)) || twice())
}

/// Labels and buttons around an article, which something other than a word follows.
const EDGE: &[&str] = &[
    "责任编辑",
    "责编",
    "编辑",
    "来源",
    "稿源",
    "本文来源",
    "文章来源",
    "信息来源",
    "原标题",
    "分享",
    "打印",
    "关闭",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "相关阅读",
    "相关新闻",
    "相关报道",
    "相关链接",
    "相关专题",
    "相关文章",
    "相关稿件",
    "延伸阅读",
    "推荐阅读",
    "关键词",
    "关键词阅读",
    "关键字",
    "标签",
    "版权",
    "评论",
    "更多",
    "返回",
    "字号",
    "字体",
    "大",
    "中",
    "小",
    "浏览次数",
    "浏览量",
    "浏览",
    "阅读次数",
    "阅读量",
    "点击次数",
    "点击数",
    "点击",
    "发布时间",
    "发布日期",
    "更新时间",
    "发布人",
    "发布者",
    "时间",
    "日期",
    "作者",
    "记者",
    "审核",
    "初审",
    "终审",
    "校对",
    "纠错",
    "收藏",
    "主要内容",
    "视频简介",
    "内容简介",
    "简介",
    "当前位置",
    "您的位置",
    "您所在的位置",
    "首页",
    "当前栏目",
    "热点推荐",
    "猜你喜欢",
    "为您推荐",
    "点赞",
    "重点推荐",
    "附件下载",
    "保存",
    "TOP",
    "摘要",
    "正文",
    "文章正文",
];
/// Buttons and lists, whatever follows.
const EDGE_OPEN: &[&str] = &[
    "扫一扫",
    "分享到",
    "分享至",
    "打印本页",
    "打印此页",
    "关闭窗口",
    "关闭本页",
    "返回顶部",
    "返回首页",
    "返回列表",
    "返回上页",
    "点击进入",
    "我要评论",
    "我要纠错",
    "更多精彩",
    "全部评论",
    "网友评论",
    "手机观看",
    "您当前的位置",
    "您现在的位置",
    "字体大小",
    "字号大小",
    "相关推荐",
    "热门推荐",
];
/// Such a line is not longer than this, in characters.
const EDGE_LINE: usize = 60;

/// True for a line that surrounds an article.
pub(super) fn is_edge(line: &str) -> bool {
    let bare = ornamented(line);
    let labelled = |word: &&str| {
        let rest = bare.strip_prefix(*word);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    is_short(line)
        && !line.contains(['，', '。'])
        && (bare.is_empty()
            || EDGE.iter().any(labelled)
            || EDGE_OPEN.iter().any(|w| bare.starts_with(w))
            || is_page_text(line))
}

/// Labels of what stands behind an article.
const BEHIND: &[&str] = &[
    "相关阅读",
    "相关新闻",
    "相关报道",
    "相关链接",
    "相关文章",
    "相关稿件",
    "延伸阅读",
    "推荐阅读",
    "热点推荐",
    "猜你喜欢",
    "为您推荐",
    "重点推荐",
    "热门推荐",
    "往期回顾",
    "网友评论",
    "全部评论",
    "热播榜",
    "精彩推荐",
    "最新评论",
    "编辑推荐",
    "更多精彩",
    "热点新闻",
    "扫一扫",
    "分享到",
    "上一篇",
    "下一篇",
    "责任编辑",
    "视频简介",
    "栏目介绍",
    "关键词阅读",
];

/// True for a line that opens what stands behind an article.
pub(super) fn ends_article(line: &str) -> bool {
    let bare = ornamented(line);
    is_short(line) && !line.contains('。') && BEHIND.iter().any(|w| bare.starts_with(w))
}

/// Labels of what readers wrote.
const READERS: &[&str] = &[
    "网友评论",
    "最新评论",
    "全部评论",
    "热门评论",
    "精彩评论",
    "评论区",
    "网友跟贴",
    "网友留言",
];

/// True for a line that opens the readers' comments, which may be longer than the article.
pub(super) fn opens_comments(line: &str) -> bool {
    let bare = ornamented(line);
    is_short(line) && !line.contains(['。', '，']) && READERS.iter().any(|w| bare.starts_with(w))
}

fn is_short(line: &str) -> bool {
    line.chars().take(EDGE_LINE + 1).count() <= EDGE_LINE
}

/// A line without the marks before it.
fn ornamented(line: &str) -> &str {
    line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '“' | '《'))
}

/// What matters when two spellings of a title are compared.
pub(super) fn bare(text: &str) -> String {
    let keep = |c: &char| c.is_alphanumeric() || chars::is_han(*c);
    text.chars().filter(keep).collect()
}
