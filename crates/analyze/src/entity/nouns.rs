//! Definite nouns that stand for a name: `the mayor`, `the ministry`, `the company`.

use super::words::{ROLES, TITLES, word};
use crate::document::Document;
use onrecord_model::entity::{Entity, EntityKind, Mention, MentionForm};
use onrecord_text::{Span, lists::List};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

static GROUPS: LazyLock<List> =
    LazyLock::new(|| List::read(include_str!("../../../../lang/en/groups.txt")).expect("checked"));
static ALSO_CALLED: LazyLock<List> = LazyLock::new(|| {
    List::read(include_str!("../../../../lang/en/also-called.txt")).expect("checked")
});

/// Words that make an office another one: `the mayor` is not the former one where there are both.
const QUALIFIERS: [&str; 7] = ["former", "ex", "deputy", "vice", "assistant", "acting", "late"];

/// The longest definite phrase, in words after `the`: `the deputy foreign minister`.
const LONGEST: usize = 3;

/// What an article is about is named in its headline and first sentences; in so many of them.
const FIRST_SENTENCES: usize = 4;

/// Joins a bare noun taken for a name (`Ministry` in a headline) to the only name that holds it.
pub fn join_bare(entities: &mut Vec<Entity>) {
    let is_bare = |entity: &Entity| {
        entity.kind == EntityKind::Organization && GROUPS.has(&entity.name.to_lowercase())
    };
    let bare: Vec<usize> = (0..entities.len()).filter(|idx| is_bare(&entities[*idx])).collect();
    let mut joined = Vec::new();
    for idx in bare {
        let noun = entities[idx].name.to_lowercase();
        let holds = |entity: &Entity| {
            entity.kind == EntityKind::Organization
                && !is_bare(entity)
                && words(&entity.name).contains(&noun)
        };
        let mut holders = (0..entities.len()).filter(|other| holds(&entities[*other]));
        if let (Some(only), None) = (holders.next(), holders.next()) {
            let mentions = std::mem::take(&mut entities[idx].mentions);
            let as_role = |mention: Mention| Mention { form: MentionForm::Role, ..mention };
            entities[only].mentions.extend(mentions.into_iter().map(as_role));
            joined.push(idx);
        }
    }
    let mut idx = 0;
    entities.retain(|_| {
        idx += 1;
        !joined.contains(&(idx - 1))
    });
}

/// The mentions of entities by a definite noun, with the index of their entity; what could mean two is
/// left out.
#[must_use]
pub fn find(document: &Document, entities: &[Entity]) -> Vec<(usize, Mention)> {
    let holders = Holders::of(document, entities);
    let mut found = Vec::new();
    for (_, sentence) in document.reading() {
        for the in sentence.tokens.clone() {
            if !word(document, the).eq_ignore_ascii_case("the") {
                continue;
            }
            // The longest first: `the police department` is not `the police`.
            let lasts = (the + 1..=the + LONGEST).rev();
            let hit = lasts
                .filter(|last| sentence.tokens.contains(last) && !goes_on(document, *last))
                .find_map(|last| {
                    let span = document.tokens[the].span.cover(document.tokens[last].span);
                    let lower = (the + 1..=last).map(|idx| word(document, idx).to_lowercase());
                    let idx = holders.only(span, &lower.collect::<Vec<_>>())?;
                    Some((idx, Mention { span, form: MentionForm::Role }))
                });
            found.extend(hit);
        }
    }
    found
}

/// Whether a noun phrase is longer than this: `the mayor of`, `the ministry Okafor leads`, `the police
/// department`.
fn goes_on(document: &Document, last: usize) -> bool {
    let next = word(document, last + 1);
    let lower = next.to_lowercase();
    matches!(next, "of" | "for" | "-")
        || next.chars().next().is_some_and(char::is_uppercase)
        || ROLES.has(&lower)
        || GROUPS.has(&lower)
}

/// A person or organization that nouns may stand for.
struct Holder {
    entity: usize,
    /// Where it is first mentioned.
    first: usize,
    /// The words of its role or name, and what those in its role are called besides.
    words: BTreeSet<String>,
}

impl Holder {
    fn is_qualified(&self) -> bool {
        QUALIFIERS.iter().any(|qualifier| self.words.contains(*qualifier))
    }
}

