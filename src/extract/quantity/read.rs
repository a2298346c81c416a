//! One numeral at a time: what it is, and which unit follows it.

use super::{
    QuantityFinder, around, blank, is_taken,
    lists::{Lists, starts, within},
    reject,
    units::{Found, UnitKind},
    value, weak,
};
use crate::{
    extract::{Context, StatKind, Statistic, enclosed::Enclosed},
    numeral::{Form, Numeral},
    span::Span,
};

/// What every numeral of one document is read with.
pub(super) struct Scene<'a, 'c> {
    pub(super) finder: &'a QuantityFinder,
    pub(super) context: &'a Context<'c>,
    pub(super) enclosed: Enclosed,
}

/// Index of the sentence at `at`, if it is content.
pub(super) fn content_sentence(context: &Context<'_>, at: usize) -> Option<usize> {
    let sentence = context.document.sentence_at(at)?;
    context.document.sentences[sentence]
        .role
        .is_content()
        .then_some(sentence)
}

impl<'a, 'c> Scene<'a, 'c> {
    /// The scene of one document.
    pub(super) fn new(finder: &'a QuantityFinder, context: &'a Context<'c>) -> Self {
        Scene {
            finder,
            context,
            enclosed: Enclosed::of(context.text()),
        }
    }

    /// Reads all numerals of the content part that are not `taken`.
    pub(super) fn read(&self, taken: &[Span]) -> Vec<Statistic> {
        let numerals = &self.context.tokens.numerals;
        let mut out: Vec<Statistic> = Vec::new();
        for numeral in numerals.iter().filter(|n| !is_taken(taken, n.span)) {
            if out.last().is_some_and(|s| s.core.overlaps(numeral.span)) {
                continue;
            }
            if let Some(sentence) = content_sentence(self.context, numeral.span.from()) {
                out.extend(self.statistic(numeral, sentence));
            }
        }
        out
    }

    fn text(&self) -> &str {
        self.context.text()
    }

    fn statistic(&self, numeral: &Numeral, sentence: usize) -> Option<Statistic> {
        if let Some((kind, rule)) = reject::structure(self, numeral) {
            return Some(blank(kind, numeral.span, numeral.span, rule, sentence));
        }
        let mut found = if around::prev(self.text(), numeral.span.from()) == Some('第') {
            self.ordinal(numeral, sentence)
        } else {
            match numeral.form {
                Form::Percent => self.percent(numeral, sentence),
                Form::Fraction => {
                    Some(self.plain(StatKind::Fraction, "fraction", numeral, sentence))
                }
                Form::Ratio => self.ratio(numeral, sentence),
                Form::Dotted => Some(blank(
                    StatKind::Identifier,
                    numeral.span,
                    numeral.span,
                    "number.dotted",
                    sentence,
                )),
                Form::Plain | Form::Range => self.measured(numeral, sentence),
            }
        }?;
        if let Some((kind, rule)) = reject::inside(self, numeral, &found) {
            (found.kind, found.rule) = (kind, rule);
        }
        Some(found)
    }

    /// A statistic that is the numeral alone.
    fn plain(
        &self,
        kind: StatKind,
        rule: &'static str,
        numeral: &Numeral,
        sentence: usize,
    ) -> Statistic {
        // 四百多: the numeral alone is 四百
        let written = numeral.span.of(self.text());
        let alone = written.trim_end_matches(['余', '多', '来']).len();
        let number = Span::new(numeral.span.from(), numeral.span.from() + alone);
        let mut out = blank(kind, numeral.span, number, rule, sentence);
        (out.value, out.lo, out.hi) = (numeral.value, numeral.lo, numeral.hi);
        out.ratio = numeral.ratio.map(|(a, b)| {
            let mark = if kind == StatKind::Ratio { ':' } else { '/' };
            format!("{}{mark}{}", a.normalize(), b.normalize())
        });
        out.approx = value::inner(numeral.vague);
        out
    }

    fn percent(&self, numeral: &Numeral, sentence: usize) -> Option<Statistic> {
        let mut out = self.plain(StatKind::Percent, "percent.fenzhi", numeral, sentence);
        let written = numeral.span.of(self.text());
        let figure = written.find('之').map_or(0, |i| i + '之'.len_utf8());
        let lead = figure + written[figure..].len() - written[figure..].trim_start().len();
        out.number = Span::new(numeral.span.from() + lead, numeral.span.to());
        out.unit = Some("%");
        Some(out)
    }

