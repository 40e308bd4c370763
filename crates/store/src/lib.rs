//! Where things are kept on one machine. Knows the nouns, not the verbs.
//!
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod error;
mod words;
pub mod filter;
mod terms;
mod lock;
mod conversion;
mod record;
pub mod captures;
pub mod database;
mod rows;
mod finds;
mod versions;
pub mod grouping;
pub mod tables;
mod texts;
pub mod overlay;
pub mod witness;
pub mod query;
pub mod groups;
mod datings;
pub mod search;
mod alike;
pub mod open;
pub mod stories;
pub mod decisions;
pub mod writes;
pub mod reads;
pub mod check;
pub mod backup;
pub mod rebuild;

pub use backup::Backup;
pub use decisions::{Decisions, Imported};
pub use error::Error;
pub use filter::{Filter, Term};
pub use open::{Access, Store};
pub use overlay::Overlay;
pub use query::Status;
pub use search::Hit;
pub use stories::{Members, Row as StoryRow};
pub use tables::{Found, Made};
pub use terms::holds;
pub use versions::Page;
pub use witness::Witness;
pub use words::fold;
