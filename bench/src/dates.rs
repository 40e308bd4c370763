//! Task `dates`: the day of publication of each page, and the interval that is left where none is named.

use crate::{clock::Clock, pages::Pages};
use anyhow::Result;
use jiff::tz::TimeZone;
use onrecord_model::{
    article::{Article, Zone, ZoneKind},
    capture::Capture,
    dating::Dating,
};
use onrecord_process::{
    article::process,
    date::{Input, date},
    redate::{Facts, redate},
};
use serde_json::{Map, Value, json};
use std::path::Path;

/// Our answers for a gold file; see [`Pages`] for where its pages stand.
///
/// When the name of the gold file holds `stripped`, each page is dated by the running text alone:
/// no metadata, no address, no header lines, no short lines with numbers. With `facts` in it, public
/// facts count too.
pub fn answer(gold: &Path, pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let name = gold.file_name().unwrap_or_default().to_string_lossy();
    let is_stripped = name.contains("stripped");
    let facts = if name.contains("facts") { Facts::Used } else { Facts::Unused };
    let mut answers = Map::new();
    for page in Pages::of(gold, pages)?.captures() {
        let (page, capture) = page?;
        let article = clock.stage("process", capture.body.len(), || process(&capture));
        let dating = if is_stripped {
            clock.stage("date", article.text.len(), || date_text(article, &capture, facts))
        } else {
            article.published
        };
        answers.insert(page.to_owned(), shown(&dating));
    }
    Ok(serde_json::to_string_pretty(&answers)?)
}

/// Dates the running text of an article, with nothing else to go by.
fn date_text(mut article: Article, capture: &Capture, facts: Facts) -> Dating {
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
    (article.published, article.zones) = (published, zones);
    redate(&article, None, &[], &[], facts).unwrap_or(article.published)
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
