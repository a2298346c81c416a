//! What a server sent, as a crawl keeps it: the head taken off, chunks put together, the
//! compression undone. Crawlers often undo these themselves and keep the head as it was, so
//! a body that is not what the head says is taken as it stands.

use super::zstd;
use crate::error::{Error, Result};
use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::{borrow::Cow, io::Read};

/// A body with what its head says of it.
#[derive(Debug)]
pub(super) struct Page<'a> {
    status: u16,
    media: Option<String>,
    /// The `charset` of the Content-Type.
    pub(super) charset: Option<&'static Encoding>,
    /// The content.
    pub(super) body: Cow<'a, [u8]>,
}

impl Page<'_> {
    /// Pages and plain texts that were there. Without a media type the content decides later.
    pub(super) fn is_text(&self) -> bool {
        let media = self.media.as_deref();
        (200..300).contains(&self.status)
            && !self.body.is_empty()
            && matches!(
                media,
                None | Some("text/html" | "application/xhtml+xml" | "text/plain" | "")
            )
    }
}

/// A `resource` or `conversion` record: no HTTP head.
pub(super) fn resource<'a>(block: &'a [u8], content_type: Option<&str>) -> Page<'a> {
    let (media, charset) = content_type.map(media_type).unwrap_or_default();
    Page {
        status: 200,
        media,
        charset,
        body: Cow::Borrowed(block),
    }
}

/// A `response` record; a body larger than `limit` once unpacked is refused.
///
/// # Errors
/// Cut off, damaged, too large or packed in a way that is not read.
pub(super) fn response(block: &[u8], limit: u64) -> Result<Page<'_>> {
    let Some((head, body)) = split(block) else {
        return Err(Error::io("no HTTP response: its head has no end"));
    };
    let head = String::from_utf8_lossy(head);
    let value = |name: &str| {
        let mut fields = head.lines().filter_map(|line| line.split_once(':'));
        fields
            .find(|(n, _)| n.trim().eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    };
    let (media, charset) = value("content-type").map(media_type).unwrap_or_default();
    let mut page = Page {
        status: status(&head),
        media,
        charset,
        body: Cow::Borrowed(body),
    };
    if !page.is_text() {
        return Ok(page);
    }
    if value("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked")) {
        page.body = unchunked(page.body)?;
    }
    let packed = value("content-encoding")
        .unwrap_or_default()
        .to_ascii_lowercase();
    for coding in packed.rsplit(',') {
        page.body = unpacked(coding.trim(), page.body, limit)?;
    }
    Ok(page)
}

/// Head and body: an empty line lies between.
fn split(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let with_cr = memchr::memmem::find(block, b"\r\n\r\n").map(|at| (at, 4));
    let without = memchr::memmem::find(block, b"\n\n").map(|at| (at, 2));
    let (at, length) = [with_cr, without].into_iter().flatten().min()?;
    Some((&block[..at], &block[at + length..]))
}

/// 200 of `HTTP/1.1 200 OK`.
fn status(head: &str) -> u16 {
    let line = head.lines().next().unwrap_or_default();
    let code = line.split_ascii_whitespace().nth(1);
    code.and_then(|c| c.parse().ok()).unwrap_or(0)
}

/// `text/html; charset="gb2312"` in its parts.
fn media_type(value: &str) -> (Option<String>, Option<&'static Encoding>) {
    let mut parts = value.split(';');
    let media = parts.next().map(|m| m.trim().to_ascii_lowercase());
    let charset = parts.find_map(|part| {
        let (name, label) = part.split_once('=')?;
        let label = label.trim().trim_matches(['"', '\'']);
        let named = name.trim().eq_ignore_ascii_case("charset");
        named.then(|| Encoding::for_label(label.as_bytes()))?
    });
    (media, charset)
}

