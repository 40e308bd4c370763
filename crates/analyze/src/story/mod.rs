//! Articles grouped into stories: keys, then one group.

pub mod stem;
pub mod terms;
mod weigh;
mod merge;
mod online;
#[cfg(test)]
mod tests;

pub use online::Stories;

use onrecord_model::{article::Article, findings::Findings, story::Story};

/// Groups articles into stories, in the order of their first articles. The result does not depend
/// on the order of the input: articles arrive by day, then by identifier.
#[must_use]
pub fn group(articles: &[(&Article, &Findings)]) -> Vec<Story> {
    let mut articles: Vec<_> = articles.to_vec();
    articles.sort_by_key(|(article, _)| online::place(article));
    articles.dedup_by_key(|(article, _)| article.id);
    let mut stories = Stories::default();
    for day in articles.chunk_by(|(a, _), (b, _)| online::day(a) == online::day(b)) {
        stories.add(day);
    }
    stories.stories()
}
