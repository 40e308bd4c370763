//! Captures and articles as rows, by identifier and by the fields that users ask for.

use crate::{
    captures::Place,
    database::{sequence, set_meta},
    error::Error,
    finds, grouping,
    rows::{self, id_at, place_at, put_problems},
    words::fold,
};
use onrecord_model::{
    address::canonical,
    article::{self, Article},
    capture::{Capture, Obtained},
    findings::Findings,
    id::Id,
    outlet::Outlet,
    wire,
};
use rusqlite::{Connection, OptionalExtension, params};

/// What the verbs made of one capture.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Made {
    /// The article.
    pub article: Article,
    /// What was found in it.
    pub findings: Findings,
    /// The keys under which it meets articles: those it may share text with, and those that tell of
    /// the same day.
    pub copy_keys: Vec<u64>,
    /// Its terms for stories, as they are stored.
    pub story_keys: Vec<u8>,
}

/// Something an identifier names.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Found {
    /// A capture.
    Capture(Id),
    /// An article.
    Article(Id),
}

/// An article as it was put: its key here, and which article of the capture it takes the place of.
pub(crate) struct Put {
    pub(crate) key: i64,
    pub(crate) is_new: bool,
    pub(crate) superseded: Vec<i64>,
}

/// Where copy keys stand, the newest first.
pub(crate) const KEY_TABLES: [&str; 3] = ["copy_keys_new", "copy_keys_recent", "copy_keys_old"];

/// How many rows the first tables of copy keys take before they are poured into the next: about
/// 1,000 and 20,000 articles. The first stays in memory, the second is rewritten in a tenth of a
/// second.
const MAX_KEY_ROWS: [i64; 2] = [60_000, 1_200_000];

/// Registers the bytes of a file that are known, and the captures in them, in one transaction.
pub(crate) fn put_captures(
    db: &mut Connection,
    captures: &[(Id, Capture, Place)],
    files: &[(String, u64)],
) -> Result<(), Error> {
    let tx = db.transaction()?;
    {
        put_files(&tx, files)?;
        let mut insert = tx.prepare_cached(
            "INSERT INTO captures (id, address, name, captured_at, obtained, status, media_type,
                 file, offset, length, record_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (id) DO NOTHING",
        )?;
        for (id, capture, place) in captures {
            let obtained = match capture.obtained {
                Obtained::Fetched => "fetched",
                Obtained::Archive => "archive",
                Obtained::File => "file",
            };
            let n_rows = insert.execute(params![
                id.to_string(),
                capture.address,
                capture.name,
                capture.captured_at.to_string(),
                obtained,
                capture.status,
                capture.media_type(),
                place.file,
                place.offset,
                place.length,
                place.record_id,
            ])?;
            if n_rows == 1 {
                put_problems(&tx, tx.last_insert_rowid(), "collect", &capture.problems)?;
            }
        }
    }
    tx.commit()?;
    Ok(())
}

/// Registers how many bytes of these files are known.
pub(crate) fn put_files(tx: &Connection, files: &[(String, u64)]) -> Result<(), Error> {
    let mut file = tx.prepare_cached(
        "INSERT INTO archive_files (file, bytes) VALUES (?1, ?2)
         ON CONFLICT (file) DO UPDATE SET bytes = excluded.bytes",
    )?;
    for (name, bytes) in files {
        file.execute(params![name, bytes])?;
    }
    Ok(())
}

/// The files of the archive with the bytes that are registered.
pub(crate) fn known_files(db: &Connection) -> Result<Vec<(String, u64)>, Error> {
    let mut files = db.prepare_cached("SELECT file, bytes FROM archive_files ORDER BY file")?;
    let files = files.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(files.collect::<Result<_, _>>()?)
}

/// Where a capture's record stands.
pub(crate) fn place_of(db: &Connection, capture: Id) -> Result<Option<Place>, Error> {
    let mut place =
        db.prepare_cached("SELECT file, offset, length, record_id FROM captures WHERE id = ?1")?;
    Ok(place.query_row([capture.to_string()], place_at).optional()?)
}

