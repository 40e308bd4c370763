//! `decisions.jsonl`: what people decided, one record a line, only ever appended to.
//!
//! It is the second truth of a center beside the archive. Nothing is derived into it and no line is
//! changed or removed: what is taken back is taken back by another line.

use crate::{
    error::Error,
    open::Store,
    overlay::{self, Overlay},
};
use jiff::Timestamp;
use onrecord_model::{
    decision::{Decision, What},
    id::Id,
    wire,
};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs::{File, OpenOptions},
    io::{Read, Write},
    path::{Path, PathBuf},
};

/// The file's name in a center's folder.
pub const FILE: &str = "decisions.jsonl";

/// Longest line, in bytes: a decision with its passage and reasons takes about one thousand.
pub const MAX_LINE_BYTES: usize = 64 * 1024;

/// Most lines of a file: at ten decisions a working hour, fifty years of one person's.
pub const MAX_LINES: usize = 1_000_000;

/// Longest `why`, note or name, in bytes.
pub const MAX_WORDS_BYTES: usize = 4 * 1024;

/// Most articles of one decision.
pub const MAX_ARTICLES: usize = 100;

/// What a file of decisions holds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Decisions {
    /// Every decision once, in the order in which they count.
    pub all: Vec<Decision>,
    /// Lines of a later version, which this one keeps and cannot apply, each in words.
    pub newer: Vec<String>,
    /// Lines that cannot be read, each in words with its number.
    pub damaged: Vec<String>,
}

/// What an import brought.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Imported {
    /// Decisions appended.
    pub n_new: usize,
    /// Decisions that were here already.
    pub n_known: usize,
}

/// A line as it was read.
enum Line {
    Decision(Box<Decision>),
    Newer(String),
    Damaged(String),
}

impl Store {
    /// What was decided in this center. Damaged lines are named and hide no others; the unfinished
    /// end of a write that was cut off does not count.
    ///
    /// # Errors
    ///
    /// When the file is there but cannot be read.
    pub fn decisions(&self) -> Result<Decisions, Error> {
        let path = self.folder.join(FILE);
        if !path.exists() {
            return Ok(Decisions::default());
        }
        Ok(read(&content(&path)?))
    }

    /// Appends a decision. When it returns, the decision is on the disk.
    ///
    /// # Errors
    ///
    /// When the center is open for reading, a limit is passed, or the file cannot be written; it is
    /// then as it was.
    pub fn decide(
        &mut self,
        what: What,
        at: Timestamp,
        by: Option<String>,
        why: Option<String>,
    ) -> Result<Decision, Error> {
        self.must_write()?;
        self.mend_decisions()?;
        let known = self.decisions()?;
        let number = known.all.last().map_or(0, |last| last.number).saturating_add(1);
        let none = Id::from_bytes([0; onrecord_model::id::ID_BYTES]);
        let decision = Decision { id: none, number, at, by, why, what };
        let decision = Decision { id: wire::decision::id_of(&decision), ..decision };
        refuse_large(&decision)?;
        append(&self.folder.join(FILE), &(wire::write(&decision) + "\n"))?;
        Ok(decision)
    }

    /// Appends what another center's file holds and this one does not; the same file twice adds
    /// nothing. Decisions about captures that are not here wait until they are.
    ///
    /// # Errors
    ///
    /// As [`Store::decide`], and when a line of the file is damaged or of a later version: then
    /// nothing is imported.
    pub fn import_decisions(&mut self, from: &Path) -> Result<Imported, Error> {
        self.must_write()?;
        let theirs = read(&content(from)?);
        if let Some(problem) = theirs.damaged.first().or(theirs.newer.first()) {
            let at = from.display();
            return Err(Error::refused(format!("{at} is not imported: {problem}")));
        }
        self.mend_decisions()?;
        let known: BTreeSet<Id> = self.decisions()?.all.iter().map(|one| one.id).collect();
        let n_theirs = theirs.all.len();
        let fresh = theirs.all.iter().filter(|one| !known.contains(&one.id));
        let lines: Vec<String> = fresh.map(|one| wire::write(one) + "\n").collect();
        if !lines.is_empty() {
            append(&self.folder.join(FILE), &lines.concat())?;
        }
        Ok(Imported { n_new: lines.len(), n_known: n_theirs - lines.len() })
    }

    /// Lays days and names that were decided over what queries ask, in the place of those before.
    /// Nothing of it is kept.
    ///
    /// # Errors
    ///
    /// When no temporary table can be made.
    pub fn lay_over(&mut self, overlay: &Overlay) -> Result<(), Error> {
        let laid = overlay::lay(&mut self.db, overlay);
        self.named(laid)
    }

    /// Ends the last line, or cuts it where a crash tore it: then [`Store::repairs`] says so.
    fn mend_decisions(&mut self) -> Result<(), Error> {
        let path = self.folder.join(FILE);
        if !path.exists() {
            return Ok(());
        }
        let (whole, torn) = ends(&content(&path)?);
        if torn == 0 {
            return Ok(());
        }
        let file = OpenOptions::new().append(true).open(&path);
        let mut file = file.map_err(Error::io("write to", &path))?;
        if let Whole::Unended = whole {
            let ended = file.write_all(b"\n").and_then(|()| file.sync_all());
            return ended.map_err(Error::io("write to", &path));
        }
        let len = file.metadata().map_err(Error::io("read", &path))?.len();
        let cut = file.set_len(len - torn as u64).and_then(|()| file.sync_all());
        cut.map_err(Error::io("write to", &path))?;
        self.repairs
            .push(format!("{FILE}: the torn end of an unfinished write was cut ({torn} bytes)"));
        Ok(())
    }
}

