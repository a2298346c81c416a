//! What names say: the wrapping of a file by its suffix, the name of a member by its bytes.

/// How a file is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli::input) enum Wrapping {
    /// One stream, compressed.
    Gzip,
    /// One stream, compressed.
    Zstd,
    /// Members in a row.
    Tar,
    /// Members with a directory at the end.
    Zip,
    /// A crawl: requests and responses in a row.
    Warc,
}

/// Suffixes, and what takes their place once the wrapping is off.
const SUFFIXES: &[(&str, Wrapping, &str)] = &[
    (".tgz", Wrapping::Gzip, ".tar"),
    (".gz", Wrapping::Gzip, ""),
    (".tzst", Wrapping::Zstd, ".tar"),
    (".zst", Wrapping::Zstd, ""),
    (".tar", Wrapping::Tar, ""),
    (".zip", Wrapping::Zip, ""),
    (".warc", Wrapping::Warc, ""),
];

/// How a file of this name is wrapped, and the name of what is inside.
pub(in crate::cli::input) fn wrapped(name: &str) -> Option<(Wrapping, String)> {
    SUFFIXES.iter().find_map(|&(suffix, wrapping, instead)| {
        let at = name.len().checked_sub(suffix.len())?;
        let same = name.get(at..)?.eq_ignore_ascii_case(suffix);
        same.then(|| (wrapping, format!("{}{instead}", &name[..at])))
    })
}

/// A member's name. Names that are no UTF-8 come from Chinese Windows: GB18030.
pub(super) fn member_name(bytes: &[u8]) -> String {
    let name = match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    };
    match name.strip_prefix("./") {
        Some(rest) => rest.to_owned(),
        None => name,
    }
}

/// Hidden files, and the shadow files that macOS puts into archives (`__MACOSX/._a.txt`).
pub(super) fn hidden(name: &str) -> bool {
    let parts = name.split(['/', '\\']);
    parts
        .filter(|p| *p != "." && *p != "..")
        .any(|part| part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes() {
        for (name, wrapping, inner) in [
            ("a.txt.gz", Wrapping::Gzip, "a.txt"),
            ("新闻.TGZ", Wrapping::Gzip, "新闻.tar"),
            ("a.tar.zst", Wrapping::Zstd, "a.tar"),
            ("crawl.warc.gz", Wrapping::Gzip, "crawl.warc"),
            ("a.zip", Wrapping::Zip, "a"),
        ] {
            assert_eq!(wrapped(name), Some((wrapping, inner.to_owned())), "{name}");
        }
        for name in ["a.txt", "gz", "zip", "文", "", "a.docx"] {
            assert_eq!(wrapped(name), None, "{name}");
        }
    }

    #[test]
    fn names_of_members() {
        assert_eq!(member_name("./新闻/一.txt".as_bytes()), "新闻/一.txt");
        assert_eq!(member_name(b"\xd0\xc2\xce\xc5.txt"), "新闻.txt");
        assert!(hidden("__MACOSX/._a.txt") && hidden(".git/x"));
        assert!(!hidden("a.b/c.txt") && !hidden("../c.txt"));
    }
}