/// Chunks put together. What does not begin with a chunk was put together before.
fn unchunked(body: Cow<'_, [u8]>) -> Result<Cow<'_, [u8]>> {
    let Some((mut size, mut rest)) = chunk(&body) else {
        return Ok(body);
    };
    let mut whole = Vec::with_capacity(body.len());
    while size > 0 {
        let Some(data) = rest.get(..size) else {
            return Err(Error::io("the page is cut off within a chunk"));
        };
        whole.extend_from_slice(data);
        let behind = &rest[size..];
        let behind = behind.strip_prefix(b"\r").unwrap_or(behind);
        let behind = behind.strip_prefix(b"\n").unwrap_or(behind);
        (size, rest) = chunk(behind).ok_or_else(|| Error::io("a chunk of the page is damaged"))?;
    }
    Ok(Cow::Owned(whole))
}

/// The size of a chunk and what stands behind its first line.
fn chunk(body: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', &body[..body.len().min(1024)])?;
    let line = std::str::from_utf8(&body[..end]).ok()?;
    let size = line.split(';').next()?.trim();
    Some((usize::from_str_radix(size, 16).ok()?, &body[end + 1..]))
}

fn unpacked<'a>(coding: &str, body: Cow<'a, [u8]>, limit: u64) -> Result<Cow<'a, [u8]>> {
    let bytes: &[u8] = &body;
    let packed = match coding {
        "gzip" | "x-gzip" if bytes.starts_with(b"\x1F\x8B") => {
            all(MultiGzDecoder::new(bytes), limit)
        }
        "zstd" if bytes.starts_with(b"\x28\xB5\x2F\xFD") => all(zstd::Frames::new(bytes), limit),
        // Some servers send it without the zlib head.
        "deflate" => match all(ZlibDecoder::new(bytes), limit) {
            Err(e) if e.code() != "too_large" => all(DeflateDecoder::new(bytes), limit),
            other => other,
        },
        "br" | "compress" | "x-compress" => {
            Err(Error::io(format!("Content-Encoding {coding} is not read")))
        }
        _ => return Ok(body),
    };
    packed.map(Cow::Owned)
}

fn all(stream: impl Read, limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = stream.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|e| Error::io(format!("the page is damaged or cut off: {e}")))?;
    if bytes.len() as u64 > limit {
        return Err(Error::too_large(format!(
            "larger than {limit} bytes once unpacked (--max-bytes)"
        )));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(text: &str) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(text.as_bytes()).unwrap();
        out.finish().unwrap()
    }

    fn block(head: &str, body: &[u8]) -> Vec<u8> {
        [head.as_bytes(), b"\r\n\r\n", body].concat()
    }

    #[test]
    fn a_page_in_chunks_and_packed() {
        let packed = gzip("全市17宗。");
        let mut body = Vec::new();
        for part in packed.chunks(7) {
            body.extend(format!("{:x};ext=1\r\n", part.len()).bytes());
            body.extend(part);
            body.extend(b"\r\n");
        }
        body.extend(b"0\r\n\r\n");
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"GB2312\"\r\n\
                    transfer-encoding: chunked\r\nContent-Encoding: gzip";
        let block = block(head, &body);
        let page = response(&block, 1000).unwrap();
        assert!(page.is_text());
        assert_eq!(page.charset, Some(encoding_rs::GBK));
        assert_eq!(page.body, "全市17宗。".as_bytes());
        let error = response(&block, 5).unwrap_err();
        assert_eq!(error.code(), "too_large");
    }

    #[test]
    fn a_head_that_tells_of_what_was_undone() {
        let head = "HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked\nContent-Encoding: gzip";
        let block = [head.as_bytes(), b"\n\n", "<p>全市".as_bytes()].concat();
        assert_eq!(response(&block, 1000).unwrap().body, "<p>全市".as_bytes());
    }

    #[test]
    fn what_is_no_article() {
        for head in [
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html",
            "HTTP/1.1 301 Moved\r\nContent-Type: text/html",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png",
            "junk",
        ] {
            let block = block(head, b"body");
            assert!(!response(&block, 1000).unwrap().is_text(), "{head}");
        }
        assert!(response(b"HTTP/1.1 200 OK\r\n", 1000).is_err());
    }

    #[test]
    fn cut_off_or_not_read() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip";
        let packed = gzip(&"全市".repeat(100));
        assert!(response(&block(head, &packed[..packed.len() - 9]), 1000).is_err());
        let head = head.replace("gzip", "br");
        assert!(response(&block(&head, b"\x1b\x00"), 1000).is_err());
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked";
        assert!(response(&block(head, b"ff\r\nshort"), 1000).is_err());
    }
}
