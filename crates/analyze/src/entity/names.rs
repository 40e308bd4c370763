//! Names in a text: people, organizations, places.

use super::words::{
    FIRST_NAMES, ROLES, TITLES, is_capitalized, is_role, token_from, without_possessive, word,
};
use crate::document::Document;
use onrecord_model::{article::ZoneKind, entity::EntityKind};
use onrecord_text::{
    Span,
    tagger::{Tagger, features::features},
};
use std::{collections::BTreeMap, sync::LazyLock};

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
    let mut features = features(document.text());
    let zone = |at: usize| document.article.zone_at(at).map(|zone| zone.kind);
    let is_furniture = |at: usize| zone(at) == Some(ZoneKind::Furniture);
    features.retain(|token| token.is_separator() || !is_furniture(token.span.start()));
    let tagged = TAGGER.tag_features(&features).into_iter();
    let mut names: Vec<Name> = tagged
        .filter_map(|tag| {
            let kind = match TAGGER.kinds()[tag.kind].as_str() {
                "person" => EntityKind::Person,
                "organization" => EntityKind::Organization,
                _ => EntityKind::Place,
            };
            let span = trimmed(document, tag.span, kind)?;
            Some(Name { span, kind, confidence: tag.confidence })
        })
        .collect();
    agree(document, &mut names);
    add_surnames(document, &mut names);
    names
}

/// The span without `the`, titles and `’s`; `None` when nothing like a name is left.
fn trimmed(document: &Document, span: Span, kind: EntityKind) -> Option<Span> {
    let mut span = without_possessive(span, document.text());
    loop {
        let first = token_from(document, span.start());
        let head = document.tokens.get(first).filter(|token| span.contains(token.span))?;
        let lower = document.words(head.span).to_lowercase();
        // `Administrator Lind` is an office and a name, `Dean Lind` may be a name.
        let is_office = TITLES.has(&lower) || (ROLES.has(&lower) && !FIRST_NAMES.has(&lower));
        let is_title = kind == EntityKind::Person && is_office;
        if !is_title && lower != "the" && lower != "." {
            break;
        }
        let rest = Span::new(head.span.end(), span.end()).trimmed(document.text());
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

/// A surname of so many letters or more is looked for where the tagger passed it over.
const LONG_SURNAME: usize = 4;

/// Adds the surnames of people named in full where they stand alone and were passed over: the tagger
/// may know `Jana Mabeko` and not `Mabeko`. Not where the same word in lower case is in the text.
fn add_surnames(document: &Document, names: &mut Vec<Name>) {
    let full = names.iter().filter(|name| name.kind == EntityKind::Person);
    // By the surname in lower case.
    let mut surnames: BTreeMap<String, (&str, u16)> = full
        .filter_map(|name| {
            let (_, surname) = document.words(name.span).rsplit_once(' ')?;
            let is_long = surname.chars().count() >= LONG_SURNAME && is_capitalized(surname);
            let is_told = is_long && !is_role(surname);
            is_told.then(|| (surname.to_lowercase(), (surname, name.confidence)))
        })
        .collect();
    if surnames.is_empty() {
        return;
    }
    for token in &document.tokens {
        surnames.remove(document.words(token.span));
    }
    let surnames: BTreeMap<&str, u16> = surnames.into_values().collect();
    let mut taken = names.iter().map(|name| name.span).collect::<Vec<_>>().into_iter().peekable();
    let mut added = Vec::new();
    for (_, sentence) in document.reading() {
        for token in &document.tokens[sentence.tokens.clone()] {
            while taken.next_if(|name| name.end() <= token.span.start()).is_some() {}
            let bare = without_possessive(token.span, document.text());
            let surname = surnames.get(document.words(bare));
            let is_taken = taken.peek().is_some_and(|name| name.intersects(token.span));
            if let Some(confidence) = surname.filter(|_| !is_taken) {
                added.push(Name { span: bare, kind: EntityKind::Person, confidence: *confidence });
            }
        }
    }
    names.extend(added);
    names.sort_by_key(|name| name.span);
}

/// Makes the same words one kind throughout the text: the kind with the most certainty behind it.
fn agree(document: &Document, names: &mut [Name]) {
    let mut votes: BTreeMap<(&str, EntityKind), u64> = BTreeMap::new();
    for name in names.iter() {
        *votes.entry((document.words(name.span), name.kind)).or_default() +=
            u64::from(name.confidence);
    }
    let kinds = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];
    for name in names.iter_mut() {
        let words = document.words(name.span);
        let votes = |kind: EntityKind| votes.get(&(words, kind)).copied().unwrap_or(0);
        let best = kinds.into_iter().max_by_key(|kind| (votes(*kind), *kind == name.kind));
        if let Some(best) = best
            && votes(best) > 2 * votes(name.kind)
        {
            name.kind = best;
        }
    }
}
