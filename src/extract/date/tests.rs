//! Dates as the extractor finds them, in whole sentences.

use super::super::{Context, DateMention};
use super::DateFinder;
use crate::{
    document::{Input, Published, Structure},
    lexicon::Dicts,
    segment::Tokens,
};

/// The dates of `text` published on `day` (`none` for no day) as `core=iso`.
fn dates(text: &str, day: &str) -> String {
    let dicts = Dicts::builtin();
    let finder = DateFinder::new(&dicts).unwrap();
    let published = day.parse().map_or(Published::None, Published::Day);
    let input = Input {
        text: text.to_owned(),
        ..Input::default()
    };
    let document = Structure::new(&dicts).unwrap().document(input, published);
    let context = Context {
        document: &document,
        tokens: &Tokens::default(),
        masks: &[],
    };
    let mut out = Vec::new();
    finder.find(&context, &mut out);
    let show = |d: &DateMention| {
        let iso = d.iso.as_deref().unwrap_or("null");
        format!("{}={iso}", d.core.of(document.text()))
    };
    out.iter().map(show).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(day: &str, table: &[(&str, &str)]) {
    for (text, wanted) in table {
        assert_eq!(dates(text, day), *wanted, "{text}");
    }
}

#[test]
fn written_dates() {
    check(
        "2014-11-12",
        &[
            ("2014年8月18日开工", "2014年8月18日=2014-08-18"),
            ("2013年共办案", "2013年=2013"),
            (
                "二〇一四年十一月十二日发布",
                "二〇一四年十一月十二日=2014-11-12",
            ),
            ("该桥于09年3月开工", "09年3月=2009-03"),
            ("公示期自2010.01.29算起", "2010.01.29=2010-01-29"),
            ("编号20240307的案卷", ""),
            ("于2024/3/7受理", "2024/3/7=2024-03-07"),
            ("2014年2月30日", ""),
            ("会议于16时40分结束", "16时40分=2014-11-12T16:40"),
            (
                "8月16日17时30分至8月17日3时30分停水",
                "8月16日17时30分至8月17日3时30分=2014-08-16T17:30/2014-08-17T03:30",
            ),
        ],
    );
}

#[test]
fn relative_dates_need_the_publish_day() {
    check(
        "2014-11-12",
        &[
            ("去年新建学校", "去年=2013"),
            ("今年3月启动", "今年3月=2014-03"),
            ("昨日获悉", "昨日=2014-11-11"),
            ("上周三召开", "上周三=2014-11-05"),
            ("今年以来登记", "今年以来=2014-01-01/2014-11-12"),
            ("去年底，全市", "去年底=2013-12"),
            ("近日召开", "近日=null"),
        ],
    );
    check(
        "none",
        &[("去年新建学校", "去年=null"), ("昨日获悉", "昨日=null")],
    );
}

#[test]
fn parts_of_years_and_months() {
    check(
        "2014-11-12",
        &[
            ("前三季度", "前三季度=2014-01/2014-09"),
            ("今年一季度末", "今年一季度末=2014-03"),
            ("上半年办案", "上半年=2014-01/2014-06"),
            ("前5个月办案", "前5个月=2014-01/2014-05"),
            ("提前5个月完工", ""),
            ("12月上旬验收", "12月上旬=2014-12-01/2014-12-10"),
            ("2月下旬验收", "2月下旬=2014-02-21/2014-02-28"),
            ("“十二五”期间", "“十二五”期间=2011/2015"),
            ("“十四五”规划编制", ""),
            ("上世纪90年代初", "上世纪90年代初=1990/1992"),
            ("9月底前完成", "9月底=2014-09"),
            ("2014年1—9月", "2014年1—9月=2014-01/2014-09"),
            ("10月1日至7日放假", "10月1日至7日=2014-10-01/2014-10-07"),
        ],
    );
}

#[test]
fn the_year_follows_from_the_neighbours() {
    check(
        "2024-01-10",
        &[
            ("12月25日，暴雪", "12月25日=2023-12-25"),
            ("2月3日举行", "2月3日=2024-02-03"),
            ("2019年3月立项，5月开工", "2019年3月=2019-03 5月=2019-05"),
            ("31日，暴雪", "31日=2023-12-31"),
        ],
    );
}

#[test]
fn what_only_looks_like_a_date() {
    check(
        "2024-03-15",
        &[
            ("《2023年度报告》", ""),
            ("2000余条线索", ""),
            ("周末音乐会", ""),
            ("3号楼2单元", ""),
            ("三年级学生", ""),
            ("24点5度", ""),
        ],
    );
}
