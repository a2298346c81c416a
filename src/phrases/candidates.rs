//! Which runs of words may be phrases: no scraps of sentences, nothing torn out of a name, a
//! number or a mask, nothing that the lists say is empty.

use super::{
    classes::Class,
    grams::{Gram, Scratch},
    items::{HAN, MASK, NUMBER},
    lists::StopWords,
    queue::Candidate,
};

/// What the name of an office ends with.
const OFFICES: &str = "厅局委部";

/// Lists every run that may be a phrase.
pub(super) fn list(scratch: &Scratch, stop: &StopWords, body: &str, found: &mut Vec<Candidate>) {
    found.clear();
    for id in &scratch.open {
        let gram = &scratch.grams[*id as usize];
        if admitted(scratch, gram, body) && !stopped(scratch, *id, stop) {
            let text = scratch.gram_text(gram, body);
            if let Some(chars) = chars(text).filter(|chars| (2..=16).contains(chars)) {
                found.push(Candidate::new(*id, chars));
            }
        }
    }
}

/// How many characters a text has, which is short.
fn chars(text: &str) -> Option<u8> {
    let first = |byte: &u8| u8::from(*byte as i8 >= -64);
    (text.len() <= usize::from(u8::MAX)).then(|| text.as_bytes().iter().map(first).sum())
}

/// Whether a run may be a phrase by its words and what stands beside it; what costs least
/// is asked first.
fn admitted(scratch: &Scratch, gram: &Gram, body: &str) -> bool {
    let (first, words) = (gram.first as usize, gram.words as usize);
    let last = (first + words).saturating_sub(1);
    let edges = [first, last].map(|i| scratch.items[i].class);
    if forbidden(gram, edges) {
        return false;
    }
    if words == 1 && edges[0] == Class::Latin && !capital(scratch.text(body, first, first + 1)) {
        return false;
    }
    if gram.quoted == 0 && (cut(scratch, gram) || half(scratch, gram, body)) {
        return false;
    }
    if edges[0] == Class::Place && gram.title == 0 && addressed(scratch, first, body) {
        return false;
    }
    !fragment(scratch, first, last)
}

/// Whether the classes of its edges or the lists forbid a run. All is asked, though one
/// answer would do: a wrong guess of the processor costs more than the rest.
fn forbidden(gram: &Gram, edges: [Class; 2]) -> bool {
    let [first, last] = edges;
    let (alone, titled, quoted) = (gram.words == 1, gram.title > 0, gram.quoted != 0);
    let once = !titled & (gram.count < 2);
    let named = (gram.words < 4) & first.names() & last.names();
    // An ordinal belongs to what follows it, a measure word to the number before it.
    let torn = (last == Class::Ordinal) | (first == Class::Measure);
    let lists = gram.lists;
    let says_nothing = (lists.weak() & !titled) | (lists.empty() & !quoted);
    torn | (once & !named)
        | (alone & (!first.stands() | says_nothing))
        | (!quoted & scrap(gram, edges, once))
}

/// Whether the lists say that a run of several words is no phrase: it is a stop word, an
/// empty word, or was seen once with an empty verb at an edge (`云山镇交出`).
fn stopped(scratch: &Scratch, id: u32, stop: &StopWords) -> bool {
    let gram = &scratch.grams[id as usize];
    if gram.words == 1 {
        return false;
    }
    let lists = stop.lists(scratch.hashes[id as usize]);
    if gram.quoted != 0 {
        return lists.stops();
    }
    if lists.stops() || lists.empty() || lists.weak() && gram.title == 0 {
        return true;
    }
    let empty = |i: usize| {
        let word = scratch.word(i);
        scratch.items[i].class == Class::Verb && word.is_some_and(|w| w.lists.empty())
    };
    let first = gram.first as usize;
    let edges = [first, (first + gram.words as usize).saturating_sub(1)];
    gram.all() == 1 && edges.into_iter().any(empty)
}

/// Whether it is a scrap of a sentence: outside of the title an adverb at an edge, a bare
/// verb, or a verb with half of what belongs to it, seen once.
fn scrap(gram: &Gram, [first, last]: [Class; 2], once: bool) -> bool {
    let verb = (first == Class::Verb) & ((gram.words == 1) | once);
    (gram.title == 0) & (verb | (first == Class::Adverb) | (last == Class::Adverb))
}

