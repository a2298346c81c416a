//! Records to output formats, one file each.

mod json;

pub use json::write_json;
