//! `figures`: figures by what is counted, and who states them; as text, rows or a chart.

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::{clean, isolated},
    search,
};
use anyhow::{Context, Result};
use onrecord_center::{
    Center, chart,
    comparable::{self, Set},
    figure_line::FigureLine,
    local::Access,
    query::Query,
};
use std::{cmp::Reverse, collections::BTreeMap, fs, path::Path};

const HINT: &str =
    "a figure belongs to whoever states it; figures are shown as stated, never converted";

pub fn run(folder: &Path, what: &args::Figures, out: &Out) -> Result<Found> {
    let query = Query::parse(&what.words.join(" "))?;
    let center = Center::open(folder, Access::Read)?;
    let (mut n_found, mut kinds) = (0, BTreeMap::<String, Vec<FigureLine>>::new());
    let versions = center.figures(&query, &mut |line| {
        n_found += 1;
        if out.json {
            out.row(&line.row())?;
        }
        if !out.json || what.chart.is_some() {
            kinds.entry(line.measure()).or_default().push(line);
        }
        Ok(())
    })?;
    versions.iter().for_each(|words| out.note(words));
    if n_found == 0 {
        search::nothing(&query, out);
        return Ok(Found::Nothing);
    }
    let mut groups: Vec<chart::Group> =
        kinds.into_iter().map(|(name, lines)| (name, comparable::sets(lines))).collect();
    groups.sort_by_key(|(_, sets)| Reverse(sets.iter().map(|set| set.lines.len()).sum::<usize>()));
    if let Some(file) = &what.chart {
        let title = format!("Stated figures: {}", what.words.join(" "));
        let title = title.trim_end_matches([':', ' ']);
        fs::write(file, chart::svg(title, &groups))
            .with_context(|| format!("cannot write {}", file.display()))?;
        out.note(&format!("drew {} in {}", count(n_found, "figure"), file.display()));
        return Ok(Found::Something);
    }
    if !out.json {
        groups.iter().try_for_each(|(name, sets)| print_group(name, sets, out))?;
        out.hint(HINT);
    }
    Ok(Found::Something)
}

fn print_group(name: &str, sets: &[Set], out: &Out) -> Result<()> {
    let n: usize = sets.iter().map(|set| set.lines.len()).sum();
    out.line(format!("{} · {}", out.paint.strong(name), count(n, "figure")))?;
    for set in sets {
        if let Some(why) = &set.why_apart {
            let words = format!("not comparable, because {why}:");
            out.line(out.paint.clash(&out.paint.wrapped(&words, 2)))?;
        }
        set.lines.iter().try_for_each(|line| print(line, out))?;
    }
    out.line("")?;
    Ok(())
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
    let via = match line.via.as_slice() {
        [] => String::new(),
        via => format!(", via {}", isolated(&via.join(", "))),
    };
    out.line(format!(
        "    {}{via} · {} · {} {}",
        isolated(&line.who()),
        isolated(&line.article.outlet),
        paint.time(&line.article.published.label()),
        paint.dim(&line.passage.to_string())
    ))?;
    if let Some(note) = line.figure.source.decided() {
        out.line(paint.clash(&paint.wrapped(&format!("source {}", clean(note)), 4)))?;
    }
    if let Some(body) = &line.body {
        let words = format!(
            "in the body: {}, {}; {}",
            clean(body.words.exact()),
            isolated(&body.who),
            body.relation
        );
        out.line(paint.dim(&paint.wrapped(&words, 4)))?;
    }
    Ok(())
}
