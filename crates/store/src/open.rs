//! A center's folder, open: its archive, its tables and its search index.

use crate::{
    captures::{Appender, Archive, Place, Scanned, number},
    database,
    error::Error,
    lock::Lock,
    record::Holds,
    search::Index,
    tables, texts,
};
use onrecord_archive::header::DigestCheck;
use onrecord_model::{capture::Capture, id::Id};
use rusqlite::Connection;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// How many records are registered in one transaction when the archive is read.
const REGISTER_BATCH: usize = 500;

/// A center's folder, open.
///
/// What it says of a center is consistent while another program writes to it. One `Store` serves one
/// thread at a time; more readers open their own.
#[derive(Debug)]
pub struct Store {
    pub(crate) folder: PathBuf,
    pub(crate) archive: Archive,
    pub(crate) db: Connection,
    pub(crate) index: Option<Index>,
    /// Where the index stands, so that it can be made anew.
    pub(crate) index_at: PathBuf,
    /// The sequence number the index will have after the next commit.
    pub(crate) pending: Option<u64>,
    pub(crate) appender: Option<Appender>,
    pub(crate) repairs: Vec<String>,
    pub(crate) lock: Option<Lock>,
}

/// What a center is opened for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Access {
    /// Reading, beside any number of readers and one writer.
    Read,
    /// Writing; one at a time.
    Write,
}

impl Store {
    /// Opens the center in `folder`; to write, a missing folder is made.
    ///
    /// Opening to write heals what a crash left: the torn tail of the archive is cut at the last
    /// whole record, whole records that the tables do not know are registered, and the search index
    /// catches up. [`Store::repairs`] says what was done.
    ///
    /// # Errors
    ///
    /// When there is no center to read ([`Error::is_missing`]), another program writes to it
    /// ([`Error::is_held`]), its tables are of another version ([`Error::is_outdated`]), or the
    /// folder cannot be read or written.
    pub fn open(folder: &Path, access: Access) -> Result<Self, Error> {
        match access {
            Access::Read => Self::open_to_read(folder),
            Access::Write => {
                fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
                Self::open_locked(folder, Lock::take(folder)?)
            }
        }
    }

    fn open_to_read(folder: &Path) -> Result<Self, Error> {
        let tables = folder.join("center.sqlite");
        if !tables.is_file() {
            let next_step = match folder.join("archive").is_dir() {
                true => "its derived data are gone: run `onrecord rebuild`",
                false => "make one with `onrecord add`",
            };
            return Err(Error::missing(folder, next_step));
        }
        let db = database::open_to_read(&tables).map_err(|error| error.within(folder))?;
        let index_at = folder.join("index");
        let mut store = Self::over(folder, db, index_at.clone());
        store.index = Index::open(&index_at);
        // A crash or a deleted folder left the index behind the tables: heal it, where nobody is
        // writing and we may. Where not, search goes on with what there is.
        if !store.index_is_current()? && Self::open(folder, Access::Write).is_ok() {
            store.index = Index::open(&index_at);
        }
        Ok(store)
    }

    pub(crate) fn open_locked(folder: &Path, lock: Lock) -> Result<Self, Error> {
        let names = (folder.join("center.sqlite"), folder.join("index"));
        Self::open_parts(folder, lock, names).map_err(|error| error.within(folder))
    }

    /// Opens tables and index under other names than usual; for rebuilding.
    pub(crate) fn open_parts(
        folder: &Path,
        lock: Lock,
        (tables, index_at): (PathBuf, PathBuf),
    ) -> Result<Self, Error> {
        let db = database::open_to_write(&tables).map_err(|error| error.within(&tables))?;
        let mut store = Self::over(folder, db, index_at);
        store.lock = Some(lock);
        store.take_up()?;
        store.index = Some(Index::follow(&store.index_at, &store.db)?);
        Ok(store)
    }

    fn over(folder: &Path, db: Connection, index_at: PathBuf) -> Self {
        Self {
            folder: folder.to_owned(),
            archive: Archive::new(folder),
            db,
            index: None,
            index_at,
            pending: None,
            appender: None,
            repairs: Vec::new(),
            lock: None,
        }
    }

    /// What was healed on opening, in words; empty when nothing had to be.
    #[must_use]
    pub fn repairs(&self) -> &[String] {
        &self.repairs
    }

