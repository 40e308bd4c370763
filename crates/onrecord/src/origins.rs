//! `origins`: who copied whom, and at most how many independent origins there are.

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::isolated,
    search,
};
use anyhow::Result;
use onrecord_center::{
    Center,
    answer::{OriginsAnswer, Shared, copy_word},
    kinds::versions_left_out,
    local::Access,
    query::Query,
};
use onrecord_model::{
    copy::{Copy, Direction, OriginGroup},
    passage::Passage,
};
use std::path::Path;

/// Longer shared passages are cut here, in bytes; their links lead to the whole.
const MAX_SHARED_BYTES: usize = 240;

pub fn run(folder: &Path, what: &args::Query, out: &Out) -> Result<Found> {
    let query = Query::parse(&what.text())?;
    let center = Center::open(folder, Access::Read)?;
    let answer = center.origins(&query)?;
    if answer.lines.is_empty() {
        search::nothing(&query, out);
        return Ok(Found::Nothing);
    }
    if out.json {
        answer.rows().iter().try_for_each(|row| out.row(row))?;
    } else {
        print(&answer, out)?;
    }
    versions_left_out(answer.n_versions).iter().for_each(|words| out.note(words));
    Ok(Found::Something)
}

fn print(answer: &OriginsAnswer, out: &Out) -> Result<()> {
    let origins = &answer.origins;
    let headline = format!(
        "{} · at most {}",
        count(origins.articles.len(), "article"),
        count(origins.at_most(), "independent origin")
    );
    out.line(out.paint.heading(&headline))?;
    let (together, alone): (Vec<_>, Vec<_>) =
        origins.groups.iter().partition(|group| group.articles.len() > 1);
    for group in together {
        out.line("")?;
        print_group(answer, group, out)?;
    }
    if !alone.is_empty() {
        out.line(format!("\n{}", out.paint.dim("no copy of another article here")))?;
    }
    for group in alone {
        print_article(answer, group, "  ", out)?;
        // What stands alone has reasons only where somebody decided so.
        for reason in &group.reasons {
            out.line(out.paint.dim(&out.paint.wrapped(&crate::paint::clean(reason), 4)))?;
        }
    }
    if !answer.shared.is_empty() {
        out.line(format!("\n{}", out.paint.dim("text shared, origin not established")))?;
    }
    for Shared { copy, passages: (a, b) } in &answer.shared {
        out.line(format!("  {:#} ┄ {:#} · {}", copy.a, copy.b, copy_word(copy.kind)))?;
        let words = a.exact();
        let cut = words.floor_char_boundary(MAX_SHARED_BYTES);
        let more = if cut < words.len() { " […]" } else { "" };
        let words = format!("{}{more}", crate::paint::clean(&words[..cut]));
        out.line(out.paint.wrapped(&words, 5))?;
        let link = |at: &Passage| format!("{:#}/{}", at.article(), at.span());
        out.line(format!("     {}", out.paint.dim(&format!("{} ┄ {}", link(a), link(b)))))?;
    }
    out.hint("\nreprints are one origin; fewer than the number may be independent, never more");
    Ok(())
}

fn print_group(answer: &OriginsAnswer, group: &OriginGroup, out: &Out) -> Result<()> {
    let credited = group.credited.as_deref().map(isolated);
    let title = credited.map_or("one origin".to_owned(), |name| format!("one origin: {name}"));
    let n = count(group.articles.len(), "article");
    out.line(format!("{} · {n}", out.paint.strong(&title)))?;
    print_article(answer, group, "  ", out)?;
    for reason in &group.reasons {
        out.line(out.paint.dim(&out.paint.wrapped(&crate::paint::clean(reason), 4)))?;
    }
    let inside =
        |copy: &&Copy| group.articles.contains(&copy.a) && group.articles.contains(&copy.b);
    for copy in answer.origins.copies.iter().filter(inside) {
        let (from, arrow, to) = match copy.direction {
            Direction::FromA => (copy.a, "→", copy.b),
            Direction::FromB => (copy.b, "→", copy.a),
            Direction::FromThird | Direction::NotEstablished => (copy.a, "─", copy.b),
        };
        let kind = copy_word(copy.kind);
        out.line(out.paint.dim(&format!("    {from:#} {arrow} {to:#} · {kind}")))?;
    }
    Ok(())
}

fn print_article(
    answer: &OriginsAnswer,
    group: &OriginGroup,
    margin: &str,
    out: &Out,
) -> Result<()> {
    for id in &group.articles {
        if let Some(line) = answer.line(*id) {
            out.line(format!("{margin}{} · {}", search::byline(line, out), isolated(&line.title)))?;
        }
    }
    Ok(())
}
