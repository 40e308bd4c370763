//! Articles that match, best first, of each page its latest version.

use crate::{answer::ArticleLine, error::Result, local::Center, query::Query, redate};
use onrecord_model::{id::Id, passage::Passage};
use onrecord_store::Hit;
use std::collections::BTreeMap;

/// Matches looked at beyond those asked for, since several may be versions of one page.
const MORE_HITS: usize = 16;

/// Which versions of a page are listed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Versions {
    /// The latest of those that match; an error page does not stand for the article.
    #[default]
    Latest,
    /// Each for itself.
    All,
}

impl Center {
    /// Articles that match, best first, each with the passage that answers best.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn search(
        &self,
        query: &Query,
        limit: usize,
        versions: Versions,
    ) -> Result<Vec<ArticleLine>> {
        let (hits, others) = match versions {
            Versions::All => (self.store.search(&query.filter, limit)?, BTreeMap::new()),
            Versions::Latest => self.hits_of_pages(query, limit)?,
        };
        let ids: Vec<Id> = hits.iter().map(|hit| hit.article).collect();
        let articles = redate::only_articles(&self.store, &self.decided, &ids)?;
        let line = |(hit, article)| -> ArticleLine {
            let (hit, article): (&Hit, _) = (hit, article);
            let n_versions = others.get(&hit.article).copied().unwrap_or_default();
            let passage = Passage::of(article, hit.span);
            ArticleLine { passage, n_versions, ..ArticleLine::of(article) }
        };
        Ok(hits.iter().zip(&articles).map(line).collect())
    }

    /// The best hits of different pages, and how many other versions of each match.
    fn hits_of_pages(
        &self,
        query: &Query,
        limit: usize,
    ) -> Result<(Vec<Hit>, BTreeMap<Id, usize>)> {
        let mut n_asked = limit.saturating_add(MORE_HITS);
        loop {
            let mut hits = self.store.search(&query.filter, n_asked)?;
            let is_all = hits.len() < n_asked;
            let latest = self.latest(hits.iter().map(|hit| hit.article).collect())?;
            hits.retain(|hit| !latest.left_out.contains_key(&hit.article));
            if is_all || hits.len() >= limit {
                hits.truncate(limit);
                let mut others: BTreeMap<Id, usize> = BTreeMap::new();
                latest.left_out.values().for_each(|of| *others.entry(*of).or_default() += 1);
                return Ok((hits, others));
            }
            n_asked = n_asked.saturating_mul(2);
        }
    }
}
