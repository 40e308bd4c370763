//! Articles that may hold words, or nearly these: found by the rarest of them.

use crate::{
    error::Error,
    filter::Filter,
    query,
    rows::id_at,
    search::{Index, in_field},
    terms::forms,
};
use onrecord_model::id::Id;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;
use tantivy::{
    Searcher, Term,
    query::{BooleanQuery, Occur, Query},
};

/// By so many words, the rarest, articles are found.
const MAX_RARE_WORDS: usize = 8;

/// A word in the forms that are indexed.
type Forms = BTreeSet<String>;

/// Articles that hold at least half of the rarest of these words, first those that hold all of them;
/// at most `max`, among those that the filter wants, its words aside.
pub(crate) fn holding_most(
    index: &Index,
    db: &Connection,
    words: &str,
    filter: &Filter,
    max: usize,
) -> Result<Vec<Id>, Error> {
    let rarest = rarest(index, &index.searcher()?, words)?;
    if rarest.is_empty() {
        return Ok(Vec::new());
    }
    let among: Option<BTreeSet<i64>> = match query::is_narrowed(filter) {
        true => Some(query::find(db, filter)?.into_iter().map(|(key, _)| key).collect()),
        false => None,
    };
    let (mut seen, mut ids) = (BTreeSet::new(), Vec::new());
    let mut id = db.prepare_cached("SELECT id FROM articles WHERE key = ?1 AND is_current = 1")?;
    for n_held in [rarest.len(), rarest.len().div_ceil(2)] {
        let words = rarest.iter().map(|word| (Occur::Should, either(index, word))).collect();
        let query = BooleanQuery::with_minimum_required_clauses(words, n_held);
        for (key, _) in index.ranked(&query, among.clone(), max)? {
            if ids.len() < max && seen.insert(key) {
                ids.extend(id.query_row([key], |row| id_at(row, 0)).optional()?);
            }
        }
    }
    Ok(ids)
}

/// The rarest of the words that occur at all, each once.
fn rarest(index: &Index, searcher: &Searcher, words: &str) -> Result<Vec<Forms>, Error> {
    let in_rows = forms(words);
    let n_words = in_rows.first().map_or(0, Vec::len);
    let words: BTreeSet<Forms> = (0..n_words)
        .map(|idx| in_rows.iter().filter_map(|row| row.get(idx).cloned()).collect())
        .collect();
    let mut counted = Vec::new();
    for word in words {
        let mut n_articles = 0;
        for form in &word {
            for field in [index.fields.title, index.fields.body] {
                n_articles += searcher.doc_freq(&Term::from_field_text(field, form))?;
            }
        }
        if n_articles > 0 {
            counted.push((n_articles, word));
        }
    }
    counted.sort();
    counted.truncate(MAX_RARE_WORDS);
    Ok(counted.into_iter().map(|(_, word)| word).collect())
}

/// The word in any form, in title or text.
fn either(index: &Index, word: &Forms) -> Box<dyn Query> {
    let fields = [index.fields.title, index.fields.body];
    let places = word.iter().flat_map(|form| {
        fields.map(|field| (Occur::Should, in_field(field, std::slice::from_ref(form))))
    });
    Box::new(BooleanQuery::new(places.collect()))
}
