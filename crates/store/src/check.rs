//! Whether everything in a center's folder is what it was, and fits together.

use crate::{
    captures::Scanned,
    database,
    error::Error,
    finds,
    lock::Lock,
    open::Store,
    record::Holds,
    rows::id_at,
    tables::{self, place_of},
    texts,
};
use onrecord_archive::header::DigestCheck;
use onrecord_model::{article::Article, findings::Findings, id::Id};
use onrecord_text::Span;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt::Write as _};

/// After so many flaws of one kind the rest is counted only: a lost file would fill the screen.
const MAX_NAMED: usize = 100;

impl Store {
    /// Re-reads everything: every record of the archive with its digest, every row with its record,
    /// every identifier from its parts, the search index against the tables. `progress` is told
    /// bytes of the archive, done and in all. Returns what is wrong, in words; empty when nothing is.
    ///
    /// # Errors
    ///
    /// When something cannot be read at all.
    pub fn check(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<Vec<String>, Error> {
        let mut flaws = Flaws::default();
        // One view of the tables, also while another program writes.
        let view = self.db.unchecked_transaction()?;
        check_database(&view, &mut flaws)?;
        self.check_archive(&view, &mut flaws, progress)?;
        check_articles(&view, &mut flaws)?;
        check_copies(&view, &mut flaws)?;
        let damaged = self.decisions()?.damaged;
        damaged.into_iter().for_each(|what| flaws.add("decision", what));
        // The index of another program's unfinished batch is behind, and rightly so.
        if self.lock.is_some() || !Lock::is_held(&self.folder) {
            self.check_index(&view, &mut flaws)?;
        }
        Ok(flaws.named())
    }

    fn check_archive(
        &self,
        db: &Connection,
        flaws: &mut Flaws,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), Error> {
        let files = tables::known_files(db)?;
        let total = files.iter().map(|(_, bytes)| bytes).sum();
        let (mut done, mut seen) = (0, BTreeSet::new());
        for (file, bytes) in &files {
            let path = self.archive.path(file);
            let len = std::fs::metadata(&path).map_or(0, |meta| meta.len());
            if len < *bytes {
                let lost = bytes - len;
                flaws.add("archive", format!("archive/{file} is {lost} bytes shorter than it was"));
            }
            if len > 0 {
                self.archive.scan(file, 0..*bytes, |scanned| {
                    match scanned {
                        Scanned::Damage(at, what) => {
                            flaws.add("archive", format!("archive/{file} at byte {at}: {what}"));
                        }
                        Scanned::Record(_, place, DigestCheck::Wrong) => {
                            let at = place.offset;
                            let what = "the record's bytes are not what its digest says";
                            flaws.add("archive", format!("archive/{file} at byte {at}: {what}"));
                        }
                        Scanned::Record(holds, place, _) => {
                            progress(done + place.offset + place.length, total);
                            let (what, id, known) = match holds {
                                Holds::Capture(capture) => {
                                    let id = capture.id();
                                    ("capture", id, place_of(db, id)?)
                                }
                                Holds::Text(id) => {
                                    ("the text of article", id, texts::place(db, id)?)
                                }
                                Holds::Other => return Ok(()),
                            };
                            match known {
                                None if place.length > 0 => flaws.add(
                                    "archive",
                                    format!("{what} {id} of archive/{file} is in no table"),
                                ),
                                // The same record once more is passed over.
                                Some(known)
                                    if known.offset == place.offset && known.file == *file =>
                                {
                                    seen.insert((what, id));
                                }
                                _ => (),
                            }
                        }
                    }
                    Ok(())
                })?;
            }
            done += bytes;
            progress(done, total);
        }
        for (what, sql) in [
            ("capture", "SELECT id, file, offset FROM captures ORDER BY key"),
            ("the text of article", "SELECT article, file, offset FROM texts ORDER BY article"),
        ] {
            let mut rows = db.prepare(sql)?;
            let rows = rows.query_map([], |row| Ok((id_at(row, 0)?, row.get(1)?, row.get(2)?)))?;
            for row in rows {
                let (id, file, offset): (Id, String, u64) = row?;
                if !seen.contains(&(what, id)) {
                    let place = format!("archive/{file} at byte {offset}");
                    flaws.add(what, format!("{what} {id} has no whole record: {place}"));
                }
            }
        }
        Ok(())
    }

    fn check_index(&self, db: &Connection, flaws: &mut Flaws) -> Result<(), Error> {
        let Some(index) = &self.index else {
            flaws.add("index", "the search index is missing; `onrecord rebuild` makes it".into());
            return Ok(());
        };
        let (wanted, found) = (database::sequence(db)?, index.follows(db)?);
        if found != Some(wanted) {
            let found = found.map_or_else(|| "other tables".to_owned(), |n| n.to_string());
            flaws
                .add("index", format!("the search index follows {found}, the tables are {wanted}"));
        }
        let mut current = db.prepare("SELECT key FROM articles WHERE is_current = 1")?;
        let current: BTreeSet<i64> =
            current.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let indexed = index.matching(&[])?;
        let missing = current.difference(&indexed).count();
        let foreign = indexed.difference(&current).count();
        if missing + foreign > 0 {
            let counts = format!("lacks {missing} articles and holds {foreign} that are not there");
            flaws.add("index", format!("the search index {counts}"));
        }
        Ok(())
    }

    /// SHA-256 over every capture and every derived record that is current, in the order of their
    /// identifiers: equal for equal centers, whatever the order in which they were filled.
    ///
    /// # Errors
    ///
    /// When the tables cannot be read.
    pub fn digest_of_records(&self) -> Result<String, Error> {
        let view = self.db.unchecked_transaction()?;
        let mut digest = Sha256::new();
        for sql in [
            "SELECT id, '' FROM captures ORDER BY id",
            "SELECT r.record, r.text FROM articles a JOIN article_records r ON r.article = a.key
             WHERE a.is_current = 1 ORDER BY a.id",
            "SELECT f.record, '' FROM articles a JOIN findings f ON f.article = a.key
             WHERE a.is_current = 1 ORDER BY a.id",
            "SELECT d.record, '' FROM articles a JOIN datings d ON d.article = a.key
             WHERE a.is_current = 1 ORDER BY a.id",
            "SELECT k.record, '' FROM copies k
             JOIN articles a ON a.key = k.a AND a.is_current = 1
             JOIN articles b ON b.key = k.b AND b.is_current = 1 ORDER BY a.id, b.id",
        ] {
            let mut rows = view.prepare(sql)?;
            let mut rows = rows.query([])?;
            while let Some(row) = rows.next()? {
                for idx in 0..2 {
                    let part = row.get_ref(idx)?.as_bytes().unwrap_or_default();
                    digest.update((part.len() as u64).to_be_bytes());
                    digest.update(part);
                }
            }
        }
        let mut text = String::with_capacity(64);
        digest.finalize().iter().for_each(|byte| {
            let _ = write!(text, "{byte:02x}");
        });
        Ok(text)
    }
}

/// What was found wrong, by kind.
#[derive(Default)]
struct Flaws {
    named: Vec<String>,
    counts: std::collections::BTreeMap<&'static str, usize>,
}

impl Flaws {
    fn add(&mut self, kind: &'static str, what: String) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= MAX_NAMED {
            self.named.push(what);
        }
    }

