//! Captures of one page: the articles that share an address, in the order of their moments.

use crate::{error::Error, rows::id_at};
use jiff::Timestamp;
use onrecord_model::{address::canonical, change::Version, id::Id};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeSet;

/// A page that was captured more than once, with its captures in order.
pub type Page = (String, Vec<Version>);

/// When a capture was made, and every capture with a current article at the same address, with their
/// times, in order.
pub(crate) fn of_capture(db: &Connection, capture: Id) -> Result<Vec<(Id, Timestamp)>, Error> {
    let mut versions = db.prepare_cached(
        "SELECT DISTINCT o.id, o.captured_at FROM captures c
         JOIN articles a ON a.capture = c.key AND a.is_current = 1
         JOIN captures o ON o.key = c.key OR o.key IN (
             SELECT capture FROM articles WHERE page = a.page AND is_current = 1)
         WHERE c.id = ?1",
    )?;
    let rows = versions
        .query_map([capture.to_string()], |row| Ok((id_at(row, 0)?, row.get::<_, String>(1)?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (id, at) = row?;
        found.push((id, moment(&at)?));
    }
    found.sort_by_key(|(id, at)| (*at, *id));
    Ok(found)
}

/// Every page of which more than one capture has a current article, by address.
pub(crate) fn pages(db: &Connection) -> Result<Vec<Page>, Error> {
    let mut rows = db.prepare_cached(
        "SELECT a.page, a.id, c.id, c.captured_at FROM articles a
         JOIN captures c ON c.key = a.capture
         WHERE a.is_current = 1 AND a.page IN (
             SELECT page FROM articles WHERE is_current = 1 AND page IS NOT NULL
             GROUP BY page HAVING count(*) > 1)
         ORDER BY a.page",
    )?;
    let rows = rows.query_map([], version_at)?;
    let mut pages: Vec<Page> = Vec::new();
    for row in rows {
        let (page, article, capture, at) = row?;
        let version = Version { article, capture, captured_at: moment(&at)? };
        match pages.last_mut() {
            Some((last, versions)) if *last == page => versions.push(version),
            _ => pages.push((page, vec![version])),
        }
    }
    for (_, versions) in &mut pages {
        versions.sort_by_key(|version| (version.captured_at, version.capture));
    }
    Ok(pages)
}

/// Whether an article of this address, or of the page that it names, is here.
pub(crate) fn has_page(db: &Connection, address: &str) -> Result<bool, Error> {
    let mut found = db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM articles WHERE page = ?1 AND is_current = 1)
             OR EXISTS (SELECT 1 FROM captures WHERE address = ?2)",
    )?;
    Ok(found.query_row(params![canonical(address), address], |row| row.get(0))?)
}

/// The captures of an article's page, itself among them, in order; none where it has no address.
pub(crate) fn of_article(db: &Connection, article: Id) -> Result<Vec<Version>, Error> {
    let mut rows = db.prepare_cached(
        "SELECT a.page, a.id, c.id, c.captured_at FROM articles a
         JOIN captures c ON c.key = a.capture
         WHERE a.is_current = 1 AND a.page = (SELECT page FROM articles WHERE id = ?1)",
    )?;
    let mut versions = Vec::new();
    for row in rows.query_map([article.to_string()], version_at)? {
        let (_, article, capture, at) = row?;
        versions.push(Version { article, capture, captured_at: moment(&at)? });
    }
    versions.sort_by_key(|version| (version.captured_at, version.capture));
    Ok(versions)
}

/// Pages are looked for by their articles where these are so many times fewer than all; else all pages
/// are gone through, which takes less for each.
const FEW: usize = 64;

/// The pages captured more than once of which one of these articles is a version, by address.
pub(crate) fn pages_among(db: &Connection, articles: &BTreeSet<Id>) -> Result<Vec<Page>, Error> {
    let n_all: i64 =
        db.query_row("SELECT coalesce(max(key), 0) FROM articles", [], |r| r.get(0))?;
    if articles.len() * FEW > usize::try_from(n_all).unwrap_or(0) {
        let mut all = pages(db)?;
        all.retain(|(_, versions)| versions.iter().any(|one| articles.contains(&one.article)));
        return Ok(all);
    }
    let mut page = db.prepare_cached(
        "SELECT o.page FROM articles a
         CROSS JOIN articles o ON o.page = a.page AND o.is_current = 1 AND o.key <> a.key
         WHERE a.id = ?1 AND a.is_current = 1 LIMIT 1",
    )?;
    let mut found = BTreeSet::new();
    for id in articles {
        let page: Option<String> = page.query_row([id.to_string()], |row| row.get(0)).optional()?;
        found.extend(page);
    }
    let of_page = |page: String| Ok((page.clone(), of_page(db, &page)?));
    found.into_iter().map(of_page).collect()
}

/// The captures of a page that have a current article, in order.
pub(crate) fn of_page(db: &Connection, page: &str) -> Result<Vec<Version>, Error> {
    let mut rows = db.prepare_cached(
        "SELECT a.page, a.id, c.id, c.captured_at FROM articles a
         JOIN captures c ON c.key = a.capture WHERE a.is_current = 1 AND a.page = ?1",
    )?;
    let mut versions = Vec::new();
    for row in rows.query_map([page], version_at)? {
        let (_, article, capture, at) = row?;
        versions.push(Version { article, capture, captured_at: moment(&at)? });
    }
    versions.sort_by_key(|version| (version.captured_at, version.capture));
    Ok(versions)
}

/// The page of an article, where it has an address.
pub(crate) fn page_of(db: &Connection, article: Id) -> Result<Option<String>, Error> {
    let mut row = db.prepare_cached("SELECT page FROM articles WHERE id = ?1")?;
    let mut found = row.query_map(params![article.to_string()], |row| row.get(0))?;
    Ok(found.next().transpose()?.flatten())
}

fn version_at(row: &Row) -> rusqlite::Result<(String, Id, Id, String)> {
    Ok((row.get(0)?, id_at(row, 1)?, id_at(row, 2)?, row.get(3)?))
}

fn moment(at: &str) -> Result<Timestamp, Error> {
    at.parse().map_err(|_| Error::damaged(format!("`{at}` is no moment")))
}
