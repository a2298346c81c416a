//! Members of a tar archive, in the order in which they stand.

use super::{Place, Reading, Source, Stopped, member_name};
use std::io::{self, Read};

impl Source<'_> {
    pub(super) fn tar(&mut self, place: &Place, stream: &mut dyn Read) -> Result<Reading, Stopped> {
        let mut archive = tar::Archive::new(stream);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(e) => return self.broken(place, &e),
        };
        let mut whole = Reading::Whole;
        for entry in entries {
            match entry {
                Ok(mut entry) => whole = self.tar_member(place, &mut entry)?,
                // The member before it was cut off and has said so.
                Err(_) if whole == Reading::Broken => return Ok(Reading::Broken),
                Err(e) => return self.broken(place, &unreadable(&e)),
            }
        }
        Ok(whole)
    }

    fn tar_member<R: Read>(
        &mut self,
        place: &Place,
        entry: &mut tar::Entry<'_, R>,
    ) -> Result<Reading, Stopped> {
        let name = member_name(&entry.path_bytes());
        let kind = entry.header().entry_type();
        if kind.is_dir() {
            return Ok(Reading::Whole);
        }
        if !(kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse()) {
            self.feed.leave_out();
            return Ok(Reading::Whole);
        }
        if !self.wanted(&name) {
            return Ok(Reading::Whole);
        }
        let stated = entry.size();
        let mut counted = Counted {
            stream: entry,
            left: stated,
        };
        self.unpack(&place.member(&name), &mut counted)
    }
}

/// A member that ends before its stated size is cut off; the tar reader itself says nothing.
struct Counted<R> {
    stream: R,
    left: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.left = self.left.saturating_sub(read as u64);
        if read == 0 && !buffer.is_empty() && self.left > 0 {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the archive is cut off here",
            ));
        }
        Ok(read)
    }
}

fn unreadable(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("no tar archive, or damaged: {error}"))
}
