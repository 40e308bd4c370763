//! Claims followed over time: which statements speak of the same thing; how they relate.

mod assertion;
pub mod measure;
mod spoken;
mod relate;
mod alike;
mod occasion;
#[cfg(test)]
mod tests;

pub use relate::relate;
pub use spoken::{Spoken, statements};

use alike::Match;
use assertion::Assertion;
use occasion::{Occasion, Reprints, occasions};
use onrecord_model::{
    article::Article,
    claim::{Claim, Relation, RelationKind},
    copy::Copy,
    findings::Findings,
    id::Id,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many words a claim shows for `explain`.
const MAX_WORDS: usize = 6;

/// How many clauses are gathered into one claim, at most.
const MAX_CLAUSES: usize = 400;

/// Claims among the statements of these articles that were made on at least two occasions, strongest
/// first. Reprints (`copies`) are repeats, never further occasions.
///
/// Where a headline of an occasion's own article says the same without its hedges, a relation of the
/// statement to itself says so. The result does not depend on the order of the input.
#[must_use]
pub fn group(articles: &[(&Article, &Findings)], copies: &[Copy]) -> Vec<Claim> {
    let mut articles = articles.to_vec();
    articles.sort_by_key(|(article, _)| article.id);
    articles.dedup_by_key(|(article, _)| article.id);
    let spoken: Vec<Spoken> =
        articles.iter().flat_map(|(article, findings)| statements(article, findings)).collect();
    let reprints = Reprints::of(copies);
    let clauses = alike::clauses(&spoken);
    let groups = gathered(&alike::matches(&clauses, &spoken), clauses.len());
    let told = groups.iter().filter_map(|members| {
        let members: BTreeSet<usize> = members.iter().map(|idx| clauses[*idx].0).collect();
        let occasions = occasions(&members, &spoken, &reprints);
        (occasions.len() >= 2).then(|| claim(&occasions, &spoken))
    });
    let mut claims: Vec<Claim> = told.collect();
    claims.sort_by_key(|claim| (std::cmp::Reverse(claim.statements.len()), claim.id));
    claims
}

/// Groups of clauses: the most alike first, and two groups become one only when most of their
/// clauses say the same, so that a chain of small steps does not join what differs.
fn gathered(matches: &[Match], n: usize) -> Vec<Vec<usize>> {
    let known: BTreeSet<(usize, usize)> = matches.iter().map(|found| (found.a, found.b)).collect();
    let is_known = |a: usize, b: usize| known.contains(&(a.min(b), a.max(b)));
    let mut matches = matches.to_vec();
    matches.sort_by_key(|found| (std::cmp::Reverse(found.percent), found.a, found.b));
    let mut group_of: Vec<usize> = (0..n).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for Match { a, b, .. } in matches {
        let (first, second) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        if first == second {
            continue;
        }
        let of = |idx: usize| groups.get(&idx).cloned().unwrap_or_else(|| vec![idx]);
        let (mut one, other) = (of(first), of(second));
        let n_known =
            one.iter().map(|a| other.iter().filter(|b| is_known(*a, **b)).count()).sum::<usize>();
        if n_known * 2 < one.len() * other.len() || one.len() + other.len() > MAX_CLAUSES {
            continue;
        }
        other.iter().for_each(|idx| group_of[*idx] = first);
        one.extend(other);
        groups.remove(&second);
        groups.insert(first, one);
    }
    groups.into_values().collect()
}

fn claim(occasions: &[Occasion], spoken: &[Spoken]) -> Claim {
    let statements = occasions.iter().map(|occasion| {
        let mut statement = spoken[occasion[0]].statement.clone();
        let others = occasion[1..].iter().map(|idx| spoken[*idx].statement.content.clone());
        statement.repeats = others.collect();
        statement
    });
    let statements: Vec<_> = statements.collect();
    let first = &statements[0].content;
    let (start, end) = (first.span().start() as u64, first.span().end() as u64);
    let place = [start.to_be_bytes(), end.to_be_bytes()].concat();
    Claim {
        id: Id::of("claim", [first.article().bytes().as_slice(), &place]),
        relations: relations(occasions, spoken),
        words: words(occasions, spoken),
        statements,
    }
}

/// Each occasion to the next, and each to its own headline.
fn relations(occasions: &[Occasion], spoken: &[Spoken]) -> Vec<Relation> {
    let core = core(occasions, spoken);
    let mut found = Vec::new();
    for (idx, occasion) in occasions.iter().enumerate() {
        let said = &spoken[occasion[0]];
        let headline = spoken.iter().find(|other| other.is_headline && other.id() == said.id());
        if let Some(headline) = headline.filter(|headline| is_bolder(headline, said, &core)) {
            let (title, hedges) = (headline.statement.content.exact(), &said.statement.hedges);
            let reason = format!("the headline `{title}` drops `{}`", hedges.join("`, `"));
            found.push(Relation { from: idx, to: idx, kind: RelationKind::Stronger, reason });
        }
        if let Some(next) = occasions.get(idx + 1) {
            let (kind, reason) = relate(said, &spoken[next[0]]);
            found.push(Relation { from: idx, to: idx + 1, kind, reason });
        }
    }
    found
}

/// Whether a headline says what the claim says without the hedges of the statement below it.
fn is_bolder(headline: &Spoken, said: &Spoken, core: &BTreeSet<&String>) -> bool {
    let says = |clause: &Assertion| {
        core.len() >= 2
            && !clause.is_denied
            && core.iter().all(|key| clause.keys.contains(*key) || clause.names.contains(*key))
    };
    headline.statement.hedges.is_empty()
        && !said.statement.hedges.is_empty()
        && headline.assertions.iter().any(says)
}

/// The keys that more than half of the occasions share, names they are about left out.
fn core<'a>(occasions: &[Occasion], spoken: &'a [Spoken]) -> BTreeSet<&'a String> {
    let mut n_holding: BTreeMap<&String, usize> = BTreeMap::new();
    for occasion in occasions {
        let said = &spoken[occasion[0]];
        let keys: BTreeSet<&String> =
            said.assertions.iter().flat_map(|clause| &clause.keys).collect();
        for key in keys.into_iter().filter(|key| !said.is_about(key)) {
            *n_holding.entry(key).or_default() += 1;
        }
    }
    let most = n_holding.into_iter().filter(|(_, n)| n * 2 > occasions.len());
    most.map(|(key, _)| key).collect()
}

/// The keys that most occasions share, most shared first.
fn words(occasions: &[Occasion], spoken: &[Spoken]) -> Vec<String> {
    let mut n_holding: BTreeMap<&String, usize> = BTreeMap::new();
    for occasion in occasions {
        let clauses = spoken[occasion[0]].assertions.iter();
        let keys: BTreeSet<&String> = clauses.flat_map(|clause| &clause.keys).collect();
        keys.into_iter().for_each(|key| *n_holding.entry(key).or_default() += 1);
    }
    let mut shared: Vec<(usize, &String)> =
        n_holding.into_iter().map(|(key, n)| (n, key)).filter(|(n, _)| *n >= 2).collect();
    shared.sort_by_key(|(n, key)| (std::cmp::Reverse(*n), *key));
    shared.into_iter().take(MAX_WORDS).map(|(_, key)| key.clone()).collect()
}