    fn ratio(&self, numeral: &Numeral, sentence: usize) -> Option<Statistic> {
        match reject::clock(self, numeral) {
            Some(rule) => Some(blank(
                StatKind::Identifier,
                numeral.span,
                numeral.span,
                rule,
                sentence,
            )),
            None => {
                let mut out = self.plain(StatKind::Ratio, "ratio", numeral, sentence);
                if out.ratio.is_none() && numeral.arabic {
                    let written = numeral.span.of(self.text());
                    out.ratio = Some(written.replace([' ', ':', '：', '∶', '比'], ":"));
                }
                Some(out)
            }
        }
    }

    /// 第三届, 第2位, 第二大, 第一.
    fn ordinal(&self, numeral: &Numeral, sentence: usize) -> Option<Statistic> {
        let from = numeral.span.from() - '第'.len_utf8();
        let number = Span::new(from, numeral.span.to());
        let (kind, rule) = match reject::article(self.text(), from, numeral.span.to()) {
            Some(true) => (StatKind::Identifier, "marker.article"),
            Some(false) => (StatKind::Ordinal, "ordinal.article"),
            None => (StatKind::Ordinal, "ordinal.di"),
        };
        let mut out = self.plain(kind, rule, numeral, sentence);
        let word = value::ordinal_word(self, numeral.span.to());
        out.number = number;
        out.core = Span::new(from, word.map_or(number.to(), |s| s.to()));
        out.span = out.core;
        out.unit_text = word;
        Some(out)
    }

    /// A number with its unit, or a bare one.
    fn measured(&self, numeral: &Numeral, sentence: usize) -> Option<Statistic> {
        let start = self.unit_start(numeral.span.to());
        let rest = &self.text()[start..];
        for found in self.finder.units.at(rest) {
            if self.fits(numeral, start, &found) {
                return self.with_unit(numeral, start, &found, sentence);
            }
        }
        self.bare(numeral, sentence)
    }

    /// Where a unit may start: after spaces and (含).
    fn unit_start(&self, end: usize) -> usize {
        let rest = &self.text()[end..];
        let trimmed = rest.trim_start_matches([' ', '\u{A0}']);
        if rest.len() - trimmed.len() > 4 {
            return end;
        }
        self.text().len() - trimmed.len()
    }

    fn fits(&self, numeral: &Numeral, start: usize, found: &Found<'_>) -> bool {
        let end = start + found.len;
        let compared =
            found.unit.id == "count.大" && self.text()[..numeral.span.from()].ends_with('比');
        if compared || found.unit.id == "count.间" && self.is_between(numeral) {
            return false;
        }
        if found.unit.id == "unit.li" && !numeral.arabic && self.is_place(end) {
            return false;
        }
        let guarded = found
            .unit
            .guard
            .as_ref()
            .is_none_or(|g| g.holds(self.context, numeral, end));
        guarded
            && (!found.unit.strict
                || found.unit.guard.is_some()
                || weak::unit_is_cut(self, numeral, start, end))
    }

    /// 十里河, 三里屯: the number is a part of a place name.
    fn is_place(&self, end: usize) -> bool {
        around::next(self.text(), end).is_some_and(|c| "河铺店屯堡桥湖坡岗台沟墩庙".contains(c))
    }

    /// 20与30间: 间 closes a range between this numeral and the one before.
    fn is_between(&self, numeral: &Numeral) -> bool {
        let text = self.text();
        let numerals = &self.context.tokens.numerals;
        let i = numerals.partition_point(|n| n.span.start < numeral.span.start);
        let last = i.checked_sub(1).and_then(|i| numerals.get(i));
        last.and_then(|n| text.get(n.span.to()..numeral.span.from()))
            .is_some_and(|gap| matches!(gap.trim(), "和" | "与" | "至" | "到"))
    }

