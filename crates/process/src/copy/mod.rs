//! Who copied whom: keys for one article; one group aligned; credit; direction.

use onrecord_model::{
    article::Article,
    copy::{Copy, Origins},
};

/// The keys under which an article meets those it may share text with: a pinned sketch of its body,
/// sorted, each once. Two articles that share a long passage share a key.
#[must_use]
pub fn keys(article: &Article) -> Vec<u64> {
    let _ = article;
    Vec::new()
}

/// Compares two articles that met under some key. `None` when they share nothing worth telling.
/// The result does not depend on the order of the two.
#[must_use]
pub fn compare(one: &Article, other: &Article) -> Option<Copy> {
    let _ = (one, other);
    None
}

/// Counts articles by origin, from the copies among them and from the agencies they credit.
/// The result does not depend on the order of the input.
#[must_use]
pub fn origins(articles: &[&Article], copies: &[Copy]) -> Origins {
    let _ = (articles, copies);
    Origins { articles: Vec::new(), groups: Vec::new(), copies: Vec::new() }
}
