//! Tests of this room.

use crate::{Analyzer, Input, Options, Worker, report};

/// `core kind value|lo..hi approx unit` of every statistic of `text`.
pub(super) fn show(text: &str) -> String {
    let analyzer = analyzer();
    let mut worker = Worker::new(analyzer);
    let analysis = worker.analyze(Input {
        text: text.to_owned(),
        ..Input::default()
    });
    let record = report::article(&analysis);
    let mut out = Vec::new();
    for s in &record.statistics {
        let core: String = text
            .chars()
            .skip(s.core[0])
            .take(s.core[1] - s.core[0])
            .collect();
        let value = match (&s.value, &s.ratio) {
            (_, Some(ratio)) => ratio.to_string(),
            (Some(value), _) => value.to_string(),
            _ => format!(
                "{}..{}",
                s.lo.as_deref().unwrap_or(""),
                s.hi.as_deref().unwrap_or("")
            ),
        };
        let mut line = format!("{core} {} {value}", s.kind);
        for extra in [s.unit, s.approx].into_iter().flatten() {
            line = format!("{line} {extra}");
        }
        out.push(line);
    }
    out.join("; ")
}

fn analyzer() -> &'static Analyzer {
    static ONE: std::sync::OnceLock<Analyzer> = std::sync::OnceLock::new();
    ONE.get_or_init(|| Analyzer::new(Options::default()).unwrap())
}

/// All rows at once, so that one run shows every row that fails.
fn check(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter(|(text, want)| show(text) != *want)
        .map(|(text, want)| format!("{text}\n   got: {}\n  want: {want}", show(text)))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} rows:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn counts_and_measures() {
    check(&[
        (
            "干部走访46个村民小组，办结诉求1300余件。",
            "46个 count 46 个; 1300余件 count 1300 件 over",
        ),
        (
            "全区完成投资38.5亿元，增长7.2%。",
            "38.5亿元 money 3850000000 CNY; 7.2% percent 7.2 %",
        ),
        ("治理水土流失面积12平方公里。", "12平方公里 measure 12 km2"),
        (
            "比上月回落0.4个百分点。",
            "0.4个百分点 percent_point 0.4 pp",
        ),
    ]);
}

#[test]
fn names_by_their_surroundings() {
    check(&[
        ("［3］双心四廊:围绕两个新城布局。", "两个 count 2 个"),
        ("他在第二野战军服役，后调入第五集团军。", ""),
        ("市民可拨打12329住房公积金服务热线。", ""),
        ("咨询电话0532-8596120转3301、3302。", ""),
        ("该县十分重视备考工作。", ""),
        ("全年服務1萬2,500人次。", "1萬2,500人次 count 12500 人次"),
        ("企业投产三元前驱体项目。", ""),
    ]);
}

#[test]
fn bounds_at_a_distance() {
    check(&[
        (
            "收购价约每斤8元，存栏生猪20万头（只）以上。",
            "8元 money 8 CNY about; 20万头 count 200000 头 at_least",
        ),
        (
            "加快旧管网更新，漏损率压降10%以上。",
            "10% percent 10 % at_least",
        ),
        ("项目投产以来，产值已增长10%以上。", "10% percent 10 % over"),
        // the balance of the words around: what is to be done, and what was done
        (
            "一是推进公共服务下沉。改造村级卫生室40所以上，开展主题宣讲200场以上。",
            "40所 count 40 所 at_least; 200场 count 200 场 at_least",
        ),
        (
            "主要工作取得新成效。全县改造了村级卫生室，覆盖率在80%以上。",
            "80% percent 80 % over",
        ),
        (
            "这套设备至少要运转30年，每人最多只能买5张票。",
            "30年 duration 30 a at_least; 5张 count 5 张 at_most",
        ),
        ("这趟车最多的线路有12条。", "12条 count 12 条"),
        (
            "近三年培训80人，历时近三年。",
            "三年 duration 3 a; 80人 count 80 人; 三年 duration 3 a nearly",
        ),
        ("现场聚集近200多名群众。", "200多名 count 200 名 over"),
        (
            "累计突破18项关键技术，产量突破3万吨。",
            "18项 count 18 项; 3万吨 measure 30000 t over",
        ),
        (
            "国际金价突破每盎司2500美元。",
            "2500美元 money 2500 USD over",
        ),
        (
            "聘金不能超过村规规定的3万元。",
            "3万元 money 30000 CNY at_most",
        ),
        ("家里花了两三万元。", "两三万元 money 20000..30000 CNY"),
        (
            "单个项目最高可获得80万元补助。",
            "80万元 money 800000 CNY at_most",
        ),
    ]);
}

