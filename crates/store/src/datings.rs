//! Datings of articles as other articles revise them.

use crate::{error::Error, grouping, rows::record, tables};
use jiff::civil::Date;
use onrecord_model::{dating::Dating, id::Id, wire};
use rusqlite::{Connection, OptionalExtension, params};

/// Puts revised datings, or takes them back; the days that users ask for follow.
pub(crate) fn put(db: &mut Connection, datings: &[(Id, Option<Dating>)]) -> Result<(), Error> {
    let tx = db.transaction()?;
    for (id, revised) in datings {
        let Some(article) = tables::article(&tx, *id)? else {
            return Err(Error::refused(format!("dating of article {id}, which is not here")));
        };
        let dating = revised.as_ref().unwrap_or(&article.published);
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        grouping::queue_redated(&tx, *id, day(dating.best))?;
        tx.prepare_cached(
            "UPDATE articles SET published = ?2, not_before = ?3, not_after = ?4 WHERE id = ?1",
        )?
        .execute(params![
            id.to_string(),
            day(dating.best),
            day(dating.not_before),
            day(dating.not_after)
        ])?;
        let this = "(SELECT key FROM articles WHERE id = ?1)";
        match revised {
            Some(dating) => tx
                .prepare_cached(&format!(
                    "INSERT OR REPLACE INTO datings (article, record) VALUES ({this}, ?2)"
                ))?
                .execute(params![id.to_string(), wire::write(dating)])?,
            None => tx
                .prepare_cached(&format!("DELETE FROM datings WHERE article = {this}"))?
                .execute([id.to_string()])?,
        };
    }
    tx.commit()?;
    Ok(())
}

/// The revised dating of an article, where there is one.
pub(crate) fn dating(db: &Connection, id: Id) -> Result<Option<Dating>, Error> {
    let mut row = db.prepare_cached(
        "SELECT d.record FROM articles a JOIN datings d ON d.article = a.key WHERE a.id = ?1",
    )?;
    let row: Option<String> = row.query_row([id.to_string()], |row| row.get(0)).optional()?;
    row.map(|row| record(&row, format_args!("the dating of article {id}"))).transpose()
}
