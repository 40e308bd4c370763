//! Derived data made anew from the archive alone; everything checked; a copy while running.

use crate::{
    config::Config,
    error::Result,
    local::{Added, Center, Event},
};
use onrecord_store::Store;
use std::path::Path;

/// What `rebuild` made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rebuilt {
    /// Articles made.
    pub n_articles: u64,
    /// Digest of all records: the same for the same archive and program, at any number of threads.
    pub digest: String,
}

/// What `check` found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checked {
    /// What is wrong, in words; empty when everything is sound.
    pub problems: Vec<String>,
    /// Captures checked.
    pub n_captures: u64,
    /// Articles checked.
    pub n_articles: u64,
    /// Digest of all records.
    pub digest: String,
}

/// Makes articles, findings, copies and search index anew, beside the old ones, which are replaced
/// only when all is complete.
///
/// # Errors
///
/// When the folder holds no center, another process holds it, or it cannot be written; the old data
/// then stand as they were.
pub fn rebuild(folder: &Path, report: &mut dyn FnMut(Event)) -> Result<Rebuilt> {
    let config = Config::read(folder)?;
    let store = Store::begin_rebuild(folder)?;
    report(Event::Measured { n_bytes: store.status()?.n_captures });
    let mut center = Center::with(store, config, folder)?;
    let mut added = Added::default();
    center.catch_up(&mut added, report)?;
    center.finish(&mut added, report)?;
    let store = center.store.finish_rebuild()?;
    Ok(Rebuilt { n_articles: store.status()?.n_articles, digest: store.digest_of_records()? })
}

impl Center {
    /// Checks everything against everything: records against their digests, tables against the
    /// archive, the index against the tables.
    ///
    /// # Errors
    ///
    /// When the center cannot be read at all; what is wrong in it is no error but an answer.
    pub fn check(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Checked> {
        let problems = self.store.check(progress)?;
        let status = self.store.status()?;
        Ok(Checked {
            problems,
            n_captures: status.n_captures,
            n_articles: status.n_articles,
            digest: self.store.digest_of_records()?,
        })
    }

    /// Copies the center to a new folder, consistent while others read and one process writes.
    ///
    /// # Errors
    ///
    /// When the target exists already or cannot be written.
    pub fn backup(&self, target: &Path) -> Result<onrecord_store::Backup> {
        Ok(self.store.backup(target)?)
    }
}
