//! Small questions about tokens that several files here ask.

use crate::document::Document;
use onrecord_text::{Span, lists::List};
use std::sync::LazyLock;

/// Offices and roles; the note is `m` or `f` where the word tells.
pub static ROLES: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../../lang/en/roles.txt")).expect("checked"));

/// Titles before a name; the note is `m` or `f` where the word tells.
pub static TITLES: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../../lang/en/titles.txt")).expect("checked"));

/// First names; the note is `m` or `f`.
pub static FIRST_NAMES: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/first-names.txt")).expect("checked")
});

/// The index of the first token that starts at or after `at`.
#[must_use]
pub fn token_from(document: &Document, at: usize) -> usize {
    document.tokens.partition_point(|token| token.span.start() < at)
}

/// The words of a token; empty past the end.
#[must_use]
pub fn word<'a>(document: &Document<'a>, idx: usize) -> &'a str {
    document.tokens.get(idx).map_or("", |token| document.words(token.span))
}

/// The span without `’s` or a lone apostrophe at its end.
#[must_use]
pub fn without_possessive(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let stem = ["'s", "’s", "'S", "’S", "'", "’"]
        .iter()
        .find_map(|ending| words.strip_suffix(ending))
        .unwrap_or(words);
    Span::new(span.start(), span.start() + stem.len())
}

/// Whether the first letter is a capital.
#[must_use]
pub fn is_capitalized(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a word, in any number, names a role.
#[must_use]
pub fn is_role(word: &str) -> bool {
    let lower = word.to_lowercase();
    ROLES.has(&lower) || TITLES.has(&lower)
}
