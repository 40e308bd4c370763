//! Captured bytes: the WARC files of `archive/`, written once, never changed.

use crate::{conversion::article_of, error::Error};
use jiff::Timestamp;
use onrecord_archive::{
    header::{CAPTURE_FIELD, DigestCheck},
    http::Message,
    limit::MAX_RECORD_BYTES,
    read::{self, DamageKind, Item, Reader, Record},
    write::{Kind, NewRecord, write},
};
use onrecord_model::{
    address,
    capture::{Capture, Obtained},
    id::Id,
    problem::Problem,
    wire::{json, shape::Wire},
};
use serde_json::Value;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    ops::Range,
    path::{Path, PathBuf},
};

/// A file of the archive takes no further record once it is this large, in bytes: one file can be
/// copied, checked and lost apart from the others, as the WARC guidelines recommend.
pub const MAX_FILE_BYTES: u64 = 1 << 30;

/// The most of `CAPTURE_FIELD` that is written, in bytes; it must stay below a reader's limit on headers.
const MAX_OWN_BYTES: usize = 32 << 10;

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

/// What a record holds.
#[derive(Debug)]
pub(crate) enum Holds {
    /// A capture.
    Capture(Box<Capture>),
    /// The text of this article, as the archive says.
    Text(Id),
    /// Neither, such as `warcinfo`.
    Other,
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

fn warcinfo() -> NewRecord {
    let version = env!("CARGO_PKG_VERSION");
    let fields = format!("software: onrecord/{version}\r\nformat: WARC File Format 1.1\r\n");
    NewRecord {
        kind: Kind::Warcinfo,
        target_uri: None,
        // The same for every file: when a file was begun says nothing about its captures.
        date: Timestamp::UNIX_EPOCH,
        content_type: "application/warc-fields".to_owned(),
        block: fields.into_bytes(),
        payload_offset: 0,
        extra: Vec::new(),
    }
}

/// The record that keeps a capture.
///
/// A capture from the web is kept as the HTTP message that came, unless its body cannot be had back
/// from it (an encoding we lack, a body cut at a limit); then, like a file, as the bytes themselves.
pub(crate) fn record_of(capture: &Capture, id: Id) -> Result<NewRecord, Error> {
    let n_bytes = capture.http.as_ref().map_or(0, Vec::len).max(capture.body.len()) as u64;
    if n_bytes > MAX_RECORD_BYTES {
        return Err(Error::refused(format!(
            "capture `{}` has {n_bytes} bytes; at most {MAX_RECORD_BYTES} can be kept",
            capture.name
        )));
    }
    let message = capture.http.as_deref().and_then(Message::parse);
    let payload_offset = message
        .filter(|message| message.body(MAX_RECORD_BYTES as usize).bytes == capture.body)
        .map(|message| message.payload_offset);
    let is_uri = |address: &&str| address.bytes().all(|byte| byte.is_ascii_graphic());
    let uri = capture.address.as_deref().filter(is_uri).map(str::to_owned);
    let own = own_field(capture, uri.is_none(), payload_offset.is_none());
    let kind = if payload_offset.is_some() { Kind::Response } else { Kind::Resource };
    let content_type = match kind {
        Kind::Response => "application/http; msgtype=response".to_owned(),
        _ => capture.media_type().unwrap_or_else(|| "application/octet-stream".to_owned()),
    };
    let content_type = content_type.replace(|c: char| c.is_control(), " ");
    Ok(NewRecord {
        kind,
        target_uri: Some(uri.unwrap_or_else(|| format!("urn:onrecord:capture:{id}"))),
        date: capture.captured_at,
        content_type,
        payload_offset: payload_offset.unwrap_or(0),
        block: match (kind, &capture.http) {
            (Kind::Response, Some(message)) => message.clone(),
            _ => capture.body.clone(),
        },
        extra: vec![(CAPTURE_FIELD.to_owned(), own)],
    })
}

fn own_field(capture: &Capture, with_address: bool, with_http: bool) -> String {
    let mut own = String::from("{\"name\":");
    json::string(&mut own, &capture.name);
    let obtained = match capture.obtained {
        Obtained::Fetched => "fetched",
        Obtained::Archive => "archive",
        Obtained::File => "file",
    };
    own.push_str(&format!(",\"obtained\":\"{obtained}\""));
    let add = |own: &mut String, key: &str, value: &dyn Fn(&mut String)| {
        let before = own.len();
        own.push_str(&format!(",\"{key}\":"));
        value(own);
        if own.len() > MAX_OWN_BYTES {
            own.truncate(before);
        }
    };
    if let (true, Some(address)) = (with_address, &capture.address) {
        add(&mut own, "address", &|out| json::string(out, address));
    }
    if let (true, Some(status)) = (with_http, capture.status) {
        add(&mut own, "status", &|out| out.push_str(&status.to_string()));
    }
    if with_http && !capture.headers.is_empty() {
        add(&mut own, "headers", &|out| capture.headers.write(out));
    }
    if !capture.problems.is_empty() {
        add(&mut own, "problems", &|out| capture.problems.write(out));
    }
    own.push('}');
    own
}

/// What a record of the archive holds.
fn holds(record: Record) -> Holds {
    match article_of(&record.header) {
        Some(article) => Holds::Text(article),
        None => recall(record).map_or(Holds::Other, |capture| Holds::Capture(Box::new(capture))),
    }
}

/// The capture that a record keeps; `None` for a record that keeps none. Records of other programs
/// are read as well.
fn recall(record: Record) -> Option<Capture> {
    let kind = record.header.record_type();
    if !matches!(kind, "response" | "resource" | "conversion") {
        return None;
    }
    let message = record.http();
    if kind == "response" && message.is_none() {
        return None; // a DNS answer, or another protocol
    }
    let own =
        record.header.get(CAPTURE_FIELD).and_then(|own| serde_json::from_str::<Value>(own).ok());
    let is_own = own.is_some();
    let own = own.unwrap_or_default();
    let text = |key: &str| own.get(key).and_then(Value::as_str).map(str::to_owned);
    let uri = record.header.target_uri().unwrap_or_default().to_owned();
    let is_web = address::canonical(&uri).is_some();
    let media_type = record.header.content_type().map(str::to_owned);
    let headers = match &message {
        Some(message) => message.headers.clone(),
        None if is_own => list(&own, "headers"),
        None => media_type.into_iter().map(|value| ("Content-Type".to_owned(), value)).collect(),
    };
    let (status, body, http) = match message {
        Some(message) => {
            let body = message.body(MAX_RECORD_BYTES as usize).bytes;
            (Some(message.status), body, Some(record.block))
        }
        None => {
            let status = own.get("status").and_then(Value::as_u64);
            (status.and_then(|status| status.try_into().ok()), record.block, None)
        }
    };
    Some(Capture {
        address: text("address")
            .or_else(|| (is_web || is_own_uri(is_own, &uri)).then(|| uri.clone())),
        name: text("name").unwrap_or(uri),
        captured_at: record.header.date().unwrap_or(Timestamp::UNIX_EPOCH),
        obtained: match text("obtained").as_deref() {
            Some("fetched") => Obtained::Fetched,
            Some("file") => Obtained::File,
            _ => Obtained::Archive,
        },
        status,
        headers,
        body,
        http,
        problems: list::<Problem>(&own, "problems"),
    })
}

/// Whether a target that is no web address is still the address a capture came with.
fn is_own_uri(is_own: bool, uri: &str) -> bool {
    is_own && !uri.starts_with("urn:onrecord:capture:")
}

fn list<T: Wire>(own: &Value, key: &str) -> Vec<T> {
    own.get(key).and_then(|value| Vec::read(value).ok()).unwrap_or_default()
}
