//! Tag soup to blocks of text and the boxes that hold them. The tokenizer is the standard's;
//! of the standard's tree construction only that is kept which decides where a block of
//! text begins and ends. Every step looks at a bounded number of open elements, so time is
//! linear in the page and nothing is recursive, however deep a page nests.

use super::names::{self, Hint, Kind};
use crate::chars;
use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use std::convert::Infallible;

/// An end tag looks for its element among so many open ones.
const REACH: usize = 64;
/// More open elements than this are no layout: the others are read as if they were flat.
const DEEPEST: usize = 20_000;
/// So many no-break spaces after a closing mark begin a paragraph.
const INDENT: usize = 4;

/// An element that holds blocks: `div`, `td`, `p` and so on. Children come after parents.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Box {
    pub(super) parent: usize,
    /// Blocks `first..last` are inside.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) hint: Hint,
    /// It or an element around it has another purpose than the article.
    pub(super) other: bool,
    /// Hidden, like everything inside.
    pub(super) hidden: bool,
    pub(super) heading: u8,
    /// Index of the row and cell that it is in or is; 0 for none.
    row: usize,
    cell: usize,
}

/// Text between two block boundaries.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Block {
    /// Its bytes in [`Soup::text`].
    pub(super) from: usize,
    pub(super) to: usize,
    /// The innermost box around it.
    pub(super) holder: usize,
    pub(super) chars: usize,
    /// Characters inside links.
    pub(super) linked: usize,
    /// Marks of running text outside links.
    pub(super) marks: usize,
    /// Row and cell of a table, 0 for none.
    pub(super) row: usize,
    pub(super) cell: usize,
}

impl Block {
    /// True when most of it is links.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 2 > self.chars
    }
}

/// A page taken apart.
#[derive(Debug, Default)]
pub(super) struct Soup {
    pub(super) text: String,
    pub(super) boxes: Vec<Box>,
    pub(super) blocks: Vec<Block>,
    pub(super) title: String,
    /// Names (lower case) and values of `meta` fields.
    pub(super) meta: Vec<(String, String)>,
    /// Linked data (JSON-LD).
    pub(super) data: String,
}

impl Soup {
    pub(super) fn of(&self, block: &Block) -> &str {
        &self.text[block.from..block.to]
    }

    /// Takes a page apart.
    pub(super) fn read(page: &str) -> Self {
        let mut reader = Reader::default();
        reader.soup.boxes.push(Box::default());
        let visit = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            reader.event(&event);
            None
        };
        let mut emitter = CallbackEmitter::new(visit);
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(page, emitter).finish();
        reader.end()
    }
}

/// An open element.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Hash of the name: names are only compared.
    name: u64,
    kind: Kind,
    /// Its box, if it has one of its own.
    boxed: bool,
    skipped: bool,
    /// What holds once it is closed.
    before: State,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    holder: usize,
    skipping: bool,
    linked: bool,
    pre: bool,
}

/// A start tag that is being read.
#[derive(Debug, Default)]
struct Tag {
    name: Vec<u8>,
    attribute: Vec<u8>,
    hint: Hint,
    hidden: bool,
    linked: bool,
    /// `meta`: name and value; `script`: true for linked data.
    key: String,
    value: String,
    is_data: bool,
}

#[derive(Debug, Default)]
struct Reader {
    soup: Soup,
    open: Vec<Open>,
    state: State,
    tag: Tag,
    block: Block,
    gap: Gap,
    in_title: bool,
    in_data: bool,
}

/// Space that has been read since the last character.
#[derive(Debug, Clone, Copy, Default)]
struct Gap {
    spaces: usize,
    newline: bool,
    hard: usize,
    /// A tag stands in it.
    tagged: bool,
}

