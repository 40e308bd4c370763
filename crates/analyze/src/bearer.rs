//! Who bears a name: mentions in many articles joined to people and organizations, with the evidence.
//!
//! Joined are articles that give the same full name, unless the roles they state speak against it.
//! Nothing is guessed: a surname alone stays by itself, with those whom it may mean.

use crate::{
    clash::clash,
    gazetteer,
    ruled::{self, Ruled, Told},
};
use jiff::civil::Date;
use onrecord_model::{
    article::Article,
    entity::{Entity, EntityKind, MentionForm},
    id::Id,
    passage::Passage,
};
use onrecord_text::{Span, normal::folded};
use std::collections::{BTreeMap, BTreeSet};

pub use crate::ruled::Ruling;

/// How many passages are kept for a bearer, at most.
const MOST_EVIDENCE: usize = 20;

/// An entity of one article, as it is compared with those of others.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Occurrence {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name there.
    pub name: String,
    /// Its role there.
    pub role: Option<String>,
    /// Its initials there, where the article uses them.
    pub acronyms: Vec<String>,
    /// The name with its role, word for word.
    pub passage: Passage,
    /// Where its fullest name stands.
    pub name_at: Span,
    /// The article's day.
    pub day: Option<Date>,
}

impl Occurrence {
    /// The occurrence of an entity in its article; `None` when its spans do not fit the article.
    #[must_use]
    pub fn of(article: &Article, entity: &Entity) -> Option<Self> {
        let text = &article.text;
        let at = entity.role_at.map_or(entity.name_at, |role| role.cover(entity.name_at));
        let acronyms = entity.mentions.iter().filter(|one| one.form == MentionForm::Acronym);
        Some(Self {
            kind: entity.kind,
            name: entity.name.clone(),
            role: entity.role_at.and_then(|role| role.get(text)).map(str::to_owned),
            acronyms: acronyms.filter_map(|one| one.span.get(text)).map(folded).collect(),
            passage: Passage::of(article, at)?,
            name_at: entity.name_at,
            day: article.published.best.or(article.published.not_before),
        })
    }

    /// Why this and another of the same name cannot be one, by their roles.
    fn clash(&self, other: &Self) -> Option<String> {
        clash(self.role.as_deref()?, other.role.as_deref()?)
    }
}

/// A person, organization or place of many articles.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Bearer {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name.
    pub name: String,
    /// Its roles as articles state them, the most frequent first.
    pub roles: Vec<String>,
    /// The articles that name it, by their identifiers, with the name they give.
    pub named: Vec<(Id, String)>,
    /// Where they do, with its role where they state one; at most twenty, by day.
    pub evidence: Vec<Passage>,
    /// Why these were joined, or kept from others.
    pub reasons: Vec<String>,
    /// Names of others whom the same name may mean.
    pub may_be: Vec<String>,
    /// Every article that names it, with the place of its name there.
    pub places: Vec<(Id, Span)>,
}

impl Bearer {
    /// How many articles name it.
    #[must_use]
    pub fn n_articles(&self) -> usize {
        self.named.chunk_by(|a, b| a.0 == b.0).count()
    }

    /// Whether it is the one that is named at a place.
    #[must_use]
    pub fn is_named_at(&self, article: Id, at: Span) -> bool {
        self.places.iter().any(|(id, span)| *id == article && span.intersects(at))
    }

    /// The name with the role stated most: `Ana Ruiz, mayor of Brenmark`.
    #[must_use]
    pub fn label(&self) -> String {
        label(&self.name, &self.roles)
    }
}

fn label(name: &str, roles: &[String]) -> String {
    roles.first().map_or_else(|| name.to_owned(), |role| format!("{name}, {role}"))
}

/// Joins occurrences to bearers, as found and as decided: those most named first, then by name.
#[must_use]
pub fn join(mut occurrences: Vec<Occurrence>, rulings: &[Ruling]) -> Vec<Bearer> {
    occurrences
        .sort_by_key(|one| (one.day.is_none(), one.day, one.passage.article(), one.passage.span()));
    let acronyms = spelled_out(&occurrences);
    let mut named: BTreeMap<(bool, String), Vec<Occurrence>> = BTreeMap::new();
    for one in occurrences {
        let key = key(&one, &acronyms);
        named.entry((one.kind == EntityKind::Person, key)).or_default().push(one);
    }
    let groups: Vec<Group> = named.into_values().flat_map(apart).collect();
    let mut groups = decided(groups, rulings);
    let people: Vec<(String, String)> = groups
        .iter()
        .filter(|group| group.is_person() && group.name().contains(' '))
        .map(|group| (folded(group.name()), group.label()))
        .collect();
    for group in groups.iter_mut().filter(|group| group.is_person()) {
        let alone = folded(group.name());
        if !alone.contains(' ') {
            let bears = |name: &str| name.rsplit(' ').next() == Some(&alone);
            let fitting = people.iter().filter(|(name, _)| bears(name));
            group.may_be = fitting.map(|(_, label)| label.clone()).collect();
            group.reasons.push("only this part of the name is given".to_owned());
        }
    }
    let mut bearers: Vec<Bearer> = groups.into_iter().map(Group::bearer).collect();
    bearers.sort_by(|a, b| {
        (b.n_articles(), &a.name, &a.roles).cmp(&(a.n_articles(), &b.name, &b.roles))
    });
    bearers
}

