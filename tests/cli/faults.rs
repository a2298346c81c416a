//! What goes wrong in a folder of a hundred thousand files: every fault costs one input at
//! most, is named, and shows in the exit status.

use crate::harness::Room;
use std::{
    fs,
    io::{Read, Write},
    process::{Command, Stdio},
    time::Duration,
};

const ONE: &str = "全市上半年共查处案件17宗，同比下降26%。\n";

#[test]
fn broken_files_beside_good_ones() {
    let room = Room::new("broken_files");
    room.write("f/a.txt", ONE);
    room.write("f/b-empty.txt", "");
    room.write("f/c-spaces.txt", " \n\u{3000}\n");
    room.write("f/d-binary.txt", (0..=255).collect::<Vec<u8>>().repeat(20));
    room.write("f/e-pdf.txt", b"%PDF-1.7 ...");
    room.write("f/f-nul.txt", ONE.replace("全市", "全\0市"));
    room.write("f/g-cut.txt", &ONE.as_bytes()[..ONE.len() - 3]);
    room.write("f/h name with spaces.txt", ONE);
    room.write("f/i-large.txt", ONE.repeat(3000));
    let run = room.run("pack f --max-bytes 100K");
    assert_eq!(run.status, 1);
    let ids = [
        "f/a.txt",
        "f/b-empty.txt empty",
        "f/c-spaces.txt empty",
        "f/d-binary.txt encoding",
        "f/e-pdf.txt encoding",
        "f/f-nul.txt",
        "f/g-cut.txt",
        "f/h name with spaces.txt",
        "f/i-large.txt too_large",
    ];
    assert_eq!(run.ids(), ids);
    assert!(run.text("f/f-nul.txt").contains("全\0市"));
    assert_eq!(run.records()[6]["source"]["replaced"], 1);
    assert!(run.err.contains("4 articles, 5 errors"), "{}", run.err);
}

