//! Names of one text brought into agreement: one kind for the same words, and no mention passed over.

use super::{
    names::Name,
    words::{is_capitalized, without_possessive, word},
};
use crate::document::Document;
use onrecord_model::entity::EntityKind;
use std::collections::BTreeMap;

/// How much a full name counts for its surname, in tenths of a mention of the surname itself.
const FULL_NAME: u64 = 20;
/// How much `Kestrel Holdings` counts for `Kestrel`, in tenths.
const LONG_NAME: u64 = 10;
/// By how many tenths of its certainty the best kind must lead before a name changes its kind.
const LEAD: u64 = 15;
/// How certain, in thousandths, all mentions of a word are together before it is a name wherever it stands.
const KNOWN: u64 = 900;
/// How certain a mention is that only the others tell of, in thousandths.
const RECALLED: u16 = 500;

const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];

/// Makes the same words one kind throughout the text: the kind with the most certainty behind it.
///
/// `Washington` alone is a person where the text has `Ana Washington`, and a company is no place.
pub fn agree(document: &Document, names: &mut [Name]) {
    let mut votes: BTreeMap<(&str, EntityKind), u64> = BTreeMap::new();
    for name in names.iter() {
        let (words, certainty) = (document.words(name.span), u64::from(name.confidence));
        *votes.entry((words, name.kind)).or_default() += 10 * certainty;
        let short = match name.kind {
            EntityKind::Person => words.rsplit_once(' ').map(|(_, last)| (last, FULL_NAME)),
            EntityKind::Organization => words.split_once(' ').map(|(first, _)| (first, LONG_NAME)),
            EntityKind::Place => None,
        };
        if let Some((short, weight)) = short {
            *votes.entry((short, name.kind)).or_default() += weight * certainty;
        }
    }
    for name in names.iter_mut() {
        let words = document.words(name.span);
        let votes = |kind: EntityKind| votes.get(&(words, kind)).copied().unwrap_or(0);
        let best = KINDS.into_iter().max_by_key(|kind| (votes(*kind), *kind == name.kind));
        if let Some(best) = best
            && 10 * votes(best) > LEAD * votes(name.kind)
        {
            name.kind = best;
        }
    }
}

/// Adds the mentions of known names of one word, surnames too, that the tagger passed over.
pub fn recall(document: &Document, names: &mut Vec<Name>) {
    let known = known(document, names);
    let mut added = Vec::new();
    for (_, sentence) in document.reading() {
        let is_capital =
            |idx: usize| sentence.tokens.contains(&idx) && is_capitalized(word(document, idx));
        for idx in sentence.tokens.clone().filter(|idx| is_capital(*idx)) {
            // Beside another capital it is part of something else: `Ruiz Prize`.
            if is_capital(idx + 1) || idx.checked_sub(1).is_some_and(is_capital) {
                continue;
            }
            let span = without_possessive(document.tokens[idx].span, document.text());
            let Some((kind, certainty)) = known.get(document.words(span)) else {
                continue;
            };
            let before = names.partition_point(|name| name.span.start() < span.end());
            let is_found = before > 0 && names[before - 1].span.intersects(span);
            if *certainty >= KNOWN && !is_found {
                added.push(Name { span, kind: *kind, confidence: RECALLED });
            }
        }
    }
    names.extend(added);
    names.sort_by_key(|name| name.span);
}

/// Names of one word and surnames, with their kind and how certain they are.
fn known<'a>(document: &'a Document, names: &[Name]) -> BTreeMap<&'a str, (EntityKind, u64)> {
    let mut known = BTreeMap::new();
    for name in names {
        let words = document.words(name.span);
        let short = match name.kind {
            EntityKind::Person => words.rsplit(' ').next(),
            _ => Some(words).filter(|words| !words.contains(' ')),
        };
        if let Some(short) = short {
            known.entry(short).or_insert((name.kind, 0)).1 += u64::from(name.confidence);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::article;
    use onrecord_text::Span;

    /// Names given by their words and certainty, at the first place after the one before.
    fn names(text: &str, given: &[(&str, EntityKind, u16)]) -> Vec<Name> {
        let mut from = 0;
        let mut next = |words: &str| {
            let start = from + text[from..].find(words).unwrap();
            from = start + words.len();
            Span::new(start, from)
        };
        let name = |(words, kind, confidence): &(&str, EntityKind, u16)| Name {
            span: next(words),
            kind: *kind,
            confidence: *confidence,
        };
        given.iter().map(name).collect()
    }

    #[test]
    fn a_surname_is_no_place_where_its_bearer_is_named() {
        let text =
            "Ana Washington lost. Washington saved two points. The coach praised Washington.";
        let article = article(text, "en");
        let document = Document::of(&article);
        let given = [
            ("Ana Washington", EntityKind::Person, 900),
            ("Washington", EntityKind::Place, 600),
            ("Washington", EntityKind::Place, 500),
        ];
        let mut found = names(text, &given);
        agree(&document, &mut found);
        assert!(found.iter().all(|name| name.kind == EntityKind::Person));
    }

    #[test]
    fn known_names_are_found_where_the_tagger_passed_them_over() {
        let text = "Ana Ruiz won. Critics of Ruiz’s plan left. The Ruiz Prize went to others.";
        let article = article(text, "en");
        let document = Document::of(&article);
        let mut found = names(text, &[("Ana Ruiz", EntityKind::Person, 950)]);
        recall(&document, &mut found);
        let words: Vec<_> = found.iter().map(|name| document.words(name.span)).collect();
        assert_eq!(words, ["Ana Ruiz", "Ruiz"]);
    }
}
