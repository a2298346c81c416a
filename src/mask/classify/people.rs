//! Names of people with a character left: 李*佳, 劳**, 肖XX, 王×, 郭某某.

use super::{Data, Mark, MaskKind, Side, Site, Verdict, removed};
use crate::chars;

/// The rule that sees a person's name here.
///
/// In a document that a filter went over, a surname alone proves nothing (安*, 高*): there
/// the name must stand free on its left.
pub(super) fn named(site: &Site<'_>) -> Option<&'static str> {
    let role = site.left_cue(MaskKind::Person);
    let short = site.run.length <= 3;
    // 被告××公司 is no person.
    let organised = || site.right_cue(MaskKind::Organisation).is_some();
    if role.is_some() && short && !site.masked() && !organised() {
        return role;
    }
    let surname = site.data.surname(site.left)?;
    let before = &site.left[..site.left.len() - surname];
    if !short {
        return None;
    }
    // 冀*政〔2011〕9号 is a document's number.
    let numbered = site
        .right
        .chars()
        .take(3)
        .any(|c| matches!(c, '〔' | '[' | '【'));
    if numbered {
        return None;
    }
    let title = site.right_cue(MaskKind::Person);
    let free = stands_free(before) || ends_with_role(site, before);
    // 地位*, 快乐**: characters that are surnames too end ordinary words.
    let figure = before.ends_with(|c: char| c.is_ascii_digit());
    let doubtful = site.run.mark == Mark::Star && !site.data.plain_surname(site.left);
    if doubtful && (!free || figure) {
        return None;
    }
    let closed = name_ends(site.right, site.run.length);
    match (free, closed, title) {
        (_, _, Some(rule)) if free || !site.masked() => Some(rule),
        (true, true, _) => Some("mask-person-surname"),
        (true, _, _) if !site.masked() && !site.markdown() => Some("mask-person-surname"),
        (_, true, _) if !site.masked() => Some("mask-person-surname"),
        _ => None,
    }
}

/// 某 as a mask: after a surname, or before a unit of the forces.
pub(super) fn classify_mou(site: &Site<'_>) -> Option<Verdict> {
    let surname = site.data.surname(site.left).is_some_and(|n| {
        let before = &site.left[..site.left.len() - n];
        let free = stands_free(before) || ends_with_role(site, before);
        free || name_ends(site.right, 2) || site.data.plain_surname(site.left)
    });
    let unit = site
        .next()
        .is_some_and(|c| matches!(c, '旅' | '团' | '营' | '连' | '师'))
        && ["军", "部", "区", "队", "兵"]
            .iter()
            .any(|w| site.left.ends_with(w))
        && !WORDS_OF_UNITS.iter().any(|w| site.right.starts_with(w));
    let quoted =
        site.next().is_some_and(chars::closes) || site.left_cue(MaskKind::Person).is_some();
    let name = surname || (site.run.length == 2 && quoted);
    let common = site.right_cue(MaskKind::Organisation).is_some()
        || site
            .right
            .starts_with(['些', '种', '个', '一', '日', '年', '月', '天', '人']);
    match (name && !common, unit) {
        (true, _) => Some(removed(MaskKind::Person, "mask-person-mou")),
        (_, true) => Some(removed(MaskKind::Organisation, "mask-unit-mou")),
        _ => None,
    }
}

/// Words that begin as a unit of the forces does: 某营销中心, 某师范学校.
const WORDS_OF_UNITS: [&str; 12] = [
    "营销", "营业", "营地", "营运", "营养", "师范", "师生", "团体", "团购", "团队", "连锁", "旅游",
];

/// Nothing of a word before the surname.
fn stands_free(before: &str) -> bool {
    let Some(c) = before.chars().next_back() else {
        return true;
    };
    !chars::is_han(c) && c != '*'
}

fn ends_with_role(site: &Site<'_>, before: &str) -> bool {
    let cue = |data: &Data| data.cue(MaskKind::Person, Side::Left, site.run.mark, before);
    cue(site.data).is_some()
        || before.ends_with([
            '与', '和', '向', '对', '由', '被', '者', '、', '陈', '友', '长', '员',
        ])
}

/// After at most one more character (none after a double mark) the name is over.
fn name_ends(right: &str, length: usize) -> bool {
    let over = |c: Option<char>| {
        c.is_none_or(|c| {
            !chars::is_han(c)
                || matches!(
                    c,
                    '的' | '在'
                        | '于'
                        | '因'
                        | '被'
                        | '等'
                        | '说'
                        | '称'
                        | '表'
                        | '告'
                        | '驾'
                        | '涉'
                        | '某'
                        | '（'
                        | '与'
                        | '和'
                        | '从'
                        | '是'
                        | '向'
                        | '对'
                        | '将'
                        | '到'
                        | '及'
                        | '案'
                        | '已'
                        | '均'
                        | '曾'
                        | '系'
                )
        })
    };
    let mut chars = right.chars();
    let first = chars.next();
    over(first) || (length == 1 && over(chars.next()))
}
