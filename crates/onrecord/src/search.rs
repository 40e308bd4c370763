//! `search`: articles and the passage in each that answers best.

use crate::{
    add::count,
    args,
    out::{Found, Out},
};
use anyhow::Result;
use onrecord_center::{Center, answer::ArticleLine, local::Access, query::Query, search::Versions};
use std::path::Path;

pub fn run(folder: &Path, what: &args::Search, out: &Out) -> Result<Found> {
    let query = Query::parse(&what.query.text())?;
    let center = Center::open(folder, Access::Read)?;
    let versions = if what.all_versions { Versions::All } else { Versions::Latest };
    let lines = center.search(&query, what.limit, versions)?;
    for line in &lines {
        if out.json {
            out.row(&line.row())?;
        } else {
            print(line, out)?;
        }
    }
    if lines.is_empty() {
        nothing(&query, out);
    } else if lines.len() == what.limit {
        out.hint(&format!("the first {}; --limit shows more, export shows all", lines.len()));
    }
    Ok(Found::any(lines.len()))
}

/// Says that nothing was found: no data, which is not the same as nothing said.
pub fn nothing(query: &Query, out: &Out) {
    let about = if !query.by.is_empty() || !query.about.is_empty() {
        "nothing in this center matches".to_owned()
    } else if query.text.is_empty() {
        "nothing of the kind is in this center".to_owned()
    } else {
        format!("nothing in this center matches `{}`", query.text)
    };
    out.note(&format!("no data: {about}"));
    out.hint("onrecord status says what is here; fewer words or another outlet: may find more");
}

fn print(line: &ArticleLine, out: &Out) -> Result<()> {
    let paint = out.paint;
    out.line(paint.wrapped(&paint.strong(&line.title), 0))?;
    let others = match line.n_versions {
        0 => String::new(),
        n => format!(" · {}", count(n, "other captured version")),
    };
    out.line(format!("  {}{}", byline(line, out), paint.dim(&others)))?;
    if let Some(passage) = &line.passage {
        out.line(paint.said(&paint.wrapped(&crate::paint::clean(passage.exact()), 2)))?;
        out.line(format!("  {}", paint.dim(&passage.to_string())))?;
    } else {
        out.line(format!("  {}", paint.dim(&format!("{:#}", line.id))))?;
    }
    out.line("")?;
    Ok(())
}

/// Date, outlet, and who is credited.
pub fn byline(line: &ArticleLine, out: &Out) -> String {
    let mut words = format!(
        "{} · {}",
        out.paint.time(&line.published.label()),
        crate::paint::isolated(&line.outlet)
    );
    let others: Vec<_> = line.credited.iter().filter(|name| **name != line.outlet).collect();
    if let [first, ..] = others.as_slice() {
        words.push_str(&format!(", credits {}", crate::paint::isolated(first)));
    }
    words
}
