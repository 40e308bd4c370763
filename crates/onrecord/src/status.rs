//! `status`: what is in the center.

use crate::{
    add::count,
    out::{Found, Out},
};
use anyhow::Result;
use onrecord_center::{Center, ask::Status, local::Access, row::Row};
use std::path::Path;

/// Outlets and languages listed, at most; the rest is counted.
const MAX_LISTED: usize = 12;

pub fn run(folder: &Path, out: &Out) -> Result<Found> {
    let center = Center::open(folder, Access::Read)?;
    let status = center.status()?;
    if out.json {
        out.row(&row(&status))?;
    } else {
        print(folder, &status, out)?;
    }
    Ok(Found::any(usize::try_from(status.n_captures).unwrap_or(usize::MAX)))
}

fn row(status: &Status) -> Row {
    Row::default()
        .with("n_captures", status.n_captures)
        .with("n_articles", status.n_articles)
        .with("n_dated", status.n_dated)
        .with("n_undated", status.n_undated)
        .with("n_quotations", status.n_quotations)
        .with("n_figures", status.n_figures)
        .with("n_outlets", status.outlets.len())
        .with("outlets", counted(&outlets(status)))
        .with("languages", counted(&languages(status)))
        .with("problems", counted(&problems(status)))
        .with("first_day", status.first_day().map(|day| day.to_string()))
        .with("last_day", status.last_day().map(|day| day.to_string()))
        .with("n_days_covered", status.days.len())
        .with("n_days_without_data", days_without_data(status))
        .with("archive_bytes", status.archive_bytes)
}

fn outlets(status: &Status) -> Vec<(String, u64)> {
    let named = status.outlets.iter();
    named.map(|(name, n)| (name.clone().unwrap_or_else(|| "not stated".to_owned()), *n)).collect()
}

fn languages(status: &Status) -> Vec<(String, u64)> {
    let named = status.languages.iter();
    named.map(|(code, n)| (code.clone().unwrap_or_else(|| "not told".to_owned()), *n)).collect()
}

fn problems(status: &Status) -> Vec<(String, u64)> {
    status.problems.iter().map(|(kind, n)| (kind.words().to_owned(), *n)).collect()
}

fn counted(pairs: &[(String, u64)]) -> Vec<String> {
    pairs.iter().map(|(name, n)| format!("{name}: {n}")).collect()
}

fn print(folder: &Path, status: &Status, out: &Out) -> Result<()> {
    let paint = out.paint;
    out.line(paint.heading(&format!("Center {}", folder.display())))?;
    let line = |label: &str, words: String| {
        out.line(format!("{} {words}", paint.dim(&format!("{label:<12}"))))
    };
    line("captures", format!("{} in {}", status.n_captures, size(status.archive_bytes)))?;
    let articles = match (status.n_dated, status.n_undated) {
        (dated, 0) => format!("{}, {dated} dated", status.n_articles),
        (dated, undated) => format!("{}, {dated} dated, {undated} undated", status.n_articles),
    };
    line("articles", articles)?;
    line(
        "found",
        format!(
            "{}, {}",
            count(status.n_quotations, "quotation"),
            count(status.n_figures, "figure")
        ) + &match status.n_dropped {
            0 => String::new(),
            n => format!(", {n} more dropped by decision"),
        },
    )?;
    line("outlets", listed(&outlets(status)))?;
    line("languages", listed(&languages(status)))?;
    match (status.first_day(), status.last_day()) {
        (Some(first), Some(last)) => {
            let days = format!("{first} to {last}");
            let gaps = match days_without_data(status) {
                0 => "every day has articles".to_owned(),
                n => format!(
                    "{} with articles, no data on {}",
                    count(status.days.len(), "day"),
                    count(n, "day")
                ),
            };
            line("days", format!("{} · {gaps}", paint.time(&days)))?;
        }
        _ => line("days", "no article is dated".to_owned())?,
    }
    line("problems", listed(&problems(status)))?;
    Ok(())
}

/// Days between the first and the last that have no article: no data, not zero news.
fn days_without_data(status: &Status) -> usize {
    let (Some(first), Some(last)) = (status.first_day(), status.last_day()) else { return 0 };
    let span = first.until(last).map_or(0, |span| span.get_days());
    usize::try_from(span).unwrap_or(0).saturating_add(1).saturating_sub(status.days.len())
}

fn listed(pairs: &[(String, u64)]) -> String {
    if pairs.is_empty() {
        return "none".to_owned();
    }
    let shown = pairs.iter().take(MAX_LISTED);
    let words: Vec<_> =
        shown.map(|(name, n)| format!("{} {n}", crate::paint::isolated(name))).collect();
    let more = pairs.len().saturating_sub(MAX_LISTED);
    let more = if more > 0 { format!(" · {more} more") } else { String::new() };
    format!("{}{more}", words.join(" · "))
}

/// Bytes in the unit that reads best.
pub fn size(bytes: u64) -> String {
    let units = [("GiB", 1u64 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match units.iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} bytes"),
    }
}
