//! What looks said and is said by nobody: titles, names, slogans, words beside another’s source.

use super::{
    link::Draft,
    marks::touching,
    phrases::{CUES, lower, tokens_in},
};
use crate::document::Document;
use onrecord_text::{Span, lists::List, quotes::Quoted, token::TokenKind};
use std::sync::LazyLock;

static WORKS: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../../lang/en/works.txt")).expect("checked"));

/// Small words that stay small in a title.
const LONGEST_SMALL: usize = 3;

/// Fewer words may be a name at the start of what is said.
const FEWEST_WORDS: usize = 4;

/// Drops drafts that hold a title or slogan and that no verb of saying introduces, and lives claimed.
pub fn drop_unsaid(document: &Document, parts: &[Quoted], drafts: &mut Vec<Draft>) {
    drafts
        .retain(|draft| !draft.cue.is_some_and(|cue| takes_lives(document, cue, draft.content[0])));
    drafts.retain(|draft| {
        let mut inside =
            draft.content.iter().flat_map(|content| touching(parts, *content)).peekable();
        let is_work = inside.peek().is_some()
            && inside.all(|part| is_title(document, part) || is_named(document, part));
        !is_work || draft.cue.is_some_and(|cue| says(document, cue))
    });
}

/// Drops what stands outside quotation marks in a sentence with neither its cue nor its source: of 33
/// such in PolNeAR dev the source was right for 7. What a colon introduces stays.
pub fn drop_borrowed(document: &Document, parts: &[Quoted], drafts: &mut Vec<Draft>) {
    drafts.retain(|draft| {
        let part = draft.content[0];
        let sentence = |at: usize| document.sentence_at(at);
        let own = sentence(part.start())..=sentence(part.end().saturating_sub(1));
        let mut beside = draft.cue.into_iter().chain(draft.source).peekable();
        let is_introduced = document.text()[..part.start()].trim_end().ends_with(':');
        beside.peek().is_none()
            || beside.any(|span| own.contains(&sentence(span.start())))
            || touching(parts, part).next().is_some()
            || is_introduced
    });
}

/// How many tokens of a content tell that lives are claimed: `claimed the lives of more than 400`.
const LIVES_WITHIN: usize = 5;

/// Whether something claims lives, which is no saying.
fn takes_lives(document: &Document, cue: Span, content: Span) -> bool {
    let claims = tokens_in(document, cue).any(|idx| lower(document, idx).starts_with("claim"));
    let mut first = tokens_in(document, content).take(LIVES_WITHIN);
    claims && first.any(|idx| matches!(lower(document, idx).as_str(), "lives" | "life"))
}

fn says(document: &Document, cue: Span) -> bool {
    // The `called` of `so-called` says nothing.
    let is_joined = |idx: usize| idx > 0 && lower(document, idx - 1) == "-";
    // In a headline a colon is a cue: `Ruiz: ‘We Are All Responsible Now’`.
    document.words(cue).ends_with(':')
        || tokens_in(document, cue).any(|idx| CUES.has(&lower(document, idx)) && !is_joined(idx))
}

/// Whether every longer word begins with a capital: `The Last Train to Orta`.
fn is_title(document: &Document, part: &Quoted) -> bool {
    let words: Vec<&str> = tokens_in(document, part.inner)
        .filter(|idx| document.tokens[*idx].kind == TokenKind::Word)
        .map(|idx| document.words(document.tokens[idx].span))
        .collect();
    let is_large = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let is_titled =
        words.iter().all(|word| is_large(word) || word.chars().count() <= LONGEST_SMALL);
    words.len() >= FEWEST_WORDS
        && is_titled
        && words.iter().filter(|word| is_large(word)).count() > 1
}

/// Whether the words right before the marks say that a name, a slogan or a word explained follows:
/// `the novel “…”`, `defines a “…”`.
fn is_named(document: &Document, part: &Quoted) -> bool {
    let mut first = tokens_in(document, part.outer).start;
    if first > 0 && matches!(&*lower(document, first - 1), "a" | "an") {
        first -= 1;
    }
    let word =
        |back: usize| first.checked_sub(back).map_or(String::new(), |idx| lower(document, idx));
    // `so-called` is three tokens.
    let pair = |last: usize| {
        format!("{} {}", word(last + 1 + usize::from(word(last + 1) == "-")), word(last))
    };
    WORKS.has(&word(1)) || WORKS.has(&pair(1))
}
