//! Figures of one kind split into those that can be compared, with why the others cannot.

use crate::figure_line::FigureLine;
use onrecord_analyze::claim::measure::{content, why_apart};
use std::collections::BTreeSet;

/// So many sets of one kind are told apart; what fits none of them is listed without a comparison, so
/// that a large answer costs no more than so many comparisons a line.
const MAX_SETS: usize = 12;

/// Figures that can be compared with each other.
#[derive(Clone, Debug)]
pub struct Set {
    /// Why they cannot be compared with the first set, or with each other, in words.
    pub why_apart: Option<String>,
    /// Whether its figures stand alone: not even with each other can they be compared.
    pub is_alone: bool,
    /// Its figures, in the order in which they came.
    pub lines: Vec<FigureLine>,
}

/// Splits figures into sets that can be compared, the largest first; what can be compared with no
/// other comes last, in one set.
///
/// A figure joins a set when nothing says that it measures something else than the set's first, and
/// its sentence has words in common with one of the set beyond what is counted: two numbers of people
/// are not about the same people for that. A denied figure states no amount, and one without bounds
/// ("many") is not set beside one with.
#[must_use]
pub fn sets(lines: Vec<FigureLine>) -> Vec<Set> {
    let (mut sets, mut alone): (Vec<Vec<Line>>, Vec<FigureLine>) = (Vec::new(), Vec::new());
    for line in lines.into_iter().map(Line::of) {
        let fitting = sets.iter().position(|set| line.fits(set));
        match fitting {
            Some(idx) => sets[idx].push(line),
            None if sets.len() < MAX_SETS => sets.push(vec![line]),
            None => alone.push(line.line),
        }
    }
    sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
    let n_shared = sets.iter().take_while(|set| set.len() > 1).count();
    alone.splice(..0, sets.drain(n_shared..).flatten().map(|line| line.line));
    let mut found: Vec<Set> = Vec::new();
    for set in sets {
        let lines: Vec<FigureLine> = set.into_iter().map(|line| line.line).collect();
        let first = found.first().map(|set: &Set| &set.lines[0]);
        let why_apart =
            first.map(|first| why(first, &lines[0]).unwrap_or_else(|| UNTIED.to_owned()));
        found.push(Set { why_apart, is_alone: false, lines });
    }
    if !alone.is_empty() {
        let why_apart = (!found.is_empty() || alone.len() > 1).then(|| UNTIED.to_owned());
        let is_alone = alone.len() > 1;
        found.push(Set { why_apart, is_alone, lines: alone });
    }
    found
}

/// The reason where nothing else tells two figures apart.
const UNTIED: &str = "nothing beside the number says that they measure the same";

/// So many words must two sentences share beyond what is counted.
const MIN_SHARED: usize = 2;

/// So many members of a set are looked at, the latest first.
const MAX_LOOKED: usize = 30;

/// A figure with the content words of its sentence, those of what is counted left out.
struct Line {
    line: FigureLine,
    words: BTreeSet<String>,
}

impl Line {
    fn of(line: FigureLine) -> Self {
        let counted = content(line.counted.as_deref().unwrap_or_default());
        let words = content(line.passage.exact()).difference(&counted).cloned().collect();
        Self { line, words }
    }

    fn fits(&self, set: &[Line]) -> bool {
        let is_tied = |other: &Line| self.words.intersection(&other.words).count() >= MIN_SHARED;
        why(&set[0].line, &self.line).is_none() && set.iter().rev().take(MAX_LOOKED).any(is_tied)
    }
}

/// Why two figures cannot be compared.
#[must_use]
pub fn why(a: &FigureLine, b: &FigureLine) -> Option<String> {
    let is_denied = |line: &FigureLine| line.figure.is_negated;
    let has_amount = |line: &FigureLine| {
        let figure = &line.figure;
        (figure.value.is_some() || figure.low.is_some() || figure.high.is_some())
            && !is_open_word(line)
    };
    if is_denied(a) != is_denied(b) {
        return Some("one is denied".to_owned());
    }
    if has_amount(a) != has_amount(b) {
        return Some("one names no amount".to_owned());
    }
    match (&a.relation, &b.relation) {
        (Some(only), None) | (None, Some(only)) => Some(format!("only one says `{only}`")),
        _ => why_apart(&a.measured(), &b.measured()),
    }
}

/// Whether the words bound nothing worth drawing: `many`, `some`, `most`.
fn is_open_word(line: &FigureLine) -> bool {
    line.figure.is_vague && line.figure.high.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_analyze::findings;
    use onrecord_model::{
        article::{Article, Block, Zone, ZoneKind},
        id::Id,
    };
    use onrecord_text::Span;

    fn article(text: &str) -> Article {
        let capture = Id::of("capture", [text.as_bytes()]);
        let span = Span::new(0, text.len());
        Article {
            zones: vec![Zone { span, kind: ZoneKind::Body, block: Block::Paragraph }],
            language: Some("en".to_owned()),
            ..Article::bare(capture, 0, text.to_owned())
        }
    }

    /// The sets of the first figures of some texts: their words, and why a set stands apart.
    fn check(texts: &[&str], expected: &[(&[&str], Option<&str>)]) {
        let lines = texts.iter().map(|text| {
            let article = article(text);
            let findings = findings::find(&article);
            FigureLine::of(&article, &findings.figures[0]).expect("spans that fit")
        });
        let sets = sets(lines.collect());
        let words =
            |set: &Set| set.lines.iter().map(|line| line.words.exact().to_owned()).collect();
        let found: Vec<(Vec<String>, Option<String>)> =
            sets.iter().map(|set| (words(set), set.why_apart.clone())).collect();
        let expected: Vec<(Vec<String>, Option<String>)> = expected
            .iter()
            .map(|(words, why)| {
                (words.iter().map(ToString::to_string).collect(), why.map(str::to_owned))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn figures_of_one_thing_are_compared() {
        check(
            &[
                "The harbor fire took 40 homes in Halvik.",
                "In all the harbor fire took 52 homes in Halvik.",
                "Norferry wants to build 300 homes for its crews.",
            ],
            &[(&["40 homes", "52 homes"], None), (&["300 homes"], Some(UNTIED))],
        );
    }

    #[test]
    fn one_figure_is_apart_from_none() {
        check(&["The flood took 12 boats."], &[(&["12 boats"], None)]);
    }
}
