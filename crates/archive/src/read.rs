//! Records from a plain or compressed stream, digests checked, resynchronized after damage.

use crate::{
    error::Error,
    gunzip::{self, Gunzip, Member},
    header::{DigestCheck, Header},
    http::Message,
    input::{Fault, Input, Source},
    limit::{MAX_HEADER_BYTES, MAX_RECORD_BYTES, MAX_RETRIES, READ_BYTES},
};
use memchr::memmem;
use std::io::{self, Read, Seek, SeekFrom};

/// What stands next in a WARC file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Item {
    /// A whole record.
    Record(Record),
    /// A place where a record could not be read. Reading goes on at the next one.
    Damage(Damage),
}

/// A record: its header, its block, and where it stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Record {
    /// The named fields.
    pub header: Header,
    /// The block: for a response the HTTP message, else the payload itself.
    pub block: Vec<u8>,
    /// Where the record (or its gzip member) starts, in bytes from the start of the file.
    pub offset: u64,
    /// How many bytes it takes in the file, as stored; 0 for a record that shares its gzip member
    /// with others and so cannot be read by its offset.
    pub length: u64,
    /// Whether the block is what the record's digest says.
    pub digest: DigestCheck,
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

/// Whether a reader compares records with their digests.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Digests {
    /// Every record is compared, at the cost of hashing its block.
    Check,
    /// No record is compared; see [`DigestCheck::Unknown`].
    Skip,
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

