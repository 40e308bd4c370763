//! What a center can be asked.

use crate::{
    alike, datings,
    error::Error,
    filter::Filter,
    finds, groups,
    open::Store,
    query::{self, Status},
    search::{self, Hit, Index},
    tables::{self, Found},
    texts,
    versions::{self, Page},
};
use jiff::Timestamp;
use onrecord_model::{
    article::Article, capture::Capture, change::Version, copy::Copy, dating::Dating,
    findings::Findings, id::Id,
};
use std::collections::BTreeSet;

impl Store {
    /// Whether a capture is stored.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn has_capture(&self, id: Id) -> Result<bool, Error> {
        Ok(self.named(tables::place_of(&self.db, id))?.is_some())
    }

    /// A capture, read back from the archive with its digest checked.
    ///
    /// # Errors
    ///
    /// When its record cannot be read, or is not what was stored ([`Error::is_damaged`]).
    pub fn capture(&self, id: Id) -> Result<Option<Capture>, Error> {
        let place = self.named(tables::place_of(&self.db, id))?;
        place.map(|place| self.archive.read(id, &place)).transpose()
    }

    /// The current article of each capture that has one, in the given order.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn articles_of(&self, captures: &[Id]) -> Result<Vec<Id>, Error> {
        self.named(tables::articles_of(&self.db, captures))
    }

    /// When a capture and the others of its article's address were made, in order; only those of which
    /// there is an article.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn versions(&self, capture: Id) -> Result<Vec<(Id, Timestamp)>, Error> {
        self.named(versions::of_capture(&self.db, capture))
    }

    /// Every page that was captured more than once, by its address in canonical form, with its captures
    /// in order; only those of which there is an article.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn pages(&self) -> Result<Vec<Page>, Error> {
        self.named(versions::pages(&self.db))
    }

    /// Those of [`Store::pages`] of which one of these articles is a version. It costs what they cost, and
    /// not what there is.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn pages_among(&self, articles: &BTreeSet<Id>) -> Result<Vec<Page>, Error> {
        self.named(versions::pages_among(&self.db, articles))
    }

    /// Whether an article of this address is stored, in whatever form the address is written.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn has_page(&self, address: &str) -> Result<bool, Error> {
        self.named(versions::has_page(&self.db, address))
    }

    /// The captures of an article's page, itself among them, in order; none where it has no address.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn versions_of(&self, article: Id) -> Result<Vec<Version>, Error> {
        self.named(versions::of_article(&self.db, article))
    }

    /// The page of an article: its address in canonical form, where it has one.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn page_of(&self, article: Id) -> Result<Option<String>, Error> {
        self.named(versions::page_of(&self.db, article))
    }

    /// Every capture, in the order of the archive.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn capture_ids(&self) -> Result<Vec<Id>, Error> {
        self.named(tables::capture_ids(&self.db))
    }

    /// At most `max` captures without article and findings of these versions: those never processed
    /// first, in the order of the archive, then those of earlier versions.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn unprocessed(&self, extractor: u32, analyzer: u32, max: usize) -> Result<Vec<Id>, Error> {
        self.named(tables::unprocessed(&self.db, extractor, analyzer, max))
    }

    /// An article, of whatever version.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn article(&self, id: Id) -> Result<Option<Article>, Error> {
        self.named(tables::article(&self.db, id))
    }

    /// The text of an article of `capture` as the archive keeps it, of whatever version, also where
    /// the tables were made anew by a later one. Its identifier proves it.
    ///
    /// # Errors
    ///
    /// When the record cannot be read, or is not what was stored ([`Error::is_damaged`]).
    pub fn kept_text(&self, capture: Id, article: Id) -> Result<Option<String>, Error> {
        let place = self.named(texts::place(&self.db, article))?;
        place.map(|place| texts::read(&self.archive, &place, capture, article)).transpose()
    }

    /// What was found in an article.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn findings(&self, article: Id) -> Result<Option<Findings>, Error> {
        self.named(finds::read(&self.db, article))
    }

    /// Articles with their findings, in the given order.
    ///
    /// # Errors
    ///
    /// When one of them is not in the tables, or the tables cannot be read.
    pub fn articles(&self, ids: &[Id]) -> Result<Vec<(Article, Findings)>, Error> {
        let both = |&id: &Id| match (self.article(id)?, self.findings(id)?) {
            (Some(article), Some(findings)) => Ok((article, findings)),
            _ => self.named(Err(Error::damaged(format!("article {id} is not in the tables")))),
        };
        ids.iter().map(both).collect()
    }

    /// Articles put before `except` that share at least [`groups::MIN_SHARED`] of its copy keys,
    /// those sharing most first; at most [`groups::MAX_CANDIDATES`]. Of each pair only the later
    /// article finds the earlier. Beside them, the keys that recur for weeks, see
    /// [`groups::RECURRING_ARTICLES`].
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn candidates(&self, keys: &[u64], except: Id) -> Result<groups::Candidates, Error> {
        self.named(groups::candidates(&self.db, keys, except))
    }

    /// The current articles that share at least `min_shared` of these keys with `except`, whenever
    /// they were put, by their identifiers. Of a key that many hold only the first holders count.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn meeting(&self, keys: &[u64], min_shared: usize, except: Id) -> Result<Vec<Id>, Error> {
        self.named(groups::meeting(&self.db, keys, min_shared, except))
    }

    /// The dating of an article as others revise it, where they do.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn dating(&self, article: Id) -> Result<Option<Dating>, Error> {
        self.named(datings::dating(&self.db, article))
    }

    /// At most `max` articles that were not yet compared with those before them, in the order they
    /// were put.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn uncompared(&self, max: usize) -> Result<Vec<Id>, Error> {
        self.named(groups::uncompared(&self.db, max))
    }

    /// Copies between two of these articles, ordered by their identifiers.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn copies_among(&self, ids: &[Id]) -> Result<Vec<Copy>, Error> {
        self.named(groups::copies_among(&self.db, ids))
    }

    /// At most `max` copies that an article is part of, in the order in which the others came.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn first_copies(&self, id: Id, max: usize) -> Result<Vec<Copy>, Error> {
        self.named(groups::first_copies(&self.db, id, max))
    }

    /// Copies that an article is part of.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn copies_of(&self, id: Id) -> Result<Vec<Copy>, Error> {
        self.named(groups::copies_of(&self.db, id))
    }

    /// The articles that a filter wants: in the order of their days (the earliest possible one where
    /// the day is not known), those without one last, then by identifier.
    ///
    /// # Errors
    ///
    /// When the tables or, for words, the index cannot be read.
    pub fn find(&self, filter: &Filter) -> Result<Vec<Id>, Error> {
        Ok(self.find_keys(filter)?.into_iter().map(|(_, id)| id).collect())
    }

    pub(crate) fn find_keys(&self, filter: &Filter) -> Result<Vec<(i64, Id)>, Error> {
        let mut found = self.named(query::find(&self.db, filter))?;
        if !filter.words.is_empty() {
            let matching = self.named(self.index()?.matching(&filter.words))?;
            found.retain(|(key, _)| matching.contains(key));
        }
        Ok(found)
    }

    /// The `limit` articles that match best, each with its best sentence; ties by identifier.
    /// Without words the first ones of [`Store::find`].
    ///
    /// # Errors
    ///
    /// As [`Store::find`].
    pub fn search(&self, filter: &Filter, limit: usize) -> Result<Vec<Hit>, Error> {
        self.named(search::search(self.index()?, &self.db, filter, limit))
    }

    /// Articles that hold at least half of the rarest of these words, first those that hold all of
    /// them; at most `max`. Of the filter, words do not count.
    ///
    /// # Errors
    ///
    /// As [`Store::find`].
    pub fn holding_most(&self, words: &str, filter: &Filter, max: usize) -> Result<Vec<Id>, Error> {
        self.named(alike::holding_most(self.index()?, &self.db, words, filter, max))
    }

    fn index(&self) -> Result<&Index, Error> {
        let next_step = "its search index is missing: run `onrecord rebuild`";
        self.index.as_ref().ok_or_else(|| Error::missing(&self.folder, next_step))
    }

    /// Captures and articles whose identifiers start with these hexadecimal digits, in order.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn resolve(&self, start: &str) -> Result<Vec<Found>, Error> {
        self.named(tables::resolve(&self.db, start))
    }

    /// What is in the center, counted.
    ///
    /// # Errors
    ///
    /// When the tables or the archive cannot be read.
    pub fn status(&self) -> Result<Status, Error> {
        let archive_bytes = self.archive.files()?.iter().map(|(_, len)| len).sum();
        self.named(query::status(&self.db, archive_bytes))
    }
}
