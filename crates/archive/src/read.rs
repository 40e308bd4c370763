//! Records from a plain or compressed stream, digests checked, resynchronized after damage.

use crate::{
    error::Error,
    gunzip::{self, Gunzip, Member},
    input::{Fault, Input, Source},
    limit::{MAX_RECORD_BYTES, MAX_RETRIES, READ_BYTES},
    record::{Found, n_blank, read_member, read_plain},
};
use memchr::memmem;
use std::io::{self, Read, Seek, SeekFrom};

pub use crate::record::{Digests, Record};

/// What stands next in a WARC file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Item {
    /// A whole record.
    Record(Record),
    /// A place where a record could not be read. Reading goes on at the next one.
    Damage(Damage),
}

/// A place where a record could not be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Damage {
    /// Where the broken record starts, in bytes from the start of the file.
    pub offset: u64,
    /// What is wrong, in words.
    pub what: String,
    /// The kind of damage, for deciding.
    pub kind: DamageKind,
}

/// Kinds of damage.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DamageKind {
    /// The bytes are not what they should be.
    Broken,
    /// The file ends in the middle of a record.
    Truncated,
    /// The record is larger than [`MAX_RECORD_BYTES`] and was skipped.
    TooLarge,
    /// The file cannot be read any further, for a reason outside it.
    Unreadable,
}

/// The records of a WARC stream in order: an iterator that ends with the stream.
///
/// Reads WARC 1.0 and 1.1, plain or with one gzip member per record (or one for all), and detects
/// which. After damage it goes on at the next gzip member that holds a record, or at the next line
/// that starts one. It holds one record at a time, whose size is limited.
///
/// ```
/// use onrecord_archive::read::{Item, Reader};
/// let warc = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n";
/// let Some(Item::Record(record)) = Reader::new(&warc[..]).next() else { panic!() };
/// assert_eq!((record.header.record_type(), &record.block[..]), ("resource", &b"hi"[..]));
/// ```
pub struct Reader<R: Read> {
    input: Input<R>,
    gunzip: Gunzip,
    digests: Digests,
    form: Option<Form>,
    next: Next,
    /// Bytes that were read more than once since damage made us look at them again.
    n_retried: u64,
    start: u64,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Form {
    Plain,
    Gzip,
}

/// Where the next record is.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Next {
    /// Where the window of the input starts.
    Here,
    /// In the gzip member, starting at this offset, that also held the one before.
    InMember(u64),
    /// Not known: damage came before.
    Lost,
    /// Nowhere.
    Nowhere,
}

impl<R: Read> Reader<R> {
    /// A reader of a stream that starts at the start of its file.
    pub fn new(inner: R) -> Self {
        Self::at(inner, 0)
    }

    /// A reader of a stream whose first byte stands at `offset` of its file.
    pub fn at(inner: R, offset: u64) -> Self {
        Self {
            input: Input::new(inner, offset),
            gunzip: Gunzip::new(),
            digests: Digests::Check,
            form: None,
            next: Next::Here,
            n_retried: 0,
            start: offset,
        }
    }

    /// The same reader, comparing records with their digests or not.
    #[must_use]
    pub fn with_digests(self, digests: Digests) -> Self {
        Self { digests, ..self }
    }

    /// How far the file has been read, in bytes from its start: up to the end of the last item.
    pub fn position(&self) -> u64 {
        self.input.offset()
    }

    /// The next record, or where the fault is.
    fn step(&mut self) -> Result<Option<Record>, (u64, Fault)> {
        loop {
            let start = match self.next {
                Next::InMember(offset) => Some(offset),
                _ => self.find_start().map_err(|fault| (self.input.offset(), fault))?,
            };
            let Some(offset) = start else { return Ok(None) };
            match self.read_here(offset).map_err(|fault| (offset, fault))? {
                Found::Last(record) => return Ok(Some(record)),
                Found::More(record) => {
                    self.next = Next::InMember(offset);
                    return Ok(Some(record));
                }
                Found::Nothing => (), // some tools end a file with an empty member
            }
        }
    }

    /// Moves to where the next record or member should start, and says where that is.
    fn find_start(&mut self) -> Result<Option<u64>, Fault> {
        if self.next == Next::Lost && !self.seek()? {
            return Ok(None);
        }
        self.next = Next::Here;
        Ok(self.skip_blank_lines()?.then(|| self.input.offset()))
    }

    /// Reads the record or member at `offset`, where the window starts.
    fn read_here(&mut self, offset: u64) -> Result<Found, Fault> {
        let form = self.form.unwrap_or_else(|| {
            let is_gzip = self.input.window().first() == gunzip::MAGIC.first();
            if is_gzip { Form::Gzip } else { Form::Plain }
        });
        let found = match (form, self.next) {
            (Form::Plain, _) => Found::Last(read_plain(&mut self.input, self.digests)?),
            (Form::Gzip, Next::InMember(_)) => {
                let member = Member::resume(&mut self.input, &mut self.gunzip);
                read_member(member, offset, self.digests)?
            }
            (Form::Gzip, _) => {
                let member = Member::start(&mut self.input, &mut self.gunzip);
                read_member(member, offset, self.digests)?
            }
        };
        self.form = Some(form);
        self.next = Next::Here;
        Ok(found)
    }

