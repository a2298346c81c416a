//! Tests of the linking rules, through the whole pipeline.

use super::{
    cues::{Cues, Roles},
    view::View,
};
use crate::{Analyzer, Input, Options, Worker, lexicon::Dicts};

fn analyzer() -> &'static Analyzer {
    static ONE: std::sync::OnceLock<Analyzer> = std::sync::OnceLock::new();
    ONE.get_or_init(|| Analyzer::new(Options::default()).unwrap())
}

/// `core of` of every statistic, then its change and rate where it has them.
fn show(text: &str) -> Vec<String> {
    let mut worker = Worker::new(analyzer());
    let analysis = worker.analyze(Input {
        text: text.to_owned(),
        ..Input::default()
    });
    let text = analysis.document.text();
    let one = |s: &crate::extract::Statistic| {
        let mut out = format!("{} {}", s.core.of(text), s.of.map_or("-", |of| of.of(text)));
        if let Some(change) = s.change {
            let direction = change.direction.map_or("?", |d| d.name());
            out += &format!(" {direction} {}", change.role.name());
            out += change
                .base
                .map_or(String::new(), |b| format!(" {}", b.name()))
                .as_str();
            out += change
                .pair
                .map_or(String::new(), |p| format!(" pair{p}"))
                .as_str();
        }
        out + s
            .per
            .map_or(String::new(), |p| format!(" /{}", p.of(text)))
            .as_str()
    };
    analysis.extraction.statistics.iter().map(one).collect()
}

#[test]
fn one_verb_of_adding_governs_a_list() {
    for (text, want) in [
        (
            "全县新增养老床位300张、照料中心80个，优化公交线路6条。",
            vec![
                "300张 养老床位 up by",
                "80个 照料中心 up by",
                "6条 公交线路",
            ],
        ),
        (
            "新增产值过5亿元企业3家。",
            vec!["5亿元 产值", "3家 企业 up by"],
        ),
        (
            "新增省级单项冠军企业（产品）9个、专精特新“小巨人”企业14家。",
            vec![
                "9个 省级单项冠军企业 up by",
                "14家 专精特新“小巨人”企业 up by",
            ],
        ),
    ] {
        assert_eq!(show(text), want, "{text}");
    }
}

#[test]
fn a_level_stands_between_its_verb_and_the_amount() {
    for (text, want) in [
        (
            "下调贷款利率0.25个百分点。",
            "0.25个百分点 贷款利率 down by",
        ),
        ("提升改造农村公路25公里。", "25公里 农村公路"),
        ("出口额增长达12%。", "12% 出口额 up by"),
        ("达标率提高达到95%。", "95% 达标率 up to"),
        ("服务窗口调整为5个。", "5个 服务窗口 ? to"),
        ("经济增长预期目标5%左右。", "5% 预期目标 up by"),
    ] {
        assert_eq!(show(text), [want], "{text}");
    }
}

#[test]
fn the_period_before_is_a_base_of_its_own() {
    for (text, want) in [
        ("2023年2月份用电量比1月份增长4%。", "4% 用电量 up by mom"),
        (
            "2023年2月份用电量比2022年2月份增长4%。",
            "4% 用电量 up by yoy",
        ),
        ("气温较常年同期偏高2℃。", "2℃ 气温 up by other"),
    ] {
        assert_eq!(show(text), [want], "{text}");
    }
    let text = "贷款余额同比增加40亿元，增幅为6%。";
    assert_eq!(show(text)[1], "6% 增幅 up by yoy");
}

#[test]
fn cells_are_of_the_head_of_their_column() {
    let growth = "\
| 产业 | 企业数<br>（家） | | 比上年增长% | 实际到账（亿元） | 比上年<br>增长（%） |
| --- | --- | --- | --- | --- | --- |
| 总计 | 420 | | -3.5 | 16.2 | 0.0 |
";
    let want = [
        "亿元 -",
        "420 企业数",
        "-3.5 企业数 down by yoy",
        "16.2 实际到账",
        "0.0 实际到账 flat by yoy",
    ];
    assert_eq!(show(growth), want);
    let page = "品种\t单位\t数量\t环比增长（%）\n其中：苹果\t万吨\t30.5\t4.1\n";
    assert_eq!(show(page), ["万吨 -", "30.5 苹果", "4.1 苹果 up by mom"]);
    let empty = "\t数量\t环比增长（%）\n苹果\t30.5\t4.1\n\t8.4\t1.9\n";
    let want = [
        "30.5 苹果",
        "4.1 苹果 up by mom",
        "8.4 -",
        "1.9 - up by mom",
    ];
    assert_eq!(show(empty), want, "a figure names no row");
    let figures = "2021\t35.5\n2022\t40.1\n|||||\n|--|\n\t\n";
    let got = show(figures);
    assert_eq!(got.len(), 4, "{got:?}");
    assert!(got.iter().all(|s| s.ends_with('-')), "no head");
}