/// Who was given which role, and what has which noun in its name.
struct Holders {
    all: Vec<Holder>,
    by_word: BTreeMap<String, Vec<usize>>,
    /// Organizations that may be a company or team, with where they are first mentioned and whether
    /// they are named early or again.
    unnamed_kind: Vec<(usize, usize, bool)>,
    /// Every mention, in order.
    taken: Vec<Span>,
}

impl Holders {
    fn of(document: &Document, entities: &[Entity]) -> Self {
        let mut all: Vec<Holder> = Vec::new();
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut unnamed_kind = Vec::new();
        let lead = document.sentences.get(FIRST_SENTENCES - 1).map_or(usize::MAX, |s| s.span.end());
        for (idx, entity) in entities.iter().enumerate() {
            let first = entity.mentions[0].span.start();
            let words = match (entity.kind, entity.role_at) {
                (EntityKind::Person, Some(role_at)) => called(words(document.words(role_at))),
                (EntityKind::Organization, _) => compounds(words(&entity.name)),
                // `Norbank` is a bank, whatever it was taken for.
                _ if !entity.name.contains(' ') => {
                    compounds(BTreeSet::from([entity.name.to_lowercase()]))
                }
                _ => continue,
            };
            if entity.kind == EntityKind::Organization && !words.iter().any(|w| GROUPS.has(w)) {
                let is_subject = first < lead || entity.mentions.len() > 1;
                unnamed_kind.push((idx, first, is_subject));
            }
            for word in &words {
                by_word.entry(word.clone()).or_default().push(all.len());
            }
            all.push(Holder { entity: idx, first, words });
        }
        let mentions = entities.iter().flat_map(|entity| &entity.mentions);
        let mut taken: Vec<Span> = mentions.map(|mention| mention.span).collect();
        taken.sort();
        Self { all, by_word, unnamed_kind, taken }
    }

    /// The only entity mentioned before that a phrase of these words can mean.
    fn only(&self, span: Span, phrase: &[String]) -> Option<usize> {
        let (noun, modifiers) = phrase.split_last()?;
        let is_known = ROLES.has(noun) || TITLES.has(noun) || GROUPS.has(noun);
        let at = self.taken.partition_point(|taken| taken.end() <= span.start());
        if !is_known || self.taken.get(at).is_some_and(|taken| taken.intersects(span)) {
            return None;
        }
        let holding = self.by_word.get(noun).into_iter().flatten().map(|idx| &self.all[*idx]);
        let fitting: Vec<&Holder> = holding
            .filter(|holder| {
                holder.first < span.start() && modifiers.iter().all(|m| holder.words.contains(m))
            })
            .collect();
        let in_office: Vec<&Holder> =
            fitting.iter().copied().filter(|holder| !holder.is_qualified()).collect();
        match (fitting.as_slice(), in_office.as_slice()) {
            ([only], _) | (_, [only]) => Some(only.entity),
            ([], _) => self.subject(span, noun, modifiers),
            _ => None,
        }
    }

    /// What an article is about, for `the company` or `the club`: the only organization named before of
    /// which the name does not say that it is something else, when it is named early or again.
    fn subject(&self, span: Span, noun: &str, modifiers: &[String]) -> Option<usize> {
        let is_open = matches!(GROUPS.get(noun), Some("company" | "team")) && modifiers.is_empty();
        let mut before = self.unnamed_kind.iter().filter(|(_, first, _)| *first < span.start());
        let (idx, _, is_subject) = before.next().filter(|_| is_open)?;
        (*is_subject && before.next().is_none()).then_some(*idx)
    }
}

fn words(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The shortest noun that may end a word of a name, and the shortest rest before it, in bytes.
const SHORTEST_END: usize = 4;
const SHORTEST_REST: usize = 3;

/// The words with the nouns that they end in: `Norbank` is a bank.
fn compounds(mut words: BTreeSet<String>) -> BTreeSet<String> {
    let ends = |word: &String| {
        let latest = word.len().saturating_sub(SHORTEST_END);
        (SHORTEST_REST..=latest)
            .filter_map(|at| word.get(at..).filter(|end| GROUPS.has(end)).map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let found: Vec<String> = words.iter().flat_map(ends).collect();
    words.extend(found);
    words
}

/// The words with what those in such a role are called besides.
fn called(mut words: BTreeSet<String>) -> BTreeSet<String> {
    let others: Vec<&str> = words.iter().filter_map(|word| ALSO_CALLED.get(word)).collect();
    words.extend(others.iter().flat_map(|others| others.split(' ')).map(str::to_owned));
    words
}
