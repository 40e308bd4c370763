//! A buffered input that keeps what was read since a mark, and knows its place in the file.

use crate::limit::READ_BYTES;
use std::io::{self, Read};

/// Where a reader gets its bytes: a window that grows at its end and is consumed at its start.
pub(crate) trait Source {
    /// What was read and not consumed.
    fn window(&self) -> &[u8];

    /// Reads some more; `false` at the end.
    fn fill(&mut self) -> Result<bool, Fault>;

    /// Drops the first `n` bytes of the window.
    fn consume(&mut self, n: usize);

    /// The fault of ending inside a record.
    fn ended(&self, inside: &str) -> Fault;

    /// Fills until the window holds `n` bytes; `false` when the end comes before.
    fn ensure(&mut self, n: usize) -> Result<bool, Fault> {
        while self.window().len() < n {
            if !self.fill()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Drops the next `n` bytes without holding them; `false` when the end comes before.
    fn skip(&mut self, mut n: u64) -> Result<bool, Fault> {
        loop {
            let here = (self.window().len() as u64).min(n);
            self.consume(here as usize);
            n -= here;
            if n == 0 {
                return Ok(true);
            }
            if !self.fill()? {
                return Ok(false);
            }
        }
    }
}

/// Why reading a record stopped.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The bytes are not what they should be.
    Broken(String),
    /// The input ends too early.
    Truncated(String),
    /// The record, of so many bytes with its header, is larger than a limit.
    TooLarge(u64),
    /// The input cannot be read any further.
    Io(io::Error),
}

/// A file or stream with a window onto it.
pub(crate) struct Input<R> {
    inner: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    offset: u64,
}

impl<R: Read> Input<R> {
    /// An input whose first byte stands at `offset` of its file.
    pub(crate) fn new(inner: R, offset: u64) -> Self {
        Self { inner, buffer: Vec::new(), start: 0, end: 0, offset }
    }

    /// Where the window starts, in bytes from the start of the file.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// Makes room for at least one more byte: by moving the window to the front when that frees
    /// half of the buffer, so that the moves cost no more than the reads, else by growing.
    fn make_room(&mut self) {
        if self.start == self.end {
            (self.start, self.end) = (0, 0);
        }
        if self.end < self.buffer.len() {
            return;
        }
        if self.start > 0 && self.start >= self.buffer.len() / 2 {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        } else {
            let mut larger = vec![0; (2 * self.buffer.len()).max(READ_BYTES)];
            larger[..self.end - self.start].copy_from_slice(self.window());
            (self.buffer, self.start, self.end) = (larger, 0, self.end - self.start);
        }
    }
}

impl<R: Read> Source for Input<R> {
    fn window(&self) -> &[u8] {
        &self.buffer[self.start..self.end]
    }

    fn fill(&mut self) -> Result<bool, Fault> {
        self.make_room();
        loop {
            match self.inner.read(&mut self.buffer[self.end..]) {
                Ok(n) => {
                    self.end += n;
                    return Ok(n > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => (),
                Err(error) => return Err(Fault::Io(error)),
            }
        }
    }

    fn consume(&mut self, n: usize) {
        self.start += n;
        self.offset += n as u64;
        debug_assert!(self.start <= self.end, "no more is consumed than the window holds");
    }

    fn ended(&self, inside: &str) -> Fault {
        Fault::Truncated(format!("the file ends inside {inside}"))
    }
}
