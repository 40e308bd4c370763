//! Everything derived made again beside the old, and then put in its place.

use crate::{database, error::Error, lock::Lock, open::Store};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

impl Store {
    /// A store over the archive of `folder` whose derived data are empty and stand beside the old
    /// ones: fill it like any other, then call [`Store::finish_rebuild`]. Until then readers see the
    /// old data, and a rebuild that is given up changes nothing.
    ///
    /// # Errors
    ///
    /// When there is no archive, another program writes to the center, or the folder cannot be
    /// written.
    pub fn begin_rebuild(folder: &Path) -> Result<Self, Error> {
        if !folder.join("archive").is_dir() {
            return Err(Error::missing(folder, "make one with `onrecord add`"));
        }
        let lock = Lock::take(folder)?;
        let (tables, index) = fresh(folder);
        for leftover in [&tables, &beside(&tables, "-wal"), &beside(&tables, "-shm")] {
            remove(leftover)?;
        }
        remove(&index)?;
        Self::open_parts(folder, lock, (tables, index)).map_err(|error| error.within(folder))
    }

    /// Puts the derived data made since [`Store::begin_rebuild`] in the place of the old ones and
    /// opens the center with them.
    ///
    /// # Errors
    ///
    /// When another program keeps the old tables from being put away, or the folder cannot be
    /// written.
    pub fn finish_rebuild(mut self) -> Result<Self, Error> {
        self.commit()?;
        let Self { folder, db, index, index_at, lock, .. } = self;
        let (tables, fresh_index) = fresh(&folder);
        let Some(lock) = lock.filter(|_| index_at == fresh_index) else {
            return Err(Error::refused("the center is not being rebuilt"));
        };
        index.map_or(Ok(()), |index| index.close())?;
        db.close().map_err(|(_, error)| Error::from(error).within(&folder))?;
        let (old_tables, old_index) = (folder.join("center.sqlite"), folder.join("index"));
        put_away(&folder, &old_tables)?;
        fs::rename(&tables, &old_tables).map_err(Error::io("replace", &old_tables))?;
        // A crash between the two leaves an index that follows the old tables; opening heals it.
        remove(&old_index)?;
        fs::rename(&fresh_index, &old_index).map_err(Error::io("replace", &old_index))?;
        let synced = File::open(&folder).and_then(|folder| folder.sync_all());
        synced.map_err(Error::io("write to", &folder))?;
        Self::open_locked(&folder, lock)
    }
}

/// Where derived data are made before they take the place of the old.
fn fresh(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("center.sqlite.new"), folder.join("index.new"))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn remove(path: &Path) -> Result<(), Error> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::io("remove", path)(error))
        }
        _ => Ok(()),
    }
}

/// Takes the log of the old tables away, which must not be read as the log of the new ones. Whoever
/// reads the old tables keeps reading them.
fn put_away(folder: &Path, tables: &Path) -> Result<(), Error> {
    if tables.exists() && beside(tables, "-wal").exists() {
        // Tables that are damaged or of another version have nothing worth writing back.
        if let Ok(old) = database::open_to_write(tables) {
            let is_busy: bool =
                old.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            if is_busy {
                return Err(Error::held(folder, "a program that reads the old data".to_owned()));
            }
        }
    }
    remove(&beside(tables, "-wal"))?;
    remove(&beside(tables, "-shm"))
}
