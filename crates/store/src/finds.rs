//! Findings as rows: entities, quotations and figures by the fields that users ask for.

use crate::{
    error::Error,
    rows::{put_problems, record, word},
    words::fold,
};
use onrecord_model::{
    article::Article,
    figure::Figure,
    findings::Findings,
    id::Id,
    quotation::{Quotation, Speaker},
    wire,
};
use onrecord_text::Span;
use rusqlite::{Connection, OptionalExtension, params};

/// What was found in the article with this identifier.
pub(crate) fn read(db: &Connection, article: Id) -> Result<Option<Findings>, Error> {
    let mut row = db.prepare_cached(
        "SELECT f.record FROM articles a JOIN findings f ON f.article = a.key WHERE a.id = ?1",
    )?;
    let row: Option<String> = row.query_row([article.to_string()], |row| row.get(0)).optional()?;
    let what = format_args!("what was found in article {article}");
    row.map(|row| record(&row, what)).transpose()
}

/// Puts the findings of the article under `key`.
pub(crate) fn put(
    tx: &Connection,
    key: i64,
    article: &Article,
    findings: &Findings,
) -> Result<(), Error> {
    tx.prepare_cached("INSERT INTO findings (article, analyzer, record) VALUES (?1, ?2, ?3)")?
        .execute(params![key, findings.analyzer, wire::write(findings)])?;
    let capture: i64 = tx
        .prepare_cached(
            "UPDATE captures SET extractor = ?1, analyzer = ?2
             WHERE key = (SELECT capture FROM articles WHERE key = ?3) RETURNING key",
        )?
        .query_row(params![article.extractor, findings.analyzer, key], |row| row.get(0))?;
    put_problems(tx, capture, "analyze", &findings.problems)?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO entities (article, place, kind, name, starts, ends, n_mentions)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (place, entity) in findings.entities.iter().enumerate() {
        let (kind, name) = (word(&entity.kind), name_key(tx, &entity.name)?);
        let (starts, ends) = (entity.name_at.start(), entity.name_at.end());
        let n_mentions = entity.mentions.len();
        insert.execute(params![key, place, kind, name, starts, ends, n_mentions])?;
    }
    for (place, quotation) in findings.quotations.iter().enumerate() {
        put_quotation(tx, key, place, quotation)?;
    }
    for (place, figure) in findings.figures.iter().enumerate() {
        put_figure(tx, key, place, figure, &article.text)?;
    }
    Ok(())
}

fn put_quotation(
    tx: &Connection,
    article: i64,
    place: usize,
    quotation: &Quotation,
) -> Result<(), Error> {
    let start = |span: Option<Span>| span.map(Span::start);
    let end = |span: Option<Span>| span.map(Span::end);
    let cover = quotation.cover();
    tx.prepare_cached(
        "INSERT INTO quotations (article, place, starts, ends, mode, speaker, source_starts,
             source_ends, cue_starts, cue_ends, is_hedged, is_negated, confidence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        article,
        place,
        cover.start(),
        cover.end(),
        word(&quotation.mode),
        speaker_key(tx, &quotation.speaker)?,
        start(quotation.source),
        end(quotation.source),
        start(quotation.cue),
        end(quotation.cue),
        !quotation.hedges.is_empty(),
        quotation.is_negated,
        quotation.confidence,
    ])?;
    Ok(())
}

fn put_figure(
    tx: &Connection,
    article: i64,
    place: usize,
    figure: &Figure,
    text: &str,
) -> Result<(), Error> {
    let amount = |amount: Option<onrecord_model::figure::Amount>| amount.map(|it| it.to_string());
    tx.prepare_cached(
        "INSERT INTO figures (article, place, starts, ends, modifier, value, low, high, unit,
             counted, source, is_vague, is_negated)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        article,
        place,
        figure.span.start(),
        figure.span.end(),
        figure.modifier.name(),
        amount(figure.value),
        amount(figure.low),
        amount(figure.high),
        figure.unit,
        figure.counted.and_then(|span| span.get(text)),
        speaker_key(tx, &figure.source)?,
        figure.is_vague,
        figure.is_negated,
    ])?;
    Ok(())
}

fn speaker_key(tx: &Connection, speaker: &Speaker) -> Result<Option<i64>, Error> {
    speaker.name().map(|name| name_key(tx, name)).transpose()
}

fn name_key(tx: &Connection, name: &str) -> Result<i64, Error> {
    let mut known = tx.prepare_cached("SELECT key FROM names WHERE name = ?1")?;
    if let Some(key) = known.query_row([name], |row| row.get(0)).optional()? {
        return Ok(key);
    }
    let mut insert = tx.prepare_cached("INSERT INTO names (name, folded) VALUES (?1, ?2)")?;
    Ok(insert.insert(params![name, fold(name)])?)
}
