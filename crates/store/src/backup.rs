//! A consistent copy of a center, also while another program writes to it.

use crate::{error::Error, open::Store, tables};
use rusqlite::{Connection, backup};
use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
};

/// Files beside the archive and the tables that belong to a center.
const BESIDE: [&str; 2] = ["decisions.jsonl", "center.toml"];

/// What was copied.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Backup {
    /// Captures in the copy.
    pub n_captures: u64,
    /// Bytes written.
    pub bytes: u64,
}

impl Store {
    /// Copies the center into `target`, which must be missing or empty: the tables as they are at
    /// one moment, the archive as far as they know it, decisions and settings. The search index is
    /// left out; it is made anew when the copy is first opened.
    ///
    /// # Errors
    ///
    /// When `target` holds something already, or something cannot be read or written.
    pub fn backup(&self, target: &Path) -> Result<Backup, Error> {
        let archive = target.join("archive");
        if fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_some()) {
            let at = target.display();
            return Err(Error::refused(format!("{at} is not empty; name a new folder to copy to")));
        }
        fs::create_dir_all(&archive).map_err(Error::io("create", &archive))?;
        // The tables first: what they know of the archive is on the disk, and never changes.
        let tables_at = target.join("center.sqlite");
        let mut copy = Connection::open(&tables_at).map_err(|e| Error::from(e).within(target))?;
        backup::Backup::new(&self.db, &mut copy)
            .and_then(|backup| backup.step(-1).map(|_| ()))
            .map_err(|error| Error::from(error).within(target))?;
        let files = tables::known_files(&copy)?;
        let n_captures = tables::capture_ids(&copy)?.len() as u64;
        copy.close().map_err(|(_, error)| Error::from(error).within(target))?;
        let mut bytes = fs::metadata(&tables_at).map_or(0, |meta| meta.len());
        for (file, len) in files {
            bytes += copy_file(&self.archive.path(&file), &archive.join(&file), len)?;
        }
        for name in BESIDE {
            let from = self.folder.join(name);
            if from.is_file() {
                bytes += copy_file(&from, &target.join(name), whole_lines(&from)?)?;
            }
        }
        Ok(Backup { n_captures, bytes })
    }
}

fn copy_file(from: &Path, to: &Path, len: u64) -> Result<u64, Error> {
    let source = File::open(from).map_err(Error::io("read", from))?;
    let mut target = File::create_new(to).map_err(Error::io("create", to))?;
    let copied = io::copy(&mut source.take(len), &mut target);
    let copied = copied.and_then(|n| target.flush().and_then(|()| target.sync_all()).map(|()| n));
    copied.map_err(Error::io("write to", to))
}

/// How many bytes of a file are whole lines: another program may be writing the next one.
fn whole_lines(path: &Path) -> Result<u64, Error> {
    let text = fs::read(path).map_err(Error::io("read", path))?;
    let is_list = path.extension().is_some_and(|extension| extension == "jsonl");
    let end = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    Ok(if is_list { end } else { text.len() } as u64)
}
