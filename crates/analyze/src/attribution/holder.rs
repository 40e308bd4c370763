//! The quotations that figures stand in, and those that answer for whole sentences.

use crate::document::Document;
use onrecord_model::{figure::Figure, quotation::Quotation};
use onrecord_text::Span;
use std::collections::BTreeMap;

/// A quotation and the part of its content that holds a figure.
#[derive(Clone, Copy)]
pub struct Holder {
    /// The quotation, by its place among all.
    pub quotation: usize,
    /// The part of its content.
    pub part: Span,
}

/// For each figure the quotation with the shortest part of content that holds its number.
///
/// Parts and figures are walked together in order of place, so that a long article with many
/// quotations costs no more than sorting them.
pub fn holders(figures: &[Figure], quotations: &[Quotation]) -> Vec<Option<Holder>> {
    let parts = quotations.iter().enumerate();
    let mut parts: Vec<(Span, usize)> = parts
        .flat_map(|(idx, quotation)| quotation.content.iter().map(move |span| (*span, idx)))
        .collect();
    parts.sort_by_key(|(span, idx)| (span.start(), span.end(), *idx));
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by_key(|idx| figures[*idx].number.start());
    let mut found = vec![None; figures.len()];
    let (mut next, mut open) = (0, Vec::<(Span, usize)>::new());
    for idx in order {
        let number = figures[idx].number;
        while let Some(part) = parts.get(next).filter(|(span, _)| span.start() <= number.start()) {
            open.push(*part);
            next += 1;
        }
        open.retain(|(span, _)| span.end() > number.start());
        let holding = open.iter().filter(|(span, _)| span.contains(number));
        found[idx] = holding
            .min_by_key(|(span, idx)| (span.len(), *idx))
            .map(|(part, idx)| Holder { quotation: *idx, part: *part });
    }
    found
}

/// The quotations by the sentence that their last part starts in.
pub fn ending(quotations: &[Quotation], document: &Document) -> BTreeMap<usize, Vec<usize>> {
    let mut ending: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (idx, quotation) in quotations.iter().enumerate() {
        let last = quotation.content.last().map_or(0, |part| part.start());
        ending.entry(document.sentence_at(last).unwrap_or(0)).or_default().push(idx);
    }
    ending
}

/// Cues whose source answers for the whole sentence they stand in.
const SENTENCE_CUES: [&str; 5] = ["according to", "selon", "laut", "según", "по данным"];

/// Whether a cue is one of those.
pub fn is_according(cue: &str) -> bool {
    let cue = cue.to_lowercase();
    SENTENCE_CUES.iter().any(|known| cue.starts_with(known))
}

/// The sources that answer for whole sentences, by sentence; the first of a sentence counts.
pub fn sentence_sources<'q>(
    quotations: &'q [Quotation],
    document: &Document,
) -> BTreeMap<usize, &'q Quotation> {
    let mut found = BTreeMap::new();
    for quotation in quotations {
        let Some(cue) = quotation.cue else { continue };
        let Some(words) = cue.get(document.text()) else { continue };
        if is_according(words)
            && let Some(sentence) = document.sentence_at(cue.start())
        {
            found.entry(sentence).or_insert(quotation);
        }
    }
    found
}
