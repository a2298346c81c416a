//! Phrases of small articles, through the whole pipeline.

use super::{Phrase, PhraseRanker, Scratch, features};
use crate::{
    Analyzer, Input, Options, Worker,
    document::{Published, Structure},
    lexicon::Dicts,
    segment::{Tokenizer, Tokens},
};
use std::sync::OnceLock;

fn analyzer() -> &'static Analyzer {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    ANALYZER.get_or_init(|| Analyzer::new(Options::default()).unwrap())
}

fn phrases(title: Option<&str>, text: &str) -> Vec<Phrase> {
    let mut worker = Worker::new(analyzer());
    let input = Input {
        text: text.to_owned(),
        title: title.map(str::to_owned),
        ..Input::default()
    };
    worker.analyze(input).phrases.to_vec()
}

fn texts(phrases: &[Phrase]) -> Vec<&str> {
    phrases.iter().map(|p| p.text.as_str()).collect()
}

const TITLE: &str = "临江区推进老旧小区改造";
const BODY: &str = "临江区住建局介绍，老旧小区改造今年开工３２个。居民把“微心愿”写在墙上，\
    社区一件件办。老旧小区改造之后，“微心愿”墙留了下来。";

#[test]
fn titles_and_quotations_are_found() {
    let found = phrases(Some(TITLE), BODY);
    let texts = texts(&found);
    assert!(texts.contains(&"微心愿"), "{texts:?}");
    assert!(texts.iter().any(|t| t.contains("小区改造")), "{texts:?}");
}

#[test]
fn spans_are_the_phrase_and_count_every_occurrence() {
    let found = phrases(Some(TITLE), BODY);
    for phrase in &found {
        for span in &phrase.spans {
            assert_eq!(&BODY.replace("３２", "32")[span.range()], phrase.text);
        }
    }
    let wish = found.iter().find(|p| p.text == "微心愿").unwrap();
    assert_eq!((wish.spans.len(), wish.in_title), (2, false));
}

#[test]
fn no_phrase_crosses_punctuation_numbers_or_masks() {
    let text = "整**墙行动，整**墙行动。治理5号水库、治理5号水库。".repeat(3);
    for phrase in phrases(None, &text) {
        let bad = |c: char| c.is_ascii_digit() || "*，。、".contains(c);
        assert!(!phrase.text.contains(bad), "{}", phrase.text);
    }
}

#[test]
fn what_a_short_quotation_holds_is_known_as_a_part() {
    let dicts = Dicts::builtin();
    let ranker = PhraseRanker::new(&dicts).unwrap();
    let tokenizer = Tokenizer::new(&dicts, false).unwrap();
    let structure = Structure::new(&dicts).unwrap();
    let inside = |text: &str, phrase: &str| {
        let input = Input {
            text: text.to_owned(),
            title: Some("临江区住建局答复居民来信".to_owned()),
            ..Input::default()
        };
        let document = structure.document(input, Published::None);
        let mut tokens = Tokens::default();
        tokenizer.tokenize(document.text(), &[], &mut tokens);
        let mut scratch = Scratch::default();
        let candidates = ranker.explain(&document, &Tokens::default(), &tokens, &mut scratch);
        let bins = candidates.into_iter().find(|(text, ..)| text == phrase);
        let feature = features().position(|(name, _)| name == "inside").unwrap();
        bins.map(|(_, bins, _)| bins[feature])
    };
    for (text, phrase, bin) in [
        ("住建局答复说，物业管理由街道负责。", "物业管理", Some(0)),
        ("住建局拿出《临江物业管理办法》。", "物业管理", Some(3)),
        ("住建局提出“临江物业管理”。", "物业管理", Some(1)),
        ("住建局提出“物业管理”。", "物业管理", Some(0)),
        ("住建局提出“物业管理。", "物业管理", Some(0)),
        (
            "《办法》说“物业管理”，《物业管理办法》也说。",
            "物业管理",
            Some(0),
        ),
    ] {
        assert_eq!(inside(text, phrase), bin, "{text}");
    }
}

