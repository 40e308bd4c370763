//! What collecting gives: a capture, a problem, or something left out.

use onrecord_model::{
    capture::Capture,
    problem::{Problem, ProblemKind},
};

/// One result of collecting.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// What was found.
    pub found: Found,
    /// How many bytes of the input it accounts for: those of the file, or of the record as stored.
    pub n_bytes: u64,
}

/// What was found at one place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Found {
    /// A page or text, with what was wrong on the way.
    Capture(Box<Capture>),
    /// Something that should have given a capture and could not.
    Problem {
        /// Where: a file's path, an address, a file with the place of a record in it.
        name: String,
        /// What is wrong.
        problem: Problem,
    },
    /// Something in an archive that is no page by its nature, such as a picture or a request.
    Skipped {
        /// What: the record's address, or its place.
        name: String,
        /// Why, in words that are the same for all of its kind, for counting.
        reason: String,
    },
}

impl Found {
    /// A problem at the place called `name`.
    #[must_use]
    pub fn problem(name: &str, kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self::Problem { name: name.to_owned(), problem: Problem::new(kind, detail) }
    }

    /// What was found, with the bytes of the input that it accounts for.
    #[must_use]
    pub fn of_bytes(self, n_bytes: u64) -> Item {
        Item { found: self, n_bytes }
    }
}
