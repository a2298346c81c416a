//! Tests of this room.

use super::*;
use crate::{input::Input, lexicon::Dicts};
use std::sync::LazyLock;

static STRUCTURE: LazyLock<Structure> =
    LazyLock::new(|| Structure::new(&Dicts::builtin()).unwrap());

fn read(text: &str) -> Document {
    let input = Input {
        text: text.to_owned(),
        ..Input::default()
    };
    STRUCTURE.document(input, Published::Auto)
}

fn roles(text: &str) -> Vec<(Role, String)> {
    let document = read(text);
    let all = document.paragraphs.iter();
    all.map(|p| (p.role, p.span.of(document.text()).to_owned()))
        .collect()
}

fn sentences(text: &str) -> Vec<String> {
    let document = read(text);
    let content = document.sentences.iter().filter(|s| s.role.is_content());
    content
        .map(|s| s.span.of(document.text()).to_owned())
        .collect()
}

const BODY: &str = "今年以来，新海区新增就业3万人，完成全年任务的九成，较上年同期多增两千人。";

#[test]
fn title_dateline_and_footer_are_no_content() {
    let text = format!(
        "新海区三年新增学位一万个\n\n2021-03-12来源 : 新海日报\n\n{BODY}\n\n亮点\n\n{BODY}    文、图/孙明\n\n\
         标签: 新海新闻\n\n蜀ICP备2021012345号-1\n\n联系方式\n\nCopyright©2003-2021"
    );
    let document = read(&text);
    assert_eq!(
        document.title.as_ref().unwrap().text,
        "新海区三年新增学位一万个"
    );
    assert_eq!(document.publisher.as_deref(), Some("新海日报"));
    assert_eq!(document.published.unwrap().to_string(), "2021-03-12");
    assert_eq!(document.published_from, Some(PublishedFrom::Dateline));
    let kept: Vec<_> = roles(&text)
        .into_iter()
        .filter(|(r, _)| r.is_content())
        .collect();
    assert_eq!(kept.len(), 3, "{kept:?}");
    assert_eq!(kept[1], (Role::Heading, "亮点".to_owned()));
    assert_eq!(sentences(&text).last().unwrap().trim_end(), BODY);
}

#[test]
fn first_lines_that_are_no_title() {
    for first in [
        "一、2013年工作回顾",
        "——2016年1月12日在新海市第十四届人民代表大会第四次会议上",
        "3月14日，新海市教育局发布通知。",
        "新华社北京11月12日电 新海市今天宣布",
        "各位代表：",
        "1.新建公园12个",
    ] {
        let document = read(&format!("{first}\n{BODY}"));
        assert_eq!(document.title, None, "{first}");
    }
    assert_eq!(read("新海区三年新增学位一万个").title, None);
}

#[test]
fn the_field_title_is_found_in_the_text() {
    let title = |text: &str, title: &str| {
        let input = Input {
            text: text.to_owned(),
            title: Some(title.to_owned()),
            ..Input::default()
        };
        let document = STRUCTURE.document(input, Published::Auto);
        let title = document.title.clone().unwrap();
        assert!(!title.text.is_empty());
        title.span.map(|s| s.of(document.text()).to_owned())
    };
    let found = Some("新海区三年新增学位一万个".to_owned());
    assert_eq!(
        title(
            &format!("新海区三年新增学位一万个\n{BODY}"),
            "新海区三年新增学位一万个"
        ),
        found
    );
    assert_eq!(
        title(
            &format!("新海区三年新增学位一万个{BODY}"),
            "新海区三年新增学位一万个"
        ),
        found
    );
    assert_eq!(title(BODY, "另一个标题"), None);
}

#[test]
fn publish_days_in_order() {
    let day = |text: &str| {
        let document = read(text);
        document.published.map(|d| d.to_string())
    };
    for text in [
        "新海区召开会议\n发布时间：2021年3月12日 10:20 浏览：326\n{B}",
        "新海区召開會議，補助弱勢家庭\n發稿單位：勞工局\n發稿日期：110年3月12日\n{B}",
        "政府工作报告（2021年3月12日 王某）\n{B}",
        "政府工作报告\n——2021年3月12日在新海市第五届人民代表大会第一次会议上\n{B}",
        "新海区召开会议\n{B}\n新海区人民政府\n2021年3月12日",
        "（新海社新海2021年3月12日电）{B}",
        "---\ntitle: 新海区召开会议\ndate: 2021-03-12\n---\n{B}",
        "<!-- 2021年03月12日 13:54   来源：新海日报 -->\n{B}",
    ] {
        let text = text.replace("{B}", BODY);
        assert_eq!(day(&text).as_deref(), Some("2021-03-12"), "{text}");
    }
    assert_eq!(
        day(&format!("2020年3月12日，新海区召开会议。\n{BODY}")),
        None
    );
    let option = Published::Day(jiff::civil::date(2000, 1, 2));
    let input = Input {
        date: Some("2021-03-12T08:00:00+08:00".to_owned()),
        text: BODY.to_owned(),
        ..Input::default()
    };
    let from = |published| STRUCTURE.document(input.clone(), published).published_from;
    assert_eq!(from(option), Some(PublishedFrom::Option));
    assert_eq!(from(Published::Auto), Some(PublishedFrom::Field));
    assert_eq!(from(Published::None), None);
}

