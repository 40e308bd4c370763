//! Task `quotations`: content, cue and source in code points, one entry per part of a content.

use crate::clock::Clock;
use anyhow::{Context, Result};
use onrecord_analyze::{document::Document, entity, quotation};
use onrecord_model::{article::Article, id::Id, quotation::Quotation};
use onrecord_text::{Span, offsets::Offsets};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// Our answers for a gold file.
pub fn answer(gold: &Path, _pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let file = fs::read_to_string(gold)?;
    let mut answers = String::new();
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        let given: Value = serde_json::from_str(line)?;
        let text = given["text"].as_str().context("a line without text")?;
        let article = bare_article(text);
        let document = clock.stage("document", text.len(), || Document::of(&article));
        let entities = clock.stage("entities", text.len(), || entity::find(&document));
        let quotations =
            clock.stage("quotations", text.len(), || quotation::find(&document, &entities));
        let offsets = Offsets::of(text);
        let entries: Vec<Value> = quotations.iter().flat_map(|q| entries(q, &offsets)).collect();
        answers += &json!({ "doc_id": given["doc_id"], "quotations": entries }).to_string();
        answers.push('\n');
    }
    Ok(answers)
}

fn entries(quotation: &Quotation, offsets: &Offsets) -> Vec<Value> {
    let chars = |span: Option<Span>| span.and_then(|span| offsets.to_chars(span));
    let entry = |part: &Span| {
        json!({
            "content": chars(Some(*part)),
            "cue": chars(quotation.cue),
            "source": chars(quotation.source),
            "confidence": quotation.confidence,
            "speaker": quotation.speaker.name(),
        })
    };
    quotation.content.iter().map(entry).collect()
}

/// An English article of which nothing is known but its text.
pub fn bare_article(text: &str) -> Article {
    let capture = Id::of("bench", [text.as_bytes()]);
    Article { language: Some("en".to_owned()), ..Article::bare(capture, 0, text.to_owned()) }
}
