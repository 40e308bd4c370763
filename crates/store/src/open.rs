//! A center's folder, open: its archive, its tables and its search index.

use crate::{error::Error, filter::Filter};
use jiff::civil::Date;
use onrecord_model::{
    article::Article, capture::Capture, copy::Copy, findings::Findings, id::Id,
    problem::ProblemKind,
};
use onrecord_text::Span;
use std::path::Path;

/// A center's folder, open.
#[derive(Debug)]
pub struct Store;

/// What a center is opened for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Access {
    /// Reading, beside any number of readers and one writer.
    Read,
    /// Writing; one at a time.
    Write,
}

/// What the verbs made of one capture.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Made {
    /// The article.
    pub article: Article,
    /// What was found in it.
    pub findings: Findings,
    /// The keys under which it meets articles it may share text with.
    pub copy_keys: Vec<u64>,
}

/// An article that matches a search.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: Id,
    /// The sentence that matches best.
    pub span: Span,
    /// How well the article matches, in thousandths; higher is better.
    pub score: u64,
}

/// Something an identifier names.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Found {
    /// A capture.
    Capture(Id),
    /// An article.
    Article(Id),
}

/// What is in a center.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Status {
    /// Captures in the archive.
    pub n_captures: u64,
    /// Captures that no article was made of yet.
    pub n_waiting: u64,
    /// Articles; of a capture the current one only.
    pub n_articles: u64,
    /// Articles whose day is known.
    pub n_dated: u64,
    /// Articles whose day is not known.
    pub n_undated: u64,
    /// Outlets with their articles, most first; `outlet not stated` among them.
    pub outlets: Vec<(String, u64)>,
    /// Languages by ISO 639 code with their articles, most first; `None` for one not told.
    pub languages: Vec<(Option<String>, u64)>,
    /// Kinds of problems with the captures that have them, in the order of `ProblemKind::ALL`.
    pub problems: Vec<(ProblemKind, u64)>,
    /// The days with articles, in order, with how many.
    pub days: Vec<(Date, u64)>,
    /// Quotations in the articles.
    pub n_quotations: u64,
    /// Figures in the articles.
    pub n_figures: u64,
    /// Bytes of the archive.
    pub archive_bytes: u64,
}

impl Status {
    /// The first day with an article.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.days.first().map(|day| day.0)
    }

    /// The last day with an article.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.days.last().map(|day| day.0)
    }
}

#[allow(clippy::missing_errors_doc, missing_docs, unused_variables)]
impl Store {
    pub fn open(folder: &Path, access: Access) -> Result<Store, Error> { unimplemented!() }
    pub fn repairs(&self) -> &[String] { unimplemented!() }
    pub fn append(&mut self, captures: Vec<Capture>) -> Result<Vec<Id>, Error> { unimplemented!() }
    pub fn has_capture(&self, id: Id) -> Result<bool, Error> { unimplemented!() }
    pub fn capture(&self, id: Id) -> Result<Option<Capture>, Error> { unimplemented!() }
    pub fn capture_ids(&self) -> Result<Vec<Id>, Error> { unimplemented!() }
    pub fn unprocessed(&self, extractor: u32, analyzer: u32, max: usize) -> Result<Vec<Id>, Error> { unimplemented!() }
    pub fn put(&mut self, made: &[Made]) -> Result<(), Error> { unimplemented!() }
    pub fn put_copies(&mut self, copies: &[Copy]) -> Result<(), Error> { unimplemented!() }
    pub fn commit(&mut self) -> Result<(), Error> { unimplemented!() }
    pub fn article(&self, id: Id) -> Result<Option<Article>, Error> { unimplemented!() }
    pub fn findings(&self, article: Id) -> Result<Option<Findings>, Error> { unimplemented!() }
    pub fn articles(&self, ids: &[Id]) -> Result<Vec<(Article, Findings)>, Error> { unimplemented!() }
    pub fn candidates(&self, keys: &[u64], except: Id) -> Result<Vec<Id>, Error> { unimplemented!() }
    pub fn uncompared(&self, max: usize) -> Result<Vec<Id>, Error> { unimplemented!() }
    pub fn mark_compared(&mut self, ids: &[Id]) -> Result<(), Error> { unimplemented!() }
    pub fn copies_among(&self, ids: &[Id]) -> Result<Vec<Copy>, Error> { unimplemented!() }
    pub fn copies_of(&self, id: Id) -> Result<Vec<Copy>, Error> { unimplemented!() }
    pub fn find(&self, filter: &Filter) -> Result<Vec<Id>, Error> { unimplemented!() }
    pub fn search(&self, filter: &Filter, limit: usize) -> Result<Vec<Hit>, Error> { unimplemented!() }
    pub fn resolve(&self, start: &str) -> Result<Vec<Found>, Error> { unimplemented!() }
    pub fn status(&self) -> Result<Status, Error> { unimplemented!() }
    pub fn check(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Vec<String>, Error> { unimplemented!() }
    pub fn backup(&self, target: &Path) -> Result<Backup, Error> { unimplemented!() }
    pub fn digest_of_records(&self) -> Result<String, Error> { unimplemented!() }
    /// A store over the same archive with fresh derived data, to be filled with `put`, `put_copies`
    /// and `commit` like any other and then put in the place of the old with `finish_rebuild`.
    pub fn begin_rebuild(folder: &Path) -> Result<Store, Error> { unimplemented!() }
    pub fn finish_rebuild(self) -> Result<Store, Error> { unimplemented!() }
    /// `Rows` and `Form` say what; complete, in the order of `find`, one row per record.
    pub fn export(&self, rows: Rows, form: Form, filter: &Filter, out: &mut dyn std::io::Write) -> Result<u64, Error> { unimplemented!() }
}

/// What a backup holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Backup {
    /// Captures in it.
    pub n_captures: u64,
    /// Bytes copied.
    pub bytes: u64,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Rows {
    /// Captures.
    Captures,
    /// Articles.
    Articles,
    /// Quotations.
    Quotations,
    /// Figures.
    Figures,
    /// Copies: pairs of articles.
    Copies,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// One JSON object a line.
    JsonLines,
    /// CSV with a header line.
    Csv,
}
