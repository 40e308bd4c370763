//! A brief in a few lines of a terminal: what weighs most, each with the passage that proves it.

use super::terminal::{Run, Style, broken, written};
use onrecord_model::{
    brief::{Brief, Part, Sentence},
    passage::Passage,
};

/// Narrowest layout, in columns.
const MIN_WIDTH: usize = 40;

/// A brief in at most `n_lines` lines of so many columns: what it rests on, then those of its
/// sentences that fit whole, in their order, each with its day and its first passage. A sentence is
/// never cut; where none fits, the last line says how to read them.
#[must_use]
pub fn few(brief: &Brief, columns: usize, colors: bool, n_lines: usize) -> String {
    let width = columns.max(MIN_WIDTH);
    let mut lines = broken(&[(Style::Quiet, basis(brief))], width);
    lines.truncate(n_lines);
    let mut n_shown = 0;
    let sentences = brief.sections.iter().flat_map(|section| &section.sentences);
    for sentence in sentences.filter(|sentence| sentence.passages().next().is_some()) {
        let found = broken(&runs(sentence, colors), width);
        if lines.len() + found.len() <= n_lines {
            lines.extend(found);
            n_shown += 1;
        }
    }
    if n_shown == 0 && lines.len() < n_lines {
        let words = "No statement is short enough for these lines; --length page shows them.";
        lines.extend(broken(&[(Style::Quiet, words.to_owned())], width).into_iter().take(1));
    }
    lines.iter().map(|line| written(line, colors) + "\n").collect()
}

fn basis(brief: &Brief) -> String {
    let counted = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
    let articles = counted(brief.basis.n_articles, "article");
    format!("{articles}, at most {}.", counted(brief.basis.n_origins, "independent origin"))
}

/// A sentence on one line of thought: its day, its words without the articles that repeat it, and
/// the passage.
fn runs(sentence: &Sentence, colors: bool) -> Vec<Run> {
    let is_repeats = |part: &Part| match part {
        Part::Ours(words) => words.starts_with(" Reprinted") || words.starts_with(" Also in"),
        _ => false,
    };
    let end = sentence.parts.iter().position(is_repeats).unwrap_or(sentence.parts.len());
    let mut runs = vec![(Style::Quiet, format!("{}: ", sentence.when.label()))];
    runs.extend(super::terminal::runs(&sentence.parts[..end], colors));
    // The sentence around the words shown, which may also be proven by those that repeat it.
    let shown = sentence.passages().next();
    let holds = |passage: &&Passage| {
        shown.is_some_and(|shown| {
            passage.article() == shown.article() && passage.span().contains(shown.span())
        })
    };
    let proof = sentence.passages().filter(holds).max_by_key(|passage| passage.span().len());
    runs.extend(proof.map(|passage| (Style::Number, format!(" {passage}"))));
    runs
}
