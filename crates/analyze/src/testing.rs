//! Articles made from a line of text, for the tests of this room.

use onrecord_model::{
    article::{Article, Block, Zone, ZoneKind},
    dating::Dating,
    id::Id,
};
use onrecord_text::Span;

/// An article of one block of body text.
pub fn article(text: &str, language: &str) -> Article {
    let capture = Id::of("capture", [text.as_bytes()]);
    let zone = |span| Zone { span, kind: ZoneKind::Body, block: Block::Paragraph };
    Article {
        id: capture,
        capture,
        extractor: 0,
        address: None,
        text: text.to_owned(),
        zones: vec![zone(Span::new(0, text.len()))],
        title: None,
        authors: Vec::new(),
        outlet: None,
        credits: Vec::new(),
        section: None,
        language: Some(language.to_owned()),
        published: Dating::default(),
        modified: Dating::default(),
        related: Vec::new(),
        problems: Vec::new(),
    }
}
