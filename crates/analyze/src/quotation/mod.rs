//! Content, cue, source; direct, indirect, mixed; the speaker resolved.

use crate::document::Document;
use onrecord_model::{entity::Entity, quotation::Quotation};

/// Finds what was said and by whom, in order of place. Furniture is never quoted.
#[must_use]
pub fn find(document: &Document, entities: &[Entity]) -> Vec<Quotation> {
    let _ = (document, entities);
    Vec::new()
}