/// The groups as people decided them; those of no decision stay as they are.
fn decided(groups: Vec<Group>, rulings: &[Ruling]) -> Vec<Group> {
    let mut all: Vec<&Occurrence> = Vec::new();
    let mut places: Vec<Vec<usize>> = Vec::new();
    for group in &groups {
        places.push((all.len()..all.len() + group.all.len()).collect());
        all.extend(&group.all);
    }
    let is_at = |one: &Occurrence, (id, span): &(Id, Span)| {
        one.passage.article() == *id && one.name_at.intersects(*span)
    };
    let about = |ruling: &Ruling| -> Vec<usize> {
        let places = ruling.places.iter();
        places.filter_map(|place| all.iter().position(|one| is_at(one, place))).collect()
    };
    let told: Vec<Told> = rulings.iter().map(|one| (one, about(one))).collect();
    if told.iter().all(|(_, ids)| ids.len() < 2) {
        return groups;
    }
    let role = |at: usize| all[at].role.as_deref().map(folded);
    let sets = ruled::regroup(&places, &told, |a, b| role(a).is_some() && role(a) == role(b));
    let labels: Vec<String> = sets
        .iter()
        .map(|set| {
            let all = set.members.iter().map(|at| all[*at].clone()).collect();
            Group { all, ..Group::default() }.label()
        })
        .collect();
    let may_be = |set: &Ruled| -> Vec<String> {
        let labels = set.may_be.iter().map(|at| labels[*at].clone());
        labels.filter(|label| !label.is_empty()).collect()
    };
    let group = |set: &Ruled| {
        let mut made = Group {
            all: set.members.iter().map(|at| all[*at].clone()).collect(),
            reasons: set.reasons.clone(),
            may_be: may_be(set),
        };
        // What was found of a group holds where it stands as it was.
        if let Some(found) = set.from.first().map(|idx| &groups[*idx])
            && set.from.len() == 1
            && found.all.len() == made.all.len()
        {
            made.reasons.splice(0..0, found.reasons.iter().cloned());
            made.may_be.extend(found.may_be.iter().cloned());
        } else if !set.may_be.is_empty() {
            made.reasons.push("no role is stated that would tell which one is meant".to_owned());
        }
        made
    };
    sets.iter().filter(|set| !set.members.is_empty()).map(group).collect()
}

/// What the initials that articles use stand for, where all of them agree.
fn spelled_out(occurrences: &[Occurrence]) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for one in occurrences {
        for acronym in &one.acronyms {
            found.entry(acronym.clone()).or_default().insert(folded(&one.name));
        }
    }
    let only = |names: BTreeSet<String>| names.into_iter().next();
    found
        .into_iter()
        .filter(|(_, names)| names.len() == 1)
        .filter_map(|(acronym, names)| Some((acronym, only(names)?)))
        .collect()
}

/// What names of the same entity have in common: first and last word of a person's, the chief name of
/// a known place, what initials stand for.
fn key(one: &Occurrence, acronyms: &BTreeMap<String, String>) -> String {
    let name = folded(&one.name);
    if one.kind == EntityKind::Person {
        let words: Vec<&str> = name.split(' ').collect();
        return match words.as_slice() {
            [first, .., last] => format!("{first} {last}"),
            _ => name,
        };
    }
    let place = gazetteer::chief_name(&one.name).map(str::to_owned);
    place.or_else(|| acronyms.get(&name).cloned()).unwrap_or(name)
}

/// Occurrences held to be one.
#[derive(Default)]
struct Group {
    all: Vec<Occurrence>,
    reasons: Vec<String>,
    may_be: Vec<String>,
}

/// The occurrences of one name, those apart whose roles cannot be one person's.
///
/// What no role tells joins the others where there is one group of them, and stays by itself where
/// there are several.
fn apart(all: Vec<Occurrence>) -> Vec<Group> {
    let (told, untold): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| one.kind == EntityKind::Person && one.role.is_some());
    let mut groups: Vec<Group> = Vec::new();
    for one in told {
        match groups
            .iter_mut()
            .find(|group| group.all.iter().all(|other| one.clash(other).is_none()))
        {
            Some(group) => group.all.push(one),
            None => groups.push(Group { all: vec![one], ..Group::default() }),
        }
    }
    if groups.len() < 2 {
        let mut group = groups.pop().unwrap_or_default();
        group.all.extend(untold);
        return vec![group];
    }
    let labels: Vec<String> = groups.iter().map(Group::label).collect();
    for idx in 0..groups.len() {
        let other = if idx == 0 { 1 } else { 0 };
        let why = groups[idx]
            .all
            .iter()
            .find_map(|one| groups[other].all.iter().find_map(|two| one.clash(two)));
        let label = &labels[other];
        groups[idx].reasons.extend(why.map(|why| format!("kept apart from {label}: {why}")));
    }
    if !untold.is_empty() {
        let reasons = vec!["no role is stated that would tell which one is meant".to_owned()];
        groups.push(Group { all: untold, reasons, may_be: labels });
    }
    groups
}

