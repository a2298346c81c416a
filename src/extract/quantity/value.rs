//! From the figure as written to the value of the statistic.

use super::{
    around,
    lists::{ends, starts, within},
    read::Scene,
    units::{Unit, UnitKind},
};
use crate::{
    extract::{Approx, StatKind, Statistic},
    numeral::{Form, Numeral, Vague},
    span::Span,
};
use rust_decimal::Decimal;

/// The approximation that is written inside the numeral.
pub(super) fn inner(vague: Option<Vague>) -> Option<Approx> {
    match vague? {
        Vague::Over => Some(Approx::Over),
        Vague::About => Some(Approx::About),
        Vague::Several => Some(Approx::Several),
        Vague::Pair => None,
    }
}

/// Applies the unit's factor, and what 折, 番 and 半 do to the figure.
pub(super) fn by_unit(scene: &Scene<'_, '_>, numeral: &Numeral, unit: &Unit, out: &mut Statistic) {
    if out.kind == StatKind::Multiple && unit.guard.is_some() {
        map(out, doubled);
        turned(scene.context.text(), out);
    } else if unit.factor != Decimal::ONE {
        let row = unit.id == "percent.zhe" && numeral.lo.is_some_and(|v| v >= Decimal::TEN);
        let factor = if row { Decimal::ONE } else { unit.factor };
        map(out, |v| v.checked_mul(factor));
    }
    trailing(scene, unit, out);
}

fn map(out: &mut Statistic, change: impl Fn(Decimal) -> Option<Decimal>) {
    out.value = out.value.and_then(&change);
    out.lo = out.lo.and_then(&change);
    out.hi = out.hi.and_then(&change);
}

/// Takes 翻 and 翻了 into the span: 翻了两番.
fn turned(text: &str, out: &mut Statistic) {
    let head = around::before(text, out.core.from(), 2);
    if let Some(i) = head.find('翻') {
        out.span = Span::new(out.core.from() - head.len() + i, out.core.to());
    }
}

/// 翻一番 is 2, 翻两番 is 4.
fn doubled(times: Decimal) -> Option<Decimal> {
    let times: u32 = times.try_into().ok().filter(|n| *n < 60)?;
    Some(Decimal::from(1_u64 << times))
}

/// 角 and 分 after a sum of money: 50元6角三分, 三块八毛五. `end` is where the sum ends; returns
/// what they add, in the currency's unit, and where they end.
pub(super) fn small_change(scene: &Scene<'_, '_>, end: usize) -> Option<(Decimal, usize)> {
    let text = scene.context.text();
    let numerals = &scene.context.tokens.numerals;
    let mut total = Decimal::ZERO;
    let mut at = end;
    let mut place = Decimal::ONE;
    loop {
        let from = text[at..].strip_prefix([' ', '零', '又', '整']);
        let from = from.map_or(at, |rest| text.len() - rest.len());
        let i = numerals.partition_point(|n| n.span.from() < from);
        let starts = |n: &&Numeral| n.span.from() == from && n.form == Form::Plain;
        let Some(numeral) = numerals.get(i).filter(starts) else {
            break;
        };
        let small = |v: &Decimal| v.is_integer() && *v < Decimal::ONE_HUNDRED && *v > Decimal::ZERO;
        let Some(value) = numeral.value.filter(small) else {
            break;
        };
        let Some((worth, len)) = coin(&text[numeral.span.to()..]).filter(|c| c.0 < place) else {
            break;
        };
        total = total.checked_add(value.checked_mul(worth)?)?;
        at = numeral.span.to() + len;
        place = worth;
        if let Some((digit, to)) = lone_digit(text, at).filter(|_| !text[..at].ends_with('钱')) {
            let tenth = worth.checked_mul(Decimal::new(digit, 1))?;
            total = total.checked_add(tenth)?;
            at = to;
            break;
        }
    }
    (at > end).then_some((total, at))
}

/// A Chinese digit that nothing follows: 五 in 三块八毛五.
fn lone_digit(text: &str, at: usize) -> Option<(i64, usize)> {
    let mut rest = text[at..].chars();
    let c = rest.next()?;
    let digit = "一二三四五六七八九".chars().position(|d| d == c)?;
    let alone = rest.next().is_none_or(|n| !crate::chars::is_han(n));
    alone.then(|| (digit as i64 + 1, at + c.len_utf8()))
}

/// What a 角 or 分 at the start of `rest` is worth, and its length.
fn coin(rest: &str) -> Option<(Decimal, usize)> {
    let words = [
        ("角钱", 1),
        ("角", 1),
        ("毛钱", 1),
        ("毛", 1),
        ("分钱", 2),
        ("分", 2),
    ];
    let (word, scale) = words.into_iter().find(|(w, _)| rest.starts_with(w))?;
    let next = rest[word.len()..].chars().next().unwrap_or(' ');
    let other = word == "分" && matches!(next, '钟' | '之' | '别' | '秒' | '米');
    (!other).then(|| (Decimal::new(1, scale), word.len()))
}

