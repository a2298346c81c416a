//! The program as its users meet it: the binary is run in folders made for the purpose, with
//! an empty environment. One file a theme.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod archives;
mod engines;
mod faults;
mod flags;
mod harness;
mod masks;
mod phrases;
mod pipe;
mod resume;
