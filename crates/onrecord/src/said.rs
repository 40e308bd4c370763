//! `said`: quotations by speaker.

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::{clean, isolated},
    search,
};
use anyhow::Result;
use onrecord_center::{
    Center,
    answer::{Said, mode_word},
    local::Access,
    query::Query,
};
use onrecord_model::quotation::Mode;
use std::{collections::BTreeMap, path::Path};

pub fn run(folder: &Path, what: &args::Query, out: &Out) -> Result<Found> {
    let query = Query::parse(&what.text())?;
    let center = Center::open(folder, Access::Read)?;
    let (mut n_found, mut by_speaker) = (0, BTreeMap::<String, Vec<Said>>::new());
    center.said(&query, &mut |said| {
        n_found += 1;
        if out.json {
            // A closed pipe ends the next write; the walk itself has no reason to fail.
            let _ = out.row(&said.row());
        } else {
            by_speaker.entry(said.who()).or_default().push(said);
        }
        Ok(())
    })?;
    out.flush()?;
    if n_found == 0 {
        search::nothing(&query, out);
        return Ok(Found::Nothing);
    }
    let mut speakers: Vec<_> = by_speaker.into_iter().collect();
    speakers.sort_by_key(|(_, said)| std::cmp::Reverse(said.len()));
    for (speaker, said) in &speakers {
        let role = said.iter().find_map(|said| said.role.as_deref());
        let role = role.map(|role| format!(" · {}", isolated(role))).unwrap_or_default();
        let n = count(said.len(), "statement");
        out.line(format!("{}{role} · {n}", out.paint.strong(speaker)))?;
        for one in said {
            print(one, out)?;
        }
        out.line("")?;
    }
    if !speakers.is_empty() {
        out.hint(
            "“ ” the speaker's own words · ~ retold · onrecord explain ARTICLE/START-END says why",
        );
    }
    Ok(Found::Something)
}

fn print(said: &Said, out: &Out) -> Result<()> {
    let paint = out.paint;
    let outlet = isolated(&said.article.outlet);
    out.line(format!("  {} · {outlet}", paint.time(&said.article.published.label())))?;
    let words: Vec<_> = said.content.iter().map(|part| clean(part.exact())).collect();
    let words = words.join(" … ");
    let words = match said.mode {
        Mode::Direct => paint.said(&paint.wrapped(&format!("“{words}”"), 4)),
        Mode::Indirect | Mode::Mixed => paint.wrapped(&format!("~ {words}"), 4),
    };
    out.line(words)?;
    let mut notes = vec![said.passage.to_string()];
    if said.mode != Mode::Direct {
        notes.push(mode_word(said.mode).to_owned());
    }
    if let Some(cue) = &said.cue {
        notes.push(format!("“{}”", clean(cue)));
    }
    if said.is_negated {
        notes.push("denied or refused".to_owned());
    }
    let mut line = format!("    {}", paint.dim(&notes.join(" · ")));
    if !said.hedges.is_empty() {
        line.push_str(&format!("  hedge: {}", paint.hedge(&said.hedges.join(", "))));
    }
    out.line(line)?;
    Ok(())
}
