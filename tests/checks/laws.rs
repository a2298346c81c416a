//! What holds of every check, whatever the figures: order, scale and rounding change nothing.

use super::verdicts;
use tonggao::{Analyzer, Input, Options, Worker};

/// Small numbers that follow from a seed: the same in every run.
fn numbers(seed: u64) -> impl Iterator<Item = u64> {
    let next = |x: &u64| Some((x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1)) >> 1);
    std::iter::successors(Some(seed + 7), next).map(|x| x >> 33)
}

#[test]
fn the_order_of_parts_changes_nothing() {
    let analyzer = Analyzer::new(Options::default()).unwrap();
    let mut worker = Worker::new(&analyzer);
    let names = ["东街", "西街", "南街", "北街"];
    for seed in 0..60 {
        let counts: Vec<u64> = numbers(seed).map(|x| 12 + x % 80).skip(1).take(4).collect();
        // Every third total is wrong.
        let total = counts.iter().sum::<u64>() + if seed % 3 == 0 { 5 } else { 0 };
        let text = |order: &[usize]| {
            let parts = order
                .iter()
                .map(|&i| format!("{}{}户", names[i], counts[i]));
            let parts: Vec<_> = parts.collect();
            format!("全镇慰问困难家庭{total}户（{}）。", parts.join("、"))
        };
        let first = verdicts(&mut worker, &text(&[0, 1, 2, 3]));
        assert_eq!(first, [seed % 3 != 0], "{}", text(&[0, 1, 2, 3]));
        for order in [[3, 1, 0, 2], [2, 3, 1, 0], [1, 0, 3, 2]] {
            assert_eq!(
                verdicts(&mut worker, &text(&order)),
                first,
                "{}",
                text(&order)
            );
        }
    }
}

#[test]
fn the_scale_of_units_changes_nothing() {
    let analyzer = Analyzer::new(Options::default()).unwrap();
    let mut worker = Worker::new(&analyzer);
    for seed in 0..60 {
        let parts: Vec<u64> = numbers(seed)
            .map(|x| 101 + x % 800)
            .skip(1)
            .take(3)
            .collect();
        let total = parts.iter().sum::<u64>() + if seed % 3 == 0 { 150 } else { 0 };
        let text = |write: &dyn Fn(u64) -> String| {
            let names = ["省级", "市级", "县级"];
            let parts = names
                .iter()
                .zip(&parts)
                .map(|(n, &p)| format!("{n}{}", write(p)));
            let parts: Vec<_> = parts.collect();
            format!("安排资金{}（{}）。", write(total), parts.join("、"))
        };
        let ten_thousands = verdicts(&mut worker, &text(&|n| format!("{n}万元")));
        let yuan = verdicts(&mut worker, &text(&|n| format!("{n}0000元")));
        let hundred_millions = verdicts(
            &mut worker,
            &text(&|n| format!("{}.{:04}亿元", n / 10_000, n % 10_000)),
        );
        assert_eq!(ten_thousands, yuan, "{}", text(&|n| format!("{n}万元")));
        assert_eq!(
            ten_thousands,
            hundred_millions,
            "{}",
            text(&|n| format!("{n}万元"))
        );
        assert_eq!(ten_thousands, [seed % 3 != 0]);
    }
}

/// A rate that is rounded (or cut off) from its counts never fails.
#[test]
fn rounded_rates_hold() {
    let analyzer = Analyzer::new(Options::default()).unwrap();
    let mut worker = Worker::new(&analyzer);
    for seed in 0..80 {
        let mut n = numbers(seed).skip(1);
        let whole = 200 + n.next().unwrap() % 3000;
        let part = whole * (50 + n.next().unwrap() % 49) / 100;
        let tenths = (part * 10_000 / whole + 5) / 10;
        let text = format!(
            "全年排查隐患{whole}处，整改{part}处，整改率{}.{}%。",
            tenths / 10,
            tenths % 10
        );
        assert_eq!(verdicts(&mut worker, &text), [true], "{text}");
    }
}

#[test]
fn an_explanation_shows_the_computation() {
    let analyzer = Analyzer::new(Options::default()).unwrap();
    let mut worker = Worker::new(&analyzer);
    let text = "应到代表150名，实到141名，到会率96%。".to_owned();
    let analysis = worker.analyze(Input {
        text,
        ..Input::default()
    });
    let check = &analysis.checks[0];
    assert_eq!(check.explanation, "141名÷150名＝94%，与文中的“96%”不符。");
    assert_eq!(check.statistics, [0, 1, 2]);
}
