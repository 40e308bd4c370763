//! `changes`: what pages say otherwise than when they were captured before.

use crate::{
    add::count,
    args,
    out::{Found, Out},
    paint::{clean, isolated},
    search,
};
use anyhow::Result;
use jiff::{Timestamp, civil::Date};
use onrecord_center::{
    Center,
    changes::{Asked, Marked, PageChanges, marked, slight, told},
    local::Access,
    query::days,
};
use onrecord_model::{
    change::{Change, ChangeKind, Comparison},
    passage::Passage,
};
use std::path::Path;

/// Sentences that were put in are listed up to so many for one version; the rest is counted.
const MAX_ADDED: usize = 3;

pub fn run(folder: &Path, what: &args::Changes, out: &Out) -> Result<Found> {
    let center = Center::open(folder, Access::Read)?;
    let asked = center.asked_for(&what.words.join(" "))?;
    let since = what.since.as_deref().map(days).transpose()?.map(|(first, _): (Date, Date)| first);
    let pages = center.changes(&asked, since)?;
    let n_shown = pages.iter().map(|page| page.rows(what.all).len()).sum();
    if out.json {
        let rows = pages.iter().flat_map(|page| page.rows(what.all));
        rows.into_iter().try_for_each(|row| out.row(&row))?;
    } else {
        for page in pages.iter().filter(|page| !page.rows(what.all).is_empty()) {
            print(page, what.all, out)?;
        }
    }
    if n_shown == 0 {
        nothing(&asked, out);
    }
    if !what.all {
        let left: Vec<String> =
            slight(&pages).iter().map(|(kind, n)| format!("{n} of {}", kind.name())).collect();
        if !left.is_empty() {
            out.note(&format!("not shown, --all shows them: {}", left.join(", ")));
        }
    }
    out.hint("a page was changed between two captures, nobody knows when; onrecord show ARTICLE/START-END opens a side");
    Ok(Found::any(n_shown))
}

fn nothing(asked: &Asked, out: &Out) {
    match asked {
        Asked::Matching(query) if !query.text.is_empty() => search::nothing(query, out),
        Asked::Page(page) => {
            out.note(&format!("no data: no two captures of {page} that differ in what they say"));
        }
        Asked::Matching(_) => {
            out.note("no data: no page has two captures that differ in what they say");
        }
    }
    out.hint("onrecord add of a later capture or of a WARC file with several compares them");
}

fn print(page: &PageChanges, all: bool, out: &Out) -> Result<()> {
    let paint = out.paint;
    out.line(paint.heading(&isolated(&page.latest.title)))?;
    let n = count(page.versions.len(), "capture");
    let ends = page.versions.first().zip(page.versions.last());
    let ends = ends.map(|(first, last)| {
        format!("{} to {}", moment(first.captured_at), moment(last.captured_at))
    });
    let gone = page.gone_since.map(|at| paint.clash(&format!("gone since {}", moment(at))));
    let gone = gone.map(|words| format!(" · {words}")).unwrap_or_default();
    let outlet = isolated(&page.latest.outlet);
    out.line(format!("{outlet} · {n}, {}{gone}", paint.time(&ends.unwrap_or_default())))?;
    let address = page.latest.address.as_deref().unwrap_or(&page.page);
    out.line(paint.dim(&clean(address)))?;
    for comparison in &page.comparisons {
        print_comparison(comparison, all, out)?;
    }
    Ok(out.line("")?)
}

fn print_comparison(comparison: &Comparison, all: bool, out: &Out) -> Result<()> {
    let paint = out.paint;
    let changes = comparison.changes.iter();
    let shown: Vec<&Change> =
        changes.filter(|change| all || change.kind.is_of_substance()).collect();
    if shown.is_empty() {
        return Ok(());
    }
    let (was, is) = (moment(comparison.older.captured_at), moment(comparison.newer.captured_at));
    let has_page = comparison.count(ChangeKind::Gone) + comparison.count(ChangeKind::Cut) == 0;
    let note = match has_page && !comparison.is_noted {
        true => " · no note of a change found on the page",
        false => "",
    };
    out.line(format!("\n  {} → {}{note}", paint.time(&was), paint.time(&is)))?;
    let mut n_added = 0;
    for change in shown {
        n_added += usize::from(change.kind == ChangeKind::Added);
        if all || change.kind != ChangeKind::Added || n_added <= MAX_ADDED {
            print_change(change, out)?;
        }
    }
    if !all && n_added > MAX_ADDED {
        let more = count(n_added - MAX_ADDED, "more sentence");
        out.line(format!("\n    {}", paint.dim(&format!("{more} put in; --all shows them"))))?;
    }
    Ok(())
}

fn print_change(change: &Change, out: &Out) -> Result<()> {
    let paint = out.paint;
    out.line("")?;
    for point in &change.points {
        out.line(paint.strong(&paint.wrapped(&clean(&told(point)), 4)))?;
    }
    let is_whole = change.before.is_none() || change.after.is_none();
    let [before, after] = marked(change);
    let side = |sign: &str, side: &Option<Passage>, words: Vec<Marked>, marks: [&str; 2]| {
        let Some(passage) = side else { return Ok(()) };
        let words: String = words
            .into_iter()
            .map(|part| match part {
                Marked::Changed(words) if !is_whole => format!("{}{words}{}", marks[0], marks[1]),
                Marked::Same(words) | Marked::Changed(words) => words,
            })
            .collect();
        let words = clean(&words).replace('\n', " ");
        let lines = paint.wrapped(&words, 6);
        out.line(format!("    {sign}{}", lines.strip_prefix("     ").unwrap_or(&lines)))?;
        out.line(format!("      {}", paint.dim(&passage.to_string())))
    };
    side("−", &change.before, before, ["[-", "-]"])?;
    Ok(side("+", &change.after, after, ["{+", "+}"])?)
}

/// A moment to the minute.
fn moment(at: Timestamp) -> String {
    at.strftime("%-d %b %Y %H:%M UTC").to_string()
}
