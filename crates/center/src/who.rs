//! Whom a name means: the people, organizations and countries of the center that bear it.

use crate::{
    answer::passage_link, error::Result, local::Center, redate, row::Row, versions::Latest,
};
use onrecord_analyze::{
    bearer::{self, Occurrence, Ruling},
    gazetteer,
};
use onrecord_model::{entity::EntityKind, id::Id};
use onrecord_store::{Filter, Term, fold};
use onrecord_text::Span;
use std::collections::BTreeSet;

pub use onrecord_analyze::bearer::Bearer;

/// Articles read at once.
const READ_BATCH: usize = 256;

/// A name or office as asked for, or a part of one.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    /// As written.
    text: String,
    /// Folded.
    folded: String,
    /// The other names of a known place: `kiev` asks for `kyiv` too, `us` for `american`.
    others: &'static [&'static str],
}

impl Wanted {
    /// What each of these asks for.
    pub(crate) fn all(texts: &[String]) -> Vec<Self> {
        let of = |text: &String| Self {
            text: text.clone(),
            folded: fold(text),
            others: gazetteer::names(text),
        };
        texts.iter().map(of).collect()
    }

    /// Whether a name, description or office holds it at the start of a word; a place also by its other
    /// names, as whole words.
    pub(crate) fn is_in(&self, name: &str) -> bool {
        let folded = fold(name);
        if self.others.is_empty() {
            return has(&folded, &self.folded);
        }
        let is_told = |other: &&&str| **other != "us" || name.contains("US");
        self.others.iter().filter(is_told).any(|other| has_whole(&folded, other))
    }

    /// The words by which articles with it are found.
    fn searched(&self) -> impl Iterator<Item = String> + '_ {
        let others = self.others.iter().map(|other| (*other).to_owned());
        [self.text.clone()].into_iter().chain(others)
    }
}

/// Whether a folded text holds a folded word at the start of a word: `bridge` is found in `bridges`,
/// `art` is not in `part`.
pub(crate) fn has(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric))
}

fn has_whole(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !before.chars().next_back().is_some_and(char::is_alphanumeric)
            && !after.chars().next().is_some_and(char::is_alphanumeric)
    })
}

impl Center {
    /// Who bears a name, or holds an office, of those that articles name: most named first; and how
    /// many other versions of the same pages name somebody so, which do not count by themselves.
    ///
    /// # Errors
    ///
    /// When the center cannot be read.
    pub fn bearers(&self, names: &[String]) -> Result<(Vec<Bearer>, usize)> {
        let wanted = Wanted::all(&self.also_called(names)?);
        let Latest { ids, left_out } = self.latest(self.naming(&wanted)?.into_iter().collect())?;
        let mut found = Vec::new();
        for batch in ids.chunks(READ_BATCH) {
            for (article, findings) in redate::articles(&self.store, &self.decided, batch)? {
                for entity in &findings.entities {
                    let office = entity.role_at.and_then(|role| role.get(&article.text));
                    let is_wanted = wanted.iter().any(|one| {
                        one.is_in(&entity.name) || office.is_some_and(|it| one.is_in(it))
                    });
                    if is_wanted {
                        found.extend(Occurrence::of(&article, entity));
                    }
                }
            }
        }
        Ok((bearer::join(found, self.decided.names()), left_out.len()))
    }

    /// These names, and those that were decided to be the same one's.
    pub(crate) fn also_called(&self, names: &[String]) -> Result<Vec<String>> {
        let mut all = names.to_vec();
        let joined = self.decided.names().iter().filter(|ruling| ruling.is_one);
        let mut joined: Vec<&Ruling> = joined.collect();
        // A name that was joined may be joined to a third.
        loop {
            let wanted = Wanted::all(&all);
            let n_left = joined.len();
            let mut left = Vec::new();
            for ruling in joined {
                let bearing = self.names_at(&ruling.places)?;
                if bearing.iter().any(|name| wanted.iter().any(|one| one.is_in(name))) {
                    all.extend(bearing);
                } else {
                    left.push(ruling);
                }
            }
            if left.len() == n_left {
                return Ok(all);
            }
            joined = left;
        }
    }

    /// The names that stand at these places.
    fn names_at(&self, places: &[(Id, Span)]) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for (id, span) in places {
            let findings = self.store.findings(*id)?;
            let entities = findings.into_iter().flat_map(|findings| findings.entities);
            let named = entities.filter(|one| one.name_at.intersects(*span));
            names.extend(named.map(|one| one.name));
        }
        Ok(names)
    }

    /// The articles that name one of these or speak of the office. A name stands in the tables; an
    /// office and a place stand in the text.
    pub(crate) fn naming(&self, wanted: &[Wanted]) -> Result<BTreeSet<Id>> {
        let mut naming = BTreeSet::new();
        for words in wanted.iter().flat_map(Wanted::searched) {
            let named = Filter { who: vec![words.clone()], ..Filter::default() };
            naming.extend(self.store.find(&named)?);
            let words = vec![Term::Phrase(words)];
            naming.extend(self.store.find(&Filter { words, ..Filter::default() })?);
        }
        Ok(naming)
    }
}

/// A bearer as a row.
#[must_use]
pub fn row(bearer: &Bearer) -> Row {
    let evidence = bearer.evidence.iter();
    Row::default()
        .with("name", bearer.name.as_str())
        .with("kind", kind_word(bearer.kind))
        .with("roles", bearer.roles.clone())
        .with("n_articles", bearer.n_articles())
        .with("because", bearer.reasons.clone())
        .with("may_be", bearer.may_be.clone())
        .with("passages", evidence.clone().map(passage_link).collect::<Vec<_>>())
        .with("exact", evidence.map(|one| one.exact().to_owned()).collect::<Vec<_>>())
}

/// Person, organization or place, in one word.
#[must_use]
pub fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_wanted_by_all_its_names_and_nobody_by_a_pronoun() {
        let is_in = |asked: &str, name: &str| Wanted::all(&[asked.to_owned()])[0].is_in(name);
        assert!(is_in("Kiev", "Kyiv"));
        assert!(is_in("united states", "U.S. officials"));
        assert!(is_in("US", "an American diplomat"));
        assert!(is_in("United States", "the US"));
        assert!(!is_in("United States", "one of us"));
        assert!(!is_in("us", "the United States"));
        assert!(is_in("ruiz", "Ana Ruíz") && !is_in("uiz", "Ana Ruiz"));
    }
}
