//! Lengths of time that name something or stand in a set phrase: 三年行动计划, 百日攻坚,
//! 一年比一年, 总有一天, “两个一百年”.

/// What makes a number of years or days before it a part of a name.
const PLANS: &[&str] = &[
    "规划",
    "计划",
    "行动",
    "攻坚",
    "会战",
    "大会战",
    "奋战",
    "倍增",
    "提升工程",
    "提升行动",
];

/// True when the length at `start..end` counts nothing.
pub(super) fn is_named(text: &str, start: usize, end: usize) -> bool {
    let (before, length, after) = (&text[..start], &text[start..end], &text[end..]);
    let plan = length.ends_with(['年', '日', '天']) && PLANS.iter().any(|p| after.starts_with(p));
    let more_and_more =
        after.starts_with("比一") || before.ends_with("年比") || before.ends_with("天比");
    let some_day = length == "一天" && before.ends_with(['有', '那', '哪', '某']);
    let goals = length == "一百年" && before.ends_with("两个");
    plan || more_and_more || some_day || goals
}