#[test]
fn both_ends_of_a_change() {
    for (text, want) in [
        (
            "办理材料由12项精简至4项。",
            ["12项 材料 down from pair1", "4项 材料 down to pair0"],
        ),
        (
            "粮食产量由2015年的30万吨增至2023年的42万吨。",
            [
                "30万吨 粮食产量 up from pair1",
                "42万吨 粮食产量 up to pair0",
            ],
        ),
        (
            "新增和改善灌溉面积8万亩，人口自然增长率为-2.1‰。",
            ["8万亩 灌溉面积 up by", "-2.1‰ 人口自然增长率"],
        ),
    ] {
        assert_eq!(show(text), want, "{text}");
    }
}

#[test]
fn things_in_long_surroundings() {
    for (text, want) in [
        ("政府补助60%药费。", "60% 药费"),
        ("代表团共计98名选手。", "98名 选手"),
        ("爆炸造成利比亚130人死亡。", "130人 死亡"),
        ("受益人次计8000人次。", "8000人次 受益人次"),
        ("覆盖12个县（市、旗）。", "12个 县（市、旗）"),
        ("3个投资超20亿元产业基地开工。", "3个 产业基地"),
        ("扶持40户实力强、信誉好的农业企业。", "40户 农业企业"),
        ("批发给商户的价格在3至5元不等。", "3至5元 价格"),
        ("记录了3名旁观者的反应。", "3名 旁观者"),
        ("全年在省级媒体发稿120篇。", "120篇 发稿"),
        ("并处1万元至3万元不等的罚金。", "1万元至3万元 罚金"),
        ("生产经理人指数（PPI）初值为51.2。", "51.2 生产经理人指数"),
    ] {
        assert_eq!(show(text)[0], want, "{text}");
    }
}

#[test]
fn things() {
    for (text, want) in [
        ("这个街道走访了34个社区。", "34个 社区"),
        ("全年共处理劳动争议案件17宗。", "17宗 劳动争议案件"),
        ("聘请12名社会监督员。", "12名 社会监督员"),
        ("贷款余额达到667亿元。", "667亿元 贷款余额"),
        ("事故造成3人受伤。", "3人 受伤"),
        ("建成20个“口袋公园”项目。", "20个 “口袋公园”项目"),
        ("高标准农田达到70万亩。", "70万亩 高标准农田"),
        ("全月排查隐患580项。", "580项 隐患"),
        ("累计签约金额达到8亿元。", "8亿元 签约金额"),
        ("新建充电桩60台。", "60台 充电桩"),
        ("出台30条促进就业创业举措。", "30条 促进就业创业举措"),
        ("举办20场进社区的健康讲座。", "20场 健康讲座"),
        ("完成120户残疾人家庭无障碍改造。", "120户 残疾人家庭"),
        ("全国八部门联合印发通知。", "八 部门"),
        ("全镇死亡人口12人。", "12人 死亡人口"),
        ("产量迈上2000万吨台阶。", "2000万吨 产量"),
        ("查验30辆大型物流运输车辆。", "30辆 大型物流运输车辆"),
        ("提醒500名高龄驾驶人。", "500名 高龄驾驶人"),
        ("卫星完成5次姿态调整。", "5次 姿态调整"),
        ("镇里组织两次现场观摩。", "两次 现场观摩"),
        ("新建3.2万套（间）公租房。", "3.2万套 公租房"),
        ("全县外出务工12万人次。", "12万人次 务工"),
        ("26个村打造出特色民宿。", "26个 村"),
    ] {
        assert_eq!(show(text), [want], "{text}");
    }
}