#[test]
fn publishers() {
    for (text, publisher) in [
        ("2021-03-12 来源：新海日报 作者：王刚", "新海日报"),
        ("來源：中央社", "中央社"),
        ("發稿單位：新聞處發稿時間：114年7月8日09:20", "新聞處"),
        ("（来源：新海发布）", "新海发布"),
        ("本文来源：新海财经 作者：张雪", "新海财经"),
    ] {
        let document = read(&format!("{text}\n{BODY}國際關係處補助"));
        assert_eq!(document.publisher.as_deref(), Some(publisher), "{text}");
    }
    assert_eq!(read(&format!("{BODY}\n图片来源：视界图库")).publisher, None);
}

#[test]
fn sentences_keep_quotes_and_brackets_whole() {
    assert_eq!(
        sentences("他说：“新增12家。投资2亿元。”会后（今年5月。此前未公布）签约。"),
        [
            "他说：“新增12家。",
            "投资2亿元。”",
            "会后（今年5月。此前未公布）签约。"
        ]
    );
    assert_eq!(
        sentences("（未闭合的括号。新增12家。"),
        ["（未闭合的括号。", "新增12家。"]
    );
    assert_eq!(
        sentences("见http://a.cn/?id=3&b=1，新增12家！！好"),
        ["见http://a.cn/?id=3&b=1，新增12家！！", "好"]
    );
}

#[test]
fn the_way_to_a_page_is_no_title() {
    for trail in [
        "首页 > 新闻中心 > 区县动态",
        "网站首页 >> 政务要闻 >>",
        "新闻 › 本地 › 正文",
    ] {
        let text = format!("{trail}\n新海区新增就业再创新高\n{BODY}");
        let found = roles(&text);
        assert_eq!(found[0].0, Role::Boilerplate, "{trail}");
        assert_eq!(found[1].0, Role::Title, "{trail}");
    }
    let text = format!("甲方 > 乙方，谁说了算\n{BODY}");
    assert_eq!(roles(&text)[0].0, Role::Title);
}

#[test]
fn hard_wraps_are_joined_and_lists_are_not() {
    let text = "    今年以来，新海区坚持把就业摆在突出位置，全\n区新增就业３万人，完成全年任务的九成，较上年同期\n多增两千人，失业人员再就业１２００人，困难人员就\n业３６０人，零就业家庭动态清零，就业形势保持总体\n稳定。\n    一、措施\n    二、效果\n";
    let found = roles(text);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].1.contains("全区新增就业3万人"));
    assert!(found[0].1.contains("就业360人"));
    let poem = "春眠不觉晓\n处处闻啼鸟\n夜来风雨声\n花落知多少\n春眠不觉晓\n处处闻啼鸟";
    assert_eq!(roles(poem).len(), 6);
    let list =
        "1.新建公园12个\n2.新建学校3所\n3.新建医院1家\n4.新建道路8条\n5.新建桥梁2座\n6.新建水厂1座";
    assert_eq!(roles(list).len(), 6);
}

#[test]
fn a_line_never_starts_with_a_closing_mark() {
    let text = format!("大会听取和审议了市长所作的政府\n工作报告\n。{BODY}");
    assert_eq!(roles(&text).len(), 1);
}

#[test]
fn spaced_headings_are_read_as_words() {
    let document = read(&format!("政 府 工 作 报 告\n{BODY}"));
    assert_eq!(document.title.unwrap().text, "政府工作报告");
    let names = roles("张 三　李四\n王五　赵六");
    assert_eq!(names.len(), 2);
    assert!(names[0].1.contains(' '));
}

