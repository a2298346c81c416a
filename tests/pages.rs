//! Whole pages, as messy as real ones, written for this purpose: `tests/pages/`.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::{fs, path::Path, time::Instant};
use tonggao::html::{self, Page};

fn page(name: &str) -> Page {
    let text = fs::read_to_string(Path::new("tests/pages").join(name)).unwrap();
    assert!(html::is_page(&text), "{name}");
    html::read(&text)
}

fn lines(page: &Page) -> Vec<&str> {
    page.text.lines().collect()
}

#[test]
fn a_paper_s_page() {
    let page = page("national.html");
    assert_eq!(page.title.as_deref(), Some("新海市三年新增学位一万个"));
    assert_eq!(page.publisher.as_deref(), Some("新海日报"));
    assert_eq!(
        (page.date.as_deref(), page.date_is_meta),
        (Some("2021-03-12"), true)
    );
    assert_eq!(
        lines(&page),
        [
            "新海网3月12日电（记者王小明）记者从新海市教育局获悉，三年来全市新建、改扩建学校42所，新增学位1.2万个，总投资9.6亿元，其中财政资金7.1亿元。",
            "教育局负责人表示，义务教育大班额比例由12%降至3%，下降9个百分点。",
            "区县\t新增学校\t新增学位",
            "东城\t12所\t3600个",
            "西城\t30所\t8400个",
            "“孩子在家门口就能上学了。”家长李女士说，“接送时间少了一半。”",
        ]
    );
}

#[test]
fn a_county_s_page_without_end_tags() {
    let page = page("county.html");
    assert_eq!(
        page.title.as_deref(),
        Some("关于2020年度财政专项资金使用情况的公告")
    );
    assert_eq!(page.publisher.as_deref(), Some("县财政局"));
    assert_eq!(
        (page.date.as_deref(), page.date_is_meta),
        (Some("2021-01-18 16:42"), true)
    );
    assert_eq!(
        lines(&page),
        [
            "根据《预算法》有关规定，现将2020年度财政专项资金使用情况公告如下：",
            "一、全年安排专项资金3.2亿元，支出2.9亿元，执行率90.6%。",
            "二、涉及项目128个，其中完工117个。",
            "特此公告。",
            "新海县财政局",
            "2021年1月15日",
            "附件：2020年度财政专项资金明细表.xls",
        ]
    );
}

#[test]
fn an_account_s_page() {
    let page = page("phone.html");
    assert_eq!(page.title.as_deref(), Some("一图读懂：新海区就业这一年"));
    assert_eq!(
        (page.date.as_deref(), page.date_is_meta),
        (Some("2021-03-12 18:30"), false)
    );
    assert_eq!(
        lines(&page),
        [
            "今年以来，新海区新增就业3万人，完成全年任务的九成，较上年同期多增两千人。",
            "一、稳岗",
            "发放稳岗返还资金1.2亿元，惠及企业4300家。",
        ]
    );
}

#[test]
fn a_record_s_own_fields_go_first() {
    let text = fs::read_to_string("tests/pages/county.html").unwrap();
    let record =
        serde_json::json!({"id": "a", "html": text, "title": "另一个标题", "date": "2020-02-03"});
    let file = std::env::temp_dir().join(format!("tonggao-page-{}.ndjson", std::process::id()));
    fs::write(&file, record.to_string()).unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_tonggao"))
        .args(["pack", file.to_str().unwrap()])
        .output()
        .unwrap();
    fs::remove_file(&file).unwrap();
    let packed: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(packed["title"], "另一个标题");
    assert_eq!(packed["published"], "2020-02-03");
    assert_eq!(packed["published_from"], "field");
    assert_eq!(packed["publisher"], "县财政局");
    assert_eq!(packed["source"]["format"], "html");
    assert!(
        packed["text"]
            .as_str()
            .unwrap()
            .starts_with("根据《预算法》")
    );
}

#[test]
fn what_is_no_page() {
    for text in [
        "全市新增就业3万人。\n",
        "# 标题\n\n**重点**：a < b，<br /><br /><br /><br /><br /><br /><br /><br /><br /><br /><br /><br /><br />| 1 | 2 |",
        "关于<新海市条例>的说明：<一>总则<二>分则",
        "",
    ] {
        assert!(!html::is_page(text), "{text}");
    }
}

/// Deep nesting, unclosed elements and garbage: no overflow, and twice the page takes about
/// twice the time.
#[test]
fn bombs() {
    let shapes: [fn(usize) -> String; 6] = [
        |n| format!("<html>{}全市新增就业3万人，完成任务。", "<div>".repeat(n)),
        |n| {
            format!(
                "<html>{}全市新增就业3万人，完成任务。{}",
                "<div>".repeat(n),
                "</div>".repeat(n)
            )
        },
        |n| format!("<html>{}", "<table><tr><td>".repeat(n)),
        |n| format!("<html>{}", "<b><p>全市，".repeat(n)),
        |n| format!("<html>{}", "<a href=x><div></b></p></a>".repeat(n)),
        |n| format!("<html><p>{}", "全市，<!-- <".repeat(n)),
    ];
    for (i, shape) in shapes.iter().enumerate() {
        let time = |n| {
            let page = shape(n);
            let start = Instant::now();
            let _ = html::read(&page);
            start.elapsed().as_secs_f64()
        };
        time(10_000);
        let (small, large) = (time(50_000), time(200_000));
        assert!(
            large < small * 4.0 * 5.0 + 0.5,
            "shape {i}: {small} s, then {large} s"
        );
    }
}