#[test]
fn numbers_that_belong_to_a_name_are_no_break() {
    for (title, phrase) in [
        ("天问十六号探测器运抵发射场", "天问十六号"),
        ("全市干部学习党的十九大精神", "党的十九大精神"),
    ] {
        let body = format!("{title}。记者在现场了解到，与会人士谈论的正是这件事。");
        let found = phrases(Some(title), &body);
        assert!(texts(&found).contains(&phrase), "{:?}", texts(&found));
    }
    // A number that counts is one.
    let found = phrases(
        Some("临江修复5号水库"),
        &"治理5号水库，引水5号渠。".repeat(3),
    );
    let digit = |t: &&str| t.contains('5');
    assert!(!texts(&found).iter().any(digit), "{:?}", texts(&found));
}

#[test]
fn the_kind_of_a_document_is_no_phrase() {
    let text = "本办法自印发之日起施行，各单位遵照本办法执行，管理办法另行解释。".repeat(3);
    let found = phrases(Some("临江区湿地保护管理办法"), &text);
    let kind = |t: &&str| ["办法", "管理办法"].contains(t);
    assert!(!texts(&found).iter().any(kind), "{:?}", texts(&found));
}

#[test]
fn what_repeats_a_better_phrase_is_left_out() {
    let title = "青禾县湿地底栖研究院揭牌";
    let text = "青禾县湿地底栖研究院日前揭牌。湿地底栖研究院由三所高校共建，湿地底栖研究院将为保护湿地出力。\
        县林业局介绍，湿地底栖研究院年内完成鸟类调查。";
    let found = phrases(Some(title), text);
    let texts = texts(&found);
    assert!(texts.iter().any(|t| t.ends_with("底栖研究院")), "{texts:?}");
    // Never alone in the article: parts of the name, in which the segmenter cuts 底栖.
    for part in ["底栖研究", "研究院", "栖研究院"] {
        assert!(!texts.contains(&part), "{texts:?}");
    }
}

#[test]
fn a_name_with_its_verb_is_no_phrase() {
    let title = "临江区长走访菜市场";
    let text = "临江区长走访菜市场，看望摊主。菜市场改造后，摊位增加，菜市场周边道路拓宽。";
    let found = phrases(Some(title), text);
    let clause = |t: &&str| t.ends_with("走访");
    assert!(!texts(&found).iter().any(clause), "{:?}", texts(&found));
    assert!(texts(&found).contains(&"菜市场"), "{:?}", texts(&found));
}

#[test]
fn nothing_in_nothing() {
    assert!(phrases(None, "").is_empty());
    assert!(phrases(Some(""), "。。。").is_empty());
    assert!(phrases(Some("*"), "12").is_empty());
}

#[test]
fn offices_are_not_cut_at_a_conjunction() {
    let body = "临江省人力资源和社会保障厅昨天公布技能培训补贴目录。技能培训补贴由用人单位申领，\
        临江省人力资源和社会保障厅开通技能培训补贴窗口。";
    let found = phrases(Some("临江省人力资源和社会保障厅公布技能培训补贴目录"), body);
    let texts = texts(&found);
    for half in ["人力资源", "临江省人力资源", "社会保障厅"] {
        assert!(!texts.contains(&half), "{texts:?}");
    }
    assert!(texts.iter().any(|t| t.contains("技能培训")), "{texts:?}");
}

#[test]
fn addressees_and_media_are_not_what_it_is_about() {
    let body = "各市（含定州、辛集市）教育局：现将校园足球联赛赛程印发给你们。据《环球时报》报道，\
        校园足球联赛去年有八千名学生参加。环球时报记者到了辛集市赛区。";
    let found = phrases(Some("关于印发校园足球联赛赛程的通知"), body);
    let texts = texts(&found);
    for beside in ["定州", "辛集市", "环球时报"] {
        assert!(!texts.contains(&beside), "{texts:?}");
    }
    assert!(texts.contains(&"校园足球联赛"), "{texts:?}");
}

#[test]
fn what_a_number_goes_on_with_is_no_phrase() {
    let body = "云河汽车股价今天涨逾5%，云河汽车称新车型订单增加。";
    let found = phrases(Some("云河汽车涨逾5%，新车型订单大增"), body);
    let texts = texts(&found);
    assert!(texts.iter().all(|t| !t.contains("涨逾")), "{texts:?}");
    assert!(texts.contains(&"云河汽车"), "{texts:?}");
}
