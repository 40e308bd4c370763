//! What a brief is written from: articles with their findings, and what joins them.

use jiff::civil::Date;
use onrecord_model::{
    article::Article, change::Comparison, claim::Claim, copy::Origins, findings::Findings, id::Id,
};
use onrecord_text::shingle;
use std::collections::{BTreeMap, BTreeSet};

/// Which days a brief or timeline is about; all of them where nothing is asked for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Window {
    /// Only what happened on or after this day.
    pub since: Option<Date>,
    /// Only what happened on or before this day.
    pub until: Option<Date>,
    /// Only what is new in articles since this day.
    pub new_since: Option<Date>,
}

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
    /// What headlines say more than the texts below them, each a claim of one article.
    pub headlines: &'c [Claim],
    /// The articles counted by origin, with the copies among them.
    pub origins: &'c Origins,
    /// What changed from one version of their pages to the next, the weightiest first.
    pub comparisons: &'c [Comparison],
    /// The versions that `comparisons` cite and that are not among the articles; they are cited only
    /// there and never counted.
    pub earlier: &'c [(Article, Findings)],
    /// Only what happened on or after this day, where asked for.
    pub since: Option<Date>,
    /// Only what happened on or before this day, where asked for.
    pub until: Option<Date>,
    /// Only what articles say that are new since this day, and that no earlier one said, where asked
    /// for. The day of an article's publication counts; where none is known, the last it can be of.
    pub new_since: Option<Date>,
}

impl<'c> Corpus<'c> {
    /// An article by its identifier, with its findings; a walk over all of them, so use [`Index`]
    /// for more than one.
    #[must_use]
    pub fn article(&self, id: Id) -> Option<&'c (Article, Findings)> {
        self.articles.iter().find(|(article, _)| article.id == id)
    }

    /// Whether an article is new since the day asked for; all are where none was asked for.
    #[must_use]
    pub fn is_new(&self, article: &Article) -> bool {
        let day = article.published.best.or(article.published.not_after);
        self.new_since.is_none_or(|since| day.is_none_or(|day| day >= since))
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
        let all = corpus.articles.iter().chain(corpus.earlier);
        let places = all.map(|pair| (pair.0.id, pair)).collect();
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
            let corpus = Corpus {
                query,
                articles: &[],
                claims: &[],
                headlines: &[],
                origins: &origins,
                comparisons: &[],
                earlier: &[],
                since: None,
                until: None,
                new_since: None,
            };
            corpus.asked()
        };
        let words = |text| hashed(text).into_iter().collect::<BTreeSet<u64>>();
        assert_eq!(asked("bridge who:ruiz outlet:courier from:2019 -toll"), words("bridge ruiz"));
        assert_eq!(asked("\"will be rebuilt\" undated lang:en"), words("will be rebuilt"));
        assert_eq!(asked(""), BTreeSet::new());
    }
}
