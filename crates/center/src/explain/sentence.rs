//! Sentences that an article shares with others: found by how they begin and end, as the index has it.

use crate::{error::Result, local::Center, redate};
use onrecord_model::{article::Article, copy::Copy, id::Id};
use onrecord_process::copy::{MAX_ALIKE, shared_sentences, telling_ends};
use onrecord_store::{Filter, Term};
use std::collections::BTreeSet;

/// Beginnings and ends that are looked up for an article, at most: those of a hundred sentences.
const MAX_LOOKED_UP: usize = 200;

impl Center {
    /// The articles that share a single sentence with this one, beyond those it is known to share text
    /// with.
    pub(super) fn sentences_shared(&self, article: &Article, known: &[Copy]) -> Result<Vec<Copy>> {
        let mut met: BTreeSet<Id> = BTreeSet::from([article.id]);
        for end in telling_ends(article).into_iter().take(MAX_LOOKED_UP) {
            let words = vec![Term::Phrase(end)];
            let ids = self.store.find(&Filter { words, ..Filter::default() })?;
            if ids.len() <= MAX_ALIKE {
                met.extend(ids);
            }
        }
        let ids: Vec<Id> = met.into_iter().collect();
        let articles = redate::only_articles(&self.store, &self.decided, &ids)?;
        let articles: Vec<&Article> = articles.iter().collect();
        let mut shared = shared_sentences(&articles, known);
        shared.retain(|copy| copy.a == article.id || copy.b == article.id);
        Ok(shared)
    }
}
