//! Articles made from a line of text, for the tests of this room.

use onrecord_model::{
    article::{Article, Block, Zone, ZoneKind},
    id::Id,
};
use onrecord_text::Span;

/// An article of one block of body text.
pub fn article(text: &str, language: &str) -> Article {
    let capture = Id::of("capture", [text.as_bytes()]);
    let zone = |span| Zone { span, kind: ZoneKind::Body, block: Block::Paragraph };
    Article {
        zones: vec![zone(Span::new(0, text.len()))],
        language: Some(language.to_owned()),
        ..Article::bare(capture, 0, text.to_owned())
    }
}
