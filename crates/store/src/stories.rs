//! Stories as they were grouped: which hold the articles of a query, and what each holds.

use crate::{
    error::Error,
    filter::Filter,
    grouping::{self, Batch, Grouping, State, terms_at},
    open::Store,
    rows::id_at,
    tables,
};
use onrecord_model::{article::Article, id::Id};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};

/// A story by its first article.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// The key of its first article here.
    pub first: i64,
    /// Its place in the order of stories: the batch of its first article, then its identifier.
    pub place: (Batch, Id),
    /// Its heaviest terms, strongest first; none for an article alone.
    pub terms: Vec<u32>,
    /// The keys of its articles that were asked for: of a page the version that stands.
    pub wanted: BTreeSet<i64>,
}

/// The articles of a story.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Members {
    /// The articles with their keys, by batch, then by identifier.
    pub articles: Vec<(i64, Id)>,
    /// The batches of these.
    pub batches: Vec<Batch>,
    /// Earlier versions of their pages, with the article that stands for each.
    pub versions: BTreeMap<Id, Id>,
}

impl Store {
    /// Begins to group stories.
    ///
    /// # Errors
    ///
    /// When the center was opened for reading, or the tables cannot be written.
    pub fn grouping(&self) -> Result<Grouping<'_>, Error> {
        self.must_write()?;
        self.named(Grouping::begin(&self.db))
    }

    /// How many articles came, went or changed their day since stories were grouped.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn n_ungrouped(&self) -> Result<u64, Error> {
        let count = "SELECT count(*) FROM ungrouped";
        self.named(self.db.query_row(count, [], |row| row.get(0)).map_err(Error::from))
    }

    /// The stories that hold articles of a filter, in the order of their first articles.
    ///
    /// # Errors
    ///
    /// When the tables or, for words, the index cannot be read.
    pub fn stories(&self, filter: &Filter) -> Result<Vec<Row>, Error> {
        let wanted = self.find_keys(filter)?;
        self.named(rows(&self.db, wanted.into_iter().map(|(key, _)| key)))
    }

    /// The story of an article; `None` where it is in none yet.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn story_of(&self, article: Id) -> Result<Option<Row>, Error> {
        let mut key = self.db.prepare_cached("SELECT key FROM articles WHERE id = ?1")?;
        let key: Option<i64> = key.query_row([article.to_string()], |row| row.get(0)).optional()?;
        Ok(self.named(rows(&self.db, key.into_iter()))?.pop())
    }

    /// The stories of several articles whose identifiers start with these hexadecimal digits, by the
    /// identifier of the story and that of its first article.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn stories_named(&self, start: &str) -> Result<Vec<(Id, Id)>, Error> {
        let mut rows = self.db.prepare_cached(
            "SELECT s.id, a.id FROM stories s JOIN articles a ON a.key = s.first
             WHERE s.id >= ?1 AND s.id < ?1 || 'g' ORDER BY s.id",
        )?;
        let rows = rows.query_map([start], |row| Ok((id_at(row, 0)?, id_at(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The articles of the story that begins with the article under `first`.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn members(&self, first: i64) -> Result<Members, Error> {
        self.named(members(&self.db, first))
    }

    /// What grouping goes on from before a batch, with the batch that comes next; the empty one where
    /// nothing is kept.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn story_state_before(&self, batch: &str) -> Result<State, Error> {
        self.named(grouping::state_before(&self.db, batch))
    }

    /// The batches from one to another, both included, in order.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn story_batches(&self, from: &str, to: &str) -> Result<Vec<Batch>, Error> {
        let mut rows = self.db.prepare_cached(
            "SELECT DISTINCT batch FROM grouped WHERE batch >= ?1 AND batch <= ?2 ORDER BY batch",
        )?;
        let rows = rows.query_map([from, to], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The articles of a batch with their terms as stored, in the order of their identifiers.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn story_articles(&self, batch: &str) -> Result<Vec<(i64, Vec<u8>)>, Error> {
        self.named(grouping::articles(&self.db, batch))
    }

    /// The key of the first article of the story of the article under `key`.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn story_first(&self, key: i64) -> Result<Option<i64>, Error> {
        let mut link = self.db.prepare_cached("SELECT part_of FROM grouped WHERE article = ?1")?;
        let mut first = None;
        let mut next = Some(key);
        while let Some(at) = next {
            match link.query_row([at], |row| row.get(0)).optional()? {
                None => break,
                Some(part_of) => (first, next) = (Some(at), part_of),
            }
        }
        Ok(first)
    }

    /// The current article under `key`.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn article_under(&self, key: i64) -> Result<Option<Article>, Error> {
        self.named(tables::current_article(&self.db, key))
    }

    /// The terms of an article for stories, as they are stored.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn story_keys(&self, key: i64) -> Result<Option<Vec<u8>>, Error> {
        let mut keys = self.db.prepare_cached("SELECT keys FROM story_keys WHERE article = ?1")?;
        Ok(keys.query_row([key], |row| row.get(0)).optional()?)
    }
}

