//! `rebuild`, `check` and `backup`: keeping a center sound.

use crate::{
    add::count,
    args, bar,
    out::{Found, Out},
};
use anyhow::Result;
use onrecord_center::{
    Center,
    local::{Access, Event},
    rebuild,
    row::Row,
};
use std::path::Path;

pub fn rebuild(folder: &Path, out: &Out) -> Result<Found> {
    let bar = bar::of_items();
    bar.set_message("rebuilding");
    let rebuilt = rebuild::rebuild(folder, &mut |event| match event {
        Event::Measured { n_bytes } => bar.set_length(n_bytes),
        Event::Stored { n_new, .. } => bar.inc(n_new as u64),
        Event::Compared { .. } => bar.set_message("comparing"),
        Event::Grouped { .. } => bar.set_message("grouping into stories"),
        Event::Problem { name, problem } => bar.suspend(|| out.note(&format!("{name}: {problem}"))),
    })?;
    bar.finish_and_clear();
    if out.json {
        let row = Row::default()
            .with("n_articles", rebuilt.n_articles)
            .with("records", rebuilt.digest.as_str())
            .with("not_applied", rebuilt.lost.clone());
        out.row(&row)?;
    } else {
        let n = count(rebuilt.n_articles, "article");
        out.line(format!("{n} made anew · records {}", rebuilt.digest))?;
    }
    rebuilt.lost.iter().for_each(|words| out.note(words));
    Ok(Found::Something)
}

pub fn check(folder: &Path, out: &Out) -> Result<Found> {
    let center = Center::open(folder, Access::Read)?;
    let bar = bar::of_items();
    bar.set_message("checking");
    let checked = center.check(&mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    if out.json {
        let row = Row::default()
            .with("is_clean", checked.problems.is_empty())
            .with("problems", checked.problems.clone())
            .with("n_captures", checked.n_captures)
            .with("n_articles", checked.n_articles)
            .with("records", checked.digest.as_str())
            .with("not_applied", checked.not_applied.clone());
        out.row(&row)?;
    } else {
        for problem in &checked.problems {
            out.line(out.paint.clash(problem))?;
        }
        let captures = count(checked.n_captures, "capture");
        let articles = count(checked.n_articles, "article");
        match checked.problems.len() {
            0 => out.line(format!("clean: {captures}, {articles} · records {}", checked.digest))?,
            n => out.line(format!("{} in {captures}, {articles}", count(n, "problem")))?,
        }
    }
    checked.not_applied.iter().for_each(|words| out.note(words));
    Ok(if checked.problems.is_empty() { Found::Something } else { Found::Nothing })
}

pub fn backup(folder: &Path, what: &args::Backup, out: &Out) -> Result<Found> {
    let center = Center::open(folder, Access::Read)?;
    center.backup(&what.target)?;
    out.note(&format!(
        "copied to {}; its search index is made on first use",
        what.target.display()
    ));
    Ok(Found::Something)
}