#[test]
fn ideographic_spaces_in_mid_line_are_lost_line_ends() {
    let text = format!("{BODY}　　{BODY}　　新海区人民政府　　2021年3月12日");
    assert_eq!(roles(&text).len(), 4);
    assert_eq!(roles("指标　　单位　　数量").len(), 1);
}

#[test]
fn masks_make_no_markdown() {
    assert!(!read("**墙和**干部，整*行动").markdown);
    assert!(read("# 标题\n**重点**").markdown);
    assert!(!read("招标公告[单位](省略)").markdown);
}

#[test]
fn damaged_texts_are_warned_of() {
    assert!(read("?????????????????????????增长5%").warnings[0].starts_with("question_marks"));
    assert!(read(BODY).warnings.is_empty());
}

#[test]
fn long_and_odd_texts_take_linear_time() {
    for text in [
        "（",
        "\n",
        "*",
        "　",
        "1",
        "。",
        "（。",
        "政 ",
        "——",
        "一、",
        "【",
        "编辑：",
        "\n　",
    ] {
        let _ = read(&text.repeat(200_000));
    }
}

#[test]
fn days_that_sign_something_else() {
    for text in [
        "{B}\n[1] “Survey of cities”, Example News, 2021/03/12\n[2] 王刚，“城市调查”，《新海日报》，2021年3月12日",
        "{B}\n新海区教育局\n2021年3月12日\n记者了解到，这份通知已经下发到全区42所学校，家长们表示理解。",
        "2021年3月12日，新海区召开会议。\n{B}",
        "{B}\n2021年3月12日，一名工人在新海区的工地上走过。",
    ] {
        let document = read(&text.replace("{B}", BODY));
        assert_eq!(document.published, None, "{text}");
    }
}

#[test]
fn titles_in_lines_and_without_line_ends() {
    for (text, due) in [
        (
            "新海省人民政府办公厅\n关于促进就业\n工作的若干意见\n新政办发〔2021〕3号\n{B}",
            "新海省人民政府办公厅关于促进就业工作的若干意见",
        ),
        (
            "　　新海省人民政府关于扶持返乡人员创业　　促进农村集体经济的实施意见　　新政发〔2021〕3号各市人民政府，省政府各部门：　　{B}",
            "新海省人民政府关于扶持返乡人员创业促进农村集体经济的实施意见",
        ),
        (
            "新海省人民政府办公厅印发关于培育工业企业若干措施的通知各市人民政府，省政府有关部门：　　{B}\n{B}",
            "新海省人民政府办公厅印发关于培育工业企业若干措施的通知",
        ),
        (
            "新海省科技厅关于印发管理办法的通知新科发〔2021〕3号各市科技局：{B}\n{B}",
            "新海省科技厅关于印发管理办法的通知",
        ),
        (
            "政府工作报告（2021年1月27日在新海省第五届人民代表大会上 省长 王某）\n{B}",
            "政府工作报告",
        ),
        (
            "新海市2020年国民经济和社会发展统计公报[1]\n{B}",
            "新海市2020年国民经济和社会发展统计公报",
        ),
        (
            "新华社：山区道路结冰多 出行之前看路况\n{B}",
            "新华社：山区道路结冰多 出行之前看路况",
        ),
        (
            "王某在全省抗旱工作会议召开之际写信慰问一线人员强调 分秒必争找水送水护苗 千方百计保住收成 让群众的日子过得更加安稳踏实 各地干部群众备受鼓舞\n{B}",
            "王某在全省抗旱工作会议召开之际写信慰问一线人员强调 分秒必争找水送水护苗 千方百计保住收成 让群众的日子过得更加安稳踏实 各地干部群众备受鼓舞",
        ),
        (
            "少年到派出所求助，称家中无人，真相令人心酸……\n{B}",
            "少年到派出所求助，称家中无人，真相令人心酸……",
        ),
    ] {
        let document = read(&text.replace("{B}", BODY));
        let title = document.title.as_ref().map(|t| t.text.as_str());
        assert_eq!(title, Some(due), "{text}");
    }
}

#[test]
fn what_only_looks_like_a_glued_title() {
    for text in [
        "新海区印发了关于促进就业的意见，要求各部门落实：一是增加岗位。\n{B}",
        "关于这件事的报告中的数字：新增3万人。\n{B}",
        "听取了草案审议结果的报告。关于促进就业的意见各市人民政府：落实\n{B}",
        "审议结果的报告。听取了委员会作的关于突",
    ] {
        let document = read(&text.replace("{B}", BODY));
        assert_eq!(document.title, None, "{text}");
    }
}
