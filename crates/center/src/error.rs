//! Why the center could not do what was asked.

use std::fmt;

/// Why the center could not do what was asked: the work stopped, nothing acknowledged was lost.
#[derive(Debug)]
pub struct Error(Kind);

#[derive(Debug)]
enum Kind {
    Store(onrecord_store::Error),
    Query(String),
    Settings(String),
    NotFound(String),
    Unclear { start: String, found: Vec<String> },
    File(String, std::io::Error),
    Brief(String),
    Refused(String),
    Taken(std::io::Error),
}

impl Error {
    pub(crate) fn query(message: impl Into<String>) -> Self {
        Self(Kind::Query(message.into()))
    }

    pub(crate) fn settings(message: impl Into<String>) -> Self {
        Self(Kind::Settings(message.into()))
    }

    pub(crate) fn not_found(name: impl Into<String>) -> Self {
        Self(Kind::NotFound(name.into()))
    }

    pub(crate) fn unclear(start: &str, found: Vec<String>) -> Self {
        Self(Kind::Unclear { start: start.to_owned(), found })
    }

    pub(crate) fn file(path: &std::path::Path, error: std::io::Error) -> Self {
        Self(Kind::File(path.display().to_string(), error))
    }

    pub(crate) fn brief(message: impl Into<String>) -> Self {
        Self(Kind::Brief(message.into()))
    }

    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self(Kind::Refused(message.into()))
    }

    /// Whether there is no center in the folder yet.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(&self.0, Kind::Store(error) if error.is_missing())
    }

    /// Whether another process holds the center for writing.
    #[must_use]
    pub fn is_held(&self) -> bool {
        matches!(&self.0, Kind::Store(error) if error.is_held())
    }

    /// Whether an identifier names nothing in this center.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self.0, Kind::NotFound(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Store(error) => error.fmt(f),
            Kind::Query(message) => write!(f, "query: {message}"),
            Kind::Settings(message) => write!(f, "center.toml: {message}"),
            Kind::NotFound(name) => write!(
                f,
                "nothing here is called `{name}`: give the first digits of an identifier as \
                 `search` prints them, or a passage such as 1f90bcd500fc/277-454"
            ),
            Kind::Unclear { start, found } => {
                write!(f, "`{start}` starts {} identifiers: {}", found.len(), found.join(", "))
            }
            Kind::File(path, error) => write!(f, "{path}: {error}"),
            Kind::Brief(message) | Kind::Refused(message) => write!(f, "{message}"),
            Kind::Taken(_) => write!(f, "cannot write the answer"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Kind::Taken(error) => Some(error),
            _ => None,
        }
    }
}

/// Whoever takes an answer row by row may fail to write it; the walk then ends with this.
impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self(Kind::Taken(error))
    }
}

impl From<onrecord_store::Error> for Error {
    fn from(error: onrecord_store::Error) -> Self {
        Self(Kind::Store(error))
    }
}

/// What the center answers with.
pub type Result<T> = std::result::Result<T, Error>;
