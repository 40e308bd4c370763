//! When a page was published: evidence found in metadata, address and text; a set of days; the choice.

mod input;
mod lex;
mod words;
mod calendar;
mod daytime;
mod beside;
pub mod written;

pub use input::{DateField, Input};

use onrecord_model::dating::Dating;

/// Dates a page: when it was published and when it was last changed.
#[must_use]
pub fn date(input: &Input) -> (Dating, Dating) {
    let _ = input;
    (Dating::default(), Dating::default())
}
