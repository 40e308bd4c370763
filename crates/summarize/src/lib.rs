//! From stories and findings to timelines and briefs. Nothing is written without a passage.
//!
//! No files, no clock, no network, no voice of its own: every sentence is "X said", "Y reported".
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod corpus;
pub mod cite;
pub mod asked;
pub mod day;
pub mod length;
pub mod select;
pub mod naming;
pub mod shown;
pub mod somebody;
pub mod verb;
pub mod alone;
pub mod phrase;
pub mod voices;
pub mod sides;
pub mod missing;
pub mod finish;
pub mod board;
pub mod salience;
pub mod timeline;
pub mod again;
pub mod changed;
pub mod origin;
pub mod weigh;
pub mod parted;
pub mod brief;
pub mod gate;
pub mod render;
