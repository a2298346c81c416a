//! Decoding: encodings recognised, bad bytes counted.

use super::*;

const SIMPLIFIED: &str = "新海区今年以来新增就业3万人，同比增长5.2%，完成全年任务的九成。\n";
const TRADITIONAL: &str =
    "臺南市政府今年補助弱勢家庭1,200戶，較去年增加百分之五，市長表示將持續辦理。\n";

fn read(bytes: &[u8]) -> (String, String, u64) {
    let (text, source) = decode(bytes, None);
    (text, source.encoding, source.replaced)
}

#[test]
fn every_encoding_comes_back() {
    for (encoding, text) in [
        (GBK, SIMPLIFIED),
        (GB18030, SIMPLIFIED),
        (BIG5, TRADITIONAL),
        (UTF_8, SIMPLIFIED),
    ] {
        let (bytes, _, bad) = encoding.encode(text);
        assert!(!bad);
        let name = superset(encoding).name().to_owned();
        assert_eq!(read(&bytes), (text.to_owned(), name, 0));
    }
}

#[test]
fn utf16_with_and_without_bom() {
    for (encoding, bom) in [(UTF_16LE, [0xFF, 0xFE]), (UTF_16BE, [0xFE, 0xFF])] {
        let unit = |u: u16| {
            if encoding == UTF_16LE {
                u.to_le_bytes()
            } else {
                u.to_be_bytes()
            }
        };
        let bytes: Vec<u8> = SIMPLIFIED.encode_utf16().flat_map(unit).collect();
        let due = (SIMPLIFIED.to_owned(), encoding.name().to_owned(), 0);
        assert_eq!(read(&bytes), due);
        assert_eq!(read(&[&bom[..], &bytes[..]].concat()), due);
    }
}

#[test]
fn boms_and_line_ends_go() {
    let due = |text: &str, name: &str| (text.to_owned(), name.to_owned(), 0);
    assert_eq!(read(b"\xEF\xBB\xBFa\r\nb\rc"), due("a\nb\nc", "UTF-8"));
    let mut bytes = b"\x84\x31\x95\x33".to_vec();
    bytes.extend_from_slice(&GB18030.encode(SIMPLIFIED).0);
    assert_eq!(read(&bytes), due(SIMPLIFIED, "gb18030"));
    assert_eq!(read(b""), due("", "UTF-8"));
}

#[test]
fn bad_bytes_are_counted_and_change_no_encoding() {
    for (encoding, text) in [
        (GB18030, SIMPLIFIED),
        (BIG5, TRADITIONAL),
        (UTF_8, SIMPLIFIED),
    ] {
        let mut bytes = encoding.encode(&text.repeat(4)).0.into_owned();
        for at in [0, 60, 150] {
            // After a line end, so that no neighbour is swallowed.
            let line = memchr::memchr(b'\n', &bytes[at..]).unwrap() + at + 1;
            bytes.insert(line, 0xFF);
        }
        let (read, name, replaced) = read(&bytes);
        assert_eq!(name, encoding.name());
        assert_eq!(replaced, 3, "{name}");
        assert_eq!(read.matches('\u{FFFD}').count(), 3);
    }
}

#[test]
fn a_replacement_that_stood_in_the_source_counts_nothing() {
    assert_eq!(read("新增\u{FFFD}家".as_bytes()).2, 0);
}

#[test]
fn what_a_file_says_is_weighed() {
    let page = |charset: &str| {
        format!(
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\">{SIMPLIFIED}"
        )
    };
    assert_eq!(declared(page("gb2312").as_bytes()), Some(GBK));
    assert_eq!(read(&GBK.encode(&page("gb2312")).0).1, "gb18030");
    assert_eq!(read(page("gb2312").as_bytes()).1, "UTF-8");
    assert_eq!(read(&GBK.encode(&page("utf-8")).0).1, "gb18030");
    assert_eq!(
        declared(b"<?xml version='1.0' encoding='Big5'?>"),
        Some(BIG5)
    );
    assert_eq!(declared(b"charset=nonsense"), None);
}

#[test]
fn the_label_overrides() {
    let bytes = BIG5.encode(TRADITIONAL).0;
    assert_eq!(decode(&bytes, Some(BIG5)).0, TRADITIONAL);
    assert!(decode(&bytes, Some(UTF_8)).1.replaced > 0);
}
