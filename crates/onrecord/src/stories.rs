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
    if answer.n_waiting > 0 {
        let n = count(answer.n_waiting, "article");
        out.note(&format!("{n} came since stories were grouped: the next `add` groups them"));
    }
    if answer.together.is_empty() && answer.alone.is_empty() {
        search::nothing(&query, out);
        return Ok(Found::Nothing);
    }
    if out.json {
        for listed in answer.together.iter().chain(&answer.alone) {
            center.story(listed)?.rows().iter().try_for_each(|row| out.row(row))?;
        }
        return Ok(Found::Something);
    }
    for listed in &answer.together {
        print(&center.story(listed)?, out)?;
    }
    if !answer.alone.is_empty() {
        let n = count(answer.alone.len(), "article");
        out.line(out.paint.dim(&format!("{n} of no story with another here")))?;
    }
    for listed in &answer.alone {
        print_articles(&center.story(listed)?, out)?;
    }
    out.hint("\nan article names the passage of its title; `explain` a story says why it is one");
    Ok(Found::Something)
}

/// A story with those of its articles that were asked for.
pub fn print(story: &StoryAnswer, out: &Out) -> Result<()> {
    if out.json {
        return Ok(story.rows().iter().try_for_each(|row| out.row(row))?);
    }
    let paint = out.paint;
    let Some(first) = story.lines.first() else { return Ok(()) };
    let n = story.lines.len();
    let articles = match story.matching.len() {
        n_matching if n_matching < n => format!("{n_matching} of {n} articles match"),
        _ => count(n, "article"),
    };
    out.line(paint.wrapped(&paint.strong(&clean(&first.title)), 0))?;
    let days = match story.days() {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first} to {last}"),
        None => "undated".to_owned(),
    };
    out.line(format!(
        "  {} · {articles} in {} · at most {}",
        paint.time(&days),
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
    for line in story.lines.iter().filter(|line| story.matching.contains(&line.id)) {
        let title = isolated(&clean(&line.title));
        let place = line.passage.as_ref().map_or(format!("{:#}", line.id), ToString::to_string);
        out.line(format!("  {} · {title}  {}", search::byline(line, out), out.paint.dim(&place)))?;
    }
    Ok(())
}
