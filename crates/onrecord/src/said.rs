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
    kinds::{Kinds, LeftOut},
    local::Access,
    query::Query,
    row::Row,
};
use onrecord_model::quotation::{Mode, Speaker, SpeakerKind};
use std::path::Path;

pub fn run(folder: &Path, what: &args::Said, out: &Out) -> Result<Found> {
    let query = Query {
        by: what.who.clone(),
        about: Query::subject(what.about.as_deref().unwrap_or_default())?,
        precision: what.sureness.precision(),
        kinds: Kinds::named(&what.kind)?,
        ..Query::parse(&what.query.text())?
    };
    let center = Center::open(folder, Access::Read)?;
    let mut left_out = LeftOut::default();
    let found = listing::run(&query, out, |take| {
        left_out = center.said(&query, take)?;
        Ok(())
    })?;
    left_out.told(&query.kinds).iter().for_each(|words| out.note(words));
    Ok(found)
}

impl Listed for Said {
    const NAME: &'static str = "statement";
    const HINT: &'static str =
        "“ ” the speaker's own words · ~ retold · onrecord explain ARTICLE/START-END says why";

    fn group(&self) -> String {
        self.bearer.clone().unwrap_or_else(|| self.who())
    }

    /// Those with a name come before those described, documents after them, and what nobody is
    /// established for last.
    fn rank(&self) -> usize {
        match &self.speaker {
            Speaker::Established { kind: SpeakerKind::Document, .. } => 2,
            Speaker::Established { .. } | Speaker::Decided { name: Some(_), .. } => 0,
            Speaker::Unnamed { .. } => 1,
            Speaker::NotEstablished { .. } | Speaker::Decided { .. } => 3,
        }
    }

    fn remark(group: &[Self]) -> Option<String> {
        // A bearer's label names the role already.
        let group = group.iter().filter(|said| said.bearer.is_none());
        group.clone().find_map(|said| said.role.as_deref()).map(isolated)
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
        if !self.kind.is_uttered() {
            notes.push(self.kind.name().to_owned());
        }
        if self.is_negated {
            notes.push("denied or refused".to_owned());
        }
        if !self.via.is_empty() {
            notes.push(format!("via {}", clean(&self.via.join(", via "))));
        }
        let mut line = format!("    {}", paint.dim(&notes.join(" · ")));
        if !self.hedges.is_empty() {
            line.push_str(&format!("  hedge: {}", paint.hedge(&self.hedges.join(", "))));
        }
        out.line(line)?;
        if let Some(note) = self.speaker.decided() {
            out.line(paint.clash(&paint.wrapped(&format!("speaker {}", clean(note)), 4)))?;
        }
        Ok(())
    }
}
