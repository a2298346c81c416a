//! What marks are, in texts of our own.

use super::*;
use crate::{Input, Published, document::Structure};

fn masks(text: &str) -> Vec<(String, &'static str, bool)> {
    let dicts = Dicts::builtin();
    let finder = MaskFinder::new(&dicts, &Restoring::default()).unwrap();
    let input = Input {
        text: text.to_owned(),
        ..Input::default()
    };
    let document = Structure::new(&dicts)
        .unwrap()
        .document(input, Published::None);
    let mut out = Vec::new();
    finder.find(&document, &mut out);
    let show = |m: &Mask| {
        (
            m.span.of(document.text()).to_owned(),
            m.kind.name(),
            m.removed,
        )
    };
    out.iter().map(show).collect()
}

fn kinds(text: &str) -> Vec<&'static str> {
    masks(text).into_iter().map(|(_, kind, _)| kind).collect()
}

#[test]
fn kinds_in_context() {
    let cases: &[(&str, &[&str])] = &[
        ("全区开展环境卫生专项整*行动，效果明显。", &["censored"]),
        ("要切实转变作风，让**干部沉到一线。", &["censored"]),
        ("被告人刘*强对指控事实没有异议。", &["person"]),
        ("记者联系到报案人周××，他表示已收到通知。", &["person"]),
        ("本条例自×年×月×日起施行。", &["number", "number", "number"]),
        ("每股收益=净利润*分配比例", &["multiplication"]),
        ("展厅长12*8米，高5米。", &["multiplication"]),
        ("咨询电话：0755-2750112*8023。", &["phone_extension"]),
        ("*ST高原今日复牌。", &["symbol"]),
        ("二○一四年十一月十二日", &["zero"]),
        ("○加强领导\n○落实责任", &["bullet", "bullet"]),
        ("□是 □否", &["bullet", "bullet"]),
        ("车牌号为粤B12**8的轿车", &["identifier"]),
        ("*文中人物均为化名", &["footnote"]),
        ("美食×电竞，新场景人气旺。", &["separator"]),
        ("演员约翰*史密斯出席。", &["separator"]),
    ];
    for (text, want) in cases {
        assert_eq!(kinds(text), *want, "{text}");
    }
}

#[test]
fn letters_that_are_no_masks() {
    for text in [
        "做了X光检查",
        "社交平台X宣布",
        "发布新款iPhone X",
        "采用X射线衍射",
        "某些地方某种程度",
    ] {
        assert!(kinds(text).is_empty(), "{text}: {:?}", masks(text));
    }
}

#[test]
fn markdown_is_seen_by_the_document() {
    let text = "# 通报\n\n**一、基本情况**\n\n今年以来，全市共检查企业120家。\n\n**二、存在问题**\n\n个别单位 **责任不落实** ，整改缓慢。";
    assert!(masks(text).iter().all(|m| !m.2), "{:?}", masks(text));
}

#[test]
fn a_filter_is_seen_by_the_document() {
    let text =
        "拆除“**墙”，让**干部沉下去。\n**开展检查，专项整*取得实效。\n群众反映**，**部门及时处理。";
    assert!(masks(text).iter().all(|m| m.2), "{:?}", masks(text));
}

#[test]
fn any_place_in_the_text() {
    for text in [
        "*",
        "**",
        "***\n",
        "×",
        "某某",
        "X",
        "*\u{FFFD}",
        "“*”",
        "治*",
        "*治",
    ] {
        let _ = masks(text);
    }
}
