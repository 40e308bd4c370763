//! Why the work on a center's folder cannot go on.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

/// Why something could not be read from or written to a center's folder.
#[derive(Debug)]
pub struct Error {
    kind: Kind,
    /// The folder or file it happened in, where the kind does not name it.
    at: Option<PathBuf>,
}

#[derive(Debug)]
enum Kind {
    Missing { next_step: &'static str },
    Held { holder: String },
    Outdated { found: String, known: u32 },
    Damaged(String),
    Refused(String),
    Io { doing: &'static str, source: io::Error },
    Sqlite(rusqlite::Error),
    Index(tantivy::TantivyError),
}

impl Error {
    pub(crate) fn missing(at: &Path, next_step: &'static str) -> Self {
        Kind::Missing { next_step }.at(at)
    }

    pub(crate) fn held(at: &Path, holder: String) -> Self {
        Kind::Held { holder }.at(at)
    }

    pub(crate) fn outdated(at: &Path, found: String, known: u32) -> Self {
        Kind::Outdated { found, known }.at(at)
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self { kind: Kind::Damaged(what.into()), at: None }
    }

    pub(crate) fn refused(why: impl Into<String>) -> Self {
        Self { kind: Kind::Refused(why.into()), at: None }
    }

    /// For `map_err`: an I/O error while `doing` something with the file or folder `at`.
    pub(crate) fn io(doing: &'static str, at: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Kind::Io { doing, source }.at(at)
    }

    /// Names the folder, unless a place is named already.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.at.get_or_insert_with(|| folder.to_owned());
        self
    }

    /// Whether there is no center in the folder, or a part of it that this needs.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing { .. })
    }

    /// Whether another program is writing to the center.
    #[must_use]
    pub fn is_held(&self) -> bool {
        matches!(self.kind, Kind::Held { .. })
    }

    /// Whether the derived data were made by another version and have to be rebuilt.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        matches!(self.kind, Kind::Outdated { .. })
    }

    /// Whether stored bytes are not what they were when they were written.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        match &self.kind {
            Kind::Damaged(_) => true,
            Kind::Sqlite(error) => {
                matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
            }
            Kind::Index(error) => matches!(error, tantivy::TantivyError::DataCorruption(_)),
            _ => false,
        }
    }

    /// Whether the disk is full. What was stored before stays as it was.
    #[must_use]
    pub fn is_full(&self) -> bool {
        match &self.kind {
            Kind::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            _ => self.io_kind().is_some_and(|kind| {
                matches!(kind, io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
            }),
        }
    }

    /// Whether the folder may not be written to.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        match &self.kind {
            Kind::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly),
            _ => self.io_kind().is_some_and(|kind| {
                matches!(kind, io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied)
            }),
        }
    }

    fn io_kind(&self) -> Option<io::ErrorKind> {
        match &self.kind {
            Kind::Io { source, .. } => Some(source.kind()),
            Kind::Index(tantivy::TantivyError::IoError(source)) => Some(source.kind()),
            _ => None,
        }
    }
}

impl Kind {
    fn at(self, at: &Path) -> Error {
        Error { kind: self, at: Some(at.to_owned()) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.as_deref().unwrap_or(Path::new("the center")).display();
        match &self.kind {
            Kind::Missing { next_step } => write!(f, "no center at {at}; {next_step}"),
            Kind::Held { holder } => {
                write!(f, "{at} is being written to by {holder}; wait for it to end or stop it")
            }
            Kind::Outdated { found, known } => write!(
                f,
                "{at} holds derived data of schema {found}, this program reads {known}; \
                 run `onrecord rebuild --center {at}`"
            ),
            Kind::Damaged(what) => write!(f, "{what} (in {at}); run `onrecord check`"),
            Kind::Refused(why) => write!(f, "{why}"),
            Kind::Io { doing, source } => write!(f, "cannot {doing} {at}: {source}"),
            Kind::Sqlite(source) => write!(f, "center.sqlite in {at}: {source}"),
            Kind::Index(source) => write!(f, "the search index in {at}: {source}"),
        }?;
        match (self.is_full(), self.is_read_only()) {
            (true, _) => write!(f, "; free some space and run the same command again"),
            (_, true) => write!(f, "; make the folder writable or choose another one"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io { source, .. } => Some(source),
            Kind::Sqlite(source) => Some(source),
            Kind::Index(source) => Some(source),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        Self { kind: Kind::Sqlite(source), at: None }
    }
}

impl From<tantivy::TantivyError> for Error {
    fn from(source: tantivy::TantivyError) -> Self {
        Self { kind: Kind::Index(source), at: None }
    }
}
