//! Words that refer back to an entity: pronouns, and the nouns of `nouns`.

use super::{
    names::Name,
    nouns,
    words::{FIRST_NAMES, ROLES, TITLES},
};
use crate::document::Document;
use onrecord_model::entity::{Entity, EntityKind, Mention, MentionForm};
use onrecord_text::{Span, token::TokenKind};

/// How many sentences back a pronoun may refer.
const REACH: usize = 3;

/// Adds roles, nouns and pronouns to the mentions of the entities they refer to; what could refer to
/// two is left out.
pub fn refer(document: &Document, entities: &mut Vec<Entity>) {
    nouns::join_bare(entities);
    sort(entities);
    let nouns = nouns::find(document, entities);
    for (idx, mention) in nouns {
        entities[idx].mentions.push(mention);
    }
    sort(entities);
    let mut genders: Vec<Option<char>> =
        entities.iter().map(|entity| gender(document, entity)).collect();
    let first = pronouns(document, entities, &genders);
    called(document, &mut genders, &first);
    for (idx, mention) in pronouns(document, entities, &genders) {
        entities[idx].mentions.push(mention);
    }
    sort(entities);
}

fn sort(entities: &mut [Entity]) {
    for entity in entities {
        entity.mentions.sort_by_key(|mention| mention.span);
    }
}

/// So many pronouns of one kind tell how a person is called whose name does not, where those of the
/// other kind are a third of them at most.
const FEWEST_TELLING: usize = 2;

/// Fills in what the text itself calls those whose names tell nothing: `she` four times, `he` once.
fn called(document: &Document, genders: &mut [Option<char>], pronouns: &[(usize, Mention)]) {
    let mut counts = vec![(0_usize, 0_usize); genders.len()];
    for (idx, mention) in pronouns {
        match gender_of(document.words(mention.span)) {
            Some('f') => counts[*idx].0 += 1,
            _ => counts[*idx].1 += 1,
        }
    }
    for (gender, count) in genders.iter_mut().zip(counts) {
        *gender = gender.or_else(|| mostly(count));
    }
}

/// Which of two counts of pronouns, of `she` and of `he`, tells how a person is called.
fn mostly((she, he): (usize, usize)) -> Option<char> {
    match (she >= FEWEST_TELLING && she >= 3 * he, he >= FEWEST_TELLING && he >= 3 * she) {
        (true, _) => Some('f'),
        (_, true) => Some('m'),
        _ => None,
    }
}

/// `he`, `she` and their forms, where one person alone fits.
fn pronouns(
    document: &Document,
    entities: &[Entity],
    genders: &[Option<char>],
) -> Vec<(usize, Mention)> {
    let mut people: Vec<(Span, usize)> = Vec::new();
    let is_one = |entity: &Entity| entity.kind == EntityKind::Person && !is_group(&entity.name);
    // Whom somebody's own words name is told of there, not by the report around them.
    let is_told = |span: Span| {
        let quoted = document.quoted();
        let part = quoted.get(quoted.partition_point(|part| part.outer.end() <= span.start()));
        part.is_none_or(|part| !part.outer.contains(span) || part.is_single)
    };
    for (idx, entity) in entities.iter().enumerate().filter(|(_, entity)| is_one(entity)) {
        let told = entity.mentions.iter().filter(|mention| is_told(mention.span));
        people.extend(told.map(|mention| (mention.span, idx)));
    }
    people.sort();
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
            if let Some(idx) =
                antecedent(document, &people, &found, sentence_idx, token.span, &fits)
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
    pronouns: &[(usize, Mention)],
    sentence_idx: usize,
    at: Span,
    fits: &impl Fn(usize) -> bool,
) -> Option<usize> {
    for back in 0..=REACH {
        let idx = sentence_idx.checked_sub(back)?;
        let sentence = &document.sentences[idx];
        let inside = |span: Span| sentence.span.contains(span) && span.end() <= at.start();
        let from = people.partition_point(|(span, _)| span.start() < sentence.span.start());
        let here = people[from..].iter().take_while(|(span, _)| span.start() < sentence.span.end());
        let later = pronouns.iter().rev().map(|(idx, mention)| (mention.span, *idx));
        let later = later.take_while(|(span, _)| span.start() >= sentence.span.start());
        let mut fitting: Vec<(Span, usize)> =
            here.copied().chain(later).filter(|(span, idx)| inside(*span) && fits(*idx)).collect();
        fitting.sort();
        if let Some((_, first)) = fitting.first() {
            return Some(*first);
        }
    }
    None
}

/// How the names of parties, peoples and schools of thought end, in the plural.
const GROUP_ENDINGS: [&str; 4] = ["crats", "icans", "ians", "ists"];

/// Whether a name that was taken for a person's is that of a group: `Republicans`. It is not `he`.
fn is_group(name: &str) -> bool {
    let name = name.to_lowercase();
    !name.contains(' ') && GROUP_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a pronoun can mean a person, as far as titles, roles and the first name tell.
#[must_use]
pub fn fits(document: &Document, person: &Entity, pronoun: &str) -> bool {
    match (gender_of(pronoun), gender(document, person)) {
        (Some(_), None) if is_group(&person.name) => false,
        (Some(wanted), Some(known)) => wanted == known,
        _ => true,
    }
}

/// Whether somebody described in these words can be called by a pronoun: a sister is no `he`.
#[must_use]
pub fn may_be_called(description: &str, pronoun: &str) -> bool {
    let description = description.to_lowercase();
    let mut words = description.split(|c: char| !c.is_alphanumeric());
    let known = words.find_map(|word| ROLES.get(word)?.chars().next());
    gender_of(pronoun).is_none() || known.is_none() || known == gender_of(pronoun)
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

/// Whether a person is called he or she, as far as titles, roles, the first name and then the
/// pronouns found so far tell.
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
    let from_pronouns = || {
        let pronouns = entity.mentions.iter().filter(|m| m.form == MentionForm::Pronoun);
        let genders = pronouns.filter_map(|mention| gender_of(document.words(mention.span)));
        let (she, he): (Vec<char>, Vec<char>) = genders.partition(|gender| *gender == 'f');
        mostly((she.len(), he.len()))
    };
    titles.next().or_else(from_role).or_else(from_name).or_else(from_pronouns)
}

#[cfg(test)]
mod tests {
    use super::is_group;

    #[test]
    fn peoples_and_parties_are_groups_and_surnames_are_not() {
        assert!(["Republicans", "Democrats", "Kestrians", "Unionists"].into_iter().all(is_group));
        assert!(
            ["Evans", "Adams", "Ana Ruiz", "Hans", "Ian"].into_iter().all(|name| !is_group(name))
        );
    }
}
