//! Lines of a stream in batches. A batch is whatever complete lines are buffered: the
//! reader never waits for more input while it holds a complete line, so that a program at
//! the other end of a pipe gets its answer at once. A line longer than the limit is left
//! out in constant memory and leaves a mark.

use std::io::{self, Read};
use std::ops::Range;

/// A batch ends after so many bytes or lines, so that several threads get work.
const BATCH_BYTES: usize = 256 << 10;
const BATCH_LINES: usize = 32;
/// Bytes asked of the stream at a time.
const CHUNK: usize = 128 << 10;

/// Some lines of a stream, one after the other.
#[derive(Debug, Default)]
pub(in crate::cli) struct Batch {
    /// Number of the first line, counted from 1.
    pub(in crate::cli) first: u64,
    bytes: Vec<u8>,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq)]
enum Line {
    Here(Range<usize>),
    TooLong,
}

impl Batch {
    /// The lines without their line ends; none for a line that was too long.
    pub(in crate::cli) fn lines(&self) -> impl Iterator<Item = (u64, Option<&[u8]>)> {
        (self.first..).zip(self.lines.iter().map(|line| match line {
            Line::Here(range) => self.bytes.get(range.clone()),
            Line::TooLong => None,
        }))
    }

    fn full(&self) -> bool {
        self.bytes.len() >= BATCH_BYTES || self.lines.len() >= BATCH_LINES
    }

    fn push(&mut self, line: &[u8]) {
        let start = self.bytes.len();
        self.bytes
            .extend_from_slice(line.strip_suffix(b"\r").unwrap_or(line));
        self.lines.push(Line::Here(start..self.bytes.len()));
    }
}

/// Cuts a stream into lines.
pub(super) struct LineReader<R> {
    stream: R,
    limit: usize,
    buffer: Vec<u8>,
    /// Where the lines not yet given begin.
    start: usize,
    /// Bytes of the current line that were searched already.
    searched: usize,
    line: u64,
    skipping: bool,
    ended: bool,
}

impl<R: Read> LineReader<R> {
    pub(super) fn new(stream: R, limit: u64) -> Self {
        LineReader {
            stream,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            buffer: Vec::new(),
            start: 0,
            searched: 0,
            line: 1,
            skipping: false,
            ended: false,
        }
    }

    /// The next batch; none at the end.
    ///
    /// # Errors
    /// The stream's.
    pub(super) fn batch(&mut self) -> io::Result<Option<Batch>> {
        let mut batch = Batch {
            first: self.line,
            ..Batch::default()
        };
        while !batch.full() {
            if self.take_line(&mut batch) {
                continue;
            }
            if !batch.lines.is_empty() || self.ended {
                break;
            }
            self.fill()?;
            if self.ended {
                self.take_rest(&mut batch);
            }
        }
        self.line += batch.lines.len() as u64;
        Ok((!batch.lines.is_empty()).then_some(batch))
    }

    /// Moves one complete line into the batch.
    fn take_line(&mut self, batch: &mut Batch) -> bool {
        let from = self.start + self.searched;
        let Some(found) = memchr::memchr(b'\n', &self.buffer[from..]) else {
            self.searched = self.buffer.len() - self.start;
            return false;
        };
        let end = from + found;
        if self.skipping || end - self.start > self.limit {
            batch.lines.push(Line::TooLong);
        } else {
            batch.push(&self.buffer[self.start..end]);
        }
        self.skipping = false;
        self.start = end + 1;
        self.searched = 0;
        true
    }

    /// A last line without a line end.
    fn take_rest(&mut self, batch: &mut Batch) {
        if self.skipping || self.buffer.len() - self.start > self.limit {
            batch.lines.push(Line::TooLong);
        } else if self.start < self.buffer.len() {
            batch.push(&self.buffer[self.start..]);
        }
        self.start = self.buffer.len();
        self.searched = 0;
    }

    /// Reads once. What was given out is dropped first, a line beyond the limit too.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        if self.skipping || self.buffer.len() > self.limit {
            self.skipping = true;
            self.buffer = Vec::new();
            self.searched = 0;
        }
        let had = self.buffer.len();
        self.buffer.resize(had + CHUNK, 0);
        let read = loop {
            match self.stream.read(&mut self.buffer[had..]) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.buffer.truncate(had + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8], limit: u64) -> Vec<Option<String>> {
        let mut reader = LineReader::new(bytes, limit);
        let mut lines = Vec::new();
        while let Some(batch) = reader.batch().unwrap() {
            for (number, line) in batch.lines() {
                assert_eq!(number, lines.len() as u64 + 1);
                lines.push(line.map(|l| String::from_utf8(l.to_vec()).unwrap()));
            }
        }
        lines
    }

    #[test]
    fn lines_of_every_kind() {
        let some = |t: &str| Some(t.to_owned());
        for (bytes, lines) in [
            ("", vec![]),
            ("a", vec![some("a")]),
            ("a\nb\r\n", vec![some("a"), some("b")]),
            ("\n\n", vec![some(""), some("")]),
            ("一二三四\nb\n", vec![None, some("b")]),
            ("a\n一二三四", vec![some("a"), None]),
            ("\u{2028}\u{85}\n", vec![some("\u{2028}\u{85}")]),
        ] {
            assert_eq!(all(bytes.as_bytes(), 5), lines, "{bytes:?}");
        }
    }

    #[test]
    fn a_line_of_megabytes_takes_no_memory() {
        let mut text = vec![b'x'; 5 << 20];
        text.extend_from_slice(b"\nshort\n");
        let mut reader = LineReader::new(&text[..], 1000);
        let mut lines = Vec::new();
        while let Some(batch) = reader.batch().unwrap() {
            lines.extend(batch.lines().map(|(_, line)| line.map(<[u8]>::to_vec)));
        }
        assert_eq!(lines, [None, Some(b"short".to_vec())]);
        assert!(
            reader.buffer.capacity() < 1 << 20,
            "{}",
            reader.buffer.capacity()
        );
    }

    #[test]
    fn many_lines_make_many_batches() {
        let text = "x\n".repeat(1000);
        let mut reader = LineReader::new(text.as_bytes(), 100);
        let mut batches = Vec::new();
        while let Some(batch) = reader.batch().unwrap() {
            batches.push(batch.first);
        }
        assert_eq!((batches[0], batches[1], reader.line), (1, 33, 1001));
    }
}
