//! Passages arranged into a short text, and what is missing.

use crate::{
    corpus::Corpus,
    timeline::{Length, timeline},
};
use onrecord_model::brief::Brief;

/// A brief of the corpus.
#[must_use]
pub fn brief(corpus: &Corpus, length: Length) -> Brief {
    timeline(corpus, length)
}
