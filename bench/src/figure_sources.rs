//! Task `figure-sources`: who states each figure of an article, for `score_figure_sources.py`.

use crate::clock::Clock;
use anyhow::Result;
use onrecord_analyze::{attribution, document::Document, entity, figure, quotation, timex};
use onrecord_model::{
    article::{Article, Block, Zone, ZoneKind},
    figure::Figure,
    quotation::Speaker,
};
use onrecord_text::{Span, offsets::Offsets};
use serde_json::{Map, Value, json};
use std::{fs, path::Path};

/// Our answers for the texts of a gold file `{page: {text, title?}}`, in code points of title and text.
pub fn answer(gold: &Path, _pages: Option<&Path>, clock: &mut Clock) -> Result<String> {
    let pages: Map<String, Value> = serde_json::from_slice(&fs::read(gold)?)?;
    let mut answers = Map::new();
    for (page, entry) in &pages {
        let text = entry["text"].as_str().unwrap_or_default();
        let article = with_title(entry["title"].as_str().unwrap_or_default(), text);
        let mut figures = clock.stage("figure sources", text.len(), || {
            let document = Document::of(&article);
            let timexes = timex::find(&document);
            let entities = entity::find(&document);
            let quotations = quotation::find(&document, &entities);
            let mut figures = figure::find(&document, &timexes);
            attribution::attribute(&mut figures, &quotations, &entities, &document);
            figures
        });
        let body = article.text.len() - text.len();
        // The command `figures` leaves ages out: they count nothing.
        figures.retain(|figure| figure.unit != "year of age");
        let shown: Vec<Value> =
            figures.iter().filter_map(|figure| shown(figure, &article.text, body)).collect();
        answers.insert(page.clone(), json!(shown));
    }
    Ok(serde_json::to_string(&answers)?)
}

/// An article of a title, where there is one, and a text.
fn with_title(title: &str, text: &str) -> Article {
    let title = title.replace('\n', " ");
    let whole = if title.is_empty() { text.to_owned() } else { format!("{title}\n{text}") };
    let mut article = crate::time::plain_article(&whole, "en");
    if !title.is_empty() {
        let span = Span::new(0, title.len());
        let others = article.zones.split_off(1);
        article.zones = vec![Zone { span, kind: ZoneKind::Title, block: Block::Paragraph }];
        article.zones.extend(others);
    }
    article
}

/// One figure with who states it; places are those of the title or of the text, which begins at `body`.
fn shown(figure: &Figure, whole: &str, body: usize) -> Option<Value> {
    let is_title = figure.number.start() < body;
    let place = |span: Span| {
        let (text, from) = if is_title { (whole, 0) } else { (&whole[body..], body) };
        let span = Span::new(span.start().checked_sub(from)?, span.end().checked_sub(from)?);
        Offsets::of(text).to_chars(span)
    };
    let source = match (&figure.source, figure.source_at) {
        (_, Some(span)) => json!(place(span)),
        (Speaker::Established { name_at: span, .. }, None)
        | (Speaker::Unnamed { described_at: span }, None) => json!(place(*span)),
        (Speaker::NotEstablished { .. }, None) if figure.mode.is_none() => json!("outlet"),
        (Speaker::NotEstablished { .. } | Speaker::Decided { .. }, None) => Value::Null,
    };
    Some(json!({
        "in": if is_title { "title" } else { "text" },
        "figure": place(figure.number)?,
        "source": source,
        "speaker": figure.source.name(),
        "negated": figure.is_negated,
    }))
}
