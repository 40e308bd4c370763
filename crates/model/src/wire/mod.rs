//! The versioned record format that centers store and exchange.
//!
//! A record is one JSON object on one line. Keys are written in a fixed order and without blanks, so
//! equal records are equal bytes. Numbers are integers; identifiers, days and amounts are strings;
//! an absent value is left out. What each noun is written as stands in the files of this folder,
//! apart from the nouns, since what is written is a promise and what is in memory is not.
//!
//! Reading takes any version ever written; `crates/model/tests/golden` holds one record of each.

pub mod json;
#[macro_use]
pub mod shape;
pub mod article;
pub mod findings;
pub mod groups;
pub mod brief;
pub mod decision;

use shape::Wire;

/// The version written. Raise it when a key changes its meaning or is taken away; adding a key that
/// older readers may pass over does not need it.
pub const VERSION: u64 = 1;

/// Writes a noun as one record: `{"onrecord":1,"article":{…}}`, without a line break.
///
/// ```
/// use onrecord_model::{problem::{Problem, ProblemKind}, wire};
/// let record = wire::write(&Problem::new(ProblemKind::Empty, "0 bytes"));
/// assert_eq!(record, r#"{"onrecord":1,"problem":{"kind":"empty","detail":"0 bytes"}}"#);
/// assert_eq!(wire::read::<Problem>(&record).unwrap().detail, "0 bytes");
/// ```
#[must_use]
pub fn write<T: shape::Record>(noun: &T) -> String {
    let mut out = format!("{{\"onrecord\":{VERSION},\"{}\":", T::NAME);
    noun.write(&mut out);
    out.push('}');
    out
}

/// Writes a noun as its bare JSON object, without version; for answers of commands.
#[must_use]
pub fn json<T: Wire>(noun: &T) -> String {
    let mut out = String::new();
    noun.write(&mut out);
    out
}

/// Reads a record written by [`write()`], of this version or an earlier one.
///
/// # Errors
///
/// When the line is no JSON, is of a later version, holds another noun, or lacks a key; the message
/// names the path to what is wrong.
pub fn read<T: shape::Record>(record: &str) -> Result<T, Error> {
    let value: serde_json::Value = serde_json::from_str(record)
        .map_err(|error| Error::new(format!("record is not JSON ({error})")))?;
    let version = value.get("onrecord").and_then(serde_json::Value::as_u64);
    match version {
        Some(version @ 1..=VERSION) => {
            let body = value.get(T::NAME).ok_or_else(|| {
                Error::new(format!("record of version {version} holds no `{}`", T::NAME))
            })?;
            T::read(body).map_err(|error| error.within(T::NAME))
        }
        Some(version) => Err(Error::new(format!(
            "record is of version {version}; this program reads up to {VERSION}: update onrecord"
        ))),
        None => Err(Error::new("record has no `onrecord` version".to_owned())),
    }
}

/// Why a record could not be read.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}{}", if path.is_empty() { String::new() } else { format!(" at `{path}`") })]
pub struct Error {
    message: String,
    path: String,
}

impl Error {
    fn new(message: String) -> Self {
        Self { message, path: String::new() }
    }

    fn within(mut self, key: &str) -> Self {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{key}{joint}{}", self.path);
        self
    }
}
