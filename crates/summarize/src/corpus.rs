//! What a brief is written from: articles with their findings, and what joins them.

use jiff::civil::Date;
use onrecord_model::{article::Article, claim::Claim, copy::Origins, findings::Findings, id::Id};

/// What a brief or timeline is written from.
#[derive(Clone, Debug)]
pub struct Corpus<'c> {
    /// The query that chose the articles, as the user wrote it; empty for all.
    pub query: &'c str,
    /// The articles with their findings, in order of their days, undated ones last, ties by
    /// identifier.
    pub articles: &'c [(Article, Findings)],
    /// Claims among them, strongest first.
    pub claims: &'c [Claim],
    /// The articles counted by origin, with the copies among them.
    pub origins: &'c Origins,
    /// Only what happened on or after this day, where asked for.
    pub since: Option<Date>,
    /// Only what happened on or before this day, where asked for.
    pub until: Option<Date>,
}

impl Corpus<'_> {
    /// An article by its identifier, with its findings.
    #[must_use]
    pub fn article(&self, id: Id) -> Option<&(Article, Findings)> {
        self.articles.iter().find(|(article, _)| article.id == id)
    }
}
