//! Web crawls (ISO 28500): the responses, resources and conversions that hold text. Every
//! one is an article whose identifier is its address; pictures, scripts, redirections and
//! pages that were not found are left out.

use super::{Place, Reading, Source, Stopped, http};
use crate::{
    cli::input::{Reader, read::Said},
    error::Error,
};
use std::io::{self, BufRead, BufReader, Read};

/// The head of a record may be so long.
const HEAD: u64 = 64 << 10;
const BUFFER: usize = 64 << 10;

/// The head of a WARC record.
#[derive(Debug, Default)]
struct Head {
    kind: String,
    address: Option<String>,
    id: Option<String>,
    media: Option<String>,
    length: Option<u64>,
}

impl Source<'_> {
    pub(super) fn warc(
        &mut self,
        place: &Place,
        stream: &mut dyn Read,
    ) -> Result<Reading, Stopped> {
        let mut stream = BufReader::with_capacity(BUFFER, stream);
        let mut number = 0_u64;
        loop {
            number += 1;
            let head = match head(&mut stream) {
                Ok(Some(head)) => head,
                Ok(None) => return Ok(Reading::Whole),
                Err(e) => return self.broken(&place.member(&format!("#{number}")), &e),
            };
            let name = head.address.clone().or_else(|| head.id.clone());
            let record = place.member(&name.unwrap_or_else(|| format!("#{number}")));
            if self.record(&record, &head, &mut stream)? == Reading::Broken {
                return Ok(Reading::Broken);
            }
        }
    }

    /// Reads the block of a record to its end.
    fn record(
        &mut self,
        place: &Place,
        head: &Head,
        stream: &mut impl Read,
    ) -> Result<Reading, Stopped> {
        let Some(length) = head.length else {
            return self.fault(place, Error::io("damaged WARC: no Content-Length"));
        };
        let mut block = Vec::new();
        let mut rest = stream.take(length);
        let wanted = matches!(head.kind.as_str(), "response" | "resource" | "conversion");
        let read = match wanted {
            true => Reader(self.settings).limited(&mut rest, &mut block),
            false => Ok(()),
        };
        let drained = io::copy(&mut rest, &mut io::sink());
        match (read, drained) {
            (Err(error), Ok(_)) if error.code() == "too_large" => {
                self.fault(place, error)?;
            }
            (Err(error), _) => return self.fault(place, error),
            (_, Err(e)) => return self.broken(place, &e),
            (Ok(()), Ok(_)) if rest.limit() > 0 => {
                return self.fault(place, Error::io("the archive is cut off here"));
            }
            (Ok(()), Ok(_)) if wanted => self.page(place, head, block)?,
            _ => {}
        }
        Ok(Reading::Whole)
    }

    /// Hands out the text of a record.
    fn page(&mut self, place: &Place, head: &Head, block: Vec<u8>) -> Result<(), Stopped> {
        let limit = self.settings.max_bytes;
        let message = if head.kind == "response" {
            http::response(&block, limit)
        } else {
            Ok(http::resource(&block, head.media.as_deref()))
        };
        let id = head.address.clone().unwrap_or_else(|| place.shown.clone());
        match message {
            Ok(page) if page.is_text() => {
                let said = Said {
                    encoding: page.charset,
                };
                self.bytes(id, Some(place.shown.clone()), page.body.into_owned(), said)
            }
            Ok(_) => {
                self.feed.leave_out();
                Ok(())
            }
            Err(error) => self.fault(place, error).map(|_| ()),
        }
    }
}

/// Reads the head of the next record; none at the end.
fn head(stream: &mut impl BufRead) -> io::Result<Option<Head>> {
    let mut stream = stream.take(HEAD);
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if !line.trim_ascii().is_empty() {
            break;
        }
    }
    if !line.starts_with(b"WARC/") {
        return Err(damaged("no WARC record begins here"));
    }
    let mut head = Head::default();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line)? == 0 {
            return Err(damaged("the head of the record is cut off or too long"));
        }
        let line = String::from_utf8_lossy(line.trim_ascii());
        if line.is_empty() {
            return Ok(Some(head));
        }
        if let Some((name, value)) = line.split_once(':') {
            head.set(&name.to_ascii_lowercase(), value.trim());
        }
    }
}

impl Head {
    fn set(&mut self, name: &str, value: &str) {
        // Old writers put the address between angle brackets.
        let bare = value.trim_start_matches('<').trim_end_matches('>');
        match name {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => self.address = Some(bare.to_owned()),
            "warc-record-id" => self.id = Some(bare.to_owned()),
            "content-type" => self.media = Some(value.to_owned()),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }
}

fn damaged(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("damaged WARC: {what}"))
}