/// What follows the unit and belongs to the figure: 两米半, 三成五, 十二块五.
fn trailing(scene: &Scene<'_, '_>, unit: &Unit, out: &mut Statistic) {
    let text = scene.context.text();
    let end = out.core.to();
    let at = end + text[end..].len() - text[end..].trim_start_matches(' ').len();
    let Some(c) = around::next(text, at).filter(|_| at - end <= 2) else {
        return;
    };
    let digit = match c {
        '半' if matches!(
            unit.kind,
            UnitKind::Stat(StatKind::Measure | StatKind::Percent | StatKind::Money)
        ) =>
        {
            5
        }
        _ if takes_tenths(text, unit, end) => {
            let single = !is_counted(scene, at + c.len_utf8());
            match "一二三四五六七八九".chars().position(|d| d == c) {
                Some(d) if single => d as u32 + 1,
                _ => return,
            }
        }
        _ => return,
    };
    if c == '半'
        && around::next(text, at + c.len_utf8()).is_some_and(|a| "年天月日数以".contains(a))
    {
        return;
    }
    let mut to = at + c.len_utf8();
    let mut tenths = Decimal::new(digit.into(), 1);
    // 一米七二
    if text[..end].ends_with('米')
        && c != '半'
        && let Some(hundredths) = lone_digit(text, to).map(|(d, _)| Decimal::new(d, 2))
    {
        tenths = tenths.checked_add(hundredths).unwrap_or(tenths);
        to += c.len_utf8();
    }
    let part = tenths.checked_mul(unit.factor).unwrap_or_default();
    map(out, |v| v.checked_add(part));
    out.core = Span::new(out.core.from(), to);
    out.span = out.core;
}

/// Whether what follows a digit makes it a number of its own: 500米四|人单桨, 平方米三|年.
fn is_counted(scene: &Scene<'_, '_>, at: usize) -> bool {
    let rest = &scene.context.text()[at..];
    let goes_on = |c: char| c.is_ascii_digit() || "十百千万亿点年天月日周季岁".contains(c);
    rest.starts_with(goes_on) || scene.finder.units.at(rest).next().is_some()
}

/// 三成五, 十二块五, 八毛五, 三米九: a lone digit after the unit is a tenth of it.
fn takes_tenths(text: &str, unit: &Unit, end: usize) -> bool {
    let plain = matches!(unit.id, "percent.cheng" | "money.jiao");
    let area = ["平米", "方米"].iter().any(|w| text[..end].ends_with(w));
    plain || text[..end].ends_with(['块', '米']) && !area
}

/// The measure word after 第N: 届, 次, 位, 大, 条 …
pub(super) fn ordinal_word(scene: &Scene<'_, '_>, at: usize) -> Option<Span> {
    let rest = &scene.context.text()[at..];
    let legal = [
        "条", "款", "章", "节", "编", "大", "年", "天", "季", "期", "版", "名", "位",
    ];
    let found = scene.finder.units.at(rest).find(|f| match f.unit.kind {
        UnitKind::Stat(StatKind::Count) => {
            !f.unit.strict || around::is_cut(scene.context, at + f.len)
        }
        _ => false,
    });
    let storm = rest.starts_with("号台风").then_some('号'.len_utf8());
    let len = found.map(|f| f.len).or(storm).or_else(|| {
        legal
            .iter()
            .find(|w| rest.starts_with(**w))
            .map(|w| w.len())
    });
    len.map(|len| Span::new(at, at + len))
}

/// A bare 17.6亿 or 140万 in a clause about money, or right before a noun of money: 22亿资金.
pub(super) fn is_money(scene: &Scene<'_, '_>, numeral: &Numeral) -> bool {
    let (text, lists) = (scene.context.text(), &scene.finder.lists);
    let written = numeral.span.of(text);
    // 三百万, 十万零六千
    let large = written.contains(['万', '亿']);
    let rest = &text[numeral.span.to()..];
    let level = ["台阶", "大关", "关口"].iter().any(|w| rest.starts_with(w));
    let closed = level
        || around::next(text, numeral.span.to()).is_none_or(|c| {
            !crate::chars::is_han(c) && !c.is_ascii_alphanumeric() || "以左上之的了，".contains(c)
        });
    let clause = around::clause_before(text, numeral.span.from(), 14);
    // 财政收入破百亿、常住人口破百万
    let member = clause.rsplit('、').next().unwrap_or(clause);
    let head = clause.trim_end_matches(['了', '走', '出', '约', '近', '超']);
    large
        && (closed && within(clause, &lists.money_nouns) && !within(member, &lists.no_money)
            || ends(head, &lists.pay_verbs) && !before_noun(scene, numeral.span.to())
            || starts(rest.trim_start_matches(['的', '“', '"']), &lists.money_heads)
            // 迈上3万亿台阶: nothing else is counted in billions without a unit
            || level && written.contains('亿') && !within(member, &lists.no_money))
}

/// Whether a noun follows that the figure may count.
fn before_noun(scene: &Scene<'_, '_>, at: usize) -> bool {
    let tokens = scene.context.tokens;
    tokens
        .at(at)
        .is_some_and(|i| tokens.tokens[i].pos.is_noun())
}
