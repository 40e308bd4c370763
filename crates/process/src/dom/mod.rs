//! The parsed page: html5ever's tree in one flat arena, bounded in depth and size.

pub mod lines;
pub mod tree;
mod sink;
pub mod parse;

pub use lines::{is_block, is_silent};
pub use parse::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_NODES};
pub use tree::{Dom, NodeIdx, ROOT};