    fn named(mut self) -> Vec<String> {
        for (kind, count) in self.counts.iter().filter(|(_, count)| **count > MAX_NAMED) {
            self.named.push(format!("and {} more of this kind ({kind})", count - MAX_NAMED));
        }
        self.named
    }
}

fn check_database(db: &Connection, flaws: &mut Flaws) -> Result<(), Error> {
    let mut rows = db.prepare("PRAGMA integrity_check(100)")?;
    for row in rows.query_map([], |row| row.get::<_, String>(0))? {
        let row = row?;
        if row != "ok" {
            flaws.add("sqlite", format!("center.sqlite: {row}"));
        }
    }
    let mut rows = db.prepare("PRAGMA foreign_key_check")?;
    for row in rows.query_map([], |row| Ok((row.get(0)?, row.get(2)?)))? {
        let (table, parent): (String, String) = row?;
        flaws.add("sqlite", format!("center.sqlite: a row of {table} points to no {parent}"));
    }
    Ok(())
}

fn check_articles(db: &Connection, flaws: &mut Flaws) -> Result<(), Error> {
    let mut rows = db.prepare(
        "SELECT a.id, c.id,
             (SELECT count(*) FROM entities WHERE article = a.key),
             (SELECT count(*) FROM quotations WHERE article = a.key),
             (SELECT count(*) FROM figures WHERE article = a.key)
         FROM articles a JOIN captures c ON c.key = a.capture ORDER BY a.key",
    )?;
    let rows = rows.query_map([], |row| {
        Ok((id_at(row, 0)?, id_at(row, 1)?, [row.get(2)?, row.get(3)?, row.get(4)?]))
    })?;
    for row in rows {
        let (id, capture, counts): (Id, Id, [usize; 3]) = row?;
        let mut flaw = |what: String| flaws.add("article", format!("article {id} {what}"));
        let article = match tables::article(db, id) {
            Ok(Some(article)) => article,
            Ok(None) => {
                flaw("has no record".to_owned());
                continue;
            }
            Err(error) => {
                flaw(error.to_string());
                continue;
            }
        };
        let made = Article::make_id(article.capture, article.extractor, &article.text);
        if article.id != id || made != id || article.capture != capture {
            flaw(format!("is not what its identifier says: its parts give {made}"));
        }
        if !article.text.is_empty() && texts::place(db, id)?.is_none() {
            flaw("has no text in the archive".to_owned());
        }
        if article.zones.iter().any(|zone| zone.span.get(&article.text).is_none()) {
            flaw("has a zone outside its text".to_owned());
        }
        match finds::read(db, id) {
            Ok(Some(findings)) => check_findings(&article, &findings, counts, flaw),
            Ok(None) => flaw("has no findings".to_owned()),
            Err(error) => flaw(error.to_string()),
        }
    }
    Ok(())
}

