//! Hard cases: what a filter removed between all that looks like it.

use crate::mask::{
    Mask,
    tests::{document, finder},
};

/// Each mark of the text as `+kind` when characters were removed, `-kind` when none.
fn marks(text: &str) -> String {
    let mut masks = Vec::new();
    finder().classify(&document(text, None), &mut masks);
    let show = |m: &Mask| {
        let sign = if m.removed { '+' } else { '-' };
        format!("{sign}{}", m.kind.name())
    };
    masks.iter().map(show).collect::<Vec<_>>().join(" ")
}

fn check(cases: &[(&str, &str)]) {
    for (text, want) in cases {
        assert_eq!(marks(text), *want, "{text}");
    }
}

#[test]
fn several_masks_are_no_series() {
    check(&[
        (
            "社会*安综合*理工作会议在市委党校召开",
            "+censored +censored",
        ),
        ("加强社会*安综合*理，打造平安乡镇。", "+censored +censored"),
        ("《关于加强社会*安工作的意见》", "+censored"),
        ("“健康*运动*快乐”主题活动启幕", "-separator -separator"),
        ("108文创*观光*行销讲座", "-separator -separator"),
        ("乔治*布什和安东尼*布林肯会谈", "-separator -separator"),
    ]);
}

#[test]
fn masks_in_titles_quotes_and_names() {
    check(&[
        ("入选国家“*人计划”的专家有三人。", "+censored"),
        ("团队有“**计划”入选者12名。", "+censored"),
        ("在“两*一做”学习教育中", "+censored"),
        ("全县**党员**要做表率", "+censored +censored"),
        ("人民*府、市*委、国*院", "+censored +censored +censored"),
        ("患者李*英、王*刚已治愈出院。", "+person +person"),
        ("被告××公司应承担责任。", "+organisation"),
    ]);
}

#[test]
fn shares_products_keys_and_extensions() {
    check(&[
        ("*ST康达、*ST天宇今日停牌。", "-symbol -symbol"),
        ("公司股票简称变更为“＊ST中远”。", "-symbol"),
        ("规格：1200*600*18mm", "-multiplication -multiplication"),
        ("农村水电站最大装机容量5*10千瓦", "-multiplication"),
        ("联系电话：010-65231234*801", "-phone_extension"),
        ("输入*123#即可查询话费", "-symbol"),
        ("请发送短信*#06#查看序列号", "-symbol"),
        ("请拨打总机，再按*键转人工", "-symbol"),
    ]);
}

#[test]
fn notes_fields_and_markdown() {
    check(&[
        ("注：带*的为必填项", "-footnote"),
        ("姓名*：　电话*：　地址：", "-footnote -footnote"),
        ("*为核心期刊", "-footnote"),
        ("营业收入*　同比增长5.3%", "-footnote"),
        (
            "1. **提高认识**：各单位要高度重视。\n2. **压实责任**：各部门各负其责。",
            "-markdown -markdown -markdown -markdown",
        ),
        ("**通知**\n各乡镇人民政府：", "-markdown -markdown"),
    ]);
}

#[test]
fn blanks_lacunae_and_lost_characters() {
    check(&[
        ("××省××市××村", "+organisation +organisation +organisation"),
        ("碑文首行：“大唐故□□府君墓志铭”", "+censored"),
        ("碑文残损：“□□之乱，民不聊生”。", "+censored"),
        ("性别：□男□女", "-bullet -bullet"),
        ("今年以来，全�推进改革工作。", "-mojibake"),
        ("二〇二〇年五月○日", "+number"),
        ("二○一四年的三○一医院", "-zero -zero"),
        ("张某某、李某、王某三人被抓获", "+person +person +person"),
        ("某月某日，某市某县某村发生一起事件", ""),
        ("嘉定区某营销中心的电话无人接听。", ""),
        ("某师范学校的学生", ""),
    ]);
}
