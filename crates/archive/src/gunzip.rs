//! One gzip member (RFC 1952) at a time, its trailer checked.
//!
//! flate2's own reader joins members and hides where one ends, which is what a WARC offset is.

use crate::{
    input::{Fault, Input, Source},
    limit::{MAX_HEADER_BYTES, MAX_MEMBER_BYTES, READ_BYTES},
};
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::io::Read;

/// The first bytes of a gzip member: the magic number and the only method there is.
pub(crate) const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// A decoder of members: where it stands in the present one, and its memory.
pub(crate) struct Gunzip {
    inflate: Decompress,
    decoded: Vec<u8>,
    start: usize,
    crc: Crc,
    /// How many bytes of the input's window belong to the member so far.
    used: usize,
    state: State,
    /// Whether the bytes used are still in the input's window, for looking there again after damage.
    is_kept: bool,
    is_open: bool,
}

/// The gzip member that is being decoded, with its decoded bytes as the window.
pub(crate) struct Member<'m, R> {
    input: &'m mut Input<R>,
    gunzip: &'m mut Gunzip,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum State {
    Header,
    Body,
    End,
}

impl Gunzip {
    pub(crate) fn new() -> Self {
        let (inflate, crc) = (Decompress::new(false), Crc::new());
        let (decoded, state) = (Vec::new(), State::End);
        Self { inflate, decoded, start: 0, crc, used: 0, state, is_kept: false, is_open: false }
    }

    /// Whether the bytes of the member are still in the input's window.
    pub(crate) fn is_kept(&self) -> bool {
        self.is_kept
    }

    /// Whether a member was begun and neither finished nor given up.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Gives the member up.
    pub(crate) fn close(&mut self) {
        self.is_open = false;
    }

    /// How many bytes of the input's window belong to the member so far.
    pub(crate) fn used(&self) -> usize {
        self.used
    }
}

impl<'m, R: Read> Member<'m, R> {
    /// The member that starts where the window of `input` starts.
    pub(crate) fn start(input: &'m mut Input<R>, gunzip: &'m mut Gunzip) -> Self {
        gunzip.inflate.reset(false);
        gunzip.crc.reset();
        gunzip.decoded.clear();
        // One huge record must not keep its memory for good.
        gunzip.decoded.shrink_to(16 * READ_BYTES);
        (gunzip.start, gunzip.used) = (0, 0);
        (gunzip.state, gunzip.is_kept, gunzip.is_open) = (State::Header, true, true);
        Self { input, gunzip }
    }

    /// The member that `gunzip` is in the middle of.
    pub(crate) fn resume(input: &'m mut Input<R>, gunzip: &'m mut Gunzip) -> Self {
        Self { input, gunzip }
    }

    /// Lets go of the compressed bytes used so far: there is no looking for a member inside them.
    pub(crate) fn let_go(&mut self) {
        self.input.consume(self.gunzip.used);
        (self.gunzip.used, self.gunzip.is_kept) = (0, false);
    }

    /// Whether the compressed bytes of the member are all still in the input's window.
    pub(crate) fn is_kept(&self) -> bool {
        self.gunzip.is_kept
    }

    /// Ends the member: consumes it from the input and gives its length there.
    pub(crate) fn finish(self) -> usize {
        let used = self.gunzip.used;
        self.input.consume(used);
        (self.gunzip.used, self.gunzip.is_open) = (0, false);
        used
    }

    fn more_input(&mut self) -> Result<(), Fault> {
        if self.gunzip.is_kept && self.gunzip.used > MAX_MEMBER_BYTES {
            return Err(Fault::Broken(format!(
                "gzip member of more than {MAX_MEMBER_BYTES} bytes decodes to almost nothing"
            )));
        }
        if !self.gunzip.is_kept {
            self.let_go();
        }
        if self.input.fill()? {
            return Ok(());
        }
        Err(Fault::Truncated("the file ends inside a gzip member".to_owned()))
    }

    fn read_header(&mut self) -> Result<(), Fault> {
        loop {
            match header_len(self.input.window()) {
                Ok(len) => {
                    (self.gunzip.used, self.gunzip.state) = (len, State::Body);
                    return Ok(());
                }
                Err(HeaderFault::Short) => self.more_input()?,
                Err(HeaderFault::Bad) => {
                    return Err(Fault::Broken("no gzip member starts here".to_owned()));
                }
            }
        }
    }