    /// Registers what the archive holds beyond what the tables know, and cuts a torn tail.
    fn take_up(&mut self) -> Result<(), Error> {
        let known = tables::known_files(&self.db)?;
        let files = self.archive.files()?;
        for (file, bytes) in &known {
            let len = files.iter().find(|(name, _)| name == file).map_or(0, |(_, len)| *len);
            if len < *bytes {
                self.repairs.push(format!(
                    "archive/{file} has {len} bytes, {bytes} were recorded: captures are lost, \
                     see `onrecord check`"
                ));
            }
        }
        for (file, len) in &files {
            let from = known.iter().find(|(name, _)| name == file).map_or(0, |(_, bytes)| *bytes);
            if *len > from {
                self.register(file, from, *len)?;
            }
        }
        Ok(())
    }

    fn register(&mut self, file: &str, from: u64, len: u64) -> Result<(), Error> {
        let archive = self.archive.clone();
        let (mut n_captures, mut flaws) = (0, Vec::new());
        let mut batch = Registered::default();
        let (db, mut known_to) = (&mut self.db, from);
        let mut flush = |batch: &mut Registered, to| {
            let Registered { captures, texts } = std::mem::take(batch);
            let files = [(file.to_owned(), to)];
            tables::put_captures(db, &captures, &files)?;
            texts::put(db, &texts, &files)
        };
        let end = archive.scan(file, from..len, |scanned| {
            match scanned {
                Scanned::Record(Holds::Other, ..) => (),
                Scanned::Record(_, place, DigestCheck::Wrong) => {
                    flaws.push(format!("the record at byte {} has a wrong digest", place.offset));
                }
                Scanned::Record(_, place, _) if place.length == 0 => {
                    flaws.push(format!("the record at byte {} shares its member", place.offset));
                }
                Scanned::Record(holds, place, _) => {
                    known_to = place.offset + place.length;
                    match holds {
                        Holds::Capture(capture) => {
                            n_captures += 1;
                            batch.captures.push((capture.id(), without_bytes(&capture), place));
                        }
                        Holds::Text(article) => batch.texts.push((article, place)),
                        Holds::Other => (),
                    }
                }
                Scanned::Damage(offset, what) => flaws.push(format!("byte {offset}: {what}")),
            }
            let n_records = batch.captures.len() + batch.texts.len();
            if n_records >= REGISTER_BATCH { flush(&mut batch, known_to) } else { Ok(()) }
        })?;
        if end < len && number(file).is_some() {
            archive.cut(file, end)?;
            // What follows the last whole record is the write that was torn.
            flaws.retain(|flaw| !flaw.starts_with(&format!("byte {end}: ")));
            self.repairs.push(format!(
                "archive/{file}: the torn end of an unfinished write was cut ({} bytes)",
                len - end
            ));
        }
        flush(&mut batch, end)?;
        if n_captures > 0 && from > 0 {
            self.repairs.push(format!("archive/{file}: {n_captures} records were registered"));
        }
        self.repairs.extend(flaws.into_iter().map(|flaw| format!("archive/{file}: {flaw}")));
        Ok(())
    }

    fn index_is_current(&self) -> Result<bool, Error> {
        let Some(index) = &self.index else { return Ok(false) };
        Ok(index.follows(&self.db)? == Some(database::sequence(&self.db)?))
    }

    pub(crate) fn must_write(&self) -> Result<(), Error> {
        match self.lock {
            Some(_) => Ok(()),
            None => Err(Error::refused("the center was opened for reading")),
        }
    }

    pub(crate) fn named<T>(&self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| error.within(&self.folder))
    }
}

/// Records of the archive on their way into the tables.
#[derive(Default)]
struct Registered {
    captures: Vec<(Id, Capture, Place)>,
    texts: Vec<(Id, Place)>,
}

/// What the tables keep of a capture; the bytes are in the archive.
pub(crate) fn without_bytes(capture: &Capture) -> Capture {
    Capture {
        address: capture.address.clone(),
        name: capture.name.clone(),
        headers: capture.headers.clone(),
        problems: capture.problems.clone(),
        body: Vec::new(),
        http: None,
        ..*capture
    }
}
