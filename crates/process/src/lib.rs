//! From a capture to an article, and which articles copy which.
//!
//! No files, no clock, no network: the same capture gives the same article everywhere. The `mod`
//! lines are the reading order; a file imports only files listed above it.

pub mod dom;
pub mod date;
pub mod extract;
pub mod metadata;
pub mod reading;
pub mod article;
pub mod copy;
pub mod redate;

/// The version of this room. Raise it when the same capture gives another article; older articles
/// stay citable beside the new ones.
pub const EXTRACTOR: u32 = 2;