    /// Turns a fault into damage, and sees to it that reading goes on behind it.
    fn damage(&mut self, offset: u64, fault: Fault) -> Damage {
        let is_member = self.gunzip.is_open();
        let (kind, what) = match fault {
            Fault::Io(error) => {
                self.next = Next::Nowhere;
                return Damage { offset, what: error.to_string(), kind: DamageKind::Unreadable };
            }
            Fault::Broken(what) => (DamageKind::Broken, what),
            Fault::Truncated(what) => (DamageKind::Truncated, what),
            Fault::TooLarge(n_bytes) => {
                self.skip_record(n_bytes);
                let what = format!(
                    "record of {n_bytes} bytes is over the limit of {MAX_RECORD_BYTES} bytes"
                );
                return Damage { offset, what, kind: DamageKind::TooLarge };
            }
        };
        self.next = Next::Lost;
        if !is_member || self.gunzip.is_kept() {
            self.step_back(is_member);
        }
        self.gunzip.close();
        Damage { offset, what, kind }
    }

    /// After damage: look again at all but the first byte of what the broken record spoiled, unless
    /// so much was looked at again already that the file must have been made to cost time.
    fn step_back(&mut self, is_member: bool) {
        let window = self.input.window().len();
        let tried = if is_member { self.gunzip.used() } else { window };
        self.n_retried += tried as u64;
        let read = self.input.offset() - self.start + window as u64;
        let is_dear = self.n_retried > MAX_RETRIES * (read + READ_BYTES as u64);
        let n = if is_dear { tried } else { 1 };
        self.input.consume(n.min(window));
    }

    /// Skips a record that is over the limit, of `n_bytes` with its header.
    fn skip_record(&mut self, n_bytes: u64) {
        let skipped = if self.gunzip.is_open() {
            let mut member = Member::resume(&mut self.input, &mut self.gunzip);
            member.let_go();
            let skipped = member.skip(u64::MAX);
            member.let_go();
            skipped
        } else {
            self.input.skip(n_bytes)
        };
        self.gunzip.close();
        self.next = match skipped {
            Ok(_) => Next::Here,
            Err(Fault::Io(_)) => Next::Nowhere,
            Err(_) => Next::Lost,
        };
    }

    /// Skips blank lines between records; `false` at the end of the file.
    fn skip_blank_lines(&mut self) -> Result<bool, Fault> {
        loop {
            let n_blank = n_blank(self.input.window());
            self.input.consume(n_blank);
            if !self.input.window().is_empty() {
                return Ok(true);
            }
            if !self.input.fill()? {
                return Ok(false);
            }
        }
    }

    /// Moves the window to the next place where a record starts; `false` when there is none.
    fn seek(&mut self) -> Result<bool, Fault> {
        const PROBE_BYTES: usize = 1024;
        const KEPT_BYTES: usize = 8;
        loop {
            let window = self.input.window();
            let (gzip, plain) = match self.form {
                Some(Form::Gzip) => (find_member(window), None),
                Some(Form::Plain) => (None, find_line(window)),
                None => (find_member(window), find_line(window)),
            };
            let Some(at) = gzip.into_iter().chain(plain).min() else {
                let kept = window.len().min(KEPT_BYTES);
                let n = window.len() - kept;
                self.input.consume(n);
                if !self.input.fill()? {
                    return Ok(false);
                }
                continue;
            };
            self.input.consume(at);
            self.input.ensure(PROBE_BYTES)?;
            if plain == Some(at) || gunzip::starts_with(self.input.window(), b"WARC/") {
                return Ok(true);
            }
            self.input.consume(1);
        }
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.next == Next::Nowhere {
            return None;
        }
        match self.step() {
            Ok(Some(record)) => Some(Item::Record(record)),
            Ok(None) => {
                self.next = Next::Nowhere;
                None
            }
            Err((offset, fault)) => Some(Item::Damage(self.damage(offset, fault))),
        }
    }
}

/// Reads the one record that takes `length` bytes at `offset` of `file`.
///
/// # Errors
///
/// When the file cannot be read, or no whole record stands there ([`Error::is_damaged`]). A record
/// with a wrong digest is returned: its `digest` says so.
pub fn read_at(file: &mut (impl Read + Seek), offset: u64, length: u64) -> Result<Record, Error> {
    file.seek(SeekFrom::Start(offset))?;
    match Reader::at(file.take(length), offset).next() {
        Some(Item::Record(record)) => Ok(record),
        Some(Item::Damage(damage)) if damage.kind == DamageKind::Unreadable => {
            Err(io::Error::other(damage.what).into())
        }
        Some(Item::Damage(damage)) => {
            Err(Error::damaged(format!("no record at byte {offset}: {}", damage.what)))
        }
        None => Err(Error::damaged(format!("no record at byte {offset}: the file ends there"))),
    }
}

/// Where the last whole record of `file` ends, reading from `from` on, in bytes from the start of
/// the file: what stands behind it is the torn tail of a write that did not finish. It is `from`
/// when no whole record follows.
///
/// # Errors
///
/// When the file cannot be read. Nothing may be cut then.
pub fn whole_end(file: &mut (impl Read + Seek), from: u64) -> io::Result<u64> {
    file.seek(SeekFrom::Start(from))?;
    let mut end = from;
    let mut reader = Reader::at(file, from).with_digests(Digests::Skip);
    while let Some(item) = reader.next() {
        match item {
            // Within a member that holds more there is no place to cut.
            Item::Record(_) if matches!(reader.next, Next::InMember(_)) => (),
            Item::Record(_) => end = reader.position(),
            Item::Damage(damage) if damage.kind == DamageKind::Unreadable => {
                return Err(io::Error::other(damage.what));
            }
            Item::Damage(damage) if damage.kind == DamageKind::TooLarge => end = reader.position(),
            Item::Damage(_) => (),
        }
    }
    Ok(end)
}

fn find_member(window: &[u8]) -> Option<usize> {
    memmem::find(window, &gunzip::MAGIC)
}

/// The first line of the window that starts a record; its first line does not count.
fn find_line(window: &[u8]) -> Option<usize> {
    memmem::find(window, b"\nWARC/1.").map(|at| at + 1)
}
