//! Captured bytes: the WARC files of `archive/`, written once, never changed.

use crate::{
    error::Error,
    record::{Holds, holds, warcinfo},
};
use onrecord_archive::{
    header::DigestCheck,
    read::{self, DamageKind, Item, Reader, Record},
    write::{NewRecord, write},
};
use onrecord_model::{capture::Capture, id::Id};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    ops::Range,
    path::{Path, PathBuf},
};

/// A file of the archive takes no further record once it is this large, in bytes: one file can be
/// copied, checked and lost apart from the others, as the WARC guidelines recommend.
pub const MAX_FILE_BYTES: u64 = 1 << 30;

/// Where a record stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Place {
    /// The file, by its name in `archive/`.
    pub(crate) file: String,
    /// Where the record starts, in bytes.
    pub(crate) offset: u64,
    /// How many bytes it takes.
    pub(crate) length: u64,
    /// Its `WARC-Record-ID`; empty where a foreign record has none.
    pub(crate) record_id: String,
}

/// The folder of WARC files.
#[derive(Clone, Debug)]
pub(crate) struct Archive {
    folder: PathBuf,
}

/// What a scan of a file found.
#[derive(Debug)]
pub(crate) enum Scanned {
    /// What a record holds and where it stands.
    Record(Holds, Place, DigestCheck),
    /// A place that cannot be read.
    Damage(u64, String),
}

impl Archive {
    pub(crate) fn new(center: &Path) -> Self {
        Self { folder: center.join("archive") }
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// The WARC files with their sizes in bytes, by name, which is the order they were written in.
    pub(crate) fn files(&self) -> Result<Vec<(String, u64)>, Error> {
        let mut files = Vec::new();
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(files),
            Err(error) => return Err(Error::io("list", &self.folder)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(Error::io("list", &self.folder))?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            if name.ends_with(".warc.gz") || name.ends_with(".warc") {
                let meta = fs::metadata(entry.path()).map_err(Error::io("read", &entry.path()))?;
                files.push((name, meta.len()));
            }
        }
        files.sort();
        Ok(files)
    }

    /// Reads every record of `file` in these bytes. Gives where the last whole one ends.
    pub(crate) fn scan(
        &self,
        file: &str,
        bytes: Range<u64>,
        mut each: impl FnMut(Scanned) -> Result<(), Error>,
    ) -> Result<u64, Error> {
        let path = self.path(file);
        let mut open = File::open(&path).map_err(Error::io("read", &path))?;
        open.seek(SeekFrom::Start(bytes.start)).map_err(Error::io("read", &path))?;
        let mut end = bytes.start;
        let mut reader = Reader::at(open.take(bytes.end - bytes.start), bytes.start);
        while let Some(item) = reader.next() {
            match item {
                Item::Record(record) => {
                    end = reader.position();
                    let place = Place {
                        file: file.to_owned(),
                        offset: record.offset,
                        length: record.length,
                        record_id: record.header.record_id().unwrap_or_default().to_owned(),
                    };
                    let digest = record.digest;
                    each(Scanned::Record(holds(record), place, digest))?;
                }
                Item::Damage(damage) if damage.kind == DamageKind::Unreadable => {
                    return Err(Error::io("read", &path)(io::Error::other(damage.what)));
                }
                Item::Damage(damage) => {
                    if damage.kind == DamageKind::TooLarge {
                        end = reader.position();
                    }
                    each(Scanned::Damage(damage.offset, damage.what))?;
                }
            }
        }
        Ok(end)
    }

    /// Reads one capture back and checks that it is the one that was stored.
    pub(crate) fn read(&self, id: Id, place: &Place) -> Result<Capture, Error> {
        let lost = |why: String| {
            let what = format!("capture {id} cannot be read back: {why}");
            Error::damaged(what).within(&self.path(&place.file))
        };
        let record = self.record(place)?.map_err(&lost)?;
        let Holds::Capture(capture) = holds(record) else {
            return Err(lost("its record holds no page".to_owned()));
        };
        if capture.id() != id {
            return Err(lost(format!("byte {} holds capture {}", place.offset, capture.id())));
        }
        Ok(*capture)
    }

    /// The record at a place, or why there is no sound one.
    pub(crate) fn record(&self, place: &Place) -> Result<Result<Record, String>, Error> {
        let path = self.path(&place.file);
        let mut file = File::open(&path).map_err(Error::io("read", &path))?;
        Ok(match read::read_at(&mut file, place.offset, place.length) {
            Err(error) => Err(error.to_string()),
            Ok(record) if record.digest == DigestCheck::Wrong => {
                Err(format!("the record at byte {} has a wrong digest", place.offset))
            }
            Ok(record) => Ok(record),
        })
    }

    /// Cuts `file` after `len` bytes.
    pub(crate) fn cut(&self, file: &str, len: u64) -> Result<(), Error> {
        let path = self.path(file);
        let open = OpenOptions::new().write(true).open(&path).map_err(Error::io("cut", &path))?;
        open.set_len(len).and_then(|()| open.sync_all()).map_err(Error::io("cut", &path))
    }
}

/// The file that records are appended to.
#[derive(Debug)]
pub(crate) struct Appender {
    archive: Archive,
    file: File,
    name: String,
    len: u64,
}

impl Appender {
    /// The last file of the archive, or the first of a new one. A file that lost bytes is left as it
    /// is, for `check` to name: what follows goes into a new one.
    pub(crate) fn open(archive: &Archive, known: &[(String, u64)]) -> Result<Self, Error> {
        fs::create_dir_all(&archive.folder).map_err(Error::io("create", &archive.folder))?;
        let own = archive.files()?.into_iter().rfind(|(name, _)| number(name).is_some());
        let Some((name, len)) = own else { return Self::create(archive, 1) };
        let is_whole = known.iter().all(|(file, bytes)| *file != name || *bytes <= len);
        let number = number(&name).unwrap_or(0);
        if !is_whole || len >= MAX_FILE_BYTES {
            return Self::create(archive, number + 1);
        }
        let path = archive.path(&name);
        let file =
            OpenOptions::new().append(true).open(&path).map_err(Error::io("write to", &path))?;
        let mut appender = Self { archive: archive.clone(), file, name, len };
        if len == 0 {
            appender.write(&warcinfo())?;
        }
        Ok(appender)
    }