    fn read_trailer(&mut self) -> Result<(), Fault> {
        while self.input.window().len() < self.gunzip.used + 8 {
            self.more_input()?;
        }
        let trailer = &self.input.window()[self.gunzip.used..self.gunzip.used + 8];
        let word = |at: usize| u32::from_le_bytes([0, 1, 2, 3].map(|idx| trailer[at + idx]));
        let is_right = word(0) == self.gunzip.crc.sum() && word(4) == self.gunzip.crc.amount();
        self.gunzip.used += 8;
        self.gunzip.state = State::End;
        if is_right { Ok(()) } else { Err(Fault::Broken("wrong gzip checksum".to_owned())) }
    }

    /// Decodes some of the window; `false` when that gave nothing.
    fn inflate(&mut self) -> Result<bool, Fault> {
        let gunzip = &mut *self.gunzip;
        if gunzip.start == gunzip.decoded.len() {
            gunzip.decoded.clear();
            gunzip.start = 0;
        }
        let before = gunzip.decoded.len();
        if gunzip.decoded.capacity() - before < READ_BYTES / 4 {
            gunzip.decoded.reserve(READ_BYTES.max(before));
        }
        let n_before = gunzip.inflate.total_in();
        let rest = self.input.window().get(gunzip.used..).unwrap_or_default();
        let status =
            gunzip.inflate.decompress_vec(rest, &mut gunzip.decoded, FlushDecompress::None);
        gunzip.used += (gunzip.inflate.total_in() - n_before) as usize;
        gunzip.crc.update(&gunzip.decoded[before..]);
        let grew = gunzip.decoded.len() > before;
        match status {
            Ok(Status::StreamEnd) => self.read_trailer()?,
            Ok(_) => (),
            Err(_) => {
                return Err(Fault::Broken("compressed data cannot be decoded".to_owned()));
            }
        }
        Ok(grew)
    }
}

impl<R: Read> Source for Member<'_, R> {
    fn window(&self) -> &[u8] {
        &self.gunzip.decoded[self.gunzip.start..]
    }

    fn fill(&mut self) -> Result<bool, Fault> {
        loop {
            match self.gunzip.state {
                State::Header => self.read_header()?,
                State::Body => {
                    if self.inflate()? {
                        return Ok(true);
                    }
                    if self.gunzip.state == State::Body
                        && self.gunzip.used == self.input.window().len()
                    {
                        self.more_input()?;
                    }
                }
                State::End => return Ok(false),
            }
        }
    }

    fn consume(&mut self, n: usize) {
        self.gunzip.start += n;
    }

    fn ended(&self, inside: &str) -> Fault {
        Fault::Broken(format!("the gzip member ends inside {inside}"))
    }
}

enum HeaderFault {
    /// More bytes are needed.
    Short,
    /// This is no gzip header.
    Bad,
}

/// The length of the gzip header at the start of `bytes`.
fn header_len(bytes: &[u8]) -> Result<usize, HeaderFault> {
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    const CHECKSUM: u8 = 2;
    const RESERVED: u8 = 0xe0;
    let n_magic = bytes.len().min(3);
    if bytes[..n_magic] != MAGIC[..n_magic] {
        return Err(HeaderFault::Bad);
    }
    let flags = *bytes.get(3).ok_or(HeaderFault::Short)?;
    if flags & RESERVED != 0 {
        return Err(HeaderFault::Bad);
    }
    let mut at = 10;
    if flags & EXTRA != 0 {
        let len = bytes.get(at..at + 2).ok_or(HeaderFault::Short)?;
        at += 2 + usize::from(u16::from_le_bytes([len[0], len[1]]));
    }
    for flag in [NAME, COMMENT] {
        if flags & flag != 0 {
            let rest = bytes.get(at..).ok_or(HeaderFault::Short)?;
            match memchr::memchr(0, rest) {
                Some(len) => at += len + 1,
                None if rest.len() > MAX_HEADER_BYTES => return Err(HeaderFault::Bad),
                None => return Err(HeaderFault::Short),
            }
        }
    }
    if flags & CHECKSUM != 0 {
        at += 2;
    }
    if bytes.len() < at { Err(HeaderFault::Short) } else { Ok(at) }
}

/// Whether `bytes` start a gzip member whose decoded bytes start with `wanted`.
pub(crate) fn starts_with(bytes: &[u8], wanted: &[u8]) -> bool {
    let Ok(len) = header_len(bytes) else { return false };
    let mut decoded = Vec::with_capacity(wanted.len().max(16));
    let mut inflate = Decompress::new(false);
    let status = inflate.decompress_vec(&bytes[len..], &mut decoded, FlushDecompress::None);
    status.is_ok() && decoded.starts_with(wanted)
}
