//! A center's folder, open: its archive, its tables and its search index.

use crate::{
    captures::{Appender, Archive, Place, Scanned, number, record_of},
    database,
    error::Error,
    filter::Filter,
    groups,
    lock::Lock,
    query::{self, Status},
    search::{self, Hit, Index},
    tables::{self, Found, Made},
};
use onrecord_archive::header::DigestCheck;
use onrecord_model::{article::Article, capture::Capture, copy::Copy, findings::Findings, id::Id};
use rusqlite::Connection;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// How many captures are registered in one transaction when the archive is read.
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
    pending: Option<u64>,
    appender: Option<Appender>,
    repairs: Vec<String>,
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
        let (mut n_captures, mut batch, mut flaws) = (0, Vec::new(), Vec::new());
        let (db, mut known_to) = (&mut self.db, from);
        let mut flush = |batch: &mut Vec<(Id, Capture, Place)>, to| {
            let done = tables::put_captures(db, batch, &[(file.to_owned(), to)]);
            batch.clear();
            done
        };
        let end = archive.scan(file, from..len, |scanned| {
            match scanned {
                Scanned::Record(Some(capture), place, digest) => {
                    if digest == DigestCheck::Wrong {
                        flaws.push(format!(
                            "the record at byte {} has a wrong digest",
                            place.offset
                        ));
                    } else if place.length == 0 {
                        flaws
                            .push(format!("the record at byte {} shares its member", place.offset));
                    } else {
                        known_to = place.offset + place.length;
                        n_captures += 1;
                        let id = capture.id();
                        batch.push((id, without_bytes(&capture), place));
                    }
                }
                Scanned::Record(None, ..) => (),
                Scanned::Damage(offset, what) => flaws.push(format!("byte {offset}: {what}")),
            }
            if batch.len() >= REGISTER_BATCH { flush(&mut batch, known_to) } else { Ok(()) }
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

    fn must_write(&self) -> Result<(), Error> {
        match self.lock {
            Some(_) => Ok(()),
            None => Err(Error::refused("the center was opened for reading")),
        }
    }

    fn named<T>(&self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| error.within(&self.folder))
    }

    /// Stores those captures that are not stored yet, one WARC record each. When it returns they are
    /// on the disk. Returns the identifiers of the new ones, in order.
    ///
    /// # Errors
    ///
    /// When the archive or the tables cannot be written; then none of the captures is stored.
    pub fn append(&mut self, captures: &[Capture]) -> Result<Vec<Id>, Error> {
        self.must_write()?;
        let mut seen = BTreeSet::new();
        let mut fresh = Vec::new();
        for capture in captures {
            let id = capture.id();
            if seen.insert(id) && !self.has_capture(id)? {
                fresh.push((id, capture));
            }
        }
        if fresh.is_empty() {
            return Ok(Vec::new());
        }
        let mut appender = match self.appender.take() {
            Some(appender) => appender,
            None => Appender::open(&self.archive, &tables::known_files(&self.db)?)?,
        };
        appender.turn()?;
        let before = appender.end().1;
        match self.append_with(&mut appender, fresh) {
            Ok(ids) => {
                self.appender = Some(appender);
                Ok(ids)
            }
            Err(error) => {
                appender.back_to(before);
                self.named(Err(error))
            }
        }
    }

    fn append_with(
        &mut self,
        appender: &mut Appender,
        fresh: Vec<(Id, &Capture)>,
    ) -> Result<Vec<Id>, Error> {
        let mut rows = Vec::with_capacity(fresh.len());
        for (id, capture) in fresh {
            let place = appender.write(&record_of(capture, id)?)?;
            rows.push((id, without_bytes(capture), place));
        }
        appender.sync()?;
        let (file, bytes) = appender.end();
        tables::put_captures(&mut self.db, &rows, &[(file.to_owned(), bytes)])?;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }

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

    /// Puts articles with their findings, all or none. An article put again takes the place of its
    /// former row; an article of a capture that has another one takes its place in every listing,
    /// and the other stays for citations. Search finds them after [`Store::commit`].
    ///
    /// # Errors
    ///
    /// When an article's capture is not stored, or the tables or the index cannot be written.
    pub fn put(&mut self, made: &[Made]) -> Result<(), Error> {
        self.must_write()?;
        if made.is_empty() {
            return Ok(());
        }
        let done = tables::put(&mut self.db, made);
        let (sequence, puts) = self.named(done)?;
        let indexed = self.index_put(made, &puts);
        if indexed.is_err() {
            // Made anew from the tables at the next commit.
            self.index = None;
        }
        self.pending = Some(sequence);
        self.named(indexed)
    }

    fn index_put(&mut self, made: &[Made], puts: &[tables::Put]) -> Result<(), Error> {
        let Some(index) = &mut self.index else { return Ok(()) };
        for (one, put) in made.iter().zip(puts) {
            if !put.is_new {
                index.remove(put.key)?;
            }
            put.superseded.iter().try_for_each(|&key| index.remove(key))?;
            index.add(put.key, &one.article)?;
        }
        Ok(())
    }

    /// Lets search find what was put.
    ///
    /// # Errors
    ///
    /// When the index cannot be written. It heals when the center is next opened.
    pub fn commit(&mut self) -> Result<(), Error> {
        self.must_write()?;
        let done = match (&mut self.index, self.pending) {
            (Some(_), None) => Ok(()),
            (Some(index), Some(sequence)) => index.commit(&self.db, sequence),
            (None, _) => Index::follow(&self.index_at, &self.db).map(|index| {
                self.index = Some(index);
            }),
        };
        if done.is_ok() {
            self.pending = None;
        } else {
            self.index = None;
        }
        self.named(done)
    }

    /// An article, of whatever version.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn article(&self, id: Id) -> Result<Option<Article>, Error> {
        self.named(tables::article(&self.db, id))
    }

    /// What was found in an article.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn findings(&self, article: Id) -> Result<Option<Findings>, Error> {
        self.named(tables::findings(&self.db, article))
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
    /// article finds the earlier.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn candidates(&self, keys: &[u64], except: Id) -> Result<Vec<Id>, Error> {
        self.named(groups::candidates(&self.db, keys, except))
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

    /// Stores copies; one of the same two articles is replaced.
    ///
    /// # Errors
    ///
    /// When one of the articles is not stored, or the tables cannot be written.
    pub fn put_copies(&mut self, copies: &[Copy]) -> Result<(), Error> {
        self.put_compared(copies, &[])
    }

    /// Notes that these articles were compared with those before them.
    ///
    /// # Errors
    ///
    /// When the tables cannot be written.
    pub fn mark_compared(&mut self, ids: &[Id]) -> Result<(), Error> {
        self.put_compared(&[], ids)
    }

    /// Stores the copies that were found when these articles were compared, and notes that they
    /// were: both or neither.
    ///
    /// # Errors
    ///
    /// As [`Store::put_copies`].
    pub fn put_compared(&mut self, copies: &[Copy], compared: &[Id]) -> Result<(), Error> {
        self.must_write()?;
        let done = groups::put_compared(&mut self.db, copies, compared);
        self.named(done)
    }

    /// Copies between two of these articles, ordered by their identifiers.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn copies_among(&self, ids: &[Id]) -> Result<Vec<Copy>, Error> {
        self.named(groups::copies_among(&self.db, ids))
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
        let mut found = self.named(query::find(&self.db, filter))?;
        if !filter.words.is_empty() {
            let matching = self.named(self.index()?.matching(&filter.words))?;
            found.retain(|(key, _)| matching.contains(key));
        }
        Ok(found.into_iter().map(|(_, id)| id).collect())
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

/// What the tables keep of a capture; the bytes are in the archive.
fn without_bytes(capture: &Capture) -> Capture {
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
