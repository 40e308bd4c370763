//! A capture becomes an article: decode, extract, describe, date, name the language.

use crate::{
    EXTRACTOR,
    date::{self, DateField, Input},
    dom::{Dom, ROOT},
    extract::{
        body::Stated,
        compose::{Composed, Layout, compose_stated, stated_text},
        outline::Outline,
    },
    metadata::{
        authors::authors,
        head::Head,
        outlet::{names, outlet},
        structured::{Structured, parse, scripts},
        title::{key_of, tidy, title},
    },
};
use jiff::{Span as TimeSpan, tz::TimeZone};
use onrecord_model::{
    article::{Article, ZoneKind},
    capture::Capture,
    dating::Dating,
    problem::{Problem, ProblemKind},
};
use onrecord_text::{decode::decode, language};

/// Makes an article of a capture. A bad page is no error: it gives an article with its problems.
#[must_use]
pub fn process(capture: &Capture) -> Article {
    let mut problems = Vec::new();
    let decoded = decode(&capture.body, capture.charset());
    let dom = Dom::parse(&decoded.text);
    let outline = Outline::of(&dom);
    let head = Head::of(&dom);
    let structured = Structured::read(&dom, &mut problems);
    let address = capture.address.as_deref();
    let names = names(&head, &structured, address);
    let title = title(&head, &structured, &outline, &names);
    let bodies = structured.bodies();
    let stated = Stated::of(&bodies);
    let key = title.as_ref().map(|title| key_of(&title.value)).unwrap_or_default();
    let layout = Layout::of(&outline, &stated, |line| {
        line.len() < 600 && key_of(line) == key && !key.is_empty()
    });
    let mut composed = layout.as_ref().map(|layout| layout.compose(&outline)).unwrap_or_default();
    let n_body: usize = composed
        .zones
        .iter()
        .filter(|zone| zone.kind == ZoneKind::Body)
        .map(|zone| zone.span.len())
        .sum();
    let n_stated: usize = bodies.iter().map(|body| body.len()).sum();
    if n_stated > 2 * n_body && n_stated >= 400 {
        composed = compose_stated(title.as_ref().map(|title| title.value.as_str()), &bodies);
    }
    let header = layout.as_ref().map_or(0..0, Layout::header);
    let authors = authors(&dom, &head, &structured, &outline, header, &names);
    let text = composed.text;
    let language = language::detect(&text, head.language).map(|language| language.code);
    Article {
        id: Article::make_id(capture.id(), EXTRACTOR, &text),
        capture: capture.id(),
        extractor: EXTRACTOR,
        address: None,
        text,
        zones: composed.zones,
        title,
        authors,
        outlet: outlet(&head, &structured, address),
        credits: Vec::new(),
        section: None,
        language,
        published: Dating::default(),
        modified: Dating::default(),
        related: Vec::new(),
        problems,
    }
}

/// The whole text content of a captured page, made without the extractor: what `verify` checks
/// passages against. For HTML the text of all elements but scripts and styles, with the title and
/// the values of meta tags and structured data; for other text the decoded text.
#[must_use]
pub fn page_text(capture: &Capture) -> String {
    let decoded = decode(&capture.body, capture.charset());
    let dom = Dom::parse(&decoded.text);
    let mut text = dom.text_content(ROOT);
    for (_, content) in Head::of(&dom).metas {
        text.push('\n');
        text.push_str(&tidy(content));
    }
    for script in scripts(&dom) {
        if let Ok(value) = parse(&script) {
            push_strings(&value, &mut text);
        }
    }
    text
}

fn push_strings(value: &serde_json::Value, text: &mut String) {
    match value {
        serde_json::Value::String(string) => {
            text.push('\n');
            text.push_str(&stated_text(string));
        }
        serde_json::Value::Array(values) => {
            values.iter().for_each(|value| push_strings(value, text))
        }
        serde_json::Value::Object(object) => {
            object.values().for_each(|value| push_strings(value, text))
        }
        _ => (),
    }
}
