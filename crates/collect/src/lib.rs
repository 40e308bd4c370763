//! From the world to captures. The only verb that touches the network.
//!
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod seed;
pub mod robots;
pub mod fetch;
pub mod page;
pub mod archive;
