//! Where the archive keeps the texts of articles, of this and of earlier versions.

use crate::{
    captures::{Archive, Place},
    conversion::{Origin, extractor_of},
    error::Error,
    rows::place_at,
    tables::put_files,
};
use jiff::Timestamp;
use onrecord_model::{article::Article, id::Id};
use rusqlite::{Connection, OptionalExtension, params};

/// Registers texts and the bytes of the files that hold them, in one transaction.
pub(crate) fn put(
    db: &mut Connection,
    texts: &[(Id, Place)],
    files: &[(String, u64)],
) -> Result<(), Error> {
    let tx = db.transaction()?;
    put_files(&tx, files)?;
    for (article, place) in texts {
        tx.prepare_cached(
            "INSERT INTO texts (article, file, offset, length) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (article) DO NOTHING",
        )?
        .execute(params![article.to_string(), place.file, place.offset, place.length])?;
    }
    tx.commit()?;
    Ok(())
}

/// Where the text of an article stands.
pub(crate) fn place(db: &Connection, article: Id) -> Result<Option<Place>, Error> {
    let mut place =
        db.prepare_cached("SELECT file, offset, length, '' FROM texts WHERE article = ?1")?;
    Ok(place.query_row([article.to_string()], place_at).optional()?)
}

/// What the text of an article of this capture is said to be made of; `None` for an unknown capture.
pub(crate) fn origin(db: &Connection, capture: Id) -> Result<Option<Origin>, Error> {
    let mut origin =
        db.prepare_cached("SELECT address, captured_at, record_id FROM captures WHERE id = ?1")?;
    let origin = origin.query_row([capture.to_string()], |row| {
        Ok(Origin {
            target_uri: row.get(0)?,
            captured_at: row.get::<_, String>(1)?.parse().unwrap_or(Timestamp::UNIX_EPOCH),
            record_id: row.get(2)?,
        })
    });
    Ok(origin.optional()?)
}

/// Reads the text of article `id` of `capture` back, and proves by its identifier that it is that
/// article's.
pub(crate) fn read(archive: &Archive, place: &Place, capture: Id, id: Id) -> Result<String, Error> {
    let lost = |why: String| {
        let what = format!("the text of article {id} cannot be read back: {why}");
        Error::damaged(what).within(&archive.path(&place.file))
    };
    let record = archive.record(place)?.map_err(&lost)?;
    let extractor = extractor_of(&record.header).unwrap_or_default();
    let text = String::from_utf8(record.block).map_err(|error| lost(error.to_string()))?;
    if Article::make_id(capture, extractor, &text) != id {
        return Err(lost("its record holds another text".to_owned()));
    }
    Ok(text)
}
