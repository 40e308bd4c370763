//! Days and names that people decided on, laid over the tables for one connection alone.
//!
//! They stand in temporary tables: what is derived is not touched, and whatever is taken back is gone
//! with the next opening.

use crate::{error::Error, words::fold};
use jiff::civil::Date;
use onrecord_model::id::Id;
use rusqlite::{Connection, params};

/// The articles with their days as people decided them.
const DATED: &str = "(SELECT m.key, m.id, m.is_current, m.outlet, m.language,
        iif(d.article IS NULL, m.published, d.published) AS published,
        iif(d.article IS NULL, m.not_before, d.not_before) AS not_before,
        iif(d.article IS NULL, m.not_after, d.not_after) AS not_after
    FROM articles m LEFT JOIN temp.decided_days d ON d.article = m.key)";

/// What people decided of articles that queries ask for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Overlay {
    /// The first and last day each of these articles can be of, or that nothing is known.
    pub days: Vec<(Id, Option<(Date, Date)>)>,
    /// Names of those who speak in these articles.
    pub names: Vec<(Id, String)>,
}

/// Lays what was decided over the tables, in the place of what was laid there before.
pub(crate) fn lay(db: &mut Connection, overlay: &Overlay) -> Result<(), Error> {
    db.execute_batch(
        "DROP TABLE IF EXISTS temp.decided_days; DROP TABLE IF EXISTS temp.decided_names;",
    )?;
    if !overlay.days.is_empty() {
        db.execute_batch(
            "CREATE TEMP TABLE decided_days (
                 article INTEGER PRIMARY KEY, published TEXT, not_before TEXT, not_after TEXT)",
        )?;
    }
    if !overlay.names.is_empty() {
        db.execute_batch("CREATE TEMP TABLE decided_names (article INTEGER, folded TEXT)")?;
    }
    for (id, days) in &overlay.days {
        let best = days.filter(|(first, last)| first == last).map(|(day, _)| day.to_string());
        let (first, last) = days.map(|(a, b)| (a.to_string(), b.to_string())).unzip();
        db.prepare_cached(
            "INSERT OR REPLACE INTO temp.decided_days (article, published, not_before, not_after)
             SELECT key, ?2, ?3, ?4 FROM main.articles WHERE id = ?1",
        )?
        .execute(params![id.to_string(), best, first, last])?;
    }
    for (id, name) in &overlay.names {
        db.prepare_cached(
            "INSERT INTO temp.decided_names (article, folded)
             SELECT key, ?2 FROM main.articles WHERE id = ?1",
        )?
        .execute(params![id.to_string(), fold(name)])?;
    }
    Ok(())
}

/// Where queries take articles from: the table, or the table under what was laid over it.
pub(crate) fn articles(db: &Connection) -> Result<&'static str, Error> {
    Ok(if has(db, "decided_days")? { DATED } else { "articles" })
}

/// Whether names were laid over.
pub(crate) fn has_names(db: &Connection) -> Result<bool, Error> {
    has(db, "decided_names")
}

fn has(db: &Connection, table: &str) -> Result<bool, Error> {
    let mut found = db.prepare_cached("SELECT count(*) FROM temp.sqlite_master WHERE name = ?1")?;
    Ok(found.query_row([table], |row| row.get::<_, u32>(0))? > 0)
}
