//! `said`: quotations by speaker.

use crate::{
    args,
    listing::{self, Listed},
    out::{Found, Out},
    paint::{clean, isolated},
};
use anyhow::Result;
use onrecord_center::{
    Center,
    answer::{Said, mode_word},
    local::Access,
    precision,
    query::Query,
    row::Row,
};
use onrecord_model::quotation::Mode;
use std::path::Path;

pub fn run(folder: &Path, what: &args::Said, out: &Out) -> Result<Found> {
    let query = Query {
        by: what.who.clone(),
        about: Query::subject(what.about.as_deref().unwrap_or_default())?,
        precision: what.sureness.precision(),
        ..Query::parse(&what.query.text())?
    };
    let center = Center::open(folder, Access::Read)?;
    let mut n_left_out = 0;
    let found = listing::run(&query, out, |take| {
        n_left_out = center.said(&query, take)?;
        Ok(())
    })?;
    if let Some(words) = precision::left_out(n_left_out) {
        out.note(&words);
    }
    Ok(found)
}

impl Listed for Said {
    const NAME: &'static str = "statement";
    const HINT: &'static str =
        "“ ” the speaker's own words · ~ retold · onrecord explain ARTICLE/START-END says why";

    fn group(&self) -> String {
        self.who()
    }

    fn remark(group: &[Self]) -> Option<String> {
        group.iter().find_map(|said| said.role.as_deref()).map(isolated)
    }

    fn row(&self) -> Row {
        Said::row(self)
    }

    fn print(&self, out: &Out) -> Result<()> {
        let paint = out.paint;
        let outlet = isolated(&self.article.outlet);
        out.line(format!("  {} · {outlet}", paint.time(&self.article.published.label())))?;
        let words: Vec<_> = self.content.iter().map(|part| clean(part.exact())).collect();
        let words = words.join(" … ");
        let words = match self.mode {
            Mode::Direct => paint.said(&paint.wrapped(&format!("“{words}”"), 4)),
            Mode::Indirect | Mode::Mixed => paint.wrapped(&format!("~ {words}"), 4),
        };
        out.line(words)?;
        let mut notes = vec![self.passage.to_string()];
        if self.mode != Mode::Direct {
            notes.push(mode_word(self.mode).to_owned());
        }
        if let Some(cue) = &self.cue {
            notes.push(format!("“{}”", clean(cue)));
        }
        if self.is_negated {
            notes.push("denied or refused".to_owned());
        }
        let mut line = format!("    {}", paint.dim(&notes.join(" · ")));
        if !self.hedges.is_empty() {
            line.push_str(&format!("  hedge: {}", paint.hedge(&self.hedges.join(", "))));
        }
        out.line(line)?;
        Ok(())
    }
}
