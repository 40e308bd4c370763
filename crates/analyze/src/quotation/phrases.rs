//! The lists of `lang/en` that tell cues and denials, and the search for them.

use crate::document::Document;
use onrecord_text::{Span, lists::List};
use std::sync::LazyLock;

/// Verbs that introduce what somebody said.
pub static CUES: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../../lang/en/cues.txt")).expect("checked"));

/// Words by which something is not said, refused or denied.
pub static DENIALS: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../../lang/en/denials.txt")).expect("checked"));

/// Nouns for documents that say something.
pub static DOCUMENTS: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/documents.txt")).expect("checked")
});

/// The longest entry of the lists, in tokens.
const LONGEST: usize = 5;

/// The tokens inside a span, as a range of [`Document::tokens`].
#[must_use]
pub fn tokens_in(document: &Document, span: Span) -> std::ops::Range<usize> {
    let from = |at: usize| document.tokens.partition_point(|token| token.span.start() < at);
    from(span.start())..from(span.end())
}

/// The word of a token in lower case with a straight apostrophe; empty past the end.
#[must_use]
pub fn lower(document: &Document, idx: usize) -> String {
    let word = document.tokens.get(idx).map_or("", |token| document.words(token.span));
    word.to_lowercase().replace('’', "'")
}

/// Where entries of a list stand inside a span: the longest at each place, none inside another.
#[must_use]
pub fn find(document: &Document, list: &List, inside: Span) -> Vec<Span> {
    let tokens = tokens_in(document, inside);
    let (mut found, mut idx) = (Vec::new(), tokens.start);
    while idx < tokens.end {
        let (mut phrase, mut end) = (String::new(), None);
        for next in idx..tokens.end.min(idx + LONGEST) {
            if next > idx {
                phrase.push(' ');
            }
            phrase += &lower(document, next);
            if list.has(&phrase) {
                end = Some(next);
            }
        }
        if let Some(end) = end {
            found.push(document.tokens[idx].span.cover(document.tokens[end].span));
        }
        idx = end.map_or(idx, |end| end) + 1;
    }
    found
}
