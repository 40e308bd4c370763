//! Two sentences held against each other: the words that are gone, new, or in both.

use super::{
    align::align,
    units::{Sentence, Text, Word},
};
use onrecord_model::passage::Passage;
use onrecord_text::Span;

/// Two sentences of which one stands for the other, with their words aligned.
pub struct Pair<'p, 't> {
    /// The earlier version.
    pub old: &'p Text<'t>,
    /// The later version.
    pub new: &'p Text<'t>,
    /// The sentence in the earlier version.
    pub before: &'p Sentence,
    /// The sentence in the later version.
    pub after: &'p Sentence,
    /// Words in both, as places in the words of the two texts.
    pub same: Vec<(usize, usize)>,
    /// Runs of words that are gone.
    pub removed: Vec<Span>,
    /// Runs of words that are new.
    pub added: Vec<Span>,
}

impl<'p, 't> Pair<'p, 't> {
    /// Aligns the words of two sentences.
    #[must_use]
    pub fn of(
        (old, before): (&'p Text<'t>, &'p Sentence),
        (new, after): (&'p Text<'t>, &'p Sentence),
    ) -> Self {
        let ids = |words: &[Word]| words.iter().map(|word| word.id).collect::<Vec<_>>();
        let (a, b) = (old.words_of(before), new.words_of(after));
        let same = align(&ids(a), &ids(b));
        let removed = gaps(a, same.iter().map(|pair| pair.0));
        let added = gaps(b, same.iter().map(|pair| pair.1));
        let shift = |(i, j): &(usize, usize)| (before.words.start + i, after.words.start + j);
        Self { old, new, before, after, same: same.iter().map(shift).collect(), removed, added }
    }

    /// Whether the span of the earlier version holds words that are gone.
    #[must_use]
    pub fn loses(&self, span: Span) -> bool {
        self.removed.iter().any(|gone| gone.intersects(span))
    }

    /// Whether the span of the later version holds words that are new.
    #[must_use]
    pub fn gains(&self, span: Span) -> bool {
        self.added.iter().any(|new| new.intersects(span))
    }

    /// Words of the earlier version, to cite.
    #[must_use]
    pub fn was(&self, span: Span) -> Option<Passage> {
        Passage::of(self.old.article, span)
    }

    /// Words of the later version, to cite.
    #[must_use]
    pub fn is(&self, span: Span) -> Option<Passage> {
        Passage::of(self.new.article, span)
    }
}

/// Runs of words that none of the `kept` places names; these ascend.
fn gaps(words: &[Word], kept: impl Iterator<Item = usize>) -> Vec<Span> {
    let (mut found, mut from) = (Vec::new(), 0);
    for at in kept.chain([words.len()]) {
        if let [first, .., last] | [first @ last] = &words[from..at] {
            found.push(first.span.cover(last.span));
        }
        from = at + 1;
    }
    found
}
