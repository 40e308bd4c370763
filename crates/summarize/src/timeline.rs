//! Passages placed on dates.

use crate::corpus::Corpus;
use onrecord_model::brief::Brief;

/// How long a timeline or brief may be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Length {
    /// About five sentences.
    Short,
    /// About a page.
    Page,
    /// Up to three pages.
    Long,
}

/// A timeline of the corpus: attributed entries on the days they speak of, one per origin.
#[must_use]
pub fn timeline(corpus: &Corpus, length: Length) -> Brief {
    let _ = length;
    Brief {
        title: Vec::new(),
        query: corpus.query.to_owned(),
        basis: Default::default(),
        sections: Vec::new(),
        missing: Vec::new(),
        sources: Vec::new(),
    }
}
