//! The best candidates that do not say the same thing twice.

use super::{
    Phrase,
    classes::Class,
    grams::{Gram, Scratch},
    items::OPENS_QUOTE,
    model::probability,
    queue::{Candidate, Exact, Queue},
};

/// What a phrase must reach, whatever was chosen before it, in articles of so many words and
/// marks. A long text has more to name: each is less likely to be an editor's keyword, and no
/// more often a scrap.
struct Limits {
    from: usize,
    /// Log odds that an editor names it: what has less is not looked at.
    least: f32,
    /// The most that the logarithm of the chance of being struck out may be, for the first
    /// [`FIVE`] and for the others.
    doubt: [f32; 2],
    /// The chance that an editor names it must be at least such a part of that chance (logarithm).
    worth: f32,
    /// What holds, crosses or repeats a chosen phrase must score at least so much: where there is
    /// enough else to name, readers strike out one of the two.
    again: f32,
}

const LIMITS: [Limits; 3] = [
    Limits {
        from: 1200,
        least: -5.0,
        doubt: [SIXTH, TENTH],
        worth: f32::MIN,
        again: 0.0,
    },
    Limits {
        from: 500,
        least: -5.0,
        doubt: [TWO_FIFTHS, SIXTH],
        worth: f32::MIN,
        again: -1.4,
    },
    Limits {
        from: 0,
        least: -4.2,
        doubt: [ANY, ANY],
        worth: TENTH,
        again: f32::MIN,
    },
];
const ANY: f32 = 0.0;
const TWO_FIFTHS: f32 = -0.92;
const SIXTH: f32 = -1.8;
const TENTH: f32 = -2.3;
const FIVE: usize = 5;
/// So many are given whatever they score.
const FEW: usize = 1;
/// What a chosen phrase holds repeats it: editors keep one in seven, whatever it scores.
const HELD: f32 = -1.0;
/// What crosses a chosen phrase is half of it and half of something else.
const CROSSING: f32 = -1.5;
/// What holds a chosen phrase tells more than it, but readers want one of the two …
const HOLDS: f32 = -2.4;
/// … and what holds two is made of them.
const MADE_OF_CHOSEN: f32 = -1.8;
/// A bare verb is a keyword of few editors …
const BARE_VERB: f32 = -2.6;
/// … and a name or noun with its verb is a clause (`校长视察`), a verb with a name (`遏止台南`).
const CLAUSE: f32 = -1.0;

/// A phrase that is chosen, as others are compared with it.
#[derive(Clone, Copy)]
struct Said<'a> {
    text: &'a str,
    /// A bit for each of its characters: most phrases have none in common.
    letters: u64,
    /// Log odds that it is a phrase.
    score: f32,
    gram: u32,
}

impl<'a> Said<'a> {
    fn new(scratch: &'a Scratch, number: u32, body: &'a str, score: f32) -> Self {
        let text = scratch.gram_text(&scratch.grams[number as usize], body);
        let bit = |c: char| 1 << (u32::from(c).wrapping_mul(0x9E37_79B1) >> 26);
        Said {
            text,
            letters: text.chars().fold(0, |letters, c| letters | bit(c)),
            score,
            gram: number,
        }
    }
}

/// Takes at most `top` phrases of the queue, best first. `which` will have the place of each
/// run among them, from 1.
pub(super) fn select(
    scratch: &Scratch,
    queue: &mut Queue<impl FnMut(Candidate) -> Exact>,
    which: &mut Vec<u16>,
    body: &str,
    top: usize,
    out: &mut Vec<Phrase>,
) {
    which.clear();
    which.resize(scratch.grams.len(), 0);
    let top = top.min(usize::from(u16::MAX));
    let limits = Limits::of(scratch.items.len());
    let mut picked: Vec<Said<'_>> = Vec::new();
    while picked.len() < top
        && let Some(best) = queue.next(limits.least(picked.len()))
    {
        let gram = &scratch.grams[best.gram as usize];
        if limits.doubted(best, gram, picked.len()) {
            continue;
        }
        let said = Said::new(scratch, best.gram, body, best.score);
        if best.score
            >= limits
                .needed(&picked, said)
                .max(needed_alone(scratch, gram))
        {
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

impl Limits {
    /// Those of an article of so many words and marks.
    fn of(items: usize) -> &'static Limits {
        let [longer @ .., shortest] = &LIMITS;
        let fits = |limits: &&Limits| items >= limits.from;
        longer.iter().find(fits).unwrap_or(shortest)
    }

    /// The least that the next of `picked` must score to be looked at.
    fn least(&self, picked: usize) -> f32 {
        if picked < FEW {
            f32::NEG_INFINITY
        } else {
            self.least
        }
    }

    /// Whether a reader would strike it out, rather than an editor name it. Four of five that
    /// the text itself puts between quotation marks are kept.
    fn doubted(&self, candidate: Candidate, gram: &Gram, picked: usize) -> bool {
        let most = match gram.quoted & OPENS_QUOTE {
            0 => self.doubt[usize::from(picked >= FIVE)],
            _ => ANY,
        };
        picked >= FEW && (candidate.doubt > most || candidate.score < candidate.doubt + self.worth)
    }

    /// The score that a candidate must reach beside those that were chosen before it.
    fn needed(&self, picked: &[Said<'_>], said: Said<'_>) -> f32 {
        let (mut need, mut made_of) = (f32::MIN, 0);
        for chosen in picked.iter().filter(|p| p.letters & said.letters != 0) {
            let (long, text) = (chosen.text, said.text);
            let least = if text.contains(long) {
                made_of += 1;
                if made_of > 1 { MADE_OF_CHOSEN } else { HOLDS }
            } else if long.contains(text) {
                HELD
            } else if crosses(long, text) || crosses(text, long) {
                CROSSING
            } else {
                continue;
            };
            need = need.max(least).max(self.again);
        }
        need
    }
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
            // Most are no phrase: where they stand is asked afterwards.
            let phrase = usize::from(pick).checked_sub(1);
            let phrase = phrase.and_then(|pick| picked.get_mut(pick));
            if let Some(phrase) = phrase.filter(|_| at >= from) {
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
