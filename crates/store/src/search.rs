//! Full-text search over the articles: a cache that follows the tables.

use crate::{
    database::{meta, sequence},
    error::Error,
    filter::{Filter, Term},
    query,
    tables::current_article,
    terms::{best_sentence, forms},
    words::Words,
};
use onrecord_model::{
    article::{Article, ZoneKind},
    id::Id,
};
use onrecord_text::Span;
use rusqlite::Connection;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tantivy::{
    Directory, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument,
    collector::{DocSetCollector, FilterCollector, TopDocs},
    directory::RamDirectory,
    query::{AllQuery, BooleanQuery, BoostQuery, Occur, PhraseQuery, Query, TermQuery},
    schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
};

/// Memory for articles that are indexed and not yet written, in bytes. tantivy takes no less than
/// 15 MB a thread; more makes larger segments and fewer merges.
const ARENA_BYTES: usize = 24 << 20;

/// How much more a word counts in a title than in the text.
const TITLE_BOOST: f32 = 2.0;

/// The version of what is indexed. Raise it when the words or fields change: the index is then made
/// anew.
const FORM: u32 = 1;

/// The search index, in a folder of its own.
pub(crate) struct Index {
    folder: PathBuf,
    index: tantivy::Index,
    reader: IndexReader,
    writer: Option<IndexWriter>,
    pub(crate) fields: Fields,
}

#[derive(Clone, Copy)]
pub(crate) struct Fields {
    /// The key of the article in the tables.
    key: Field,
    /// The first bytes of its identifier, for the order of equal scores.
    order: Field,
    pub(crate) title: Field,
    pub(crate) body: Field,
}

/// An article that matches a search.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hit {
    /// The article.
    pub article: Id,
    /// The sentence that matches best.
    pub span: Span,
    /// How well the article matches by BM25, in thousandths: higher is better, comparable within
    /// one search only. 0 for a search without words.
    pub score: u64,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer("default")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(words);
    let fields = Fields {
        key: schema.add_u64_field("key", INDEXED | FAST),
        order: schema.add_u64_field("order", FAST),
        title: schema.add_text_field("title", words.clone()),
        body: schema.add_text_field("body", words),
    };
    (schema.build(), fields)
}

/// The largest index that is read into memory where its folder cannot be written, in bytes.
const MAX_COPIED_BYTES: u64 = 1 << 30;

/// A copy of the index in memory. tantivy makes a lock file to read an index, which a read-only disk
/// refuses; a center on one can still be searched so.
fn copy_in_memory(folder: &Path) -> Option<tantivy::Index> {
    let (memory, mut n_bytes) = (RamDirectory::create(), 0);
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        n_bytes += entry.metadata().ok()?.len();
        if n_bytes > MAX_COPIED_BYTES {
            return None;
        }
        if entry.path().extension().is_none_or(|ending| ending != "lock") {
            let bytes = fs::read(entry.path()).ok()?;
            memory.atomic_write(Path::new(&entry.file_name()), &bytes).ok()?;
        }
    }
    tantivy::Index::open(memory).ok()
}

impl Index {
    /// Opens the index for reading; `None` when there is none that can be read.
    pub(crate) fn open(folder: &Path) -> Option<Self> {
        let (schema, fields) = schema();
        let index = tantivy::Index::open_in_dir(folder).ok()?;
        if index.schema() != schema {
            return None;
        }
        Self::over(folder, index, fields)
            .or_else(|error| match copy_in_memory(folder) {
                Some(copy) => Self::over(folder, copy, fields),
                None => Err(error),
            })
            .ok()
    }

