//! tonggao (通稿) reads Chinese government news and says exactly what is in it: tokens,
//! statistics and what they count, dates, whether the article's own arithmetic holds, key
//! phrases, and masked characters.
//!
//! ```
//! use tonggao::{Analyzer, Input, Options, Worker};
//!
//! let analyzer = Analyzer::new(Options::default())?;
//! let mut worker = Worker::new(&analyzer);
//! let text = "全市处理欠薪逃匿案件17宗，涉及822人。".to_owned();
//! let analysis = worker.analyze(Input { text, ..Input::default() });
//! let report = tonggao::report::article(&analysis);
//! assert_eq!(report.statistics[0].value.as_deref(), Some("17"));
//! # Ok::<(), tonggao::Error>(())
//! ```
//!
//! Data flows one way: bytes → [`decode`] → [`document`] → [`mask`], [`segment`] →
//! [`extract`] → [`check`], [`phrases`] → [`report`] → [`render`]. Each stage borrows what
//! came before and returns new values.

pub mod chars;
pub mod check;
pub mod cli;
mod day;
pub mod decode;
pub mod document;
pub mod error;
pub mod extract;
pub mod html;
pub mod index;
pub mod input;
pub mod lexicon;
pub mod mask;
pub mod normalize;
pub mod numeral;
pub mod phrases;
pub mod pipeline;
pub mod render;
pub mod report;
pub mod segment;
pub mod span;

pub use document::{Document, Published};
pub use error::{Error, Result};
pub use input::Input;
pub use pipeline::{Analysis, Analyzer, Options, Stages, Worker};
pub use span::Span;
