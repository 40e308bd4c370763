//! Task `dates`: the day of publication of each page, and the interval that is left where none is named.

use crate::clock::Clock;
use anyhow::{Context, Result};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use onrecord_model::{
    article::{Article, Zone, ZoneKind},
    capture::{Capture, Obtained},
    dating::Dating,
};
use onrecord_process::{
    article::process,
    date::{Input, date},
};
use serde_json::{Map, Value, json};
use std::{fs, path::Path};

/// The sets do not say when most of their pages were captured; this is after all of them.
const CAPTURED_LAST: &str = "2026-12-31T00:00:00Z";

/// Our answers for a gold file: `{page: {file, url, crawl_date, …}}` with the pages in a folder.
///
/// When the name of the gold file holds `stripped`, each page is dated by the running text alone:
/// no metadata, no address, no header lines, no short lines with numbers.
pub fn answer(gold: &Path, pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let pages = pages.context("--pages must name the folder of the pages")?;
    let file = fs::read(gold).with_context(|| format!("cannot read {}", gold.display()))?;
    let set: Map<String, Value> = serde_json::from_slice(&file)?;
    let is_stripped =
        gold.file_name().is_some_and(|name| name.to_string_lossy().contains("stripped"));
    let mut answers = Map::new();
    for (page, entry) in &set {
        let capture = capture(entry, pages)?;
        let article = clock.stage("process", capture.body.len(), || process(&capture));
        let dating = if is_stripped {
            clock.stage("date", article.text.len(), || date_text(&article, &capture))
        } else {
            article.published
        };
        answers.insert(page.clone(), shown(&dating));
    }
    Ok(serde_json::to_string_pretty(&answers)?)
}

fn capture(entry: &Value, pages: &Path) -> Result<Capture> {
    let name = entry["file"].as_str().context("a page without its file")?;
    let path = pages.join(name);
    let body = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Capture {
        address: entry["url"].as_str().map(str::to_owned),
        name: name.to_owned(),
        captured_at: captured_at(entry)?,
        obtained: Obtained::File,
        status: None,
        headers: Vec::new(),
        body,
        http: None,
        problems: Vec::new(),
    })
}

/// `crawl_date` begins with the day of the capture where a set has it.
fn captured_at(entry: &Value) -> Result<Timestamp> {
    let day = entry["crawl_date"].as_str().and_then(|value| value.get(..10)?.parse::<Date>().ok());
    match day {
        Some(day) => Ok(day.at(23, 59, 0, 0).to_zoned(TimeZone::UTC)?.timestamp()),
        None => Ok(CAPTURED_LAST.parse()?),
    }
}

/// Dates the running text of an article, with nothing else to go by.
fn date_text(article: &Article, capture: &Capture) -> Dating {
    const MAX_SHORT_BYTES: usize = 90;
    let is_running = |zone: &&Zone| {
        let line = zone.span.of(&article.text);
        let is_short = line.len() <= MAX_SHORT_BYTES && line.chars().any(char::is_numeric);
        matches!(zone.kind, ZoneKind::Title | ZoneKind::Body) && !is_short
    };
    let zones: Vec<Zone> = article.zones.iter().filter(is_running).copied().collect();
    let (published, _) = date(&Input {
        text: &article.text,
        zones: &zones,
        fields: &[],
        address: None,
        headers: &[],
        related: &[],
        language: article.language.as_deref(),
        captured_on: capture.captured_at.to_zoned(TimeZone::UTC).date(),
    });
    published
}

fn shown(dating: &Dating) -> Value {
    let mut answer = Map::new();
    let bounds = dating.interval();
    let from = bounds.map(|(from, _)| from).or(dating.not_before);
    let to = bounds.map(|(_, to)| to).or(dating.not_after);
    for (key, day) in [("date", dating.best), ("not_before", from), ("not_after", to)] {
        if let Some(day) = day {
            answer.insert(key.to_owned(), json!(day.to_string()));
        }
    }
    Value::Object(answer)
}
