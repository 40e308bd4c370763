//! What goes into a center: captures, articles with their findings, copies.

use crate::{
    captures::Appender,
    conversion::record_of_text,
    datings,
    error::Error,
    groups,
    open::{Store, without_bytes},
    record::record_of,
    search::Index,
    tables::{self, Made},
    texts,
};
use onrecord_model::{capture::Capture, copy::Copy, dating::Dating, id::Id};
use rusqlite::Connection;
use std::collections::BTreeSet;

impl Store {
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
        self.appending(|db, appender| {
            let mut rows = Vec::with_capacity(fresh.len());
            for (id, capture) in fresh {
                let place = appender.write(&record_of(capture, id)?)?;
                rows.push((id, without_bytes(capture), place));
            }
            appender.sync()?;
            let (file, bytes) = appender.end();
            tables::put_captures(db, &rows, &[(file.to_owned(), bytes)])?;
            Ok(rows.into_iter().map(|row| row.0).collect())
        })
    }

    /// Keeps the texts of articles in the archive, each once.
    fn keep_texts(&mut self, made: &[Made]) -> Result<(), Error> {
        let mut fresh = Vec::new();
        for article in made.iter().map(|made| &made.article).filter(|it| !it.text.is_empty()) {
            if texts::place(&self.db, article.id)?.is_none()
                && let Some(origin) = texts::origin(&self.db, article.capture)?
            {
                fresh.push((article, origin));
            }
        }
        if fresh.is_empty() {
            return Ok(());
        }
        self.appending(|db, appender| {
            let mut places = Vec::with_capacity(fresh.len());
            for (article, origin) in fresh {
                places.push((article.id, appender.write(&record_of_text(article, origin))?));
            }
            appender.sync()?;
            let (file, bytes) = appender.end();
            texts::put(db, &places, &[(file.to_owned(), bytes)])
        })
    }

    /// Writes records to the end of the archive; on an error it is as it was before.
    fn appending<T>(
        &mut self,
        write: impl FnOnce(&mut Connection, &mut Appender) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut appender = match self.appender.take() {
            Some(appender) => appender,
            None => Appender::open(&self.archive, &tables::known_files(&self.db)?)?,
        };
        appender.turn()?;
        let before = appender.end().1;
        match write(&mut self.db, &mut appender) {
            Ok(written) => {
                self.appender = Some(appender);
                Ok(written)
            }
            Err(error) => {
                appender.back_to(before);
                self.named(Err(error))
            }
        }
    }

    /// Puts articles with their findings, all or none, and their texts in the archive. An article put again takes the place of its
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
        self.keep_texts(made)?;
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

    /// Stores datings as other articles revise them, all or none; without one, an article is dated
    /// by itself again.
    ///
    /// # Errors
    ///
    /// When one of the articles is not stored, or the tables cannot be written.
    pub fn put_datings(&mut self, datings: &[(Id, Option<Dating>)]) -> Result<(), Error> {
        self.must_write()?;
        let done = datings::put(&mut self.db, datings);
        self.named(done)
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
}
