//! Members of a ZIP archive, in the order of its directory. An archive whose end is missing
//! (a download cut off) has no directory: its members are read in a row, as far as they go.

use super::{Place, Reading, Source, Stopped, member_name};
use crate::error::Error;
use std::io::{Read, Seek, SeekFrom};
use zip::{
    ZipArchive,
    read::{ZipFile, read_zipfile_from_stream},
    result::ZipError,
};

impl Source<'_> {
    pub(super) fn zip<R: Read + Seek>(
        &mut self,
        place: &Place,
        mut file: R,
    ) -> Result<Reading, Stopped> {
        let error = match ZipArchive::new(&mut file) {
            Ok(mut archive) => {
                for index in 0..archive.len() {
                    let opened = match archive.by_index(index) {
                        Ok(member) => Ok(self.zip_member(place, member)?),
                        Err(e) => Err(unreadable(&e)),
                    };
                    if let Err(error) = opened {
                        let name = raw_name(&mut archive, index);
                        self.fault(&place.member(&name), error)?;
                    }
                }
                return Ok(Reading::Whole);
            }
            Err(error) => error,
        };
        if let Err(e) = file.seek(SeekFrom::Start(0)) {
            return self.broken(place, &e);
        }
        self.in_a_row(place, &mut file, &error)
    }

    fn in_a_row(
        &mut self,
        place: &Place,
        file: &mut impl Read,
        error: &ZipError,
    ) -> Result<Reading, Stopped> {
        let mut whole = Reading::Whole;
        while whole == Reading::Whole {
            match read_zipfile_from_stream(file) {
                Ok(Some(member)) => whole = self.zip_member(place, member)?,
                _ => return self.fault(place, unreadable(error)),
            }
        }
        Ok(Reading::Broken)
    }

    fn zip_member<R: Read>(
        &mut self,
        place: &Place,
        mut member: ZipFile<'_, R>,
    ) -> Result<Reading, Stopped> {
        let name = member_name(member.name_raw());
        if member.is_dir() || name.ends_with('/') {
            return Ok(Reading::Whole);
        }
        if member.is_symlink() {
            self.feed.leave_out();
            return Ok(Reading::Whole);
        }
        if !self.wanted(&name) {
            return Ok(Reading::Whole);
        }
        self.unpack(&place.member(&name), &mut member)
    }
}

/// The name of a member that cannot be opened.
fn raw_name<R: Read + Seek>(archive: &mut ZipArchive<R>, index: usize) -> String {
    match archive.by_index_raw(index) {
        Ok(member) => member_name(member.name_raw()),
        Err(_) => format!("#{}", index + 1),
    }
}

fn unreadable(error: &ZipError) -> Error {
    Error::io(match error {
        ZipError::InvalidPassword => "locked with a password".to_owned(),
        ZipError::UnsupportedArchive(why) if why.contains("assword") => {
            "locked with a password".to_owned()
        }
        ZipError::Io(e) => format!("no ZIP archive, or damaged: {e}"),
        other => format!("no ZIP archive, or damaged: {other}"),
    })
}
