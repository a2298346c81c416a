//! From the figure as written to the value of the statistic.

use super::{
    around,
    read::Scene,
    units::{Unit, UnitKind},
};
use crate::{
    extract::{Approx, StatKind, Statistic},
    numeral::{Numeral, Vague},
    span::Span,
};
use rust_decimal::Decimal;

/// The approximation that is written inside the numeral.
pub(super) fn inner(vague: Option<Vague>) -> Option<Approx> {
    vague.map(|v| match v {
        Vague::Over => Approx::Over,
        Vague::About => Approx::About,
        Vague::Several => Approx::Several,
    })
}

/// Applies the unit's factor, and what 折, 番 and 半 do to the figure.
pub(super) fn by_unit(text: &str, numeral: &Numeral, unit: &Unit, out: &mut Statistic) {
    if out.kind == StatKind::Multiple && unit.guard.is_some() {
        map(out, doubled);
    } else if unit.factor != Decimal::ONE {
        let row = unit.id == "percent.zhe" && numeral.lo.is_some_and(|v| v >= Decimal::TEN);
        let factor = if row { Decimal::ONE } else { unit.factor };
        map(out, |v| v.checked_mul(factor));
    }
    trailing(text, unit, out);
}

fn map(out: &mut Statistic, change: impl Fn(Decimal) -> Option<Decimal>) {
    out.value = out.value.and_then(&change);
    out.lo = out.lo.and_then(&change);
    out.hi = out.hi.and_then(&change);
}

/// 翻一番 is 2, 翻两番 is 4.
fn doubled(times: Decimal) -> Option<Decimal> {
    let times: u32 = times.try_into().ok().filter(|n| *n < 60)?;
    Some(Decimal::from(1_u64 << times))
}

/// What follows the unit and belongs to the figure: 两米半, 三成五, 十二块五.
fn trailing(text: &str, unit: &Unit, out: &mut Statistic) {
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
        _ if matches!(unit.id, "percent.cheng") || text[..end].ends_with('块') => {
            let after = around::next(text, at + c.len_utf8());
            let single = after
                .is_none_or(|a| !a.is_ascii_digit() && !"十百千万亿个成角毛分名家点".contains(a));
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
    let part = Decimal::new(digit.into(), 1)
        .checked_mul(unit.factor)
        .unwrap_or_default();
    map(out, |v| v.checked_add(part));
    out.core = Span::new(out.core.from(), at + c.len_utf8());
    out.span = out.core;
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
    let len = found.map(|f| f.len).or_else(|| {
        legal
            .iter()
            .find(|w| rest.starts_with(**w))
            .map(|w| w.len())
    });
    len.map(|len| Span::new(at, at + len))
}

/// Nouns whose amount is money.
const MONEY_NOUNS: &[&str] = &[
    "收入",
    "投资",
    "资金",
    "产值",
    "生产总值",
    "GDP",
    "贷款",
    "存款",
    "费",
    "税",
    "罚",
    "价",
    "款",
    "额",
    "利润",
    "营收",
    "薪",
    "债",
    "成本",
    "财政",
    "补贴",
    "支出",
    "奖金",
    "经费",
    "估值",
    "市值",
    "欠",
    "赔偿",
    "捐",
    "损失",
    "预算",
];

/// A bare 17.6亿 or 140万 in a clause about money.
pub(super) fn is_money(text: &str, numeral: &Numeral) -> bool {
    let written = numeral.span.of(text);
    let large = ['万', '亿']
        .iter()
        .any(|&c| written.trim_end_matches(['余', '多']).ends_with(c));
    let end = around::next(text, numeral.span.to());
    let closed = end.is_none_or(|c| {
        !crate::chars::is_han(c) && !c.is_ascii_alphanumeric() || "以左上之的，".contains(c)
    });
    large
        && closed
        && around::any(
            around::clause_before(text, numeral.span.from(), 14),
            MONEY_NOUNS,
        )
}
