//! Mentions found; mentions of the same entity joined ("Ana Ruiz", "Ruiz", "the mayor").

pub mod words;
pub mod names;
pub mod agree;
pub mod roles;
pub mod join;
pub mod nouns;
pub mod refer;

use crate::document::Document;
use onrecord_model::entity::Entity;

/// Finds people, organizations and places with all their mentions, in order of first mention.
#[must_use]
pub fn find(document: &Document) -> Vec<Entity> {
    let mut names = names::of(document);
    agree::agree(document, &mut names);
    agree::recall(document, &mut names);
    let mut entities = join::join(document, &names);
    refer::refer(document, &mut entities);
    entities
}
