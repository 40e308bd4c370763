//! One writer at a time: the lock on a center's folder, and who holds it.

use crate::error::Error;
use jiff::Timestamp;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Seek, Write},
    path::Path,
};

/// The file that is locked. It holds who has the lock; it is left behind, and says nothing, once
/// that program has ended, however it ended.
const FILE: &str = "center.lock";

/// The lock on a folder; given back when dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or says who holds it.
    pub(crate) fn take(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let open =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(Error::io("write to", &path))?;
        match file.try_lock() {
            Ok(()) => (),
            Err(TryLockError::WouldBlock) => {
                let holder = fs::read_to_string(&path).unwrap_or_default();
                let holder = holder.lines().next().unwrap_or("another program").to_owned();
                return Err(Error::held(folder, holder));
            }
            Err(TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
        }
        let since = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
        let holder = format!("process {} since {since}\n", std::process::id());
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(holder.as_bytes()))
            .map_err(Error::io("write to", &path))?;
        Ok(Self { _file: file })
    }

    /// Whether somebody holds the lock.
    pub(crate) fn is_held(folder: &Path) -> bool {
        File::open(folder.join(FILE))
            .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}
