//! Story: the articles about one event.

use crate::id::Id;

/// The articles about one event.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Story {
    /// The identifier: made of that of the first article.
    pub id: Id,
    /// The articles, in order of their days, undated ones last, ties by identifier.
    pub articles: Vec<Id>,
    /// Words that the articles share and others lack, strongest first; for `explain`.
    pub words: Vec<String>,
}

impl Story {
    /// The identifier of the story that begins with this article.
    #[must_use]
    pub fn make_id(first: Id) -> Id {
        Id::of("story", [first.bytes().as_slice()])
    }
}
