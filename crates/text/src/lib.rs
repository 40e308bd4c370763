//! Mechanics of text: spans, sentences, tokens, languages. Knows nothing about news.
//!
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod span;
pub mod decode;
pub mod offsets;
pub mod normal;
pub mod lists;
pub mod calendar;
pub mod language;
pub mod sentence;
pub mod token;
pub mod quotes;
pub mod tagger;
pub mod shingle;
pub mod marked;

pub use span::Span;
