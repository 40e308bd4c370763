//! Names of the same entity joined: full name, surname, short form, acronym.

use super::{
    names::Name,
    roles,
    words::{TITLES, token_from, word},
};
use crate::document::Document;
use onrecord_model::entity::{Entity, EntityKind, Mention, MentionForm};
use onrecord_text::{normal::folded, token::tokens};

/// How many mentions of a person are searched for a role.
const MOST_READ: usize = 20;

/// One entity per group of names that speak of the same; in order of first mention.
///
/// A surname joins a full name only when one person bears it: who is meant by a surname that two
/// share is not guessed.
#[must_use]
pub fn join(document: &Document, names: &[Name]) -> Vec<Entity> {
    let mut groups: Vec<Group> = Vec::new();
    // Full names first, so that a surname in the headline finds the name in the text.
    let (long, short): (Vec<_>, Vec<_>) =
        names.iter().partition(|name| n_words(document, name) > 1);
    for name in long.into_iter().chain(short) {
        let words = words_of(document, name);
        match owner(&groups, name.kind, &words) {
            Some((idx, form)) => groups[idx].add(*name, form, words),
            None => groups.push(Group {
                kind: name.kind,
                names: vec![words],
                members: vec![(*name, MentionForm::FullName)],
            }),
        }
    }
    let mut entities: Vec<Entity> =
        groups.into_iter().map(|group| group.entity(document)).collect();
    entities.sort_by_key(|entity| (entity.mentions[0].span, entity.kind));
    entities
}

struct Group {
    kind: EntityKind,
    /// Every form of the name, folded, by word; the fullest first.
    names: Vec<Vec<String>>,
    members: Vec<(Name, MentionForm)>,
}

impl Group {
    fn add(&mut self, name: Name, form: MentionForm, words: Vec<String>) {
        let is_fuller = form == MentionForm::FullName && words.len() > self.names[0].len();
        self.members.push((name, form));
        if !self.names.contains(&words) {
            self.names.insert(if is_fuller { 0 } else { self.names.len() }, words);
        }
    }

    fn entity(mut self, document: &Document) -> Entity {
        self.members.sort_by_key(|(name, _)| name.span);
        let fullest = self
            .members
            .iter()
            .find(|(name, _)| words_of(document, name) == self.names[0])
            .map_or(self.members[0].0.span, |(name, _)| name.span);
        let is_person = self.kind == EntityKind::Person;
        let named = self.members.iter().filter(|_| is_person).take(MOST_READ);
        let roles = named.filter_map(|(name, _)| roles::beside(document, name.span));
        // The fullest wording: `Russian President` says more than `President`.
        let role_at = roles.max_by_key(|role| (role.len(), std::cmp::Reverse(role.start())));
        let mention = |(name, form): &(Name, MentionForm)| Mention { span: name.span, form: *form };
        Entity {
            kind: self.kind,
            name: document.words(fullest).split_whitespace().collect::<Vec<_>>().join(" "),
            name_at: fullest,
            role_at,
            mentions: self.members.iter().map(mention).collect(),
        }
    }
}

/// The group that a name belongs to, and by which form; `None` when there is none or more than one.
fn owner(groups: &[Group], kind: EntityKind, words: &[String]) -> Option<(usize, MentionForm)> {
    let same_kind = || groups.iter().enumerate().filter(move |(_, group)| group.kind == kind);
    if let Some((idx, _)) = same_kind().find(|(_, group)| group.names.iter().any(|n| n == words)) {
        let is_whole = groups[idx].names[0] == words;
        let form = if is_whole { MentionForm::FullName } else { MentionForm::PartName };
        return Some((idx, form));
    }
    let mut fitting = same_kind().filter_map(|(idx, group)| {
        group.names.iter().find_map(|name| form_of(kind, words, name)).map(|form| (idx, form))
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// How `words` name what is called `name`, when they can.
fn form_of(kind: EntityKind, words: &[String], name: &[String]) -> Option<MentionForm> {
    let (shorter, longer) = if words.len() < name.len() { (words, name) } else { (name, words) };
    let edges = |w: &[String]| (w.first().cloned(), w.last().cloned());
    match kind {
        EntityKind::Person if words.len() == 1 && name.len() > 1 => {
            let is_part = name.last() == words.first() || name.first() == words.first();
            is_part.then_some(MentionForm::PartName)
        }
        EntityKind::Person if words.len() > 1 && name.len() > 1 => {
            // `Ana M. Ruiz`, `Ana Ruiz`; and `van der Berg` after `Jan van der Berg`.
            let is_same = shorter.len() < longer.len()
                && (edges(shorter) == edges(longer) || longer.ends_with(shorter));
            is_same.then_some(MentionForm::FullName)
        }
        EntityKind::Organization if longer.len() > 1 => {
            if shorter.len() < longer.len() && longer.starts_with(shorter) && shorter[0].len() > 2 {
                return Some(if words.len() < name.len() {
                    MentionForm::PartName
                } else {
                    MentionForm::FullName
                });
            }
            let (acronym, spelled) =
                if words.len() == 1 { (&words[0], name) } else { (&name[0], words) };
            let is_acronym = shorter.len() == 1 && initials(spelled).contains(acronym);
            is_acronym.then_some(if words.len() == 1 {
                MentionForm::Acronym
            } else {
                MentionForm::FullName
            })
        }
        _ => None,
    }
}

/// The initials of a name with and without its small words: `usm` and `uosm`.
fn initials(words: &[String]) -> Vec<String> {
    const SMALL: [&str; 6] = ["of", "the", "and", "for", "in", "on"];
    let first = |words: &mut dyn Iterator<Item = &String>| -> String {
        words.filter_map(|word| word.chars().next()).collect()
    };
    let all = first(&mut words.iter());
    let large = first(&mut words.iter().filter(|word| !SMALL.contains(&word.as_str())));
    [all, large].into_iter().filter(|letters| letters.len() > 1).collect()
}

fn n_words(document: &Document, name: &Name) -> usize {
    words_of(document, name).len()
}

/// The words of a name, folded, without marks and `Jr`.
fn words_of(document: &Document, name: &Name) -> Vec<String> {
    let folded = folded(document.words(name.span));
    let words = tokens(&folded).into_iter().map(|token| token.span.of(&folded).to_owned());
    let is_word =
        |word: &String| word.chars().any(char::is_alphanumeric) && word != "jr" && word != "sr";
    let words: Vec<_> = words.filter(is_word).collect();
    if words.is_empty() { vec![folded] } else { words }
}

/// The title right before a name: `mr`, `president`.
#[must_use]
pub fn title_before(document: &Document, name: &Name) -> Option<String> {
    let first = token_from(document, name.span.start());
    let mut prior = first.checked_sub(1)?;
    if word(document, prior) == "." {
        prior = prior.checked_sub(1)?;
    }
    Some(word(document, prior).to_lowercase()).filter(|title| TITLES.has(title))
}
