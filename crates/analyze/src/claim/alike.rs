//! Which clauses say the same: candidates by pairs of keys, then weighed by how rare the keys are.

use crate::claim::{
    assertion::{Assertion, is_class, is_incident},
    same::{is_one_count, is_one_ground, is_one_matter, is_one_share, is_recounted},
    spoken::{Said, Spoken, is_name, is_one_speaker},
};
use std::collections::{BTreeMap, BTreeSet};

/// Two clauses say the same from this share of their weighted keys on, in hundredths of those that
/// either has.
const SAME_PERCENT: u64 = 60;

/// Clauses that count the same thing to which the same happened need to be less alike.
const COUNTED_PERCENT: u64 = 40;

/// How alike two grounds of one kind by one giver are, and one share given twice of one whole.
const GROUND_PERCENT: u64 = 90;

/// Two clauses that share two keys alone say the same only when they have hardly any others.
const MAX_BRIEF: usize = 3;

/// A pair of keys that more clauses hold is a phrase of the language; clauses meet under rarer ones.
const MAX_HOLDERS: usize = 120;

/// Of a clause so many keys, the rarest, are paired.
const MAX_PAIRED: usize = 8;

/// Two clauses that say the same.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Match {
    /// How alike they are, in hundredths.
    pub percent: u64,
    /// The index of the first.
    pub a: usize,
    /// The index of the second.
    pub b: usize,
}

/// A clause with the index of the statement it stands in.
pub type Clause<'a> = (usize, &'a Assertion);

/// The clauses of all statements but headlines.
#[must_use]
pub fn clauses<'a>(spoken: &'a [Spoken]) -> Vec<Clause<'a>> {
    spoken
        .iter()
        .enumerate()
        .filter(|(_, spoken)| !spoken.is_headline)
        .flat_map(|(idx, spoken)| spoken.assertions.iter().map(move |clause| (idx, clause)))
        .collect()
}

/// Every two clauses of different statements that say the same, each pair once, in order.
#[must_use]
pub fn matches(clauses: &[Clause], spoken: &[Spoken]) -> Vec<Match> {
    let weights = Weights::of(clauses.iter().map(|(_, clause)| *clause));
    let pairs: Vec<_> = clauses.iter().map(|(_, clause)| weights.pairs(clause)).collect();
    let mut held: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (idx, pairs) in pairs.iter().enumerate() {
        pairs.iter().for_each(|pair| held.entry(*pair).or_default().push(idx));
    }
    held.retain(|_, holders| holders.len() <= MAX_HOLDERS);
    let abouts: Vec<Vec<&str>> = spoken.iter().map(Spoken::subject_words).collect();
    let mut found = Vec::new();
    for (a, pairs) in pairs.iter().enumerate() {
        // Two clauses that meet under several pairs of keys are weighed once.
        let holders = pairs.iter().filter_map(|pair| held.get(pair)).flatten();
        let mut later: Vec<usize> = holders.copied().filter(|b| *b > a).collect();
        later.sort_unstable();
        later.dedup();
        let weighed = later
            .into_iter()
            .map(|b| (b, weigh(clauses[a], clauses[b], spoken, &abouts, &weights)));
        found.extend(weighed.filter_map(|(b, percent)| Some(Match { percent: percent?, a, b })));
    }
    found
}

/// How alike two clauses are, in hundredths, where they say the same.
fn weigh(
    (of_a, one): Clause,
    (of_b, other): Clause,
    spoken: &[Spoken],
    abouts: &[Vec<&str>],
    weights: &Weights,
) -> Option<u64> {
    if of_a == of_b || !is_one_subject(&spoken[of_a], &spoken[of_b]) {
        return None;
    }
    if one.is_ground || other.is_ground {
        let first = Said { spoken: &spoken[of_a], clause: one };
        let second = Said { spoken: &spoken[of_b], clause: other };
        return is_one_ground(first, second).then_some(GROUND_PERCENT);
    }
    let (said, again) = (
        Said { spoken: &spoken[of_a], clause: one },
        Said { spoken: &spoken[of_b], clause: other },
    );
    if is_one_share(said, again) {
        return Some(GROUND_PERCENT);
    }
    let about = |key: &String| {
        is_name(abouts[of_a].iter().copied(), key) && is_name(abouts[of_b].iter().copied(), key)
    };
    let first = Said { spoken: &spoken[of_a], clause: one };
    let second = Said { spoken: &spoken[of_b], clause: other };
    let is_counted = is_one_count(first, second) || is_recounted(first, second);
    let percent = weights.alike(one, other, is_counted, about)?;
    is_one_matter(first, second, percent).then_some(percent)
}

