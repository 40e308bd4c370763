//! Articles by copy key, and the copies among them.

use crate::{
    error::Error,
    rows::{self, id_at, word},
    tables::KEY_TABLES,
};
use jiff::civil::Date;
use onrecord_model::{copy::Copy, id::Id, wire};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, btree_map::Entry};

/// How many keys two articles must share to be compared. One: a key is a run of seven words, which
/// hardly meet by chance, and a shared sentence may give no more than one.
pub const MIN_SHARED: usize = 1;

/// How many articles are looked at under one key: the first ones. A key that more hold is common.
///
/// It keeps the cost of one more article flat, however many reprints or house texts there are: the
/// later reprints of a report all meet its first ones, and through them each other.
pub const MAX_HOLDERS: usize = 16;

/// An article that shares common keys only is compared when it shares at least one in so many of
/// the keys: a whole report that everyone reprints, rather than the footer of one outlet.
pub const COMMON_SHARE: usize = 4;

/// How many articles one article is compared with, at most: those sharing the most keys.
pub const MAX_CANDIDATES: usize = 48;

/// A key that so many earlier articles hold, whose days lie more than [`RECURRING_DAYS`] apart, is that
/// of a template: reprints of one report come within days, a house's own words for years.
pub const RECURRING_ARTICLES: usize = 5;

/// See [`RECURRING_ARTICLES`].
pub const RECURRING_DAYS: i64 = 7;

/// What an article met under its keys.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Candidates {
    /// Those it is compared with, sharing most first.
    pub articles: Vec<Id>,
    /// Its keys that recur, sorted.
    pub recurring: Vec<u64>,
}

/// The articles put before `except` that share keys with it, those sharing most first, ties in
/// the order they were put. Of each pair the later one finds the earlier, so the pairs do not
/// depend on how many articles are put at a time.
pub(crate) fn candidates(db: &Connection, keys: &[u64], except: Id) -> Result<Candidates, Error> {
    let this: Option<i64> = db
        .prepare_cached("SELECT key FROM articles WHERE id = ?1")?
        .query_row([except.to_string()], |row| row.get(0))
        .optional()?;
    let before = this.unwrap_or(i64::MAX);
    // The oldest articles first; each table gives them in the order of its primary key.
    let each = KEY_TABLES
        .map(|table| format!("SELECT article FROM {table} WHERE key = ?1 AND article < ?2"));
    let mut holders =
        db.prepare_cached(&format!("{} UNION ALL {} UNION ALL {}", each[2], each[1], each[0]))?;
    // Those who hold one key hold others: each is looked up once.
    let mut published =
        db.prepare_cached("SELECT published FROM articles WHERE key = ?1 AND is_current = 1")?;
    let mut days: BTreeMap<i64, Option<Option<Date>>> = BTreeMap::new();
    // Keys shared with each article: in all, and those that are not common.
    let mut shared: BTreeMap<i64, (usize, usize)> = BTreeMap::new();
    let mut recurring = Vec::new();
    for key in keys {
        let mut rows = holders.query(params![key.cast_signed(), before])?;
        let mut found: Vec<(i64, Option<Date>)> = Vec::new();
        while let Some(row) = rows.next()?
            && found.len() <= MAX_HOLDERS
        {
            let holder = row.get(0)?;
            let day = match days.entry(holder) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    *new.insert(published.query_row([holder], |row| day_at(row, 0)).optional()?)
                }
            };
            found.extend(day.map(|day| (holder, day)));
        }
        found.sort_unstable();
        found.dedup(); // an article that was put again may stand in two tables
        let is_rare = found.len() <= MAX_HOLDERS;
        if found.len() >= RECURRING_ARTICLES && n_days(&found) > RECURRING_DAYS {
            recurring.push(*key);
        }
        for (holder, _) in found.into_iter().take(MAX_HOLDERS) {
            let count = shared.entry(holder).or_default();
            count.0 += 1;
            count.1 += usize::from(is_rare);
        }
    }
    let is_wanted = |&(_, (all, rare)): &(i64, (usize, usize))| {
        rare >= MIN_SHARED || all * COMMON_SHARE >= keys.len()
    };
    let mut wanted: Vec<_> = shared.into_iter().filter(is_wanted).collect();
    wanted.sort_by_key(|&(key, (all, _))| (std::cmp::Reverse(all), key));
    wanted.truncate(MAX_CANDIDATES);
    let mut id = db.prepare_cached("SELECT id FROM articles WHERE key = ?1")?;
    let ids = wanted.into_iter().map(|(key, _)| id.query_row([key], |row| id_at(row, 0)));
    recurring.sort_unstable();
    Ok(Candidates { articles: ids.collect::<Result<_, _>>()?, recurring })
}

/// How many days lie between the first and the last of these holders of a key that are dated.
fn n_days(holders: &[(i64, Option<Date>)]) -> i64 {
    let days = || holders.iter().filter_map(|(_, day)| *day);
    days().min().zip(days().max()).map_or(0, |(first, last)| i64::from((last - first).get_days()))
}

fn day_at(row: &Row, column: usize) -> rusqlite::Result<Option<Date>> {
    let written: Option<String> = row.get(column)?;
    Ok(written.and_then(|day| day.parse().ok()))
}