impl Group {
    fn is_person(&self) -> bool {
        self.all.first().is_some_and(|one| one.kind == EntityKind::Person)
    }

    /// The fullest name, the first of those.
    fn name(&self) -> &str {
        let longest = self.all.iter().map(|one| one.name.as_str());
        longest.min_by_key(|name| std::cmp::Reverse(name.len())).unwrap_or_default()
    }

    /// Roles by how many occurrences state them.
    fn roles(&self) -> Vec<String> {
        let mut counts: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        for role in self.all.iter().filter_map(|one| one.role.as_deref()) {
            counts.entry(folded(role)).or_insert((0, role)).0 += 1;
        }
        let mut roles: Vec<(usize, &str)> = counts.into_values().collect();
        roles.sort_by_key(|(n, role)| (std::cmp::Reverse(*n), *role));
        roles.into_iter().map(|(_, role)| role.to_owned()).collect()
    }

    /// `Ana Ruiz, mayor of Brenmark`.
    fn label(&self) -> String {
        label(self.name(), &self.roles())
    }

    fn bearer(self) -> Bearer {
        let named = self.all.iter().map(|one| (one.passage.article(), one.name.clone()));
        let named: BTreeSet<(Id, String)> = named.collect();
        let n_articles =
            self.all.iter().map(|one| one.passage.article()).collect::<BTreeSet<_>>().len();
        let mut names: Vec<&str> = self.all.iter().map(|one| one.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let mut reasons = self.reasons.clone();
        match (names.as_slice(), n_articles) {
            (_, 1) => (),
            ([_], n) => reasons.push(format!("{n} articles give the same name")),
            (names, n) => {
                let decided = reasons.iter().any(|reason| reason.starts_with("taken for one"));
                let what = if decided { "these names" } else { "forms of one name" };
                reasons.push(format!("{n} articles give {what}: {}", names.join(", ")));
            }
        }
        // What states a role says more than a name alone.
        let (with, without): (Vec<_>, Vec<_>) = self.all.iter().partition(|one| one.role.is_some());
        let evidence = with.into_iter().chain(without).take(MOST_EVIDENCE);
        Bearer {
            kind: self.all.first().map_or(EntityKind::Person, |one| one.kind),
            name: self.name().to_owned(),
            roles: self.roles(),
            named: named.into_iter().collect(),
            evidence: evidence.map(|one| one.passage.clone()).collect(),
            reasons,
            may_be: self.may_be,
            places: self.all.iter().map(|one| (one.passage.article(), one.name_at)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::Document, entity, testing::article};

    /// The bearers named in these articles, with roles, counts and whom they may be.
    fn bearers(texts: &[&str]) -> Vec<String> {
        let mut all = Vec::new();
        for text in texts {
            let article = article(text, "en");
            let entities = entity::find(&Document::of(&article));
            all.extend(entities.iter().filter_map(|entity| Occurrence::of(&article, entity)));
        }
        let show = |one: Bearer| {
            let may_be = one.may_be.join(" | ");
            format!("{} [{}] {} ({may_be})", one.name, one.roles.join(" | "), one.n_articles())
        };
        join(all, &[])
            .into_iter()
            .filter(|one| one.kind == EntityKind::Person && one.name != "Orta")
            .map(show)
            .collect()
    }

    #[test]
    fn one_name_with_roles_that_go_together_is_one_person() {
        let found = bearers(&[
            "Mayor Ana Ruiz said the bridge was safe.",
            "Ana Ruiz, a member of the transport committee, said the toll was too high.",
            "Ana M. Ruiz opened the bridge.",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("Ana M. Ruiz [") && found[0].ends_with("3 ()"), "{found:?}");
    }

    #[test]
    fn namesakes_are_kept_apart_and_named_to_each_other() {
        let found = bearers(&[
            "Mayor Ana Ruiz said the bridge was safe.",
            "Goalkeeper Ana Ruiz said the ball was wet.",
            "Ana Ruiz said nothing more.",
        ]);
        assert_eq!(found.len(), 3, "{found:?}");
        let open = found.iter().find(|one| one.contains("[]")).expect("one without a role");
        assert!(open.contains("Mayor") && open.contains("Goalkeeper"), "{open}");
        let found = bearers(&[
            "Ana Ruiz, the mayor of Brenmark, said the bridge was safe.",
            "Ana Ruiz, the mayor of Orta, said the bridge was closed.",
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_surname_alone_is_nobody_but_may_be_some() {
        let found = bearers(&[
            "Mayor Ana Ruiz said the bridge was safe.",
            "Ruiz told reporters that the bridge was closed.",
        ]);
        assert_eq!(found, ["Ana Ruiz [Mayor] 1 ()", "Ruiz [] 1 (Ana Ruiz, Mayor)"]);
    }
}