/// Whether the two articles are about the same: two of the names they name most, or one and the
/// same speaker. A headline or an aside without names of its own lives by its article's.
fn is_one_subject(a: &Spoken, b: &Spoken) -> bool {
    if a.id() == b.id() {
        return true;
    }
    let n_shared = a.subjects.intersection(&b.subjects).count();
    let speakers = (&a.statement.speaker, &b.statement.speaker);
    let is_one = matches!(speakers, (Some(a), Some(b)) if is_one_speaker(a, b));
    let fewest = a.subjects.len().min(b.subjects.len());
    n_shared >= 2 || (n_shared == 1 && (is_one || fewest <= 2))
}

/// How much each key weighs: the rarer, the more.
struct Weights<'a> {
    of: BTreeMap<&'a str, u64>,
}

impl<'a> Weights<'a> {
    fn of(clauses: impl Iterator<Item = &'a Assertion>) -> Self {
        let mut n_holding: BTreeMap<&str, u64> = BTreeMap::new();
        let mut n = 0;
        for clause in clauses {
            n += 1;
            clause.keys.iter().for_each(|key| *n_holding.entry(key).or_default() += 1);
        }
        let weigh = |(key, holding): (&'a str, u64)| {
            // A key that stands for several words is what the clause is about: it counts twice.
            let times = if is_class(key) { 2 } else { 1 };
            (key, times * (4 + u64::from((n / holding + 1).ilog2())))
        };
        Self { of: n_holding.into_iter().map(weigh).collect() }
    }

    fn sum<'k>(&self, keys: impl Iterator<Item = &'k String>) -> u64 {
        keys.map(|key| self.of.get(key.as_str()).copied().unwrap_or_default()).sum()
    }

    /// Pairs of the clause's heaviest keys, in order.
    fn pairs(&self, clause: &'a Assertion) -> Vec<(&'a str, &'a str)> {
        let mut keys: Vec<&str> = clause.keys.iter().map(String::as_str).collect();
        keys.sort_by_key(|key| (std::cmp::Reverse(self.of[key]), *key));
        keys.truncate(MAX_PAIRED);
        keys.sort_unstable();
        let pairs = keys.iter().enumerate();
        pairs.flat_map(|(n, a)| keys[n + 1..].iter().map(|b| (*a, *b))).collect()
    }

    /// How alike two clauses are, in hundredths, where they say the same. Names that both articles
    /// are about are left out: "Brenmark has kept its promise" and "we kept our promise" are one.
    fn alike(
        &self,
        a: &Assertion,
        b: &Assertion,
        is_counted: bool,
        is_about: impl Fn(&String) -> bool,
    ) -> Option<u64> {
        let shared = a.keys.intersection(&b.keys).filter(|key| !is_about(key));
        let shared: BTreeSet<&String> = shared.collect();
        let says = |key: &&&String| is_class(key) && !is_incident(key);
        let n_classes = shared.iter().filter(says).count();
        let n_either = a.keys.union(&b.keys).filter(|key| !is_about(key)).count();
        let is_enough = match shared.len() {
            0 | 1 => false,
            _ if is_counted => true,
            2 => n_classes == 2 && n_either <= MAX_BRIEF,
            3 => n_classes >= 1,
            _ => true,
        };
        let names = |clause: &Assertion| -> BTreeSet<String> {
            clause.names.iter().filter(|name| !is_about(name)).cloned().collect()
        };
        let (of_a, of_b) = (names(a), names(b));
        let differ = !of_a.is_empty() && !of_b.is_empty() && of_a.is_disjoint(&of_b);
        if !is_enough || differ {
            return None;
        }
        let both = self.sum(shared.into_iter());
        let either = self.sum(a.keys.union(&b.keys).filter(|key| !is_about(key)));
        let percent = both * 100 / either.max(1);
        (percent >= if is_counted { COUNTED_PERCENT } else { SAME_PERCENT }).then_some(percent)
    }
}
