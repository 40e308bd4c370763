//! The gate before a language model: a rewording of sentences of a brief is read back into statements
//! and stands only when they are the same.
//!
//! Deterministic, without model or network. Nothing else a model writes can enter a brief: the words
//! of sources are the passages again, and what stands between them comes from closed lists.

pub mod refusal;
mod words;
mod speaker;
mod days;
pub mod statement;
mod inner;
mod foreign;
mod atom;
mod clause;
mod write;
mod judge;
mod ask;

pub use ask::{Group, INSTRUCTION, groups};
pub use judge::{MAX_STATEMENTS, judge, notes};
pub use refusal::{Reason, Refusal};
pub use statement::Statement;
pub use write::Reworded;
