//! Stories as they are grouped: which articles wait, in which batch each is, and what grouping goes on from.

use crate::{error::Error, rows::id_at, versions};
use jiff::civil::Date;
use onrecord_model::{change::Version, id::Id, story::Story};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

/// The articles of one day, by its name: `2024-05-06`, or `2024-05-06 undated` for those captured on
/// that day of which nobody knows when they were published. Names stand in the order of the days.
pub type Batch = String;

/// An article as it is to be grouped.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Waiting {
    /// Its key here.
    pub key: i64,
    /// Its identifier.
    pub id: Id,
    /// Whether it is the article of its capture, and not one of an earlier version of the program.
    pub is_current: bool,
    /// Whether its terms are new.
    pub has_new_keys: bool,
    /// The page it is a version of.
    pub page: Option<String>,
    /// The day it was published, as far as it is found.
    pub published: Option<Date>,
    /// The day it was captured.
    pub captured: Option<Date>,
}

/// Where an article stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Standing {
    /// In a batch.
    In(Batch),
    /// Behind the later version of its page that stands for it, by its key.
    Behind(i64),
    /// Nowhere: another article of its capture took its place.
    Gone,
}

/// How an article is linked to its story.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Link {
    /// The article, by its key.
    pub article: i64,
    /// The earlier article of its story that it is a part of; `None` for the first one.
    pub part_of: Option<i64>,
    /// The heaviest terms of the story that begins with it.
    pub terms: Vec<u32>,
}

/// What grouping goes on from.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct State {
    /// The batch that comes next; the empty name comes before all.
    pub batch: Batch,
    /// How many articles came before it.
    pub n_before: u64,
    /// What was kept of them.
    pub bytes: Vec<u8>,
}

/// The name of the batch of an article.
#[must_use]
pub fn batch(published: Option<Date>, captured: Option<Date>) -> Batch {
    match (published, captured) {
        (Some(day), _) => day.to_string(),
        (None, Some(day)) => format!("{day} undated"),
        (None, None) => "9999-12-31 undated".to_owned(),
    }
}

/// The day of a batch, and whether its articles are dated.
#[must_use]
pub fn day_of(batch: &str) -> (Option<Date>, bool) {
    match batch.strip_suffix(" undated") {
        Some(day) => (day.parse().ok(), false),
        None => (batch.parse().ok(), true),
    }
}

/// Notes that an article was put, and those whose place it takes.
pub(crate) fn queue(
    tx: &Connection,
    key: i64,
    superseded: &[i64],
    keys: &[u8],
) -> Result<(), Error> {
    tx.prepare_cached("INSERT OR REPLACE INTO story_keys (article, keys) VALUES (?1, ?2)")?
        .execute(params![key, keys])?;
    let mut insert = tx.prepare_cached(
        "INSERT OR REPLACE INTO ungrouped (article, has_new_keys) VALUES (?1, 1)",
    )?;
    for key in superseded.iter().chain([&key]) {
        insert.execute([key])?;
    }
    Ok(())
}

/// Notes that an article is about to be of another day, where it is.
pub(crate) fn queue_redated(tx: &Connection, id: Id, day: Option<String>) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO ungrouped (article, has_new_keys)
         SELECT key, 0 FROM articles WHERE id = ?1 AND published IS NOT ?2",
    )?
    .execute(params![id.to_string(), day])?;
    Ok(())
}

/// One grouping: everything it changes counts when it is committed, and nothing where it is cut short.
/// Until then readers see the stories as they were.
pub struct Grouping<'s>(Transaction<'s>);

impl<'s> Grouping<'s> {
    pub(crate) fn begin(db: &'s Connection) -> Result<Self, Error> {
        Ok(Self(db.unchecked_transaction()?))
    }

    /// The articles that wait.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read; so with all that follows.
    pub fn waiting(&self) -> Result<Vec<Waiting>, Error> {
        let from = "ungrouped q CROSS JOIN articles a ON a.key = q.article";
        let mut rows = self.0.prepare_cached(&waiting_sql(from))?;
        Ok(rows.query_map([], waiting_at)?.collect::<Result<_, _>>()?)
    }

