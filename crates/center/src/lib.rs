//! The house itself: the verbs joined to the store. The library other programs use.
//!
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod error;
pub mod precision;
pub mod kinds;
pub mod rewording;
pub mod config;
pub mod step;
mod regroup;
pub mod decided;
mod redate;
pub mod query;
pub mod row;
pub mod answer;
pub mod figure_line;
pub mod comparable;
mod scale;
pub mod chart;
pub mod local;
mod versions;
mod grouping;
pub mod add;
pub mod search;
pub mod changes;
pub mod who;
pub mod choose;
pub mod ask;
pub mod stories;
pub mod rephrase;
pub mod differs;
pub mod quoted;
pub mod named;
pub mod explain;
pub mod decide;
pub mod verify;
pub mod write;
pub mod rebuild;

pub use error::Error;
pub use local::Center;
