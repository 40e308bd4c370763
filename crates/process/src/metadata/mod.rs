//! Title, byline, section, outlet: JSON-LD, meta tags, visible; each value with where it was found.

pub mod structured;
pub mod head;
pub mod wording;
mod headings;
pub mod title;
mod people;
pub mod credits;
pub mod outlet;
mod byline;
pub mod authors;
pub mod place;
pub mod related;
pub mod dates;
pub mod dump;
