//! From articles to findings: who said what, which figures, about whom, when.
//!
//! No files, no clock, no network: the same article gives the same findings everywhere. The `mod`
//! lines are the reading order; a file imports only files listed above it.

#[cfg(test)]
mod testing;
pub mod document;
pub mod number;
pub mod timex;
pub mod gazetteer;
pub mod hedge;
pub mod entity;
pub mod quotation;
pub mod figure;
pub mod attribution;
pub mod findings;
pub mod story;
pub mod claim;
pub mod headline;
pub mod retold;
pub mod wording;
mod clash;
mod ruled;
pub mod bearer;
pub mod change;

/// The version of this room. Raise it when the same article gives other findings; older findings are
/// then stale and made anew.
pub const ANALYZER: u32 = 7;
