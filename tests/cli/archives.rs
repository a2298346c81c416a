//! Archives, compressed files and web crawls.

use crate::harness::Room;
use flate2::{Compression, write::GzEncoder};
use std::io::{Cursor, Write};

const ONE: &str = "全市上半年共查处案件17宗，同比下降26%。";
const TWO: &str = "区教育局新建学校3所，增加学位4500个。";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, *content).unwrap();
    }
    archive.into_inner().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn record(kind: &str, address: &str, media: &str, block: &[u8]) -> Vec<u8> {
    let length = block.len();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n\
         WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n\
         Content-Type: {media}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [head.as_bytes(), b"\r\n\r\n", body].concat();
    record(
        "response",
        address,
        "application/http; msgtype=response",
        &block,
    )
}

#[test]
fn every_kind_of_archive_is_a_folder() {
    let room = Room::new("every_kind");
    let lines =
        "{\"id\":\"n1\",\"text\":\"培训200人次。\"}\n{\"id\":\"n2\",\"text\":\"修路3公里。\"}\n";
    let members: &[(&str, &[u8])] = &[
        ("二/b.txt", TWO.as_bytes()),
        ("a.txt", ONE.as_bytes()),
        ("c.ndjson", lines.as_bytes()),
        (".hidden.txt", b"x"),
        ("p.txt.gz", &gzip(ONE.as_bytes())),
    ];
    room.write("a.tar", tar(members));
    room.write("b.tar.gz", gzip(&tar(members)));
    room.write("c.tgz", gzip(&tar(members)));
    room.write("d.tar.zst", zstd(&tar(members)));
    room.write("e.zip", zip(members));
    for archive in ["a.tar", "b.tar.gz", "c.tgz", "d.tar.zst", "e.zip"] {
        let run = room.run(&format!("pack {archive}"));
        let names = ["!二/b.txt", "!a.txt"].map(|n| format!("{archive}{n}"));
        let [b, a] = &names;
        let packed = format!("{archive}!p.txt.gz");
        assert_eq!(run.ids(), [b, a, "n1", "n2", &packed], "{archive}");
        assert_eq!((run.status, run.text(b).as_str()), (0, TWO));
        assert_eq!(run.records()[2]["path"], format!("{archive}!c.ndjson"));
    }
}

#[test]
fn a_compressed_file_is_that_file() {
    let room = Room::new("compressed_file");
    room.write("f/a.txt.gz", gzip(ONE.as_bytes()));
    room.write("f/b.txt.zst", zstd(TWO.as_bytes()));
    // Two frames, two members: as `cat` makes them.
    let lines = |n: u8| format!("{{\"id\":\"{n}\",\"text\":\"{ONE}\"}}\n").into_bytes();
    room.write("f/c.ndjson.gz", [gzip(&lines(1)), gzip(&lines(2))].concat());
    room.write("f/d.jsonl.zst", [zstd(&lines(3)), zstd(&lines(4))].concat());
    let run = room.run("pack f");
    assert_eq!(run.ids(), ["f/a.txt.gz", "f/b.txt.zst", "1", "2", "3", "4"]);
    assert_eq!(run.text("f/b.txt.zst"), TWO);
}

#[test]
fn a_compressed_file_of_another_name_is_told() {
    let room = Room::new("unnamed");
    room.write("page.html", gzip(ONE.as_bytes()));
    let run = room.run("pack page.html");
    assert_eq!(run.ids(), ["page.html encoding"]);
    assert!(run.out.contains("named .gz"), "{}", run.out);
}

#[test]
fn archives_in_archives_and_globs() {
    let room = Room::new("nested");
    let inner = zip(&[("x.txt", ONE.as_bytes()), ("y.html", b"<p>y")]);
    let tar = tar(&[("in.zip", &inner), ("z.txt", TWO.as_bytes())]);
    room.write("f/all.tar", tar);
    room.write("f/w.md", ONE);
    let run = room.run("pack f --glob *.txt");
    assert_eq!(run.ids(), ["f/all.tar!in.zip!x.txt", "f/all.tar!z.txt"]);
    let run = room.run("pack f --glob !*.tar");
    assert_eq!(run.ids(), ["f/w.md"]);
}

#[test]
fn a_chinese_file_name_of_windows() {
    let room = Room::new("gbk_name");
    // A name of the same length in bytes stands in for it while the archive is made.
    let mut bytes = zip(&[("aaaa.txt", ONE.as_bytes())]);
    while let Some(at) = bytes.windows(4).position(|w| w == b"aaaa") {
        bytes[at..at + 4].copy_from_slice(b"\xd0\xc2\xce\xc5");
    }
    room.write("a.zip", bytes);
    assert_eq!(room.run("pack a.zip").ids(), ["a.zip!新闻.txt"]);
}

