//! Where things are kept on one machine. Knows the nouns, not the verbs.
//!
//! The `mod` lines are the reading order; a file imports only files listed above it.

pub mod error;
pub mod words;
pub mod filter;
pub mod open;

pub use error::Error;
pub use filter::{Filter, Term};
pub use open::{Access, Backup, Form, Found, Hit, Made, Rows, Status, Store};
