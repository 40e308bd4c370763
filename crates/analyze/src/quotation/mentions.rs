//! Every mention of every entity in the order of the text, to be asked by place.

use onrecord_model::entity::{Entity, EntityKind, Mention};
use onrecord_text::Span;
use std::collections::BTreeMap;

/// The mentions of an article's entities by place.
#[derive(Debug)]
pub struct Mentions<'e> {
    ordered: Vec<(Mention, &'e Entity)>,
    /// How many people bear each surname in full, by surname.
    surnames: BTreeMap<&'e str, usize>,
}

impl<'e> Mentions<'e> {
    /// Orders the mentions of `entities`.
    #[must_use]
    pub fn of(entities: &'e [Entity]) -> Self {
        let all =
            entities.iter().flat_map(|entity| entity.mentions.iter().map(move |m| (*m, entity)));
        let mut ordered: Vec<_> = all.collect();
        ordered.sort_by_key(|(mention, _)| mention.span);
        let people = entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        let mut surnames = BTreeMap::new();
        for (_, surname) in people.filter_map(|person| person.name.rsplit_once(' ')) {
            *surnames.entry(surname).or_default() += 1;
        }
        Self { ordered, surnames }
    }

    /// How many people of the article an entity that is named by one word alone can be.
    #[must_use]
    pub fn n_people_called(&self, entity: &Entity) -> usize {
        let alone = Some(entity).filter(|entity| entity.kind == EntityKind::Person);
        alone.and_then(|entity| self.surnames.get(entity.name.as_str())).copied().unwrap_or(0)
    }

    /// The mentions that start inside a span, in order.
    pub fn starting_in(&self, span: Span) -> impl Iterator<Item = (Mention, &'e Entity)> {
        let from = self.ordered.partition_point(|(mention, _)| mention.span.start() < span.start());
        let inside =
            self.ordered[from..].iter().take_while(move |(m, _)| m.span.start() < span.end());
        inside.copied()
    }
}
