//! Task `articles`: main text, title, date, authors, outlet and language of the pages of a gold file.

use crate::clock::Clock;
use anyhow::{Context, Result};
use jiff::Timestamp;
use onrecord_model::{
    article::{Article, ZoneKind},
    capture::{Capture, Obtained},
};
use onrecord_process::article::process;
use serde_json::{Map, Value, json};
use std::{fs, path::Path};

/// The moment of capture of a page whose gold gives none: after every page of the sets.
const CAPTURED_AT: &str = "2026-01-01T00:00:00Z";

/// Our answers for a gold file `NAME.json`, `{page: {file, url, …}}`, whose pages stand in the
/// folder `pages` or in `NAME/` beside it.
pub fn answer(gold: &Path, pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let set: Map<String, Value> = serde_json::from_slice(&fs::read(gold)?)?;
    let beside = gold.with_extension("");
    let folder = match pages {
        Some(pages)
            if !pages.join("x").with_file_name(beside.file_name().unwrap_or_default()).is_dir() =>
        {
            pages.to_owned()
        }
        Some(pages) => pages.join(beside.file_name().unwrap_or_default()),
        None => beside,
    };
    let mut answers = Map::new();
    for (page, entry) in &set {
        let capture = capture(&folder, entry).with_context(|| format!("page {page}"))?;
        let article = clock.stage("process", capture.body.len(), || process(&capture));
        answers.insert(page.clone(), answer_of(&article));
    }
    Ok(serde_json::to_string(&answers)?)
}

fn capture(folder: &Path, entry: &Value) -> Result<Capture> {
    let name = entry["file"].as_str().context("the page has no file")?;
    let day = entry["crawl_date"].as_str().and_then(|date| date.get(..10));
    let captured_at = day.map_or(CAPTURED_AT.to_owned(), |day| format!("{day}T23:59:59Z"));
    Ok(Capture {
        address: entry["url"].as_str().map(str::to_owned),
        name: name.to_owned(),
        captured_at: captured_at.parse::<Timestamp>()?,
        obtained: Obtained::File,
        status: None,
        headers: Vec::new(),
        body: fs::read(folder.join(name))?,
        http: None,
        problems: Vec::new(),
    })
}

fn answer_of(article: &Article) -> Value {
    json!({
        "text": article.zone_text(&[ZoneKind::Body]),
        "title": article.title.as_ref().map(|title| &title.value),
        "date": article.published.best.map(|day| day.to_string()),
        "authors": article.authors.iter().map(|author| &author.value).collect::<Vec<_>>(),
        "sitename": article.outlet.as_ref().map(|outlet| &outlet.value.name),
        "lang": article.language,
    })
}