    /// These articles as if they waited, by their identifiers.
    pub fn as_waiting(&self, ids: &[Id]) -> Result<Vec<Waiting>, Error> {
        let from = "articles a LEFT JOIN ungrouped q ON q.article = a.key";
        let mut row = self.0.prepare_cached(&format!("{} WHERE a.id = ?1", waiting_sql(from)))?;
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            all.extend(row.query_row([id.to_string()], waiting_at).optional()?);
        }
        Ok(all)
    }

    /// The versions of a page, in order.
    pub fn versions(&self, page: &str) -> Result<Vec<Version>, Error> {
        versions::of_page(&self.0, page)
    }

    /// Notes where an article stands, and gives the batches that this changes. Those of articles that
    /// stay are given when `is_changed`.
    pub fn place(
        &self,
        key: i64,
        standing: &Standing,
        is_changed: bool,
    ) -> Result<Vec<Batch>, Error> {
        let mut known =
            self.0.prepare_cached("SELECT batch, part_of FROM grouped WHERE article = ?1")?;
        let known: Option<(Option<Batch>, Option<i64>)> =
            known.query_row([key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let before = match known {
            Some((Some(batch), _)) => Standing::In(batch),
            Some((None, Some(other))) => Standing::Behind(other),
            _ => Standing::Gone,
        };
        if before == *standing && !is_changed {
            return Ok(Vec::new());
        }
        match standing {
            // What it was a part of stays: grouping again tells whether it still is.
            Standing::In(batch) => self
                .0
                .prepare_cached(
                    "INSERT INTO grouped (article, batch) VALUES (?1, ?2) ON CONFLICT DO UPDATE
                 SET batch = ?2, part_of = iif(batch IS NULL, NULL, part_of)",
                )?
                .execute(params![key, batch])?,
            Standing::Behind(other) => self
                .0
                .prepare_cached(
                    "INSERT OR REPLACE INTO grouped (article, part_of) VALUES (?1, ?2)",
                )?
                .execute(params![key, other])?,
            Standing::Gone => {
                self.0.prepare_cached("DELETE FROM grouped WHERE article = ?1")?.execute([key])?
            }
        };
        if !matches!(standing, Standing::In(_)) {
            self.forget(key)?;
        }
        let batches =
            [before, standing.clone()].into_iter().filter_map(|standing| match standing {
                Standing::In(batch) => Some(batch),
                _ => None,
            });
        Ok(batches.collect())
    }

    /// The last state before a batch; the empty one where there is none.
    pub fn state_before(&self, batch: &str) -> Result<State, Error> {
        state_before(&self.0, batch)
    }

    /// The batches from one on, in order, each with how many articles it holds.
    pub fn batches(&self, from: &str) -> Result<Vec<(Batch, u64)>, Error> {
        let mut batches = self.0.prepare_cached(
            "SELECT batch, count(*) FROM grouped WHERE batch >= ?1 GROUP BY batch ORDER BY batch",
        )?;
        let batches = batches.query_map([from], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(batches.collect::<Result<_, _>>()?)
    }

    /// The articles of a batch with their terms as stored, in the order of their identifiers.
    pub fn articles(&self, batch: &str) -> Result<Vec<(i64, Vec<u8>)>, Error> {
        articles(&self.0, batch)
    }

    /// How the articles of a batch are linked.
    pub fn links(&self, batch: &str) -> Result<Vec<Link>, Error> {
        let mut rows = self.0.prepare_cached(
            "SELECT g.article, g.part_of, s.terms FROM grouped g
             LEFT JOIN stories s ON s.first = g.article WHERE g.batch = ?1",
        )?;
        Ok(rows.query_map([batch], link_at)?.collect::<Result<_, _>>()?)
    }

    /// How an article is linked.
    pub fn link(&self, article: i64) -> Result<Option<Link>, Error> {
        let mut row = self.0.prepare_cached(
            "SELECT g.article, g.part_of, s.terms FROM grouped g
             LEFT JOIN stories s ON s.first = g.article WHERE g.article = ?1",
        )?;
        Ok(row.query_row([article], link_at).optional()?)
    }

    /// Links an article as it was.
    pub fn put_back(&self, link: &Link) -> Result<(), Error> {
        self.join(link.article, link.part_of)?;
        if link.part_of.is_none() { self.tell(link.article, &link.terms) } else { Ok(()) }
    }

    /// Makes a story of its own of each article of a batch.
    pub fn part(&self, batch: &str) -> Result<(), Error> {
        let these = "SELECT article FROM grouped WHERE batch = ?1";
        self.0
            .prepare_cached(&format!("DELETE FROM stories WHERE first IN ({these})"))?
            .execute([batch])?;
        self.0
            .prepare_cached(
                "UPDATE grouped SET part_of = NULL WHERE batch = ?1 AND part_of IS NOT NULL",
            )?
            .execute([batch])?;
        Ok(())
    }

    /// Makes the story that begins with one article a part of that which begins with another; a story
    /// of its own without one.
    pub fn join(&self, first: i64, into: Option<i64>) -> Result<(), Error> {
        self.0
            .prepare_cached("UPDATE grouped SET part_of = ?2 WHERE article = ?1")?
            .execute(params![first, into])?;
        if into.is_some() { self.forget(first) } else { Ok(()) }
    }

    /// Notes the heaviest terms of a story of several articles; of one article it has none.
    pub fn tell(&self, first: i64, terms: &[u32]) -> Result<(), Error> {
        if terms.is_empty() {
            return self.forget(first);
        }
        let mut id = self.0.prepare_cached("SELECT id FROM articles WHERE key = ?1")?;
        let id = Story::make_id(id.query_row([first], |row| id_at(row, 0))?);
        let terms = terms_bytes(terms);
        self.0
            .prepare_cached(
                "INSERT OR REPLACE INTO stories (first, id, terms) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![first, id.to_string(), terms])?;
        Ok(())
    }

    fn forget(&self, first: i64) -> Result<(), Error> {
        self.0.prepare_cached("DELETE FROM stories WHERE first = ?1")?.execute([first])?;
        Ok(())
    }

    /// The batches before which there is a state, in order, with how many articles came before.
    pub fn states(&self) -> Result<Vec<(Batch, u64)>, Error> {
        let mut rows =
            self.0.prepare_cached("SELECT batch, n_before FROM story_states ORDER BY batch")?;
        let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The state before exactly this batch.
    pub fn state_at(&self, batch: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut row = self.0.prepare_cached("SELECT state FROM story_states WHERE batch = ?1")?;
        Ok(row.query_row([batch], |row| row.get(0)).optional()?)
    }

    /// Keeps a state.
    pub fn keep(&self, state: &State) -> Result<(), Error> {
        self.0
            .prepare_cached(
                "INSERT OR REPLACE INTO story_states (batch, n_before, state) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![state.batch, state.n_before, state.bytes])?;
        Ok(())
    }

    /// Gives a state up.
    pub fn give_up(&self, batch: &str) -> Result<(), Error> {
        self.0.prepare_cached("DELETE FROM story_states WHERE batch = ?1")?.execute([batch])?;
        Ok(())
    }

    /// Notes that so many more articles came before a batch and all later ones.
    pub fn shift(&self, from: &str, n_more: i64) -> Result<(), Error> {
        self.0
            .prepare_cached(
                "UPDATE story_states SET n_before = max(n_before + ?2, 0) WHERE batch >= ?1",
            )?
            .execute(params![from, n_more])?;
        Ok(())
    }

    /// Makes everything count, and nothing wait.
    pub fn commit(self) -> Result<(), Error> {
        self.0.execute("DELETE FROM ungrouped", [])?;
        Ok(self.0.commit()?)
    }
}

/// The last state before a batch; the empty one where there is none.
pub(crate) fn state_before(db: &Connection, batch: &str) -> Result<State, Error> {
    let mut state = db.prepare_cached(
        "SELECT batch, n_before, state FROM story_states WHERE batch <= ?1
         ORDER BY batch DESC LIMIT 1",
    )?;
    let state = state.query_row([batch], |row| {
        Ok(State { batch: row.get(0)?, n_before: row.get(1)?, bytes: row.get(2)? })
    });
    Ok(state.optional()?.unwrap_or_default())
}

/// The articles of a batch with their terms as stored, in the order of their identifiers.
pub(crate) fn articles(db: &Connection, batch: &str) -> Result<Vec<(i64, Vec<u8>)>, Error> {
    let mut rows = db.prepare_cached(
        "SELECT g.article, k.keys FROM grouped g
         CROSS JOIN articles a ON a.key = g.article
         LEFT JOIN story_keys k ON k.article = g.article
         WHERE g.batch = ?1 ORDER BY a.id",
    )?;
    let row = |row: &Row| Ok((row.get(0)?, row.get::<_, Option<Vec<u8>>>(1)?.unwrap_or_default()));
    Ok(rows.query_map([batch], row)?.collect::<Result<_, _>>()?)
}

/// Terms as they are stored: four bytes each, the highest first.
fn terms_bytes(terms: &[u32]) -> Vec<u8> {
    terms.iter().flat_map(|term| term.to_be_bytes()).collect()
}

/// Reads the terms of a column; none where it is empty.
pub(crate) fn terms_at(row: &Row, idx: usize) -> rusqlite::Result<Vec<u32>> {
    let bytes: Option<Vec<u8>> = row.get(idx)?;
    let term = |four: &[u8]| four.iter().fold(0, |term, byte| term << 8 | u32::from(*byte));
    Ok(bytes.unwrap_or_default().chunks_exact(4).map(term).collect())
}

fn link_at(row: &Row) -> rusqlite::Result<Link> {
    Ok(Link { article: row.get(0)?, part_of: row.get(1)?, terms: terms_at(row, 2)? })
}

fn waiting_sql(from: &str) -> String {
    format!(
        "SELECT a.key, a.id, a.is_current, q.has_new_keys, a.page, a.published,
             substr(c.captured_at, 1, 10)
         FROM {from} CROSS JOIN captures c ON c.key = a.capture"
    )
}

fn waiting_at(row: &Row) -> rusqlite::Result<Waiting> {
    let day = |idx| -> rusqlite::Result<Option<Date>> {
        Ok(row.get::<_, Option<String>>(idx)?.and_then(|day| day.parse().ok()))
    };
    Ok(Waiting {
        key: row.get(0)?,
        id: id_at(row, 1)?,
        is_current: row.get(2)?,
        has_new_keys: row.get::<_, Option<bool>>(3)?.unwrap_or(false),
        page: row.get(4)?,
        published: day(5)?,
        captured: day(6)?,
    })
}
