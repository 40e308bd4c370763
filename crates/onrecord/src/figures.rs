//! `figures`: figures by what is counted, and who states them.

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::{clean, isolated},
    search,
};
use anyhow::Result;
use onrecord_center::{Center, answer::FigureLine, local::Access, query::Query};
use std::{collections::BTreeMap, path::Path};

pub fn run(folder: &Path, what: &args::Query, out: &Out) -> Result<Found> {
    let query = Query::parse(&what.text())?;
    let center = Center::open(folder, Access::Read)?;
    let (mut n_found, mut by_measure) = (0, BTreeMap::<String, Vec<FigureLine>>::new());
    center.figures(&query, &mut |line| {
        n_found += 1;
        if out.json {
            let _ = out.row(&line.row());
        } else {
            by_measure.entry(line.measure()).or_default().push(line);
        }
        Ok(())
    })?;
    out.flush()?;
    if n_found == 0 {
        search::nothing(&query, out);
        return Ok(Found::Nothing);
    }
    let mut measures: Vec<_> = by_measure.into_iter().collect();
    measures.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.len()));
    for (measure, lines) in &measures {
        out.line(format!("{} · {}", out.paint.strong(measure), count(lines.len(), "figure")))?;
        for line in lines {
            print(line, out)?;
        }
        out.line("")?;
    }
    if !measures.is_empty() {
        out.hint(
            "a figure belongs to whoever states it; figures are shown as stated, never converted",
        );
    }
    Ok(Found::Something)
}

fn print(line: &FigureLine, out: &Out) -> Result<()> {
    let paint = out.paint;
    let words = paint.figure(&clean(line.words.exact()));
    let mut about = String::new();
    for (label, value) in
        [("of", &line.of), ("", &line.relation), ("", &line.place), ("", &line.time)]
    {
        if let Some(value) = value
            && !line.words.exact().contains(value.as_str())
        {
            let label = if label.is_empty() { String::new() } else { format!("{label} ") };
            about.push_str(&format!(" · {label}{}", isolated(value)));
        }
    }
    let negated = if line.figure.is_negated { paint.clash(" · denied") } else { String::new() };
    out.line(paint.wrapped(&format!("{words}{about}{negated}"), 2))?;
    out.line(format!(
        "    {} · {} · {} {}",
        isolated(&line.who()),
        isolated(&line.article.outlet),
        paint.time(&line.article.published.label()),
        paint.dim(&line.passage.to_string())
    ))?;
    Ok(())
}
