//! What rows are made of: identifiers, places, words of enums, problems.

use crate::{captures::Place, error::Error};
use onrecord_model::{
    id::Id,
    problem::Problem,
    wire::{
        self,
        shape::{Record, Wire},
    },
};
use rusqlite::{Connection, Row, params};
use std::fmt::Display;

/// Reads an identifier from a column.
pub(crate) fn id_at(row: &Row<'_>, idx: usize) -> rusqlite::Result<Id> {
    let text = row.get_ref(idx)?.as_str()?;
    text.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(idx, rusqlite::types::Type::Text, Box::new(error))
    })
}

/// Reads a place from the first four columns.
pub(crate) fn place_at(row: &Row<'_>) -> rusqlite::Result<Place> {
    let (file, offset) = (row.get(0)?, row.get(1)?);
    Ok(Place { file, offset, length: row.get(2)?, record_id: row.get(3)? })
}

/// An enum's word, as it stands in records.
pub(crate) fn word<T: Wire>(value: &T) -> String {
    wire::json(value).trim_matches('"').to_owned()
}

/// Reads a record in the exchange format; `what` names it where it is damaged.
pub(crate) fn record<T: Record>(record: &str, what: impl Display) -> Result<T, Error> {
    wire::read(record).map_err(|error| Error::damaged(format!("{what} cannot be read: {error}")))
}

/// Puts what a step found wrong with a capture.
pub(crate) fn put_problems(
    tx: &Connection,
    capture: i64,
    step: &str,
    problems: &[Problem],
) -> Result<(), Error> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO problems (capture, step, place, kind, detail) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (place, problem) in problems.iter().enumerate() {
        insert.execute(params![capture, step, place, problem.kind.name(), problem.detail])?;
    }
    Ok(())
}
