//! How something is said: in whose words, hedged or not, said or refused.

use super::{
    marks::touching,
    phrases::{DENIALS, find, lower, tokens_in},
};
use crate::{document::Document, hedge};
use onrecord_model::quotation::Mode;
use onrecord_text::{Span, lists::List, quotes::Quoted, token::TokenKind};
use std::sync::LazyLock;

/// The content without the quotation marks around it.
#[must_use]
pub fn unquoted(document: &Document, content: Span, parts: &[Quoted]) -> Span {
    let text = document.text();
    let mut span = content.trimmed(text);
    for part in touching(parts, span) {
        let starts = part.outer.start() == span.start() && part.inner.start() < span.end();
        let ends =
            part.is_closed && part.outer.end() == span.end() && span.start() <= part.inner.end();
        // `“a” and “b”` keeps its marks: without the outer ones the inner would be left alone.
        let is_whole = part.outer.end() >= span.end() && part.outer.start() <= span.start();
        if is_whole {
            let start = if starts { part.inner.start() } else { span.start() };
            let end = if ends { part.inner.end() } else { span.end().min(part.inner.end()) };
            span = Span::new(start, end.max(start)).trimmed(text);
            // The comma of `“…,” she said` belongs to the report.
            if end < part.outer.end() && span.of(text).ends_with(',') {
                span = Span::new(span.start(), span.end() - 1);
            }
        }
    }
    if span.is_empty() { content } else { span }
}

/// Whose words the content is in.
#[must_use]
pub fn mode(document: &Document, content: &[Span], parts: &[Quoted]) -> Mode {
    let (mut n_quoted, mut n_words) = (0, 0);
    for part in content {
        let tokens = tokens_in(document, *part);
        for (nth, idx) in tokens.enumerate() {
            let token = document.tokens[idx];
            if token.kind == TokenKind::Mark || (nth == 0 && lower(document, idx) == "that") {
                continue;
            }
            n_words += 1;
            let at = parts.partition_point(|part| part.inner.end() <= token.span.start());
            n_quoted +=
                usize::from(parts.get(at).is_some_and(|part| part.inner.contains(token.span)));
        }
    }
    match n_quoted {
        0 => Mode::Indirect,
        n if n == n_words => Mode::Direct,
        _ => Mode::Mixed,
    }
}

/// Words that weaken the content, in it or in its cue.
#[must_use]
pub fn hedges(document: &Document, content: &[Span], cue: Option<Span>) -> Vec<Span> {
    let places = content.iter().copied().chain(cue);
    let find = |place| hedge::find(document.text(), &document.tokens[tokens_in(document, place)]);
    let mut found: Vec<Span> = places.flat_map(find).collect();
    found.sort();
    found.dedup();
    found
}

/// Whether the words are said not to have been said, are refused or denied.
///
/// The denial stands in the cue or at most three tokens before it: `did not say`, `declined to
/// comment`, `would neither confirm nor deny`.
#[must_use]
pub fn is_negated(document: &Document, content: &[Span], cue: Option<Span>) -> bool {
    let Some(cue) = cue else {
        return false;
    };
    let tokens = tokens_in(document, cue);
    let sentence = document.sentence_at(cue.start());
    let mut from = tokens.start;
    while from > tokens.start.saturating_sub(3) {
        let before = document.tokens[from - 1];
        let is_near = before.kind != TokenKind::Mark
            && document.sentence_at(before.span.start()) == sentence
            && !content.iter().any(|part| part.intersects(before.span));
        if !is_near {
            break;
        }
        from -= 1;
    }
    let Some(first) = document.tokens.get(from) else {
        return false;
    };
    let asked = first.span.cover(cue);
    // `said no one was hurt` denies nothing: what is denied there is part of the content.
    !find(document, &DENIALS, asked).is_empty()
}

/// Participles that tell what is said of or to the one before them.
static SPOKEN_OF: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/spoken-of.txt")).expect("checked")
});

/// Whether the cue says it of or to the source, not by it: `Ruiz was told`, `she is thought`, but not
/// `the plan was rejected by Ruiz`, nor `she was heard saying`.
#[must_use]
pub fn is_of_source(document: &Document, cue: Option<Span>, source: Span) -> bool {
    const FORMS: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "am"];
    let Some(cue) = cue else { return false };
    let word = |idx: usize| lower(document, idx);
    let tokens = tokens_in(document, cue);
    if tokens.clone().any(|idx| word(idx) == "saying") || is_agent(document, source) {
        return false;
    }
    let passive = tokens.clone().position(|idx| FORMS.contains(&word(idx).as_str()));
    let told = tokens.clone().position(|idx| SPOKEN_OF.has(&word(idx)));
    matches!((passive, told), (Some(passive), Some(told)) if passive < told)
}

/// Whether `by` or `from` stands before the source: `rejected by Ruiz`.
fn is_agent(document: &Document, source: Span) -> bool {
    let before = tokens_in(document, source).start.checked_sub(1);
    before.is_some_and(|idx| matches!(lower(document, idx).as_str(), "by" | "from"))
}