/// The current articles that share keys with `except`, see [`Store::meeting`](crate::Store::meeting).
pub(crate) fn meeting(
    db: &Connection,
    keys: &[u64],
    min_shared: usize,
    except: Id,
) -> Result<Vec<Id>, Error> {
    // The oldest articles first, as in `candidates`: the later holders of a common key cost nothing.
    let each = KEY_TABLES.map(|table| format!("SELECT article FROM {table} WHERE key = ?1"));
    let mut holders = db.prepare_cached(&format!(
        "SELECT a.id FROM ({} UNION ALL {} UNION ALL {}) k
         CROSS JOIN articles a ON a.key = k.article WHERE a.is_current = 1 LIMIT ?2",
        each[2], each[1], each[0]
    ))?;
    let mut shared: BTreeMap<Id, usize> = BTreeMap::new();
    for key in keys {
        let found =
            holders.query_map(params![key.cast_signed(), MAX_HOLDERS], |row| id_at(row, 0))?;
        let mut found: Vec<Id> = found.collect::<Result<_, _>>()?;
        found.sort_unstable();
        found.dedup(); // an article that was put again may stand in two tables
        found.into_iter().for_each(|id| *shared.entry(id).or_default() += 1);
    }
    shared.remove(&except);
    Ok(shared.into_iter().filter(|(_, n)| *n >= min_shared).map(|(id, _)| id).collect())
}

/// Articles that were not yet compared with those before them, in the order they were put.
pub(crate) fn uncompared(db: &Connection, max: usize) -> Result<Vec<Id>, Error> {
    let mut ids = db.prepare_cached(
        "SELECT a.id FROM uncompared u JOIN articles a ON a.key = u.article AND a.is_current = 1
         ORDER BY u.article LIMIT ?1",
    )?;
    let limit = i64::try_from(max).unwrap_or(i64::MAX);
    let ids = ids.query_map([limit], |row| id_at(row, 0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Notes that these articles were compared, and the copies that were found doing so: both or
/// neither are kept.
pub(crate) fn put_compared(
    db: &mut Connection,
    copies: &[Copy],
    compared: &[Id],
) -> Result<(), Error> {
    let tx = db.transaction()?;
    for copy in copies {
        let n_rows = tx
            .prepare_cached(
                "INSERT OR REPLACE INTO copies (a, b, kind, direction, a_in_b, b_in_a, record)
                 SELECT a.key, b.key, ?3, ?4, ?5, ?6, ?7 FROM articles a, articles b
                 WHERE a.id = ?1 AND b.id = ?2",
            )?
            .execute(params![
                copy.a.to_string(),
                copy.b.to_string(),
                word(&copy.kind),
                word(&copy.direction),
                copy.a_in_b,
                copy.b_in_a,
                wire::write(copy),
            ])?;
        if n_rows == 0 {
            let (a, b) = (copy.a, copy.b);
            return Err(Error::refused(format!("copy of articles {a} and {b}: one is not here")));
        }
    }
    for id in compared {
        tx.prepare_cached(
            "DELETE FROM uncompared WHERE article = (SELECT key FROM articles WHERE id = ?1)",
        )?
        .execute([id.to_string()])?;
    }
    tx.commit()?;
    Ok(())
}

/// Copies between two of these articles, by their identifiers.
pub(crate) fn copies_among(db: &Connection, ids: &[Id]) -> Result<Vec<Copy>, Error> {
    let wanted: std::collections::BTreeSet<Id> = ids.iter().copied().collect();
    let mut rows = db.prepare_cached(
        "SELECT b.id, k.record FROM articles a JOIN copies k ON k.a = a.key
         JOIN articles b ON b.key = k.b WHERE a.id = ?1 ORDER BY b.id",
    )?;
    let mut copies = Vec::new();
    for a in &wanted {
        let rows = rows.query_map([a.to_string()], |row| Ok((id_at(row, 0)?, row.get(1)?)))?;
        for row in rows {
            let (b, record): (Id, String) = row?;
            if wanted.contains(&b) {
                copies.push(read(&record)?);
            }
        }
    }
    Ok(copies)
}

/// Copies that an article is part of, with other current articles.
pub(crate) fn copies_of(db: &Connection, id: Id) -> Result<Vec<Copy>, Error> {
    let mut rows = db.prepare_cached(
        "WITH this AS (SELECT key FROM articles WHERE id = ?1),
         mine AS (
             SELECT a AS other, record FROM copies WHERE b IN this
             UNION ALL SELECT b, record FROM copies WHERE a IN this)
         SELECT mine.record FROM mine JOIN articles o ON o.key = mine.other AND o.is_current = 1
         ORDER BY o.id",
    )?;
    let rows = rows.query_map([id.to_string()], |row| row.get::<_, String>(0))?;
    rows.map(|record| read(&record?)).collect()
}

/// The first `max` copies of an article, in the order in which the others came: of one that ten
/// thousand repeat, what is beyond costs nothing.
pub(crate) fn first_copies(db: &Connection, id: Id, max: usize) -> Result<Vec<Copy>, Error> {
    let mut rows = db.prepare_cached(
        "WITH this AS (SELECT key FROM articles WHERE id = ?1)
         SELECT a AS other, record FROM copies WHERE b = (SELECT key FROM this)
         UNION ALL SELECT b, record FROM copies WHERE a = (SELECT key FROM this) ORDER BY 1",
    )?;
    let mut current = db.prepare_cached("SELECT is_current FROM articles WHERE key = ?1")?;
    let mut rows = rows.query([id.to_string()])?;
    let mut copies = Vec::new();
    while let Some(row) = rows.next()?
        && copies.len() < max
    {
        if current.query_row([row.get::<_, i64>(0)?], |row| row.get(0))? {
            copies.push(read(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?);
        }
    }
    Ok(copies)
}

pub(crate) fn read(record: &str) -> Result<Copy, Error> {
    rows::record(record, "a copy")
}