#[test]
fn currency_of_the_place() {
    check(&[
        (
            "臺中市政府補助長者餐費，每人每月1,200元。",
            "1,200元 money 1200 TWD",
        ),
        (
            "香港特區政府發放津貼，每戶3000元。",
            "3000元 money 3000 CNY",
        ),
        (
            "臺中市代表團赴廈門，受贈人民幣500元。",
            "500元 money 500 CNY",
        ),
        (
            "台中市政府补助长者餐费，每人每月1200元。",
            "1200元 money 1200 CNY",
        ),
    ]);
}

#[test]
fn cells_have_the_unit_of_their_column() {
    check(&[
        (
            "单位：万人\n\n| 指标 | 年末数 | 比重（%） | 产值（亿元） |\n| --- | --- | --- | --- |\n\
             | 城镇 | 12.5 | 62.5 | 30.2 |\n| 乡村 | 7.5 | 37.5 | 1,204 |\n",
            "12.5 count 125000 人; 62.5 percent 62.5 %; 30.2 money 3020000000 CNY; \
             7.5 count 75000 人; 37.5 percent 37.5 %; 1,204 money 120400000000 CNY",
        ),
        (
            "| 产品 | 单位 | 产量 |\n| :--- | :---: | ---: |\n| 原煤 | 万吨 | 38.1 |\n\n指数为38.1",
            "38.1 measure 381000 t; 38.1 number 38.1",
        ),
        (
            "\t产量（万吨）\t增幅（%）\n煤炭\t31.7\t2.6\n\t8.4\t1.9\n",
            "31.7 measure 317000 t; 2.6 percent 2.6 %; 8.4 measure 84000 t; 1.9 percent 1.9 %",
        ),
        (
            "品名\t产量（万吨）\t增幅（%）\n8.4\t1.9\n",
            "8.4 number 8.4; 1.9 number 1.9",
        ),
    ]);
}

#[test]
fn several_and_split_units() {
    check(&[
        (
            "先后调派数艘渔政船，数架无人机升空",
            "数艘 count 2..9 艘 several; 数架 count 2..9 架 several",
        ),
        ("报名人数只有去年的一半", "一半 fraction 1/2"),
        ("价格指数周二走高", ""),
        ("产值占比将下降四个百分点", "四个百分点 percent_point 4 pp"),
        (
            "修护费用共计2484余万元",
            "2484余万元 money 24840000 CNY over",
        ),
        ("提出收入“翻一番”", "一番 multiple 2 倍"),
        ("贵州茅台（600519）高开", ""),
        ("最矮的也有一米七二", "一米七二 measure 1.72 m"),
        ("白菜跌到两三毛钱一颗", "两三毛钱 money 0.2..0.3 CNY"),
        (
            "在500米四人艇决赛中",
            "500米 measure 500 m; 四人 count 4 人",
        ),
        (
            "租下2.5万平方米三年",
            "2.5万平方米 measure 25000 m2; 三年 duration 3 a",
        ),
        (
            "堤坝加高两米三年完成",
            "两米 measure 2 m; 三年 duration 3 a",
        ),
        (
            "亏损3个亿，5个多亿的货",
            "3个亿 money 300000000 CNY; 5个多亿 money 500000000 CNY over",
        ),
        (
            "新签275个亿元以上项目",
            "275个 count 275 个; 亿元 money 100000000 CNY at_least",
        ),
        ("卫生局说，案18264已接种", ""),
    ]);
}

#[test]
fn numbers_in_series_are_names() {
    check(&[
        ("地铁1、2号线和3、4号机组同时投运，见附件1、2、3", ""),
        ("峰值出现在1956、1961年前后", ""),
        ("神十九乘组与十五运会组委会连线，市十七中、市八医院供图", ""),
        ("他打了120，又向12345反映", ""),
        ("群众反映到12345后，12345接诉即办", ""),
        ("依据冀发﹝2015﹞14号文件，（1 ）明确职责", ""),
        (
            "上缴利润37，200，500元，建成安置房12，984套",
            "37，200，500元 money 37200500 CNY; 12，984套 count 12984 套",
        ),
        (
            "三地分别有120，130，150人报名",
            "120 number 120; 130 number 130; 150人 count 150 人",
        ),
    ]);
}

#[test]
fn counts_that_look_like_names() {
    check(&[
        ("全市三医院共接诊80人", "三 number 3; 80人 count 80 人"),
        ("广州市三医院共接诊80人", "80人 count 80 人"),
        ("四运输车抵达灾区", "四 number 4"),
        ("十运输企业签约", "十 number 10"),
        ("十五运会开幕，十五运赛事共34项", "34项 count 34 项"),
        ("全县三小学开学", "三 number 3"),
        ("三地销量12345", "12345 number 12345"),
        ("投诉总数达12345，热线数量为12345", "12345 number 12345"),
    ]);
}
