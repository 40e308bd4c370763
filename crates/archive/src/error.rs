//! Why something could not be read or written.

use std::{fmt, io};

/// Why a record or a package could not be read or written.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Io(io::Error),
    Damaged(String),
}

impl Error {
    /// What was found is not what it should be; `what` says it in words.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self { kind: Kind::Damaged(what.into()) }
    }

    /// Whether the bytes were there but are no whole record or package.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        matches!(self.kind, Kind::Damaged(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Io(error) => error.fmt(f),
            Kind::Damaged(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io(error) => Some(error),
            Kind::Damaged(_) => None,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self { kind: Kind::Io(error) }
    }
}
