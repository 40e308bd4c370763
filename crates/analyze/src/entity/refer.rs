//! Words that refer back to an entity: `he`, `the mayor`, `the ministry`.

use super::{
    names::Name,
    words::{FIRST_NAMES, ROLES, TITLES, word},
};
use crate::document::Document;
use onrecord_model::entity::{Entity, EntityKind, Mention, MentionForm};
use onrecord_text::{Span, token::TokenKind};

/// How many sentences back a pronoun may refer.
const REACH: usize = 3;

/// Nouns that refer to an organization whose name holds them.
const GROUPS: [&str; 34] = [
    "ministry",
    "department",
    "agency",
    "council",
    "committee",
    "commission",
    "court",
    "party",
    "union",
    "bank",
    "company",
    "university",
    "college",
    "institute",
    "hospital",
    "school",
    "church",
    "group",
    "association",
    "federation",
    "foundation",
    "army",
    "police",
    "parliament",
    "senate",
    "league",
    "club",
    "center",
    "centre",
    "office",
    "authority",
    "alliance",
    "movement",
    "board",
];

/// Adds roles, nouns and pronouns to the mentions of the entities they refer to; what could refer to
/// two is left out.
pub fn refer(document: &Document, entities: &mut [Entity]) {
    let nouns = definite_nouns(document, entities);
    for (idx, mention) in nouns {
        entities[idx].mentions.push(mention);
    }
    sort(entities);
    let pronouns = pronouns(document, entities);
    for (idx, mention) in pronouns {
        entities[idx].mentions.push(mention);
    }
    sort(entities);
}

fn sort(entities: &mut [Entity]) {
    for entity in entities {
        entity.mentions.sort_by_key(|mention| mention.span);
    }
}

/// `the mayor`, `the ministry`: mentions with the index of their entity.
fn definite_nouns(document: &Document, entities: &[Entity]) -> Vec<(usize, Mention)> {
    let mut found = Vec::new();
    for (_, sentence) in document.reading() {
        for the in sentence.tokens.clone() {
            if !word(document, the).eq_ignore_ascii_case("the") {
                continue;
            }
            // One word may stand between: `the foreign minister`, `the provincial governor`.
            for last in [the + 1, the + 2] {
                let noun = word(document, last).to_lowercase();
                let next = word(document, last + 1);
                let goes_on = matches!(next, "of" | "for" | "-")
                    || next.chars().next().is_some_and(char::is_uppercase);
                if !sentence.tokens.contains(&last) || goes_on {
                    continue;
                }
                let span = document.tokens[the].span.cover(document.tokens[last].span);
                let modifier = (last == the + 2).then(|| word(document, the + 1).to_lowercase());
                if let Some(idx) = holder(document, entities, span, &noun, modifier.as_deref()) {
                    found.push((idx, Mention { span, form: MentionForm::Role }));
                    break;
                }
            }
        }
    }
    found
}

/// The only entity that a noun can refer to: who was given this role, or what has it in its name.
fn holder(
    document: &Document,
    entities: &[Entity],
    span: Span,
    noun: &str,
    modifier: Option<&str>,
) -> Option<usize> {
    let is_role = ROLES.has(noun) || TITLES.has(noun);
    if !is_role && !GROUPS.contains(&noun) {
        return None;
    }
    let holds = |entity: &Entity| {
        let words = match entity.kind {
            EntityKind::Person if is_role => document.words(entity.role_at?),
            EntityKind::Organization if !is_role => entity.name.as_str(),
            _ => return None,
        };
        let lower = words.to_lowercase();
        let has =
            |wanted: &str| lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == wanted);
        (has(noun) && modifier.is_none_or(has)).then_some(())
    };
    let mut fitting = entities.iter().enumerate().filter(|(_, entity)| {
        entity.mentions[0].span.start() < span.start() && holds(entity).is_some()
    });
    let (idx, _) = fitting.next()?;
    let no_overlap = !entities.iter().flat_map(|e| &e.mentions).any(|m| m.span.intersects(span));
    (fitting.next().is_none() && no_overlap).then_some(idx)
}

