//! Task `time`: time expressions as TIMEX3, for `score_timex.py`.

use crate::clock::Clock;
use anyhow::{Context, Result};
use jiff::civil::Date;
use onrecord_analyze::{document::Document, timex};
use onrecord_model::{
    article::{Article, Block, Zone, ZoneKind},
    dating::Dating,
    id::Id,
    timex::TimexKind,
};
use onrecord_text::{Span, offsets::Offsets};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Our answers for a gold file; its `dct` is the article's date.
pub fn answer(gold: &Path, _pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let mut out = String::new();
    for document in fs::read_to_string(gold)?.lines().filter(|line| !line.trim().is_empty()) {
        let document: Value = serde_json::from_str(document)?;
        let text = document["text"].as_str().context("a document without text")?;
        let mut article = plain_article(text, "en");
        let day = document["dct"].as_str().and_then(|dct| dct.get(..10)?.parse::<Date>().ok());
        article.published = Dating { best: day, ..Dating::default() };
        let found = clock.stage("time", text.len(), || {
            let document = Document::of(&article);
            let mut found = timex::find(&document);
            timex::resolve(&mut found, &article.published);
            found
        });
        let offsets = Offsets::of(text);
        let timexes: Vec<Value> = found
            .iter()
            .filter_map(|timex| {
                let (start, end) = offsets.to_chars(timex.span)?;
                let kind = match timex.kind {
                    TimexKind::Date => "DATE",
                    TimexKind::Time => "TIME",
                    TimexKind::Duration => "DURATION",
                    TimexKind::Set => "SET",
                };
                Some(json!({"start": start, "end": end, "type": kind, "value": timex.value}))
            })
            .collect();
        out.push_str(&json!({"doc_id": document["doc_id"], "timexes": timexes}).to_string());
        out.push('\n');
    }
    Ok(out)
}

/// An article that holds nothing but this text, every line of it body.
pub fn plain_article(text: &str, language: &str) -> Article {
    let (mut zones, mut start) = (Vec::new(), 0);
    for line in text.split('\n') {
        if !line.is_empty() {
            let span = Span::new(start, start + line.len());
            zones.push(Zone { span, kind: ZoneKind::Body, block: Block::Paragraph });
        }
        start += line.len() + 1;
    }
    let capture = Id::of("capture", [text.as_bytes()]);
    Article {
        zones,
        language: Some(language.to_owned()),
        ..Article::bare(capture, 0, text.to_owned())
    }
}
