//! Dates that a page's structure states: JSON-LD, meta tags, time elements, lines beside the title.

mod value;
mod frame;
mod stated;
mod scripts;
mod shown;

pub use frame::Frame;

use crate::{
    date::DateField,
    dom::Dom,
    extract::outline::Outline,
    metadata::{head::Head, structured::Structured},
};
use frame::Places;

/// Everything in the page's structure that may be its date, most trusted first in each kind.
#[must_use]
pub fn date_fields(
    dom: &Dom,
    head: &Head,
    structured: &Structured,
    outline: &Outline,
    frame: Frame,
) -> Vec<DateField> {
    let mut fields = stated::in_structured_data(structured);
    fields.extend(stated::in_meta(head));
    if fields.is_empty() {
        fields.extend(scripts::in_scripts(dom));
    }
    let frame = frame.completed(outline);
    let places = Places::of(outline);
    fields.extend(stated::in_microdata(dom, outline, frame, &places));
    fields.extend(stated::in_attributes(dom, outline, frame, &places));
    fields.extend(shown::in_time_elements(dom, outline, frame, &places));
    fields.extend(shown::in_marked_elements(dom, outline, frame, &places));
    fields.extend(shown::in_lines(outline, frame));
    fields.extend(shown::in_own_entry(outline, frame));
    fields
}
