//! What the tagger finds: spans of source, cue and content.

use crate::document::Document;
use onrecord_model::article::ZoneKind;
use onrecord_text::{
    Span,
    tagger::{Tagger, features::features},
};
use std::sync::LazyLock;

/// The English tagger; its data, licenses, figures and limits stand in docs/models/quotations-en.md.
static TAGGER: LazyLock<Tagger> = LazyLock::new(|| {
    Tagger::read(include_bytes!("../../../../lang/en/quotations.model")).expect("a checked model")
});

/// A span that belongs to something said.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Label {
    /// Where it stands.
    pub span: Span,
    /// What part it plays.
    pub part: Part,
    /// How sure the tagger is that these words play this part, from 0 to 1000. A doubt about an edge
    /// only counts for the words it is about.
    pub confidence: u16,
}

/// The parts of a quotation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// Who says it.
    Source,
    /// The words that introduce it.
    Cue,
    /// What is said.
    Content,
}

/// Every labeled span outside furniture, in order; none crosses a line break.
///
/// Only English has a tagger; a text whose language could not be told is read as English.
#[must_use]
pub fn of(document: &Document) -> Vec<Label> {
    if document.article.language.as_deref().is_some_and(|language| language != "en") {
        return Vec::new();
    }
    let mut features = features(document.text());
    let zone = |at: usize| document.article.zone_at(at).map(|zone| zone.kind);
    // A separator starts where its line ends, on the line break, which no zone holds.
    let is_furniture = |at: usize| zone(at) == Some(ZoneKind::Furniture);
    features.retain(|token| token.is_separator() || !is_furniture(token.span.start()));
    let label = |kind: usize| match TAGGER.kinds()[kind].as_str() {
        "source" => Part::Source,
        "cue" => Part::Cue,
        _ => Part::Content,
    };
    let tagged = TAGGER.tag_features(&features).into_iter();
    tagged
        .map(|tag| {
            let part = label(tag.kind);
            let span = if part == Part::Content { tag.span } else { bare(document, tag.span) };
            Label { span, part, confidence: tag.overlap }
        })
        .collect()
}

/// A cue or source without the comma or colon after it; a lone colon is a cue in headlines.
fn bare(document: &Document, span: Span) -> Span {
    let words = document.words(span).trim_end_matches([',', ':', ' ']);
    if words.is_empty() { span } else { Span::new(span.start(), span.start() + words.len()) }
}