/// A record in a source's window: the lengths of its three parts.
struct Parts {
    header: Header,
    head_len: usize,
    block_len: usize,
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
        if let Next::InMember(offset) = self.next {
            let member = Member::resume(&mut self.input, &mut self.gunzip);
            let found = read_member(member, offset, self.digests);
            return self.after_member(offset, found);
        }
        let here = |reader: &Self, fault| (reader.input.offset(), fault);
        if self.next == Next::Lost && !self.seek().map_err(|fault| here(self, fault))? {
            return Ok(None);
        }
        self.next = Next::Here;
        if !self.skip_blank_lines().map_err(|fault| here(self, fault))? {
            return Ok(None);
        }
        let (offset, first) = (self.input.offset(), self.input.window()[0]);
        let is_gzip = match self.form {
            Some(form) => form == Form::Gzip,
            None => first == gunzip::MAGIC[0],
        };
        if is_gzip {
            let member = Member::start(&mut self.input, &mut self.gunzip);
            let found = read_member(member, offset, self.digests);
            self.after_member(offset, found)
        } else {
            let record = read_plain(&mut self.input, self.digests).map_err(|f| (offset, f))?;
            self.form = Some(Form::Plain);
            Ok(Some(record))
        }
    }

    fn after_member(
        &mut self,
        offset: u64,
        found: Result<(Option<Record>, Next), Fault>,
    ) -> Result<Option<Record>, (u64, Fault)> {
        let (record, next) = found.map_err(|fault| (offset, fault))?;
        self.form = Some(Form::Gzip);
        self.next = next;
        match record {
            Some(record) => Ok(Some(record)),
            None => self.step(), // an empty member: some tools end a file with one
        }
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

impl Record {
    /// The HTTP message of the block, for a record that holds one; see [`Message::parse`].
    #[must_use]
    pub fn http(&self) -> Option<Message> {
        let is_http = self.header.content_type()?.starts_with("application/http");
        if is_http { Message::parse(&self.block) } else { None }
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

/// Reads the record at the start of a plain input's window, and consumes it.
fn read_plain<R: Read>(input: &mut Input<R>, digests: Digests) -> Result<Record, Fault> {
    let offset = input.offset();
    let parts = read_parts(input)?;
    let block_end = parts.head_len + parts.block_len;
    input.ensure(block_end + 4)?;
    let is_closed = input.window()[block_end..].starts_with(b"\r\n\r\n");
    let block = &input.window()[parts.head_len..block_end];
    let digest = match digests {
        Digests::Check => parts.header.check(block),
        Digests::Skip => DigestCheck::Unknown,
    };
    let block = block.to_vec();
    if is_closed {
        input.consume(block_end + 4);
    } else {
        let n_close = close_len(input, block_end, digest)?;
        input.consume(block_end + n_close);
    }
    let length = input.offset() - offset;
    Ok(Record { header: parts.header, block, offset, length, digest })
}

/// How many bytes close a record that ends at `block_end`, although they are not two line ends. It is
/// believed to end there when its digest is right or another record follows.
fn close_len<R: Read>(
    input: &mut Input<R>,
    block_end: usize,
    digest: DigestCheck,
) -> Result<usize, Fault> {
    let is_more = input.ensure(block_end + 16)?;
    let tail = &input.window()[block_end..];
    let blank = n_blank(tail);
    if tail[blank..].starts_with(b"WARC/") {
        Ok(blank)
    } else if digest == DigestCheck::Right {
        let next = memmem::find(&tail[..tail.len().min(16)], b"WARC/1.");
        Ok(next.unwrap_or(blank))
    } else if tail.len() == blank && !is_more {
        Err(Fault::Truncated("the file ends before the line ends that close a record".to_owned()))
    } else {
        Err(Fault::Broken("a record does not end where its Content-Length says".to_owned()))
    }
}

/// Reads the next record of a gzip member, which starts at `offset`; none when it holds none.
fn read_member<R: Read>(
    mut member: Member<'_, R>,
    offset: u64,
    digests: Digests,
) -> Result<(Option<Record>, Next), Fault> {
    if !member.ensure(1)? {
        member.finish();
        return Ok((None, Next::Here));
    }
    let parts = read_parts(&mut member)?;
    let block = member.window()[parts.head_len..parts.head_len + parts.block_len].to_vec();
    member.consume(parts.head_len + parts.block_len);
    let digest = match digests {
        Digests::Check => parts.header.check(&block),
        Digests::Skip => DigestCheck::Unknown,
    };
    let record = |length| Record { header: parts.header, block, offset, length, digest };
    loop {
        let n_blank = n_blank(member.window());
        member.consume(n_blank);
        if !member.window().is_empty() {
            break;
        }
        if !member.fill()? {
            let is_whole = member.is_kept();
            let length = member.finish();
            return Ok((Some(record(if is_whole { length as u64 } else { 0 })), Next::Here));
        }
    }
    member.ensure(5)?;
    if !member.window().starts_with(b"WARC/") {
        let what = "a record does not end where its Content-Length says";
        return Err(Fault::Broken(what.to_owned()));
    }
    member.let_go();
    Ok((Some(record(0)), Next::InMember(offset)))
}

/// Reads the record at the start of the window up to the end of its block, consuming nothing.
fn read_parts(source: &mut impl Source) -> Result<Parts, Fault> {
    let head_len = head_len(source)?;
    let head = &source.window()[..head_len];
    let lines = memchr::memchr(b'\n', head).map_or(head_len, |at| at + 1);
    let header = Header::parse(&head[lines..]);
    let Some(n_bytes) = header.content_length() else {
        let written = header.get("Content-Length").unwrap_or("none");
        return Err(Fault::Broken(format!("record without a usable Content-Length: {written:?}")));
    };
    if n_bytes > MAX_RECORD_BYTES {
        return Err(Fault::TooLarge(n_bytes.saturating_add(head_len as u64)));
    }
    let block_len = n_bytes as usize;
    if !source.ensure(head_len + block_len)? {
        return Err(source.ended("the block of a record"));
    }
    Ok(Parts { header, head_len, block_len })
}

/// The length of the record header at the start of the window, blank line included.
fn head_len(source: &mut impl Source) -> Result<usize, Fault> {
    let mut n_seen = 0;
    loop {
        let window = source.window();
        if window.starts_with(b"filedesc:") {
            return Err(Fault::Broken("ARC, the predecessor of WARC, is not read".to_owned()));
        }
        let start = &window[..window.len().min(5)];
        if !b"WARC/".starts_with(start) || window.get(5).is_some_and(|c| !c.is_ascii_digit()) {
            return Err(Fault::Broken("no record starts here".to_owned()));
        }
        let from = n_seen.min(window.len());
        if let Some(at) = blank_line_end(&window[from..]) {
            return Ok(from + at);
        }
        if window.len() > MAX_HEADER_BYTES {
            let what = format!("record header of more than {MAX_HEADER_BYTES} bytes");
            return Err(Fault::Broken(what));
        }
        n_seen = window.len().saturating_sub(3);
        if !source.fill()? {
            return Err(source.ended("the header of a record"));
        }
    }
}

/// The end of the first blank line of `bytes`; bare line feeds are taken as well.
fn blank_line_end(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match bytes.get(at + 1..)? {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    })
}

/// How many of the first bytes are line ends.
fn n_blank(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

fn find_member(window: &[u8]) -> Option<usize> {
    memmem::find(window, &gunzip::MAGIC)
}

/// The first line of the window that starts a record; its first line does not count.
fn find_line(window: &[u8]) -> Option<usize> {
    memmem::find(window, b"\nWARC/1.").map(|at| at + 1)
}
