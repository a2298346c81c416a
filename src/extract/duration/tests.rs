//! Durations as the whole extractor finds them.

use crate::{Analyzer, Input, Options, Published, Worker};

fn durations(text: &str) -> String {
    let options = Options {
        published: Published::Day(jiff::civil::date(2024, 9, 18)),
        ..Options::default()
    };
    let analyzer = Analyzer::new(options).unwrap();
    let mut worker = Worker::new(&analyzer);
    let analysis = worker.analyze(Input {
        text: text.to_owned(),
        ..Input::default()
    });
    let found = analysis.extraction.statistics.iter();
    let show = |s: &super::Statistic| {
        let iso = s.iso.as_deref()?;
        Some(format!("{}={iso}", s.core.of(analysis.document.text())))
    };
    found.filter_map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn lengths_of_time_and_ages() {
    for (text, wanted) in [
        ("工期提前四个月", "四个月=P4M"),
        ("行动持续18周", "18周=P18W"),
        ("历时2小时30分", "2小时30分=PT2H30M"),
        ("李某现年39岁", "39岁=P39Y"),
        ("处三年至五年有期徒刑", "三年至五年=P3Y/P5Y"),
        ("他坚守了两年半。", "两年半=P2.5Y"),
        ("该工程历时十几年", "十几年=P11Y/P19Y"),
        ("限5个工作日内办结", "5个工作日=P5D"),
        ("全程一个半小时", "一个半小时=PT1.5H"),
        ("三年级学生20名", ""),
    ] {
        assert_eq!(durations(text), wanted, "{text}");
    }
}
