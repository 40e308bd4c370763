//! A brief as Markdown, HTML, JSON or terminal text.

use onrecord_model::brief::Brief;

/// A brief as Markdown with numbered notes.
#[must_use]
pub fn markdown(brief: &Brief) -> String {
    let _ = brief;
    String::new()
}
