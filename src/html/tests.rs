//! Tests of this room's parts; whole pages are in `tests/pages.rs`.

use super::*;

fn blocks(page: &str) -> Vec<String> {
    let soup = Soup::read(page);
    soup.blocks.iter().map(|b| soup.of(b).to_owned()).collect()
}

#[test]
fn where_blocks_begin_and_end() {
    for (page, due) in [
        ("<p>一<p>二</p>三<br>四", &["一", "二", "三", "四"][..]),
        ("<ul><li>一<li>二</ul>三", &["一", "二", "三"]),
        (
            "<table><tr><td>一<td>二<tr><td>三</table>四",
            &["一", "二", "三", "四"],
        ),
        ("一<b>二</b>三<span>四</span>", &["一二三四"]),
        (
            "<div>一<b>二<div>三</b>四</div>五</div>",
            &["一二", "三四", "五"],
        ),
        ("<p>新增\n  3万人</p>", &["新增3万人"]),
        ("<p>新增就\n  业</p>", &["新增就业"]),
        (
            "<span>编辑：甲</span>\n<span>责编：乙</span>",
            &["编辑：甲 责编：乙"],
        ),
        (
            "&nbsp;&nbsp;&nbsp;&nbsp;一。&nbsp;&nbsp;&nbsp;&nbsp;二",
            &["一。", "二"],
        ),
        (
            "<script>if (a<b) '<p>x</p>'</script><style>p{}</style><!-- <p>y</p> -->一",
            &["一"],
        ),
        (
            "<p hidden>一</p>二<span style='display : none'>三</span>四",
            &["一", "二四"],
        ),
        ("<pre>一\n二</pre>", &["一", "二"]),
        ("&lt;p&gt; 3&times;5 &#20840;&#x5e02;", &["<p> 3×5 全市"]),
        ("<p title='a>b'>一</p", &["一"]),
        ("", &[]),
    ] {
        assert_eq!(blocks(page), due, "{page}");
    }
}

#[test]
fn titles_lose_the_site_and_keep_the_rest() {
    let title = |title: &str| {
        read(&format!(
            "<title>{title}</title><p>今年以来，全市新增就业3万人，完成全年任务的九成。</p>"
        ))
        .title
    };
    for (given, due) in [
        ("新海区新增就业3万人_新闻中心_新海网", "新海区新增就业3万人"),
        (
            "新海区新增就业3万人-新海区人民政府门户网站",
            "新海区新增就业3万人",
        ),
        ("2013-2017年新海区就业报告", "2013-2017年新海区就业报告"),
        ("新海区新增就业3万人 | 新海日报", "新海区新增就业3万人"),
        ("[视频]新海区新增就业3万人", "新海区新增就业3万人"),
        ("讣告_新海网", "讣告"),
        (
            "新海区新增就业3万人（组图）--社会--新海网",
            "新海区新增就业3万人",
        ),
    ] {
        assert_eq!(title(given).as_deref(), Some(due), "{given}");
    }
}

#[test]
fn dates_that_are_not_the_publish_date() {
    let date = |above: &str| {
        let page = format!(
            "<html><body><div>{above}</div><div class=content><p>今年以来，全市新增就业3万人，完成全年任务的九成。</p>\
             <p>2020年3月1日，全市召开会议，部署就业工作，要求完成年度任务。</p></div>"
        );
        read(&page).date
    };
    for above in [
        "今天是2026年11月25日 星期三",
        "<a href=1>2021年3月12日会议综述</a>",
        "<table><tr><td>成文日期：<td>2021年3月1日</table>",
        "有效期至2021年12月31日",
    ] {
        assert_eq!(date(above), None, "{above}");
    }
    for above in [
        "2021-03-12 10:20",
        "时间：2021-03-12",
        "来源：新海日报　2021-03-12",
        "<table><tr><td>发布日期：<td>2021-03-12</table>",
        "<span>王刚</span> 2021-03-12 10:20:11 0人参与评论",
    ] {
        assert!(date(above).unwrap().starts_with("2021-03-12"), "{above}");
    }
}

#[test]
fn comments_may_be_longer_than_the_article() {
    let comment = "<div class=item><b>网友</b><p>说得很好，希望今后越来越多，谢谢大家，为家乡点赞，真的很不错。</p></div>";
    let page = format!(
        "<html><title>新海区新增就业3万人</title><body><div class=main><h2>新海区新增就业3万人</h2>\
         <span>2021年03月12日 10:20</span><p>今年以来，全市新增就业3万人，完成全年任务的九成。</p></div>\
         <div class=pl><h3>网友评论(9)</h3>{}</div>",
        comment.repeat(9)
    );
    let page = read(&page);
    assert_eq!(
        page.text,
        "今年以来，全市新增就业3万人，完成全年任务的九成。"
    );
    assert!(page.date.unwrap().starts_with("2021年03月12日"));
}