    fn with_unit(
        &self,
        numeral: &Numeral,
        start: usize,
        found: &Found<'_>,
        sentence: usize,
    ) -> Option<Statistic> {
        let unit_text = Span::new(start, start + found.len);
        let UnitKind::Stat(kind) = found.unit.kind else {
            return None;
        };
        let core = Span::new(numeral.span.from(), unit_text.to());
        let mut out = self.plain(kind, found.unit.id, numeral, sentence);
        (out.core, out.span) = (core, core);
        out.unit = Some(found.unit.symbol).filter(|s| !s.is_empty());
        out.unit_text = Some(unit_text);
        if is_denominator(self, numeral, &out) {
            (out.kind, out.rule) = (StatKind::Lexical, "lexical.per");
            return Some(out);
        }
        if is_place(self, numeral, &out) || is_team(self, numeral, &out) {
            (out.kind, out.rule) = (StatKind::Lexical, "name.place");
            return Some(out);
        }
        if let Some((kind, rule)) = session(self, numeral, &out) {
            (out.kind, out.rule) = (kind, rule);
            return Some(out);
        }
        if numeral.weak
            && let Some(rule) = weak::doubt(self, numeral, &out)
        {
            (out.kind, out.rule) = (StatKind::Lexical, rule);
            return Some(out);
        }
        value::by_unit(self, numeral, found.unit, &mut out);
        if out.unit == Some("CNY") && out.value.is_some() && found.unit.id != "money.fen" {
            self.add_change(&mut out);
        }
        Some(out)
    }

    /// 角 and 分 after 元.
    fn add_change(&self, out: &mut Statistic) {
        let Some((more, end)) = value::small_change(self, out.core.to()) else {
            return;
        };
        out.value = out.value.and_then(|v| v.checked_add(more));
        (out.lo, out.hi) = (out.value, out.value);
        out.core = Span::new(out.core.from(), end);
        out.span = out.core;
    }

    /// A number without a unit: an amount of money, a count of nouns, an index figure.
    fn bare(&self, numeral: &Numeral, sentence: usize) -> Option<Statistic> {
        let mut out = self.plain(StatKind::Number, "number.bare", numeral, sentence);
        if let Some((kind, rule)) = reject::bare(self, numeral) {
            (out.kind, out.rule) = (kind, rule);
            return Some(out);
        }
        if value::is_money(self, numeral) {
            (out.kind, out.rule) = (StatKind::Money, "money.bare");
            out.unit = Some("CNY");
        }
        Some(out)
    }
}

/// 每万人拥有, 万元地区生产总值能耗, （万元）: what a rate is reckoned per, or the unit of a column,
/// counts nothing.
fn is_denominator(scene: &Scene<'_, '_>, numeral: &Numeral, stat: &Statistic) -> bool {
    let text = scene.context.text();
    let (from, to) = (stat.core.from(), stat.core.to());
    if !numeral.bare {
        return false;
    }
    let head = around::prev(text, from).unwrap_or('\n');
    let next = around::next(text, to).unwrap_or('\n');
    let bracketed = matches!(head, '（' | '(') && matches!(next, '）' | ')' | '、' | '，');
    let column =
        matches!(head, '：' | ':') && text[..from].trim_end_matches(['：', ':']).ends_with("单位");
    let rate = stat.kind == StatKind::Money
        && !"上近逾超过达数几约".contains(head)
        && starts(&text[to..], &scene.finder.lists.per_money);
    head == '每' || rate || bracketed || column
}

/// 八户市, 六家泡湿地, 十里铺: numeral and unit begin the name of a place.
fn is_place(scene: &Scene<'_, '_>, numeral: &Numeral, stat: &Statistic) -> bool {
    let (text, lists) = (scene.context.text(), &scene.finder.lists);
    let end = stat.core.to();
    let short = numeral.weak && numeral.span.of(text).chars().nth(1).is_none();
    let unit = stat.unit_text.map_or("", |s| s.of(text));
    // 西三条, 东四条: lanes
    let lane = unit == "条"
        && around::prev(text, stat.core.from()).is_some_and(|c| "东西南北".contains(c));
    short && lane
        || short
            && matches!(
                unit,
                "户" | "家" | "门" | "棵" | "台" | "座" | "间" | "口" | "道"
            )
            && around::next(text, end).is_some_and(|c| {
                lists.place_tails.contains(c) || unit == "户" && lists.place_tails_hu.contains(c)
            })
            && !starts(&text[end..], &lists.place_not)
}