/// `he`, `she` and their forms, where one person alone fits.
fn pronouns(document: &Document, entities: &[Entity]) -> Vec<(usize, Mention)> {
    let mut people: Vec<(Span, usize)> = Vec::new();
    for (idx, entity) in entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
        people.extend(entity.mentions.iter().map(|mention| (mention.span, idx)));
    }
    people.sort();
    let genders: Vec<Option<char>> =
        entities.iter().map(|entity| gender(document, entity)).collect();
    let mut found: Vec<(usize, Mention)> = Vec::new();
    for (sentence_idx, sentence) in document.reading() {
        for token in document.tokens[sentence.tokens.clone()].iter() {
            if token.kind != TokenKind::Word {
                continue;
            }
            let Some(wanted) = gender_of(document.words(token.span)) else {
                continue;
            };
            let fits = |idx: usize| genders[idx].is_none_or(|gender| gender == wanted);
            let earlier = found.iter().map(|(idx, mention)| (mention.span, *idx));
            if let Some(idx) =
                antecedent(document, &people, earlier, sentence_idx, token.span, &fits)
            {
                found.push((idx, Mention { span: token.span, form: MentionForm::Pronoun }));
            }
        }
    }
    found
}

/// The person a pronoun refers to: the nearest sentence that names people who fit, itself included,
/// decides. Of several named there it is the one who was spoken of first, the subject as a rule,
/// unless a person known to fit stands beside one who only may.
fn antecedent(
    document: &Document,
    people: &[(Span, usize)],
    pronouns: impl Iterator<Item = (Span, usize)>,
    sentence_idx: usize,
    at: Span,
    fits: &impl Fn(usize) -> bool,
) -> Option<usize> {
    let pronouns: Vec<_> = pronouns.collect();
    for back in 0..=REACH {
        let idx = sentence_idx.checked_sub(back)?;
        let sentence = &document.sentences[idx];
        let inside = |span: Span| sentence.span.contains(span) && span.end() <= at.start();
        let from = people.partition_point(|(span, _)| span.start() < sentence.span.start());
        let here = people[from..].iter().take_while(|(span, _)| span.start() < sentence.span.end());
        let later =
            pronouns.iter().rev().take_while(|(span, _)| span.start() >= sentence.span.start());
        let mut fitting: Vec<(Span, usize)> =
            here.chain(later).copied().filter(|(span, idx)| inside(*span) && fits(*idx)).collect();
        fitting.sort();
        if let Some((_, first)) = fitting.first() {
            return Some(*first);
        }
    }
    None
}

/// Whether a pronoun can mean a person, as far as titles, roles and the first name tell.
#[must_use]
pub fn fits(document: &Document, person: &Entity, pronoun: &str) -> bool {
    match (gender_of(pronoun), gender(document, person)) {
        (Some(wanted), Some(known)) => wanted == known,
        _ => true,
    }
}

fn gender_of(pronoun: &str) -> Option<char> {
    match pronoun.to_lowercase().as_str() {
        "he" | "his" | "him" | "he's" | "he’s" | "he'd" | "he’d" | "he'll" | "he’ll"
        | "himself" => Some('m'),
        "she" | "her" | "she's" | "she’s" | "she'd" | "she’d" | "she'll" | "she’ll" | "herself" => {
            Some('f')
        }
        _ => None,
    }
}

/// Whether a person is called he or she, as far as titles, roles and the first name tell.
fn gender(document: &Document, entity: &Entity) -> Option<char> {
    let note = |note: Option<&str>| note.and_then(|note| note.chars().next());
    let mut titles =
        entity.mentions.iter().filter(|m| m.form != MentionForm::Role).filter_map(|mention| {
            let name = Name { span: mention.span, kind: entity.kind, confidence: 0 };
            note(TITLES.get(&super::join::title_before(document, &name)?))
        });
    let from_role = || {
        let role = document.words(entity.role_at?).to_lowercase();
        role.split(|c: char| !c.is_alphanumeric()).find_map(|word| note(ROLES.get(word)))
    };
    let from_name = || {
        let mut words = entity.name.split_whitespace();
        let first = words.next().filter(|_| words.next().is_some())?;
        note(FIRST_NAMES.get(&first.to_lowercase()))
    };
    titles.next().or_else(from_role).or_else(from_name)
}
