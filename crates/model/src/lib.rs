//! The nouns. Plain values that pass between the verbs; no I/O, no clock, no randomness.
//!
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod id;
pub mod address;
pub mod problem;
pub mod outlet;
pub mod capture;
pub mod dating;
pub mod article;
pub mod passage;
pub mod entity;
pub mod timex;
pub mod quotation;
pub mod figure;
pub mod findings;
pub mod copy;
pub mod story;
pub mod claim;
pub mod change;
pub mod brief;
pub mod decision;
pub mod wire;