impl Reader {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let tag = &mut self.tag;
                tag.name.clear();
                tag.name.extend_from_slice(name);
                tag.hint = Hint::default();
                (tag.hidden, tag.linked, tag.is_data) = (false, false, false);
                tag.key.clear();
                tag.value.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.attribute.clear();
                self.tag.attribute.extend_from_slice(name);
                self.tag.hidden |= *name == b"hidden";
            }
            CallbackEvent::AttributeValue { value } => self.attribute(value),
            CallbackEvent::CloseStartTag { .. } => self.start(),
            CallbackEvent::EndTag { name } => self.finish(name),
            CallbackEvent::String { value } => self.string(&String::from_utf8_lossy(value)),
            _ => {}
        }
    }

    fn attribute(&mut self, value: &[u8]) {
        let tag = &mut self.tag;
        match tag.attribute.as_slice() {
            b"class" | b"id" => {
                let hint = names::hint(value);
                tag.hint.body |= hint.body;
                tag.hint.other |= hint.other;
                tag.hint.title |= hint.title;
            }
            b"style" => tag.hidden |= names::hides(value),
            b"href" => tag.linked = true,
            b"name" | b"property" | b"itemprop" => {
                tag.key = String::from_utf8_lossy(value).to_ascii_lowercase();
            }
            b"content" => tag.value = String::from_utf8_lossy(value).into_owned(),
            b"type" => tag.is_data = value.ends_with(b"ld+json"),
            _ => {}
        }
    }

    fn start(&mut self) {
        self.gap.tagged = true;
        let kind = names::kind(&self.tag.name);
        match kind {
            Kind::Void => return,
            Kind::Break => return self.flush(),
            Kind::Meta => {
                let (key, value) = (&self.tag.key, &self.tag.value);
                if !key.is_empty() && !value.trim().is_empty() {
                    self.soup.meta.push((key.clone(), value.trim().to_owned()));
                }
                return;
            }
            _ => {}
        }
        self.implied(kind);
        if self.open.len() >= DEEPEST {
            return;
        }
        let before = self.state;
        let boxed = !matches!(
            kind,
            Kind::Inline | Kind::Link | Kind::Skipped | Kind::PageTitle
        );
        if boxed {
            self.flush();
            self.enter(kind);
        }
        let hidden = !boxed && self.tag.hidden;
        let skipped = matches!(kind, Kind::Skipped | Kind::PageTitle) || hidden;
        self.state.skipping |= skipped;
        self.state.linked |= kind == Kind::Link && self.tag.linked;
        self.state.pre |= kind == Kind::Pre;
        self.in_title |= kind == Kind::PageTitle && self.soup.title.is_empty();
        self.in_data |= self.tag.name == b"script" && self.tag.is_data;
        self.open.push(Open {
            name: hash(&self.tag.name),
            kind,
            boxed,
            skipped,
            before,
        });
    }

    /// End tags that a start tag implies.
    fn implied(&mut self, kind: Kind) {
        match kind {
            Kind::Inline | Kind::Skipped | Kind::PageTitle => {}
            Kind::Link => self.close(|k| k == Kind::Link, is_wall),
            Kind::Item => self.close(
                |k| matches!(k, Kind::Item | Kind::Paragraph),
                |o| {
                    is_wall(o)
                        || o.name == hash(b"ul")
                        || o.name == hash(b"ol")
                        || o.name == hash(b"dl")
                },
            ),
            Kind::Cell => self.close(
                |k| k == Kind::Cell,
                |o| matches!(o.kind, Kind::Row | Kind::Table),
            ),
            Kind::Row => self.close(|k| k == Kind::Row, |o| o.kind == Kind::Table),
            _ => self.close(|k| k == Kind::Paragraph, is_wall),
        }
    }

    /// Closes the innermost open element that is `meant`, unless a wall stands before it.
    fn close(&mut self, meant: impl Fn(Kind) -> bool, wall: impl Fn(&Open) -> bool) {
        let floor = self.open.len().saturating_sub(REACH);
        for i in (floor..self.open.len()).rev() {
            let open = &self.open[i];
            if meant(open.kind) {
                return self.unwind(i);
            }
            if wall(open) {
                return;
            }
        }
    }

    fn finish(&mut self, name: &[u8]) {
        self.gap.tagged = true;
        let kind = names::kind(name);
        if kind == Kind::Break {
            return self.flush();
        }
        let name = hash(name);
        let inner = matches!(kind, Kind::Inline | Kind::Link);
        let floor = self.open.len().saturating_sub(REACH);
        let mut blocks = false;
        for i in (floor..self.open.len()).rev() {
            let open = self.open[i];
            if open.name == name {
                // Bold type that ends inside a later block leaves the block open.
                match inner && blocks {
                    true => self.forget(i),
                    false => self.unwind(i),
                }
                return;
            }
            if is_wall(&open) && !matches!(kind, Kind::Row | Kind::Cell | Kind::Table | Kind::Block)
            {
                return;
            }
            if matches!(open.kind, Kind::Cell) && kind == Kind::Block && name != hash(b"tbody") {
                return;
            }
            blocks |= open.boxed;
        }
    }

    /// Closes the element at `i` and all inside it.
    fn unwind(&mut self, i: usize) {
        let Some(lowest) = self.open.get(i).copied() else {
            return;
        };
        let ended = self.open.drain(i..).filter(|o| o.boxed).count();
        if ended > 0 {
            self.flush();
            let mut holder = self.state.holder;
            let outer = lowest.before.holder;
            while holder > outer {
                self.soup.boxes[holder].last = self.soup.blocks.len();
                holder = self.soup.boxes[holder].parent;
            }
        }
        self.state = lowest.before;
        (self.in_title, self.in_data) = (false, false);
    }

    /// Takes an inline element out from under the blocks inside it.
    fn forget(&mut self, i: usize) {
        let gone = self.open.remove(i);
        let linked = gone.kind == Kind::Link;
        for open in &mut self.open[i..] {
            open.before.linked &= !linked;
            open.before.skipping &= !gone.skipped;
        }
        self.state.linked &= !linked;
        self.state.skipping &= !gone.skipped;
    }

    /// Opens a box for the tag that was read.
    fn enter(&mut self, kind: Kind) {
        let at = self.soup.boxes.len();
        let parent = self.state.holder;
        let outer = self.soup.boxes[parent];
        let hint = self.tag.hint;
        let aside = matches!(self.tag.name.as_slice(), b"footer" | b"aside");
        self.soup.boxes.push(Box {
            parent,
            first: self.soup.blocks.len(),
            last: self.soup.blocks.len(),
            hint,
            other: outer.other || aside || (hint.other && !hint.body),
            hidden: outer.hidden || self.tag.hidden,
            heading: match kind {
                Kind::Heading(level) => level,
                _ => outer.heading,
            },
            row: match kind {
                Kind::Row => at,
                Kind::Table => 0,
                _ => outer.row,
            },
            cell: match kind {
                Kind::Cell => at,
                Kind::Row | Kind::Table => 0,
                _ => outer.cell,
            },
        });
        self.state.holder = at;
    }

    fn string(&mut self, text: &str) {
        if self.in_title {
            self.soup.title.push_str(text);
        } else if self.in_data {
            self.soup.data.push_str(text);
        } else if !self.state.skipping {
            text.chars().for_each(|c| self.char(c));
        }
    }

    fn char(&mut self, c: char) {
        match c {
            '\n' if self.state.pre => self.flush(),
            ' ' | '\t' | '\r' | '\u{C}' => self.gap.spaces += 1,
            '\n' => (self.gap.spaces, self.gap.newline) = (self.gap.spaces + 1, true),
            '\u{A0}' => self.gap.hard += 1,
            '\u{FEFF}' | '\u{200B}' => {}
            _ => self.visible(c),
        }
    }

    fn visible(&mut self, c: char) {
        let soup = &mut self.soup;
        let begun = soup.text.len() > self.block.from;
        let gap = std::mem::take(&mut self.gap);
        if begun && gap.spaces + gap.hard > 0 {
            let last = soup.text.chars().next_back().unwrap_or(' ');
            if gap.hard >= INDENT && chars::ends_sentence(last) {
                self.flush();
            // A line end in the source beside a Chinese character is none in the text.
            } else if !gap.newline || gap.hard > 0 || gap.tagged || !(is_wide(last) || is_wide(c)) {
                soup.text.push(' ');
            }
        }
        if self.soup.text.len() == self.block.from && c == '\u{3000}' {
            return;
        }
        self.soup.text.push(c);
        let block = &mut self.block;
        block.chars += 1;
        block.linked += usize::from(self.state.linked);
        block.marks += usize::from(!self.state.linked && is_mark(c));
    }

    /// Ends the block of text.
    fn flush(&mut self) {
        self.gap = Gap::default();
        let soup = &mut self.soup;
        let content = soup.text[self.block.from..].trim_end_matches(chars::is_space);
        let to = self.block.from + content.len();
        soup.text.truncate(to);
        if to > self.block.from {
            let holder = self.state.holder;
            soup.blocks.push(Block {
                to,
                holder,
                row: soup.boxes[holder].row,
                cell: soup.boxes[holder].cell,
                ..self.block
            });
        }
        self.block = Block {
            from: to,
            ..Block::default()
        };
    }

    fn end(mut self) -> Soup {
        self.unwind(0);
        self.flush();
        let blocks = self.soup.blocks.len();
        self.soup.boxes[0].last = blocks;
        self.soup
    }
}

/// What an end tag inside a cell does not reach over.
fn is_wall(open: &Open) -> bool {
    matches!(open.kind, Kind::Cell | Kind::Table)
}

fn is_wide(c: char) -> bool {
    c as u32 >= 0x2E80
}

/// A mark that running text has and menus have not.
fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | '！' | '？' | '“' | '」')
}

/// FNV-1a: element names are short and only compared.
const fn hash(name: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut i = 0;
    while i < name.len() {
        hash = (hash ^ name[i] as u64).wrapping_mul(0x100_0000_01b3);
        i += 1;
    }
    hash
}
