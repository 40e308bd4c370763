//! Task `articles`: main text, title, date, authors, outlet and language of the pages of a gold file.

use crate::{clock::Clock, pages::Pages};
use anyhow::Result;
use onrecord_model::article::{Article, ZoneKind};
use onrecord_process::article::process;
use serde_json::{Map, Value, json};
use std::path::Path;

/// Our answers for a gold file; see [`Pages`] for where its pages stand.
pub fn answer(gold: &Path, pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let mut answers = Map::new();
    for page in Pages::of(gold, pages)?.captures() {
        let (page, capture) = page?;
        let article = clock.stage("process", capture.body.len(), || process(&capture));
        answers.insert(page.to_owned(), answer_of(&article));
    }
    Ok(serde_json::to_string(&answers)?)
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
