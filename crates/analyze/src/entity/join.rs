//! Names of the same entity joined: full name, surname, short form, acronym.

use super::{
    names::Name,
    roles,
    words::{TITLES, token_from, word},
};
use crate::document::Document;
use onrecord_model::entity::{Entity, EntityKind, Mention, MentionForm};
use onrecord_text::{normal::folded, token::tokens};
use std::collections::{BTreeMap, BTreeSet};

/// How many mentions of a person are searched for a role.
const MOST_READ: usize = 20;

/// One entity per group of names that speak of the same; in order of first mention.
///
/// A surname joins a full name only when one person bears it: who is meant by a surname that two
/// share is not guessed.
#[must_use]
pub fn join(document: &Document, names: &[Name]) -> Vec<Entity> {
    let mut groups = Groups::default();
    // Full names first, so that a surname in the headline finds the name in the text.
    let (long, short): (Vec<_>, Vec<_>) = names
        .iter()
        .map(|name| (name, words_of(document, name)))
        .partition(|(_, words)| words.len() > 1);
    for (name, words) in long.into_iter().chain(short) {
        groups.take(*name, words);
    }
    let mut entities: Vec<Entity> =
        groups.all.into_iter().map(|group| group.entity(document)).collect();
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

/// The groups so far, found by the words that a form of the name must share.
#[derive(Default)]
struct Groups {
    all: Vec<Group>,
    by_name: BTreeMap<(EntityKind, Vec<String>), usize>,
    by_key: BTreeMap<(EntityKind, String), Vec<usize>>,
}

/// A word that more names share tells nobody apart, and is not searched through.
const MOST_SHARING: usize = 50;

impl Groups {
    fn take(&mut self, name: Name, words: Vec<String>) {
        let (idx, form) = match self.owner(name.kind, &words) {
            Some(found) => found,
            None => {
                self.all.push(Group {
                    kind: name.kind,
                    names: vec![words.clone()],
                    members: Vec::new(),
                });
                (self.all.len() - 1, MentionForm::FullName)
            }
        };
        if self.by_name.insert((name.kind, words.clone()), idx).is_none() {
            for key in keys(&words) {
                let sharing = self.by_key.entry((name.kind, key)).or_default();
                if sharing.last() != Some(&idx) {
                    sharing.push(idx);
                }
            }
        }
        self.all[idx].add(name, form, words);
    }

    /// The group that a name belongs to, and by which form; `None` when there is none or several.
    fn owner(&self, kind: EntityKind, words: &[String]) -> Option<(usize, MentionForm)> {
        if let Some(idx) = self.by_name.get(&(kind, words.to_vec())) {
            let is_whole = self.all[*idx].names[0] == words;
            let form = if is_whole { MentionForm::FullName } else { MentionForm::PartName };
            return Some((*idx, form));
        }
        let sharing = keys(words).into_iter().filter_map(|key| self.by_key.get(&(kind, key)));
        let near: BTreeSet<usize> =
            sharing.filter(|found| found.len() <= MOST_SHARING).flatten().copied().collect();
        let mut fitting = near.into_iter().filter_map(|idx| {
            let names = &self.all[idx].names;
            names.iter().find_map(|name| form_of(kind, words, name)).map(|form| (idx, form))
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }
}

/// What two forms of one name have in common: the first or the last word, or the initials.
fn keys(words: &[String]) -> Vec<String> {
    let edges = [words.first(), words.last()].into_iter().flatten().cloned();
    let mut keys: Vec<String> = edges.chain(initials(words)).collect();
    keys.sort();
    keys.dedup();
    keys
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
            let is_slip = shorter[1..] == longer[1..] && is_slip(&shorter[0], &longer[0]);
            (is_same || is_slip).then_some(MentionForm::FullName)
        }
        EntityKind::Organization if longer.len() > 1 => {
            if shorter.len() < longer.len()
                && is_short_form(shorter, longer)
                && shorter[0].len() > 2
            {
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

/// The shortest first name, in letters, that a slip is seen in: `Jan` and `Jon` are two people.
const LONG_NAME: usize = 6;

/// Whether two long first names differ in one letter: `Kristin`, `Kristen`. A last letter tells a
/// woman from a man, as in `Mikhail`, `Mikhaila`, and is no slip.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let n_differing = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    a.len() >= LONG_NAME && a.len() == b.len() && n_differing == 1 && a.last() == b.last()
}

/// Whether only the kind of company or party is left off: `Kestrel` for `Kestrel Holdings Ltd`, but
/// not `the government` for `government forces`.
fn is_short_form(shorter: &[String], longer: &[String]) -> bool {
    const KINDS: [&str; 22] = [
        "inc",
        "corp",
        "corporation",
        "ltd",
        "limited",
        "plc",
        "co",
        "company",
        "ag",
        "gmbh",
        "sa",
        "spa",
        "nv",
        "ab",
        "group",
        "holdings",
        "party",
        "bank",
        "airlines",
        "securities",
        "union",
        "minerals",
    ];
    longer.starts_with(shorter)
        && longer[shorter.len()..].iter().all(|word| KINDS.contains(&word.as_str()))
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
