//! One record read from the start of a window onto a plain file or a gzip member.

use crate::{
    gunzip::Member,
    header::{DigestCheck, Header},
    http::Message,
    input::{Fault, Input, Source},
    limit::{MAX_HEADER_BYTES, MAX_RECORD_BYTES},
};
use memchr::memmem;
use std::io::Read;

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

/// Whether a reader compares records with their digests.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Digests {
    /// Every record is compared, at the cost of hashing its block.
    Check,
    /// No record is compared; see [`DigestCheck::Unknown`].
    Skip,
}

/// What a gzip member holds next.
pub(crate) enum Found {
    /// A record, and the end of the member.
    Last(Record),
    /// A record, with another one behind it in the same member.
    More(Record),
    /// Nothing: it is empty.
    Nothing,
}

/// A record in a source's window: the lengths of its three parts.
struct Parts {
    header: Header,
    head_len: usize,
    block_len: usize,
}

impl Record {
    /// The HTTP message of the block, for a record that holds one; see [`Message::parse`].
    #[must_use]
    pub fn http(&self) -> Option<Message> {
        let is_http = self.header.content_type()?.starts_with("application/http");
        if is_http { Message::parse(&self.block) } else { None }
    }
}

/// Reads the record at the start of a plain input's window, and consumes it.
pub(crate) fn read_plain<R: Read>(input: &mut Input<R>, digests: Digests) -> Result<Record, Fault> {
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
pub(crate) fn read_member<R: Read>(
    mut member: Member<'_, R>,
    offset: u64,
    digests: Digests,
) -> Result<Found, Fault> {
    if !member.ensure(1)? {
        member.finish();
        return Ok(Found::Nothing);
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
            return Ok(Found::Last(record(if is_whole { length as u64 } else { 0 })));
        }
    }
    member.ensure(5)?;
    if !member.window().starts_with(b"WARC/") {
        let what = "a record does not end where its Content-Length says";
        return Err(Fault::Broken(what.to_owned()));
    }
    member.let_go();
    Ok(Found::More(record(0)))
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
pub(crate) fn n_blank(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}
