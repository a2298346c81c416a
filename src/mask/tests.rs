//! What marks are, in texts of our own.

use super::*;
use crate::{Input, Published, document::Structure};

/// A finder as built without options.
pub(super) fn finder() -> MaskFinder {
    MaskFinder::new(&Dicts::builtin(), &Restoring::default()).unwrap()
}

fn masks(text: &str) -> Vec<(String, &'static str, bool)> {
    let document = document(text, None);
    let mut out = Vec::new();
    finder().find(&document, &mut out);
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
fn stars_that_refer_to_a_note() {
    for text in [
        "城镇化率*稳步提高。\n人均住房*逐年改善。\n注：表中加注*的为约束性指标。",
        "三家企业“一站两中心”*全年开放。",
        "从湖区的生态地位*来看，保护仍是首要任务。\n本项目得到基金资助*",
    ] {
        assert!(
            masks(text)
                .iter()
                .all(|m| m.0 != "*" || !m.2 || text.contains("来看")),
            "{text}: {:?}",
            masks(text)
        );
    }
    assert_eq!(kinds("本次抽检中加注*的企业共五家。"), ["footnote"]);
}

#[test]
fn products_and_closing_marks() {
    assert_eq!(kinds("反应速率为(mol/L)*s-1。"), ["multiplication"]);
    assert_eq!(
        kinds("费用为「数量*单位」5天*9人。"),
        ["multiplication", "multiplication"]
    );
    let closing = "# 名单\n\n**一、班子成员**\n\n其中“70后”有3位**\n\n**二、分工**\n\n略。";
    assert!(masks(closing).iter().all(|m| !m.2), "{:?}", masks(closing));
}

fn restored(text: &str, publisher: Option<&str>, restoring: &Restoring) -> Vec<Vec<String>> {
    let dicts = Dicts::builtin();
    let finder = MaskFinder::new(&dicts, restoring).unwrap();
    let document = document(text, publisher);
    let mut out = Vec::new();
    finder.find(&document, &mut out);
    let texts = |m: &Mask| m.candidates.iter().map(|c| c.text.clone()).collect();
    out.iter().map(texts).collect()
}

/// The text as a document without a day.
pub(super) fn document(text: &str, publisher: Option<&str>) -> Document {
    let input = Input {
        text: text.to_owned(),
        publisher: publisher.map(str::to_owned),
        ..Input::default()
    };
    let structure = Structure::new(&Dicts::builtin()).unwrap();
    structure.document(input, Published::None)
}

#[test]
fn fillings_by_word_and_neighbours() {
    let text = "全县开展农村环境综合整*，群众普遍叫好。\n镇里把社会*安摆在突出位置。";
    let found = restored(text, None, &Restoring::default());
    assert!(
        found.iter().all(|f| f.first().is_some_and(|f| f == "治")),
        "{found:?}"
    );
}

#[test]
fn the_title_beats_the_model() {
    let text = "拆掉“思想墙” 走好群众路线\n\n本报讯 各乡镇主动拆掉“**墙”，把办公桌搬到田间地头，解决了一批难题。";
    let found = restored(text, None, &Restoring::default());
    assert_eq!(found[0][0], "思想", "{found:?}");
}

#[test]
fn one_neighbour_tells_where_a_filling_stands_elsewhere() {
    let text = "传统老手艺成了新产业\n\n合作社把村里的**老手艺教给青年，今年办了六期培训班，学员都能独立接单。";
    let document = document(text, None);
    let finder = finder();
    let explained = finder.explain(&document);
    let of = |filling: &str, feature: &str| {
        let place = FEATURES.iter().position(|f| *f == feature).unwrap();
        let found = explained[0].fillings.iter().find(|f| f.0 == filling);
        found.map(|f| f.1[place])
    };
    // The title has it before the same three characters, the body nowhere.
    assert_eq!(of("传统", "title_behind"), Some(3.0));
    assert_eq!(of("传统", "title_before"), Some(0.0));
    assert_eq!(of("传统", "body_behind"), Some(0.0));
    let found = restored(text, None, &Restoring::default());
    assert_eq!(found[0][0], "传统", "{found:?}");
}

#[test]
fn an_article_gets_its_own_characters() {
    let text = "市府持續推動環境綜合整*，加強社會*安巡查，並請各區公所落實。\n\
                市長表示，治安與環境都是施政重點，將投入更多經費與人力。\n\
                學校**工作也要一併檢討，讓學生安心學習。";
    let found = restored(text, None, &Restoring::default());
    let firsts: Vec<&str> = found.iter().map(|f| f[0].as_str()).collect();
    assert_eq!(firsts[..2], ["治", "治"], "{found:?}");
    let written = found.iter().flatten().flat_map(|f| f.chars());
    let simplified: Vec<char> = written
        .filter(|c| "务发国处业学护师".contains(*c))
        .collect();
    assert!(simplified.is_empty(), "{found:?}");
}

#[test]
fn people_stay_unknown_unless_all_is_asked_for() {
    let text = "被告人刘*强对指控事实没有异议。";
    assert!(restored(text, None, &Restoring::default())[0].is_empty());
    let all = Restoring {
        all: true,
        ..Restoring::default()
    };
    assert!(!restored(text, None, &all)[0].is_empty());
    let sure = Restoring {
        min_score: 0.9,
        ..all
    };
    assert!(restored(text, None, &sure)[0].is_empty());
}

#[test]
fn probabilities_add_up() {
    let finder = MaskFinder::new(&Dicts::builtin(), &Restoring::default()).unwrap();
    let mut out = Vec::new();
    finder.find(
        &document("各级**干部要深入一线，推动*作落实。", None),
        &mut out,
    );
    for mask in &out {
        let scores: Vec<f64> = mask.candidates.iter().map(|c| c.score).collect();
        assert!(scores.iter().sum::<f64>() <= 1.001, "{scores:?}");
        assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
    }
}

/// Articles of one site whose filter removes 监管, and of another that has no filter.
fn articles() -> Vec<Document> {
    let site = [
        "县里强化食品安全**，全年检查企业200家。",
        "市场**部门开展专项检查，查处案件12起。",
        "要压实行业**责任，守住安全底线。",
        "新的市场**办法下月起施行。",
    ];
    let other = ["市场监管部门公布了抽检结果。", "要加强行业监管。"];
    let of = |texts: &[&str], publisher: &'static str| {
        let made = texts.iter().map(|t| document(t, Some(publisher)));
        made.collect::<Vec<_>>()
    };
    [of(&site, "青石网"), of(&other, "白水网")].concat()
}

