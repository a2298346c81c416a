//! Telephone numbers: hotlines (12345接诉即办, 12388举报电话), extensions, emergencies (打了120).

use super::{
    super::lists::{ends, starts, within},
    Scene, around,
};
use crate::numeral::Numeral;

/// 12345政务服务便民热线: the noun stands at the end of the name.
pub(super) fn is_service(scene: &Scene<'_, '_>, numeral: &Numeral) -> bool {
    let text = scene.context.text();
    let written = numeral.span.of(text);
    let short = matches!(written.len(), 3 | 5) && written.starts_with(['1', '9']);
    let tail = around::after(text, numeral.span.to(), 12);
    let name = tail
        .find(|c| !crate::chars::is_han(c) || c == '的')
        .map_or(tail, |i| &tail[..i]);
    short && within(name, &scene.finder.lists.phone_services)
}

/// 12345接诉即办: a hotline that needs no word beside it; no 三地销量12345, where nobody is called.
pub(super) fn is_hotline(scene: &Scene<'_, '_>, numeral: &Numeral) -> bool {
    let (text, lists) = (scene.context.text(), &scene.finder.lists);
    let (from, to) = (numeral.span.from(), numeral.span.to());
    let written = numeral.span.of(text);
    if !lists.hotlines.iter().any(|number| number == written) {
        return false;
    }
    let head = around::clause_before(text, from, 16);
    let called = within(head, &lists.id_nouns)
        || within(head, &lists.numbered)
        || within(around::clause_after(text, to, 12), &lists.numbered);
    called || !is_amount(head, &lists.amount_tails)
}

/// 销量, 总数达: the noun of an amount, with or without a verb that states it.
fn is_amount(head: &str, tails: &str) -> bool {
    let noun = head.trim_end_matches(['为', '是', '达', '到', '至', '约', '近', '超', '过', '共']);
    noun.ends_with(|c| tails.contains(c))
}

/// 打了120, 120赶到, 经120抢救.
pub(super) fn is_emergency(scene: &Scene<'_, '_>, numeral: &Numeral) -> bool {
    let (text, lists) = (scene.context.text(), &scene.finder.lists);
    let (head, tail) = (&text[..numeral.span.from()], &text[numeral.span.to()..]);
    let number = lists.emergencies.iter().any(|n| n == numeral.span.of(text));
    number && (ends(head, &lists.calling) || starts(tail, &lists.rescuers))
}

/// 06-2991111转7965、7966: after a telephone number and 转, and the numbers listed with it.
pub(super) fn is_extension(text: &str, from: usize) -> bool {
    let head = around::before(text, from, 24);
    let listed =
        head.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '、' | '或' | ' '));
    let Some(phone) = listed
        .strip_suffix('转')
        .or_else(|| listed.strip_suffix("转接"))
    else {
        return false;
    };
    let number = phone.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    phone.len() - number.len() >= 6
}
