//! `center.sqlite`: opening it, its schema, and the few facts about itself that it holds.

use crate::error::Error;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::{
    path::Path,
    time::{Duration, SystemTime},
};

/// The tables and views, with what they mean.
const TABLES: &str = include_str!("schema.sql");

/// The version of the tables. Raise it with every change to `schema.sql`: the tables are derived, so
/// a center of another version is rebuilt rather than migrated.
pub const SCHEMA: u32 = 7;

/// How much of the file one connection keeps in memory, in KiB.
const CACHE_KIB: u32 = 24 << 10;

/// How long a statement waits for another program's transaction, in milliseconds.
const BUSY_MS: u64 = 10_000;

/// Opens the file for the one writer, making it when it is missing.
pub(crate) fn open_to_write(path: &Path) -> Result<Connection, Error> {
    let db = Connection::open(path)?;
    settle(&db)?;
    // WAL: readers go on while the writer writes. NORMAL: a power cut may lose the last
    // transactions but tears nothing, and the archive gives what was lost again.
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")?;
    db.execute_batch("PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = OFF;")?;
    let is_new = !db.table_exists(None, "meta")?;
    if is_new {
        db.execute_batch(&format!("BEGIN; {TABLES}"))?;
        set_meta(&db, "schema", &SCHEMA.to_string())?;
        set_meta(&db, "sequence", "0")?;
        set_meta(&db, "made", &mark())?;
        db.execute_batch("COMMIT")?;
    }
    check_schema(&db, path)?;
    Ok(db)
}

/// Opens the file for reading, also in a folder that cannot be written to.
pub(crate) fn open_to_read(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    let db = match settle(&db) {
        // WAL needs a file for shared memory. Where none can be made and nothing is left in the
        // log, nobody writes, and the file can be read as it stands.
        Err(_) if !path.with_extension("sqlite-wal").exists() => {
            let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f");
            let uri = format!("file:{}?immutable=1", escaped.replace('#', "%23"));
            Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)?
        }
        settled => settled.map(|()| db)?,
    };
    settle(&db)?;
    check_schema(&db, path)?;
    Ok(db)
}

/// Sets what holds for one connection. It reads the schema, and so shows whether the file can be
/// read at all.
fn settle(db: &Connection) -> Result<(), Error> {
    db.busy_timeout(Duration::from_millis(BUSY_MS))?;
    db.set_prepared_statement_cache_capacity(64);
    db.execute_batch(&format!("PRAGMA cache_size = -{CACHE_KIB}; PRAGMA temp_store = MEMORY;"))?;
    Ok(())
}

fn check_schema(db: &Connection, path: &Path) -> Result<(), Error> {
    let found = match db.table_exists(None, "meta")? {
        true => meta(db, "schema")?.unwrap_or_default(),
        false => "none".to_owned(),
    };
    if found == SCHEMA.to_string() { Ok(()) } else { Err(Error::outdated(path, found, SCHEMA)) }
}

/// What tells this file from one made before or after it, so that an index knows which it follows.
fn mark() -> String {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    format!("{:x}-{:x}", since.as_nanos(), std::process::id())
}

/// A fact the file holds about itself.
pub(crate) fn meta(db: &Connection, name: &str) -> Result<Option<String>, Error> {
    let mut found = db.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
    Ok(found.query_row([name], |row| row.get(0)).optional()?)
}

/// Sets a fact the file holds about itself.
pub(crate) fn set_meta(db: &Connection, name: &str, value: &str) -> Result<(), Error> {
    let mut set = db.prepare_cached("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)")?;
    set.execute(params![name, value])?;
    Ok(())
}

/// How many times articles were put: what the search index follows.
pub(crate) fn sequence(db: &Connection) -> Result<u64, Error> {
    Ok(meta(db, "sequence")?.and_then(|value| value.parse().ok()).unwrap_or(0))
}