#[test]
fn nothing_readable() {
    let room = Room::new("nothing_readable");
    room.write("a.txt", "");
    assert_eq!(room.run("pack a.txt none.txt").status, 2);
    let run = room.run("pack none.txt");
    assert_eq!((run.status, run.ids()), (2, vec!["none.txt io".to_owned()]));
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_special_files_are_harmless() {
    use std::os::unix::fs::symlink;
    let room = Room::new("links");
    room.write("f/sub/a.txt", ONE);
    room.write("other/b.txt", ONE);
    symlink("..", room.path("f/sub/up")).unwrap();
    symlink("loop", room.path("f/loop")).unwrap();
    symlink(room.path("other"), room.path("f/link")).unwrap();
    symlink(room.path("other"), room.path("f/link2")).unwrap();
    symlink("nowhere", room.path("f/dangling.txt")).unwrap();
    symlink("/dev/zero", room.path("f/zero.txt")).unwrap();
    let fifo = Command::new("mkfifo").arg(room.path("f/pipe.txt")).status();
    assert!(fifo.unwrap().success());
    let run = room.run("pack f");
    assert_eq!(run.status, 1);
    let ids = [
        "f/dangling.txt io",
        "f/link/b.txt",
        "f/loop io",
        "f/sub/a.txt",
    ];
    assert_eq!(run.ids(), ids);
    assert!(run.err.contains("left out"), "{}", run.err);
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_cannot_be_read() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let room = Room::new("unreadable");
    room.write("f/a.txt", ONE);
    // Its first byte cannot be read, whoever asks.
    symlink("/proc/self/mem", room.path("f/b.txt")).unwrap();
    room.write("f/c.txt", ONE);
    room.write("f/d/e.txt", ONE);
    fs::set_permissions(room.path("f/c.txt"), fs::Permissions::from_mode(0o0)).unwrap();
    let run = room.run("pack f");
    assert_eq!(run.status, 1);
    assert_eq!(run.ids()[..2], ["f/a.txt", "f/b.txt io"]);
    // Permissions do not stop the superuser.
    if fs::read(room.path("f/c.txt")).is_err() {
        assert_eq!(run.ids()[2], "f/c.txt io");
        assert_eq!(run.records()[2]["message"], "Permission denied");
    }
    assert_eq!(run.ids().last().unwrap(), "f/d/e.txt");
}

#[test]
fn a_file_deleted_between_listing_and_reading() {
    let room = Room::new("deleted");
    for n in 0..300 {
        room.write(&format!("f/{n:03}.txt"), ONE.repeat(150));
    }
    // Nobody reads the output yet: the run stands still with most files listed, not read.
    let mut child = room.start("pack f -j1");
    let mut out = child.stdout.take().unwrap();
    let mut first = [0; 1];
    out.read_exact(&mut first).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    fs::remove_file(room.path("f/290.txt")).unwrap();
    let mut rest = String::from_utf8(first.to_vec()).unwrap();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let lines: Vec<_> = rest.lines().collect();
    assert_eq!(lines.len(), 300);
    assert!(lines[290].contains("\"code\":\"io\""), "{}", lines[290]);
}

#[test]
fn broken_ndjson_in_the_middle_and_duplicate_ids() {
    let room = Room::new("broken_ndjson");
    let lines = [
        r#"{"id":"a","text":"培训200人次。"}"#,
        r#"{"id":"b","text":"#,
        "",
        r#"{"id":"a","text":"修路3公里。"}"#,
        r#"{"id":"c"}"#,
        "[]",
        r#"{"id":"d","text":"新建4所。"}"#,
    ];
    room.write("x.ndjson", lines.join("\r\n"));
    let run = room.run("pack x.ndjson");
    assert_eq!(run.status, 1);
    let ids = [
        "a",
        "x.ndjson:2 json",
        "x.ndjson:3 empty",
        "a",
        "c field",
        "x.ndjson:6 json",
        "d",
    ];
    assert_eq!(run.ids(), ids);
    assert_eq!(run.records()[1]["line"], 2);
    let skipped = room.run("pack x.ndjson --on-error skip");
    assert_eq!(
        (skipped.status, skipped.ids()),
        (1, ["a", "a", "d"].map(str::to_owned).to_vec())
    );
    assert!(skipped.err.contains("x.ndjson:2: "), "{}", skipped.err);
    let stopped = room.run("pack x.ndjson --on-error stop");
    assert_eq!(
        (stopped.status, stopped.ids().len()),
        (1, 2),
        "{}",
        stopped.out
    );
}

/// A gigabyte in one line, in an address space of a third of that.
#[cfg(target_os = "linux")]
#[test]
fn a_line_of_a_gigabyte() {
    let room = Room::new("gigabyte");
    let mut child = Command::new("sh")
        .args([
            "-c",
            "ulimit -v 400000; exec \"$0\" pack --from ndjson -j1 -",
        ])
        .arg(env!("CARGO_BIN_EXE_tonggao"))
        .current_dir(room.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let chunk = vec![b'x'; 1 << 20];
        stdin.write_all(b"{\"text\":\"").unwrap();
        for _ in 0..1024 {
            stdin.write_all(&chunk).unwrap();
        }
        stdin
            .write_all("\"}\n{\"id\":\"b\",\"text\":\"培训200人次。\"}\n".as_bytes())
            .unwrap();
    });
    let run = crate::harness::Run::from(child.wait_with_output().unwrap());
    writer.join().unwrap();
    assert_eq!(
        (run.status, run.ids()),
        (1, vec!["-:1 too_large".to_owned(), "b".to_owned()])
    );
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let room = Room::new("closed_pipe");
    room.write(
        "x.ndjson",
        format!("{{\"text\":\"{}\"}}\n", ONE.trim()).repeat(20_000),
    );
    let mut child = room.start("pack x.ndjson");
    let mut first = [0; 100];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let run = crate::harness::Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_costs_nothing_written() {
    let room = Room::new("full_disk");
    let line = format!("{{\"text\":\"{}\"}}\n", ONE.trim());
    room.write("x.ndjson", line.repeat(5000));
    let run = room.run("pack x.ndjson -o /dev/full");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("/dev/full: No space left"), "{}", run.err);
    // A disk that fills up on the way needs a file system of its own.
    fs::create_dir(room.path("disk")).unwrap();
    let disk = room.path("disk");
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=512k", "tmpfs"])
        .arg(&disk)
        .stderr(Stdio::null())
        .status();
    if !mount.is_ok_and(|s| s.success()) {
        eprintln!("not tried: a small tmpfs cannot be mounted here");
        return;
    }
    let run = room.run("pack x.ndjson -o disk/out.ndjson");
    let written = room.read("disk/out.ndjson");
    assert!(
        Command::new("umount")
            .arg(&disk)
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(run.status, 2, "{}", run.err);
    assert!(run.err.contains("No space left"), "{}", run.err);
    assert!(written.len() > 400_000);
}

#[cfg(unix)]
#[test]
fn an_interrupt_finishes_what_is_in_hand() {
    let room = Room::new("interrupt");
    let line = format!("{{\"text\":\"{}\"}}\n", ONE.trim());
    let mut child = room.start("pack --from ndjson - --summary s.json");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(line.repeat(40).as_bytes()).unwrap();
    // The answer to the lines in hand is there; the input stays open.
    let mut out = child.stdout.take().unwrap();
    let mut first = [0; 1];
    out.read_exact(&mut first).unwrap();
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(stdin);
    assert!(
        rest.ends_with('\n') && rest.lines().count().is_multiple_of(8),
        "{rest}"
    );
    let summary: serde_json::Value = serde_json::from_slice(&room.read("s.json")).unwrap();
    assert_eq!(summary["documents"], rest.lines().count());
}
