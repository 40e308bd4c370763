//! WARC (ISO 28500) and WACZ as streams of records. Knows nothing about news.
//!
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod limit;
pub mod error;
pub mod header;
pub mod http;
mod input;
mod gunzip;
mod record;
pub mod read;
pub mod write;
pub mod wacz;

pub use error::Error;
