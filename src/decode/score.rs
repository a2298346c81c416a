//! How much sense an encoding makes of some bytes.

use encoding_rs::{CoderResult, Encoding};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What no candidate that reads the text rightly scores less than.
pub(super) const DOUBTFUL: f64 = 0.15;

/// What the right candidate alone scores in a longer text: the others need not be asked.
pub(super) const CERTAIN: f64 = 0.4;
/// What no wrong candidate scores in more than a few words.
pub(super) const CLEAR: f64 = 0.3;

/// The commonest characters of Chinese news, Simplified and Traditional, and its marks: half
/// of any text. Bytes read in a wrong encoding give them by chance only.
const COMMON: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过\
     子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它\
     合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月\
     公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计\
     别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理府给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术\
     极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节\
     话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办\
     青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状\
     育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德调随苏失尔死讲配女推显谈罪神艺呢席含企望密批营项防举球英氧势告李\
     台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板\
     这來個們為國時會說學對過還後發經種樣動無將實現點開從業應當體電機關與條麼員產決變歷導爭濟權應億則統傳設資區東華義長質問題\
     點頭總選擇組織報導記者處理環境衛農財勞務縣鄉鎮鄰里舉辦邀請參與協助將於臺灣灣號億萬幣圓氣溫衛勞寶兩據轉類該這";

/// Marks that news is full of.
const MARKS: &str = "，。、：；“”（）《》「」　！？０１２３４５６７８９％";

static KNOWN: LazyLock<FxHashSet<char>> =
    LazyLock::new(|| COMMON.chars().chain(MARKS.chars()).collect());

/// A longer text finds back into step at a line end or an ASCII character.
pub(super) const SHORT: usize = 1024;

/// The score of a text that may be out of step: a byte lost near the beginning of a short text
/// shifts every pair of bytes after it.
pub(super) fn in_step(bytes: &[u8], encoding: &'static Encoding) -> f64 {
    let score = of(bytes, encoding);
    match bytes {
        [_, shifted @ ..] if bytes.len() < SHORT && encoding != encoding_rs::UTF_8 => {
            score.max(of(shifted, encoding))
        }
        _ => score,
    }
}

/// Share of the characters beyond ASCII that are common ones, less what could not be read or
/// is never written. Text gives 0.4 and more, the wrong encoding around 0.
pub(super) fn of(bytes: &[u8], encoding: &'static Encoding) -> f64 {
    let (mut seen, mut known, mut bad) = (0_u32, 0_u32, 0_u32);
    each(bytes, encoding, &mut |c| {
        if c.is_ascii() && (c >= ' ' || matches!(c, '\n' | '\r' | '\t')) {
            return;
        }
        seen += 1;
        known += u32::from(KNOWN.contains(&c));
        bad += u32::from(is_bad(c));
    });
    if seen == 0 {
        return 0.0;
    }
    (f64::from(known) - f64::from(bad)) / f64::from(seen)
}

/// Replacements, controls and private characters, and letters that no Chinese text has.
fn is_bad(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{0}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}')
}

/// Calls `each` with the characters, decoded through a small buffer.
fn each(bytes: &[u8], encoding: &'static Encoding, visit: &mut dyn FnMut(char)) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = String::with_capacity(4096);
    let mut at = 0;
    loop {
        // The end of a sample may cut a character: it is not the end of the text.
        let (result, read, _) = decoder.decode_to_string(&bytes[at..], &mut buffer, false);
        at += read;
        buffer.chars().for_each(&mut *visit);
        buffer.clear();
        if result == CoderResult::InputEmpty {
            return;
        }
    }
}
