//! The words that tell how a number hangs together with its neighbours: `dicts/cues.toml`,
//! `dicts/cues_change.toml` and the counted lists `predicates.txt`, `leading_verbs.txt`,
//! `measure_heads.txt`.

use super::{heads::Heads, table};
use crate::{
    error::{Error, Result},
    extract::{Base, Direction},
    lexicon::Dicts,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Roles(u128);

impl Roles {
    /// Stands for every word in questions.
    pub(super) const ANY: Roles = Roles(u128::MAX);
    pub(super) const LINK: Roles = Roles(1);
    pub(super) const DISTRIBUTE: Roles = Roles(1 << 1);
    pub(super) const TO: Roles = Roles(1 << 2);
    pub(super) const FROM: Roles = Roles(1 << 3);
    pub(super) const SHARE: Roles = Roles(1 << 4);
    pub(super) const PLACE: Roles = Roles(1 << 5);
    pub(super) const PREDICATE: Roles = Roles(1 << 6);
    pub(super) const EVENT: Roles = Roles(1 << 7);
    pub(super) const NOUN: Roles = Roles(1 << 8);
    pub(super) const ADVERB: Roles = Roles(1 << 9);
    pub(super) const GENERIC: Roles = Roles(1 << 10);
    pub(super) const RELATIONAL: Roles = Roles(1 << 11);
    pub(super) const NUMBER_OF: Roles = Roles(1 << 12);
    pub(super) const AWAY: Roles = Roles(1 << 13);
    pub(super) const CONJUNCTION: Roles = Roles(1 << 14);
    pub(super) const ASIDE: Roles = Roles(1 << 15);
    /// A verb of change; the next four say which.
    pub(super) const CHANGE: Roles = Roles(1 << 16);
    pub(super) const UP: Roles = Roles(1 << 17);
    pub(super) const DOWN: Roles = Roles(1 << 18);
    pub(super) const FLAT: Roles = Roles(1 << 19);
    /// The changed thing may stand between the verb and the amount.
    pub(super) const OBJECT: Roles = Roles(1 << 20);
    /// A change only beside what is compared with (多, 高, 快).
    pub(super) const COMPARE: Roles = Roles(1 << 21);
    /// A noun that names the amount of a change (涨幅).
    pub(super) const AMOUNT: Roles = Roles(1 << 22);
    pub(super) const BASE_YEAR: Roles = Roles(1 << 23);
    pub(super) const BASE_MONTH: Roles = Roles(1 << 24);
    pub(super) const BASE_OTHER: Roles = Roles(1 << 25);
    /// Opens what is compared with (比, 较).
    pub(super) const BASE_PHRASE: Roles = Roles(1 << 26);
    /// Opens it when 相比 follows (与, 同).
    pub(super) const BASE_WITH: Roles = Roles(1 << 27);
    pub(super) const LAST_YEAR: Roles = Roles(1 << 28);
    pub(super) const LAST_MONTH: Roles = Roles(1 << 29);
    /// A verb that opens a clause as its predicate rather than a noun phrase (排查隐患).
    pub(super) const LEAD: Roles = Roles(1 << 30);
    /// A noun that commonly has a verb as its attribute (签约金额, 检测能力).
    pub(super) const VERBAL_HEAD: Roles = Roles(1 << 31);
    /// Opens the name of an average (平均, 人均).
    pub(super) const AVERAGE: Roles = Roles(1 << 32);
    /// A single character that makes a noun of the word before it (充电|桩, 整改|率).
    pub(super) const ENDING: Roles = Roles(1 << 33);
    /// A preposition whose object is never what is measured (按照, 根据).
    pub(super) const GROUND: Roles = Roles(1 << 34);
    /// A field, kind or size: an attribute when 的 follows (等领域的产品).
    pub(super) const FIELD: Roles = Roles(1 << 35);
    /// A measure word of few kinds of things (户, 辆), or none.
    pub(super) const STRICT: Roles = Roles(1 << 36);
    /// A measure word of what happens or is done (次, 轮, 场).
    pub(super) const HAPPENING: Roles = Roles(1 << 37);
    /// A kind of place, which a bracket may give other names of (县（市、区）).
    pub(super) const PLACE_KIND: Roles = Roles(1 << 38);
    /// A verb of paying that is a noun elsewhere (补助70%保费).
    pub(super) const PAYS: Roles = Roles(1 << 39);
    /// A verb of causing (造成3人死亡).
    pub(super) const CAUSES: Roles = Roles(1 << 40);
    /// The figure itself is the mark that is reached (台阶, 大关).
    pub(super) const MARK: Roles = Roles(1 << 41);
    /// The size of something that a noun after the figure names (投资超50亿元产业项目).
    pub(super) const SIZE: Roles = Roles(1 << 42);
    /// A kind of value, after a name and its abbreviation in brackets (指数（PMI）初值).
    pub(super) const VALUE_KIND: Roles = Roles(1 << 43);
    /// Opens a part of what was told before (其中).
    pub(super) const PART: Roles = Roles(1 << 44);
    /// Work that is done to what is counted (改造任务).
    pub(super) const WORK: Roles = Roles(1 << 45);
    /// A unit that is itself the thing counted (两国, 37区).
    pub(super) const OWN: Roles = Roles(1 << 46);
    /// An adverb that stands before nouns too (基本养老金).
    pub(super) const ATTRIBUTIVE: Roles = Roles(1 << 47);
    /// What a sum is given as follows (100元作为路费).
    pub(super) const AS: Roles = Roles(1 << 48);
    /// A measure word that alone tells what is counted, when that was named before (27只).
    pub(super) const TELLING: Roles = Roles(1 << 49);
    /// A word that stands before nouns, whatever its tag says (日间照料, 老年配餐).
    pub(super) const ATTRIBUTE: Roles = Roles(1 << 50);
    /// A verb that is as often a noun, whatever its tag says (更新).
    pub(super) const VERBAL_NOUN: Roles = Roles(1 << 51);
    /// A verb that stands before nouns as often as it takes them for its object (整治, 采购).
    pub(super) const OBJECT_VERB: Roles = Roles(1 << 52);

    /// The highest or lowest point of what is measured (峰值, 低点).
    pub(super) const PEAK: Roles = Roles(1 << 53);
    /// A verb that hands something over (投入, 发放), and what is handed over (资金, 补贴).
    pub(super) const GIVES: Roles = Roles(1 << 54);
    pub(super) const GIVEN: Roles = Roles(1 << 55);
    /// A total with no name of its own (总量).
    pub(super) const TOTAL: Roles = Roles(1 << 56);
    /// Opens a clause that sums up the one before (合计12万元).
    pub(super) const SUM_UP: Roles = Roles(1 << 57);
    /// What shares do on a stock exchange (涨, 收跌).
    pub(super) const TRADED: Roles = Roles(1 << 58);
    /// A noun by its tag that says how things act (集体).
    pub(super) const TOGETHER: Roles = Roles(1 << 59);
    /// A verb that names an amount before a verb of change (投入增长5%).
    pub(super) const ACT_NOUN: Roles = Roles(1 << 60);
    /// A verb that says no more than that its object happens (召开会议, 进行报道).
    pub(super) const LIGHT: Roles = Roles(1 << 61);
    /// Counts how often something is done (两次申请).
    pub(super) const TIMES: Roles = Roles(1 << 62);
    /// What is told of things with a figure of its own (收入, 价格).
    pub(super) const INDICATOR: Roles = Roles(1 << 63);
    /// How things go or look (走势, 情况): told of what is counted.
    pub(super) const ASPECT: Roles = Roles(1 << 64);
    /// A verb whose object says what became of people (纳入低保, 处于避难状态).
    pub(super) const STATUS: Roles = Roles(1 << 65);
    /// A unit of areas and lengths: of land, buildings, roads.
    pub(super) const EXTENT: Roles = Roles(1 << 66);
    /// What is beaten stands right after it (超过, 领先).
    pub(super) const BEATS: Roles = Roles(1 << 67);
    /// What things are sorted by: counted itself before 的 (5个方面的问题).
    pub(super) const SORT: Roles = Roles(1 << 68);
    /// What a share of a company is called (股权).
    pub(super) const STAKE: Roles = Roles(1 << 69);
    /// What a sum that changes hands is called (罚款, 优惠).
    pub(super) const SUM: Roles = Roles(1 << 70);
    /// How something is done, before its verb (高标准改造).
    pub(super) const MANNER: Roles = Roles(1 << 71);
    /// What things are sorted by, counted even right before their noun (2个档次机构).
    pub(super) const GRADE: Roles = Roles(1 << 72);
    /// A body of people: a number of people after it is theirs (103支队伍2300余人).
    pub(super) const COLLECTIVE: Roles = Roles(1 << 73);
    /// A verb that moves a level or a rate, which may stand between it and the amount (下调利率).
    pub(super) const LEVEL: Roles = Roles(1 << 74);
    /// What is aimed at, between a word of change and its figure (增长目标5%).
    pub(super) const AIM: Roles = Roles(1 << 75);

    /// True when any of `other` is in the set.
    pub(super) fn any(self, other: Roles) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    pub(super) const fn with(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    /// Those of `other` that are in the set.
    pub(super) const fn only(self, other: Roles) -> Roles {
        Roles(self.0 & other.0)
    }

    /// The direction of a change word, when it has one.
    pub(super) fn direction(self) -> Option<Direction> {
        [
            (Roles::UP, Direction::Up),
            (Roles::DOWN, Direction::Down),
            (Roles::FLAT, Direction::Flat),
        ]
        .into_iter()
        .find_map(|(role, direction)| self.any(role).then_some(direction))
    }

    /// The base that a word names by itself.
    pub(super) fn base(self) -> Option<Base> {
        [
            (Roles::BASE_YEAR, Base::Yoy),
            (Roles::BASE_MONTH, Base::Mom),
            (Roles::BASE_OTHER, Base::Other),
        ]
        .into_iter()
        .find_map(|(role, base)| self.any(role).then_some(base))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    cue: Vec<CueEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueEntry {
    #[allow(dead_code, reason = "named in the file for its readers")]
    id: String,
    role: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeFile {
    table: table::Heads,
    change: Vec<ChangeEntry>,
    base: Vec<BaseEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeEntry {
    #[allow(dead_code, reason = "named in the file for its readers")]
    id: String,
    direction: String,
    #[serde(default)]
    object: bool,
    #[serde(default)]
    compare: bool,
    #[serde(default)]
    noun: bool,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaseEntry {
    #[allow(dead_code, reason = "named in the file for its readers")]
    id: String,
    base: String,
    words: Vec<String>,
}

/// Names of the roles in `cues.toml`.
const ROLES: &[(&str, Roles)] = &[
    ("link", Roles::LINK),
    ("distribute", Roles::DISTRIBUTE),
    ("to", Roles::TO),
    ("from", Roles::FROM),
    ("share", Roles::SHARE),
    ("place", Roles::PLACE),
    ("predicate", Roles::PREDICATE),
    ("event", Roles::EVENT),
    ("noun", Roles::NOUN),
    ("adverb", Roles::ADVERB),
    ("generic", Roles::GENERIC),
    ("relational", Roles::RELATIONAL),
    ("number_of", Roles::NUMBER_OF),
    ("away", Roles::AWAY),
    ("conjunction", Roles::CONJUNCTION),
    ("aside", Roles::ASIDE),
    ("verbal_head", Roles::VERBAL_HEAD),
    ("gives", Roles::GIVES),
    ("given", Roles::GIVEN),
    ("average", Roles::AVERAGE),
    ("ending", Roles::ENDING),
    ("ground", Roles::GROUND),
    ("field", Roles::FIELD),
    ("strict_measure", Roles::STRICT),
    ("happening_measure", Roles::HAPPENING),
    ("place_kind", Roles::PLACE_KIND),
    ("pays", Roles::PAYS),
    ("causes", Roles::CAUSES),
    ("mark", Roles::MARK),
    ("size", Roles::SIZE),
    ("value_kind", Roles::VALUE_KIND),
    ("part", Roles::PART),
    ("work", Roles::WORK),
    ("own_unit", Roles::OWN),
    ("attributive_adverb", Roles::ATTRIBUTIVE),
    ("as", Roles::AS),
    ("telling_measure", Roles::TELLING),
    ("attribute", Roles::ATTRIBUTE),
    ("verbal_noun", Roles::VERBAL_NOUN),
    ("object_verb", Roles::OBJECT_VERB),
    ("peak", Roles::PEAK),
    ("total", Roles::TOTAL),
    ("sum_up", Roles::SUM_UP),
    ("traded", Roles::TRADED),
    ("together", Roles::TOGETHER),
    ("act_noun", Roles::ACT_NOUN),
    ("light_verb", Roles::LIGHT),
    ("times_measure", Roles::TIMES),
    ("indicator", Roles::INDICATOR),
    ("aspect", Roles::ASPECT),
    ("status_verb", Roles::STATUS),
    ("extent_unit", Roles::EXTENT),
    ("beats", Roles::BEATS),
    ("sort", Roles::SORT),
    ("stake", Roles::STAKE),
    ("sum", Roles::SUM),
    ("manner", Roles::MANNER),
    ("grade", Roles::GRADE),
    ("collective", Roles::COLLECTIVE),
    ("level", Roles::LEVEL),
    ("aim", Roles::AIM),
];

/// Names of the bases in `cues_change.toml`.
const BASES: &[(&str, Roles)] = &[
    ("yoy", Roles::BASE_YEAR),
    ("mom", Roles::BASE_MONTH),
    ("other", Roles::BASE_OTHER),
    ("phrase", Roles::BASE_PHRASE),
    ("with", Roles::BASE_WITH),
    ("last_year", Roles::LAST_YEAR),
    ("last_month", Roles::LAST_MONTH),
    ("year_before", Roles::LAST_YEAR),
];

/// Names of the directions in `cues_change.toml`.
const DIRECTIONS: &[(&str, Roles)] = &[
    ("up", Roles::UP),
    ("down", Roles::DOWN),
    ("flat", Roles::FLAT),
    ("", Roles(0)),
];

/// The cues in force.
#[derive(Debug, Default)]
pub(super) struct Cues {
    words: FxHashMap<Box<str>, Roles>,
    /// What is counted with which measure word.
    pub(super) heads: Heads,
    /// Words that make a phrase of comparison year on year or period on period.
    earlier: Vec<(Box<str>, Base)>,
    /// Words of the heads of tables.
    pub(super) table: table::Heads,
}

impl Cues {
    /// Loads the cue files.
    ///
    /// # Errors
    /// A file that is missing or malformed, or names an unknown role.
    pub(super) fn new(dicts: &Dicts) -> Result<Self> {
        let mut cues = Cues::default();
        for (file, role) in [
            ("predicates.txt", Roles::PREDICATE.with(Roles::LEAD)),
            ("leading_verbs.txt", Roles::LEAD),
        ] {
            let (text, _) = dicts.read(file)?;
            for word in lines(&text).flat_map(str::split_whitespace) {
                cues.add(word, role);
            }
        }
        for entry in dicts.toml::<CueFile>("cues.toml")?.cue {
            let role = known(ROLES, &entry.role, "cues.toml")?;
            cues.add_all(&entry.words, role);
        }
        let file: ChangeFile = dicts.toml("cues_change.toml")?;
        cues.table = file.table;
        for entry in file.change {
            let role = change_roles(&entry)?;
            cues.add_all(&entry.words, role);
        }
        for entry in file.base {
            let role = known(BASES, &entry.base, "cues_change.toml")?;
            cues.add_all(&entry.words, role);
            let earlier = match entry.base.as_str() {
                "last_month" => Base::Mom,
                "year_before" => Base::Yoy,
                _ => continue,
            };
            let words = entry.words.iter().map(|w| (w.as_str().into(), earlier));
            cues.earlier.extend(words);
        }
        let (text, _) = dicts.read("measure_heads.txt")?;
        for line in lines(&text) {
            cues.heads.add(line);
        }
        Ok(cues)
    }

    fn add(&mut self, word: &str, role: Roles) {
        let roles = self.words.entry(word.into()).or_default();
        *roles = roles.with(role);
    }

    fn add_all(&mut self, words: &[String], role: Roles) {
        for word in words {
            self.add(word, role);
        }
    }

    /// The roles of a word.
    pub(super) fn roles(&self, word: &str) -> Roles {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// The base that a word in `phrase` names (上月, 去年).
    pub(super) fn earlier(&self, phrase: &str) -> Option<Base> {
        let held = |(word, _): &&(Box<str>, Base)| phrase.contains(&**word);
        self.earlier.iter().find(held).map(|(_, base)| *base)
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

fn known(table: &[(&str, Roles)], name: &str, file: &str) -> Result<Roles> {
    let found = table.iter().find(|(n, _)| *n == name);
    found.map(|(_, role)| *role).ok_or_else(|| {
        let names: Vec<_> = table.iter().map(|(n, _)| *n).collect();
        Error::dictionary(format!("`{name}` is none of: {}", names.join(", "))).at_path(file)
    })
}

fn change_roles(entry: &ChangeEntry) -> Result<Roles> {
    let mut role = known(DIRECTIONS, &entry.direction, "cues_change.toml")?;
    role = role.with(if entry.noun {
        Roles::AMOUNT.with(Roles::NOUN)
    } else if entry.compare {
        Roles::COMPARE
    } else {
        Roles::CHANGE
    });
    if entry.object {
        role = role.with(Roles::OBJECT);
    }
    Ok(role)
}