#[test]
fn a_member_too_large_costs_only_itself() {
    let room = Room::new("bomb");
    let large = vec![b'x'; 40 << 20];
    let members: &[(&str, &[u8])] = &[("bomb.txt", &large), ("b.txt", TWO.as_bytes())];
    room.write("a.tar.gz", gzip(&tar(members)));
    room.write("b.zip", zip(members));
    room.write("c.txt.gz", gzip(&large));
    let run = room.run("pack --max-bytes 1M a.tar.gz b.zip c.txt.gz");
    let ids = [
        "a.tar.gz!bomb.txt too_large",
        "a.tar.gz!b.txt",
        "b.zip!bomb.txt too_large",
        "b.zip!b.txt",
        "c.txt.gz too_large",
    ];
    assert_eq!(
        (run.status, run.ids()),
        (1, ids.map(str::to_owned).to_vec())
    );
}

#[test]
fn a_damaged_archive_names_the_member() {
    let room = Room::new("damaged");
    let noise: Vec<u8> = (0..600_000_u32)
        .map(|i| b"0123456789abcdef"[(i.wrapping_mul(2_654_435_761) >> 13) as usize % 16])
        .collect();
    let members: &[(&str, &[u8])] = &[("a.txt", ONE.as_bytes()), ("b.txt", &noise)];
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() - bytes.len() / 3].to_vec();
    room.write("a.tar", cut(tar(members)));
    room.write("b.tar.gz", cut(gzip(&tar(members))));
    room.write("c.zip", cut(zip(members)));
    room.write("d.tar.zst", cut(zstd(&tar(members))));
    for name in ["a.tar", "b.tar.gz", "c.zip", "d.tar.zst"] {
        let run = room.run(&format!("pack {name}"));
        assert_eq!(run.status, 1, "{name}");
        let ids = run.ids();
        assert_eq!(ids[0], format!("{name}!a.txt"));
        assert_eq!(ids[1], format!("{name}!b.txt io"));
    }
    // One byte turned over: the checksum does not fit.
    let mut bytes = zip(members);
    let at = bytes.windows(5).position(|w| w == b"b.txt").unwrap() + 2000;
    bytes[at] ^= 0x10;
    room.write("e.zip", bytes);
    assert_eq!(
        room.run("pack e.zip").ids(),
        ["e.zip!a.txt", "e.zip!b.txt io"]
    );
    room.write("f.zip", "no archive at all");
    room.write("g.tar", "no archive at all".repeat(100));
    room.write("h.gz", "no archive at all");
    room.write("i.zst", "no archive at all");
    room.write("j.warc", "no archive at all");
    let run = room.run("pack f.zip g.tar h.gz i.zst j.warc");
    assert_eq!(
        run.ids(),
        [
            "f.zip io",
            "g.tar io",
            "h.gz io",
            "i.zst io",
            "j.warc!#1 io"
        ]
    );
}

#[test]
fn a_crawl() {
    let room = Room::new("crawl");
    let page = format!("<html><body><p>{ONE}</p></body></html>");
    let gbk = encoding_rs::GBK.encode(&page).0.into_owned();
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk";
    let chunked = [
        format!("{:x}\r\n", gbk.len()).as_bytes(),
        &gbk,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: x"),
        response("http://gov.example/1.html", html, &gbk),
        record(
            "request",
            "http://gov.example/1.html",
            "application/http",
            b"GET /",
        ),
        response(
            "http://gov.example/logo.png",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png",
            b"x",
        ),
        response(
            "http://gov.example/old",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html",
            b"no",
        ),
        response(
            "http://gov.example/2.html",
            &format!("{html}\r\nTransfer-Encoding: chunked"),
            &chunked,
        ),
        response(
            "http://gov.example/3.html",
            &format!("{html}\r\nContent-Encoding: gzip"),
            &gzip(&gbk),
        ),
        record(
            "conversion",
            "http://gov.example/4",
            "text/plain",
            TWO.as_bytes(),
        ),
    ];
    room.write("a.warc", records.concat());
    let gzipped: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    room.write("b.warc.gz", &gzipped);
    for archive in ["a.warc", "b.warc.gz"] {
        let run = room.run(&format!("pack {archive}"));
        let addresses =
            ["1.html", "2.html", "3.html", "4"].map(|n| format!("http://gov.example/{n}"));
        assert_eq!((run.status, run.ids()), (0, addresses.to_vec()));
        for address in &addresses[..3] {
            assert!(run.text(address).contains(ONE), "{archive} {address}");
        }
        assert_eq!(
            run.records()[1]["path"],
            format!("{archive}!{}", addresses[1])
        );
        assert_eq!(run.records()[0]["source"]["encoding"], "gb18030");
    }
    room.write("c.warc.gz", &gzipped[..gzipped.len() - 30]);
    let run = room.run("pack c.warc.gz");
    assert_eq!(
        run.ids().last().unwrap(),
        "c.warc.gz!http://gov.example/4 io"
    );
}

#[test]
fn the_charset_of_the_server_decides_where_the_bytes_do_not() {
    let room = Room::new("charset");
    // Two characters: too few for any detector, and no `meta`.
    let body = encoding_rs::BIG5.encode("臺灣").0.into_owned();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=big5";
    room.write("a.warc", response("http://a.example/", head, &body));
    let run = room.run("pack a.warc");
    assert_eq!(run.text("http://a.example/"), "臺灣");
}
