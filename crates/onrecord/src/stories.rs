//! `stories`: the articles grouped by event, with outlets, origins and the words that make a story.

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::{clean, isolated},
    search,
};
use anyhow::Result;
use onrecord_center::{Center, local::Access, query::Query, stories::StoryAnswer};
use std::path::Path;

/// Words shown of a story, strongest first.
const MAX_WORDS: usize = 5;

pub fn run(folder: &Path, what: &args::Stories, out: &Out) -> Result<Found> {
    let query = Query::parse(&what.text())?;
    let center = Center::open(folder, Access::Read)?;
    let answer = center.stories(&query)?;
    if answer.stories.is_empty() {
        search::nothing(&query, out);
        return Ok(Found::Nothing);
    }
    let (together, alone): (Vec<_>, Vec<_>) =
        answer.stories.iter().partition(|story| story.lines.len() > 1);
    if out.json {
        for story in together.iter().chain(&alone) {
            story.rows().iter().try_for_each(|row| out.row(row))?;
        }
    } else {
        together.iter().try_for_each(|story| print(story, out))?;
        if !alone.is_empty() {
            let n = count(alone.len(), "article");
            out.line(out.paint.dim(&format!("{n} of no story with another here")))?;
        }
        for story in alone {
            print_articles(story, out)?;
        }
        out.hint(
            "\nan article names the passage of its title; --json gives every article as a row",
        );
    }
    if answer.n_unread > 0 {
        let n = answer.n_unread;
        out.note(&format!(
            "{n} more matching articles were not read; narrow the query to read them"
        ));
    }
    Ok(Found::Something)
}

fn print(story: &StoryAnswer, out: &Out) -> Result<()> {
    let paint = out.paint;
    let Some(first) = story.lines.first() else { return Ok(()) };
    out.line(paint.wrapped(&paint.strong(&clean(&first.title)), 0))?;
    let days = match story.days() {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first} to {last}"),
        None => "undated".to_owned(),
    };
    out.line(format!(
        "  {} · {} in {} · at most {}",
        paint.time(&days),
        count(story.lines.len(), "article"),
        count(story.outlets().len(), "outlet"),
        count(story.origins.at_most(), "independent origin"),
    ))?;
    let words: Vec<String> = story.reasons().into_iter().take(MAX_WORDS).collect();
    let why = format!("shared words: {} · story {:#}", words.join(", "), story.id);
    out.line(paint.dim(&paint.wrapped(&why, 2)))?;
    print_articles(story, out)?;
    Ok(out.line("")?)
}

fn print_articles(story: &StoryAnswer, out: &Out) -> Result<()> {
    for line in &story.lines {
        let title = isolated(&clean(&line.title));
        let place = line.passage.as_ref().map_or(format!("{:#}", line.id), ToString::to_string);
        out.line(format!("  {} · {title}  {}", search::byline(line, out), out.paint.dim(&place)))?;
    }
    Ok(())
}
