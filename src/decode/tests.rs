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

/// The encodings in which Chinese text is found, with a text written in each.
const WRITTEN: [(&Encoding, &str); 5] = [
    (GB18030, SIMPLIFIED),
    (BIG5, TRADITIONAL),
    (UTF_8, SIMPLIFIED),
    (UTF_16LE, SIMPLIFIED),
    (UTF_16BE, TRADITIONAL),
];

/// `encoding_rs` writes no UTF-16.
fn bytes_of(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let units = text.encode_utf16();
    if encoding == UTF_16LE {
        units.flat_map(u16::to_le_bytes).collect()
    } else if encoding == UTF_16BE {
        units.flat_map(u16::to_be_bytes).collect()
    } else {
        encoding.encode(text).0.into_owned()
    }
}

#[test]
fn a_text_cut_anywhere_keeps_its_encoding() {
    for (encoding, text) in WRITTEN {
        let bytes = bytes_of(text, encoding);
        for end in 24..bytes.len() {
            let (read, name, replaced) = read(&bytes[..end]);
            assert_eq!(name, encoding.name(), "{end} bytes: {read}");
            assert!(replaced <= 1, "{end} bytes: {read}");
            // At most the last character is lost.
            let kept = read.trim_end_matches('\u{FFFD}');
            assert!(text.starts_with(kept), "{end} bytes of {name}: {read}");
        }
    }
}

#[test]
fn a_flipped_byte_changes_no_encoding() {
    for (encoding, text) in WRITTEN {
        let bytes = bytes_of(&text.repeat(2), encoding);
        for at in 0..bytes.len() {
            for bit in [0x01, 0x20, 0x80] {
                let mut broken = bytes.clone();
                broken[at] ^= bit;
                let name = read(&broken).1;
                assert_eq!(name, encoding.name(), "byte {at}, bit {bit:#x}");
            }
        }
    }
}

#[test]
fn a_few_words_are_enough() {
    for text in [
        "新海区新增就业3万人",
        "关于印发通知的通知",
        "来源：新海日报",
        "２０１４年",
    ] {
        assert_eq!(read(&GBK.encode(text).0).1, "gb18030", "{text}");
    }
    for text in ["臺南市政府公告", "發稿單位：勞工局", "補助弱勢家庭1,200戶"]
    {
        assert_eq!(read(&BIG5.encode(text).0).1, "Big5", "{text}");
    }
    for text in [
        "新海区新增就业三万人，完成全年任务",
        "全市公安机关召开会议部署工作",
    ] {
        for encoding in [UTF_16LE, UTF_16BE] {
            assert_eq!(read(&bytes_of(text, encoding)).1, encoding.name(), "{text}");
        }
    }
    assert_eq!(
        read(b"caf\xE9 au lait, cr\xE8me br\xFBl\xE9e").1,
        "windows-1252"
    );
}
