//! Names in a text: people, organizations, places.

use super::words::{
    FIRST_NAMES, ROLES, TITLES, is_capitalized, is_role, token_from, without_possessive, word,
};
use crate::document::Document;
use onrecord_model::{article::ZoneKind, entity::EntityKind};
use onrecord_text::{
    Span,
    tagger::{Tagger, casing::name_features},
};
use std::sync::LazyLock;

/// The English tagger; its data, licenses, figures and limits stand in docs/models/names-en.md.
static TAGGER: LazyLock<Tagger> = LazyLock::new(|| {
    Tagger::read(include_bytes!("../../../../lang/en/names.model")).expect("a checked model")
});

/// A name in the text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Name {
    /// Where it stands, without titles and `’s`.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// How sure the tagger is, from 0 to 1000.
    pub confidence: u16,
}

/// Every name outside furniture, in order; none overlaps another.
///
/// Only English has a tagger; a text whose language could not be told is read as English.
#[must_use]
pub fn of(document: &Document) -> Vec<Name> {
    if document.article.language.as_deref().is_some_and(|language| language != "en") {
        return Vec::new();
    }
    let mut features = name_features(document.text());
    let zone = |at: usize| document.article.zone_at(at).map(|zone| zone.kind);
    let is_furniture = |at: usize| zone(at) == Some(ZoneKind::Furniture);
    features.retain(|token| token.is_separator() || !is_furniture(token.span.start()));
    let tagged = TAGGER.tag_features(&features).into_iter();
    tagged
        .filter_map(|tag| {
            let kind = match TAGGER.kinds()[tag.kind].as_str() {
                "person" => EntityKind::Person,
                "organization" => EntityKind::Organization,
                _ => EntityKind::Place,
            };
            let span = trimmed(document, tag.span, kind)?;
            Some(Name { span, kind, confidence: tag.confidence })
        })
        .collect()
}

/// The span without `the`, titles and `’s`; `None` when nothing like a name is left.
fn trimmed(document: &Document, span: Span, kind: EntityKind) -> Option<Span> {
    let mut span = without_possessive(span, document.text());
    loop {
        let first = token_from(document, span.start());
        // A lone name with `’s` is shorter than its token.
        let head = document.tokens.get(first).filter(|token| token.span.start() < span.end())?;
        let lower = document.words(head.span).to_lowercase();
        // `Administrator Lind` is an office and a name, `Dean Lind` may be a name.
        let is_office = TITLES.has(&lower) || (ROLES.has(&lower) && !FIRST_NAMES.has(&lower));
        let is_title = kind == EntityKind::Person && is_office;
        if !is_title && lower != "the" && lower != "." {
            break;
        }
        let rest = Span::new(head.span.end().min(span.end()), span.end()).trimmed(document.text());
        if is_title && word(document, first + 1).eq_ignore_ascii_case("of") {
            return after_office(document, rest);
        }
        // A title alone is all there is: `the Pope`.
        if rest.is_empty() || rest.of(document.text()) == "." {
            return None;
        }
        span = rest;
    }
    let words = span.get(document.text())?;
    let first = token_from(document, span.start());
    let is_name = words.chars().any(char::is_alphabetic)
        && (is_capitalized(words) || words.contains(char::is_uppercase));
    // A role alone that opens a line: `Coach quits`.
    let is_noun = kind == EntityKind::Person && is_role(words);
    (is_name && !is_noun && !word(document, first).is_empty()).then_some(span)
}

/// The name after an office with its field, `of State Mike Lind`: from the first word that is a first
/// name, else the last two words.
fn after_office(document: &Document, rest: Span) -> Option<Span> {
    let from = token_from(document, rest.start());
    let words: Vec<Span> = document.tokens[from..]
        .iter()
        .map(|token| token.span)
        .take_while(|at| rest.contains(*at))
        .collect();
    let is_first = |at: &&Span| FIRST_NAMES.has(&document.words(**at).to_lowercase());
    let last_two = words.len().checked_sub(2).filter(|at| *at > 0);
    let start = words.iter().skip(2).find(is_first).or(words.get(last_two?))?;
    Some(Span::new(start.start(), rest.end()))
}