    /// Makes an empty index in the place of whatever is there.
    fn create(folder: &Path) -> Result<Self, Error> {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(Error::io("replace", folder))?;
        }
        fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
        let (schema, fields) = schema();
        Self::over(folder, tantivy::Index::create_in_dir(folder, schema)?, fields)
    }

    fn over(folder: &Path, index: tantivy::Index, fields: Fields) -> Result<Self, Error> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { folder: folder.to_owned(), index, reader, writer: None, fields })
    }

    /// Opens the index and lets it catch up with the tables; one that is missing, unreadable or
    /// follows other tables is made anew.
    pub(crate) fn follow(folder: &Path, db: &Connection) -> Result<Self, Error> {
        let wanted = sequence(db)?;
        let opened = Self::open(folder);
        let behind = opened.as_ref().and_then(|index| index.follows(db).ok().flatten());
        let (mut index, from) = match (opened, behind) {
            (Some(index), Some(from)) if from <= wanted => (index, from),
            _ => (Self::create(folder)?, 0),
        };
        if from < wanted {
            index.catch_up(db, from)?;
        }
        if from < wanted || index.payload()?.is_none() {
            index.commit(db, wanted)?;
        }
        Ok(index)
    }

    /// The sequence number of the tables up to which the index goes; `None` when it follows others.
    pub(crate) fn follows(&self, db: &Connection) -> Result<Option<u64>, Error> {
        let Some(payload) = self.payload()? else { return Ok(None) };
        let followed = payload.strip_prefix(&label(db)?).and_then(|rest| rest.parse().ok());
        Ok(followed)
    }

    fn payload(&self) -> Result<Option<String>, Error> {
        Ok(self.index.load_metas()?.payload)
    }

    fn catch_up(&mut self, db: &Connection, from: u64) -> Result<(), Error> {
        let mut keys = db.prepare("SELECT key FROM articles WHERE sequence > ?1 ORDER BY key")?;
        for key in keys.query_map([from.cast_signed()], |row| row.get::<_, i64>(0))? {
            let key = key?;
            self.remove(key)?;
            if let Some(article) = current_article(db, key)? {
                self.add(key, &article)?;
            }
        }
        Ok(())
    }

    /// Adds an article, to be found after the next commit.
    pub(crate) fn add(&mut self, key: i64, article: &Article) -> Result<(), Error> {
        let mut words = Words::of_language(article.language.as_deref());
        let mut document = TantivyDocument::new();
        let fields = self.fields;
        document.add_u64(fields.key, key.cast_unsigned());
        document.add_u64(fields.order, order(article.id));
        if let Some(title) = &article.title {
            document.add_pre_tokenized_text(fields.title, words.indexed(&title.value));
        }
        document.add_pre_tokenized_text(fields.body, words.indexed(&body(article)));
        self.writer()?.add_document(document)?;
        Ok(())
    }

    /// Removes an article at the next commit.
    pub(crate) fn remove(&mut self, key: i64) -> Result<(), Error> {
        let term = tantivy::Term::from_field_u64(self.fields.key, key.cast_unsigned());
        self.writer()?.delete_term(term);
        Ok(())
    }

    /// Makes what was added and removed durable, noting the sequence number it belongs to.
    pub(crate) fn commit(&mut self, db: &Connection, sequence: u64) -> Result<(), Error> {
        let label = label(db)?;
        let mut commit = self.writer()?.prepare_commit()?;
        commit.set_payload(&format!("{label}{sequence}"));
        commit.commit()?;
        Ok(())
    }

    /// Writes and merges what is under way, and lets go of the folder.
    pub(crate) fn close(mut self) -> Result<(), Error> {
        match self.writer.take() {
            Some(writer) => Ok(writer.wait_merging_threads()?),
            None => Ok(()),
        }
    }

    fn writer(&mut self) -> Result<&mut IndexWriter, Error> {
        if self.writer.is_none() {
            // One thread: order and segments are then the same everywhere, and it keeps up.
            self.writer = Some(self.index.writer_with_num_threads(1, ARENA_BYTES)?);
        }
        self.writer.as_mut().ok_or_else(|| Error::refused("the index has no writer"))
    }

    /// The keys of the articles that match the words, and those of no article that does not.
    pub(crate) fn matching(&self, words: &[Term]) -> Result<BTreeSet<i64>, Error> {
        let searcher = self.searcher()?;
        let mut keys = BTreeSet::new();
        let found = searcher.search(&self.query(words), &DocSetCollector)?;
        let columns: Vec<_> = searcher
            .segment_readers()
            .iter()
            .map(|segment| segment.fast_fields().u64("key"))
            .collect::<Result<_, _>>()?;
        for at in found {
            let key = columns[at.segment_ord as usize].first(at.doc_id);
            keys.extend(key.map(u64::cast_signed));
        }
        Ok(keys)
    }

    /// The keys of the `limit` articles that match best, with their scores; `among` these where some
    /// are given.
    pub(crate) fn best(
        &self,
        words: &[Term],
        among: Option<BTreeSet<i64>>,
        limit: usize,
    ) -> Result<Vec<(i64, u64)>, Error> {
        self.ranked(&self.query(words), among, limit)
    }

    /// The index as it stands now.
    pub(crate) fn searcher(&self) -> Result<Searcher, Error> {
        self.reader.reload()?;
        Ok(self.reader.searcher())
    }

    pub(crate) fn ranked(
        &self,
        query: &BooleanQuery,
        among: Option<BTreeSet<i64>>,
        limit: usize,
    ) -> Result<Vec<(i64, u64)>, Error> {
        let searcher = self.searcher()?;
        let limit = limit.min(usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX));
        if limit == 0 {
            return Ok(Vec::new());
        }
        let top = TopDocs::with_limit(limit).tweak_score(|segment: &tantivy::SegmentReader| {
            let column = |name: &str| segment.fast_fields().u64(name).ok();
            let (key, order) = (column("key"), column("order"));
            let at = |column: &Option<tantivy::columnar::Column<u64>>, doc| {
                column.as_ref().and_then(|column| column.first(doc)).unwrap_or_default()
            };
            move |doc: tantivy::DocId, score: tantivy::Score| {
                let score = (f64::from(score.max(0.0)) * 1000.0) as u64;
                (score, u64::MAX - at(&order, doc), at(&key, doc))
            }
        });
        let found = match among {
            Some(among) => {
                let among = Arc::new(among);
                let is_among = move |key: u64| among.contains(&key.cast_signed());
                searcher.search(query, &FilterCollector::new("key".to_owned(), is_among, top))?
            }
            None => searcher.search(query, &top)?,
        };
        Ok(found.into_iter().map(|((score, _, key), _)| (key.cast_signed(), score)).collect())
    }

    fn query(&self, words: &[Term]) -> BooleanQuery {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for term in words {
            let occur = if term.is_negated() { Occur::MustNot } else { Occur::Must };
            let forms = forms(term.text());
            let either: Vec<_> = forms
                .iter()
                .flat_map(|form| {
                    let title = BoostQuery::new(in_field(self.fields.title, form), TITLE_BOOST);
                    [
                        (Occur::Should, Box::new(title) as Box<dyn Query>),
                        (Occur::Should, in_field(self.fields.body, form)),
                    ]
                })
                .collect();
            // A term of punctuation alone says nothing about an article.
            if !either.is_empty() {
                clauses.push((occur, Box::new(BooleanQuery::new(either))));
            }
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        BooleanQuery::new(clauses)
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", &self.folder).finish_non_exhaustive()
    }
}

