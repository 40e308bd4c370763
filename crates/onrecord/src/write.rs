//! `brief` and `timeline`: cited texts, printed or written to a file.

use crate::{
    add, args,
    out::{Found, Out},
    reword, search,
};
use anyhow::{Context, Result, bail};
use onrecord_center::{
    Center,
    choose::{Chosen, Length, Window},
    local::Access,
    query::{Query, days},
    write as form,
};
use onrecord_model::brief::Brief;
use std::{fs, path::Path};

/// Most lines of a short text on a terminal.
const SHORT_LINES: usize = 5;

pub fn brief(folder: &Path, what: &args::Brief, out: &Out) -> Result<Found> {
    run(folder, &what.write, what.new_since.as_deref(), out, Chosen::brief)
}

pub fn timeline(folder: &Path, what: &args::Write, out: &Out) -> Result<Found> {
    run(folder, what, None, out, Chosen::timeline)
}

type Writer = fn(&Chosen, Window, Length) -> onrecord_center::error::Result<Brief>;

fn run(
    folder: &Path,
    what: &args::Write,
    new_since: Option<&str>,
    out: &Out,
    write: Writer,
) -> Result<Found> {
    let precision = what.sureness.precision();
    let query = Query { precision, ..Query::parse(&what.query.text())? };
    let first = |day: &str| days(day).map(|(first, _)| first);
    let window = Window {
        since: what.since.as_deref().map(first).transpose()?,
        until: what.until.as_deref().map(days).transpose()?.map(|(_, last)| last),
        new_since: new_since.map(first).transpose()?,
    };
    let chosen = choose(folder, what, &query, out)?;
    if chosen.articles.is_empty() {
        search::nothing(&query, out);
        return Ok(Found::Nothing);
    }
    let brief = write(&chosen, window, what.length.unwrap_or(Length::Own))?;
    let brief =
        if what.rephrase { reword::reword(folder, what, &chosen, brief, out)? } else { brief };
    match &what.output {
        Some(path) => {
            save(&brief, &chosen, path)?;
            out.note(&format!("{} · written to {}", basis(&brief), path.display()));
        }
        None if out.json => out.line(form::json(&brief, &chosen))?,
        None if what.length == Some(Length::Short) => {
            let lines = form::few_lines(&brief, out.paint.width, out.paint.has_colors, SHORT_LINES);
            out.line(lines.trim_end())?;
        }
        None => out.line(form::terminal(&brief, out.paint.width, out.paint.has_colors))?,
    }
    Ok(Found::any(brief.sections.iter().map(|section| section.sentences.len()).sum()))
}

fn choose(folder: &Path, what: &args::Write, query: &Query, out: &Out) -> Result<Chosen> {
    if what.from.is_empty() {
        return Ok(Center::open(folder, Access::Read)?.choose(query)?);
    }
    let mut center = Center::open(folder, Access::Write)?;
    add::report_repairs(&center, out);
    let added = add::add(&mut center, &what.from, out)?;
    if added.was_stopped {
        bail!("stopped while adding; the same command goes on where it stopped");
    }
    Ok(center.choose_from(query, &added.captures)?)
}

/// Writes a brief in the form that the file's name asks for; an existing file is replaced whole.
pub fn save(brief: &Brief, chosen: &Chosen, path: &Path) -> Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let text = match ending {
        _ if name.ends_with(".csl.json") => form::csl_json(brief),
        "md" | "markdown" => form::markdown(brief),
        "html" | "htm" => form::html(brief, chosen),
        "json" => form::json(brief, chosen),
        "bib" => form::bibtex(brief),
        "ris" => form::ris(brief),
        _ => bail!(
            "{}: the ending says the form; use .md, .html, .json, .bib, .ris or .csl.json",
            path.display()
        ),
    };
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    fs::write(&partial, text)
        .and_then(|()| fs::rename(&partial, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// `12 passages of 5 articles, at most 4 independent origins`.
pub fn basis(brief: &Brief) -> String {
    let basis = &brief.basis;
    format!(
        "{} of {}, at most {}",
        add::count(basis.n_passages, "passage"),
        add::count(basis.n_articles, "article"),
        add::count(basis.n_origins, "independent origin")
    )
}
