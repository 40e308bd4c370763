//! Articles by outlet, person, day and language, and what there is in all.

use crate::{error::Error, filter::Filter, overlay, rows::id_at, words::fold};
use jiff::civil::Date;
use onrecord_model::{id::Id, problem::ProblemKind};
use rusqlite::{Connection, ToSql, params_from_iter};

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
    /// Outlets with their articles, most first; `None` for articles whose outlet is not stated.
    pub outlets: Vec<(Option<String>, u64)>,
    /// Languages by ISO 639 code with their articles, most first; `None` where not told.
    pub languages: Vec<(Option<String>, u64)>,
    /// Kinds of problems with the captures that have them, in the order of `ProblemKind::ALL`.
    pub problems: Vec<(ProblemKind, u64)>,
    /// The days with articles, in order, with how many.
    pub days: Vec<(Date, u64)>,
    /// Quotations in the articles.
    pub n_quotations: u64,
    /// Figures in the articles.
    pub n_figures: u64,
    /// Quotations and figures that a person decided to be none; the tables do not know of them.
    pub n_dropped: u64,
    /// Pairs of articles that share text.
    pub n_copies: u64,
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

/// The rows that a filter wants, as SQL conditions on `articles a` with their values; words are left
/// to the search index.
#[derive(Default)]
struct Conditions {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    fn of(filter: &Filter, has_decided_names: bool) -> Self {
        let mut all = Self::default();
        all.sql.push_str("a.is_current = 1");
        all.one_of(&filter.outlet, |part| {
            (
                "a.outlet IN (SELECT key FROM outlets WHERE instr(folded, ?) > 0)",
                vec![Box::new(fold(part))],
            )
        });
        all.one_of(&filter.who, |part| {
            let part = fold(part);
            let mut values: Vec<Box<dyn ToSql>> =
                vec![Box::new(part.clone()), Box::new(part.clone()), Box::new(part.clone())];
            if has_decided_names {
                values.push(Box::new(part));
                return (WHO_DECIDED, values);
            }
            (WHO, values)
        });
        all.one_of(&filter.lang, |code| {
            ("a.language = ?", vec![Box::new(code.to_ascii_lowercase())])
        });
        if filter.undated {
            all.and("a.published IS NULL", Vec::new());
        }
        all.days(filter);
        all
    }

    /// Dated articles by their day. Undated ones by their interval: it must lie wholly inside, or,
    /// when only undated ones are wanted, not wholly outside.
    fn days(&mut self, filter: &Filter) {
        let may_meet = filter.undated;
        if let Some(from) = filter.from.map(|day| day.to_string()) {
            self.and(
                if may_meet {
                    "coalesce(a.published, a.not_after, '9999-12-31') >= ?"
                } else {
                    "coalesce(a.published, a.not_before) >= ?"
                },
                vec![Box::new(from)],
            );
        }
        if let Some(to) = filter.to.map(|day| day.to_string()) {
            self.and(
                if may_meet {
                    "coalesce(a.published, a.not_before, '0000-01-01') <= ?"
                } else {
                    "coalesce(a.published, a.not_after) <= ?"
                },
                vec![Box::new(to)],
            );
        }
    }

    fn and(&mut self, condition: &str, values: Vec<Box<dyn ToSql>>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.values.extend(values);
    }

    fn one_of<'c>(
        &mut self,
        wanted: &[String],
        each: impl Fn(&str) -> (&'c str, Vec<Box<dyn ToSql>>),
    ) {
        if wanted.is_empty() {
            return;
        }
        let (sql, values): (Vec<_>, Vec<_>) = wanted.iter().map(|part| each(part)).unzip();
        self.and(&format!("({})", sql.join(" OR ")), values.into_iter().flatten().collect());
    }
}

macro_rules! named {
    () => {
        "SELECT article FROM quotations
            WHERE speaker IN (SELECT key FROM names WHERE instr(folded, ?) > 0)
        UNION ALL SELECT article FROM figures
            WHERE source IN (SELECT key FROM names WHERE instr(folded, ?) > 0)
        UNION ALL SELECT article FROM entities
            WHERE name IN (SELECT key FROM names WHERE instr(folded, ?) > 0) AND kind <> 'place'"
    };
}

