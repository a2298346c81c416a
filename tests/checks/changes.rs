//! Growth from two levels, steps from one level to the next, years and days.

use super::run;

#[test]
fn changes() {
    run(&[
        ("全年立案60件，比上年的48件增长25%。", "change holds 25 25"),
        ("全年立案60件，比上年的48件增长30%。", "change fails 30 25"),
        (
            "发案由去年的150起下降到120起，下降20%。",
            "change holds -20 -20",
        ),
        (
            "发案由去年的150起下降到120起，下降25%。",
            "change fails -25 -20",
        ),
        ("门诊由8个增至14个，增加6个。", "difference holds 6 6"),
        ("门诊由8个增至14个，增加7个。", "difference fails 7 6"),
        ("产值由3亿元增加到9亿元，是原来的3倍。", "rate holds 3 3"),
        ("产值由3亿元增加到9亿元，是原来的5倍。", "rate fails 5 3"),
        (
            "农户收入420万元，比上年增加70万元，增长20%。",
            "change holds 20 20",
        ),
        (
            "农户收入420万元，比上年增加70万元，增长25%。",
            "change fails 25 20",
        ),
        // Rounding alone explains it: 4.2 on 101.3.
        (
            "财政收入105.5亿元，比上年增加4.2亿元，增长4.2%。",
            "change holds 4.2 4.15",
        ),
        // Growth at comparable prices is not that of the levels.
        ("增加值由80亿元增加到100亿元，按可比价格计算增长18%。", ""),
        (
            "合格率由80%提高到86%，提高6个百分点。",
            "difference holds 6 6",
        ),
        (
            "合格率由80%提高到86%，提高8个百分点。",
            "difference fails 8 6",
        ),
        ("隐患由35处减少到53处。", "change fails 53 35"),
        // A ranking rises as its number falls.
        ("满意度排名由第31位上升到第9位。", ""),
        // 由 opens a pair of its own.
        ("办理时限由5个工作日压缩至半天，审批由120天压减至40天。", ""),
        // What grows after the comma is another thing.
        ("专利拥有量由29件提高到35件，合同成交额增长16.2%。", ""),
        ("出口由50亿美元增加到80亿美元，平均每年增长15%。", ""),
        // A mark that was passed is no amount.
        ("出口312亿美元，同比减少9.6%，跌破320亿美元关口。", ""),
        (
            "存款余额120亿元，增加20亿元，增长20%。",
            "change holds 20 20",
        ),
    ]);
}

#[test]
fn levels_and_steps() {
    run(&[
        (
            "报销比例从60%提高15个百分点，达到80%。",
            "difference fails 80 75",
        ),
        (
            "在上年3.2亿元的基础上增加2.1亿元，达到5.8亿元。",
            "difference fails 580000000 530000000",
        ),
        (
            "一季度接待游客36万人次，去年同期30万人次，同比增长25%。",
            "change fails 25 20",
        ),
        (
            "时限由20个工作日压缩到5个工作日，压缩率达80%。",
            "change fails -80 -75",
        ),
        (
            "今年优良天数为292天，上年为270天，同比增加20天。",
            "difference fails 20 22",
        ),
        // A number that is cut by a space has not the value of its end.
        ("财政收入从157. 58亿元增至401.36亿元，增长592%。", ""),
        // Places, not people; grades, not amounts.
        ("城市信用排行从223名提升到53名，提升了170名。", ""),
        ("河流水质从五类提高到四类。", ""),
        // A loss is a negative number.
        ("净亏损69万元，上年同期33万元，同比下降309%。", ""),
        // The growth of several years.
        (
            "营收从594亿元增长到1305亿元，增长率分别为97%、58%、39%。",
            "",
        ),
        ("每股收益超过预期的1.39元，较上年同期的1.29元增长13%。", ""),
    ]);
}

#[test]
fn years_and_days() {
    run(&[
        (
            "收入由2010年的1万元增加到2015年的1.61万元，年均增长10%。",
            "change holds 10 10",
        ),
        (
            "收入由2010年的1万元增加到2015年的1.61万元，年均增长15%。",
            "change fails 15 10",
        ),
        // What is told at current prices grows in real terms.
        (
            "地区生产总值由2010年的100亿元增加到2015年的161亿元，年均增长15%。",
            "",
        ),
        (
            "专项行动从2014年8月18日至9月30日，为期三个月。",
            "difference fails 3 1.4",
        ),
        (
            "专项行动从2014年7月1日至9月30日，为期三个月。",
            "difference holds 3 3",
        ),
        (
            "为期5天的博览会将于2014年5月10日至12日在会展中心举行。",
            "difference fails 5 3",
        ),
        (
            "该项目于2012年3月开工，2014年9月竣工，历时四年。",
            "difference fails 4 2.5",
        ),
        (
            "该项目于2012年3月开工，2014年9月竣工，历时两年半。",
            "difference holds 2.5 2.5",
        ),
        ("2008年至2013年任县长，任期八年。", "difference fails 8 5"),
        // Within a time something goes on for less.
        ("2016年至2020年，连续三年获奖。", "difference holds 3 4"),
        ("“十三五”期间，该县连续8年获奖。", ""),
        (
            "学校创办于1954年，2014年迎来建校50周年。",
            "difference fails 50 60",
        ),
        (
            "他生于1932年，2014年去世，享年72岁。",
            "difference fails 72 82",
        ),
        (
            "他生于1932年，2014年去世，享年82岁。",
            "difference holds 82 82",
        ),
        ("2014年11月12日（星期五）召开会议。", "difference fails 5 3"),
    ]);
}

#[test]
fn growth_per_year() {
    run(&[
        (
            "2022年，全县旅游收入达到46亿元，是2017年的1.61倍，年均增长10%。",
            "change holds 10 10",
        ),
        (
            "2015—2020年，粮食加工量从40万吨增加到58.8万吨，平均每年增长8%。",
            "change holds 8 8",
        ),
    ]);
}
