//! Articles of a text alone, for the tests of this room from outside.

use onrecord_analyze::{document::Document, entity, quotation};
use onrecord_model::{article::Article, id::Id, quotation::Quotation};

/// An English article of which nothing is known but its text.
pub fn article(text: &str) -> Article {
    let capture = Id::of("test", [text.as_bytes()]);
    let language = Some("en".to_owned());
    Article { language, ..Article::bare(capture, 0, text.to_owned()) }
}

/// The quotations of an English text.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let article = article(text);
    let document = Document::of(&article);
    quotation::find(&document, &entity::find(&document))
}