fn check_findings(
    article: &Article,
    findings: &Findings,
    counts: [usize; 3],
    mut flaw: impl FnMut(String),
) {
    let Findings { entities, quotations, figures, .. } = findings;
    let wanted = [entities.len(), quotations.len(), figures.len()];
    if counts != wanted {
        flaw(format!("has {counts:?} entities, quotations and figures in rows, {wanted:?} found"));
    }
    if findings.article != article.id {
        flaw(format!("has the findings of article {}", findings.article));
    }
    let is_outside = |span: Span| span.get(&article.text).is_none();
    let spans = quotations.iter().flat_map(|quotation| quotation.content.iter().copied());
    if spans.chain(figures.iter().map(|figure| figure.span)).any(is_outside) {
        flaw("has a passage outside its text".to_owned());
    }
}

fn check_copies(db: &Connection, flaws: &mut Flaws) -> Result<(), Error> {
    let mut rows = db.prepare(
        "SELECT a.id, b.id, k.record FROM copies k
         JOIN articles a ON a.key = k.a JOIN articles b ON b.key = k.b",
    )?;
    let rows = rows.query_map([], |row| Ok((id_at(row, 0)?, id_at(row, 1)?, row.get(2)?)))?;
    for row in rows {
        let (a, b, record): (Id, Id, String) = row?;
        match crate::groups::read(&record) {
            Ok(copy) if (copy.a, copy.b) == (a, b) => (),
            Ok(_) => flaws.add("copy", format!("copy of {a} and {b} is a record of others")),
            Err(error) => flaws.add("copy", format!("copy of {a} and {b}: {error}")),
        }
    }
    Ok(())
}