    fn create(archive: &Archive, number: u32) -> Result<Self, Error> {
        let name = format!("{number:06}.warc.gz");
        let path = archive.path(&name);
        let file = OpenOptions::new().append(true).create_new(true).open(&path);
        let file = file.map_err(Error::io("create", &path))?;
        // The entry in the folder must survive a power cut as well.
        let folder = File::open(&archive.folder).and_then(|folder| folder.sync_all());
        folder.map_err(Error::io("write to", &archive.folder))?;
        let mut appender = Self { archive: archive.clone(), file, name, len: 0 };
        appender.write(&warcinfo())?;
        Ok(appender)
    }

    /// Starts the next file when this one is full.
    pub(crate) fn turn(&mut self) -> Result<(), Error> {
        if self.len >= MAX_FILE_BYTES {
            *self = Self::create(&self.archive, number(&self.name).unwrap_or(0) + 1)?;
        }
        Ok(())
    }

    /// The name of the file and how long it is.
    pub(crate) fn end(&self) -> (&str, u64) {
        (&self.name, self.len)
    }

    /// Appends a record, whole or not at all.
    pub(crate) fn write(&mut self, record: &NewRecord) -> Result<Place, Error> {
        let path = self.archive.path(&self.name);
        let mut bytes = Vec::new();
        let written = write(&mut bytes, record).map_err(Error::io("write to", &path))?;
        let offset = self.len;
        if let Err(error) = self.file.write_all(&bytes) {
            self.back_to(offset);
            return Err(Error::io("write to", &path)(error));
        }
        self.len += written.n_bytes;
        let (length, record_id) = (written.n_bytes, written.record_id);
        Ok(Place { file: self.name.clone(), offset, length, record_id })
    }

    /// Makes sure that everything written survives a power cut.
    pub(crate) fn sync(&self) -> Result<(), Error> {
        self.file.sync_data().map_err(Error::io("write to", &self.archive.path(&self.name)))
    }

    /// Takes back what was written after `len`. Where that fails too, the torn tail is cut when the
    /// center is next opened.
    pub(crate) fn back_to(&mut self, len: u64) {
        if self.file.set_len(len).is_ok() {
            self.len = len;
        }
    }
}

/// The number of a file that this program made: `000001.warc.gz` is 1.
pub(crate) fn number(name: &str) -> Option<u32> {
    let digits = name.strip_suffix(".warc.gz")?;
    (digits.len() == 6).then(|| digits.parse().ok())?
}
