//! Where things are kept on one machine. Knows the nouns, not the verbs.
//!
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod error;
pub mod captures;
pub mod tables;
pub mod search;
pub mod groups;
pub mod export;
pub mod open;