/// 农场七队, 金七门: a number that tells one of several bodies or is a part of a name.
fn is_team(scene: &Scene<'_, '_>, numeral: &Numeral, stat: &Statistic) -> bool {
    let text = scene.context.text();
    let from = numeral.span.from();
    let written = numeral.span.of(text);
    // 两队 are two
    let short = numeral.weak && written.chars().nth(1).is_none() && written != "两";
    let tokens = scene.context.tokens;
    let before = tokens.at(from).and_then(|i| i.checked_sub(1));
    let Some(before) = before
        .map(|i| tokens.tokens[i])
        .filter(|t| t.span.to() == from)
    else {
        return false;
    };
    let noun = before.pos.is_noun();
    let single = before.span.of(text).chars().nth(1).is_none();
    match stat.unit_text.map(|s| s.of(text)) {
        Some("队" | "厂") => short && noun,
        Some("门") => short && noun && single,
        _ => false,
    }
}

/// 十四届全国人大, 二十届首都规划建设委员会第二次全体会议: 届 that ends at `end` tells which; 连续三届
/// tells how many.
fn term(lists: &Lists, text: &str, head: &str, end: usize) -> bool {
    let next = around::next(text, end).unwrap_or(' ');
    let body = lists.term_next.contains(next);
    let counted = head.ends_with(|c| lists.term_counting.contains(c))
        && !starts(&text[end..], &lists.term_bodies);
    let rest = around::clause_after(text, end, 20);
    (body || within(rest, &lists.term_sessions)) && !counted
}

/// 十四届全国人大 is the fourteenth; 党的二十大 is a name; 百村示范 a slogan.
fn session(
    scene: &Scene<'_, '_>,
    numeral: &Numeral,
    stat: &Statistic,
) -> Option<(StatKind, &'static str)> {
    let (lists, text) = (&scene.finder.lists, scene.context.text());
    if numeral.arabic {
        return None;
    }
    let end = stat.core.to();
    let next = around::next(text, end).unwrap_or(' ');
    let head = text.get(..stat.core.from()).unwrap_or("");
    match stat.rule {
        // 两 counts and never tells which
        "count.届" if numeral.span.of(text) == "两" => None,
        "count.届" => term(lists, text, head, end).then_some((StatKind::Ordinal, "ordinal.jie")),
        // 十分关注: the adverb
        "unit.score" if numeral.span.of(text) == "十" => {
            let scored =
                !head.ends_with("书记") && head.ends_with(|c| lists.scored_before.contains(c));
            let adverb = crate::chars::is_han(next) && !lists.scored_next.contains(next);
            (adverb && !scored).then_some((StatKind::Lexical, "lexical.word"))
        }
        "count.大" => {
            let party = head.ends_with("党的") || head.ends_with("中共");
            let named = party || starts(&text[end..], &lists.congress);
            let value = numeral.value.unwrap_or_default();
            let large = value >= rust_decimal::Decimal::TEN;
            // 十六大、十七大提出: above ten no one counts in 大 without its noun
            let bare = value > rust_decimal::Decimal::TEN
                && (!crate::chars::is_han(next) || "以提到至和作召".contains(next));
            (large && named || bare).then_some((StatKind::Lexical, "name.congress"))
        }
        // 四处出击
        "count.处" if numeral.span.of(text) == "四" => {
            let tokens = scene.context.tokens;
            let acts = tokens.at(end).is_some_and(|i| {
                let token = tokens.tokens[i];
                token.span.from() == end && token.pos.class() == b'v'
            });
            acts.then_some((StatKind::Lexical, "lexical.word"))
        }
        // 噪音四起
        "count.起" => {
            let all_round = numeral.span.of(text) == "四" && !crate::chars::is_han(next);
            all_round.then_some((StatKind::Lexical, "lexical.word"))
        }
        "count.次" => {
            // 二次感染 is the second one; of two one says 两次
            let again = numeral.span.of(text) == "二" && crate::chars::is_han(next);
            let meeting = ["全会", "全体会议"]
                .iter()
                .any(|w| text[end..].starts_with(w));
            let congress = text[end..].starts_with("会议") && head.ends_with(['大', '协']);
            if meeting || congress || head.ends_with('届') {
                return Some((StatKind::Ordinal, "ordinal.jie"));
            }
            again.then_some((StatKind::Lexical, "lexical.word"))
        }
        "count.国" | "count.城" | "count.村" | "count.校" | "count.镇" | "count.乡"
        | "count.县" => {
            let round = numeral.bare && !head.ends_with(['上', '近', '逾', '超', '过', '达', '约']);
            (round && crate::chars::is_han(next)).then_some((StatKind::Lexical, "name.slogan"))
        }
        _ => None,
    }
}
