//! One date value of a page's structure, and what the name that it stands under says of it.

use crate::{date::DateField, metadata::wording::any_of};
use aho_corasick::AhoCorasick;
use onrecord_model::dating::EvidenceKind;
use std::sync::LazyLock;

/// How many fields of each kind are kept: a page with more is a list of other pages.
pub const MAX_FIELDS: usize = 12;

/// A value as found, cut to the length of any date.
pub fn field(kind: EvidenceKind, place: String, value: &str, is_modified: bool) -> DateField {
    const MAX_VALUE_BYTES: usize = 240;
    let value = value[..value.floor_char_boundary(MAX_VALUE_BYTES.min(value.len()))].to_owned();
    DateField { kind, place, value, is_modified }
}

/// Whether a name, of a tag, a key or a class, is that of the last change.
pub fn is_change(name: &str) -> bool {
    static NAMES: LazyLock<AhoCorasick> = LazyLock::new(|| {
        any_of(&["modif", "updat", "revis", "lastmod", "last-", "last_", "change"])
    });
    NAMES.is_match(name)
}

/// Whether a value holds a digit of any script.
pub fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}
