//! Words by which a page's own lines are told from the article's. They decide what leaves the
//! page with its menus; what stays is looked at once more by `dicts/boilerplate.toml`.

use crate::chars;

/// A line that holds one of these speaks of the site.
const SITE: &[&str] = &[
    "版权所有",
    "ICP备",
    "ICP证",
    "公网安备",
    "许可证",
    "Copyright",
    "copyright",
    "All Rights",
    "未经授权",
    "转载请注明",
    "免责声明",
    "浏览器",
    "JavaScript",
    "Javascript",
    "文明上网",
    "发表评论",
    "发布评论",
    "网友评论",
    "登录",
    "注册",
    "密码",
    "扫描左侧",
    "扫描二维码",
    "扫一扫",
    "客户端下载",
    "不良信息举报",
    "举报电话",
    "热线电话",
    "主办单位",
    "承办单位",
    "网站标识码",
    "建议使用",
    "分辨率",
    "本站声明",
    "凡本网",
    "仅代表作者",
    "不代表本网",
    "联系我们",
    "关于我们",
    "友情链接",
    "网站地图",
    "无障碍",
];
/// A line is not longer than this when one of those words decides, in bytes.
const SITE_LINE: usize = 600;

/// True for a line of the site's own.
pub(super) fn is_page_text(line: &str) -> bool {
    line.len() <= SITE_LINE
        && SITE.iter().filter(|w| line.contains(**w)).count() > usize::from(line.len() > 240)
}

/// What opens a line that ends or surrounds an article and is none of it.
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
    "分享到",
    "分享至",
    "分享",
    "扫一扫",
    "打印",
    "关闭",
    "【打印",
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
    "标签",
    "版权",
    "网友评论",
    "我要评论",
    "评论",
    "点击进入",
    "更多",
    "返回",
    "字号",
    "字体",
    "大 中 小",
    "浏览",
    "阅读次数",
    "发布时间",
    "发布日期",
    "时间：",
    "日期：",
    "作者：",
    "作者:",
    "记者：",
    "审核：",
    "审核:",
    "初审",
    "终审",
    "校对",
    "我要纠错",
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
    "全部评论",
    "点赞",
    "手机观看",
    "重点推荐",
    "点击次数",
    "附件下载",
    "保存",
    "播放",
    "TOP",
    "Top",
];
/// Such a line is not longer than this, in characters.
const EDGE_LINE: usize = 60;

/// True for a line that surrounds an article.
pub(super) fn is_edge(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '“' && c != '《');
    line.chars().take(EDGE_LINE + 1).count() <= EDGE_LINE
        && !line.contains(['，', '。'])
        && (EDGE.iter().any(|w| bare.starts_with(w)) || bare.is_empty() || is_page_text(line))
}

/// Labels of a list of other articles: what follows is none of this one.
const OTHERS: &[&str] = &[
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
];

/// True for a line that opens what follows an article.
pub(super) fn ends_article(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    line.chars().take(EDGE_LINE).count() < EDGE_LINE
        && !line.contains('。')
        && OTHERS.iter().any(|w| bare.starts_with(w))
}

/// Characters that matter when two spellings of a title are compared.
pub(super) fn bare(text: &str) -> String {
    let keep = |c: &char| c.is_alphanumeric() || chars::is_han(*c);
    text.chars().filter(keep).collect()
}
