//! The reading that a decision is about, found again, and what it makes of it.

use onrecord_model::{findings::Findings, quotation::Speaker};
use onrecord_text::Span;

/// A quotation or figure by its place in the findings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reading {
    /// A quotation.
    Quotation(usize),
    /// A figure.
    Figure(usize),
}

impl Reading {
    /// What is read at a span: exactly there, else what shares more than half of its own and of the
    /// span's bytes, since a later version may draw the edges elsewhere.
    pub fn at(findings: &Findings, span: Span) -> Option<Self> {
        let said = findings.quotations.iter().enumerate();
        let said = said.filter(|(_, one)| !one.content.is_empty());
        let said = said.map(|(idx, one)| (one.cover(), Self::Quotation(idx)));
        let stated = findings.figures.iter().enumerate();
        let stated = stated.map(|(idx, one)| (one.span, Self::Figure(idx)));
        let near = said.chain(stated).filter_map(|(at, reading)| {
            let shared = at.intersection(span)?.len();
            let is_most = shared * 2 > at.len() && shared * 2 > span.len();
            is_most.then_some((at.len().abs_diff(shared) + span.len().abs_diff(shared), reading))
        });
        near.min_by_key(|(apart, _)| *apart).map(|(_, reading)| reading)
    }
}

/// Gives a reading the speaker decided.
pub fn decide_speaker(
    findings: &mut Findings,
    reading: Reading,
    name: Option<&String>,
    note: &str,
) {
    let decided = |found: &Speaker| {
        // A decision on a decision shows what was found in the article, not what was decided before.
        let found = match found {
            Speaker::Decided { found, .. } => found.clone(),
            found => Box::new(found.clone()),
        };
        Speaker::Decided { name: name.cloned(), note: note.to_owned(), found }
    };
    match reading {
        Reading::Figure(idx) => {
            let figure = &mut findings.figures[idx];
            figure.source = decided(&figure.source);
        }
        Reading::Quotation(idx) => {
            let quotation = &mut findings.quotations[idx];
            quotation.speaker = decided(&quotation.speaker);
            // Figures in somebody's words are that one's.
            for figure in &mut findings.figures {
                if findings.quotations[idx].content.iter().any(|part| part.contains(figure.span)) {
                    figure.source = decided(&figure.source);
                }
            }
        }
    }
}

/// Takes out what stands at these places.
pub fn remove<T>(list: &mut Vec<T>, gone: &[usize]) {
    let mut idx = 0;
    list.retain(|_| {
        idx += 1;
        !gone.contains(&(idx - 1))
    });
}
