//! The best candidates that do not say the same thing twice.

use super::{
    Phrase,
    classes::Class,
    grams::{Gram, Scratch},
    model::probability,
    queue::Queue,
};

/// Log odds of 6 in a hundred: what scores less is a scrap more often than a phrase …
const LEAST: f32 = -2.7;
/// … in a long text of 2 in a hundred: there is more to name, each with less beside it …
const LEAST_LONG: f32 = -3.9;
/// … which has so many words and marks …
const LONG: usize = 1200;
/// … but so many are given all the same.
const FEW: usize = 3;
/// What a chosen phrase holds repeats it: editors keep one in seven, whatever it scores …
const HELD: f32 = -0.5;
/// … but one that stands elsewhere as often as in it is a matter of its own.
const HELD_OFTEN: f32 = -2.0;
/// What crosses a chosen phrase is half of it and half of something else.
const CROSSING: f32 = -1.5;
/// What holds two chosen phrases is made of them. What holds one tells more than it, and is
/// worth its score.
const MADE_OF_CHOSEN: f32 = -2.0;
/// A chosen one that never stands without what is around it goes, when that scores hardly less.
const HARDLY_LESS: f32 = 0.3;
/// A bare verb is a keyword of few editors …
const BARE_VERB: f32 = -2.3;
/// … and a name or noun with its verb is a clause (`校长视察`), a verb with a name (`遏止台南`).
const CLAUSE: f32 = -1.0;

/// A phrase that is chosen, as others are compared with it.
#[derive(Clone, Copy)]
struct Said<'a> {
    text: &'a str,
    /// Its occurrences, title and body.
    all: u32,
    /// A bit for each of its characters: most phrases have none in common.
    letters: u64,
    /// Log odds that it is a phrase.
    score: f32,
    gram: u32,
}

impl<'a> Said<'a> {
    fn new(scratch: &'a Scratch, number: u32, body: &'a str, score: f32) -> Self {
        let gram = &scratch.grams[number as usize];
        let text = scratch.gram_text(gram, body);
        let bit = |c: char| 1 << (u32::from(c).wrapping_mul(0x9E37_79B1) >> 26);
        Said {
            text,
            all: gram.all(),
            letters: text.chars().fold(0, |letters, c| letters | bit(c)),
            score,
            gram: number,
        }
    }

    /// Whether `longer`, which scores no more, says it better.
    fn yields(&self, longer: &Said<'_>) -> bool {
        self.all <= longer.all
            && self.score - longer.score < HARDLY_LESS
            && longer.text.contains(self.text)
    }
}

/// Takes at most `top` phrases of the queue, best first. `which` will have the place of each
/// run among them, from 1.
pub(super) fn select(
    scratch: &Scratch,
    queue: &mut Queue<impl FnMut(u32) -> f32>,
    which: &mut Vec<u16>,
    body: &str,
    top: usize,
    out: &mut Vec<Phrase>,
) {
    which.clear();
    which.resize(scratch.grams.len(), 0);
    let top = top.min(usize::from(u16::MAX));
    let long = scratch.items.len() >= LONG;
    let least = if long { LEAST_LONG } else { LEAST };
    let mut picked: Vec<Said<'_>> = Vec::new();
    let floor = |picked: usize| {
        if picked < FEW {
            f32::NEG_INFINITY
        } else {
            least
        }
    };
    while picked.len() < top
        && let Some((score, number)) = queue.next(floor(picked.len()))
    {
        let gram = &scratch.grams[number as usize];
        let said = Said::new(scratch, number, body, score);
        if score >= needed(&picked, said).max(needed_alone(scratch, gram)) {
            picked.retain(|chosen| !chosen.yields(&said));
            picked.push(said);
        }
    }
    out.extend(picked.iter().map(|said| Phrase {
        text: said.text.to_owned(),
        score: probability(said.score),
        spans: Vec::new(),
        in_title: scratch.grams[said.gram as usize].title > 0,
    }));
    let numbered = picked.iter().zip(1..);
    numbered.for_each(|(said, n)| which[said.gram as usize] = n);
    locate(scratch, which, out);
}

/// The score that a run must reach by its word classes.
fn needed_alone(scratch: &Scratch, gram: &Gram) -> f32 {
    let first = gram.first as usize;
    let last = (first + gram.words as usize).saturating_sub(1);
    let [first, last] = [first, last].map(|i| scratch.items.get(i).map(|i| i.class));
    let verb = Some(Class::Verb);
    if gram.quoted != 0 || ![first, last].contains(&verb) {
        return f32::MIN;
    }
    match (first, last) {
        _ if gram.words == 1 => BARE_VERB,
        (Some(class), _) if class.is_subject() => CLAUSE,
        (_, Some(Class::Place | Class::Person)) => CLAUSE,
        _ => f32::MIN,
    }
}

/// The score that a candidate must reach beside those that were chosen before it.
fn needed(picked: &[Said<'_>], said: Said<'_>) -> f32 {
    let (mut need, mut made_of) = (f32::MIN, 0);
    for chosen in picked.iter().filter(|p| p.letters & said.letters != 0) {
        let (long, text) = (chosen.text, said.text);
        let least = if text.contains(long) {
            made_of += 1;
            if made_of > 1 {
                MADE_OF_CHOSEN
            } else {
                f32::MIN
            }
        } else if long.contains(text) {
            let often = said.all >= chosen.all.saturating_mul(2);
            if often { HELD_OFTEN } else { HELD }
        } else if crosses(long, text) || crosses(text, long) {
            CROSSING
        } else {
            f32::MIN
        };
        need = need.max(least);
    }
    need
}

/// Whether `a` ends with two characters or more that `b` begins with.
fn crosses(a: &str, b: &str) -> bool {
    let starts = a.char_indices().map(|(i, _)| &a[i..]).skip(1);
    starts
        .take_while(|rest| rest.chars().nth(1).is_some())
        .any(|rest| b.starts_with(rest))
}

/// Every occurrence of the picked runs in the text: one pass over all runs, however many
/// are picked.
fn locate(scratch: &Scratch, which: &[u16], picked: &mut [Phrase]) {
    let from = scratch.first_inside();
    for (level, runs) in scratch.runs.iter().enumerate() {
        for run in runs {
            let (at, pick) = (run.at as usize, which[run.gram as usize]);
            if pick == 0 || at < from {
                continue;
            }
            if let Some(phrase) = picked.get_mut(usize::from(pick) - 1) {
                let span = scratch.items[at].span.cover(scratch.items[at + level].span);
                phrase.spans.push(span);
            }
        }
    }
    for phrase in picked {
        phrase.spans.sort_unstable();
        phrase.spans.dedup();
    }
}
