//! Saved HTML and text files to captures.

use crate::{
    item::Found,
    limit::MAX_FILE_BYTES,
    mhtml,
    sniff::{Looks, sniff},
};
use jiff::Timestamp;
use onrecord_model::{
    capture::{Capture, Obtained},
    problem::ProblemKind,
};
use std::io::Read;

/// The capture of a saved page or text. `place` names it in a problem, `name` in the capture: the
/// file's name without its folders, so that the same file gives the same capture anywhere. A page
/// saved as MHTML is taken out of its file, with the address that it was saved from.
#[must_use]
pub fn capture(place: &str, name: &str, bytes: Vec<u8>, now: Timestamp) -> Found {
    // A file comes without a media type; what it looks like is noted, since an archive's readers
    // choose by it what to show.
    let media_type = match sniff(&bytes) {
        Looks::Html => "text/html",
        Looks::Text => "text/plain",
        Looks::Empty => {
            let n = bytes.len();
            return Found::problem(place, ProblemKind::Empty, format!("no text in {n} bytes"));
        }
        _ => {
            let start = bytes.get(..8).unwrap_or(&bytes).escape_ascii().to_string();
            let detail = format!("neither a page nor text (first bytes: \"{start}\")");
            return Found::problem(place, ProblemKind::NotText, detail);
        }
    };
    let is_mhtml = [".mhtml", ".mht"].iter().any(|end| name.to_lowercase().ends_with(end));
    let (address, media_type, body) = match is_mhtml.then(|| mhtml::read(&bytes)).flatten() {
        Some(page) => (page.address, page.media_type, page.body),
        None => (None, media_type.to_owned(), bytes),
    };
    Found::Capture(Box::new(Capture {
        address,
        name: name.to_owned(),
        captured_at: now,
        obtained: Obtained::File,
        status: None,
        headers: vec![("Content-Type".to_owned(), media_type)],
        body,
        http: None,
        problems: Vec::new(),
    }))
}

/// The bytes of a file or stream, unless they are more than [`MAX_FILE_BYTES`] or cannot be read.
///
/// # Errors
///
/// The problem, at `place`.
pub fn read(place: &str, reader: impl Read) -> Result<Vec<u8>, Found> {
    let mut bytes = Vec::new();
    match reader.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes) {
        Err(error) => Err(Found::problem(place, ProblemKind::Unreadable, error.to_string())),
        Ok(n) if n as u64 > MAX_FILE_BYTES => Err(too_large(place, None)),
        Ok(_) => Ok(bytes),
    }
}

/// The problem of a file over the limit, with its size where that is known.
#[must_use]
pub fn too_large(place: &str, n_bytes: Option<u64>) -> Found {
    let size = n_bytes.map_or("more".to_owned(), |n| format!("{n} bytes"));
    let detail = format!("{size}, the limit is {MAX_FILE_BYTES} bytes; not read");
    Found::problem(place, ProblemKind::TooLarge, detail)
}