#[test]
fn changes() {
    for (text, want) in [
        ("用电量同比增长8%。", "8% 用电量 up by yoy"),
        ("货运量比上年下降2.5%。", "2.5% 货运量 down by yoy"),
        ("新增学位710个。", "710个 学位 up by"),
        ("失业率降至3%。", "3% 失业率 down to"),
        ("销量同比+35%。", "35% 销量 up by yoy"),
        ("主要股指大跌3%。", "3% 主要股指 down by"),
        ("食品类价格上涨2.4%。", "2.4% 食品类价格 up by"),
        ("净出口同比少增270亿元。", "270亿元 净出口 down by yoy"),
        ("客流与上年同期相比增长8%。", "8% 客流 up by yoy"),
        ("覆盖率达到95%。", "95% 覆盖率"),
    ] {
        assert_eq!(show(text), [want], "{text}");
    }
}

#[test]
fn ends_of_a_change_know_each_other() {
    let got = show("服务窗口由6个增至11个。");
    assert_eq!(
        got,
        ["6个 服务窗口 up from pair1", "11个 服务窗口 up to pair0"]
    );
}

#[test]
fn runs_share_and_lists_align() {
    let got = show("投资、消费和出口分别增长5%、6%和7%。");
    assert_eq!(got, ["5% 投资 up by", "6% 消费 up by", "7% 出口 up by"]);
    let got = show("公路货运量分别增长8%和9%。");
    assert_eq!(got, ["8% 公路货运量 up by", "9% 公路货运量 up by"]);
}

#[test]
fn a_part_of_what_is_added_is_no_change() {
    let got = show("新增财政投入中用于教育支出的5亿元。");
    assert_eq!(got, ["5亿元 教育支出"]);
    let got = show("新增用于托育服务的资金5亿元。");
    assert_eq!(got, ["5亿元 资金 up by"]);
    let got = show("新增开展居家养老服务的村30个。");
    assert_eq!(got, ["30个 村 up by"]);
}

#[test]
fn what_was_said_before_carries_over() {
    let got = show("全年完成技改投资20亿元，增长12%。");
    assert_eq!(got, ["20亿元 技改投资", "12% 技改投资 up by"]);
    let got = show("出口总额增长9.6%，突破300亿元。");
    assert_eq!(got[1], "300亿元 出口总额");
    let got = show("技能培训人数逐年增加，2019年310人，2020年450人。");
    assert_eq!(got.len(), 2, "{got:?}");
    assert!(got.iter().all(|s| s.contains("培训")), "{got:?}");
}

#[test]
fn carried_over_from_the_same_kind_outside_brackets() {
    let got = show("调解纠纷37宗（电话21宗、上门16宗），成功化解32宗。");
    assert_eq!(got[0], "37宗 纠纷");
    assert!(got[3].starts_with("32宗 纠纷"), "{got:?}");
    let got = show("走访企业21家，涉及1043人。");
    assert_eq!(got, ["21家 企业", "1043人 -"]);
    let got = show("参展企业75家，其中66家首发新品。");
    assert_eq!(got, ["75家 企业", "66家 企业"]);
    let got = show("在场工人中，27人轻伤。");
    assert_eq!(got, ["27人 轻伤"]);
}

#[test]
fn one_figure_each_after_two_named_ones() {
    let got = show("城镇收入2万元、农村收入1万元，分别增长4%和6%。");
    assert_eq!(got[2..], ["4% 城镇收入 up by", "6% 农村收入 up by"]);
}

#[test]
fn rates() {
    let got = show("这里每天有公交车60辆。");
    assert_eq!(got, ["60辆 公交车 /天"]);
}

#[test]
fn every_item_of_a_long_row_is_read_a_bounded_number_of_times() {
    let text = "案件1宗、".repeat(20_000);
    assert!(show(&text).len() <= 20_000);
}

#[test]
fn cue_files_load_and_know_their_words() {
    let cues = Cues::new(&Dicts::builtin()).unwrap();
    assert!(cues.roles("增长").any(Roles::CHANGE));
    assert!(cues.roles("新增").any(Roles::OBJECT));
    assert_eq!(cues.heads.fits("名", "工作人员"), Some(true));
    assert_eq!(cues.heads.fits("艘", "案件"), Some(false));
    assert_eq!(cues.heads.fits("勺", "案件"), None);
    let empty = View {
        text: "",
        items: &[],
    };
    assert_eq!(empty.clause_start(0, 60), 0);
}
