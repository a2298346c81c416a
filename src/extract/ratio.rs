//! Words before a ratio: what follows them (结构优化至6:58:36) is no time of day.

/// So many characters before a ratio may tell that it is one.
const NEAR: usize = 12;

const WORDS: [&str; 6] = ["比例", "比重", "结构", "之比", "比为", "配比"];

/// Whether `head`, the text before it, says that 6:58 is a ratio.
pub(super) fn is_told(head: &str) -> bool {
    let from = head.char_indices().rev().take(NEAR).last();
    let near = from.map_or("", |(from, _)| &head[from..]);
    let near = near.rsplit('\n').next().unwrap_or(near);
    WORDS.iter().any(|word| near.contains(word))
}
