//! The main text: candidates, score, boilerplate removed, zones named.

pub mod marks;
pub mod names;
pub mod phrases;
pub mod outline;
pub mod spread;
pub mod links;
pub mod walk;
pub mod body;
pub mod kind;
pub mod others;
pub mod clean;
pub mod compose;
pub mod scripted;
pub mod dump;
