//! Articles of test sets that come as JSON Lines: an id, a text, perhaps a title and a date.

use anyhow::{Context, Result};
use flate2::read::MultiGzDecoder;
use jiff::civil::Date;
use onrecord_model::{
    article::{Article, Block, Field, Place, Zone, ZoneKind},
    dating::{Dating, WrittenTime},
    id::Id,
};
use onrecord_text::Span;
use serde_json::Value;
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

/// One article of a set.
pub struct Line {
    /// Its name in the set.
    pub name: String,
    /// The article: one body block per line, after the title where there is one.
    pub article: Article,
}

/// The articles that a gold file speaks of: `pages` or `articles.jsonl`, packed or not, beside it.
pub fn read(gold: &Path, pages: Option<&Path>) -> Result<Vec<Line>> {
    let file = match pages {
        Some(path) => path.to_owned(),
        None => beside(gold),
    };
    let parsed = text(&file)?;
    let lines = parsed.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let value: Value = serde_json::from_str(line)?;
            let name = value["id"].as_str().context("an article without id")?.to_owned();
            Ok(Line { article: article(&name, &value), name })
        })
        .collect()
}

fn beside(gold: &Path) -> PathBuf {
    let packed = gold.with_file_name("articles.jsonl.gz");
    if packed.is_file() { packed } else { gold.with_file_name("articles.jsonl") }
}

/// A file as text, unpacked when it is gzip.
pub fn text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        MultiGzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    Ok(text)
}

/// The article of one line, named by its name in the set.
pub fn article(name: &str, value: &Value) -> Article {
    let title = value["title"].as_str().filter(|title| !title.trim().is_empty());
    let body = value["text"].as_str().unwrap_or_default();
    let mut text = title.unwrap_or_default().replace('\n', " ");
    let title_span = title.map(|_| Span::new(0, text.len()));
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line.trim());
    }
    let id = Id::of("bench", [name.as_bytes()]);
    Article {
        id,
        capture: id,
        extractor: 0,
        address: None,
        zones: zones(&text, title_span),
        title: title_span.map(|span| Field::new(span.of(&text).to_owned(), Place::Text(span))),
        text,
        authors: Vec::new(),
        outlet: None,
        credits: Vec::new(),
        section: None,
        language: Some("en".to_owned()),
        published: dating(value),
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
    }
}

fn zones(text: &str, title: Option<Span>) -> Vec<Zone> {
    let mut zones = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        let kind = if Some(span) == title { ZoneKind::Title } else { ZoneKind::Body };
        if !span.is_empty() {
            zones.push(Zone { span, kind, block: Block::Paragraph });
        }
    }
    zones
}

/// `2016-01-01T02:18:00Z` or a day alone, under one of the names that sets use.
fn dating(value: &Value) -> Dating {
    let stamp = ["published", "date", "time"].iter().find_map(|key| value[*key].as_str());
    let Some(stamp) = stamp else { return Dating::default() };
    let best = stamp.get(..10).and_then(|day| day.parse::<Date>().ok());
    let number = |from: usize| stamp.get(from..from + 2).and_then(|digits| digits.parse().ok());
    let time = match (best, number(11), number(14)) {
        (Some(_), Some(hour), Some(minute)) => {
            Some(WrittenTime { hour, minute, zone: stamp.ends_with('Z').then(|| "Z".to_owned()) })
        }
        _ => None,
    };
    Dating { best, time, ..Dating::default() }
}
