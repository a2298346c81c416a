//! `tonggao schema`: the form of the records.

use super::args::Schema;
use crate::error::{Error, Result};

/// Runs the command; its exit status.
pub(super) fn run(_args: &Schema) -> Result<u8> {
    Err(Error::usage("not yet"))
}
