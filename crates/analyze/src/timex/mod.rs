//! Time expressions found by language; resolved relative to a date.

use crate::document::Document;
use onrecord_model::{dating::Dating, timex::Timex};

/// Finds the time expressions of a document, symbolic: values that need the article's date are open.
#[must_use]
pub fn find(document: &Document) -> Vec<Timex> {
    let _ = document;
    Vec::new()
}

/// Resolves time expressions against the article's date, in place. A pure function of the symbols
/// and the date, so that a re-dated article resolves again without being read again.
pub fn resolve(timexes: &mut [Timex], published: &Dating) {
    let _ = (timexes, published);
}
