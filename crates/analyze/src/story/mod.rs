//! Articles grouped into stories: keys, then one group.

pub mod stem;
pub mod terms;
pub mod keys;
mod weigh;
mod merge;
mod online;
#[cfg(test)]
mod tests;

pub use keys::{Keys, NotStored, Term};
pub use merge::SAME;
pub use online::{Change, Grouper, Number, When, dot};
pub use weigh::Vector;

use jiff::civil::Date;
use onrecord_model::{article::Article, findings::Findings, id::Id, story::Story};
use std::collections::BTreeMap;

/// Where an article stands in the order of arrival: dated before undated, the day, the identifier.
type Place = (bool, Option<Date>, Id);

fn place(article: &Article) -> Place {
    let day = article.published.best;
    (day.is_none(), day, article.id)
}

/// Groups articles into stories, in the order of their first articles. The result does not depend
/// on the order of the input: articles arrive by day, then by identifier.
#[must_use]
pub fn group(articles: &[(&Article, &Findings)]) -> Vec<Story> {
    let mut articles: Vec<_> = articles.to_vec();
    articles.sort_by_key(|(article, _)| place(article));
    articles.dedup_by_key(|(article, _)| article.id);
    let numbered: Vec<(Number, &Article, Keys)> = (0..)
        .zip(&articles)
        .map(|(number, (article, findings))| (number, *article, Keys::of(article, findings)))
        .collect();
    let (mut grouper, mut into) = (Grouper::default(), BTreeMap::new());
    let mut words: BTreeMap<Number, Vec<Term>> = BTreeMap::new();
    for day in numbered.chunk_by(|a, b| a.1.published.best == b.1.published.best) {
        let when = day[0].1.published.best.map_or(When::Undated(None), When::Dated);
        let keys: Vec<(Number, Keys)> =
            day.iter().map(|(number, _, keys)| (*number, keys.clone())).collect();
        let change = grouper.add(when, &keys);
        into.extend(change.joined);
        words.extend(change.grown);
    }
    let mut members: BTreeMap<Number, Vec<&Article>> = BTreeMap::new();
    for (number, article, _) in &numbered {
        let mut first = *number;
        while let Some(earlier) = into.get(&first) {
            first = *earlier;
        }
        members.entry(first).or_default().push(article);
    }
    let told = |(first, members): (Number, Vec<&Article>)| {
        let terms = words.remove(&first).unwrap_or_default();
        let written = terms::written(&terms, &members);
        Story {
            id: Story::make_id(members[0].id),
            articles: members.iter().map(|article| article.id).collect(),
            words: terms.iter().filter_map(|term| written.get(term).cloned()).collect(),
        }
    };
    members.into_iter().map(told).collect()
}