/// The stories of these articles.
fn rows(db: &Connection, wanted: impl Iterator<Item = i64>) -> Result<Vec<Row>, Error> {
    let mut link = db.prepare_cached("SELECT batch, part_of FROM grouped WHERE article = ?1")?;
    let mut found: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for key in wanted {
        let (mut at, mut standing) = (key, None);
        loop {
            let row = link.query_row([at], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let Some((batch, part_of)): Option<(Option<Batch>, Option<i64>)> = row else { break };
            if batch.is_some() {
                standing.get_or_insert(at);
            }
            let Some(next) = part_of else {
                found.entry(at).or_default().extend(standing);
                break;
            };
            at = next;
        }
    }
    let mut row = db.prepare_cached(
        "SELECT g.batch, a.id, s.terms FROM grouped g JOIN articles a ON a.key = g.article
         LEFT JOIN stories s ON s.first = g.article WHERE g.article = ?1",
    )?;
    let mut rows = Vec::with_capacity(found.len());
    for (first, wanted) in found {
        let (place, terms) =
            row.query_row([first], |row| Ok(((row.get(0)?, id_at(row, 1)?), terms_at(row, 2)?)))?;
        rows.push(Row { first, place, terms, wanted });
    }
    rows.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(rows)
}

fn members(db: &Connection, first: i64) -> Result<Members, Error> {
    let mut rows = db.prepare_cached(
        "WITH RECURSIVE down (article) AS (
             VALUES (?1)
             UNION ALL SELECT g.article FROM down JOIN grouped g ON g.part_of = down.article)
         SELECT a.key, a.id, g.batch, s.id FROM down
         CROSS JOIN grouped g ON g.article = down.article
         CROSS JOIN articles a ON a.key = g.article
         LEFT JOIN articles s ON s.key = g.part_of AND g.batch IS NULL",
    )?;
    let rows = rows.query_map([first], |row| {
        let standing = if row.get_ref(3)?.as_str().is_ok() { Some(id_at(row, 3)?) } else { None };
        Ok((row.get(0)?, id_at(row, 1)?, row.get(2)?, standing))
    })?;
    let mut found: Vec<(Batch, Id, i64)> = Vec::new();
    let mut members = Members::default();
    for row in rows {
        let (key, id, batch, standing): (i64, Id, Option<Batch>, Option<Id>) = row?;
        match (batch, standing) {
            (Some(batch), _) => found.push((batch, id, key)),
            (None, Some(standing)) => _ = members.versions.insert(id, standing),
            (None, None) => (),
        }
    }
    found.sort();
    members.articles = found.iter().map(|(_, id, key)| (*key, *id)).collect();
    members.batches = found.into_iter().map(|(batch, ..)| batch).collect();
    members.batches.dedup();
    Ok(members)
}