/// Whether a run was cut out of a sentence where it is seen once: behind a verb whose object follows
/// (`县政府承认|存在问题`), or inside of something: behind a measure word (`四个|月低位`),
/// or at a character that belongs to the word before it (`突厥|人古墓群`). A place that names
/// what follows is named with all of it (`河北省农村|义务教育`), however often, and so is what a
/// place ends. A number ends no clause before it (`涨近|4%`).
fn cut(scratch: &Scratch, gram: &Gram) -> bool {
    let first = gram.first as usize;
    let last = (first + gram.words as usize).saturating_sub(1);
    let items = &scratch.items;
    let counts = matches!(items[last].class, Class::Verb | Class::Adverb);
    if counts && number(scratch, last + 1) {
        return true;
    }
    if gram.words < 2 {
        return false;
    }
    let [place, ends] = [first, last].map(|i| items[i].class == Class::Place);
    if gram.all() > 1 || ends {
        return (place || ends) && gram.longer[1] == gram.all();
    }
    let beside = |left: usize| {
        let words = items.get(left).zip(items.get(left + 1));
        words.is_some_and(|(l, r)| {
            l.span.end == r.span.start && ![l.class, r.class].contains(&Class::Break)
        })
    };
    let noun = |i: usize| items.get(i).is_some_and(|i| i.class == Class::Noun);
    let object = beside(last) && (items[last].class == Class::Verb || place && noun(last + 1));
    let Some(before) = first.checked_sub(1).filter(|before| beside(*before)) else {
        return object;
    };
    let suffix = items[first].span.len() == HAN
        && matches!(items[first].class, Class::Noun | Class::Morpheme);
    object || suffix || items[before].class == Class::Measure
}

/// Whether it is one half of an office whose name has a 和 (`人力资源|和社会保障厅`).
fn half(scratch: &Scratch, gram: &Gram, body: &str) -> bool {
    let first = gram.first as usize;
    let next = first + gram.words as usize;
    let items = &scratch.items;
    let is = |i: usize, words: &str| {
        let item = items.get(i).filter(|i| i.word && i.span.len() == HAN);
        item.is_some() && words.contains(scratch.text(body, i, i + 1))
    };
    // What a 和 is, or an office before one.
    let joins = |i: Option<usize>| {
        i.and_then(|i| items.get(i))
            .is_some_and(|i| i.is_break() && i.word)
    };
    let word = |i: &usize| items.get(*i).is_some_and(|i| i.class != Class::Break);
    let before = first.checked_sub(1);
    if !joins(Some(next)) && !joins(before) {
        return false;
    }
    if is(next, "和") {
        let mut words = (next + 1..next + 5).take_while(word);
        return !is(next - 1, OFFICES) && words.any(|i| is(i, OFFICES));
    }
    let before = first.checked_sub(2).filter(|_| is(next - 1, OFFICES));
    before.is_some_and(|before| {
        items[before].class == Class::Noun && is(before + 1, "和") && !is(before, OFFICES)
    })
}

/// Whether a place stands in the brackets of an addressee (`各市（含辛集市、定州市）`).
fn addressed(scratch: &Scratch, first: usize, body: &str) -> bool {
    let before = first.saturating_sub(5)..first;
    before
        .rev()
        .any(|i| scratch.items[i].span.len() == HAN && scratch.text(body, i, i + 1) == "含")
}

fn number(scratch: &Scratch, item: usize) -> bool {
    let item = scratch.items.get(item);
    item.is_some_and(|i| i.marks & NUMBER != 0)
}

/// Whether the run from `first` to `last` begins or ends inside of something: with a
/// character that a number counts or a mask cuts off, or where the article ties a single
/// character at the edge to its neighbour every time.
fn fragment(scratch: &Scratch, first: usize, last: usize) -> bool {
    let items = &scratch.items;
    let short = |i: usize| items.get(i).is_some_and(|i| i.span.len() == HAN);
    let numbered = |i: usize| number(scratch, i);
    let masked = |i: usize| items.get(i).is_some_and(|i| i.marks & MASK != 0);
    let before = first.checked_sub(1);
    let torn = |before: usize| numbered(before) || masked(before);
    if short(last) && masked(last + 1) || short(first) && before.is_some_and(torn) {
        return true;
    }
    let tied = |left: usize, inner: usize, outer: usize| {
        let word = scratch.word(inner).map(Gram::all);
        (short(inner) || short(outer))
            && word > Some(1)
            && scratch.pair(left).map(Gram::all) == word
    };
    // The measure word of a number ties nothing (`三百名|恐怖分子`).
    let measure = |i: usize| i.checked_sub(1).is_some_and(&numbered);
    before.is_some_and(|before| !measure(before) && tied(before, first, before))
        || tied(last, last, last + 1)
}

/// Whether a Latin word has a capital: units and function words of English have none.
fn capital(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_uppercase())
}
