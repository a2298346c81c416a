//! Tests of this room.

use super::*;

fn folder() -> Folder {
    Folder::parse(include_str!("../../dicts/traditional.txt")).unwrap()
}

fn plain(original: &str) -> String {
    normalize(original, &[], &folder()).text
}

fn back(original: &str, removed: &[Span], needle: &str) -> String {
    let normal = normalize(original, removed, &folder());
    let at = normal.text.find(needle).unwrap();
    let span = Span::new(at, at + needle.len());
    normal.map.original(span).of(original).to_owned()
}

#[test]
fn full_width_digits_lead_back() {
    let text = "增长２６％，达１２３４人";
    assert_eq!(back(text, &[], "26%"), "２６％");
    assert_eq!(back(text, &[], "1234人"), "１２３４人");
}

#[test]
fn a_wrap_inside_a_span_is_kept_at_its_edge_left_out() {
    let text = "共12\n34人\n参加";
    let cut = [Span::new(5, 6), Span::new(11, 12)];
    assert_eq!(back(text, &cut, "1234人"), "12\n34人");
    assert_eq!(back(text, &cut, "参加"), "参加");
}

#[test]
fn removals_that_touch_invisible_characters() {
    let text = "共\u{200B}\n12\u{FEFF}人";
    let cut = [Span::new(6, 7)];
    assert_eq!(normalize(text, &cut, &folder()).text, "共12人");
    assert_eq!(back(text, &cut, "12人"), "12\u{FEFF}人");
}

#[test]
fn traditional_becomes_simplified_in_place() {
    let text = "臺南市補助弱勢家庭１,２００戶，覆蓋率達9成";
    let normal = normalize(text, &[], &folder());
    assert_eq!(normal.text, "台南市补助弱势家庭1,200户，覆盖率达9成");
    assert!(normal.traditional);
    assert_eq!(back(text, &[], "1,200户"), "１,２００戶");
}

#[test]
fn doubtful_characters_follow_the_word() {
    for (from, to) in [
        ("經濟發展著重品質", "经济发展着重品质"),
        (
            "著名觀光區成效顯著，隨著遊客",
            "著名观光区成效显著，随着游客",
        ),
        ("保持環境乾淨，乾隆年間", "保持环境干净，乾隆年间"),
        ("藉由補助減輕負擔", "借由补助减轻负担"),
        ("民眾可瞭解瞭望臺", "民众可了解瞭望台"),
        ("答覆議員，檢覆蓋", "答复议员，检覆盖"),
        ("皇后鎮裡的鄉里後續", "皇后镇里的乡里后续"),
    ] {
        assert_eq!(plain(from), to);
    }
}

#[test]
fn simplified_text_keeps_its_doubtful_characters() {
    let text = "著名的乾隆行宫坐落于瞭望山，鴻海集团投资12亿元，记者凭藉多年经验，深入群众，走访数百户人家";
    assert_eq!(plain(text), text.replace('鴻', "鸿"));
}

#[test]
fn a_wrong_line_is_named() {
    assert_eq!(Folder::parse("萬\t万\n萬").unwrap_err().0, 2);
    assert_eq!(Folder::parse("# x\n\na\tb").unwrap_err().0, 3);
}