pub(crate) fn in_field(field: Field, words: &[String]) -> Box<dyn Query> {
    let mut terms: Vec<_> =
        words.iter().map(|word| tantivy::Term::from_field_text(field, word)).collect();
    match terms.len() {
        1 => Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}

/// What an index that follows these tables carries before the sequence number.
fn label(db: &Connection) -> Result<String, Error> {
    Ok(format!("{FORM} {} ", meta(db, "made")?.unwrap_or_default()))
}

/// The first bytes of an identifier as a number; numbers order as identifiers do.
fn order(id: Id) -> u64 {
    id.bytes().iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}

/// The text without furniture.
fn body(article: &Article) -> String {
    if article.zones.is_empty() {
        return article.text.clone();
    }
    use ZoneKind::{Body, Caption, Header, Title};
    article.zone_text(&[Title, Header, Body, Caption])
}

/// Articles that match a filter with words, best first; without words in the order of `find`.
pub(crate) fn search(
    index: &Index,
    db: &Connection,
    filter: &Filter,
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    let found: Vec<(i64, u64)> = if filter.words.is_empty() {
        query::find(db, filter)?.into_iter().take(limit).map(|(key, _)| (key, 0)).collect()
    } else {
        let among = match query::is_narrowed(filter) {
            true => Some(query::find(db, filter)?.into_iter().map(|(key, _)| key).collect()),
            false => None,
        };
        index.best(&filter.words, among, limit)?
    };
    let mut hits = Vec::with_capacity(found.len());
    for (key, score) in found {
        // An article put aside since the index was written is passed over.
        if let Some(article) = current_article(db, key)? {
            let span = best_sentence(&article, &filter.words);
            hits.push(Hit { article: article.id, span, score });
        }
    }
    Ok(hits)
}
