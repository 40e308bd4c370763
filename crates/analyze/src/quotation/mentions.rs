//! Every mention of every entity in the order of the text, to be asked by place.

use onrecord_model::entity::{Entity, Mention};
use onrecord_text::Span;

/// The mentions of an article's entities by place.
#[derive(Debug)]
pub struct Mentions<'e> {
    ordered: Vec<(Mention, &'e Entity)>,
}

impl<'e> Mentions<'e> {
    /// Orders the mentions of `entities`.
    #[must_use]
    pub fn of(entities: &'e [Entity]) -> Self {
        let all =
            entities.iter().flat_map(|entity| entity.mentions.iter().map(move |m| (*m, entity)));
        let mut ordered: Vec<_> = all.collect();
        ordered.sort_by_key(|(mention, _)| mention.span);
        Self { ordered }
    }

    /// The mentions that start inside a span, in order.
    pub fn starting_in(&self, span: Span) -> impl Iterator<Item = (Mention, &'e Entity)> {
        let from = self.ordered.partition_point(|(mention, _)| mention.span.start() < span.start());
        let inside =
            self.ordered[from..].iter().take_while(move |(m, _)| m.span.start() < span.end());
        inside.copied()
    }
}
