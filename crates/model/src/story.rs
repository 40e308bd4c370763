//! Story: the articles about one event.

use crate::id::Id;

/// The articles about one event.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Story {
    /// The identifier: of the first article.
    pub id: Id,
    /// The articles, in order of their days, undated ones last, ties by identifier.
    pub articles: Vec<Id>,
    /// Words that the articles share and others lack, strongest first; for `explain`.
    pub words: Vec<String>,
}
