//! Results on standard output, messages on standard error.

use crate::paint::Paint;
use onrecord_center::row::Row;
use onrecord_model::wire::json;
use std::{
    cell::RefCell,
    io::{self, BufWriter, IsTerminal, Stdout, Write},
};

/// Whether a command found something; decides the exit status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Found {
    /// Exit status 0.
    Something,
    /// Exit status 1.
    Nothing,
}

impl Found {
    /// Something when there is at least one.
    pub fn any(n: usize) -> Self {
        if n > 0 { Found::Something } else { Found::Nothing }
    }
}

/// Where a command writes.
pub struct Out {
    /// Whether to answer in JSON Lines.
    pub json: bool,
    /// How text is painted.
    pub paint: Paint,
    stdout: RefCell<BufWriter<Stdout>>,
}

impl Out {
    /// Standard output, as it is.
    pub fn new(json: bool) -> Self {
        let stdout = RefCell::new(BufWriter::new(io::stdout()));
        Self { json, paint: Paint::detect(), stdout }
    }

    /// Writes a line of the result.
    pub fn line(&self, line: impl AsRef<str>) -> io::Result<()> {
        let mut stdout = self.stdout.borrow_mut();
        stdout.write_all(line.as_ref().as_bytes())?;
        stdout.write_all(b"\n")
    }

    /// Writes a row of the result as JSON.
    pub fn row(&self, row: &Row) -> io::Result<()> {
        self.line(row.json())
    }

    /// Sends what was written so far.
    pub fn flush(&self) -> io::Result<()> {
        self.stdout.borrow_mut().flush()
    }

    /// A message beside the result: a count, a hint. None in JSON mode when it is only a hint.
    pub fn note(&self, message: &str) {
        eprintln!("{message}");
    }

    /// A hint for people, on a terminal only.
    pub fn hint(&self, message: &str) {
        if !self.json && io::stderr().is_terminal() {
            let _ = self.flush();
            eprintln!("{}", Paint { has_colors: self.paint.has_colors, ..self.paint }.dim(message));
        }
    }

    /// Reports the error that ends the program.
    pub fn error(&self, error: &anyhow::Error) {
        let _ = self.flush();
        let message = error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": ");
        if self.json {
            let mut out = String::from("{\"error\":");
            json::string(&mut out, &message);
            eprintln!("{out}}}");
        } else {
            eprintln!("onrecord: {message}");
        }
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        let _ = self.flush();
    }
}

/// Whether the reader of our output went away.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    })
}
