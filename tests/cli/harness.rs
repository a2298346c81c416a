//! A folder of its own for every test, and runs of the binary in it.

use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// A folder that is removed at the end.
pub(crate) struct Room(PathBuf);

impl Room {
    /// An empty folder of this name; every test has its own.
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Room(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, its folders too.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// The program, not yet started; arguments are separated by spaces.
    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tonggao"));
        command
            .args(arguments.split_ascii_whitespace())
            .current_dir(&self.0)
            .env_clear()
            .stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs the program with `input` on standard input.
    pub(crate) fn feed(&self, arguments: &str, input: impl AsRef<[u8]>) -> Run {
        let mut child = self.start(arguments);
        let input = input.as_ref().to_vec();
        let mut stdin = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let run = child.wait_with_output().unwrap().into();
        writer.join().unwrap();
        run
    }

    /// Starts the program with pipes on all three streams.
    pub(crate) fn start(&self, arguments: &str) -> Child {
        self.command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run left.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Run {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Run {
    /// The records on standard output.
    pub(crate) fn records(&self) -> Vec<Value> {
        let parsed =
            |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
        self.out.lines().map(parsed).collect()
    }

    /// `id` of every article, `id code` of every error record, in order.
    pub(crate) fn ids(&self) -> Vec<String> {
        let id = |r: Value| match r["code"].as_str() {
            Some(code) => format!("{} {code}", r["id"].as_str().unwrap()),
            None => r["id"].as_str().unwrap().to_owned(),
        };
        self.records().into_iter().map(id).collect()
    }

    /// The text of the article with this identifier.
    pub(crate) fn text(&self, id: &str) -> String {
        let found = self.records().into_iter().find(|r| r["id"] == id);
        let found = found.unwrap_or_else(|| panic!("no {id} in {:?}", self.ids()));
        found["text"].as_str().unwrap_or_default().to_owned()
    }
}
