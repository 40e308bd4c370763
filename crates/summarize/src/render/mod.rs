//! A brief as Markdown, HTML, JSON or terminal text, its sources for reference managers, and the way
//! back.
//!
//! Every form keeps the three voices apart: a source's own words in quotation marks, an article's
//! words marked as retold, our own plain. The first three hold the brief's record too, so that
//! [`recall`] reads it back and its citations can be checked later.

mod words;
mod fragment;
mod recall;
mod markdown;
mod terminal;
mod few;
mod reader;
mod html;
mod json;
mod altered;
mod sources;

pub use altered::altered;
pub use few::few;
pub use fragment::fragment;
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use reader::escaped;
pub use recall::{Unreadable, recall};
pub use sources::{bibtex, csl_json, ris};
pub use terminal::terminal;
pub use words::rephrased;
