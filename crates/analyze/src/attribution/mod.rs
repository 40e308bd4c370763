//! Each figure joined to the quotation and source it is attributed to.

use crate::document::Document;
use onrecord_model::{
    figure::Figure,
    quotation::{Mode, Quotation, Speaker},
};
use onrecord_text::Span;
use std::collections::BTreeMap;

/// The reason given for a figure that no quotation holds. It does not say that the outlet speaks in its
/// own voice: the sentence may report somebody whom the tagger missed.
pub const NO_SOURCE: &str = "the outlet reports it, no source was found";

/// Joins figures to the quotations they stand in, in place: source, mode and the words naming it.
///
/// A figure inside several contents belongs to the shortest, whose source is nearest to it. A figure
/// outside every content, in a sentence that opens its own source with "according to", belongs to
/// that source. Every other figure is reported by the outlet without a source that was found.
pub fn attribute(figures: &mut [Figure], quotations: &[Quotation], document: &Document) {
    let holders = holders(figures, quotations);
    let by_sentence = sentence_sources(quotations, document);
    for (figure, holder) in figures.iter_mut().zip(holders) {
        let whole = || {
            let sentence = document.sentence_at(figure.number.start())?;
            by_sentence.get(&sentence).map(|quotation| (*quotation, Mode::Indirect))
        };
        match holder.map(|idx| (&quotations[idx], quotations[idx].mode)).or_else(whole) {
            Some((quotation, mode)) => take(figure, quotation, mode),
            None => {
                figure.mode = None;
                figure.source_at = None;
                figure.source = Speaker::NotEstablished { reason: NO_SOURCE.to_owned() };
            }
        }
    }
}

fn take(figure: &mut Figure, quotation: &Quotation, mode: Mode) {
    figure.mode = Some(mode);
    figure.source = quotation.speaker.clone();
    figure.source_at = quotation.source;
    // Who denies a statement denies its figures.
    figure.is_negated |= quotation.is_negated;
}

/// For each figure the quotation with the shortest part of content that holds its number.
///
/// Parts and figures are walked together in order of place, so that a long article with many
/// quotations costs no more than sorting them.
fn holders(figures: &[Figure], quotations: &[Quotation]) -> Vec<Option<usize>> {
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
        found[idx] = holding.min_by_key(|(span, idx)| (span.len(), *idx)).map(|(_, idx)| *idx);
    }
    found
}

/// Cues whose source answers for the whole sentence they stand in.
const SENTENCE_CUES: [&str; 5] = ["according to", "selon", "laut", "según", "по данным"];

/// The sources that answer for whole sentences, by sentence; the first of a sentence counts.
fn sentence_sources<'q>(
    quotations: &'q [Quotation],
    document: &Document,
) -> BTreeMap<usize, &'q Quotation> {
    let mut found = BTreeMap::new();
    for quotation in quotations {
        let Some(cue) = quotation.cue else { continue };
        let Some(words) = cue.get(document.text()) else { continue };
        let words = words.to_lowercase();
        if SENTENCE_CUES.iter().any(|known| words.starts_with(known))
            && let Some(sentence) = document.sentence_at(cue.start())
        {
            found.entry(sentence).or_insert(quotation);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{figure, testing::article, timex};
    use onrecord_text::marked;

    /// Reads `{content …}`, `{source|…}`, `{cue|…}` as one quotation and shows each figure with the
    /// words of its source.
    fn check(marked_text: &str, expected: &[(&str, &str)]) {
        let (text, marks) = marked::parse(marked_text).expect("a marked text");
        let span = |label: &str| {
            let mark = marks.iter().find(|mark| mark.label == label)?;
            Some(Span::new(mark.start, mark.end))
        };
        let contents = marks.iter().filter(|mark| mark.label == "content");
        let content: Vec<Span> = contents.map(|mark| Span::new(mark.start, mark.end)).collect();
        let source = span("source");
        let quotation = (!content.is_empty()).then(|| Quotation {
            content,
            cue: span("cue"),
            source,
            mode: Mode::Direct,
            speaker: Speaker::Unnamed { described_at: source.unwrap_or(Span::new(0, 0)) },
            via: Vec::new(),
            hedges: Vec::new(),
            is_negated: false,
            passage: Span::new(0, text.len()),
            confidence: 1000,
        });
        let article = article(&text, "en");
        let document = Document::of(&article);
        let timexes = timex::find(&document);
        let mut figures = figure::find(&document, &timexes);
        attribute(&mut figures, quotation.as_slice(), &document);
        let found: Vec<(&str, &str)> = figures
            .iter()
            .map(|figure| {
                (figure.number.of(&text), figure.source_at.map_or("", |span| span.of(&text)))
            })
            .collect();
        assert_eq!(found, expected, "{marked_text}");
    }

    #[test]
    fn a_figure_belongs_to_whoever_stated_it() {
        check(
            "“{content|We lost 40 boats},” {cue|said} {source|the harbor master}.",
            &[("40", "the harbor master")],
        );
        check(
            "{source|Ana Ruiz} {cue|said} {content|12 homes burned}. Two streets were closed.",
            &[("12", "Ana Ruiz"), ("Two", "")],
        );
    }

    #[test]
    fn according_to_answers_for_its_sentence() {
        check(
            "Some 300 people left, {cue|according to} {source|the council}, {content|and stayed away}.",
            &[("300", "the council")],
        );
    }

    #[test]
    fn the_outlet_states_the_rest() {
        check("The bridge is 300 meters long.", &[("300", "")]);
    }
}
