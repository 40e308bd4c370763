//! `According to the ministry, …`, where no label stands.

use super::{
    link::Draft,
    marks::words_in,
    phrases::{lower, tokens_in},
};
use crate::document::Document;
use onrecord_text::Span;

/// The longest source, in tokens.
const LONGEST_SOURCE: usize = 14;

/// The shortest content, in words.
const FEWEST_WORDS: usize = 3;

/// How sure this rule is, from 0 to 1000.
const CONFIDENCE: u16 = 600;

/// Adds drafts for sentences that no draft holds and that begin or end with `according to`.
pub fn add(document: &Document, drafts: &mut Vec<Draft>) {
    let n_labeled = drafts.len();
    for (_, sentence) in document.reading() {
        let at =
            drafts[..n_labeled].partition_point(|d| d.content[0].end() <= sentence.span.start());
        let is_held =
            drafts[..n_labeled].get(at).is_some_and(|d| d.content[0].intersects(sentence.span));
        if !is_held && let Some(draft) = read(document, sentence.span) {
            drafts.push(draft);
        }
    }
    drafts.sort_by_key(|draft| draft.content[0]);
}

fn read(document: &Document, sentence: Span) -> Option<Draft> {
    let tokens = tokens_in(document, sentence);
    let mut words = tokens.clone();
    let cue = words
        .find(|idx| lower(document, *idx) == "according" && lower(document, idx + 1) == "to")?;
    let first = cue + 2;
    let is_end = |idx: &usize| matches!(lower(document, *idx).as_str(), "," | "." | ";");
    let end = (first..tokens.end).find(is_end).unwrap_or(tokens.end);
    if end <= first || end - first > LONGEST_SOURCE {
        return None;
    }
    let span = |from: usize, to: usize| {
        (from < to).then(|| document.tokens[from].span.cover(document.tokens[to - 1].span))
    };
    let last = tokens.end.checked_sub(1)?;
    let stop = if lower(document, last) == "." { last } else { tokens.end };
    let content = if cue == tokens.start {
        span(end + 1, stop)?
    } else {
        let before = cue.checked_sub(1).filter(|idx| lower(document, *idx) == ",")?;
        span(tokens.start, before)?
    };
    (words_in(document, content) >= FEWEST_WORDS).then(|| Draft {
        content: vec![content],
        cue: span(cue, first),
        source: span(first, end),
        via: Vec::new(),
        confidence: CONFIDENCE,
    })
}