/// Every capture in the order of the archive.
pub(crate) fn capture_ids(db: &Connection) -> Result<Vec<Id>, Error> {
    let mut ids = db.prepare_cached("SELECT id FROM captures ORDER BY key")?;
    let ids = ids.query_map([], |row| id_at(row, 0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Captures without article and findings of these versions: those never processed first, in the
/// order of the archive, then those processed by earlier versions.
pub(crate) fn unprocessed(
    db: &Connection,
    extractor: u32,
    analyzer: u32,
    max: usize,
) -> Result<Vec<Id>, Error> {
    let mut fresh = db.prepare_cached(
        "SELECT id FROM captures WHERE extractor = 0 AND analyzer = 0 ORDER BY key LIMIT ?1",
    )?;
    let limit = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let fresh = fresh.query_map([limit(max)], |row| id_at(row, 0))?;
    let mut ids: Vec<Id> = fresh.collect::<Result<_, _>>()?;
    let mut stale = db.prepare_cached(
        "SELECT id FROM captures
         WHERE (extractor, analyzer) > (0, 0) AND (extractor, analyzer) < (?1, ?2)
         ORDER BY key LIMIT ?3",
    )?;
    let rest = limit(max - ids.len());
    for id in stale.query_map(params![extractor, analyzer, rest], |row| id_at(row, 0))? {
        ids.push(id?);
    }
    Ok(ids)
}

/// Puts articles with their findings, in one transaction, and counts the sequence up by one.
pub(crate) fn put(db: &mut Connection, made: &[Made]) -> Result<(u64, Vec<Put>), Error> {
    let tx = db.transaction()?;
    let sequence = sequence(&tx)? + 1;
    let mut puts = Vec::with_capacity(made.len());
    for one in made {
        if one.findings.article != one.article.id {
            let (article, other) = (one.article.id, one.findings.article);
            return Err(Error::refused(format!("article {article} came with findings of {other}")));
        }
        let put = put_article(&tx, &one.article, sequence)?;
        finds::put(&tx, put.key, &one.article, &one.findings)?;
        if !put.is_new {
            tx.prepare_cached("DELETE FROM uncompared WHERE article = ?1")?.execute([put.key])?;
        }
        let mut queue = tx.prepare_cached("INSERT INTO uncompared (article) VALUES (?1)")?;
        queue.execute([put.key])?;
        let mut insert = tx
            .prepare_cached("INSERT OR IGNORE INTO copy_keys_new (key, article) VALUES (?1, ?2)")?;
        for key in &one.copy_keys {
            insert.execute(params![key.cast_signed(), put.key])?;
        }
        grouping::queue(&tx, put.key, &put.superseded, &one.story_keys)?;
        puts.push(put);
    }
    pour_keys(&tx)?;
    set_meta(&tx, "sequence", &sequence.to_string())?;
    tx.commit()?;
    Ok((sequence, puts))
}

/// Pours a table of copy keys that is full into the next one, in the order of the keys: each page is
/// then written once for many articles.
fn pour_keys(tx: &Connection) -> Result<(), Error> {
    for ((from, to), max_rows) in KEY_TABLES.iter().zip(&KEY_TABLES[1..]).zip(MAX_KEY_ROWS) {
        let count = format!("SELECT count(*) FROM {from}");
        let n_rows: i64 = tx.prepare_cached(&count)?.query_row([], |row| row.get(0))?;
        if n_rows < max_rows {
            break;
        }
        tx.execute_batch(&format!(
            "INSERT OR IGNORE INTO {to} SELECT key, article FROM {from} ORDER BY key, article;
             DELETE FROM {from};"
        ))?;
    }
    Ok(())
}

fn put_article(tx: &Connection, article: &Article, sequence: u64) -> Result<Put, Error> {
    let capture: Option<i64> = tx
        .prepare_cached("SELECT key FROM captures WHERE id = ?1")?
        .query_row([article.capture.to_string()], |row| row.get(0))
        .optional()?;
    let Some(capture) = capture else {
        let (id, capture) = (article.id, article.capture);
        return Err(Error::refused(format!(
            "article {id} is of capture {capture}, not in archive"
        )));
    };
    let others: Vec<(i64, String, bool)> = tx
        .prepare_cached("SELECT key, id, is_current FROM articles WHERE capture = ?1")?
        .query_map([capture], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let id = article.id.to_string();
    let known = others.iter().find(|other| other.1 == id).map(|other| other.0);
    let superseded: Vec<i64> =
        others.iter().filter(|other| other.1 != id && other.2).map(|other| other.0).collect();
    for old in &superseded {
        tx.prepare_cached("UPDATE articles SET is_current = 0, sequence = ?1 WHERE key = ?2")?
            .execute(params![sequence, old])?;
    }
    if let Some(key) = known {
        forget(tx, key)?;
    }
    let outlet = match &article.outlet {
        Some(outlet) => Some(outlet_key(tx, &outlet.value)?),
        None => None,
    };
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    let dating = &article.published;
    tx.prepare_cached(
        "INSERT INTO articles (key, id, capture, extractor, is_current, sequence, published,
             not_before, not_after, outlet, language, title, section, address, page)
         VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        known,
        id,
        capture,
        article.extractor,
        sequence,
        day(dating.best),
        day(dating.not_before),
        day(dating.not_after),
        outlet,
        article.language,
        article.title.as_ref().map(|title| &title.value),
        article.section.as_ref().map(|section| &section.value),
        article.address.as_ref().map(|address| &address.value),
        page(tx, article, capture)?,
    ])?;
    let key = tx.last_insert_rowid();
    // The text stands in a column of its own, where SQL can reach it, and not a second time here.
    let record = wire::write(&Article { text: String::new(), ..article.clone() });
    tx.prepare_cached("INSERT INTO article_records (article, record, text) VALUES (?1, ?2, ?3)")?
        .execute(params![key, record, article.text])?;
    tx.prepare_cached("DELETE FROM problems WHERE capture = ?1 AND step <> 'collect'")?
        .execute([capture])?;
    put_problems(tx, capture, "process", &article.problems)?;
    Ok(Put { key, is_new: known.is_none(), superseded })
}

/// The page that an article is a version of: what the capture calls itself. Where it does not, as an
/// error page, it is the page that earlier captures of the same address were.
fn page(tx: &Connection, article: &Article, capture: i64) -> Result<Option<String>, Error> {
    let Some(address) = &article.address else { return Ok(None) };
    if let article::Place::Address = address.place {
        let mut earlier = tx.prepare_cached(
            "SELECT a.page FROM captures c JOIN captures o ON o.address = c.address AND o.key < c.key
             JOIN articles a ON a.capture = o.key AND a.is_current = 1 AND a.page IS NOT NULL
             WHERE c.key = ?1 ORDER BY o.key LIMIT 1",
        )?;
        if let Some(page) = earlier.query_row([capture], |row| row.get(0)).optional()? {
            return Ok(Some(page));
        }
    }
    Ok(canonical(&address.value))
}

/// Removes the rows of an article that is put again, but for its copies and keys.
fn forget(tx: &Connection, key: i64) -> Result<(), Error> {
    for sql in [
        "DELETE FROM entities WHERE article = ?1",
        "DELETE FROM quotations WHERE article = ?1",
        "DELETE FROM figures WHERE article = ?1",
        "DELETE FROM findings WHERE article = ?1",
        "DELETE FROM datings WHERE article = ?1",
        "DELETE FROM article_records WHERE article = ?1",
        "DELETE FROM articles WHERE key = ?1",
    ] {
        tx.prepare_cached(sql)?.execute([key])?;
    }
    Ok(())
}

fn outlet_key(tx: &Connection, outlet: &Outlet) -> Result<i64, Error> {
    let site = outlet.site.as_deref().unwrap_or_default();
    let mut known = tx.prepare_cached("SELECT key FROM outlets WHERE name = ?1 AND site = ?2")?;
    if let Some(key) = known.query_row([&outlet.name, site], |row| row.get(0)).optional()? {
        return Ok(key);
    }
    let folded = format!("{}\n{}", fold(&outlet.name), fold(site));
    let mut insert =
        tx.prepare_cached("INSERT INTO outlets (name, site, folded) VALUES (?1, ?2, ?3)")?;
    Ok(insert.insert(params![outlet.name, site, folded])?)
}

/// The current article of each capture that has one, in the given order.
pub(crate) fn articles_of(db: &Connection, captures: &[Id]) -> Result<Vec<Id>, Error> {
    let mut current = db.prepare_cached(
        "SELECT a.id FROM captures c JOIN articles a ON a.capture = c.key
         WHERE c.id = ?1 AND a.is_current = 1",
    )?;
    let mut ids = Vec::with_capacity(captures.len());
    for capture in captures {
        ids.extend(current.query_row([capture.to_string()], |row| id_at(row, 0)).optional()?);
    }
    Ok(ids)
}

/// The article with this identifier, of whatever version.
pub(crate) fn article(db: &Connection, id: Id) -> Result<Option<Article>, Error> {
    let mut row = db.prepare_cached(
        "SELECT r.record, r.text FROM articles a JOIN article_records r ON r.article = a.key
         WHERE a.id = ?1",
    )?;
    let row = row.query_row([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?)));
    let row: Option<(String, String)> = row.optional()?;
    row.map(|(record, text)| whole(&record, text, id)).transpose()
}

fn whole(record: &str, text: String, id: Id) -> Result<Article, Error> {
    let article: Article = rows::record(record, format_args!("article {id}"))?;
    Ok(Article { text, ..article })
}

/// The article under `key`, when it is current.
pub(crate) fn current_article(db: &Connection, key: i64) -> Result<Option<Article>, Error> {
    let mut row = db.prepare_cached(
        "SELECT a.id, r.record, r.text FROM articles a JOIN article_records r ON r.article = a.key
         WHERE a.key = ?1 AND a.is_current = 1",
    )?;
    let row = row.query_row([key], |row| Ok((id_at(row, 0)?, row.get(1)?, row.get(2)?)));
    let row: Option<(Id, String, String)> = row.optional()?;
    row.map(|(id, record, text)| whole(&record, text, id)).transpose()
}

/// Every capture and article whose identifier starts with these hexadecimal digits.
pub(crate) fn resolve(db: &Connection, start: &str) -> Result<Vec<Found>, Error> {
    let start = start.to_ascii_lowercase();
    if start.is_empty() || !start.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(Vec::new());
    }
    let end = format!("{start}g"); // the letter after the last digit
    let mut found = Vec::new();
    let mut captures = db.prepare_cached("SELECT id FROM captures WHERE id >= ?1 AND id < ?2")?;
    for id in captures.query_map([&start, &end], |row| id_at(row, 0))? {
        found.push(Found::Capture(id?));
    }
    let mut articles = db.prepare_cached("SELECT id FROM articles WHERE id >= ?1 AND id < ?2")?;
    for id in articles.query_map([&start, &end], |row| id_at(row, 0))? {
        found.push(Found::Article(id?));
    }
    found.sort_unstable();
    Ok(found)
}
