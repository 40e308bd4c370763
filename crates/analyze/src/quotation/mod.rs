//! Content, cue, source; direct, indirect, mixed; the speaker resolved.
//!
//! The tagger marks spans, `link` joins them, `marks` adds what stands in quotation marks and was
//! missed, `manner` says how it was said and `speaker` by whom.

pub mod labels;
pub mod link;

use crate::document::Document;
use onrecord_model::{
    entity::Entity,
    quotation::{Mode, Quotation, Speaker},
};

/// Finds what was said and by whom, in order of place. Furniture is never quoted.
#[must_use]
pub fn find(document: &Document, entities: &[Entity]) -> Vec<Quotation> {
    let _ = entities;
    let labels = labels::of(document);
    let drafts = link::link(document, &labels);
    drafts
        .into_iter()
        .map(|draft| Quotation {
            passage: draft.content[0],
            content: draft.content,
            cue: draft.cue,
            source: draft.source,
            mode: Mode::Direct,
            speaker: Speaker::NotEstablished { reason: String::new() },
            via: Vec::new(),
            hedges: Vec::new(),
            is_negated: false,
            confidence: draft.confidence,
        })
        .collect()
}
