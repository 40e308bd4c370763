//! What a brief is written from: articles with their findings, and what joins them.

use jiff::civil::Date;
use onrecord_model::{article::Article, claim::Claim, copy::Origins, findings::Findings, id::Id};
use onrecord_text::shingle;
use std::collections::{BTreeMap, BTreeSet};

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

impl<'c> Corpus<'c> {
    /// An article by its identifier, with its findings; a walk over all of them, so use [`Index`]
    /// for more than one.
    #[must_use]
    pub fn article(&self, id: Id) -> Option<&'c (Article, Findings)> {
        self.articles.iter().find(|(article, _)| article.id == id)
    }

    /// The words that were asked for, hashed: those of the query without its keys and what they
    /// choose outlets, days and languages by, and without words that must not occur.
    #[must_use]
    pub fn asked(&self) -> BTreeSet<u64> {
        let pieces = self.query.split_whitespace().filter(|piece| !piece.starts_with('-'));
        let words = pieces.filter_map(|piece| match piece.split_once(':') {
            Some(("outlet" | "from" | "to" | "lang", _)) => None,
            Some(("who", name)) => Some(name),
            _ => Some(piece).filter(|piece| *piece != "undated"),
        });
        words.flat_map(hashed).collect()
    }

    /// How many articles, and at most how many independent origins among them.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let index = Index::of(self);
        let origins: BTreeSet<Id> =
            self.articles.iter().map(|(article, _)| index.origin(article.id)).collect();
        (self.articles.len(), origins.len())
    }
}

/// The articles of a corpus by identifier, with the origin of each; built once per brief.
#[derive(Clone, Debug)]
pub struct Index<'c> {
    places: BTreeMap<Id, &'c (Article, Findings)>,
    origins: BTreeMap<Id, Id>,
}

impl<'c> Index<'c> {
    /// Reads the corpus once.
    #[must_use]
    pub fn of(corpus: &Corpus<'c>) -> Self {
        let places = corpus.articles.iter().map(|pair| (pair.0.id, pair)).collect();
        let members = corpus.origins.groups.iter().flat_map(|group| {
            let first = group.articles.first().copied();
            group.articles.iter().filter_map(move |id| Some((*id, first?)))
        });
        let origins = members.collect();
        Self { places, origins }
    }

    /// An article with its findings.
    #[must_use]
    pub fn get(&self, id: Id) -> Option<&'c (Article, Findings)> {
        self.places.get(&id).copied()
    }

    /// An article.
    #[must_use]
    pub fn article(&self, id: Id) -> Option<&'c Article> {
        self.get(id).map(|(article, _)| article)
    }

    /// The origin of an article: the first article of its group, or itself when it is in none.
    #[must_use]
    pub fn origin(&self, id: Id) -> Id {
        self.origins.get(&id).copied().unwrap_or(id)
    }
}

/// The folded words of a text, hashed; marks are left out.
#[must_use]
pub fn hashed(text: &str) -> Vec<u64> {
    shingle::words(text).into_iter().map(|word| word.hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_model::copy::Origins;

    #[test]
    fn keys_of_a_query_are_no_words_asked_for() {
        let origins = Origins { articles: vec![], groups: vec![], copies: vec![] };
        let asked = |query| {
            let (articles, claims, since, until) = (&[], &[], None, None);
            Corpus { query, articles, claims, origins: &origins, since, until }.asked()
        };
        let words = |text| hashed(text).into_iter().collect::<BTreeSet<u64>>();
        assert_eq!(asked("bridge who:ruiz outlet:courier from:2019 -toll"), words("bridge ruiz"));
        assert_eq!(asked("\"will be rebuilt\" undated lang:en"), words("will be rebuilt"));
        assert_eq!(asked(""), BTreeSet::new());
    }
}