fn content(path: &Path) -> Result<Vec<u8>, Error> {
    let most = (MAX_LINES as u64).saturating_mul(MAX_LINE_BYTES as u64);
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(Error::io("read", path))
}

/// Whether the bytes after the last line break are a decision that only lacks its own, as an editor
/// may leave it.
enum Whole {
    Torn,
    Unended,
}

/// What the end of a file is, with its bytes after the last line break.
fn ends(bytes: &[u8]) -> (Whole, usize) {
    let start = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let rest = bytes.get(start..).unwrap_or_default();
    match line(rest) {
        Line::Decision(_) | Line::Newer(_) => (Whole::Unended, rest.len()),
        Line::Damaged(_) => (Whole::Torn, rest.len()),
    }
}

fn read(bytes: &[u8]) -> Decisions {
    let (whole, torn) = ends(bytes);
    let end = if let Whole::Torn = whole { bytes.len() - torn } else { bytes.len() };
    let mut found = Decisions::default();
    let lines = bytes.get(..end).unwrap_or_default().split(|&byte| byte == b'\n');
    for (number, words) in (1..).zip(lines) {
        if words.trim_ascii().is_empty() {
            continue;
        }
        if number > MAX_LINES {
            found.damaged.push(format!("{FILE}: lines after the first {MAX_LINES} are not read"));
            break;
        }
        match line(words) {
            Line::Decision(decision) => found.all.push(*decision),
            Line::Newer(why) => found.newer.push(format!("{FILE} line {number}: {why}")),
            Line::Damaged(why) => found.damaged.push(format!("{FILE} line {number}: {why}")),
        }
    }
    found.all.sort_by_key(Decision::order);
    found.all.dedup_by_key(|decision| decision.id);
    found
}

fn line(bytes: &[u8]) -> Line {
    if bytes.len() > MAX_LINE_BYTES {
        return Line::Damaged(format!("{} bytes, more than {MAX_LINE_BYTES}", bytes.len()));
    }
    let Ok(text) = str::from_utf8(bytes) else {
        return Line::Damaged("it is no UTF-8".to_owned());
    };
    match wire::read::<Decision>(text) {
        Ok(decision) => Line::Decision(Box::new(decision)),
        Err(error) => match newer(text) {
            Some(why) => Line::Newer(why),
            None => Line::Damaged(error.to_string()),
        },
    }
}

/// Why a line is of a later version of the program, when it is.
fn newer(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    let version = value.get("onrecord")?.as_u64()?;
    if version > wire::VERSION {
        return Some(format!("of version {version}, kept but not applied: update onrecord"));
    }
    let kinds = value.get("decision")?.get("what")?.as_object()?;
    let kind = kinds.keys().next()?;
    let is_known = What::KINDS.contains(&kind.as_str());
    (!is_known)
        .then(|| format!("`{kind}` is no kind known here, kept but not applied: update onrecord"))
}

fn refuse_large(decision: &Decision) -> Result<(), Error> {
    let named = match &decision.what {
        What::Note { text, .. } => Some(text),
        What::Speaker { name, .. } => name.as_ref(),
        _ => None,
    };
    for words in [&decision.by, &decision.why].into_iter().flatten().chain(named) {
        if words.len() > MAX_WORDS_BYTES {
            let n = words.len();
            return Err(Error::refused(format!(
                "{n} bytes of words are too many for a decision, {MAX_WORDS_BYTES} at most"
            )));
        }
    }
    let n = decision.what.articles().len();
    if n > MAX_ARTICLES {
        let most = MAX_ARTICLES;
        return Err(Error::refused(format!("{n} articles are too many at once, {most} at most")));
    }
    match wire::write(decision).len() {
        n if n > MAX_LINE_BYTES => Err(Error::refused(format!(
            "the decision takes {n} bytes, {MAX_LINE_BYTES} at most: decide about a shorter passage"
        ))),
        _ => Ok(()),
    }
}

/// Appends whole lines and syncs them; on an error the file is as it was.
fn append(path: &Path, lines: &str) -> Result<(), Error> {
    let is_new = !path.exists();
    let file = OpenOptions::new().append(true).create(true).open(path);
    let mut file = file.map_err(Error::io("write to", path))?;
    let before = file.metadata().map_err(Error::io("read", path))?.len();
    let written = file.write_all(lines.as_bytes()).and_then(|()| file.sync_all());
    if let Err(error) = written {
        let _ = file.set_len(before);
        return Err(Error::io("write to", path)(error));
    }
    if is_new {
        let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
        let synced = File::open(&folder).and_then(|folder| folder.sync_all());
        synced.map_err(Error::io("write to", &folder))?;
    }
    Ok(())
}