/// Speakers, sources of figures, and the people and organizations that are named.
const WHO: &str = concat!("a.key IN (", named!(), ")");

/// The same, and those whom people decided on.
const WHO_DECIDED: &str = concat!(
    "a.key IN (",
    named!(),
    " UNION ALL SELECT article FROM temp.decided_names WHERE instr(folded, ?) > 0)"
);

/// The current articles that a filter wants, words aside, with their keys: in the order of their
/// days (the earliest possible one where the day is not known), those without one last, then by
/// identifier.
pub(crate) fn find(db: &Connection, filter: &Filter) -> Result<Vec<(i64, Id)>, Error> {
    let conditions = Conditions::of(filter, overlay::has_names(db)?);
    let sql = format!(
        "SELECT a.key, a.id FROM {} a WHERE {}
         ORDER BY coalesce(a.published, a.not_before) NULLS LAST, a.id",
        overlay::articles(db)?,
        conditions.sql
    );
    let mut rows = db.prepare_cached(&sql)?;
    let values = params_from_iter(conditions.values.iter());
    let rows = rows.query_map(values, |row| Ok((row.get(0)?, id_at(row, 1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whether a filter wants anything beyond words.
pub(crate) fn is_narrowed(filter: &Filter) -> bool {
    let Filter { words: _, outlet, who, from, to, lang, undated } = filter;
    let is_named = !outlet.is_empty() || !who.is_empty() || !lang.is_empty();
    is_named || from.is_some() || to.is_some() || *undated
}

/// What is in a center, counted.
pub(crate) fn status(db: &Connection, archive_bytes: u64) -> Result<Status, Error> {
    let count = |sql: &str| -> Result<u64, Error> { Ok(db.query_row(sql, [], |row| row.get(0))?) };
    let n_articles = count("SELECT count(*) FROM articles WHERE is_current = 1")?;
    let articles = overlay::articles(db)?;
    let dated = format!("FROM {articles} a WHERE is_current = 1 AND published IS NOT NULL");
    let n_dated = count(&format!("SELECT count(*) {dated}"))?;
    let current = "JOIN articles a ON a.key = r.article AND a.is_current = 1";
    let mut problems = Vec::new();
    for &kind in ProblemKind::ALL {
        let sql = "SELECT count(DISTINCT capture) FROM problems WHERE kind = ?1";
        let n: u64 = db.prepare_cached(sql)?.query_row([kind.name()], |row| row.get(0))?;
        if n > 0 {
            problems.push((kind, n));
        }
    }
    let days = format!("SELECT published, count(*) {dated} GROUP BY 1 ORDER BY 1");
    let mut days = db.prepare_cached(&days)?;
    let days = days.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    let days = days.map(|row| {
        let (day, n) = row?;
        let day = day.parse().map_err(|_| Error::damaged(format!("`{day}` is no day")))?;
        Ok((day, n))
    });
    Ok(Status {
        n_captures: count("SELECT count(*) FROM captures")?,
        n_waiting: count("SELECT count(*) FROM captures WHERE extractor = 0 AND analyzer = 0")?,
        n_articles,
        n_dated,
        n_undated: n_articles - n_dated,
        outlets: counted(
            db,
            "SELECT o.name, count(*) FROM articles a LEFT JOIN outlets o ON o.key = a.outlet
             WHERE a.is_current = 1 GROUP BY 1 ORDER BY 2 DESC, 1",
        )?,
        languages: counted(
            db,
            "SELECT language, count(*) FROM articles WHERE is_current = 1
             GROUP BY 1 ORDER BY 2 DESC, 1",
        )?,
        problems,
        days: days.collect::<Result<_, Error>>()?,
        n_quotations: count(&format!("SELECT count(*) FROM quotations r {current}"))?,
        n_figures: count(&format!("SELECT count(*) FROM figures r {current}"))?,
        n_copies: count("SELECT count(*) FROM copied")?,
        n_dropped: 0,
        archive_bytes,
    })
}

fn counted(db: &Connection, sql: &str) -> Result<Vec<(Option<String>, u64)>, Error> {
    let mut rows = db.prepare_cached(sql)?;
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