fn learnt(finder: &MaskFinder, documents: &[&Document], parts: usize) -> Memory {
    let mut learners: Vec<Learner> = (0..parts).map(|_| Learner::default()).collect();
    let mut masks = Vec::new();
    for (i, document) in documents.iter().enumerate() {
        finder.learn(document, &mut masks, &mut learners[i % parts]);
    }
    finder.learnt(learners.into_iter().reduce(Learner::merged).unwrap())
}

#[test]
fn a_memory_knows_no_order_and_no_threads() {
    let finder = MaskFinder::new(&Dicts::builtin(), &Restoring::default()).unwrap();
    let articles = articles();
    let forward: Vec<&Document> = articles.iter().collect();
    let backward: Vec<&Document> = articles.iter().rev().collect();
    let memory = learnt(&finder, &forward, 1);
    assert_eq!(memory, learnt(&finder, &backward, 1));
    assert_eq!(memory, learnt(&finder, &forward, 3));
    let text = memory.to_text();
    assert!(
        text.contains("青石网\t监管\t") && !text.contains("白水网"),
        "{text}"
    );
    assert_eq!(Memory::parse(text.as_bytes()).unwrap(), memory);
}

#[test]
fn what_was_learnt_fills_masks_of_its_publisher() {
    let finder = MaskFinder::new(&Dicts::builtin(), &Restoring::default()).unwrap();
    let articles = articles();
    let memory = learnt(&finder, &articles.iter().collect::<Vec<_>>(), 1);
    let with = Restoring {
        memory: Some(memory.into()),
        ..Restoring::default()
    };
    let text = "局里对**对象分级分类。";
    let here = restored(text, Some("青石网"), &with);
    let elsewhere = restored(text, Some("白水网"), &with);
    let has = |found: &[Vec<String>]| found[0].iter().any(|f| f == "监管");
    assert!(has(&here) && !has(&elsewhere), "{here:?} {elsewhere:?}");
    assert_eq!(
        elsewhere,
        restored(text, Some("白水网"), &Restoring::default())
    );
}

#[test]
fn a_malformed_memory_or_model_is_refused() {
    let good = Memory::default().to_text();
    assert!(Memory::parse(good.as_bytes()).is_ok());
    for (text, line) in [
        ("nothing of ours".to_owned(), None),
        (format!("{good}网\t词\t1\t2\n"), Some(2)),
        (
            format!("{good}网\t词\t1\t2\t3\t4\n网\t词\t-1\t2\t3\t4\n"),
            Some(3),
        ),
        (format!("{good}网\t\t1\t2\t3\t4\n"), Some(2)),
    ] {
        assert_eq!(
            Memory::parse(text.as_bytes()).unwrap_err().line(),
            line,
            "{text}"
        );
    }
    assert!(Memory::parse(b"\xff\xfe").is_err());
    let torn = &include_bytes!("../../dicts/mask.model")[..5000];
    for bytes in [&b""[..], b"TGMASK1\n", torn, &[0xff; 600]] {
        assert!(Model::open(bytes.to_vec()).is_err());
    }
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
